"""HTML of a page → Markdown with the same words, for any generator that reads Markdown.

The HTML is our own, so that few elements need a rule. What only a script or a style sheet makes
useful (controls, drawings, what a switch shows) is left out. Every text is escaped, because it may
come from a stranger: it stays text in Python-Markdown, and in CommonMark 0.31.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

import lxml.html
from lxml.html import HtmlElement

Link = Callable[[str], str]
"""Makes the address of a link, as a page writes it, the one to write; "" for none."""

_DROPPED_ELEMENTS = frozenset(
    ("button", "dialog", "form", "input", "label", "script", "select", "style", "svg", "template")
)
_DROPPED_CLASSES = frozenset(
    (
        *("aged-key", "another-day", "contents", "controls", "entry-tools", "more", "recorded"),
        *("reading-aids", "tools", "unseen"),
    )
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "header", "hr", "li", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "ul", *_HEADINGS),
    )
)
_MARKS = MappingProxyType({"em": "*", "i": "*", "strong": "**", "b": "**"})
_KEPT_TAGS = ("s", "sup", "sub", "ins", "del")
_INDENT = "    "
_BREAK = "<br>"

_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARK = re.compile(r"[\\`*_{}\[\]#]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;"})
# What would begin a list, a heading or a definition where a line begins; and what, before a link,
# would make it a picture.
_START = re.compile(r"^(?:([-+])|(\d+)([.)])|([=:])|(!{3}))")
_BEFORE_LINK = re.compile(r"!$")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>()\[\]\"'`\\|*_{}]")


def escaped(text: str) -> str:
    """Return a text for the inside of a line of Markdown; white space becomes single spaces."""
    marked = _MARK.sub(r"\\\g<0>", _SPACE.sub(" ", text)).translate(_ENTITIES)
    return _BEFORE_LINK.sub("&#33;", marked)


def anchors(html: str) -> set[str]:
    """Return the ids that the Markdown of a page will have."""
    root = _tree(html)
    return {str(element.get("id")) for element in root.iter() if element.get("id")}


def markdown(html: str, link: Link) -> str:
    """Return the HTML of a page as Markdown, with the addresses that `link` gives."""
    return "\n\n".join(_Writer(link).blocks(_tree(html))) + "\n"


def _tree(html: str) -> HtmlElement:
    """Return the elements of a page that Markdown has words for."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in list(root.iter()):
        if _is_dropped(element):
            element.drop_tree()
    return root


