"""An extension of Python-Markdown that finds in a written page what is more than text."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from stickingpoints.problems import shorten
from stickingpoints.site.written_pages.addresses import (
    address_faults,
    attribute_faults,
    can_be_read,
)
from stickingpoints.site.written_pages.allowed import ADDRESSES, HEADINGS, Fault

_TAG = r"<[A-Za-z/!?]"
_AFTER_CODE_AND_LINKS = 89
"""Python-Markdown's own pattern for raw HTML has 90: code and <https://…> come before it."""
_BEFORE_MKDOCS = 3
_LAST = -1
"""MkDocs rewrites links, and Python-Markdown puts back escaped characters, at 0."""

_PUT_ASIDE = re.compile(r"&\w+;|&#\w+;|<pre><code(?: class=\"[\w+#. -]*\")?>[^<]*</code></pre>")
"""What Python-Markdown writes past its tree: entities and fenced code."""


_PUT_ASIDE_MARK = re.compile("\x02[^\x03]*\x03")
"""What stands for it in the tree."""


class Section(NamedTuple):
    """A heading and the words below it, without marks; `anchor` is "" before the first heading."""

    anchor: str
    heading: str
    text: str


class TextOnly(Extension):
    """Python-Markdown without raw HTML.

    `faults` are those of the page converted last, and `sections` its words.
    """

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []
        self.sections: list[Section] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the name is Python-Markdown's
        """Take HTML out of the parser of one page, and check its tree after everything else."""
        self.faults = []
        self.sections = []
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_Tags(self.faults), "tags", _AFTER_CODE_AND_LINKS)
        md.treeprocessors.register(_UnreadableAddresses(self.faults), "unreadable", _BEFORE_MKDOCS)
        md.treeprocessors.register(_Elements(self.faults, md), "elements", _LAST)
        md.treeprocessors.register(_Sections(self.sections), "sections", _LAST)


class _Tags(InlineProcessor):
    """Reports what a browser would read as the beginning of a tag, and leaves it text."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(_TAG)
        self._faults = faults

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        # \x02 begins what Python-Markdown put aside.
        words = re.split("[\n>\x02]", data[m.start() :])[0]
        message = f'the page has the HTML "{shorten(words)}"; delete it, or put it in `backquotes`'
        self._faults.append(Fault("raw-html", message, words))
        return m[0], m.start(), m.end()


class _UnreadableAddresses(Treeprocessor):
    """Reports and removes addresses at which MkDocs would stop with a traceback."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self._faults = faults

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = ADDRESSES.get(element.tag, "")
            address = element.get(name, "")
            if not can_be_read(address):
                message = (
                    f'the address "{shorten(address)}" cannot be read; '
                    "write one that begins with https://"
                )
                self._faults.append(Fault("bad-link", message, address))
                element.set(name, "")


class _Elements(Treeprocessor):
    """Reports elements, attributes and addresses, as a browser sees them, that are not listed."""

    def __init__(self, faults: list[Fault], md: Markdown) -> None:
        super().__init__(md)
        self._faults = faults

    def run(self, root: Element) -> None:
        for element in root.iter():
            self._faults += attribute_faults(element)
            self._faults += address_faults(element)
        for text in map(str, self.md.htmlStash.rawHtmlBlocks):
            if not _PUT_ASIDE.fullmatch(text.strip()):
                message = (
                    f'the page makes the HTML "{shorten(text)}", which pages may not have; '
                    "write it in another way"
                )
                self._faults.append(Fault("raw-html", message, text.partition("\n")[0]))


class _Sections(Treeprocessor):
    """Collects the words of a page, section by section; nothing of the page changes."""

    def __init__(self, sections: list[Section]) -> None:
        super().__init__()
        self._sections = sections

    def run(self, root: Element) -> None:
        section = Section("", "", "")
        for block in root:
            if block.tag in HEADINGS:
                self._keep(section)
                section = Section(block.get("id", ""), _words_of(block), "")
            else:
                section = section._replace(text=f"{section.text} {_words_of(block)}")
        self._keep(section)

    def _keep(self, section: Section) -> None:
        if section.heading or section.text.strip():
            self._sections.append(section._replace(text=section.text.strip()))


def _words_of(element: Element) -> str:
    """Return the words of an element on one line, without what was put aside."""
    text = " ".join(element.itertext()).replace(AMP_SUBSTITUTE, "&")
    return " ".join(unescape(_PUT_ASIDE_MARK.sub("", text)).split())
