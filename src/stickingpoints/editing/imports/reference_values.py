"""What reference managers write → values of a source: plain texts, dates, languages, addresses."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from stickingpoints.editing.imports.statement_rows import is_address
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.problems import FORBIDDEN

# The marks that CSL-JSON allows in texts (docs.citationstyles.org), and those of Zotero.
_RICH_TEXT = re.compile(r"</?(?:i|b|em|strong|u|sc|sup|sub|nc|span)(?:\s[^<>]*)?>")
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T\s].*)?")


def plain(text: str) -> str:
    """Return a text on one line, without marks and invisible characters."""
    return " ".join(FORBIDDEN.sub(" ", _RICH_TEXT.sub("", text)).split())


def host(address: str) -> str:
    """Return the host of a web address as readers know it, without `www.`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def of_doi(text: str) -> str:
    """Return the address of a DOI, "" if the text is none that can be one."""
    match = _DOI.fullmatch(text.strip())
    address = f"https://doi.org/{match[1]}" if match else ""
    return address if is_address(address) else ""


def language(text: str) -> str:
    """Return the language tag (BCP 47) for a tag or an English name, "" if neither is known."""
    if _TAG.fullmatch(text) and text.lower() not in _languages_by_name():
        first, *others = text.replace("_", "-").split("-")
        return "-".join([first.lower(), *others])
    return _languages_by_name().get(text.casefold(), "")


@cache
def _languages_by_name() -> dict[str, str]:
    """Return the tags of languages by their English names (CLDR)."""
    names: dict[str, str] = {}
    for code, name in Locale("en").languages.items():
        if re.fullmatch(r"[a-z]{2,3}", code):
            names.setdefault(name.casefold(), code)
    return names


def date_parts(text: str) -> list[int]:
    """Return year, month and day of a date (ISO 8601), as many as there are; none of no date."""
    match = _ISO.fullmatch(text.strip())
    if not match:
        return []
    return list(map(int, filter(None, match.groups())))


def published(parts: list[int]) -> dict[str, Any]:
    """Return the fields of a day, month or year of publication.

    A year alone is no date that a source can have: it is said in `published_basis`. Raises
    ValueError if there is no such date.
    """
    if len(parts) == 1:
        return {
            "published_basis": f"Only the year, {datetime.date(parts[0], 1, 1).year}, is given."
        }
    date = PartialDate(*parts)
    date.first_day()
    return {"published": str(date)}


def day(parts: list[int]) -> str:
    """Return a day as the data writes it; raises ValueError if the parts are none."""
    return datetime.date(*parts).isoformat() if len(parts) == 3 else ""


def in_common(first: list[int], last: list[int]) -> list[int]:
    """Return what two dates have in common: year and month, the year, or nothing."""
    for length in (2, 1):
        if first[:length] == last[:length]:
            return first[:length]
    return []
