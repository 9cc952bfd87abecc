"""How much the files of a folder may hold, each by itself and all together."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.talks import border_talks, party, replaced
from stickingpoints.checks import positions, references, rules, texts
from stickingpoints.problems import ContentError, number_of
from stickingpoints.reading import background, load, validation, yaml_builder, yaml_limits
from stickingpoints.reading.load import read
from stickingpoints.reading.yaml_limits import Allowance
from stickingpoints.reading.yaml_tree import parse

BASE = Path(__file__).parent / "base" / "issues.yaml"
TITLE = "    title: Note on the upper dams\n"


def problems_of(path: Path, allowance: Allowance) -> list[str]:
    """Return the problems of a file that belongs to a folder with so much left, each with lines."""
    _, problems = parse(path, path.name, allowance)
    lines = []
    for problem in problems:
        _, line, column, last_line = problem.place
        lines.append(f"{line}-{last_line}:{column}: [{problem.rule}] {problem.message}")
    return lines


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with seven keys and values, counting the list and the file as a whole."""
    path = tmp_path / "sources.yaml"
    path.write_text("publishers:\n  - Herald\n  - Post\ntitle: Talks\n", encoding="utf-8")
    return path


def test_values_of_all_files_together(file: Path) -> None:
    """What one file takes is not there for the next; the line is that of the first too many."""
    allowance = Allowance(values=12)
    assert problems_of(file, allowance) == []
    assert problems_of(file, allowance) == [
        (
            "4-4:1: [file-too-large] the files contain more than the 5,000,000 keys and values "
            "allowed together; shorten them"
        )
    ]


@pytest.mark.parametrize("most", [7, 6])
def test_values_of_one_file(most: int, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_builder, "MOST_VALUES_OF_FILE", most)
    message = (
        "4-4:8: [file-too-large] the file contains more than the 6 keys and values allowed; "
        "shorten it or split it"
    )
    assert problems_of(file, Allowance()) == [message] * (most == 6)


def test_bytes_of_all_files_together(file: Path) -> None:
    """The same holds for bytes, of which all may be used."""
    allowance = Allowance(size=2 * file.stat().st_size)
    assert problems_of(file, allowance) == []
    assert problems_of(file, allowance) == []
    allowance = Allowance(size=2 * file.stat().st_size - 1)
    assert problems_of(file, allowance) == []
    assert problems_of(file, allowance) == [
        (
            "1-1:1: [file-too-large] the files of this folder have more than the 134,217,728 bytes "
            "allowed together; shorten them"
        )
    ]