def _is_dropped(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment
    is_hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    classes = set((element.get("class") or "").split())
    leads_to_top = element.get("href") == "#content"
    is_control = element.tag in _DROPPED_ELEMENTS or leads_to_top
    return is_control or is_hidden or bool(classes & _DROPPED_CLASSES)


class _Writer:
    """Writes the elements of one page; it keeps nothing but what makes addresses."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._rules: Mapping[str, Callable[[HtmlElement], list[str]]] = {
            **dict.fromkeys(_HEADINGS, self._heading),
            "ul": self._list,
            "ol": self._list,
            "dt": self._term,
            "summary": self._term,
            "blockquote": self._quotation,
            "pre": _code_block,
            "hr": _rule,
            "table": self._table,
        }

    def blocks(self, element: HtmlElement) -> list[str]:
        """Return an element as blocks: paragraphs, headings, lists, tables."""
        rule = self._rules.get(element.tag)
        if rule:
            return rule(element)
        blocks = list(self._parts(element))
        if element.get("id"):
            return _anchored(element.get("id"), blocks)
        return blocks

    def _parts(self, element: HtmlElement) -> Iterator[str]:
        """Yield the blocks inside of an element; what is between them becomes paragraphs."""
        run: list[str] = [escaped(element.text or "")]
        for child in element:
            if _has_blocks(child):
                yield from _paragraph(run)
                yield from self.blocks(child)
                run = []
            else:
                _append(run, self.inline(child))
            run.append(escaped(child.tail or ""))
        yield from _paragraph(run)

    def inline(self, element: HtmlElement) -> str:
        """Return an element without blocks as words of a line."""
        words = self._words(element)
        anchor = f'<a id="{element.get("id")}"></a>' if element.get("id") else ""
        return anchor + self._marked(element, words)

    def _words(self, element: HtmlElement) -> str:
        run = [escaped(element.text or "")]
        for child in element:
            # A cell of a table has one line, so what would be a block begins after a break.
            separator = f" {_BREAK} " if child.tag in _BLOCKS and "".join(run).strip() else ""
            _append(run, separator + self.inline(child))
            run.append(escaped(child.tail or ""))
        return "".join(run)

    def _marked(self, element: HtmlElement, words: str) -> str:
        """Return the words of an element with the marks that it stands for."""
        tag, inside = element.tag, words.strip()
        if tag == "br":
            return _BREAK
        if tag == "img":
            return self._picture(element)
        if not inside:
            return words
        before, after = _outer_spaces(words)
        return f"{before}{self._inside(element, inside)}{after}"

    def _inside(self, element: HtmlElement, words: str) -> str:
        tag = element.tag
        if tag == "a":
            return self._linked(element, words)
        if tag == "q":
            return f"“{words}”"
        if tag == "code":
            return _code(element.text_content())
        if tag in _KEPT_TAGS:
            return f"<{tag}>{words}</{tag}>"
        mark = _MARKS.get(tag, "")
        return f"{mark}{words}{mark}"

    def _linked(self, element: HtmlElement, words: str) -> str:
        address = self._link(element.get("href") or "")
        return f"[{words}]({_address(address)})" if address else words

    def _picture(self, element: HtmlElement) -> str:
        address = self._link(element.get("src") or "")
        words = escaped(element.get("alt") or "")
        return f"![{words}]({_address(address)})" if address else words

    def _heading(self, element: HtmlElement) -> list[str]:
        words = _one_line(self._words(element))
        if not words:
            return []
        anchor = f" {{#{element.get('id')}}}" if element.get("id") else ""
        return [f"{'#' * int(element.tag[1])} {words}{anchor}"]

    def _term(self, element: HtmlElement) -> list[str]:
        words = _one_line(self._words(element))
        blocks = [f"**{words}**"] if words else []
        return _anchored(element.get("id"), blocks) if element.get("id") else blocks

    def _list(self, element: HtmlElement) -> list[str]:
        marker = "-   " if element.tag == "ul" else "1.  "
        items = (self.blocks(item) for item in element if item.tag == "li")
        return ["\n\n".join(marker + _indented(blocks) for blocks in items if blocks)]

    def _quotation(self, element: HtmlElement) -> list[str]:
        lines = "\n\n".join(self._parts(element)).split("\n")
        return ["\n".join(f"> {line}".rstrip() for line in lines)]

    def _table(self, element: HtmlElement) -> list[str]:
        rows = [list(self._cells(row)) for row in element.iter("tr")]
        if not rows:
            return []
        width = max(map(len, rows))
        # A table in Markdown must have a head; ours all have one.
        head, *body = [_row(row, width) for row in rows]
        return ["\n".join([head, _row(["---"] * width, width), *body])]

    def _cells(self, row: HtmlElement) -> Iterator[str]:
        """Yield the words of each cell of a row; one that spans columns is followed by empty ones.

        The anchor of the row is in its first cell.
        """
        anchor = f'<a id="{row.get("id")}"></a>' if row.get("id") else ""
        for cell in row:
            yield _one_line(anchor + self.inline(cell))
            yield from [""] * (int(cell.get("colspan") or 1) - 1)
            anchor = ""


def _has_blocks(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS or any(child.tag in _BLOCKS for child in element.iter())


def _append(run: list[str], words: str) -> None:
    """Add the words of an element; a space divides them from an element right before it."""
    if words and run and not run[-1] and len(run) > 1:
        run.append(" ")
    run.append(words)


def _paragraph(run: Iterable[str]) -> list[str]:
    words = _one_line("".join(run))
    return [_START.sub(_harmless, words)] if words else []


def _harmless(start: re.Match[str]) -> str:
    bullet, number, point, other, admonition = start.groups()
    if bullet:
        return f"\\{bullet}"
    if number:
        return f"{number}\\{point}"
    if other:
        return f"&#{ord(other)};"
    return "&#33;" * len(admonition)


def _one_line(words: str) -> str:
    return _SPACE.sub(" ", words).strip()


def _outer_spaces(words: str) -> tuple[str, str]:
    return " " * (words[0] == " "), " " * (words[-1] == " ")


def _anchored(anchor: str, blocks: list[str]) -> list[str]:
    """Return blocks with an anchor before them, in the first if that is a paragraph."""
    mark = f'<a id="{anchor}"></a>'
    first = blocks[0] if blocks else ""
    # Right before one of these, an anchor would make it a paragraph.
    if first.startswith(("#", "-   ", "1.  ", "|", ">", _INDENT)):
        return [mark, *blocks]
    return [mark + first, *blocks[1:]]


def _indented(blocks: Iterable[str]) -> str:
    """Return the blocks of an item of a list, all lines but the first indented."""
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join(chain(lines[:1], (f"{_INDENT}{line}" if line else "" for line in lines[1:])))


def _row(cells: list[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"


def _code(text: str) -> str:
    """Return words as code; those with a mark that tables or fences read, as plain words."""
    words = _one_line(text)
    # Python-Markdown divides the cells of a table at a bar even within code.
    if "`" in words or "|" in words:
        return escaped(words)
    return f"`{words}`"


def _code_block(element: HtmlElement) -> list[str]:
    lines = element.text_content().strip("\n").split("\n")
    return ["\n".join(f"{_INDENT}{line}".rstrip() for line in lines)]


def _rule(_element: HtmlElement) -> list[str]:
    return ["* * *"]


def _address(address: str) -> str:
    return encoded(address).replace("&", "&amp;")


def encoded(address: str) -> str:
    """Return an address in which nothing ends a link early (RFC 3986, percent-encoding)."""
    return _UNSAFE_IN_ADDRESS.sub(_percent, address)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
