"""The search: what it finds first, how it is used, and how much of it a reader has to wait for."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, Route

from accessibility import violations, violations_of_colours
from searching import KINDS, entries, queries, weight, write_talks
from stickingpoints.build.edition import content_of
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.reading.load import read
from stickingpoints.reading.project import in_folder
from stickingpoints.site import search_files
from stickingpoints.site.content import Content
from stickingpoints.site.pages import pages
from stickingpoints.text import prose
from waiting import wait_until

FIRST_RESULT = 60_000  # bytes, gzipped, before the first result
FIRST_RESULT_OF_1000 = 300_000
# Types each query and returns the address of the first result; the texts have been read by then.
ASK_ALL = """queries => {
    const field = document.querySelector(".search-page input");
    return queries.map(query => {
        field.value = query;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        return document.querySelector("li[data-kind] a")?.href;
    });
}"""
RESULTS = """() => [...document.querySelectorAll("li[data-kind]")].map(item => [
    item.dataset.kind, item.firstElementChild.href, item.innerText
])"""


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Return the talks at the lake with the records that the queries need besides."""
    root = tmp_path_factory.mktemp("talks")
    write_talks(root)
    return content_of(read(root / "data").sound(), in_folder(root), Site("Lake Talks"))


def serve_index(page: Page, files: dict[str, bytes]) -> list[str]:
    """Let a page read these files as its index; return the list of those that it asks for."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        address = "search/" + route.request.url.rpartition("/")[2]
        asked.append(address)
        if address in files:
            route.fulfill(body=files[address], content_type="application/json")
        else:
            route.continue_()

    page.route("**/search/*.json", answer)
    return asked


def serve_names(page: Page, talks: Content, *given: dict[str, str]) -> None:
    """Let a page find these entries alone."""
    names = json.loads(search_files.files(talks, [])[search_files.NAMES])
    rows = [{"address": f"issues/{at}/", "title": "Entry", **row} for at, row in enumerate(given)]
    content = {**names, "entries": rows, "pieces": []}
    serve_index(page, {search_files.NAMES: json.dumps(content).encode()})


def open_search(page: Page, words: str) -> None:
    """Open the search over the page and type words; wait until there are results."""
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="Search this site").fill(words)
    page.wait_for_selector("#find-results a")


def kinds_of(page: Page) -> list[str]:
    return [kind for kind, _, _ in page.evaluate(RESULTS)]


# What is found


def test_the_first_result_is_the_one_wanted(desk: Page, served: str, talks: Content) -> None:
    """Sixty queries as readers type them, in a real browser."""
    wanted = queries()
    serve_index(desk, search_files.files(talks, pages(talks).values()))
    desk.goto(f"{served}search/?q=no key and no server")
    desk.wait_for_selector('li[data-kind=prose] a[href$="data/"]')
    found = desk.evaluate(ASK_ALL, list(wanted))
    missed = []
    for (query, address), first in zip(wanted.items(), found, strict=True):
        if first != served + address:
            missed.append((query, address, first))
    assert len(wanted) == 60
    assert missed == []


def test_the_words_of_any_statement_lead_to_it(desk: Page, served: str, dataset: Dataset) -> None:
    """The first twenty words of a statement have it among the first four statements."""
    asked = {}
    for issue in dataset.issues:
        for position in issue.positions:
            for statement in position.statements:
                words = " ".join(prose.plain(statement.summary).split()[:20])
                asked[f"{served}issues/{issue.id}/#{position.party}-{statement.name}"] = words
    desk.goto(f"{served}search/?q=no key and no server")
    desk.wait_for_selector('li[data-kind=prose] a[href$="data/"]')
    found = desk.evaluate(
        ASK_ALL.replace(
            'document.querySelector("li[data-kind] a")?.href',
            '[...document.querySelectorAll("li[data-kind=statement] a")].map(a => a.href)',
        ),
        list(asked.values()),
    )
    missed = []
    for address, results in zip(asked, found, strict=True):
        if address not in results[:4]:
            missed.append(address)
    assert missed == []


def test_every_entry_leads_to_a_place_of_the_site(site: Path) -> None:
    """Each address names a page, and each anchor an element of it."""
    files = {path.name: path.read_bytes() for path in (site / "search").glob("*.json")}
    anchors: dict[str, set[str]] = {}
    broken = []
    for address in entries(files):
        page, _, anchor = address.partition("#")
        if page not in anchors:
            soup = BeautifulSoup((site / page / "index.html").read_text("utf-8"), "lxml")
            anchors[page] = {str(tag["id"]) for tag in soup.select("[id]")}
        if anchor and anchor not in anchors[page]:
            broken.append(address)
    assert len(anchors) > 10
    assert broken == []


def test_everything_that_counts_has_an_entry(site: Path, dataset: Dataset) -> None:
    """Each record and each section of a written page is found, and nothing that was withdrawn."""
    files = {path.name: path.read_bytes() for path in (site / "search").glob("*.json")}
    found = entries(files)
    of_kind = dict.fromkeys(KINDS, 0)
    for entry in found.values():
        of_kind[entry["kind"]] += 1
    assert of_kind["issue"] == len(dataset.issues)
    assert of_kind["position"] == dataset.position_count
    assert of_kind["statement"] == dataset.statement_count
    provisions = sum(len(document.provisions) for document in dataset.documents)
    assert of_kind["plan"] == len(dataset.documents) + provisions
    assert of_kind["event"] == len(dataset.events)
    assert of_kind["person"] == len(dataset.people)
    assert of_kind["term"] == len(dataset.glossary)
    assert of_kind["source"] == len(dataset.sources)
    assert found["data/#files"]["title"] == "Open data: Files"
    assert found["data/#files"]["text"].startswith("Addresses are relative to the root of the site")
    assert found["issues/water-level/#background"]["title"] == "The dry year"


def test_what_was_withdrawn_is_not_found(talks: Content) -> None:
    """A statement, a source and an event that no longer count have no entry."""
    gone = {"date": "2031-05-20", "reason": "A mistake."}
    data = talks.dataset.model_dump(by_alias=True, mode="json")
    guards = data["issues"][0] if data["issues"][0]["id"] == "dam-guards" else data["issues"][-1]
    guards["positions"][0]["statements"][1]["withdrawn"] = gone
    data["events"][0]["withdrawn"] = gone
    data["sources"][0]["withdrawn"] = gone
    fewer = Content(Dataset.model_validate(data), talks.site)
    found = entries(search_files.files(fewer, []))
    before = entries(search_files.files(Content(talks.dataset, talks.site), []))
    assert len(before) - len(found) == 3
    assert not any("9 000 guards" in entry.get("text", "") for entry in found.values())


def test_an_entry_says_whose_it_is_since_when_and_how_it_is_known(talks: Content) -> None:
    """A position carries its answer, its party, the day since which it counts, its evidence."""
    found = entries(search_files.files(talks, []))
    assert found["issues/dam-guards/#upland"] == {
        "kind": "position",
        "address": "issues/dam-guards/#upland",
        "title": "Upland: 12,000 guards, in peacetime",
        "text": "Upland put forward a force of 12,000 guards and no sanctions on those who serve.",
        "party": "upland",
        "issue": "dam-guards",
        "day": "2031-05-02",
        "attribution": "on-record",
    }


# How it is used


def test_results_are_grouped_in_order_with_counts(desk: Page, served: str) -> None:
    """One group for each kind, the link first in each entry, and everything on request."""
    desk.goto(served)
    open_search(desk, "lighthouse")
    desk.wait_for_selector("li[data-kind=statement]")
    kinds = kinds_of(desk)
    assert kinds == sorted(kinds, key=KINDS.index)
    assert kinds.count("statement") == 4
    headings = desk.locator("#find-results h2").all_inner_texts()
    assert [heading.split()[0] for heading in headings] == ["Statements", "Events"]
    count = int(headings[0].split()[1])
    desk.get_by_role("button", name=f"Show all {count}").click()
    assert kinds_of(desk).count("statement") == count
    assert desk.evaluate("document.activeElement.closest('li').dataset.kind") == "statement"
    assert desk.locator("#find-count").inner_text() == f"{count + 1} results"


def test_found_words_are_marked_in_text_of_the_record(
    desk: Page, served: str, talks: Content
) -> None:
    """Title and excerpt mark what was found, and the excerpt is a part of the record's own text."""
    serve_index(desk, search_files.files(talks, []))
    desk.goto(f"{served}search/?q=12000 guards")
    desk.wait_for_selector("li[data-kind=statement]")
    marked = desk.locator("li[data-kind=position] a mark").all_inner_texts()
    assert marked == ["12,000", "guards"]
    summary = (
        "President Zelinskyi of Upland named a force of 12,000 guards at a café in Zelenohirsk."
    )
    item = desk.locator("li[data-kind=statement]").first
    assert item.locator("p").last.inner_text() == summary
    assert item.locator(".about").inner_text() == "Guards at the dam · On record"


