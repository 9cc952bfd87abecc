"""Print how easy the texts of the data are to read: US school grades and words in a sentence.

    python benchmarks/readability.py [DATA]

The grade is that of Flesch and Kincaid (1975), as textstat works it out. Plain words should be at
grade 8 or below, and sentences have fewer than 25 words on average.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import textstat  # type: ignore[import-not-found]
import yaml

_OF_ISSUES = ("question", "plain_words", "summary", "why_it_matters")
_OF_POSITIONS = ("answer", "summary", "reason")
_OF_STATEMENTS = ("summary", "detail", "caveat")


def main() -> None:
    """Print the grade of each issue's plain words, and a row for each field of all records."""
    folder = Path(*sys.argv[1:2]) if sys.argv[1:] else Path("data")
    issues = yaml.safe_load((folder / "issues.yaml").read_text(encoding="utf-8"))["issues"]
    print("plain words of")
    for issue in issues:
        print(
            f"  {issue['id']:28} grade {textstat.flesch_kincaid_grade(issue['plain_words']):4.1f}"
        )
    texts: dict[str, list[str]] = {}
    for field, text in _texts(issues):
        texts.setdefault(field, []).append(text)
    print("all of")
    for field, all_texts in texts.items():
        joined = " ".join(text.rstrip(".") + "." for text in all_texts)
        words, grade = textstat.lexicon_count(joined), textstat.flesch_kincaid_grade(joined)
        length = words / textstat.sentence_count(joined)
        print(f"  {field:28} grade {grade:4.1f}, {length:4.1f} words a sentence, {words:,} words")


def _texts(issues: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the texts of every issue with the names of their fields."""
    for issue in issues:
        yield from _fields("issue", issue, _OF_ISSUES)
        for position in issue["positions"]:
            yield from _fields("position", position, _OF_POSITIONS)
            for statement in position.get("statements", ()):
                yield from _fields("statement", statement, _OF_STATEMENTS)


def _fields(
    noun: str, record: Mapping[str, Any], fields: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for field in fields:
        if record.get(field):
            yield f"{noun}: {field.replace('_', ' ')}", record[field]


if __name__ == "__main__":
    main()
