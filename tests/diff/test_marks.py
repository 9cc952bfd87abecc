"""Quotes that a change marks as checked.

Only the holder of the saved copy can confirm that, so each is named.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from diff.repository import Repository
from stickingpoints.checks.quote_match import fingerprint
from stickingpoints.cli import main

Printed = pytest.CaptureFixture[str]
QUOTE = "Our dams are our own affair."
LABEL = "marked as checked: only someone who has the saved copy can confirm this"


def entry(quote: str = QUOTE, **more: Any) -> dict[str, Any]:
    """Return an entry of the record, as it can be forged by hand.

    The fingerprint of the words is all that it takes.
    """
    where = {"record": "summer-share#arvenia-2031-03-02", "number": 1, "source": "arvenia-note"}
    copy = {"quote_sha256": fingerprint(quote), "copy_sha256": "ab" * 32, "day": "2031-05-03"}
    return {
        **where,
        **copy,
        "selector": {"type": "TextQuoteSelector", "exact": quote, "prefix": "", "suffix": ""},
        **more,
    }


def lock(*entries: dict[str, Any], indent: int | None = 1) -> str:
    """Return the text of a record."""
    return json.dumps({"schema": 1, "quotes": list(entries)}, indent=indent) + "\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository in which one quote of an event is marked as checked."""
    repository = Repository.create(tmp_path / "talks")
    repository.write(
        "data/quotes.lock", lock(entry("Elsewhere.", record="timeline#fourth-meeting"))
    )
    repository.commit("A checked quote")
    monkeypatch.chdir(repository.root)
    return repository


def add(repository: Repository, *entries: dict[str, Any]) -> None:
    """Add entries to the record."""
    old = json.loads(repository.text("data/quotes.lock"))["quotes"]
    repository.write("data/quotes.lock", lock(*old, *entries))


def diff_output(printed: Printed, *arguments: str) -> str:
    """Return what `diff` prints."""
    assert main(["diff", *arguments]) == 0
    return printed.readouterr().out


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "sides", [["HEAD"], ["HEAD~1", "HEAD"], ["../was", "."], ["../was/data", "HEAD"]]
)
def test_a_forged_mark_is_named(
    repository: Repository, tmp_path: Path, sides: list[str], capsys: Printed
) -> None:
    """A new entry is the first thing to look at, with record, source, words and day.

    This holds however the sides are named.
    """
    repository.clone(tmp_path / "was")
    add(repository, entry())
    if sides != ["HEAD"]:
        repository.commit("Checked, I promise")
    output = diff_output(capsys, *sides)
    assert output.splitlines()[0].endswith(": 1 to look at first")
    claim = f"“{QUOTE}”, in the copy abababababab saved on 2031-05-03"
    assert (
        "The record of checked quotes\n"
        f"  ! {LABEL} (summer-share#arvenia-2031-03-02, arvenia-note): {claim}\n"
    ) in output


def test_the_comment_names_it(repository: Repository, capsys: Printed) -> None:
    """Words of the record are as much a stranger's as those of the data."""
    words = "@octocat ![x](https://x.example/p.png) #1 &#64;a"
    add(repository, entry(words))
    output = diff_output(capsys, "HEAD", "--format=markdown")
    assert (
        f"- ⚠️ {LABEL} (summer-share\\#&#8203;arvenia-2031-03-02, arvenia-note): "
        "“@&#8203;octocat !\\[x\\]\\(https:&#8203;//x.example/p.png\\)"
    ) in output


def test_json_says_where(repository: Repository, capsys: Printed) -> None:
    add(repository, entry())
    line = (
        repository.text("data/quotes.lock")
        .splitlines()
        .index('   "record": "summer-share#arvenia-2031-03-02",')
    )
    [change] = json.loads(diff_output(capsys, "HEAD", "--format=json"))["changes"]
    assert (change["kind"], change["tier"], change["section"]) == ("quote-marked", "risky", "lock")
    assert (change["file"], change["line"]) == ("data/quotes.lock", line)


@pytest.mark.parametrize(
    ("change", "now"),
    [
        ({"day": "2031-05-09"}, "saved on {+2031-05-09+}"),
        ({"copy_sha256": "cd" * 32}, "in the copy {+cdcdcdcdcdcd+} saved"),
        ({"selector": {"exact": QUOTE, "prefix": "They never said"}}, "after “They never said”"),
        (entry("We may sell our dams."), "{+“We may sell+} our {+dams.”,+}"),
    ],
)
def test_an_altered_mark_is_a_new_one(
    repository: Repository, change: dict[str, Any], now: str, capsys: Printed
) -> None:
    """Another day, another copy, other words, or other words around them: what was and what is."""
    add(repository, entry())
    repository.commit("Checked")
    before = json.loads(repository.text("data/quotes.lock"))["quotes"][0]
    repository.write("data/quotes.lock", lock(before, entry() | change))
    output = diff_output(capsys, "HEAD")
    assert f"! {LABEL} (summer-share#arvenia-2031-03-02, arvenia-note):" in output
    assert now in output.splitlines()[-1]


def test_a_mark_that_goes_is_named(repository: Repository, capsys: Printed) -> None:
    repository.write("data/quotes.lock", lock())
    claim = "“Elsewhere.”, in the copy abababababab saved on 2031-05-03"
    assert (
        f"! no longer marked as checked (timeline#fourth-meeting, arvenia-note): {claim}"
        in diff_output(capsys, "HEAD")
    )
    (repository.root / "data" / "quotes.lock").unlink()
    assert (
        f"! no longer marked as checked (timeline#fourth-meeting, arvenia-note): {claim}"
        in diff_output(capsys, "HEAD")
    )


