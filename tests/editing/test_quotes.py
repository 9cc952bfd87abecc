"""Quotes against saved copies: what is found, what is locked, and what the check then reports."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from stickingpoints import cli
from stickingpoints.build.edition import load
from stickingpoints.checks.quote_lock import quoted, read_lock
from stickingpoints.checks.quote_match import find
from stickingpoints.model.addresses import Site
from stickingpoints.reading.load import read
from stickingpoints.reading.project import in_folder
from stickingpoints.site.pages import pages

HERE = Path(__file__).parent
BASE = HERE.parent / "reading" / "base"
NOTE = (
    "The minister rose.\n\n"
    "He said – slowly – that the answer is no: “Our  dams are our\n own affair.” "
    "Nobody\xa0spoke for a long time after he had sat down.\n"
)
LETTER = "The court is ready to share by area, or in equal parts, as the neighbours wish.\n"
HERALD = "Brezia would settle for its fields, officials told the Herald.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose quotes all have a saved text; it is the working folder."""
    shutil.copytree(BASE, tmp_path / "data")
    (tmp_path / "copies").mkdir()
    for name, text in {
        "arvenia-note": NOTE,
        "brezia-letter": LETTER,
        "sel-herald": HERALD,
        "stranger": "x",
    }.items():
        (tmp_path / "copies" / f"{name}.txt").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verify(*more: str) -> int:
    """Run the command as an editor does."""
    return cli.main(["verify", "--copies", "copies", "--day", "2031-05-03", *more])


def edit(old: str, new: str) -> None:
    """Replace a text of the data that occurs once."""
    path = Path("data/issues.yaml")
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def lines() -> list[str]:
    """Return what the check prints of quotes."""
    return [
        str(problem) for problem in read(Path("data")).problems if problem.rule.startswith("quote-")
    ]


