"""Lists in parts → the files that say on which part an anchor is.

A fragment of an address never reaches a host, so that only a script can follow a permanent address
to its part (`script/anchors.js`). It reads one small piece, which follows from the anchor itself.
Without a script the first page leads to every part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stickingpoints.site.json_files import file
from stickingpoints.site.long_lists import LongList

_ADDRESS = "assets/anchors/{page}{piece}.json"
_ON_DISK = "anchors"
"""The variable that a file sets in an edition that is read from the disk."""


def files(lists: Iterable[LongList], *, by_file: bool = False) -> dict[str, bytes]:
    """Return the files of all lists, by address.

    Each is an object that gives the address of the part that has an anchor.
    """
    published: dict[str, bytes] = {}
    for long_list in lists:
        for piece, places in enumerate(_pieces(long_list)):
            address = _ADDRESS.format(page=long_list.address, piece=piece)
            published |= file(address, places, by_file=by_file, name=_ON_DISK)
    return published


def _pieces(long_list: LongList) -> Iterator[dict[str, str]]:
    """Yield the anchors of each piece."""
    pieces: list[dict[str, str]] = [{} for _ in range(long_list.pieces)]
    for anchor, address in long_list.places.items():
        pieces[piece_of(anchor, long_list.pieces)][anchor] = address
    yield from pieces


def piece_of(anchor: str, pieces: int) -> int:
    """Return which of so many pieces an anchor is in; the script computes the same."""
    number = 0
    for letter in anchor:
        number = (number * 31 + ord(letter)) % pieces
    return number
