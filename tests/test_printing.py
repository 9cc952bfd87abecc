"""The PDF edition, read as its readers read it: text layer, pages, links, bookmarks, tags."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from page import validate_pdf_bytes

from conftest import ROOT
from stickingpoints.cache import NO_CACHE
from stickingpoints.exports import json_files
from stickingpoints.i18n.catalog import read_language
from stickingpoints.i18n.language import ENGLISH, Language
from stickingpoints.model import order
from stickingpoints.model.addresses import Site
from stickingpoints.model.answers import Answer, answer
from stickingpoints.model.records import Citation, Dataset, Issue, Position
from stickingpoints.model.scale import place_in_words
from stickingpoints.model.standing import all_statements
from stickingpoints.pdf import link_cards
from stickingpoints.pdf.glyphs import unsettable
from stickingpoints.pdf.typeset import Paper, manuscript_of, set_document, set_meanwhile
from stickingpoints.pdf.typst_compiler import more_fonts
from stickingpoints.problems import ContentError
from stickingpoints.text import prose

pytestmark = [pytest.mark.slow, pytest.mark.measured]
PAPERS = ["a4", pytest.param("us-letter", marks=pytest.mark.proof)]
SITE = Site(
    name="Sticking Points",
    url="https://lake.example/sticking-points/",
    repo_url="https://git.example/lake/sticking-points",
)
BACKGROUND = {
    "water-level": (
        "## Before\n\nA first text.\n\n"
        "#### Later\n\n> A quotation, and a [link](https://example.org/a).\n\n- one\n- two"
    )
}
METHOD = "# Method\n\nHow positions are chosen.\n\n## Terms\n\nA *statement* is what somebody said."
AWKWARD = r"#let x = 1; $y^2$ @ref <b>bold</b> <label> \n \u{41} // -- ~ 'q' \"Q\" [z] = {k} `c` %"


def pdf(dataset: Dataset, site: Site, **shown: Any) -> bytes:
    return set_document(manuscript_of(dataset, site, **shown))


class Edition:
    """A PDF and what a reader finds in it.

    The texts of the pages, their sizes and labels, and the bookmarks with the number of their page.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        document = pypdfium2.PdfDocument(content)
        texts = (page.get_textpage().get_text_bounded() for page in document)
        # PDFium writes a hyphen at the end of a line as U+0002.
        self.pages = [text.replace("\r\n", "\n").replace("\x02", "-") for text in texts]
        self.sizes = [tuple(round(side) for side in page.get_size()) for page in document]
        self.labels = [document.get_page_label(number) for number in range(len(document))]
        self.bookmarks = [
            (mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()
        ]
        self.start: dict[str, int] = {}
        for title, number in self.bookmarks:
            self.start.setdefault(title, number)

    def landscape(self) -> list[str]:
        """Return the texts of the landscape pages."""
        return [
            text
            for text, (width, height) in zip(self.pages, self.sizes, strict=True)
            if width > height
        ]

    def links(self) -> set[str]:
        """Return the web addresses that the document links to."""
        with pikepdf.open(io.BytesIO(self.content)) as document:
            notes = _annotations(document)
            return {str(note.A.URI) for note in notes if "/URI" in note.get("/A", {})}


def _annotations(document: pikepdf.Pdf) -> Iterator[Any]:
    for page in document.pages:
        yield from page.get("/Annots", [])


def _is_grey(page: Any) -> bool:
    red, green, blue = page.render(scale=0.1).to_pil().convert("RGB").split()
    return bool(red.tobytes() == green.tobytes() == blue.tobytes())


def _listed(values: Any) -> list[Any]:
    """Return an entry of a PDF as a list, which one value may replace where it would be alone."""
    if isinstance(values, pikepdf.Array):
        return list(values)
    return [values]


def squeezed(text: str) -> str:
    """Return a text without spaces: where its lines are broken is the typesetter's business."""
    return "".join(text.split())


def small(dataset: Dataset, **first: Any) -> Dataset:
    """Return the dataset with its first issue alone, some of its fields replaced."""
    issue = dataset.issues[0].model_copy(update=first)
    fields = {name: getattr(dataset, name) for name in Dataset.model_fields}
    return Dataset.model_validate({**fields, "issues": [issue], "events": []})


@pytest.fixture(scope="session")
def attached(dataset: Dataset) -> bytes:
    return dataset.model_dump_json(by_alias=True).encode()


@pytest.fixture(scope="session")
def edition(dataset: Dataset, attached: bytes) -> Edition:
    return Edition(pdf(dataset, SITE, background=BACKGROUND, method=METHOD, attachment=attached))


@pytest.fixture(scope="session")
def letter(dataset: Dataset) -> Edition:
    return Edition(pdf(dataset, SITE, paper="us-letter", background=BACKGROUND, method=METHOD))


@pytest.mark.no_cover
def test_every_text_stands_in_the_text_layer(dataset: Dataset, edition: Edition) -> None:
    """Positions, statements, quotes, events and sources are all there, Latin or Cyrillic."""
    printed = squeezed("".join(edition.pages))
    for text in (*summaries(dataset), *quotes(dataset)):
        assert squeezed(text) in printed


def summaries(dataset: Dataset) -> Iterator[str]:
    """Yield the texts of issues, positions, statements and events without their markup."""
    for issue in dataset.issues:
        yield prose.plain(issue.plain_words)
        yield prose.plain(issue.summary)
        for position in issue.positions:
            yield position.answer
            yield prose.plain(position.summary)
    for _, _, statement in all_statements(dataset):
        yield prose.plain(statement.summary)
    for event in dataset.events:
        yield prose.plain(event.outcome or "")


def quotes(dataset: Dataset) -> Iterator[str]:
    """Yield the quotes of all statements."""
    for _, _, statement in all_statements(dataset):
        for citation in statement.citations:
            if citation.quote:
                yield citation.quote


def test_background_and_method_are_there(edition: Edition) -> None:
    printed = squeezed("".join(edition.pages))
    for text in (
        "A first text.",
        "A quotation, and a link.",
        "How positions are chosen.",
        "A statement is what somebody said.",
    ):
        assert squeezed(text) in printed


def test_cover_names_the_day_and_the_fingerprint(
    dataset: Dataset, edition: Edition, attached: bytes
) -> None:
    cover = edition.pages[0]
    assert squeezed(dataset.title) in squeezed(cover)
    assert f"As of {ENGLISH.long_date(dataset.as_of)}" in cover
    assert hashlib.sha256(attached).hexdigest() in cover
    assert SITE.url in cover


def test_the_data_is_attached(edition: Edition, attached: bytes) -> None:
    """Whoever opens the attachment gets the very bytes that the fingerprint is of."""
    with pikepdf.open(io.BytesIO(edition.content)) as document:
        assert document.attachments["sticking-points.json"].get_file().read_bytes() == attached


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["edition", "letter"])
def test_it_meets_pdf_ua(name: str, request: pytest.FixtureRequest) -> None:
    """ISO 14289-1, by an independent validator."""
    report = validate_pdf_bytes(request.getfixturevalue(name).content, profile="ua1")
    assert report.failures == []
    assert report.is_compliant