def test_lock(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lock has source, fingerprints, day and place of every quote."""
    assert verify() == 0
    assert capsys.readouterr().out.startswith(
        "3 quotes found in a saved copy of the source, 0 not found, 0 without a copy in copies"
    )
    text = (project / "data/quotes.lock").read_text("utf-8")
    # Another layout would be a change of every line.
    assert text.startswith('{\n "schema": 1,\n "quotes": [\n  {\n   "record": "summer-share')
    assert '   "prefix": "– that the answer is no: “"' in text
    entries = {entry["record"]: entry for entry in json.loads(text)["quotes"]}
    assert list(entries) == [
        "summer-share#arvenia-2031-03-02",
        "summer-share#brezia-2031-02",
        "summer-share#brezia-2031-04-01",
    ]
    entry = entries["summer-share#arvenia-2031-03-02"]
    assert (entry["source"], entry["number"]) == ("arvenia-note", 1)
    assert entry["quote_sha256"] == hashlib.sha256(b"Our dams are our own affair.").hexdigest()
    assert entry["copy_sha256"] == hashlib.sha256(NOTE.encode()).hexdigest()
    assert entry["day"] == "2031-05-03"
    expected = {
        "type": "TextQuoteSelector",
        "exact": "Our dams are our own affair.",
        "prefix": "– that the answer is no: “",
        "suffix": "” Nobody spoke for a long time",
    }
    assert entry["selector"] == expected
    assert lines() == []


def test_the_same_lock_twice(project: Path) -> None:
    """A second run changes no byte."""
    verify()
    first = (project / "data/quotes.lock").read_bytes()
    verify()
    assert (project / "data/quotes.lock").read_bytes() == first


def test_without_a_lock_nothing_is_said() -> None:
    """A site that does not check its quotes is not warned of it."""
    assert read(BASE).problems == ()


def test_a_quote_that_changed(project: Path) -> None:  # noqa: ARG001  the folder it runs in
    """An edited quote is an error at its place, with the words that were found."""
    verify()
    edit("Our dams are our own affair.", "Our dams are your affair.")
    (line,) = lines()
    assert line.startswith(
        "data/issues.yaml:92:24: [quote-altered] "
        "issues › summer-share › arvenia › 2031-03-02 › citations › arvenia-note › quote: "
    )
    assert "(2031-05-03): “Our dams are our own affair.”; write them as they were" in line
    assert cli.main(["check"]) == 1


def test_marks_and_white_space_are_no_change(project: Path) -> None:  # noqa: ARG001
    """Another form of the same mark is the same quote."""
    edit("quote: by area, or in equal parts", "quote: 'by  area, or in equal parts'")
    verify()
    assert lines() == []


def test_a_quote_that_is_new(project: Path) -> None:  # noqa: ARG001
    """It was never checked: a warning at its place that says what to do; the check passes."""
    verify()
    edit(
        "              - source: office-minutes\n              - source: sel-herald\n    review:",
        "              - source: office-minutes\n"
        "                quote: more than an equal share\n"
        "                quote_kind: document\n"
        "              - source: sel-herald\n    review:",
    )
    (line,) = lines()
    assert line.startswith("data/issues.yaml:140:24: warning: [quote-unchecked] ")
    assert line.endswith(
        "save its text as ../copies/office-minutes.txt and "
        "run: stickingpoints verify --copies ../copies"
    )
    assert cli.main(["check"]) == 0


def test_a_quote_that_moved(project: Path) -> None:  # noqa: ARG001
    """After a correction of the date the quote stays checked; no copy is needed."""
    verify()
    edit("since: 2031-03-02", "since: 2031-03-01")
    edit(
        "date: 2031-03-02\n            summary: The government",
        "date: 2031-03-01\n            summary: The government",
    )
    assert lines() == []
    Path("copies/arvenia-note.txt").unlink()
    verify()
    assert "summer-share#arvenia-2031-03-01" in Path("data/quotes.lock").read_text("utf-8")


def test_words_that_the_copy_does_not_have(
    project: Path,  # noqa: ARG001
    capsys: pytest.CaptureFixture[str],  # noqa: ARG001, RUF100
) -> None:
    """They are reported with their place and the nearest words there, and are not locked."""
    edit("Our dams are our own affair.", "Our dams are our affair.")
    assert verify() == 1
    out = capsys.readouterr().out
    assert out.startswith("data/issues.yaml:92:24: [quote-not-found] ")
    assert "the nearest passage is “" in out and "Our dams are our own" in out
    assert "Our dams" not in Path("data/quotes.lock").read_text("utf-8")


CHANT = "No further reservoirs on our river! "


@pytest.mark.parametrize(
    ("quote", "copy", "nearest"),
    [
        # Twelve letters in common are near, eleven are not.
        ("abcdefghijkl mno", "x y z abcdefghijkl", "abcdefghijkl"),
        ("abcdefghijk lmno", "x y z abcdefghijk", None),
        # The first word differs; the passage is as long as the quote, and ten letters more.
        (
            "Your dams are our own affair.",
            "The minister rose. Our dams are our own affair. Nobody spoke after he had sat down.",
            "Our dams are our own affair. Nobody sp",
        ),
        # The beginning of the text is as far back as the passage can begin.
        ("Now dams are our own affair.", "dams are our own affair.", "dams are our own affair."),
        # Also where no letter is a rare one.
        (f"{CHANT * 6}Never!", f"They sang: {CHANT * 6}Ever!", f"{CHANT * 6}Ever!"),
    ],
)
@pytest.mark.usefixtures("project")
def test_the_nearest_passage(
    quote: str, copy: str, nearest: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a quote is not found, the editor sees what the text says in its place."""
    edit("Our dams are our own affair.", quote)
    Path("copies/arvenia-note.txt").write_text(copy, "utf-8")
    assert verify() == 1
    passage = f"; the nearest passage is “{nearest}”" if nearest else ""
    assert (
        "these words are not in the saved text of the source (arvenia-note.txt)"
        f"{passage}. Quote exactly, or save the complete text\n"
    ) in capsys.readouterr().out


def test_a_quote_is_locked_under_the_address_of_what_cites_it(project: Path) -> None:
    """Of a plan: its own, and those of what it says on each issue, by number."""
    said = "citations: [{source: sel-herald, quote: settle for its fields, quote_kind: document}]"
    (project / "data/documents.yaml").write_text(
        "documents:\n  - id: draft\n    title: Draft\n    issuer: Office\n    date: 2031-04\n"
        f"    status: leaked\n    summary: A draft.\n    {said}\n    provisions:\n"
        f"      - {{issue: gauges, short: Read, text: Read., {said}}}\n"
        f"      - {{issue: summer-share, short: Area, text: By area., {said}}}\n",
        "utf-8",
    )
    (project / "data/other.yaml").write_text(
        f"glossary:\n  - id: dam\n    term: dams\n    meaning: A wall.\n    {said}\n",
        "utf-8",
    )
    edit(
        "    citations:\n      - source: office-minutes\n    issues:",
        f"    {said}\n    issues:",
    )
    assert verify() == 0
    locked = json.loads((project / "data/quotes.lock").read_text("utf-8"))["quotes"]
    assert [entry["record"] for entry in locked if "summer" not in entry["record"]] == [
        "glossary#dam",
        "plans#draft",
        "plans#draft (1)",
        "plans#draft (2)",
        "timeline#fourth-meeting",
    ]
    assert lines() == []


def test_no_copy(project: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    """A quote without a saved text is counted and warned of, not failed."""
    Path("copies/sel-herald.txt").unlink()
    assert verify() == 0
    assert "1 without a copy in copies" in capsys.readouterr().out
    assert [line.split("]")[0].split("[")[1] for line in lines()] == ["quote-unchecked"]


def test_day_of_a_copy(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """Without --day it is SOURCE_DATE_EPOCH's, else that of the file."""
    moment = int(datetime.datetime(2031, 4, 30, 12, tzinfo=datetime.UTC).timestamp())
    for path in Path("copies").iterdir():
        os.utime(path, (moment, moment))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    cli.main(["verify", "--copies", "copies"])
    assert '"day": "2031-04-30"' in Path("data/quotes.lock").read_text("utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment + 86400))
    cli.main(["verify", "--copies", "copies"])
    assert '"day": "2031-05-01"' in Path("data/quotes.lock").read_text("utf-8")


@pytest.mark.usefixtures("project")
def test_a_copy_that_is_not_utf8(capsys: pytest.CaptureFixture[str]) -> None:
    """It is named, and nothing is written."""
    Path("copies/sel-herald.txt").write_bytes(b"\xff\xfe")
    assert verify() == 1
    assert "copies/sel-herald.txt:1:1: [not-utf-8]" in capsys.readouterr().err
    assert not Path("data/quotes.lock").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"schema": 1', '"schema": 2'),
        ("our own affair", "your affair"),
        ("{", ""),
        ("2031-05-03", "soon"),
        ("answer is", "answer\\u202e is"),
        ('"number"', '"path": "/x", "number"'),
    ],
)
def test_a_lock_written_by_hand(old: str, new: str, project: Path) -> None:
    """What does not agree with itself is refused with a way out, whoever wrote it."""
    verify()
    path = project / "data/quotes.lock"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    (line,) = lines()
    assert line.startswith("data/quotes.lock:1:1: [quote-lock] ")
    _, (problem,) = read_lock(project / "data")
    assert problem.place.last_line == 1
    assert line.endswith(
        "undo the edit, or write it again with: stickingpoints verify --copies ../copies"
    )


@pytest.mark.parametrize(
    ("quote", "copy", "expected"),
    [
        ("its own", "This is its\n own.", ("its own", "This is", "")),
        ("don't – ever", "They “don’t — ever” stop", ("don’t — ever", "They “", "” stop")),
        ("art", "a party", None),
        ("a party", "visa party", None),
        ("part", "a party", None),
        ("party a", "a party all", None),
        ("– no", "It was – not.", ("– no", "It was", "t.")),
        ("two paragraphs", "of two\n\nparagraphs", None),
        ("Наша вода", "«Наша вода», сказав він", ("Наша вода", "", "», сказав він")),
        ("affair", "Affair", None),
        # 32 letters on each side are kept, a word that would be cut is not.
        (
            "the dams",
            "Nobody asked the villages about the dams that were built on this stream.",
            ("the dams", "Nobody asked the villages about", "that were built on this stream."),
        ),
        (
            "the dams",
            "Nobody asked the villages around the dams that were built on those rivers.",
            ("the dams", "asked the villages around", "that were built on those"),
        ),
    ],
)
def test_find(quote: str, copy: str, expected: tuple[str, str, str] | None) -> None:
    """Marks and white space are one; letters, words and paragraphs are not."""
    selector = find(quote, copy)
    assert (selector and (selector.exact, selector.prefix, selector.suffix)) == expected


@pytest.mark.parametrize("own", ["prefix", "suffix"])
def test_words_around_a_quote_are_those_of_the_editor(project: Path, own: str) -> None:
    """Where one side is written down, the other is not filled in from the copy."""
    edit("quote: Our dams", f"{own}: so it was said\n                quote: Our dams")
    verify()
    lock, _ = read_lock(project / "data")
    (dams, *_) = quoted(read(project / "data").sound())
    assert lock
    shown = lock.at_source(dams.citation)
    assert {shown.prefix, shown.suffix} == {"so it was said", None}


def test_pages_mark_checked_quotes(project: Path) -> None:
    """A checked quote shows its day; the link opens the source at the words around it."""
    verify()
    edit("quote: by area, or in equal parts", "quote: by area, or equally")
    text = Path("data/quotes.lock").read_text("utf-8")
    Path("data/quotes.lock").write_text(text.replace("#brezia-2031-04-01", "#elsewhere"), "utf-8")
    html = pages(load(in_folder(project), Site("Sel Water")))["issues/summer-share/"].html
    soup = BeautifulSoup(html, "html.parser")
    marks = {}
    for quote in soup.select("blockquote.quote"):
        footer = quote.select("footer")[0].get_text(" ")
        marks[quote.select("p")[0].get_text().strip()] = " ".join(footer.split())
    recorded = "by an editor’s record, compared with a copy saved on 3 May 2031"
    assert marks["“Our dams are our own affair.”"] == f"Minister of Water · {recorded}"
    assert "record" not in marks["“by area, or equally”"]
    links = [unquote(str(link["href"])) for link in soup.select(".cited a[href*='notes/dams']")]
    assert links == [
        (
            "https://arvenia.example/notes/dams#:~:text=– that the answer is no: “-,"
            "Our dams are our own affair.,-” Nobody spoke for a long time"
        )
    ]


def test_every_quote_is_in_the_lock_with_the_day_of_its_copy(project: Path) -> None:
    """Once all quotes are verified, each has an entry with the day given, and none is left over."""
    assert verify() == 0
    lock, problems = read_lock(project / "data")
    assert lock and problems == []
    quotes = list(quoted(read(project / "data").sound()))
    assert len(lock.quotes) == len(quotes) == 3
    for quote in quotes:
        entry = lock.checked(quote.citation)
        assert entry and entry.day.isoformat() == "2031-05-03"


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("nowhere", "there is no folder nowhere; name the folder of saved copies with --copies"),
        ("empty", "empty has no copy of any source; save the text of each as <source-id>.txt"),
    ],
)
def test_a_folder_without_copies_is_no_success(
    folder: str, reason: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt folder ends as a wrong call does, and leaves the lock as it was."""
    (project / "empty").mkdir()
    verify()
    before = (project / "data" / "quotes.lock").read_bytes()
    capsys.readouterr()
    assert cli.main(["verify", "--copies", folder]) == 2
    output = capsys.readouterr()
    assert reason in output.err and output.out == ""
    assert (project / "data" / "quotes.lock").read_bytes() == before
