"""Lists of many issues are in parts: small pages, at addresses that stay."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from posixpath import normpath
from typing import Any

import pytest
from lxml.html import HtmlElement, fragments_fromstring

from caches import Hits, Recording
from large import ISSUES, large
from stickingpoints.model import addresses
from stickingpoints.model.addresses import Site
from stickingpoints.model.moves import OPEN_END
from stickingpoints.model.parts import Part
from stickingpoints.model.records import Dataset, Provision
from stickingpoints.site import (
    anchor_files,
    history,
    history_pieces,
    moves,
    search_entries,
    seen_entries,
)
from stickingpoints.site.content import Content
from stickingpoints.site.divided_pairs import MOST_PARTS
from stickingpoints.site.long_lists import MOST_LINKS, LongList
from stickingpoints.site.page import Page
from stickingpoints.site.pages import page, pages

FRAME = 16_000
"""How many bytes the frame puts around a page, about: a test of a built site has it all."""

LARGEST, LARGEST_SENT = 150_000, 40_000
LARGEST_PIECE = 100_000


@pytest.fixture(scope="module")
def content() -> Content:
    return Content(large(with_topics=True), Site("River Talks"))


@pytest.fixture(scope="module")
def kept() -> Recording:
    """Return a cache, which has every page once they are shown."""
    return Recording()


@pytest.fixture(scope="module")
def shown(content: Content, kept: Recording) -> Mapping[str, Page]:
    """Return every page of a site of 45 issues in three topics."""
    return pages(content, kept)


@pytest.fixture(scope="module")
def parsed(shown: Mapping[str, Page]) -> Mapping[str, list[HtmlElement]]:
    return {address: fragments_fromstring(one.html) for address, one in shown.items()}


def ids(roots: list[HtmlElement]) -> set[str]:
    return {name for root in roots for name in root.xpath("descendant-or-self::*/@id")}


def links(page_: str, roots: list[HtmlElement]) -> Iterator[tuple[str, str]]:
    """Yield address and anchor of each link from a page to a page."""
    for href in (href for root in roots for href in root.xpath("descendant-or-self::a/@href")):
        path, _, anchor = href.partition("#")
        path = path.partition("?")[0]
        if ":" in href or not (path.endswith("/") or not path):
            continue
        joined = normpath(f"/{page_}{path}").lstrip("/")
        yield (f"{joined}/" if joined else "") if path else page_, anchor


# What readers load


def test_no_page_is_long(shown: Mapping[str, Page]) -> None:
    for address, one in shown.items():
        data = one.html.encode()
        assert len(data) + FRAME < LARGEST, address
        assert len(gzip.compress(data)) + FRAME // 4 < LARGEST_SENT, address


def test_every_list_that_would_be_long_is_in_parts(content: Content) -> None:
    """Those that one page holds stay as they are: people, terms, feeds."""
    parties = {addresses.party_page(party.id) for party in content.dataset.parties}
    assert set(content.lists) == parties | {
        "issues/",
        "issues/point-0/",
        "compare/",
        "plans/",
        "sources/",
        "sources/by-issue/",
        "timeline/",
        "changes/",
    }


def test_a_small_site_has_no_parts(dataset: Dataset) -> None:
    assert Content(dataset, Site("Talks")).lists == {}


def test_home_leads_with_an_issue_and_to_every_topic(
    parsed: Mapping[str, list[HtmlElement]],
) -> None:
    found = set(links("", parsed[""]))
    assert ("issues/point-7/", "") in found
    for topic in ("water", "borgi", "fish-birds", "others"):
        assert (f"overview/{topic}/", "") in found
    assert ("issues/point-8/", "") not in found


def test_home_goes_on_with_the_newest_moves(parsed: Mapping[str, list[HtmlElement]]) -> None:
    """Then come the topics; a list of pages would say nothing here."""
    headings = [name for root in parsed[""] for name in root.xpath("descendant::h2/@id")]
    assert headings[:4] == ["leading", "newest-moves", "last-changes", "others"]
    assert not [root for root in parsed[""] if root.xpath("descendant::*[@class='pages']")]


def test_a_page_leads_to_some_of_very_many_parts() -> None:
    """Each of the others is next to one of these; names say how far it is to the next."""
    very_many = [Part(f"list/{n}/", "", n, 1_000, [f"entry {n}"]) for n in range(1_000)]
    found = LongList("list/", very_many, str)
    runs = list(found.runs(very_many))
    assert len(runs) <= MOST_LINKS
    assert [part for run in runs for part in run] == very_many
    assert found.extent(runs[0]) == "entry 0 – entry 3"


def test_each_issue_is_in_one_part_of_each_list(content: Content) -> None:
    for address in ("issues/", "compare/", "parties/brezia/"):
        listed = [issue.id for part in content.lists[address].parts for issue in part.entries]
        assert sorted(listed) == sorted(issue.id for issue in content.dataset.issues)


# Addresses


def test_every_permanent_address_leads_to_its_entry(
    content: Content, parsed: Mapping[str, list[HtmlElement]]
) -> None:
    """Sources, events, plans, provisions, statements, and the rows of the comparison."""
    permanent = [addresses.source_entry(source.id) for source in content.dataset.sources]
    permanent += [addresses.event_entry(event.id) for event in content.dataset.events]
    for plan in content.dataset.documents:
        permanent.append(addresses.document_entry(plan.id))
        permanent.append(addresses.provision_entry(plan.id, "point-9"))
    for position in content.dataset.issues[0].positions:
        for statement in position.statements:
            permanent.append(addresses.statement_entry("point-0", position, statement))
    permanent += [f"compare/#{issue.id}" for issue in content.dataset.issues]
    permanent += ["timeline/#in-2024-02", "changes/#m-2024-02", "sources/#kind-news-report"]
    for address in permanent:
        place, _, anchor = content.present(address).partition("#")
        assert place in parsed, address
        if not anchor.startswith(("m-", "kind-", "in-")):
            assert anchor in ids(parsed[place]), address


def test_an_anchor_is_found_in_the_piece_that_the_script_reads(content: Content) -> None:
    files = anchor_files.files(content.lists.values())
    sources = content.lists["sources/"]
    assert sources.pieces > 1
    for anchor, place in sources.places.items():
        piece = anchor_files.piece_of(anchor, sources.pieces)
        assert json.loads(files[f"assets/anchors/sources/{piece}.json"])[anchor] == place


def test_every_statement_keeps_an_anchor_on_the_page_of_its_issue(
    content: Content, parsed: Mapping[str, list[HtmlElement]]
) -> None:
    """The entry leads on to the page that has the whole statement."""
    [position, *_] = content.dataset.issues[0].positions
    anchors = {addresses.statement_anchor(position, one) for one in position.statements}
    assert anchors <= ids(parsed["issues/point-0/"])
    onward = set(links("issues/point-0/", parsed["issues/point-0/"]))
    assert ("issues/point-0/statements/1/", "arvenia-2024-01-15") in onward
    [statement] = [
        root for root in parsed["issues/point-0/statements/1/"] if root.get("class") == "issue"
    ]
    assert "would not limit its dams" in statement.text_content()


def test_no_link_between_pages_leads_nowhere(parsed: Mapping[str, list[HtmlElement]]) -> None:
    of_written_pages = ("method/", "about/", "data/", "corrections/", "downloads/")
    there = {address: ids(roots) | {"content"} for address, roots in parsed.items()}
    for page_, roots in parsed.items():
        for address, anchor in links(page_, roots):
            if address.startswith(of_written_pages) and address not in there:
                continue
            assert address in there, (page_, address)
            assert not anchor or anchor in there[address], (page_, address, anchor)


def test_a_new_event_leaves_the_others_where_they_are(content: Content) -> None:
    """Years are filled from their beginning, so that only the newest part grows."""
    before = content.lists["timeline/"].places
    newest = content.dataset.events[-1].model_copy(update={"id": "one-more", "date": "2030-12-30"})
    grown = content.dataset.model_copy(update={"events": [*content.dataset.events, newest]})
    after = Content(grown, Site("River Talks")).lists["timeline/"].places
    assert {anchor: after[anchor] for anchor in before} == before
    assert after["one-more"] == "timeline/2030/"


def test_without_topics_parts_are_numbered() -> None:
    content = Content(large(with_topics=False), Site("River Talks"))
    overview = content.lists["issues/"]
    assert [part.address for part in overview.parts] == [f"overview/{n}/" for n in (1, 2, 3)]
    assert sum(len(part.entries) for part in overview.parts) == ISSUES
    html = page(content, "issues/").html
    assert "Point 0 – " in html
    assert page(content, "compare/2/").title == "Compare, part 2 of 4"


# What the script reads


def test_each_page_that_shows_another_day_names_the_pieces_of_its_issues(
    content: Content, parsed: Mapping[str, list[HtmlElement]]
) -> None:
    """Home, the comparison, and the parts of the list of issues; no piece is long."""
    files = history.files(content)
    assert max(map(len, files.values())) < LARGEST_PIECE
    pages_ = ["", "compare/", *(part.address for part in content.lists["compare/"].parts)]
    pages_ += [part.address for part in content.lists["issues/"].parts]
    for page_ in pages_:
        pieces = pieces_read(parsed[page_])
        known = {issue for piece in pieces for issue in json.loads(files[piece])["issues"]}
        assert data_issues(parsed[page_]) <= known, page_
        assert len(pieces) <= 3, page_


def test_a_piece_says_what_the_whole_history_says_of_its_days(content: Content) -> None:
    """On each day, what is newest in the piece of the day is newest of all."""
    files = history.files(content)
    [issue] = content.lists["issues/"].first
    small = content.dataset.with_lists(issues=[issue, content.dataset.issues[0]])
    whole = json.loads(history.files(Content(small, content.site))[history.ADDRESS])["issues"]
    for group in history_pieces.groups(content.lists):
        shown = {one.id for one in group.issues} & whole.keys()
        for start, end in pairwise([*group.starts, OPEN_END]):
            piece = json.loads(files[group.address(start)])["issues"]
            days = {day for day in history.days(small, small.issues) if start <= day < end}
            for name, day in product(shown, days):
                assert standing_on(piece[name], day) == standing_on(whole[name], day)


def standing_on(history_of_issue: dict[str, Any], day: str) -> list[Any]:
    """Return what the script shows of an issue on a day."""
    lists = [*history_of_issue["positions"].values(), history_of_issue["strips"]]
    return [[entry for entry in one if entry["day"] <= day][-1:] for one in lists]


def pieces_read(roots: list[HtmlElement]) -> list[str]:
    """Return the newest piece of each group that a page reads."""
    groups = [one for root in roots for one in root.xpath("descendant::form[@id='as-of']/input")]
    folders = [group for group in groups if group.get("name", "").startswith("assets/")]
    return [f"{group.get('name')}{group.get('value').split()[-1]}.json" for group in folders]


def data_issues(roots: list[HtmlElement]) -> set[str]:
    return {name for root in roots for name in root.xpath("descendant-or-self::*/@data-issue")}


def test_the_view_of_two_days_reads_months_or_one_issue(content: Content) -> None:
    """Together they hold the same moves, each once."""
    files = {address: json.loads(data) for address, data in moves.files(content).items()}
    by_issue: list[str] = []
    by_month: list[str] = []
    for address, issues in files.items():
        told = [move for issue in issues.values() for move in issue["moves"]]
        if address.startswith("assets/moves/on/"):
            by_issue += [move["entry"] for move in told]
        else:
            assert {move["day"][:7] for move in told} == {address[-12:-5]}
            by_month += [move["entry"] for move in told]
    assert by_issue
    assert sorted(by_issue) == sorted(by_month)


def test_the_entries_of_a_month_are_read_alone(
    content: Content, parsed: Mapping[str, list[HtmlElement]]
) -> None:
    """The page of changes names each month with a digest; together the files have every entry."""
    files = {address: json.loads(data) for address, data in seen_entries.files(content).items()}
    names = {seen_entries.name_of(change) for change in content.changes}
    assert sum(map(len, files.values())) == len(names)
    [months] = [
        name for root in parsed["changes/"] for name in root.xpath("descendant::*/@data-months")
    ][-1:]
    named = [one.partition("=")[0] for one in months.split()]
    assert [f"assets/entries/{month}.json" for month in named] == sorted(files)


def test_many_plans_are_named_alone(content: Content) -> None:
    """The newest are there whole; the others keep their anchors."""
    [plan, *_] = content.dataset.documents
    plans = [
        plan.model_copy(update={"id": f"draft-{number}", "date": f"2030-01-{number % 28 + 1:02}"})
        for number in range(50)
    ]
    dataset = content.dataset.model_copy(update={"documents": plans})
    roots = fragments_fromstring(page(Content(dataset, Site("River Talks")), "plans/").html)
    assert {plan.id for plan in plans} <= ids(roots)
    whole = [name for root in roots for name in root.xpath("descendant::h3/@id")]
    assert len(whole) < 40


def test_two_plans_are_divided_where_they_differ(
    content: Content, parsed: Mapping[str, list[HtmlElement]]
) -> None:
    """Each point that differs is on one part, topic by topic; what is the same is counted."""
    [pair] = content.plans.neighbours
    divided = content.pairs_in_parts[pair.address]
    differing = [point.issue.id for point in pair.points if point.label != "same"]
    assert 20 < len(differing) < len(pair.points)
    placed = [point.issue.id for part in divided.parts for point in part.entries]
    assert sorted(placed) == sorted(differing)
    for part in divided.parts:
        rows = [row for root in parsed[part.address] for row in root.xpath("descendant::tr")]
        assert len(rows) == 1 + len(part.entries)
    assert 0 < len(divided.first) < len(differing)
    assert (divided.parts[0].address, "") in links(pair.address, parsed[pair.address])


def test_many_plans_make_few_pages(content: Content) -> None:
    """Of two very long plans so many pages are made; each plan leads to what changed since."""
    [older, newer] = content.dataset.documents
    long = [
        older.with_provisions(list(_many(older.provisions[0], "Either"))),
        newer.with_provisions(list(_many(newer.provisions[0], "Or"))),
    ]
    issues = content.dataset.issues
    many = [
        issue.model_copy(update={"id": f"{issue.id}-{n}"}) for n in range(20) for issue in issues
    ]
    dataset = content.dataset.with_lists(issues=many, documents=long)
    [divided] = Content(dataset, content.site).pairs_in_parts.values()
    assert len(divided.parts) == MOST_PARTS
    shown = sum(len(part.entries) for part in divided.parts)
    assert shown + len(divided.left_out) == len(many)
    followed = Content(content.dataset, content.site)
    onward = set(links("plans/", fragments_fromstring(page(followed, "plans/").html)))
    assert {(addresses.changes_since(plan.id), "") for plan in (older, newer)} <= onward


def _many(provision: Provision, words: str) -> Iterator[Provision]:
    for number in range(ISSUES):
        for copy in range(20):
            update = {
                "issue": f"point-{number}-{copy}",
                "short": words,
                "text": f"{words} so." * 20,
            }
            yield provision.model_copy(update=update)


def test_of_very_many_issues_the_search_reads_less_first(content: Content) -> None:
    """A position is then found by its answer in the entry of its issue."""
    few = list(search_entries.names(content, []))
    assert any(entry.kind == "position" for entry in few)
    many = content.dataset.model_copy(update={"issues": content.dataset.issues * 70})
    named = list(search_entries.names(Content(many, Site("River Talks")), []))
    assert not any(entry.kind == "position" for entry in named)
    assert "Shares by area, or equal ones" in named[0].also


@pytest.mark.no_cover
@pytest.mark.usefixtures("shown")
def test_a_kept_page_follows_an_entry_to_another_part(content: Content, kept: Recording) -> None:
    """New sources push one to the next page; the pages of issues that link it are made anew."""
    [herald] = [source for source in content.dataset.sources if source.id == "sel-herald"]
    sources = content.dataset.sources
    first = [
        herald.model_copy(update={"id": f"new-{number}", "title": "A", "publisher": "A"})
        for number in range(200)
    ]
    grown = Content(content.dataset.with_lists(sources=[*first, *sources]), content.site)
    address = addresses.source_entry("sel-herald")
    assert grown.present(address) != content.present(address)
    hits = Hits(kept)
    pages(grown, hits)
    assert hits.stale == []
