"""The forms of `edit` in a real browser: the check's answer, the page, the difference, saving."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Dialog, Page

from accessibility import violations, violations_of_colours
from forms_desk import around, small_talks
from sinks import SINKS
from stickingpoints.editing.local.server import Server
from waiting import wait_until
from windows import DESK

STATEMENT = "edit/issues/summer-share/positions/brezia/statements/2031-04-01"
NEW_STATEMENT = "new/issues/summer-share/positions/brezia/statements"
OTHER_FORMS = (NEW_STATEMENT, "edit/", "new/documents")


class Forms:
    """The forms of small talks, served on this machine and opened in a browser."""

    def __init__(self, page: Page, data: Path, address: str) -> None:
        self.page, self.data = page, data
        self.root = address.partition("?")[0]
        self.faults: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._request(request.url))
        page.goto(address)

    def _console(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        # The browser itself says so of an answer that refuses a form.
        if kind in ("error", "warning") and "the server responded" not in text:
            self.faults.append(text)

    def _request(self, url: str) -> None:
        if not url.startswith((self.root, "about:")):
            self.faults.append(f"asked {url}")

    def open(self, path: str) -> Page:
        """Open a page of the editor, and wait for the check's first answer."""
        self.page.goto(self.root + path)
        if path.startswith(("edit", "new")):
            wait_until(self.page, "() => document.querySelector('iframe').srcdoc !== ''")
        return self.page

    def statements(self) -> list[dict[str, object]]:
        """Return the statements of Brezia on the summer share, as the file has them."""
        data = yaml.safe_load((self.data / "issues.yaml").read_text(encoding="utf-8"))
        found: list[dict[str, object]] = data["issues"][0]["positions"][1]["statements"]
        return found


@contextlib.contextmanager
def serving(root: Path) -> Iterator[Server]:
    """Serve the forms of a project while the context lasts."""
    served = Server(root / "data", around(root))
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    yield served
    served.stop()
    thread.join()


@pytest.fixture
def forms(chromium: Browser, tmp_path: Path) -> Iterator[Forms]:
    """Yield the opened forms; whatever the console says or asks of others is a failure."""
    root = small_talks(tmp_path)
    with serving(root) as served:
        opened = Forms(chromium.new_page(viewport=DESK), root / "data", served.address)
        yield opened
        opened.page.close()
        assert opened.faults == []


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a server of forms for tests that save nothing."""
    with serving(small_talks(tmp_path_factory.mktemp("talks"))) as served:
        yield served


@pytest.fixture
def read_only(chromium: Browser, unchanged: Server) -> Iterator[Forms]:
    """Yield forms in which nothing may be saved."""
    opened = Forms(chromium.new_page(viewport=DESK), Path(), unchanged.address)
    yield opened
    opened.page.close()
    assert opened.faults == []


def says(page: Page, selector: str, text: str) -> None:
    """Wait until an element of the page says a text."""
    script = "([at, text]) => document.querySelector(at)?.textContent.includes(text)"
    wait_until(page, script, [selector, text])


def in_preview(page: Page, text: str) -> None:
    """Wait until the page of the site beside the form says a text."""
    script = (
        "(text) => document.querySelector('iframe').contentDocument?.body?.innerText.includes(text)"
    )
    wait_until(page, script, text)


def test_a_statement_is_edited_checked_compared_and_saved(forms: Forms) -> None:
    """The check answers beside the field while one types, and the page shows the change."""
    page = forms.open(STATEMENT)
    assert "court" in page.locator("h1").inner_text()
    page.get_by_label("Summary").first.fill("")
    says(page, '[data-problems="summary"]', "is missing")
    assert page.locator("#summary").get_attribute("aria-invalid") == "true"
    page.get_by_label("Summary").first.fill("The court offered to sign either share.")
    says(page, "#verdict", "no error")
    in_preview(page, "The court offered to sign either share.")
    assert page.locator('[data-problems="summary"]').inner_text() == ""
    page.get_by_role("button", name="See the change and save").click()
    assert page.locator("ins").first.inner_text() != ""
    assert "offered to talk" in str(forms.statements()[0]["summary"])
    page.get_by_role("button", name="Save").click()
    page.locator("#saved").wait_for()
    assert forms.statements()[0]["summary"] == "The court offered to sign either share."


def test_a_citation_is_added_in_place(forms: Forms) -> None:
    """Its first field has the focus, and the card of the source is shown beside it."""
    page = forms.open(STATEMENT)
    page.get_by_role("button", name="Add a citation").click()
    assert page.evaluate("document.activeElement.name") == "citations.2.source"
    page.keyboard.type("office-minutes")
    page.keyboard.press("Tab")
    says(page, '[data-card="citations.2.source"]', "Minutes of the fourth meeting")
    page.get_by_role("button", name="See the change and save").click()
    page.get_by_role("button", name="Save").click()
    page.locator("#saved").wait_for()
    citations = forms.statements()[0]["citations"]
    assert isinstance(citations, list)
    assert citations[2] == {"source": "office-minutes"}


def test_a_statement_is_added_by_keyboard_alone(forms: Forms) -> None:
    """In the order of the form, from the list to the file."""
    page = forms.open("")
    page.get_by_label("Find a record").focus()
    page.keyboard.type("brezia shares by area")
    link = page.get_by_role("link", name="Add a statement to Kingdom of Brezia").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements")
    page.keyboard.press("Tab")
    for name, text in (
        ("date", "2031-05-18"),
        ("summary", "The court named a price."),
        ("stance", "proposes"),
        ("attribution", "on record"),
        ("stated_by", "Court of Brezia"),
        ("citations.0.source", "sel-herald"),
    ):
        _tab_to(page, name)
        page.keyboard.type(text)
    page.keyboard.press("Tab")
    says(page, "#verdict", "no error")
    page.get_by_role("button", name="See the change and save").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    page.locator("#saved").wait_for()
    first = forms.statements()[0]
    assert first["summary"] == "The court named a price."
    assert (first["stance"], first["attribution"]) == ("proposes", "on-record")


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the field of that name has the focus."""
    for _ in range(80):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")


