"""Whatever a folder holds, reading it returns: a dataset, or problems that name a place in it."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stickingpoints.reading.load import Reading, read

BASE = (Path(__file__).parent / "base" / "issues.yaml").read_text("utf-8")
LINES = BASE.splitlines(keepends=True)
# The same examples in every run: a test that fails must fail again.
STEADY = settings(deadline=None, derandomize=True, database=None, max_examples=80)

WORDS_OF_THE_PARSER = re.compile(
    r"while (parsing|scanning)|in this context|not find expected|\bfound \w|sequence entries"
)

YAML_MARKS = st.sampled_from(
    [
        ": ",
        "- ",
        "\n",
        "\n  ",
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        "&a ",
        "*a",
        "!!t ",
        "!",
        ">-\n",
        "|\n",
        "#",
        "---\n",
        "...\n",
        "~",
        "<<",
        "? ",
        "\t",
        "\\",
        "%",
        "no",
    ]
)
VALUES = st.one_of(
    YAML_MARKS,
    st.text(max_size=12),
    st.sampled_from(
        [
            "[]",
            "{}",
            "[[a]]",
            "{a: b}",
            "7",
            "1.5",
            "2031-02-30",
            "null",
            "yes",
            "''",
            "99999999999999999999",
            "0x",
            "1:2:3",
        ]
    ),
)


def read_bytes(data: bytes) -> Reading:
    """Read a folder with one file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "issues.yaml").write_bytes(data)
        return read(Path(folder))


def assert_told(reading: Reading, data: bytes) -> None:
    """Either the dataset is sound, or each problem is one line of print.

    Its place is one that the file has.
    """
    assert (reading.dataset is None) == bool(reading.errors)
    last_line = len(
        data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    for problem in reading.problems:
        assert not WORDS_OF_THE_PARSER.search(problem.message)
        assert not {unicodedata.category(character) for character in str(problem)} & {
            "Cc",
            "Zl",
            "Zp",
        }
        assert 1 <= problem.place.line <= last_line
        assert problem.place.column >= 1


@pytest.mark.no_cover
@STEADY
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf\xff")
@example(b"\xff\xfes\x00c\x00")
def test_any_bytes(data: bytes) -> None:
    """A file of any bytes is read or refused."""
    assert_told(read_bytes(data), data)


@STEADY
@given(
    st.lists(
        st.one_of(
            YAML_MARKS,
            st.text(max_size=4),
            st.sampled_from(["schema", "issues", "sources", "id", "at"]),
        ),
        max_size=30,
    ).map("".join)
)
@example("{}")
@example("issues: [[], {}, null]\nsources: {a: b}\n")
@example("!!binary |\n  a")
@example("- &a [*a]")
def test_any_text(text: str) -> None:
    """A file of any text is read or refused."""
    data = text.encode("utf-8", "replace")
    assert_told(read_bytes(data), data)


@pytest.mark.no_cover
@STEADY
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), VALUES), min_size=1, max_size=4))
def test_any_value_anywhere(changes: list[tuple[int, str]]) -> None:
    """Any text may follow any key."""
    lines = list(LINES)
    for number, value in changes:
        lines[number] = f"{lines[number].partition(': ')[0].rstrip()} {value}\n"
    data = "".join(lines).encode("utf-8", "replace")
    assert_told(read_bytes(data), data)


@pytest.mark.no_cover
@STEADY
@given(
    st.lists(
        st.tuples(st.integers(0, len(BASE)), st.integers(0, 40), VALUES), min_size=1, max_size=3
    )
)
def test_any_edit(edits: list[tuple[int, int, str]]) -> None:
    """Any part of a sound file may be replaced by any other text."""
    text = BASE
    for start, length, value in edits:
        text = text[:start] + value + text[start + length :]
    data = text.encode("utf-8", "replace")
    assert_told(read_bytes(data), data)
