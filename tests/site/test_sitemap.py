"""A sitemap that is too long for one file is an index and parts."""

from __future__ import annotations

from lxml import etree

from stickingpoints.model.addresses import Site
from stickingpoints.site import sitemap

SITE = Site("Talks", "https://talks.example/a&b/")
NAMES = {"of": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def written(pages: int) -> bytes:
    """Return a sitemap as MkDocs writes it."""
    entries = "".join(
        f"\n    <url>\n         <loc>https://talks.example/{number}/</loc>\n    </url>"
        for number in range(pages)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{of}">'.format_map(NAMES)
    return f"{head}{entries}\n</urlset>".encode()


def locations(data: bytes) -> list[str]:
    return [str(text) for text in etree.fromstring(data).xpath("//of:loc/text()", namespaces=NAMES)]


def test_what_one_file_may_hold_is_left_alone() -> None:
    assert sitemap.parted(written(50_000), SITE) == {}


def test_more_addresses_are_divided() -> None:
    """The index leads to each part; together they have every address once, in order."""
    files = sitemap.parted(written(50_001), SITE)
    index = locations(files.pop("sitemap.xml"))
    assert index == [f"https://talks.example/a&b/{address}" for address in files]
    parts = [locations(data) for data in files.values()]
    assert [len(part) for part in parts] == [50_000, 1]
    assert [*parts[0], *parts[1]] == locations(written(50_001))


def test_no_part_is_larger_than_may_be() -> None:
    files = sitemap.parted(written(40), SITE, largest=1_000)
    del files["sitemap.xml"]
    assert len(files) > 1
    assert all(len(data) <= 1_000 for data in files.values())
    assert sum(len(locations(data)) for data in files.values()) == 40
