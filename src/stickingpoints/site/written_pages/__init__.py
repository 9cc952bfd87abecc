"""What the written pages of docs/ may hold, so that a page from a stranger is text and never code.

Python-Markdown passes raw HTML through. Here it is switched off, and the tree of every page is held
to a short list of elements, attributes and kinds of links before it becomes HTML.
"""

from __future__ import annotations

from stickingpoints.site.written_pages.files import link_problems, type_problem
from stickingpoints.site.written_pages.pages import WrittenPage, page_problems, read_written_page
from stickingpoints.site.written_pages.text_only import TextOnly

__all__ = [
    "TextOnly",
    "WrittenPage",
    "link_problems",
    "page_problems",
    "read_written_page",
    "type_problem",
]
