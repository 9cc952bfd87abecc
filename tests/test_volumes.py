"""A large site has its editions in one file by topic, each of bounded size."""

from __future__ import annotations

import io

import pikepdf
import pytest
from lxml.html import document_fromstring

from large import ISSUES, large
from stickingpoints.build.documents import volumes_in_one_file
from stickingpoints.build.steps import silent
from stickingpoints.cache import NO_CACHE
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import volumes
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.pdf import typeset
from stickingpoints.site.content import Content


def test_a_small_site_is_one_document(dataset: Dataset) -> None:
    assert volumes.volumes(dataset, ENGLISH) == []
    assert volumes.is_one_document(dataset)


def test_a_volume_for_each_topic() -> None:
    """Together they hold every issue once; each counts its own statements."""
    whole = large(with_topics=True)
    assert whole.statement_count  # which a copy must not keep
    found = volumes.volumes(whole, ENGLISH)
    assert [volume.slug for volume in found] == [
        "part-water",
        "part-borgi",
        "part-fish-birds",
        "part-others",
    ]
    assert found[0].title == "Who may draw water from the river Sel?: Water"
    listed = [issue.id for volume in found for issue in volume.dataset.issues]
    assert sorted(listed) == sorted(issue.id for issue in whole.issues)
    assert sum(volume.dataset.statement_count for volume in found) == whole.statement_count


def test_an_event_is_in_each_volume_that_it_touches() -> None:
    """It names only issues that the volume has."""
    for volume in volumes.volumes(large(with_topics=True), ENGLISH):
        assert volume.dataset.events
        for event in volume.dataset.events:
            assert event.issues
            assert set(event.issues) <= volume.dataset.issue.keys()


def test_what_would_need_much_memory_is_divided() -> None:
    """Statements and positions count; a site beyond what one document may be has volumes alone."""
    whole = large(with_topics=False)
    [*_, last] = volumes.volumes(whole, ENGLISH)
    assert last.slug == "part-2"
    assert len(last.dataset.issues) == ISSUES - 39
    longest = whole.issues[0]
    many = whole.model_copy(update={"issues": [longest] * ISSUES})
    assert not volumes.is_one_document(many)
    assert len(volumes.volumes(many, ENGLISH)) > 2


def test_a_volume_is_a_page_in_one_file() -> None:
    """It holds its own issues and what bears on them; every link in it leads to something."""
    content = Content(large(with_topics=True), Site("River Talks"))
    files = volumes_in_one_file(content, "", silent, NO_CACHE)
    assert len(files) == len(content.volumes)
    listed: list[str] = []
    for data in files.values():
        root = document_fromstring(data)
        assert set(root.xpath("//a/@href[starts-with(., '#')]")) <= {
            f"#{name}" for name in root.xpath("//@id")
        }
        names = root.xpath("//section/@id[starts-with(., 'issues-point-')]")
        listed += [name for name in names if "statements" not in name]
    assert sorted(listed) == sorted(f"issues-{issue.id}" for issue in content.dataset.issues)
    cited = b"https://herald.example/30"
    assert cited in files["downloads/river-talks-part-water.html"]
    assert cited not in files["downloads/river-talks-part-others.html"]


@pytest.mark.slow
def test_a_volume_is_set() -> None:
    """It is a tagged document with the title of its topic."""
    [*_, others] = volumes.volumes(large(with_topics=True), ENGLISH)
    data = typeset.volume(others.dataset, Site("River Talks"), b"{}")
    with pikepdf.open(io.BytesIO(data)) as document:
        assert str(document.docinfo["/Title"]).endswith(": Others")
        assert document.Root.MarkInfo.Marked
        assert not document.attachments
