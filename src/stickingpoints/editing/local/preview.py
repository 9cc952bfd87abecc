"""The page that shows a record, rendered from data that is in no file yet."""

from __future__ import annotations

import lxml.html

from stickingpoints.editing.local.records import Address
from stickingpoints.model import addresses
from stickingpoints.model.records import Dataset
from stickingpoints.site import pages
from stickingpoints.site.content import Content
from stickingpoints.site.page import Page

_PAGES = {
    "events": "timeline/",
    "documents": "plans/",
    "sources": "sources/",
    "glossary": "glossary/",
    "people": "people/",
}


def page_of(address: Address, dataset: Dataset) -> str:
    """Return the address of the page that shows a record: the home page for a record without one.

    `address` is that of the record; a new one has the name that its form gives it.
    """
    if len(address) < 2:
        return ""
    key, name = address[:2]
    if key == "issues" and name in dataset.issue:
        return addresses.issue_page(name)
    if key == "parties" and name in dataset.party:
        return addresses.party_page(name)
    return _PAGES.get(key, "")


def anchor_of(address: Address) -> str:
    """Return the anchor of a record on its page, "" if it is the page."""
    if "statements" in address:
        return f"{address[3]}-{address[5]}"
    if "positions" in address:
        return address[3]
    if address and address[0] in _PAGES:
        return address[1]
    return ""


def rendered(content: Content, address: str) -> tuple[Page, str]:
    """Return a page of the site, and its HTML with links only to places on itself.

    The rest of the site is not served, and a preview asks nobody outside.
    """
    page = pages.page(content, address)
    return page, _without_links_elsewhere(page.html)


def _without_links_elsewhere(page_html: str) -> str:
    root = lxml.html.fragment_fromstring(page_html, create_parent="div")
    for link in root.iter("a"):
        if not str(link.get("href", "#")).startswith("#"):
            del link.attrib["href"]
    return str(lxml.html.tostring(root, encoding="unicode"))
