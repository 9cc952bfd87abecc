"""A day or, where the day is not known, a month."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Literal

Precision = Literal["day", "month"]

_FORM = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A calendar date of reduced precision (ISO 8601-1:2019, 5.2.2.2): `2025-11-25` or `2025-11`.

    A month is before all of its days, as the texts sort. `day` is None in a month.
    """

    year: int
    month: int
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date that a text writes.

        Raises ValueError if it writes none; the message is the rest of a sentence that begins with
        the text.
        """
        match = _FORM.fullmatch(text)
        if not match:
            raise ValueError(
                "is not a day or a month; write 2025-11-25 or, where only the month is known, "
                "2025-11"
            )
        year, month, day = match.groups()
        date = cls(int(year), int(month))
        if day is not None:
            date = cls(date.year, date.month, int(day))
        try:
            date.first_day()
        except ValueError:
            raise ValueError(
                "is not on the calendar; write a day as 2025-11-25 or a month as 2025-11"
            ) from None
        return date

    @property
    def precision(self) -> Precision:
        """What is known: the day, or the month alone."""
        return "month" if self.day is None else "day"

    def year_month(self) -> PartialDate:
        """Return the month alone."""
        return PartialDate(self.year, self.month)

    def first_day(self) -> datetime.date:
        """Return the day itself, or the first day of the month."""
        if self.day is None:
            return datetime.date(self.year, self.month, 1)
        return datetime.date(self.year, self.month, self.day)

    def next_day(self) -> datetime.date:
        """Return the day after, or the first day of the month after."""
        first = self.first_day()
        if self.precision == "day":
            return first + datetime.timedelta(days=1)
        # No month is longer than 31 days, so this is a day of the next one.
        return (first + datetime.timedelta(days=31)).replace(day=1)

    def __str__(self) -> str:
        """Return the date as it is written in the data."""
        month = f"{self.year:04}-{self.month:02}"
        if self.day is None:
            return month
        return f"{month}-{self.day:02}"

    def __lt__(self, other: PartialDate) -> bool:
        """Return whether this date is before another."""
        # As texts, so that dates sort as they do in the data: a month before its days.
        return str(self) < str(other)