def test_hostile_texts_run_nothing(forms: Forms) -> None:
    """Neither beside the field, nor in the page, nor in the form that is shown again."""
    page = forms.open(STATEMENT)
    text = '<img src=x onerror="document.title=1"><script>document.title=1</script>{{ 7*7 }}'
    page.locator('[name="summary"]').fill(text)
    page.locator('[name="citations.0.quote"]').fill(text)
    says(page, '[data-problems="summary"]', "contains the HTML")
    in_preview(page, text)
    page.get_by_role("button", name="See the change and save").click()
    page.get_by_role("alert").wait_for()
    assert page.locator('[name="summary"]').input_value() == text
    assert page.title() != "1"
    assert forms.statements()[0]["summary"] != text


def test_a_script_can_set_no_html_of_its_own(forms: Forms) -> None:
    """Trusted Types refuse texts in the list and in a form, but for answers of the server."""
    for path in ("", STATEMENT):
        page = forms.open(path)
        assert page.evaluate(SINKS, "answers") == []
        assert page.evaluate("window.ran") is None
    refused = [fault for fault in forms.faults if "Trusted" in fault or "trusted" in fault]
    assert refused == forms.faults and len(refused) >= 2 * 8
    forms.faults.clear()


def test_leaving_with_something_unsaved_asks_first(forms: Forms) -> None:
    """A browser asks only those who typed something."""
    page = forms.open(STATEMENT)
    page.get_by_label("Summary").first.fill("Half a sentence")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.get_by_role("link", name="All records").click()
    page.wait_for_url("**/")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(
    "path",
    ["", STATEMENT, *(pytest.param(path, marks=pytest.mark.proof) for path in OTHER_FORMS)],
)
def test_the_pages_are_accessible(read_only: Forms, path: str) -> None:
    """By axe-core's rules, in both themes; nothing is wider than a phone."""
    page = read_only.open(path)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations_of_colours(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_the_difference_is_accessible(read_only: Forms) -> None:
    """Also with everything open."""
    page = read_only.open(STATEMENT)
    page.get_by_label("Summary").first.fill("The court refused either share.")
    page.get_by_role("button", name="See the change and save").click()
    page.locator("summary").click()
    assert violations(page) == []
