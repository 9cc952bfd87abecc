"""The values that fields may take beside fixed words: texts of a length, dates, names, addresses.

What pydantic cannot say with a pattern is checked by a function, whose message says what to write.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StrictInt, StringConstraints

from stickingpoints.model.partial_date import PartialDate


def _day(value: Any) -> Any:
    """Accept a day written with or without quotes; refuse what is on no calendar."""
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("is not a day; write it as 2025-11-25")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a day on the calendar; write one as 2025-11-25") from None


def _day_or_month(value: Any) -> str:
    """Accept a day or, where the day is not known, a month; keep it as text, which sorts."""
    return str(PartialDate.parse(str(value)))


_ADDRESS = re.compile(
    r"""
    https?://
    [^\s/?#<>"\\^`{|}@]+          # host and port; a user name before an @ is not accepted
    ([/?#][^\s<>"\\^`{|}]*)?      # path, query and fragment
    """,
    re.VERBOSE,
)


def _statement_name(value: Any) -> Any:
    """Accept a day, a month, or either with a key: what tells a statement apart in its position."""
    text = value
    if isinstance(value, datetime.date):
        text = value.isoformat()
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?(-[a-z0-9]+)*", text):
        raise ValueError(
            "is not the name of a statement; write its date, as 2025-11-25, "
            "or its date and key, as 2025-11-25-evening"
        )
    return text


def _web_address(value: str) -> str:
    if not _ADDRESS.fullmatch(value) or not _splits(value):
        raise ValueError(
            "is not a web address; it must begin with https:// or http:// and hold no spaces "
            "and no user name before an @"
        )
    return value


EMAIL = re.compile(
    r"""
    [A-Za-z0-9._+-]+         # nothing that has a meaning in a mailto: address, such as ? or %
    @
    [A-Za-z0-9-]+            # host
    (\.[A-Za-z0-9-]+)+
    """,
    re.VERBOSE,
)


def _contact(value: str) -> str:
    if not EMAIL.fullmatch(value) and not (_ADDRESS.fullmatch(value) and _splits(value)):
        raise ValueError(
            "is neither an e-mail address nor a web address; write one, as editors@example.org "
            "or https://example.org/contact"
        )
    return value


def _splits(address: str) -> bool:
    """Return whether an address can be taken apart into a host and a port that exists."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


# No two hyphens in a row: our own anchors have them between two ids, as `plan--issue`.
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=r"\S")]
Day = Annotated[datetime.date, BeforeValidator(_day)]
DayOrMonth = Annotated[
    str,
    BeforeValidator(_day_or_month),
    Field(json_schema_extra={"pattern": r"^\d{4}-\d{2}(-\d{2})?$"}),
]
WebAddress = Annotated[
    str,
    AfterValidator(_web_address),
    Field(json_schema_extra={"format": "uri", "pattern": "^https?://"}),
]
Contact = Annotated[
    str,
    AfterValidator(_contact),
    Field(json_schema_extra={"pattern": r"^(https?://|[A-Za-z0-9._+-]+@)"}),
]
AnswerText = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"\S")]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"\S")]
Heading = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"\S")]
StatusLabel = Annotated[str, StringConstraints(min_length=1, max_length=30, pattern=r"\S")]
Words = Annotated[
    str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\[\]{}]*[^\[\]{}\s]$")
]
AreaLabel = Annotated[str, StringConstraints(min_length=1, max_length=16, pattern=r"\S")]
Cell = Annotated[StrictInt, Field(ge=1, le=8)]
StatementName = Annotated[
    str,
    BeforeValidator(_statement_name),
    Field(json_schema_extra={"pattern": r"^\d{4}-\d{2}(-\d{2})?(-[a-z0-9]+)*$"}),
]
# Below 2^53, so that every program that reads the JSON has the same number.
Figure = Annotated[StrictInt, Field(ge=0, le=10**15)]
ScalePlace = Id | Annotated[list[Id], Field(min_length=2, max_length=2)]
