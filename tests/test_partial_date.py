"""A day or a month: how it is read, compared and written."""

from __future__ import annotations

import datetime

import pytest

from stickingpoints.model.partial_date import PartialDate


@pytest.mark.parametrize(
    ("text", "day", "precision"), [("2025-11-25", 25, "day"), ("2025-11", None, "month")]
)
def test_a_text_is_read_and_written_again(text: str, day: int | None, precision: str) -> None:
    """Parsing keeps what is known, and `str` gives back the text."""
    date = PartialDate.parse(text)
    assert (date.year, date.month, date.day) == (2025, 11, day)
    assert date.precision == precision
    assert str(date) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025", "is not a day or a month"),
        ("2025-11-5", "is not a day or a month"),
        ("20251125", "is not a day or a month"),
        (" 2025-11", "is not a day or a month"),
        ("2025-11-25\n", "is not a day or a month"),
        ("２０２５-11", "is not a day or a month"),
        ("2025-13", "is not on the calendar"),
        ("2025-02-30", "is not on the calendar"),
        ("2025-11-00", "is not on the calendar"),
        ("0000-01", "is not on the calendar"),
    ],
)
def test_other_texts_are_refused(text: str, message: str) -> None:
    """Neither another form nor a date on no calendar is accepted."""
    with pytest.raises(ValueError, match=f"^{message}"):
        PartialDate.parse(text)


def test_dates_sort_by_time() -> None:
    """A month is before its days and after those of the month before."""
    texts = ["2025-10-31", "2025-11", "2025-11-01", "2025-12", "2026-01"]
    dates = [PartialDate.parse(text) for text in texts]
    shuffled = [dates[number] for number in (3, 0, 4, 2, 1)]
    assert sorted(shuffled) == dates
    assert PartialDate.parse("2025-11") == dates[1]


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2025-12-31", (2025, 12, 31), (2026, 1, 1)),
        ("2025-12", (2025, 12, 1), (2026, 1, 1)),
        ("2024-02", (2024, 2, 1), (2024, 3, 1)),
    ],
)
def test_a_month_lasts_until_the_next(
    text: str, first: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    """A date spans the days from its first to the one before `next_day`."""
    date = PartialDate.parse(text)
    assert date.first_day() == datetime.date(*first)
    assert date.next_day() == datetime.date(*after)


def test_the_month_of_a_day() -> None:
    """`year_month` leaves out the day."""
    assert str(PartialDate.parse("2025-11-25").year_month()) == "2025-11"
