"""The pages → one self-contained HTML file: styles inside, links between pages as anchors.

It needs no network, no folder and no script: it can be mailed, kept and printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from posixpath import normpath
from typing import NamedTuple

import lxml.html
from lxml.html import HtmlElement
from markupsafe import Markup, escape

from stickingpoints.site import policy
from stickingpoints.site.content import Content
from stickingpoints.site.page import Page

KINDS = ("home", "compare", "plans", "issue", "statements", "timeline", "sources")
"""The kinds of generated pages that the file holds."""

# Controls of a script that the file does not have, and what leads to pages that it does not hold.
_DROPPED = (
    "tools",
    "entry-tools",
    "cite",
    "doors",
    "more",
    "two-plans",
    "to-two-plans",
    "controls",
    "another-day",
    "recorded",
    "aged-key",
    "parts",
    "to-sections",
)
_REFERRING = ("aria-labelledby", "aria-describedby", "for")


class _Part(NamedTuple):
    """A page that the file holds: its address on the site, its title and its HTML."""

    address: str
    title: str
    html: str


def one_file(
    content: Content, pages: Mapping[str, Page], prose: Mapping[str, str], style: str, sprite: str
) -> bytes:
    """Return the whole explainer as one HTML file (UTF-8).

    `pages` are the generated pages by address, `prose` the HTML of written pages by address,
    `style` the style sheet and `sprite` the drawing of the icons.
    """
    parts = list(_parts(pages, prose))
    ids = {part.address: _slug(part.address) for part in parts}
    sections = [_section(part, ids) for part in parts]
    language = content.site.language
    inside = _style(style)
    return _FRAME.format(
        lang=language.code,
        direction=language.direction,
        title=escape(content.dataset.title),
        site=escape(content.site.name),
        edition=_edition_line(content),
        heading=escape(language.say("Contents")),
        policy=escape(policy.one_file(inside)),
        style=inside,
        sprite=sprite,
        contents="".join(_contents(parts, ids)),
        body="\n".join(sections),
    ).encode()


def _parts(pages: Mapping[str, Page], prose: Mapping[str, str]) -> Iterator[_Part]:
    for address, page in pages.items():
        if page.kind in KINDS:
            yield _Part(address, page.title, page.html)
    for address, html in prose.items():
        yield _Part(address, _heading(html), html)


def _contents(parts: Iterable[_Part], ids: Mapping[str, str]) -> Iterator[Markup]:
    """Yield the entries of the table of contents, which leaves out the home page above it."""
    for part in parts:
        if part.address:
            entry = Markup('<li><a href="#{}">{}</a></li>')
            yield entry.format(ids[part.address], part.title)


_STYLE = """
.top { position: static; }
.sp > section { border-top: 3px solid var(--ink); margin-top: 3rem; padding-top: 1.2rem; }
.sp > section:first-of-type { border: 0; margin: 0; padding: 0; }
.compare thead th { top: 0; }
"""
"""What the page in one file adds to the style of the site."""

_FRAME = """<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{sprite}
<header class="top"><div class="top-inner"><span class="site-name">{site}</span></div></header>
<main class="sp">
<p class="hint">{edition}</p>
<nav aria-label="{heading}"><details class="contents"><summary>{heading}</summary>\
<ol>{contents}</ol></details></nav>
{body}
</main>
</body>
</html>
"""


def _style(style: str) -> str:
    """Return the style as it is written in its element, whose text nothing may end."""
    # To CSS, `\/` is a slash; in HTML, `</` could end the element.
    return f"\n{style}{_STYLE}".replace("</", "<\\/")


def _edition_line(content: Content) -> Markup:
    """Return what edition this is, and where the newest one is if the site has an address."""
    site, say = content.site, content.site.language.html
    day = site.language.long_date(content.dataset.as_of)
    what = say("{site}, the edition in one file, as of {day}.", site=site.name, day=day)
    if not site.url:
        return what
    address = Markup('<a href="{}">{}</a>').format(site.url, site.url)
    return Markup(" ").join([what, say("The newest edition stands at {address}.", address=address)])


def _section(part: _Part, ids: Mapping[str, str]) -> str:
    """Return one page as a section, its ids unique in the file, its links turned into anchors."""
    root: HtmlElement = lxml.html.fragment_fromstring(part.html, create_parent="section")
    root.set("id", ids[part.address])
    # A list, because elements are dropped while it is gone through.
    for element in list(root.iter()):
        classes = set(str(element.get("class", "")).split())
        if classes & set(_DROPPED) and element.getparent() is not None:
            element.drop_tree()
    for element in root.iterdescendants():
        _make_unique(element, ids[part.address])
        if element.tag == "a" and element.get("href") is not None:
            _turn_link(element, part.address, ids)
    return str(lxml.html.tostring(root, encoding="unicode"))


def _make_unique(element: HtmlElement, prefix: str) -> None:
    if element.get("id"):
        element.set("id", f"{prefix}--{element.get('id')}")
    for name in _REFERRING:
        if element.get(name):
            ids = str(element.get(name)).split()
            element.set(name, " ".join(f"{prefix}--{old}" for old in ids))


def _turn_link(link: HtmlElement, address: str, ids: Mapping[str, str]) -> None:
    """Let a link to another page lead to its section.

    A link to a page that is not in the file loses its address.
    """
    href = str(link.get("href"))
    if ":" in href.partition("/")[0]:
        return
    path, _, anchor = href.partition("#")
    target = _resolved(address, path)
    if target not in ids:
        link.attrib.pop("href")
    elif anchor:
        link.set("href", f"#{ids[target]}--{anchor}")
    else:
        link.set("href", f"#{ids[target]}")


def _resolved(address: str, path: str) -> str:
    """Return the address that a relative path leads to from a page, its own if there is no path."""
    if not path:
        return address
    joined = normpath(f"/{address}{path}")
    if joined == "/":
        return ""
    return f"{joined.lstrip('/')}/"


def _slug(address: str) -> str:
    return address.strip("/").replace("/", "-") or "home"


def _heading(html: str) -> str:
    """Return the text of a page's first heading, "" if it has none."""
    heading = lxml.html.fragment_fromstring(html, create_parent="div").find(".//h1")
    if heading is None:
        return ""
    return str(heading.text_content())
