"""The forms of `edit` as requests: what they save, what they refuse, and what they never lose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import plain_yaml
from conftest import copy_project
from forms_desk import TODAY, Desk, Fields, desk_of, fields_of, small_talks
from stickingpoints.checks import quote_lock
from stickingpoints.checks.quote_match import fingerprint
from stickingpoints.editing.local.server import LARGEST_REQUEST
from stickingpoints.reading.load import read

STATEMENT = "/edit/issues/summer-share/positions/brezia/statements/2031-04-01"
NEW_STATEMENT = "/new/issues/summer-share/positions/brezia/statements"
POSITION = "/edit/issues/summer-share/positions/brezia"
ONE_OF_EACH = (
    "/edit/",
    "/edit/issues/summer-share",
    POSITION,
    STATEMENT,
    "/edit/sources/sel-herald",
    "/edit/parties/brezia",
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return the forms of small invented talks."""
    return desk_of(small_talks(tmp_path))


def statement(desk: Desk, date: str = "2031-04-01") -> dict[str, object]:
    """Return a statement of Brezia on the summer share as the file has it."""
    data = plain_yaml.load(desk.text())
    for each in data["issues"][0]["positions"][1]["statements"]:
        if str(each["date"]) == date:
            return dict(each)
    raise AssertionError(date)


# Who may ask


def test_only_the_address_with_the_token_lets_in(tmp_path: Path) -> None:
    """Without it, or with another, nothing is shown; with it, a cookie that no script can read."""
    desk = desk_of(small_talks(tmp_path))
    desk.client.delete_cookie("stickingpoints-8010", domain="127.0.0.1")
    assert desk.get("/").status_code == 403
    assert desk.get("/?token=the-token-of-this-tesT").status_code == 403
    assert desk.get("/assets/edit.js").status_code == 403
    entered = desk.get("/?token=the-token-of-this-test")
    assert entered.headers["Location"] == "/"
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert desk.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example:8010", "localhost:8010", "127.0.0.1:8011", ""])
def test_another_name_for_this_machine_is_refused(desk: Desk, host: str) -> None:
    """A name of another site may be made to lead here (DNS rebinding)."""
    response = desk.get("/", headers={"Host": host})
    assert response.status_code == 421
    assert "Summer share" not in response.text


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:8011"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing(desk: Desk, headers: dict[str, str]) -> None:
    """It is refused before the form is read."""
    before = desk.text()
    fields = desk.fields(STATEMENT)
    response = desk.post(STATEMENT, {**fields, "action": "review"}, **headers)
    assert response.status_code == 403
    assert "nothing was changed" in response.text
    assert desk.text() == before


@pytest.mark.no_cover
def test_too_large_a_request_is_refused(desk: Desk) -> None:
    """So is one with more fields than any form has."""
    before = desk.text()
    large = {"summary": "x" * (LARGEST_REQUEST + 1)}
    assert desk.post(STATEMENT, large).status_code == 413
    many = Fields((f"citations.{number}.source", "x") for number in range(6000))
    answer = desk.post(STATEMENT, many)
    assert answer.status_code in (409, 413)
    assert desk.text() == before


@pytest.mark.no_cover
@pytest.mark.parametrize("path", ["/", *ONE_OF_EACH, NEW_STATEMENT, "/new/issues"])
def test_pages_load_and_run_nothing_but_their_own_files(desk: Desk, path: str) -> None:
    """The policy allows no inline script or style, and the pages have none; nothing is kept."""
    response = desk.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert response.headers["Cache-Control"] == "no-store"
    page = BeautifulSoup(response.text, "html.parser")
    assert not page.select("style, [style], script:not([src])")
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")]
    for element in page.select("[src], link[href], form[action]"):
        assert str(element.get("src") or element.get("href") or element["action"])[0] == "/"


@pytest.mark.parametrize(
    "path",
    [
        "/edit/issues/nowhere",
        "/edit/issues",
        "/edit/issues/summer-share/sources/sel-herald",
        "/edit/..%2f..%2fetc/passwd",
        "/edit/issues/..%2Fsummer-share",
        "/new/statements",
        "/new/issues/summer-share",
        "/delete/",
        "/assets/../server.py",
        "/assets/fonts/..%2F..%2F..%2Fcolours.css",
        "/nothing",
    ],
)
def test_an_address_of_no_record_leads_nowhere(desk: Desk, path: str) -> None:
    """Addresses are looked up in the data, never in the file system."""
    assert desk.get(path).status_code in (404, 405)


