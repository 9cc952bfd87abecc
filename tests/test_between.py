"""What lies between the parties, worked out by hand on scales of five options."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from comparison_table import words
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import between_phrases as phrases
from stickingpoints.model.between import Between, Option, between
from stickingpoints.model.records import Dataset

PARTIES = ("brezia", "arvenia", "corvale", "dorn")
Said = tuple[str, str | list[str]]  # a day, and the place that a statement names


def statement(said: Said) -> dict[str, Any]:
    """Return a statement."""
    day, at = said
    return {
        "date": day,
        "summary": "…",
        "stance": "proposes",
        "at": at,
        "attribution": "on-record",
        "stated_by": "Council",
        "citations": [{"source": "minutes"}],
    }


def position(party: str, at: str | list[str] | None, *said: Said) -> dict[str, Any]:
    """Return a position with its statements."""
    statements = [statement(one) for one in said]
    return {
        "party": party,
        "stance": "proposes",
        "answer": "…",
        "summary": "…",
        "at": at,
        "statements": statements,
    }


def found(*positions: dict[str, Any], options: str = "ABCDE") -> tuple[Dataset, Between | None]:
    """Return a dataset of one issue, whose options are letters, and what lies between."""
    scale = {
        "label": "Water",
        "points": [{"id": letter.lower(), "label": letter} for letter in options],
    }
    issue = {
        "id": "water",
        "title": "Water",
        "question": "Who?",
        "status": "disputed",
        "plain_words": "…",
        "summary": "…",
        "why_it_matters": "…",
        "positions": positions,
        "review": {"last": "2031-05-20", "interval_days": 30},
    }
    parties = [
        {"id": party, "name": party.title(), "short": party[:2], "role": "…"} for party in PARTIES
    ]
    dataset = Dataset.model_validate(
        {
            "schema": 1,
            "title": "…",
            "summary": "…",
            "as_of": "2031-05-20",
            "party_order_rule": "…",
            "parties": parties,
            "sources": [],
            "issues": [issue | ({"scale": scale} if options else {})],
        }
    )
    return dataset, between(dataset, dataset.issues[0])


def sentences(*positions: dict[str, Any]) -> list[str]:
    """Return everything that is said of some positions, apart from who named what."""
    dataset, divided = found(*positions)
    assert divided
    return [
        phrases.widest(divided, dataset, ENGLISH),
        phrases.unplaced(divided, dataset, ENGLISH),
        *phrases.undisputed(divided, dataset, ENGLISH),
        *(phrases.pair(gap, dataset, ENGLISH) for gap in divided.pairs),
    ]


def names(option: Option) -> list[tuple[str, str, str]]:
    """Return who has named an option: its newest day, and its first."""
    return [(one.position.party, one.newest.date, one.first.date) for one in option.named]


def test_options_between_two_parties() -> None:
    """The places themselves are not between; what no place takes in outside of them is told."""
    assert sentences(position("brezia", "a"), position("arvenia", "d")) == [
        "Between Brezia on one side and Arvenia on the other, the scale has “B” and “C”.",
        "",
        "Outside all places: “E”.",
        "Brezia – Arvenia: “B” and “C”",
    ]


def test_a_third_party_in_between_is_a_place_of_its_own() -> None:
    """The sentence is about those farthest apart; the list is about each two."""
    assert sentences(
        position("brezia", "e"),
        position("arvenia", ["a", "b"]),
        position("corvale", "d"),
        position("dorn", None),
    ) == [
        "Between Arvenia on one side and Brezia on the other, the scale has “C” and “D”.",
        "No place is known of Dorn.",
        "Arvenia – Corvale: “C”",
        "Arvenia – Brezia: “C” and “D”",
        "Corvale – Brezia: next to each other",
    ]


def test_an_unknown_place_may_be_anywhere() -> None:
    """What no known place takes in is then not called undisputed."""
    said = sentences(position("brezia", "a"), position("arvenia", "b"), position("dorn", None))
    assert said[1:] == ["No place is known of Dorn.", "Brezia – Arvenia: next to each other"]


def test_parties_in_one_place_are_not_apart() -> None:
    """They are named once, together, on either side."""
    assert sentences(
        position("brezia", "a"),
        position("arvenia", "c"),
        position("corvale", "c"),
        position("dorn", ["c", "e"]),
    ) == [
        "Between Brezia on one side and Arvenia, Corvale and Dorn on the other, the scale has “B”.",
        "",
        "Arvenia and Corvale are in the same place: “C”.",
        "Brezia – Arvenia and Corvale: “B”",
        "Brezia – Dorn: “B”",
        "Arvenia and Corvale – Dorn: both take in “C”",
    ]


def test_places_next_to_each_other() -> None:
    """Nothing lies between them."""
    assert sentences(position("brezia", ["a", "b"]), position("arvenia", "c"))[0] == (
        "Nothing lies between Brezia on one side and Arvenia on the other: their places are next to"
        " each other on the scale."
    )


def test_places_with_an_option_in_common() -> None:
    """A range takes in what is between its ends."""
    assert sentences(position("brezia", ["a", "d"]), position("arvenia", ["b", "e"])) == [
        "Nothing lies between the places: they have an option in common.",
        "",
        "Every known place takes in “B”, “C” and “D”.",
        "Brezia – Arvenia: both take in “B”, “C” and “D”",
    ]


def test_all_parties_in_one_place() -> None:
    """That is all that is said, and no two are compared."""
    assert sentences(position("brezia", "b"), position("arvenia", "b")) == [
        "Nothing lies between the places: they have an option in common.",
        "",
        "Brezia and Arvenia are in the same place: “B”.",
        "Outside all places: “A”, “C”, “D” and “E”.",
    ]


@pytest.mark.parametrize("options", ["ABCDE", ""])
def test_one_place_is_between_nothing(options: str) -> None:
    """An issue without a scale, or with one place on it, is silent."""
    place = "a" if options else None
    positions = position("brezia", place), position("arvenia", None)
    assert found(*positions, options=options)[1] is None


def test_who_has_named_an_option() -> None:
    """The newest comes first; a range names its ends alone; a party without a place counts too."""
    _, divided = found(
        position("brezia", "a", ("2031-05-01", "a"), ("2031-03-01", ["b", "d"]), ("2031-01", "b")),
        position("arvenia", "e", ("2031-05-02", "e"), ("2031-04-01", "b")),
        position("corvale", None, ("2031-04-02", "b")),
    )
    assert divided
    assert {option.point.id: names(option) for option in divided.options} == {
        "a": [("brezia", "2031-05-01", "2031-05-01")],
        "b": [
            ("corvale", "2031-04-02", "2031-04-02"),
            ("arvenia", "2031-04-01", "2031-04-01"),
            ("brezia", "2031-03-01", "2031-01"),
        ],
        "c": [],
        "d": [("brezia", "2031-03-01", "2031-03-01")],
        "e": [("arvenia", "2031-05-02", "2031-05-02")],
    }
    assert [option.point.id for option in divided.within] == ["b", "c", "d"]
    assert [option.parties for option in divided.beyond] == [["brezia"], ["arvenia"]]


def test_a_withdrawn_statement_names_nothing() -> None:
    """What no longer counts is not held against anybody."""
    withdrawn = position("brezia", "a", ("2031-05-01", "c"))
    withdrawn["statements"][0]["withdrawn"] = {"date": "2031-05-03", "reason": "Misread."}
    _, divided = found(withdrawn, position("arvenia", "e"))
    assert divided
    assert not any(option.named for option in divided.options)


def test_the_page_of_an_issue_says_it(site: Path) -> None:
    """Sentence, options that link to statements, and what is shared; without a scale nothing."""
    page = site / "issues/dam-releases/index.html"
    section = BeautifulSoup(page.read_text("utf-8"), "html.parser").find(
        "section", attrs={"aria-labelledby": "between"}
    )
    assert section
    assert words(section.p.get_text()) == (  # type: ignore[union-attr]
        "Between Delta Cities on one side and The Islands on the other, the scale has “Upland with"
        " notice” and “The board”."
    )
    rows = [words(row.get_text(" ")) for row in section.select("table")[0].select("tbody tr")]
    assert re.sub(r" ([,)])", r"\1", rows[0]) == (
        "Upland with notice Upland Upland 11 May 2031 (on record) Delta Cities Feb 2031 (unnamed"
        " source), first 25 Nov 2030 The Islands 20 Nov 2030 (official document)"
    )
    links = section.select("a[href^='#']")
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    assert links and all(soup.find(id=str(link["href"])[1:]) for link in links)
    other = (site / "issues/ferry-rights/index.html").read_text("utf-8")
    assert 'id="between"' not in other
