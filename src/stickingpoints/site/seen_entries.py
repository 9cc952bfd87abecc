"""Which entries the changes of a large site have, for "since your last visit", month by month.

A browser keeps the digest of each month and compares it at the next visit; it reads the entries of
a month where the two differ. Names are shortened to hashes: those of a year of a thousand issues
would be a hundred kilobytes. The script computes the same hash (`script/seen.js`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from stickingpoints.model import addresses
from stickingpoints.site.changes import Corrected, Stated, Withdrawn
from stickingpoints.site.content import Content
from stickingpoints.site.json_files import file

_ADDRESS = "assets/entries/{month}.json"
_ON_DISK = "entries"
"""The variable that a file sets in an edition that is read from the disk."""

_OFFSET, _PRIME, _BITS = 0x811C9DC5, 0x01000193, 0xFFFFFFFF
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def files(content: Content) -> dict[str, bytes]:
    """Return the files of the months, by address; none for a small site.

    Each is a list of the hashes of its entries, in order.
    """
    published: dict[str, bytes] = {}
    if content.has_parts:
        for month, hashes in _months(content).items():
            address = _ADDRESS.format(month=month)
            published |= file(address, hashes, by_file=content.by_file, name=_ON_DISK)
    return published


def digests(content: Content) -> Iterator[tuple[str, str]]:
    """Yield each month (`2026-01`), oldest first, with the digest of its entries."""
    for month, hashes in sorted(_months(content).items()):
        yield month, short_hash(" ".join(hashes))


def name_of(change: Stated | Corrected | Withdrawn) -> str:
    """Return the name of an entry, by which the browser knows it."""
    if isinstance(change, Stated):
        return addresses.statement_entry(change.issue.id, change.position, change.statement)
    kind = "correction" if isinstance(change, Corrected) else "withdrawn"
    return f"{change.issue.id}-{kind}-{change.date}"


def short_hash(text: str) -> str:
    """Return the 32-bit hash of a text (FNV-1a over its code points) to the base of 36."""
    number = _OFFSET
    for letter in text:
        number = ((number ^ ord(letter)) * _PRIME) & _BITS
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _months(content: Content) -> Mapping[str, list[str]]:
    """Return the sorted hashes of the entries of each month."""
    months = defaultdict(set)
    for change in content.changes:
        months[change.month].add(short_hash(name_of(change)))
    return {month: sorted(hashes) for month, hashes in months.items()}