# Saving


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_a_form_that_was_not_changed_saves_nothing(desk: Desk, path: str) -> None:
    """What a form shows is what the file says."""
    response = desk.post(path, {**desk.fields(path).to_dict(flat=False), "action": "review"})
    assert "Nothing was changed" in response.text


@pytest.mark.no_cover
def test_a_change_keeps_comments_and_order(desk: Desk) -> None:
    """Only the lines of the field differ afterwards."""
    path = desk.data / "issues.yaml"
    text = path.read_text(encoding="utf-8")
    line = "            summary: The court offered to talk about either share."
    assert line in text
    text = text.replace(line, f"            # Checked by two.\n{line}", 1)
    path.write_text(text, encoding="utf-8")
    fields = desk.fields(STATEMENT)
    fields["summary"] = "Brezia refused: every # change, it said “no”."
    saved = desk.save(STATEMENT, fields)
    assert saved.status_code == 303
    before, after = text.splitlines(), desk.text().splitlines()
    assert [line for line in before if line not in after] == [line]
    assert "            # Checked by two." in after
    assert statement(desk)["summary"] == "Brezia refused: every # change, it said “no”."
    assert "Saved." in desk.get(saved.headers["Location"]).text


def test_the_difference_is_shown_before_anything_is_written(desk: Desk) -> None:
    """It is the difference in meaning; the files are untouched until it was seen."""
    before = desk.text()
    fields = desk.fields(STATEMENT)
    fields["summary"] = "The court refused to talk about either share."
    review = desk.post(STATEMENT, {**fields.to_dict(flat=False), "action": "review"})
    page = BeautifulSoup(review.text, "html.parser")
    assert "Look twice" in page.get_text()
    removed = " ".join(element.get_text() for element in page.select("del"))
    assert "offered" in removed
    assert "entry under corrections" in page.get_text()
    assert desk.text() == before


def test_the_change_that_corrects_something_enters_a_correction(desk: Desk) -> None:
    """With the name of the record and the day; then nothing more is asked for."""
    fields = desk.fields(STATEMENT)
    fields["summary"] = "The court refused to talk about either share."
    fields["correction"] = "It said that the court offered to talk."
    review = desk.post(STATEMENT, {**fields.to_dict(flat=False), "action": "review"})
    assert "will ask for more" not in review.text
    desk.save(STATEMENT, fields)
    correction = plain_yaml.load(desk.text())["issues"][0]["corrections"][0]
    assert correction == {
        "date": TODAY,
        "summary": "It said that the court offered to talk.",
        "party": "brezia",
        "records": ["brezia-2031-04-01"],
    }


def test_a_citation_is_added_and_one_removed(desk: Desk) -> None:
    """What is ticked goes, what has a source comes; the others stay as they are."""
    fields = desk.fields(STATEMENT)
    fields["citations.1.gone"] = "true"
    fields["citations.7.origin"] = ""
    fields["citations.7.source"] = "office-minutes"
    desk.save(STATEMENT, fields)
    citations = statement(desk)["citations"]
    assert isinstance(citations, list)
    assert [each["source"] for each in citations] == ["brezia-letter", "office-minutes"]
    assert citations[0]["quote"] == "by area, or in equal parts"


def test_a_browser_without_script_gets_one_more_entry(desk: Desk) -> None:
    """The button posts the form, and what was entered is still there."""
    fields = desk.fields(STATEMENT)
    fields["summary"] = "Something else."
    again = desk.post(STATEMENT, {**fields.to_dict(flat=False), "action": "add:citations"})
    page = BeautifulSoup(again.text, "html.parser")
    assert page.select_one('[name="citations.2.source"]')
    summary = page.select_one("textarea#summary")
    assert summary and summary.text.strip() == "Something else."


def new_statement(desk: Desk, **more: str) -> Fields:
    """Return the completed form of a new statement."""
    fields = desk.fields(NEW_STATEMENT)
    entered = {
        "date": "2031-05-18",
        "summary": "Brezia proposed it again.",
        "stance": "proposes",
        "attribution": "on-record",
        "stated_by": "Speaker of Brezia",
        "citations.0.source": "office-minutes",
    }
    for name, value in {**entered, **more}.items():
        fields[name] = value
    return fields


@pytest.mark.no_cover
def test_a_statement_is_added_on_top(desk: Desk) -> None:
    """It is the newest, and the file is still in the common layout."""
    desk.save(NEW_STATEMENT, new_statement(desk))
    first = plain_yaml.load(desk.text())["issues"][0]["positions"][1]["statements"][0]
    assert str(first["date"]) == "2031-05-18"
    assert first["citations"] == [{"source": "office-minutes"}]
    assert read(desk.data).errors == []


