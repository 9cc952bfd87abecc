"""What is kept from an earlier build never shows what is no longer so."""

from __future__ import annotations

import copy
import datetime
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from jinja2 import UndefinedError
from pydantic import ValidationError

from caches import Hits, Recording
from small import whole_data
from stickingpoints.cache import NO_CACHE, FolderCache, kept_files, key_of
from stickingpoints.checks.quote_lock import Lock
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Attribution, Dataset, Stance
from stickingpoints.pdf import link_cards
from stickingpoints.problems import ContentError
from stickingpoints.site import pages
from stickingpoints.site.content import Content
from stickingpoints.site.rendering import rendered

SITE = Site("Talks", repo_url="https://git.example/talks")
OTHERS = {word: words for words in (get_args(Attribution), get_args(Stance)) for word in words}


@pytest.fixture(scope="module")
def content() -> Content:
    """Return small talks that fill every part of the pages."""
    return Content(Dataset.model_validate(whole_data()), SITE)


@pytest.fixture(scope="module")
def full(content: Content) -> Recording:
    """Return a cache that has every page and card of the talks."""
    cache = Recording()
    pages.pages(content, cache)
    pages.cards(content, cache)
    return cache


def kinds_of_fields(value: Any, kind: str = "") -> Iterator[tuple[str, list[str | int]]]:
    """Yield each field below a value, as `issues.positions.answer`, and the steps to one of it."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield f"{kind}.{key}", [key]
            yield from with_step(key, kinds_of_fields(child, f"{kind}.{key}"))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from with_step(number, kinds_of_fields(child, kind))


def with_step(
    step: str | int, below: Iterator[tuple[str, list[str | int]]]
) -> Iterator[tuple[str, list[str | int]]]:
    for kind, steps in below:
        yield kind, [step, *steps]


def changed(value: Any) -> Any:
    """Return another value of the same kind."""
    if isinstance(value, str) and value in OTHERS:
        return next(word for word in OTHERS[value] if word != value)
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, datetime.date):
        return value - datetime.timedelta(days=1)
    if isinstance(value, int):
        return value + 1
    if isinstance(value, list) and value:
        return value[:-1]
    return None


def edits(dataset: Dataset) -> Iterator[tuple[str, Dataset]]:
    """Yield the talks with one field changed, for each field of each kind of record."""
    plain = dataset.model_dump()
    for kind, steps in dict(kinds_of_fields(plain)).items():
        edited = copy.deepcopy(plain)
        *way, last = steps
        record: Any = edited
        for step in way:
            record = record[step]
        record[last] = changed(record[last])
        try:
            yield kind, Dataset.model_validate(edited)
        except ValidationError:
            continue  # no edit that could be built


def html_of_issues(content: Content, cache: Any) -> dict[str, bytes]:
    """Return the page and the card of each issue, which alone can survive an edit elsewhere."""
    drafts = [draft for draft in pages.drafts(content) if draft.page.kind == "issue"]
    shown = dict(pages.cards(content, cache))
    for draft, body in zip(drafts, rendered(content, drafts, cache), strict=True):
        shown[draft.page.address] = body.html.encode()
    return shown


@pytest.mark.proof
def test_no_edit_of_a_field_leaves_a_stale_page(content: Content, full: Recording) -> None:
    """After an edit of any field, what a build takes from the cache is what it would render."""
    tried = set()
    for kind, edited in edits(content.dataset):
        hits = Hits(full)
        try:
            html_of_issues(replace(content, dataset=edited), hits)
        except (ContentError, KeyError, UndefinedError):
            continue  # refused by a rule of the check, so never built
        assert hits.stale == [], kind
        tried.add(kind)
    assert len(tried) > 80
    for kind in (".as_of", ".issues.title", ".parties.name", ".sources.note", ".events.title"):
        assert kind in tried


def test_settings_and_texts_count_too(content: Content, full: Recording) -> None:
    """Another name, address, language or lock of the site leaves no page as it was."""
    for other in (
        replace(content, site=replace(SITE, name="Other talks")),
        replace(content, site=replace(SITE, url="https://talks.example/")),
        replace(content, site=replace(SITE, branch="trunk")),
        replace(content, lock=Lock(schema=1)),
    ):
        cache = Recording()
        cache.entries = dict(full.entries)
        assert html_of_issues(other, cache) == html_of_issues(other, NO_CACHE)
        assert cache.hits == 0


def test_what_an_edit_does_not_touch_is_not_rendered_again(
    content: Content, full: Recording
) -> None:
    """An edit of one issue renders its page and card, and no page or card of another issue."""
    first, *others = content.dataset.issues
    issues = [first.model_copy(update={"plain_words": "Other words."}), *others]
    cache = Recording()
    cache.entries = dict(full.entries)
    edited = replace(content, dataset=content.dataset.with_lists(issues=issues))
    shown = pages.pages(edited, cache)
    assert cache.hits == len(others)
    assert "Other words." in shown[f"issues/{first.id}/"].html
    cache.hits = cache.made = 0
    pages.cards(edited, cache)
    assert (cache.hits, cache.made) == (len(others), 1)


def test_without_an_edit_nothing_is_rendered(content: Content, full: Recording) -> None:
    made = full.made
    assert pages.pages(content, full).keys() == pages.pages(content, NO_CACHE).keys()
    assert full.made == made


def test_the_editions_share_their_pages(content: Content, full: Recording) -> None:
    """The edition for the disk renders nothing anew; its links name files."""
    made = full.made
    on_disk = pages.pages(replace(content, by_file=True), full)
    assert full.made == made
    issue = content.dataset.issues[0].id
    assert f'href="issues/{issue}/index.html"' in on_disk[""].html
    assert f'href="issues/{issue}/"' in pages.pages(content, full)[""].html


def test_only_the_picture_that_changes_is_drawn_again(content: Content) -> None:
    first, *others = content.dataset.issues
    cache = Recording()
    before = dict(link_cards.pictures(content.dataset, SITE, cache))
    cache.made = 0
    asked = first.model_copy(update={"question": "Is this another question?"})
    edited = content.dataset.with_lists(issues=[asked, *others])
    after = dict(link_cards.pictures(edited, SITE, cache))
    differing = {address for address in after if after[address] != before[address]}
    assert f"share/{first.id}.png" in differing
    assert cache.made == len(differing) <= 2  # the home page may show the issue, too


def test_a_damaged_entry_is_made_again(tmp_path: Path) -> None:
    cache, key = FolderCache(tmp_path), key_of(["page"])
    cache.put(key, b"whole")
    assert cache.get(key) == b"whole"
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-1])
    assert cache.get(key) is None


def test_a_cache_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used last stays."""
    monkeypatch.setattr("stickingpoints.cache._LARGEST", 100)
    cache = FolderCache(tmp_path)
    keys = [key_of([str(number)]) for number in range(3)]
    for number, key in enumerate(keys):
        cache.put(key, bytes(20))
        entry = next(path for path in tmp_path.rglob("*") if path.name == key[2:])
        os.utime(entry, (number + 2e9, number + 2e9))
    cache.forget_unused()
    assert [cache.get(key) is None for key in keys] == [True, True, False]


def test_several_files_are_one_entry() -> None:
    """They come back as they were, also an empty one."""
    files = {"a/b.json": b'{"x": 1}\n', "empty": b"", "Донбас.bin": bytes(range(256))}
    cache = Recording()
    assert kept_files(cache, ["x"], lambda: files) == files
    assert kept_files(cache, ["x"], dict) == files
    assert cache.made == 1


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache, key = FolderCache(tmp_path / "file"), key_of(["page"])
    cache.put(key, b"data")
    assert cache.get(key) is None


def test_what_is_long_unused_or_half_written_is_deleted(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    old, new = key_of(["old"]), key_of(["new"])
    cache.put(old, b"old")
    cache.put(new, b"new")
    old_entry = next(path for path in tmp_path.rglob("*") if path.name == old[2:])
    past = (datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(days=15)).timestamp()

    os.utime(old_entry, (past, past))
    half_written = old_entry.with_name(".old.x1")
    half_written.touch()
    cache.forget_unused()
    assert not half_written.exists()
    assert cache.get(old) is None
    assert cache.get(new) == b"new"
