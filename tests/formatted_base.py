"""The small invented talks of the tests of reading, in the common layout."""

from __future__ import annotations

from functools import cache

from conftest import ROOT
from stickingpoints.editing.format import formatted


@cache
def formatted_base() -> str:
    """Return the text of the file of data; formatting it takes longer than most tests."""
    path = ROOT / "tests" / "reading" / "base" / "issues.yaml"
    return formatted(path.read_text("utf-8")).text