def test_a_statement_takes_its_position_and_the_newest_day_along(desk: Desk) -> None:
    """Alone, the check would refuse each of them."""
    fields = new_statement(
        desk, date="2031-05-23", stance="accepts", summary="Brezia accepted equal shares."
    )
    refused = desk.post(NEW_STATEMENT, {**fields.to_dict(flat=False), "action": "review"})
    assert refused.status_code == 422
    fields["position.stance"] = "accepts"
    fields["position.since"] = "this"
    desk.save(NEW_STATEMENT, fields)
    data = plain_yaml.load(desk.text())
    position = data["issues"][0]["positions"][1]
    assert position["stance"] == "accepts"
    assert str(position["since"]) == "2031-05-23"
    assert str(data["as_of"]) == "2031-05-23"
    assert read(desk.data).errors == []


@pytest.mark.no_cover
def test_ids_and_dates_of_what_exists_stay(desk: Desk) -> None:
    """They are not in the form, and what is posted for them all the same is not read."""
    fields = desk.fields(STATEMENT)
    assert "date" not in fields and "key" not in fields
    fields["date"], fields["key"], fields["summary"] = "2020-01-01", "evening", "Other words."
    desk.save(STATEMENT, fields)
    assert "key" not in statement(desk)
    source = desk.fields("/edit/sources/sel-herald")
    assert "id" not in source


NEW = {
    "sources": {
        "id": "ferry-news",
        "title": "Ferry News",
        "publisher": "Ferry",
        "kind": "news-report",
        "accessed": "2031-05-20",
        "url": "https://ferry.example/",
    },
    "events": {
        "id": "late-talks",
        "date": "2031-05-02",
        "title": "Talks",
        "outcome": "None.",
        "citations.0.source": "sel-herald",
        "issues": "summer-share",
    },
    "parties": {
        "id": "mill-owners",
        "name": "Mill owners",
        "short": "MILL",
        "role": "They own mills.",
        "answers": "where-stated",
    },
    "people": {"id": "mara", "name": "Mara Vesk", "office": "Miller", "sources": "sel-herald"},
    "glossary": {"id": "weir", "term": "valley", "meaning": "The land on both banks."},
    "documents": {
        "id": "draft-one",
        "title": "Draft one",
        "issuer": "The board",
        "date": "2031-05",
        "status": "published",
        "summary": "A draft.",
        "citations.0.source": "sel-herald",
        "provisions.0.issue": "summer-share",
        "provisions.0.text": "It names equal shares.",
        "provisions.0.citations.0.source": "sel-herald",
    },
    "issues/summer-share/corrections": {"date": "2031-05-19", "summary": "A slip."},
}


@pytest.mark.parametrize("key", NEW)
def test_every_kind_of_record_can_be_added(desk: Desk, key: str) -> None:
    """The check accepts the data with it."""
    fields = desk.fields(f"/new/{key}")
    for name, value in NEW[key].items():
        fields[name] = value
    desk.save(f"/new/{key}", fields)
    assert read(desk.data).errors == []
    assert (
        NEW[key].get("title", NEW[key].get("summary", NEW[key].get("name", "")))
        in desk.get("/?q=").text
    )


def test_a_new_issue_comes_with_a_position_for_each_party(desk: Desk) -> None:
    """The parties that answer every issue are filled in."""
    fields = desk.fields("/new/issues")
    parties = [fields[f"positions.{number}.party"] for number in range(3)]
    assert parties == ["arvenia", "brezia", "corvale"]


def test_what_nothing_refers_to_can_be_deleted(desk: Desk) -> None:
    """What is cited cannot, and the page says where."""
    refused = desk.get("/delete/sources/sel-herald")
    assert "cannot be deleted" in refused.text and "sel-herald" in refused.text
    desk.post("/delete/sources/sel-herald", {"seen": "anything"})
    assert "id: sel-herald" in desk.text()
    fields = desk.fields("/new/sources")
    for name, value in NEW["sources"].items():
        fields[name] = value
    desk.save("/new/sources", fields)
    asked = desk.get("/delete/sources/ferry-news")
    assert desk.post("/delete/sources/ferry-news", fields_of(asked.text)).status_code == 303
    assert "ferry-news" not in desk.text()


# The check's answer


def test_the_check_answers_beside_the_field(desk: Desk) -> None:
    """With file, line and column, also for a field that is left empty."""
    fields = desk.fields(STATEMENT)
    fields["stance"] = ""
    fields["citations.0.source"] = "brezia-leter"
    answer = desk.post(STATEMENT.replace("/edit", "/check/edit"), fields).json
    assert answer
    assert "is missing" in answer["fields"]["stance"]
    assert "did you mean" in answer["fields"]["citations.0.source"]
    assert "issues.yaml:" in answer["fields"]["citations.0.source"]
    assert answer["verdict"].endswith("this cannot be saved yet.")
    assert (
        desk.post(STATEMENT, {**fields.to_dict(flat=False), "action": "review"}).status_code == 422
    )


