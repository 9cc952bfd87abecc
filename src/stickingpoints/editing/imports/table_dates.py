"""Dates in a table: days and months as the data writes them; what a spreadsheet makes of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from stickingpoints.model.partial_date import PartialDate
from stickingpoints.problems import shorten

_REWRITTEN = re.compile(
    r"""
    (\d{1,4}) \s?[./-]\s? (\d{1,2}) \s?[./-]\s? (\d{1,4})   # 1/2/2026, 2.1.2026, 2026-1-2
    \.? ( [T\s] [\d:.]+ Z? )?                               # a time behind it
    """,
    re.VERBOSE | re.ASCII,
)
_HABIT = "format the column as text, since a spreadsheet may write dates in its own way"


def refused(text: str) -> str:
    """Return why a text is not the date of a statement, "" if it is one."""
    try:
        PartialDate.parse(text)
    except ValueError as error:
        return _rewritten(text) or f'"{shorten(text)}" {error}'
    return ""


def _rewritten(text: str) -> str:
    """Return what to write for a date that has the form of some country, "" if it has none."""
    match = _REWRITTEN.fullmatch(text)
    if not match:
        return ""
    days = sorted(set(_readings(*map(int, match.groups()[:3]))))
    if not days:
        return ""
    if len(days) == 1:
        return f'"{shorten(text)}" is not how a day is written here; write {days[0]}, and {_HABIT}'
    either = " or ".join(map(str, days))
    return f'"{shorten(text)}" is ambiguous; write {either}, whichever is meant, and {_HABIT}'


def _readings(first: int, second: int, third: int) -> Iterator[datetime.date]:
    """Yield the days that three numbers may mean: year first, day first, month first."""
    for year, month, day in (
        (first, second, third),
        (third, second, first),
        (third, first, second),
    ):
        try:
            yield datetime.date(_full_year(year), month, day)
        except ValueError:
            continue


def _full_year(year: int) -> int:
    """Return a year of four digits; one of two belongs to this century.

    Raises ValueError for any other.
    """
    if year < 100:
        return 2000 + year
    if year < 1000:
        raise ValueError
    return year
