"""What is still to be written in the pages of docs/ is reported at its place."""

from __future__ import annotations

from pathlib import Path

from stickingpoints.reading.docs_pages import fill_ins


def test_what_is_still_to_be_written_is_named(tmp_path: Path) -> None:
    """Each marker has its line and column, in background texts and over two lines too."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "about.md").write_text(
        "# About\n\nIt is [fill in: what\nthe site is], by [fill in: who].\n", encoding="utf-8"
    )
    (tmp_path / "issues" / "hours.md").write_text("[fill in: what came before]", encoding="utf-8")
    problems = [
        (Path(problem.place.file).name, problem.place.line, problem.place.column, problem.message)
        for problem in fill_ins(tmp_path)
    ]
    advice = "this is still to be written: {}; put it in the place of the brackets"
    assert problems == [
        ("about.md", 3, 7, advice.format("what the site is")),
        ("about.md", 4, 18, advice.format("who")),
        ("hours.md", 1, 1, advice.format("what came before")),
    ]


def test_pages_that_cannot_be_read_are_left_to_the_build(tmp_path: Path) -> None:
    """The others are read all the same; without pages there is nothing to write."""
    (tmp_path / "about.md").write_bytes(b"\xff [fill in: who]")
    assert list(fill_ins(tmp_path)) == []
    (tmp_path / "method.md").write_text("\n[fill in: how]\n", "utf-8")
    (problem,) = fill_ins(tmp_path)
    assert (Path(problem.place.file).name, *problem.place[1:]) == ("method.md", 2, 1, 2)
    assert list(fill_ins(tmp_path / "nowhere")) == []