def test_the_page_is_shown_with_the_change(desk: Desk) -> None:
    """As the site would show it, and with no link that leads away."""
    fields = desk.fields(STATEMENT)
    fields["summary"] = "A sentence that is in no file."
    answer = desk.post(STATEMENT.replace("/edit", "/check/edit"), fields).json
    assert answer
    page = BeautifulSoup(answer["preview"], "html.parser")
    assert page.find(id=answer["anchor"])
    assert "A sentence that is in no file." in page.get_text()
    assert not page.select("script")
    assert all(str(link["href"])[0] == "#" for link in page.select("a[href]"))


@pytest.mark.parametrize(
    ("path", "field", "text", "message"),
    [
        (STATEMENT, "citations.0.source", "sel-h", "no source"),
        (STATEMENT, "at", "eq", "no point"),
        ("/edit/events/fourth-meeting", "issues", "gau", "no issue"),
    ],
)
def test_while_a_name_is_typed_the_page_is_shown_as_it_was(
    desk: Desk, path: str, field: str, text: str, message: str
) -> None:
    """What does not exist cannot be shown, and the check still answers, beside the field."""
    fields = desk.fields(path)
    fields[field] = text
    response = desk.post(path.replace("/edit", "/check/edit"), fields)
    assert response.status_code == 200
    answer = response.json
    assert answer
    assert message in str(answer["fields"]) and answer["shown"] == ""
    assert "Summer share" in BeautifulSoup(answer["preview"], "html.parser").text


def test_the_card_of_a_source_says_what_is_known(desk: Desk) -> None:
    """Its title, its publisher, its address, and what was quoted already."""
    card = BeautifulSoup(desk.get("/source/sel-herald").text, "html.parser")
    text = card.get_text(" ", strip=True)
    assert "Three banks, one river" in text and "2031-04-11" in text
    assert "Brezia would settle for its fields" in text
    link = card.select_one("a")
    assert link and link["href"] == "https://herald.example/2031/banks"
    assert desk.get("/source/nothing").text.strip() == ""


def test_a_checked_quote_warns(desk: Desk) -> None:
    """Whoever changes it has to check it again."""
    quote = statement(desk)["citations"][0]["quote"]  # type: ignore[index]
    entry = quote_lock.Locked(
        record="summer-share#upland-2031-04-01",
        source="brezia-letter",
        quote_sha256=fingerprint(quote),
        copy_sha256="0" * 64,
        day="2031-05-01",
        selector={"exact": quote},
    )
    lock = quote_lock.written(quote_lock.Lock(schema=1, quotes=(entry,)))
    (desk.data / quote_lock.NAME).write_text(lock, encoding="utf-8")
    assert "Checked against a saved copy of the source on 2031-05-01" in desk.get(STATEMENT).text


# What others do meanwhile


def test_a_record_that_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    """What was entered is still in the form, and the file says what the other wrote."""
    fields = desk.fields(STATEMENT)
    path = desk.data / "issues.yaml"
    others = desk.text().replace("The court offered", "The king offered")
    path.write_text(others, encoding="utf-8")
    fields["summary"] = "My own words."
    answer = desk.post(STATEMENT, {**fields.to_dict(flat=False), "action": "review"})
    assert answer.status_code == 409
    assert "has changed on disk" in answer.text and "My own words." in answer.text
    assert desk.text() == others


@pytest.mark.no_cover
def test_files_that_changed_after_the_difference_are_not_overwritten(desk: Desk) -> None:
    """The difference is shown again, from the files as they are; then both changes are kept."""
    fields = desk.fields(STATEMENT)
    fields["summary"] = "My own words."
    review = desk.post(STATEMENT, {**fields.to_dict(flat=False), "action": "review"})
    path = desk.data / "issues.yaml"
    path.write_text(desk.text().replace("Printed only.", "Printed by hand."), encoding="utf-8")
    again = desk.post(STATEMENT, {**fields_of(review.text).to_dict(flat=False), "action": "save"})
    assert again.status_code == 409
    assert "changed on disk" in again.text
    assert "My own words." not in desk.text()
    saved = desk.post(STATEMENT, {**fields_of(again.text).to_dict(flat=False), "action": "save"})
    assert saved.status_code == 303
    assert "My own words." in desk.text() and "Printed by hand." in desk.text()