@pytest.mark.parametrize(
    ("keys", "counted"),
    [
        (4, ""),
        (5, "at least 1 more problem of this file is"),
        (6, "at least 1 more problem of this file is"),
        (7, "at least 2 more problems of this file are"),
    ],
)
def test_faults_beyond_those_explained_are_counted(
    keys: int, counted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four of them are explained here; of two more, one may be the consequence of the other.

    What was not checked is no fault; both lines stand at the last one shown.
    """
    monkeypatch.setattr(validation, "MOST_EXPLAINED", 4)
    unknown = "".join(f"    unknown{number}: a\n" for number in range(keys))
    text = BASE.read_text("utf-8").replace(TITLE, TITLE + unknown)
    (tmp_path / "issues.yaml").write_text(text, "utf-8")
    problems = read(tmp_path).problems
    shown = [problem for problem in problems if problem.trail]
    assert [problem.rule for problem in shown] == ["unknown-key"] * 4
    others = [problem for problem in problems if not problem.trail]
    counts = [f"{counted} not shown; correct those above first"] if counted else []
    stopped = "the check stopped here; 6 more records were not checked"
    assert [problem.message for problem in others] == [*counts, stopped]
    assert {problem.place.line for problem in others} == {shown[-1].place.line}
    assert number_of(problems, "error") == 4 + (keys - 3) // 2


@pytest.mark.parametrize("most", [2, 1])
def test_rules_are_checked_with_so_many_faults(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more than that, there would be too much that only follows from them."""
    monkeypatch.setattr(load, "MOST_SHOWN", most)
    text = BASE.read_text("utf-8").replace(TITLE, f"{TITLE}    one: a\n    two: b\n")
    text = text.replace("herald.example/2031/banks", "brezia.example/letters/7")
    (tmp_path / "issues.yaml").write_text(text, "utf-8")
    rules = [problem.rule for problem in read(tmp_path).problems]
    assert rules == ["unknown-key", "unknown-key", *["same-address"] * (most == 2)]


def test_faults_of_the_parser_are_shown_up_to_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count of the others stands at the last one shown."""
    monkeypatch.setattr(yaml_limits, "MOST_SHOWN", 3)
    path = tmp_path / "sources.yaml"
    path.write_text("a: &a 1\nb: &b 2\nc: &c 3\nd: &d 4\ne: &e 5\n", "utf-8")
    shown = problems_of(path, Allowance())
    assert [line.partition(" ")[0] for line in shown] == ["1-1:4:", "2-2:4:", "3-3:4:", "3-3:4:"]
    assert shown[3].endswith(
        "at least 2 more problems of this file are not shown; correct those above first"
    )


@pytest.mark.parametrize("digits", [40, 41, 5_000])
def test_a_number_of_so_many_digits(digits: int, tmp_path: Path) -> None:
    """Too long ones are refused alike, although Python would not read the longest."""
    path = tmp_path / "sources.yaml"
    path.write_text(f"title: {'1' * digits}\n", "utf-8")
    tree, _ = parse(path, path.name, Allowance())
    assert tree and tree.plain()["title"] == (int("1" * 40) if digits == 40 else "1" * digits)
    starts = [line[:47] for line in problems_of(path, Allowance())]
    assert starts == ["1-1:8: [read-as-other] YAML reads 1111111111111"] * (digits > 40)


@pytest.mark.parametrize("more", ["One.\n\nTwo.\n\nThree.\n", "> One.\n\nTwo.\n"])
def test_pieces_of_a_page(more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph of one text is three pieces: the paragraph, what is in it, and the text.

    A quotation is one more.
    """
    monkeypatch.setattr(background, "_MOST_PIECES", 6)
    page = tmp_path / "page.md"
    page.write_text("One.\n\nTwo.\n", "utf-8")
    assert background.read_page(page).text == "One.\n\nTwo."
    page.write_text(more, "utf-8")
    with pytest.raises(ContentError) as refused:
        background.read_page(page)
    (problem,) = refused.value.problems
    assert (problem.rule, *problem.place[1:]) == ("file-too-large", 1, 1, 1)
    assert problem.message == (
        "the page has more than the 6 paragraphs, list entries, links and marks allowed; "
        "shorten it or divide it"
    )


@pytest.mark.parametrize(("most", "named"), [(5_108, ["dam-2"]), (5_107, ["dam"])])
def test_terms_in_so_much_text(
    most: int, named: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two terms in 2,554 letters: where that is too much, they are not looked for."""
    monkeypatch.setattr(texts, "_MOST_SEARCHED", most)
    (tmp_path / "issues.yaml").write_text(BASE.read_text("utf-8"), "utf-8")
    cited = "meaning: A wall., citations: [{source: sel-herald}]"
    (tmp_path / "glossary.yaml").write_text(
        f"glossary:\n  - {{id: dam, term: dams, {cited}}}\n"
        f"  - {{id: dam-2, term: weir, {cited}}}\n",
        "utf-8",
    )
    problems = read(tmp_path).problems
    assert [problem.trail.split(" › ")[1] for problem in problems] == named
    is_refused = "too many to look for" in problems[0].message
    assert is_refused == (named == ["dam"])


def test_of_many_unknown_ids_only_the_first_get_a_suggestion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are named; to look for the nearest id of each would take too long."""
    monkeypatch.setattr(references, "MOST_SUGGESTED", 2)
    text = BASE.read_text("utf-8")
    slips = {"arvenia-note": "arvenia-not", "brezia-letter": "brezia-leter"}
    slips |= {"sel-herald": "sel-heral", "office-minutes": "office-minute"}
    for right, wrong in slips.items():
        text = text.replace(f"- source: {right}\n", f"- source: {wrong}\n", 1)
    (tmp_path / "issues.yaml").write_text(text, "utf-8")
    found = [problem for problem in read(tmp_path).problems if problem.rule == "unknown-source"]
    suggested = [problem.message.partition("; ")[2].partition("?")[0] for problem in found]
    assert suggested[:2] == ['did you mean "arvenia-note"', 'did you mean "sel-herald"']
    assert len(suggested) == 4
    assert all(advice.startswith("add it, or write the id of") for advice in suggested[2:])


def test_one_rule_at_its_limit_leaves_the_others_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one rule the first is enough here; a text with two faults has another one."""
    monkeypatch.setattr(rules, "_MOST_OF_A_RULE", 1)
    text = BASE.read_text("utf-8").replace("Arvenia accepts no limit.", "Arvenia says no now.")
    text = text.replace("Brezia leaves the gauges", "'Brezia [fill in: what] now the gauges")
    text = text.replace("gauges to the office.\n        statements", "gauges.'\n        statements")
    (tmp_path / "issues.yaml").write_text(text, "utf-8")
    found = [(problem.rule, problem.trail.split(" › ")[1]) for problem in read(tmp_path).problems]
    assert found == [("relative-time", "summer-share"), ("fill-in", "gauges")]


def test_of_a_single_issue_a_party_is_missing_there() -> None:
    """That it has a position on none of several issues would be said of the party."""
    parties = [party("north"), party("south"), party("delta")]
    (problem,) = positions.missing_party(border_talks(parties=parties))
    assert problem.message.startswith('no position of "delta"; add one')
    border = replaced(border_talks().issues[0], id="shore")
    two = border_talks(parties=parties, issues=[border_talks().issues[0], border])
    (problem,) = positions.missing_party(two)
    assert problem.message.startswith('"delta" has a position on none of the 2 issues')