def test_the_search_is_walked_with_the_keyboard(desk: Page, served: str) -> None:
    """Arrows go through the results and back, Enter opens one, Escape closes."""
    desk.goto(served)
    open_search(desk, "quota")
    desk.wait_for_selector("li[data-kind=plan]")
    links = desk.eval_on_selector_all("li[data-kind] a", "all => all.map(a => a.href)")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    assert desk.evaluate("document.activeElement.href") == links[1]
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    assert desk.evaluate("document.activeElement.id") == "find-words"
    desk.keyboard.press("Escape")
    assert not desk.locator("dialog#find").is_visible()
    desk.keyboard.press("/")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url(links[0])


def test_the_search_opens_again_at_once(desk: Page, served: str) -> None:
    """A slash that follows on Escape, with the focus not yet back on the page, opens it."""
    desk.goto(served)
    open_search(desk, "quota")
    desk.evaluate(
        """() => {
            const press = (key) => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
            press("Escape");
            press("/");
        }"""
    )
    assert desk.locator("dialog#find").is_visible()


def test_enter_opens_the_first_result(desk: Page, served: str) -> None:
    """Even where only the texts have it, which come after the names."""
    desk.goto(served)
    desk.get_by_role("button", name="Search").click()
    desk.get_by_role("searchbox", name="Search this site").fill("driftwood")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/issues/winter-ice/#islands-2031-04-10")