def test_files_that_cannot_be_read_are_not_written(desk: Desk) -> None:
    """The list says what is wrong, and no form opens."""
    (desk.data / "events.yaml").write_text("events: [\n", encoding="utf-8")
    listed = desk.get("/")
    assert "Nothing can be edited here" in listed.text and "events.yaml" in listed.text
    assert desk.get(STATEMENT).status_code == 409


# Hostile texts

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %} ${x}",
    "</textarea><script>alert(1)</script>",
    "a: b # c\n- d\n---\n? e\n&f *g !h %i @j `k",
    "'single' \"double\" \\ back",
    "ends with colon:",
    "yes",
    "2031-04-01",
    "- [ ] # not a comment",
    "مرحبا בעולם 你好",
    "x" * 19_000,
)


@pytest.mark.no_cover
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_kept_to_the_letter(desk: Desk, text: str) -> None:
    """The file says what was entered, and the pages show it as text."""
    fields = desk.fields(STATEMENT)
    for name in ("summary", "detail", "caveat", "stated_by"):
        fields[name] = text
    answer = desk.post(STATEMENT.replace("/edit", "/check/edit"), fields).json
    assert answer
    review = desk.post(STATEMENT, {**fields.to_dict(flat=False), "action": "review"})
    for html in (answer["preview"], review.text, json.dumps(answer["fields"])):
        assert "<script>alert" not in html and "<img src=x" not in html
    if review.status_code == 200 and "Before saving" in review.text:
        posted = {**fields_of(review.text).to_dict(flat=False), "action": "save"}
        assert desk.post(STATEMENT, posted).status_code == 303
        saved = statement(desk)
        assert [saved[name] for name in ("summary", "detail")] == [text, text]
        assert "<script>alert" not in desk.get(STATEMENT).text
        assert "<script>alert" not in desk.get("/?q=brezia").text


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\tb", "a\x00b"])
def test_invisible_characters_are_refused(desk: Desk, text: str) -> None:
    """As in the files; the form is shown again with what was entered."""
    before = desk.text()
    fields = desk.fields(STATEMENT)
    fields["summary"] = f"Brezia {text} refused."
    answer = desk.post(STATEMENT, {**fields.to_dict(flat=False), "action": "review"})
    assert answer.status_code in (409, 422)
    assert desk.text() == before


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["../evil", "a/b", "A", "a b", "", "-", "x" * 200])
def test_an_id_is_an_id(desk: Desk, name: str) -> None:
    """Nothing else is accepted for one, and no file is named after it."""
    fields = desk.fields("/new/sources")
    for field, value in {**NEW["sources"], "id": name}.items():
        fields[field] = value
    before = sorted(path.name for path in desk.data.parent.rglob("*"))
    answer = desk.post("/new/sources", {**fields.to_dict(flat=False), "action": "review"})
    assert answer.status_code == 422
    assert sorted(path.name for path in desk.data.parent.rglob("*")) == before


def test_an_announced_event_leaves_the_newest_day(desk: Desk) -> None:
    """Its outcome is asked for once it has happened; its parties are ticked."""
    fields = desk.fields("/new/events")
    answers = {
        "id": "sixth-meeting",
        "date": "2031-06-30",
        "title": "Sixth meeting",
        "announced.by": "The basin office",
        "announced.date": "2031-05-02",
        "citations.0.source": "sel-herald",
        "parties": "brezia",
    }
    for field, value in answers.items():
        fields[field] = value
    desk.save("/new/events", fields)
    data = plain_yaml.load(desk.text())
    added = next(event for event in data["events"] if event["id"] == "sixth-meeting")
    assert added["announced"]["by"] == "The basin office"
    assert added["parties"] == ["brezia"]
    assert "outcome" not in added
    assert str(data["as_of"]) == "2031-05-20"


def test_the_form_of_a_map_offers_its_areas_parties_and_plans(tmp_path: Path) -> None:
    lake = desk_of(copy_project(tmp_path).root)
    page = BeautifulSoup(lake.get("/edit/issues/fishing-quota").text, "html.parser")
    offered = {}
    for select in page.select("select[name^='map.answers.0.']"):
        name = str(select["name"]).removeprefix("map.answers.0.")
        offered[name] = [str(option["value"]) for option in select.select("option")]
    assert offered["areas.0.area"] == ["", "north-bay", "south-bay", "reeds", "shallows"]
    assert offered["areas.0.by"] == offered["party"]
    assert "upland" in offered["party"]
    assert offered["document"] == ["", "upland-note", "courier-draft", "board-paper"]
