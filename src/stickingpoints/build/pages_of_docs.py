"""The pages of docs/ that one build has read: their text, what is wrong, what is found on them."""

from __future__ import annotations

from pathlib import Path

from stickingpoints.problems import ContentError, Problem
from stickingpoints.site import placeholders
from stickingpoints.site.placeholders import Facts
from stickingpoints.site.search_entries import Entry
from stickingpoints.site.written_pages import (
    TextOnly,
    WrittenPage,
    page_problems,
    read_written_page,
)


class PagesOfDocs:
    """The pages of docs/ that one build has read, with what is wrong with them."""

    def __init__(self) -> None:
        self.text_only = TextOnly()
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        self._pages: dict[str, WrittenPage] = {}

    def read(self, address: str, path: Path, facts: Facts) -> str:
        """Return the Markdown of a page, filled from the data; "" if it cannot be read."""
        try:
            page = read_written_page(path)
        except ContentError as error:
            self.problems += error.problems
            return ""
        self._pages[address] = page
        filled = placeholders.fill(page.text, facts, page.name, page.before)
        self.problems += filled.problems
        return filled.text

    def meta(self, address: str) -> dict[str, str]:
        """Return the title and the description that the front matter of a page gives it."""
        if address not in self._pages:
            return {}
        return self._pages[address].meta

    def judge(self, address: str) -> None:
        """Keep the faults of the page that was rendered last."""
        if address in self._pages:
            self.problems += page_problems(self.text_only.faults, self._pages[address])

    def keep_sections(self, address: str, title: str) -> None:
        """Keep what can be found on the page that was rendered last, at an address of the site."""
        for anchor, heading, text in self.text_only.sections:
            if anchor and heading != title:
                entry = Entry("prose", f"{address}#{anchor}", f"{title}: {heading}", text)
            else:
                entry = Entry("prose", address, title, text)
            self.entries.append(entry)
