"""Background texts: what is wrong with one is reported at its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import stickingpoints
from stickingpoints.problems import ContentError
from stickingpoints.reading.background import for_print, read_background
from stickingpoints.reading.load import read

BASE = Path(__file__).parent / "base"
HEAD = "---\nissue: gauges\nreviewed: 2031-05-01\n---\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of background texts, in a project that is the working folder."""
    monkeypatch.chdir(tmp_path)
    texts = Path("docs", "issues")
    texts.mkdir(parents=True)
    return texts


def test_a_text_belongs_to_its_issue(folder: Path) -> None:
    """The front matter names the issue and the day of the last read-through."""
    (folder / "any-name.md").write_text(f"{HEAD}The gauges are *old*.\n", encoding="utf-8")
    backgrounds = read_background(folder, read(BASE).sound())
    assert list(backgrounds) == ["gauges"]
    assert backgrounds["gauges"].text == "The gauges are *old*."
    assert backgrounds["gauges"].reviewed.isoformat() == "2031-05-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A text.\n", "docs/issues/gauges.md:1:1: [missing] the front matter needs issue"),
        ("---\nissue: gauges\n", "docs/issues/gauges.md:1:1: [broken-yaml] "),
        (
            "---\nissue: gauges\n---\nA text.\n",
            "docs/issues/gauges.md:2:1: [missing] the front matter needs reviewed",
        ),
        (
            HEAD.replace("gauges", "guages") + "A text.\n",
            'docs/issues/gauges.md:2:8: [unknown-issue] unknown issue "guages"; did you mean',
        ),
        (
            HEAD.replace("2031-05-01", "soon") + "A text.\n",
            'docs/issues/gauges.md:3:11: [bad-value] "soon" is not a day on the calendar',
        ),
        (
            HEAD.replace("reviewed:", "layout: wide\nreviewed:") + "A text.\n",
            'docs/issues/gauges.md:3:1: [unknown-key] unknown key "layout"',
        ),
        (f"{HEAD}A <b>text</b>.\n", "docs/issues/gauges.md:5:1: [raw-html] "),
        (f"{HEAD}A\u200btext.\n", "docs/issues/gauges.md:5:2: [forbidden-character] "),
        (f"{HEAD}\n\n[a](javascript:b)\n", "docs/issues/gauges.md:7:"),
    ],
)
def test_a_fault_is_reported_at_its_line(folder: Path, text: str, expected: str) -> None:
    """Front matter and text are checked, each fault with its place."""
    (folder / "gauges.md").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_background(folder, read(BASE).sound())
    assert str(refused.value).startswith(expected)


@pytest.mark.parametrize("text", ["---\nissue: gauges\n", "A text.\n\nAnd more.\n"])
def test_front_matter_is_missed_in_the_first_line(text: str, folder: Path) -> None:
    (folder / "gauges.md").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_background(folder, read(BASE).sound())
    (problem,) = refused.value.problems
    assert tuple(problem.place) == ("docs/issues/gauges.md", 1, 1, 1)


def test_a_check_refuses_what_a_build_refuses(folder: Path) -> None:
    """A text about no issue is an error of the check, not only of the build."""
    data = Path(shutil.copytree(BASE, "data"))
    (folder / "gauges.md").write_text(f"{HEAD}A text.\n", encoding="utf-8")
    assert stickingpoints.check(data) == ()
    stray = HEAD.replace("gauges", "dredging")
    (folder / "dredging.md").write_text(f"{stray}A text.\n", encoding="utf-8")
    (problem,) = stickingpoints.check(data)
    assert str(problem).startswith(
        'docs/issues/dredging.md:2:8: [unknown-issue] unknown issue "dredging"'
    )


def test_pages_are_checked_beside_data_that_breaks_a_rule(folder: Path) -> None:
    """Where the data cannot be read, nothing is known of what the pages name."""
    data = Path(shutil.copytree(BASE, "data"))
    (folder / "gauges.md").write_text(f"{HEAD}A <b>text</b>.\n", encoding="utf-8")
    text = (data / "issues.yaml").read_text("utf-8")
    same = text.replace("herald.example/2031/banks", "brezia.example/letters/7")
    (data / "issues.yaml").write_text(same, "utf-8")
    assert [problem.rule for problem in stickingpoints.check(data)] == ["same-address", "raw-html"]
    refused = same.replace("status: disputed", "status: unclear")
    (data / "issues.yaml").write_text(refused, "utf-8")
    rules = [problem.rule for problem in stickingpoints.check(data)]
    assert rules == ["same-address", "unknown-word"]


def test_the_faults_of_all_texts_are_reported_at_once(folder: Path) -> None:
    for name in ("one.md", "two.md"):
        (folder / name).write_text("A text.\n", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_background(folder, read(BASE).sound())
    assert [problem.place.file for problem in refused.value.problems] == [
        "docs/issues/one.md",
        "docs/issues/two.md",
    ]


def test_two_texts_of_one_issue_are_refused(folder: Path) -> None:
    """The second is named, and the first."""
    for name in ("first.md", "second.md"):
        (folder / name).write_text(f"{HEAD}A text.\n", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_background(folder, read(BASE).sound())
    assert str(refused.value).startswith("docs/issues/second.md:1:1: [duplicate-id] ")
    assert "docs/issues/first.md" in str(refused.value)
    assert refused.value.problems[0].place.last_line == 1


def test_a_page_in_print_has_no_links_to_pages() -> None:
    """Links to pages of the site become plain words; those to the web stay."""
    text = "[How](about.md), [why](https://talks.example/)."
    assert for_print(text) == "How, [why](https://talks.example/)."
