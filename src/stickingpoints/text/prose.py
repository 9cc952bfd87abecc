"""The Markdown of the text fields → safe HTML, plain text, or a tree for print.

It is CommonMark (markdown-it), restricted to paragraphs, emphasis, strong emphasis, links and
lists; background pages may also have headings and quotations. Raw HTML is never passed on, and
links lead to the web only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from stickingpoints.problems import FORBIDDEN, forbidden, shorten

if TYPE_CHECKING:
    # Loaded by the first text that needs parsing: a check of sound data hardly ever does.
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_SMALL = ("newline", "escape", "entity", "emphasis", "link", "autolink", "list")
_LONG = (*_SMALL, "heading", "blockquote")
_STRICT = (*_SMALL, "image")
_PLAIN_LINK = re.compile(r"\]\(https?://[\w.-]+[^\s()<>\\&]*\)")
_SUSPICIOUS = re.compile(r"<|&[#\w]|\]\(|!\[")
# What a browser takes for a tag (WHATWG HTML, 13.2.5.6), closed or not.
_TAG = re.compile(
    r"""
    <(?=[a-z/!?])
    (?![a-z][a-z0-9+.-]+:[^\s<>]*>)   # an autolink, <https://…> (CommonMark 6.5), becomes no tag
    [^<>]*>?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_HTML = (
    "delete it (emphasis is *text*, a link [text](https://…)), "
    'or put a space after "<" if you mean "less than"'
)
_LINE_BREAKS = ("softbreak", "hardbreak")
# What may begin any markup that the parser knows; most texts have none of it.
_MARKUP = re.compile(r"[\\&*_\[<]|^\s*(?:[-+]|\d+[.)])\s", re.MULTILINE)
_SENTENCE_END = re.compile(
    r"""
    [.?!…]["'”’»)\]]*           # the end, with the quotes and brackets that it closes
    (?=[ ]+["'“‘«(\[]?          # a space, and what opens the next sentence
    ([^\W\d_]))                 # its first letter
    """,
    re.VERBOSE,
)
_NO_END = re.compile(r"\b([^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|Amb|St|vs)\.$")


class Fault(NamedTuple):
    """What is wrong with a text: the rule it breaks, and what to write instead."""

    rule: str
    message: str


def html(text: str) -> Markup:
    """Return a text field as HTML blocks."""
    # The parser escapes everything but its own tags.
    return Markup(_parser().render(text.strip()))  # noqa: S704


def inline(text: str) -> Markup:
    """Return a text field as HTML for the inside of a paragraph: blocks become one run of text."""
    return Markup(_parser().renderInline(" ".join(text.split())))  # noqa: S704


def long_html(text: str) -> Markup:
    """Return a background page as HTML blocks, its headings one level down.

    The page that it is shown on has a heading of its own.
    """
    parser = _long_parser()
    tokens = parser.parse(text.strip())
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704


def plain(text: str) -> str:
    """Return the words of a text field without marks, on one line."""
    if not _MARKUP.search(text):
        return " ".join(text.split())
    words = map(_word, _flat(_parser().parse(text)))
    return " ".join("".join(words).split())


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Yield heading and words of each section of a background page, without marks.

    What comes before the first heading has the heading "".
    """
    heading, words = "", ""
    tokens = iter(_long_parser().parse(text.strip()))
    for token in tokens:
        if token.type == "heading_open":
            if heading or words.strip():
                yield heading, " ".join(words.split())
            heading, words = _words_of(next(tokens)), ""
        else:
            words += _words_of(token)
    if heading or words.strip():
        yield heading, " ".join(words.split())


def _words_of(token: Token) -> str:
    return "".join(map(_word, _flat([token])))


def first_sentence(text: str) -> str:
    """Return the first sentence of a text field, as plain words."""
    words = plain(text)
    for end in _SENTENCE_END.finditer(words):
        is_abbreviation = _NO_END.search(words[: end.start() + 1])
        if end[1].isupper() and not is_abbreviation:
            return words[: end.end()]
    return words


def tree(text: str, *, long: bool = False) -> list[dict[str, Any]]:
    """Return a text as nested nodes `{kind, text?, href?, children?}`.

    They are for a typesetter that must not parse markup. `long` accepts what background pages may
    have.
    """
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415  see the imports

    parser = _parser()
    if long:
        parser = _long_parser()
    return list(map(_node, SyntaxTreeNode(parser.parse(text.strip())).children))


def faults(text: str) -> Iterator[Fault]:
    """Yield what a text field may not contain.

    That is raw HTML, images, links that do not lead to the web, and invisible characters.
    """
    # Parsing every text would take most of the time of a check; plain links need no parsing.
    if not _SUSPICIOUS.search(_PLAIN_LINK.sub("", text)):
        return
    for tag in _tags(text):
        yield Fault("raw-html", f'the text contains the HTML "{shorten(tag)}"; {_NO_HTML}')
    for token in _flat(_strict_parser().parse(text)):
        if fault := _fault(token):
            yield fault


def _fault(token: Token) -> Fault | None:
    """Return what is wrong with a single token."""
    address = token.attrGet("href")
    if token.type == "link_open" and not _leads_to_web(str(address)):
        advice = "write a full address that begins with https://"
        return Fault("bad-link", f'the link "{address}" does not lead to the web; {advice}')
    if token.type == "image":
        image = token.attrGet("src")
        advice = "delete it, or write a link: [text](https://…)"
        return Fault("bad-link", f'the image "{image}" is not shown; {advice}')
    if token.type == "text" and (hidden := FORBIDDEN.search(token.content)):
        return Fault("forbidden-character", forbidden(hidden[0]))
    return None


def _tags(text: str) -> list[str]:
    """Return what a browser would take for tags; closing tags only if there are no others."""
    tags = _TAG.findall(text)
    return [tag for tag in tags if not tag.startswith("</")] or tags


def _node(node: SyntaxTreeNode) -> dict[str, Any]:
    if node.type == "text":
        return {"kind": "text", "text": node.content}
    if node.type in _LINE_BREAKS:
        return {"kind": "text", "text": " "}
    children = list(map(_node, node.children))
    if node.type == "inline":
        return {"kind": "span", "children": children}
    fields: dict[str, Any] = {"kind": node.type, "children": children}
    if node.type == "link":
        fields["href"] = str(node.attrs["href"])
    if node.type == "heading":
        fields["level"] = int(node.tag[1])
    return fields


def _word(token: Token) -> str:
    """Return what a token adds to plain text: its words, or the space between lines and blocks."""
    if token.children:
        return ""
    if token.type == "text":
        return token.content
    if token.block or token.type in _LINE_BREAKS:
        return " "
    return ""


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


def _leads_to_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


@cache
def _parser() -> MarkdownIt:
    return _configured(_SMALL, is_link=_leads_to_web)


@cache
def _long_parser() -> MarkdownIt:
    return _configured(_LONG, is_link=_leads_to_web)


@cache
def _strict_parser() -> MarkdownIt:
    # It takes any address for a link, so that the faulty ones can be named.
    return _configured(_STRICT, is_link=bool)


def _configured(rules: tuple[str, ...], *, is_link: Callable[[str], bool]) -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  see the imports

    parser = MarkdownIt("zero").enable(list(rules))  # "zero" knows no HTML
    parser.validateLink = is_link  # type: ignore[assignment,method-assign]
    return parser
