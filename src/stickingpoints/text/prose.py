"""The small Markdown of the text fields → safe HTML, plain text, or a tree for print.

CommonMark (markdown-it) cut down to paragraphs, emphasis, strong, links and lists; background pages may also have
headings and quotations. Raw HTML is never passed on, and links lead to the web only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
# What a browser takes for a tag (WHATWG HTML, 13.2.5.6), closed or not; not an autolink such as <https://…> (CommonMark 6.5),
# which never becomes a tag and is judged as a link.
_TAG = re.compile(r"<(?=[a-z/!?])(?![a-z][a-z0-9+.-]+:[^\s<>]*>)[^<>]*>?", re.IGNORECASE)
_NO_HTML = 'delete it (emphasis is *text*, a link [text](https://…)), or put a space after "<" if you mean "less than"'
_SPACED = ("softbreak", "hardbreak")
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»)\]]*(?= +[\"'“‘«(\[]?([^\W\d_]))")
_NO_END = re.compile(r"\b([^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|Amb|St|vs)\.$")


class Fault(NamedTuple):
    """What may not stand in a text, and what to write instead."""

    rule: str
    message: str


def html(text: str) -> Markup:
    """Return a text field as HTML blocks."""
    return Markup(_parser().render(text.strip()))  # noqa: S704  the parser escapes everything but its own tags


def inline(text: str) -> Markup:
    """Return a text field as HTML that may stand inside a paragraph: blocks become one run of text."""
    return Markup(_parser().renderInline(" ".join(text.split())))  # noqa: S704  as above


def long_html(text: str) -> Markup:
    """Return a background page as HTML blocks, its headings one level down (the page has its own)."""
    tokens = _long_parser().parse(text.strip())
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    return Markup(_long_parser().renderer.render(tokens, _long_parser().options, {}))  # noqa: S704  as above


def plain(text: str) -> str:
    """Return the words of a text field without marks, on one line."""
    return " ".join("".join(_word(token) for token in _flat(_parser().parse(text))).split())


def first_sentence(text: str) -> str:
    """Return the first sentence of a text field, as plain words."""
    words = plain(text)
    ends = (
        found.end()
        for found in _SENTENCE_END.finditer(words)
        if found[1].isupper() and not _NO_END.search(words[: found.start() + 1])
    )
    return words[: next(ends, None)]


def tree(text: str, *, long: bool = False) -> list[dict[str, Any]]:
    """Return a text as nested nodes `{kind, text?, href?, children?}`, for a typesetter that must not parse markup."""
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415  as above

    parser = _long_parser() if long else _parser()
    return [_node(child) for child in SyntaxTreeNode(parser.parse(text.strip())).children]


def faults(text: str) -> Iterator[Fault]:
    """Yield what may not stand in a text field: raw HTML, images, links that do not lead to the web, hidden characters."""
    # Parsing every text would take most of the time of a check; plain links to the web need no parsing.
    if not _SUSPICIOUS.search(_PLAIN_LINK.sub("", text)):
        return
    for tag in _tags(text):
        yield Fault("raw-html", f'the text holds the HTML "{shorten(tag)}"; {_NO_HTML}')
    for token in _flat(_strict_parser().parse(text)):
        if token.type == "link_open" and not _leads_to_web(str(token.attrGet("href"))):
            yield Fault(
                "bad-link",
                f'the link "{token.attrGet("href")}" does not lead to the web; write a whole address that begins with https://',
            )
        if token.type == "image":
            yield Fault(
                "bad-link",
                f'the image "{token.attrGet("src")}" is not shown; delete it, or write a link: [text](https://…)',
            )
        if token.type == "text" and (hidden := FORBIDDEN.search(token.content)):
            yield Fault("forbidden-character", forbidden(hidden[0]))


def _tags(text: str) -> list[str]:
    """Return what a browser would take for tags; closing ones only where no other is."""
    tags = _TAG.findall(text)
    return [tag for tag in tags if not tag.startswith("</")] or tags


def _node(node: SyntaxTreeNode) -> dict[str, Any]:
    if node.type == "text":
        return {"kind": "text", "text": node.content}
    if node.type in ("softbreak", "hardbreak"):
        return {"kind": "text", "text": " "}
    if node.type == "inline":
        return {"kind": "span", "children": [_node(child) for child in node.children]}
    made: dict[str, Any] = {
        "kind": node.type,
        "children": [_node(child) for child in node.children],
    }
    if node.type == "link":
        made["href"] = str(node.attrs["href"])
    if node.type == "heading":
        made["level"] = int(node.tag[1])
    return made


def _word(token: Token) -> str:
    """Return what a token adds to plain text: marks inside a block add nothing, a new line or block parts words."""
    if token.children:
        return ""
    return (
        token.content
        if token.type == "text"
        else " "
        if token.block or token.type in _SPACED
        else ""
    )


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
    return _made(_SMALL, safe=True)


@cache
def _long_parser() -> MarkdownIt:
    return _made(_LONG, safe=True)


@cache
def _strict_parser() -> MarkdownIt:
    return _made(_STRICT, safe=False)


def _made(rules: tuple[str, ...], *, safe: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  as above

    parser = MarkdownIt("zero", {"html": not safe}).enable(list(rules))
    # Strict, it takes any address for a link, so that the faulty ones can be named.
    parser.validateLink = _leads_to_web if safe else bool  # type: ignore[assignment,method-assign]
    return parser