def test_a_mark_that_moves_claims_nothing_new(repository: Repository, capsys: Printed) -> None:
    """A quote stays checked wherever it moves, and the layout of the file says nothing."""
    repository.write(
        "data/quotes.lock",
        lock(entry("Elsewhere.", record="timeline#fifth-meeting", number=2), indent=None),
    )
    assert diff_output(capsys, "HEAD").endswith(": none\n")
    assert main(["check", "--base", "HEAD"]) == 0
    assert "quote-marked" not in capsys.readouterr().out


def test_a_record_that_cannot_be_read_counts_as_empty(
    repository: Repository, capsys: Printed
) -> None:
    """Whoever breaks it, and has it repaired later, cannot slip an entry in between."""
    repository.write("data/quotes.lock", "{}}")
    assert (
        "The record of checked quotes of the working files cannot be read, "
        "and counts as empty: data/quotes.lock:1:1:"
    ) in diff_output(capsys, "HEAD")
    repository.commit("Broken")
    repository.write("data/quotes.lock", lock(entry()))
    assert f"! {LABEL}" in diff_output(capsys, "HEAD")


@pytest.mark.parametrize(("begins", "indent"), [("", 1), ("\n", 1), ("", None)])
def test_the_check_warns_of_each(
    repository: Repository, begins: str, indent: int | None, capsys: Printed
) -> None:
    """A new entry is reported at its line, however the file is laid out.

    What was marked before is not named again.
    """
    old = json.loads(repository.text("data/quotes.lock"))["quotes"]
    words = 'Say "quotes": [ and \\ {'
    repository.write(
        "data/quotes.lock",
        begins
        + lock(
            *old, entry(words, record="timeline#fourth-meeting", number=2), entry(), indent=indent
        ),
    )
    assert main(["check", "--base", "HEAD"]) == 0
    warned = [line for line in capsys.readouterr().out.splitlines() if "quote-marked" in line]
    lines = [
        number
        for number, line in enumerate(repository.text("data/quotes.lock").splitlines(), 1)
        if line == "  {"
    ] or [1, 1, 1]
    about = (
        "timeline#fourth-meeting, arvenia-note is marked as checked: “Say",
        "summer-share#arvenia-2031-03-02, arvenia-note is marked as checked: “Our",
    )
    expected = [
        f"data/quotes.lock:{line}:1: warning: [quote-marked] {text}"
        for line, text in zip(lines[1:], about, strict=True)
    ]
    assert sorted(
        line[: len(start)] for line, start in zip(sorted(warned), sorted(expected), strict=True)
    ) == sorted(expected)
    assert all("only someone who has that copy can confirm this" in line for line in warned)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"quotes"', '"quo\\u0074es"'),
        ('"quotes"', '"quotes": [], "quotes"'),
        ('"quotes"', f'"quotes": [{{"number": {"9" * 5000}}}], "quotes"'),
        ('"quotes"', f'"quotes": [{"[" * 5000}{"]" * 5000}], "quotes"'),
    ],
)
def test_no_layout_hides_an_entry(
    repository: Repository, old: str, new: str, capsys: Printed
) -> None:
    """A file whose entries are hard to place hides none of them.

    It is refused, or its entries are named all the same.
    """
    repository.write("data/quotes.lock", lock(entry()).replace(old, new))
    status = main(["check", "--base", "HEAD"])
    output = capsys.readouterr().out
    if status != 0:
        assert "[quote-lock]" in output
    else:
        marked = "lock:1:1: warning: [quote-marked] summer-share#arvenia-2031-03-02"
        assert marked in output
        assert f"! {LABEL}" in diff_output(capsys, "HEAD")


def test_a_lock_may_not_be_thinned(repository: Repository, capsys: Printed) -> None:
    """The record of a quote that is still there is put back; one problem names how many."""
    other = {"record": "summer-share#brezia-2031-04-01", "source": "brezia-letter"}
    add(repository, entry(), entry("by area, or in equal parts", **other))
    repository.commit("Three checked quotes")
    (repository.root / "data" / "quotes.lock").unlink()
    assert main(["check", "--base", "HEAD"]) == 1
    assert (
        "data/quotes.lock:1:1: [quote-unmarked] the record of 2 quotes that did not change is "
        "gone, the first of summer-share#arvenia-2031-03-02, arvenia-note; "
        "put the file back as it was in HEAD"
    ) in capsys.readouterr().out


def test_an_altered_quote_is_refused_without_a_lock_too(
    repository: Repository, capsys: Printed
) -> None:
    """Deleting the record gives nobody a free hand."""
    (repository.root / "data" / "quotes.lock").unlink()
    repository.edit(QUOTE, "Our dams are the affair of all.")
    assert main(["check", "--base", "HEAD"]) == 1
    assert "[uncorrected]" in capsys.readouterr().out


def test_a_revision_is_compared_whatever_its_record_says(
    repository: Repository, capsys: Printed
) -> None:
    """Whether its quotes agree with the record is a matter of the check when it was committed."""
    add(repository, entry("Our dams are the affair of all."))
    repository.commit("A record of another quote")
    assert diff_output(capsys, "HEAD~1", "HEAD").splitlines()[1:3] == [
        "",
        "The record of checked quotes",
    ]


def test_data_that_cannot_be_read_is_said_to_be_unchecked(
    repository: Repository, capsys: Printed
) -> None:
    """So that nobody takes the silence of these rules for consent."""
    repository.edit("title: Gauges", "title: [Gauges]")
    assert main(["check", "--base", "HEAD"]) == 1
    assert (
        "data:1:1: warning: [base-unreadable] the change since HEAD is not checked until the "
        "errors are put right"
    ) in capsys.readouterr().out