@pytest.mark.parametrize(("name", "size"), [("edition", (595, 842)), ("letter", (612, 792))])
def test_paper(name: str, size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    """Upright pages, and landscape ones for the comparison, of the paper asked for."""
    assert set(request.getfixturevalue(name).sizes) == {size, size[::-1]}


@pytest.mark.parametrize("name", ["edition", "letter"])
def test_state_of_play_is_one_page(
    name: str, dataset: Dataset, request: pytest.FixtureRequest
) -> None:
    """Every issue is on it with its question and status; the front matter is numbered apart."""
    edition: Edition = request.getfixturevalue(name)
    places = edition.start
    state = squeezed(edition.pages[places["State of play"]])
    assert places[dataset.issues[0].title] == places["State of play"] + 1
    assert edition.labels[places["State of play"]] == "1"
    assert edition.labels[:2] == ["i", "ii"]
    for issue in dataset.issues:
        status = ENGLISH.words.statuses[issue.status].label
        assert squeezed(issue.title + prose.plain(issue.question) + status) in state


def test_state_of_play_has_the_answer_of_each_party(dataset: Dataset, edition: Edition) -> None:
    """Each cell says what the party wants, since when, and when it was last heard."""
    state = squeezed(edition.pages[edition.start["State of play"]])
    columns = {party.id for party in dataset.column_parties}
    for issue in dataset.issues:
        for position in issue.positions:
            in_short = answer(position)
            if position.party in columns:
                assert squeezed(position.answer + "".join(dates(in_short))) in state
            else:
                name = dataset.party[position.party].name
                line = f"{issue.title}: {name}: {position.answer} · {word(in_short)} · "
                assert squeezed(line + " · ".join(dates(in_short))) in state


def dates(in_short: Answer) -> list[str]:
    """Return since when an answer holds and when the party was last heard, if it was."""
    if not in_short.since_date or not in_short.last_date:
        return []
    since, last = (ENGLISH.short_date(day) for day in (in_short.since_date, in_short.last_date))
    return [f"since {since}", f"last heard {last}"]


def word(in_short: Answer) -> str:
    """Return how an answer is known, in words; empty if the party said nothing."""
    if in_short.attribution is None:
        return ""
    return ENGLISH.words.attributions[in_short.attribution].label


def test_marks_of_the_state_of_play_say_how_an_answer_is_known(
    dataset: Dataset, edition: Edition
) -> None:
    """A screen reader says the attribution before the answer, where there is one."""
    expected = []
    for issue in dataset.issues:
        columns = [issue.position[party.id] for party in dataset.column_parties]
        expected += [word(answer(position)) for position in columns]
    said = [alt for alt in alternatives(edition) if alt in expected]
    assert said == [attribution for attribution in expected if attribution]


def alternatives(edition: Edition) -> list[str]:
    """Return what a screen reader says in place of each figure, in the order of the document."""
    with pikepdf.open(io.BytesIO(edition.content)) as document:
        return [str(figure.Alt) for figure in _elements(document.Root.StructTreeRoot, "/Figure")]


def test_state_of_play_explains_the_marks_of_evidence(edition: Edition) -> None:
    state = " ".join(edition.pages[edition.start["State of play"]].split())
    assert "on record or official document" in state
    assert "leaked, unnamed or second-hand" in state


@pytest.mark.no_cover
def test_answers_on_hearsay_have_hollow_marks(dataset: Dataset) -> None:
    """The marks of the same party are outlined where it was not heard on record."""
    solid = Edition(pdf(known_as(dataset, "on-record"), SITE))
    hollow = Edition(pdf(known_as(dataset, "leaked-document"), SITE))
    page = solid.start["State of play"]
    assert solid.pages[page] == hollow.pages[page].replace("Leaked document", "On record")
    assert ink(solid, page) > ink(hollow, page)


@pytest.mark.no_cover
def test_pictures_of_links_have_hollow_marks(dataset: Dataset) -> None:
    """A mark on hearsay is outlined in the picture of an issue, and a key says what that means."""
    solid = dict(link_cards.pictures(known_as(dataset, "on-record"), SITE))
    official = dict(link_cards.pictures(known_as(dataset, "official-document"), SITE))
    hollow = dict(link_cards.pictures(known_as(dataset, "second-hand"), SITE))
    assert solid == official
    assert solid.keys() == hollow.keys()
    assert not set(solid.values()) & set(hollow.values())


def known_as(dataset: Dataset, attribution: str) -> Dataset:
    """Return the dataset with its first issue alone, all its statements known in the same way."""
    content = small(dataset).model_dump(mode="json", by_alias=True)
    for position in content["issues"][0]["positions"]:
        for statement in position["statements"]:
            statement["attribution"] = attribution
    return Dataset.model_validate_json(json.dumps(content))


def ink(edition: Edition, number: int) -> int:
    """Return how many dark points a page has."""
    page = pypdfium2.PdfDocument(edition.content)[number]
    return sum(page.render(scale=4).to_pil().convert("L").histogram()[:100])


@pytest.mark.no_cover
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("code", ["en", "uk"])
def test_twelve_issues_and_the_longest_answers_fit_on_the_state_of_play(
    dataset: Dataset, paper: Paper, code: str
) -> None:
    """Four parties with answers of 60 characters on twelve issues: none is left out."""
    content = many(dataset, 12)
    language = read_language(ROOT, code)
    edition = Edition(pdf(content, Site("Talks", SITE.url, language=language), paper=paper))
    page = edition.start[language.say("State of play")]
    state = squeezed(edition.pages[page])
    assert edition.start[content.issues[0].title] == page + 1
    for issue in content.issues:
        for party in content.column_parties:
            assert squeezed(issue.position[party.id].answer) in state


def many(dataset: Dataset, count: int) -> Dataset:
    """Return the dataset with as many copies of its second issue, with the longest answers."""
    issues = [with_long_answers(dataset.issues[1], number) for number in range(count)]
    fields = {name: getattr(dataset, name) for name in Dataset.model_fields}
    return Dataset.model_validate({**fields, "issues": issues, "events": [], "documents": []})


def with_long_answers(issue: Issue, number: int) -> Issue:
    """Return an issue under another name, with a different answer of 60 characters each.

    Of what was said, only what the answer rests on is left: the rest would fill fifty pages more.
    """
    positions = []
    for index, position in enumerate(issue.positions):
        words = f"Answer {number:02} {index} as long as it may be and not shorter, at all"
        since = answer(position).since
        left = {"answer": words[:60], "statements": [since] if since else []}
        positions.append(position.model_copy(update=left))
    named = {"id": f"issue-{number}", "title": f"Matter {number} of those left to settle"}
    return issue.model_copy(update={**named, "positions": positions})


def test_an_issue_begins_with_the_answers(dataset: Dataset, edition: Edition) -> None:
    """Question, plain words, each side's answer with its ground, the scale, then the detail."""
    ends = [edition.start[issue.title] for issue in dataset.issues[1:]]
    ends.append(edition.start["Comparison"])
    for issue, end in zip(dataset.issues, ends, strict=True):
        section = squeezed("".join(edition.pages[edition.start[issue.title] : end]))
        at = 0
        for text in (
            prose.plain(issue.question),
            prose.plain(issue.plain_words),
            *answers_in_words(dataset, issue),
            "In more detail",
            prose.plain(issue.summary),
            "Why it matters",
        ):
            at = section.find(squeezed(text), at)
            assert at >= 0, f"{issue.id}: {text}"


def answers_in_words(dataset: Dataset, issue: Issue) -> Iterator[str]:
    """Yield what the top of an issue says of each party."""
    for position in order.positions(dataset, issue):
        in_short = answer(position)
        yield dataset.party[position.party].name
        if in_short.since is None or in_short.last is None:
            yield position.answer
            continue
        yield f"Last heard {ENGLISH.short_date(in_short.last.date)}"
        yield position.answer
        since = ENGLISH.long_date(in_short.since.date)
        yield f"Since {since}. {word(in_short)}: {prose.plain(in_short.since.stated_by)}"
        if any(citation.quote for citation in in_short.since.citations):
            yield "“"


@pytest.mark.parametrize("name", ["edition", "letter"])
def test_the_foot_has_the_day_and_the_address(name: str, request: pytest.FixtureRequest) -> None:
    edition: Edition = request.getfixturevalue(name)
    for text, label in zip(edition.pages[1:], edition.labels[1:], strict=True):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        assert squeezed(lines[-1]) == squeezed(f"As of 20 May 2031 · {SITE.url} {label}")


def test_the_foot_of_a_site_without_address_has_the_day(dataset: Dataset) -> None:
    edition = Edition(pdf(small(dataset), Site("Talks")))
    foot = edition.pages[edition.start["State of play"]].splitlines()[-1]
    assert squeezed(foot) == "Asof20May20311"


def test_contents_give_the_printed_page(dataset: Dataset, edition: Edition) -> None:
    contents = edition.pages[1]
    for title in [issue.title for issue in dataset.issues] + [
        "Comparison",
        "Timeline",
        "Method",
        "Sources",
    ]:
        label = edition.labels[edition.start[title]]
        assert re.search(rf"^{re.escape(title)} [. ]+{label}$", contents, re.MULTILINE)


def test_bookmarks_lead_to_every_issue(dataset: Dataset, edition: Edition) -> None:
    titles = [issue.title for issue in dataset.issues]
    assert [title for title, _ in edition.bookmarks if title in titles] == titles
    for issue in dataset.issues:
        assert issue.title in edition.pages[edition.start[issue.title]]


@pytest.mark.parametrize("name", ["edition", "letter"])
def test_no_heading_is_left_alone_at_the_foot(name: str, request: pytest.FixtureRequest) -> None:
    edition: Edition = request.getfixturevalue(name)
    for title, number in edition.bookmarks:
        lines = [line.strip() for line in edition.pages[number].splitlines() if line.strip()]
        assert lines[-1].startswith("As of ")
        assert squeezed(lines[-2]) != squeezed(title), f"page {number + 1}"


def test_comparison_rows_are_whole_and_the_header_is_repeated(
    dataset: Dataset, edition: Edition
) -> None:
    pages = [squeezed(text) for text in edition.landscape()]
    header = squeezed("Issue" + "".join(party.name for party in dataset.column_parties))
    assert all(header in text for text in pages)
    columns = {party.id for party in dataset.column_parties}
    for issue in dataset.issues:
        shown = [position for position in issue.positions if position.party in columns]
        row = [squeezed(prose.plain(position.summary)) for position in shown]
        assert any(holds(page, row) for page in pages), issue.id


def holds(page: str, texts: list[str]) -> bool:
    """Return whether a page has all of some texts."""
    return all(text in page for text in texts)


def test_every_number_in_the_list_of_sources_is_cited(dataset: Dataset, edition: Edition) -> None:
    """The text cites every number of the list, and no other.

    Every source says where it is cited.
    """
    start = edition.start["Sources"]
    numbers = re.findall(r"\[(\d+)", "\n".join(edition.pages[:start]))
    listing = "\n".join(edition.pages[start:])
    sources = {dataset.source[citation.source].id for citation in citations(dataset)}
    assert {int(number) for number in numbers} == set(range(1, len(sources) + 1))
    assert listing.count("Cited in ") == len(sources)
    for number in numbers:
        assert re.search(rf"^{number} ", listing, re.MULTILINE)
    titles = squeezed(re.sub(r"As of .*", "", listing))
    links = edition.links()
    for source in (dataset.source[identifier] for identifier in sources):
        assert squeezed(source.title) in titles
        assert source.url is None or source.url in links


def citations(dataset: Dataset) -> Iterator[Citation]:
    """Yield the citations of all statements, events and terms."""
    for _, _, statement in all_statements(dataset):
        yield from statement.citations
    for event in dataset.events:
        yield from event.citations
    for term in dataset.glossary:
        yield from term.citations


def test_a_source_names_the_pages_on_which_it_is_cited(dataset: Dataset, edition: Edition) -> None:
    """The page that the first entry names holds its number."""
    listing = edition.pages[edition.start["Sources"]]
    first_page = re.search(rf"Cited in {dataset.issues[0].title} (\d+)", listing)
    assert first_page
    assert "[1]" in edition.pages[edition.labels.index(first_page[1], 2)]


def test_citations_lead_to_their_entry_and_back(dataset: Dataset, edition: Edition) -> None:
    """A citation leads to the page that lists its source, an entry to its first citation.

    No other link is left to follow.
    """
    leads = leads_within(edition)
    newest = max(dataset.issues[0].positions[0].statements, key=lambda statement: statement.date)
    title = dataset.source[newest.citations[0].source].title
    assert squeezed(title) in squeezed(edition.pages[leads["Source 1"]])
    first = leads["First citation of source 1"]
    assert "[1]" in edition.pages[first]
    assert edition.start[dataset.issues[0].title] <= first < edition.start[dataset.issues[1].title]
    assert all(address.startswith(("http://", "https://")) for address in edition.links())


def leads_within(edition: Edition) -> dict[str, int]:
    """Return the page that each link within the document leads to, by the text of the link."""
    leads = {}
    with pikepdf.open(io.BytesIO(edition.content)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        for note in _annotations(document):
            if isinstance(note.get("/Dest"), pikepdf.Array):
                leads[str(note.Contents)] = numbers[note.Dest[0].objgen]
    return leads


def test_first_cells_of_rows_are_row_headers(dataset: Dataset, edition: Edition) -> None:
    """A screen reader says the issue with each cell of its row, and the party of its column."""
    with pikepdf.open(io.BytesIO(edition.content)) as document:
        cells = [tuple(_kinds(row)) for row in _elements(document.Root.StructTreeRoot, "/TR")]
    bodies = [row for row in cells if "Column" not in row]
    assert all(set(row) == {"Column"} for row in cells if "Column" in row)
    assert all(row[0] == "Row" and set(row[1:]) == {""} for row in bodies)
    assert len([row for row in bodies if len(row) == 1 + len(dataset.column_parties)]) >= len(
        dataset.issues
    )


def _elements(root: Any, kind: str) -> Iterator[Any]:
    for child in _listed(root.get("/K", ())):
        if isinstance(child, pikepdf.Dictionary) and child.get("/S") == kind:
            yield child
        elif isinstance(child, pikepdf.Dictionary):
            yield from _elements(child, kind)


def _kinds(row: Any) -> Iterator[str]:
    """Yield what each cell of a row is the header of, nothing for a plain one."""
    for cell in row.K:
        attributes = _listed(cell.get("/A", ()))
        scopes = [str(attribute.Scope) for attribute in attributes if "/Scope" in attribute]
        assert bool(scopes) == (cell.S == "/TH")
        yield "".join(scopes[:1]).strip("/")


def test_every_figure_says_in_words_what_it_shows(dataset: Dataset, edition: Edition) -> None:
    """Each scale names its options in order, and each party with its place and how it is known."""
    figures = alternatives(edition)
    for issue in dataset.issues:
        if not issue.scale:
            continue
        options = "; ".join(point.label for point in issue.scale.points)
        begin = f"{issue.scale.label}. Options in order: {options}."
        of_scale = [text for text in figures if text.startswith(begin)]
        assert len(of_scale) == 2, "in its section, in the comparison"
        for position, text in itertools.product(issue.positions, of_scale):
            assert in_figure(dataset, issue, position) in text


def in_figure(dataset: Dataset, issue: Issue, position: Position) -> str:
    """Return what a figure says of a party in words."""
    place = "no place on the scale"
    if position.at:
        words = place_in_words(issue, position.at, ENGLISH)
        place = words[:1].upper() + words[1:]
    known = word(answer(position))
    if known:
        place = f"{place} ({known})"
    return f" {dataset.party[position.party].name}: {place}."


@pytest.mark.no_cover
def test_events_of_one_day_have_the_order_of_the_open_data(dataset: Dataset) -> None:
    """The timeline of the PDF lists them as the JSON does, whatever their order in the files."""
    first = next(event for event in dataset.events if not event.announced)
    events = [
        first.model_copy(update={"id": name, "title": f"Event {name}"})
        for name in ("zebra", "apple")
    ]
    fields = {name: getattr(dataset, name) for name in Dataset.model_fields}
    content = Dataset.model_validate({**fields, "events": events})
    published = json.loads(json_files.full(content))["events"]
    edition = Edition(pdf(content, SITE))
    timeline = edition.pages[edition.start["Timeline"]]
    shown = re.findall("Event (?:zebra|apple)", timeline)
    assert shown == [event["title"] for event in published] == ["Event apple", "Event zebra"]


def test_ink_only(edition: Edition) -> None:
    """Nothing is conveyed by colour: there is none."""
    assert all(map(_is_grey, pypdfium2.PdfDocument(edition.content)))


@pytest.mark.no_cover
def test_marks_of_typesetting_are_shown_as_typed(dataset: Dataset) -> None:
    """Nothing in the data is parsed as markup, whatever it looks like."""
    spoiled = small(
        dataset, title="#set $a$ @b", question=AWKWARD, summary=AWKWARD, why_it_matters=AWKWARD
    )
    edition = Edition(pdf(spoiled, SITE, method=AWKWARD, background={"water-level": AWKWARD}))
    shown = squeezed(prose.plain(AWKWARD))
    assert squeezed("#let x = 1; $y^2$ @ref <b>bold</b> <label>") in shown
    assert squeezed("".join(edition.pages)).count(shown) >= 5
    assert "#set $a$ @b" in [title for title, _ in edition.bookmarks]


def test_a_character_that_no_font_has_is_set_otherwise(dataset: Dataset) -> None:
    """As Latin letters, or as its name; a warning names record, field and character."""
    spoiled = small(dataset, question="Who controls 漢字?")
    background = {"water-level": "Ends with \U0001f680\uf8ff."}
    edition = Edition(pdf(spoiled, SITE, background=background, method="# Method\n\n停戦 &#x5B57;"))
    text = squeezed("".join(edition.pages))
    assert "WhocontrolsHanZi?" in text
    assert "Endswith:rocket:[u+f8ffwithoutaname]." in text
    assert "TingZhan" in text
    problems = unsettable(spoiled, background, "停戦")
    printed = "\n".join(map(str, problems))
    assert {problem.severity for problem in problems} == {"warning"}
    assert re.search(r'issues › water-level › question.* no "漢" \(U\+6F22 .*shows "Han"', printed)
    assert re.search(r"^docs/issues/water-level\.md:1:1:.*U\+F8FF", printed, re.MULTILINE)
    assert re.search(r"^docs/method\.md:1:1:.*U\+505C", printed, re.MULTILINE)


def test_fonts_of_the_extra_are_used_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only its folder of fonts; nothing of it is imported."""
    assert more_fonts() == []
    package = tmp_path / "matplotlib_fontja"
    (package / "fonts").mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert more_fonts() == [package / "fonts"]


def test_pictures_of_links_have_no_empty_boxes(dataset: Dataset) -> None:
    """What no font has is drawn as Latin letters there too."""
    foreign = dict(link_cards.pictures(small(dataset, question="Who controls 漢?"), SITE))
    latin = dict(link_cards.pictures(small(dataset, question="Who controls Han?"), SITE))
    assert foreign == latin


def test_our_own_texts_can_be_set(dataset: Dataset) -> None:
    assert unsettable(dataset, {}, "") == []


@pytest.mark.no_cover
def test_same_bytes_in_any_time_zone_language_and_folder(dataset: Dataset, tmp_path: Path) -> None:
    """Two runs elsewhere give what this one gives."""
    content = small(dataset)
    here = pdf(content, SITE, attachment=b"{}\n")
    program = f"""
import sys
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.pdf.typeset import manuscript_of, set_document

content = Dataset.model_validate_json(sys.stdin.buffer.read())
site = Site({SITE.name!r}, {SITE.url!r}, {SITE.repo_url!r})
sys.stdout.buffer.write(set_document(manuscript_of(content, site, attachment=b"{{}}\\n")))
"""
    elsewhere = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "uk_UA.UTF-8",
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=content.model_dump_json(by_alias=True).encode(),
        cwd=tmp_path,
        env={**os.environ, **elsewhere},
        capture_output=True,
        check=True,
    )
    assert done.stdout == here


def test_a_document_set_meanwhile_has_the_same_bytes(dataset: Dataset) -> None:
    content = small(dataset)
    with set_meanwhile(manuscript_of(content, SITE), NO_CACHE) as meanwhile:
        here = pdf(content, SITE)
        assert meanwhile() == here


@pytest.mark.no_cover
def test_a_document_that_no_other_process_sets_is_set_here(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = small(dataset)
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))  # in which no Python finds its library
    with set_meanwhile(manuscript_of(content, SITE), NO_CACHE) as meanwhile:
        assert meanwhile() == pdf(content, SITE)


@pytest.mark.no_cover
def test_what_cannot_be_set_meanwhile_is_refused_as_here(dataset: Dataset) -> None:
    content = manuscript_of(small(dataset), SITE)._replace(inputs={"data": "{}", "words": "{}"})
    with pytest.raises(ContentError, match="the PDF could not be set") as here:
        set_document(content)
    with (
        set_meanwhile(content, NO_CACHE) as meanwhile,
        pytest.raises(ContentError, match="the PDF could not be set") as elsewhere,
    ):
        meanwhile()
    assert str(elsewhere.value) == str(here.value)


@pytest.mark.no_cover
@pytest.mark.parametrize("paper", PAPERS)
def test_long_texts_are_not_cut_off(dataset: Dataset, paper: Paper) -> None:
    """A text longer than a page goes on to the next one, in its section and in the comparison."""
    long = " ".join(f"Sentence{number} of a long text." for number in range(400))
    positions = [
        position.model_copy(update={"summary": long, "statements": position.statements[:1]})
        for position in dataset.issues[0].positions
    ]
    edition = Edition(pdf(small(dataset, positions=positions), SITE, paper=paper))
    printed = " ".join(edition.pages).split()
    columns = len(dataset.column_parties)
    for number in range(400):
        assert printed.count(f"Sentence{number}") == len(positions) + columns


@pytest.mark.parametrize("site", [Site("停戦"), Site("Talks", language=Language("ja"))])
def test_a_name_or_language_without_letters_in_the_fonts_stops_nothing(
    dataset: Dataset, site: Site
) -> None:
    """The document is set all the same."""
    assert Edition(pdf(small(dataset), site)).pages
