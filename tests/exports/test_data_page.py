"""The page on open data: what it tells people to run, runs."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from exports.readers import Files, table
from exports.talks import SITE, border_talks, position, replaced, statement
from stickingpoints.exports import open_data as exports
from stickingpoints.exports.tables import safe
from stickingpoints.site import WRITTEN

PAGE = WRITTEN / "data.md"


def examples(language: str) -> list[str]:
    """Return the examples in a language that the page gives, in order."""
    text = PAGE.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


WITHDRAWN = {"date": "2025-11-30", "reason": "The outlet took it back."}


@pytest.fixture
def spoken() -> Files:
    """Return the open data of talks with four quotes of speakers and one of a document.

    One of the four was withdrawn.
    """
    north = position(
        "north",
        statement("2025-11-25", citations=[quote("Newest", "Ada North")]),
        statement("2025-11", key="x", citations=[quote("Oldest", "Bo North")]),
    )
    south = position(
        "south",
        statement("2025-11-20", citations=[quote("Middle", "Cy South"), {"source": "letter"}]),
        statement("2025-11-22", citations=[{**quote("Paper"), "quote_kind": "document"}]),
        statement("2025-11-24", citations=[quote("Withdrawn", "Di South")], withdrawn=WITHDRAWN),
    )
    issue = replaced(border_talks().issues[0], positions=[north, south])
    return exports.files(border_talks(issues=[issue]), SITE)


def quote(words: str, speaker: str | None = None) -> dict[str, str | None]:
    """Return a citation of the letter with words of a speaker."""
    return {"source": "letter", "quote": words, "quote_kind": "speaker", "speaker": speaker}


NEWEST = [
    ("2025-11-25", "Ada North", "Newest", "The post"),
    ("2025-11-20", "Cy South", "Middle", "The post"),
    ("2025-11", "Bo North", "Oldest", "The post"),
]


def test_the_example_in_sql_lists_the_newest_quotes(spoken: Files) -> None:
    (sql,) = examples("sql")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(spoken["data/v1/dataset.sqlite"])
        assert connection.execute(sql).fetchall() == NEWEST


@pytest.mark.parametrize("language", ["python", "r"])
def test_the_examples_read_files_and_columns_that_exist(
    spoken: Files, language: str, tmp_path: Path
) -> None:
    """Where pandas or R is there, which nothing here needs, the example is run as well."""
    *_, example = examples(language)
    names = re.findall(r"data/v1/(\w+)\.csv", example)
    assert names == ["citations", "sources"]
    there = {column for name in names for column in table(spoken, name)[0]}
    named = set(re.findall(r'"([a-z_]+)"|\$([a-z_]+)', example))
    asked = {quoted or taken for quoted, taken in named}
    assert {"quote", "source", "id", "date_start"} <= asked
    assert asked <= there
    if IS_THERE[language]():
        printed = output_of(COMMANDS[language], example, spoken, tmp_path)
        assert re.findall("Newest|Middle|Oldest|Paper|Withdrawn", printed) == [
            "Newest",
            "Middle",
            "Oldest",
        ]


def output_of(command: list[str], example: str, files: Files, folder: Path) -> str:
    """Return what an example prints in a folder that holds the files."""
    (folder / "example").write_text(example, "utf-8")
    for address, content in files.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)
    done = subprocess.run(
        [*command, "example"], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


COMMANDS = {
    "python": [sys.executable, "-W", "ignore"],
    "r": ["Rscript", "--vanilla"],
}
IS_THERE: dict[str, Callable[[], bool]] = {
    "python": lambda: importlib.util.find_spec("pandas") is not None,
    "r": lambda: shutil.which("Rscript") is not None,
}


def test_the_function_on_the_page_gives_every_guarded_text_back() -> None:
    source, _ = examples("python")
    names: dict[str, Callable[[str], str]] = {}
    exec(source, names)  # noqa: S102  an example of ours
    for length in range(7):
        for letters in product("'= ;\nx", repeat=length):
            text = "".join(letters)
            assert names["text_of"](safe(text)) == text


@pytest.mark.parametrize("text", ["’Tis time", "'Tis time", "'a' or 'b'; 'c'", "2 - 1"])
def test_an_apostrophe_that_belongs_to_the_text_is_left_alone(text: str) -> None:
    source, _ = examples("python")
    names: dict[str, Callable[[str], str]] = {}
    exec(source, names)  # noqa: S102  an example of ours
    assert safe(text) == text
    assert names["text_of"](text) == text