def test_enter_may_be_quicker_than_the_script(desk: Page, served: str) -> None:
    """Words and Enter typed before the script of the search is there lead to the result too."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.route("**/assets/search.*.js", hold)
    desk.goto(served)
    with desk.expect_request("**/assets/search.*.js"):
        desk.keyboard.press("/")
    desk.keyboard.type("driftwood")
    desk.keyboard.press("Enter")
    assert desk.locator("dialog#find").is_visible()
    [route] = held
    route.continue_()
    desk.wait_for_url("**/issues/winter-ice/#islands-2031-04-10")


def test_the_search_works_by_touch(phone: Page, served: str) -> None:
    """Opened, filtered and followed with taps alone."""
    phone.goto(served)
    phone.get_by_role("button", name="Search").tap()
    phone.get_by_role("searchbox", name="Search this site").fill("lighthouse")
    phone.wait_for_selector("li[data-kind=event]")
    phone.locator("dialog summary").tap()
    phone.get_by_label("Party").select_option("upland")
    wait_until(phone, "!document.querySelector('li[data-kind=event]')")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.locator("li[data-kind=statement] a").first.tap()
    phone.wait_for_url("**/issues/*/#upland-2031-05-11")


def test_a_search_can_be_linked(desk: Page, served: str) -> None:
    """The address of the page holds words and filters, and follows what is typed."""
    main = desk.locator("main")
    desk.goto(f"{served}search/?q=chapel&party=lowland&year=2031")
    desk.wait_for_selector("li[data-kind=statement]")
    assert main.get_by_role("searchbox").input_value() == "chapel"
    assert main.get_by_label("Party").input_value() == "lowland"
    assert main.get_by_label("From").input_value() == "2031-01-01"
    found = desk.evaluate(RESULTS)
    assert {kind for kind, _, _ in found} == {"statement"}
    assert all("#lowland-2031-02" in address for _, address, _ in found)
    main.get_by_role("searchbox").fill("tavern")
    wait_until(desk, "location.search.includes('tavern')")
    assert desk.url.endswith("?q=tavern&party=lowland&from=2031-01-01&to=2031-12-31")
    assert main.locator("[role=status]").inner_text().startswith("Nothing found")
    main.get_by_role("button", name="Show everything").click()
    wait_until(desk, "location.search === '?q=tavern'")
    desk.wait_for_selector("li[data-kind=event]")


def test_the_dialog_leads_to_the_page_with_the_same_results(desk: Page, served: str) -> None:
    """A link in the dialog carries the words over."""
    desk.goto(served)
    open_search(desk, "granary")
    desk.get_by_role("link", name="On a page of its own").click()
    desk.wait_for_url("**/search/?q=granary")
    desk.wait_for_selector("main li[data-kind=statement]")


def test_filters_of_the_dates_keep_months(desk: Page, served: str) -> None:
    """An entry of which only the month is known is between any two days of that month."""
    desk.goto(f"{served}search/?q=chapel&from=2031-02-10&to=2031-02-20")
    desk.wait_for_selector("li[data-kind=event]")
    assert [address for _, address, _ in desk.evaluate(RESULTS)][-1].endswith("#chapel-round")
    desk.locator("main").get_by_label("To").fill("2031-01-31")
    wait_until(desk, "!document.querySelector('li[data-kind]')")


def test_filters_stay_open_when_the_names_arrive(desk: Page, served: str) -> None:
    """A reader may open them while the index is on its way."""
    held: list[Route] = []
    desk.route("**/search/names.json", lambda route: held.append(route))  # noqa: PLW0108
    desk.goto(f"{served}search/?q=level")
    desk.locator(".search-page .filters summary").click()
    [names] = held
    names.continue_()
    desk.wait_for_selector("li[data-kind]")
    assert desk.locator(".search-page select[name=party]").is_visible()


def test_words_that_no_entry_has_together_are_said_to_be_so(desk: Page, served: str) -> None:
    """Entries that have most of the words are shown, and the line above says so."""
    desk.goto(f"{served}search/?q=ferry zeppelin")
    desk.wait_for_selector("li[data-kind=issue]")
    desk.wait_for_selector("li[data-kind=plan]")
    assert "None has all of these words" in desk.locator("main [role=status]").inner_text()


@pytest.mark.proof
def test_axe_finds_nothing_in_the_results(examined: Page, served: str) -> None:
    """Over a page and on its own, with the filters open, narrow and wide, in both themes."""
    page = examined
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{served}about/")
    open_search(page, "height of the lake")
    page.wait_for_selector("li[data-kind=plan]")
    page.locator("dialog summary").click()
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    found += violations_of_colours(page)
    page.goto(f"{served}search/?q=height of the lake&party=upland")
    page.wait_for_selector("li[data-kind=statement]")
    found += violations_of_colours(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    found += violations(page)
    assert found == []


def test_without_script_the_page_says_what_it_needs(scriptless: Page, served: str) -> None:
    """The page leads to the lists of what there is, and shows no control that does nothing."""
    scriptless.goto(f"{served}search/?q=ferry")
    assert scriptless.get_by_text("The search needs JavaScript").is_visible()
    links = scriptless.locator("main li a").all()
    assert [link.get_attribute("href") for link in links] == [
        "../issues/",
        "../people/",
        "../glossary/",
        "../sources/",
    ]
    assert scriptless.locator("main :is(input, summary, button):visible").count() == 0


def test_the_search_page_works_from_the_disk(desk: Page, site: Path, tmp_path: Path) -> None:
    """Opened from a folder, with words in its address, its results lead to files."""
    (archive,) = (site / "downloads").glob("*-offline.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    desk.goto(f"{(folder / 'search/index.html').as_uri()}?q=no key and no server")
    desk.wait_for_selector("li[data-kind=prose] a")
    desk.locator("li[data-kind=prose] a").first.click()
    desk.wait_for_url("**/data.html")


def test_words_near_each_other_come_alone(desk: Page, served: str, talks: Content) -> None:
    """Where some entries have the words close together, those with them far apart are left out."""
    far = "armistice " + "of the long and uncertain kind " * 3 + "quarantine"
    near = "a quarantine before any armistice"
    serve_names(desk, talks, {"kind": "issue", "text": far}, {"kind": "plan", "text": near})
    desk.goto(f"{served}search/?q=armistice quarantine")
    desk.wait_for_selector("li[data-kind=plan]")
    assert kinds_of(desk) == ["plan"]
    desk.unroute_all()
    serve_names(desk, talks, {"kind": "issue", "text": far})
    desk.reload()
    desk.wait_for_selector("li[data-kind=issue]")


def test_titles_are_shown_as_text(desk: Page, served: str, talks: Content) -> None:
    """What a stranger writes is no markup, in a title, a text or an address."""
    payload = "<img src=x onerror=\"document.title='run'\"> driftwood</script>"
    serve_names(desk, talks, {"kind": "issue", "title": payload, "text": payload})
    desk.goto(f"{served}search/?q=driftwood")
    desk.wait_for_selector("li[data-kind=issue]")
    assert desk.locator("li[data-kind=issue] a").inner_text() == payload
    assert desk.locator("main img").count() == 0
    assert desk.title() != "run"


def test_an_index_that_cannot_be_read_is_reported(desk: Page, served: str) -> None:
    """The reader is told, whether all of it is missing or a piece."""
    desk.route("**/search/names.json", lambda route: route.fulfill(status=500))
    desk.goto(f"{served}search/?q=ferry")
    desk.wait_for_selector("main [role=status]:has-text('could not be read')")
    desk.unroute("**/search/names.json")
    desk.route("**/search/texts-1.json", lambda route: route.abort())
    desk.reload()
    desk.wait_for_selector("li[data-kind=issue]")
    desk.wait_for_selector("main [role=status]:has-text('Some of the texts could not be read')")


# What it weighs


def invented(dataset: Dataset, number: int) -> Dataset:
    """Return a dataset with so many issues, each with four positions, of invented words."""
    chance = random.Random(7)  # noqa: S311  no secret depends on it
    syllables = [
        "ba",
        "do",
        "fi",
        "ga",
        "hu",
        "ki",
        "lo",
        "mer",
        "nas",
        "pol",
        "quen",
        "rit",
        "sul",
        "tam",
        "ver",
        "wex",
        "yor",
        "zin",
    ]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(6_000)]

    def text(length: int) -> str:
        return " ".join(chance.choices(words, k=length)).capitalize()

    def issue(at: int) -> Issue:
        positions = []
        for position in dataset.issues[0].positions[:4]:
            statements = [
                statement.model_copy(update={"summary": text(20)})
                for statement in position.statements
            ]
            told = {"answer": text(6)[:60], "summary": text(35), "statements": statements}
            positions.append(position.model_copy(update=told))
        changes = {
            "id": f"issue-{at}",
            "title": text(2),
            "question": text(10),
            "plain_words": text(35),
            "summary": text(40),
            "positions": positions,
        }
        return dataset.issues[0].model_copy(update=changes)

    more = [issue(at) for at in range(number - len(dataset.issues))]
    return dataset.model_copy(update={"issues": [*dataset.issues, *more]})


def test_the_first_result_needs_few_bytes(talks: Content) -> None:
    """The names and the script are within the limit, and leave the sources out."""
    files = search_files.files(talks, [])
    assert weight(files) < FIRST_RESULT
    names = json.loads(files[search_files.NAMES])
    assert "source" not in {entry["kind"] for entry in names["entries"]}


@pytest.mark.proof
@pytest.mark.no_cover
def test_a_thousand_issues_need_few_bytes_before_the_first_result(dataset: Dataset) -> None:
    """The names of a large site are within the limit, and the texts are in pieces of one size."""
    content = Content(invented(dataset, 1_000), Site("Large"))
    files = search_files.files(content, [])
    assert weight(files) < FIRST_RESULT_OF_1000
    pieces = json.loads(files[search_files.NAMES])["pieces"]
    assert sum(len(piece["issues"]) for piece in pieces) == 1_000
    assert max(len(data) for address, data in files.items() if "texts-" in address) < 300_000
    assert set(files) == {search_files.NAMES, *(piece["file"] for piece in pieces[:-1])}


def test_a_large_site_reads_the_texts_that_a_search_asks_for(
    desk: Page, served: str, talks: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the issues found at once, the others when the reader asks for them."""
    monkeypatch.setattr(search_files, "_LARGEST_PIECE", 1)
    files = search_files.files(talks, [])
    pieces = json.loads(files[search_files.NAMES])["pieces"]
    assert len(pieces) > 12
    asked = serve_index(desk, files)
    desk.goto(f"{served}search/?q=ferry")
    desk.wait_for_selector("li[data-kind=statement]")
    ferry = [piece["file"] for piece in pieces if "ferry-rights" in piece["issues"]]
    assert asked == [search_files.NAMES, *ferry]
    desk.get_by_role("button", name="Search the other texts too").click()
    desk.wait_for_selector("li[data-kind=plan]")
    wait_until(desk, "!document.querySelector('.found > button')")
    assert sorted(set(asked)) == sorted({search_files.NAMES, *(one["file"] for one in pieces)})


def test_a_large_site_reads_on_until_it_finds_something(
    desk: Page, served: str, talks: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that only one statement has is found without asking for more."""
    monkeypatch.setattr(search_files, "_LARGEST_PIECE", 1)
    serve_index(desk, search_files.files(talks, []))
    desk.goto(f"{served}search/?q=driftwood")
    desk.wait_for_selector("li[data-kind=statement] a[href$='#islands-2031-04-10']")


def test_robots_are_not_sent_to_the_search(site: Path) -> None:
    """The page is in no sitemap, and asks not to be indexed."""
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert "/issues/water-level/</loc>" in sitemap
    assert "/search/" not in sitemap
    assert 'name="robots" content="noindex"' in (site / "search/index.html").read_text("utf-8")
