"""Rows → CSV (RFC 4180) that opens right in a spreadsheet and cannot run there.

UTF-8 with a byte order mark, commas, every cell quoted, CRLF. Texts are on one line, without their
Markdown.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from stickingpoints.exports import rows
from stickingpoints.exports.columns import TABLES, Columns
from stickingpoints.exports.rows import Cell
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"). Where its list
# separator is the semicolon, it cuts our cells there and at line breaks too: what follows begins a
# cell. Apostrophes before it count as part of it: a text that looks as if it were guarded gets
# another one, so that taking the first away always gives the text.
_FORMULA = re.compile(
    r"""
    \A (?= '* ( \s* [=+\-@＝＋－＠] | [\t\r\n] ) )    # =1+1
    | (?<= [;\r\n] ) (?= '* [=+\-@＝＋－＠\t] )        # a;=1+1
    """,
    re.VERBOSE,
)

# The two of `_FORMULA` in reverse, for cells that come back from a spreadsheet.
_INNER_GUARD = re.compile(r"(?<=[;\r\n])'(?='*[=+\-@＝＋－＠\t])")
_FIRST_GUARD = re.compile(r"\A'(?='*(\s*[=+\-@＝＋－＠]|[\t\r\n]))")


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of every table."""
    for table in TABLES:
        yield table.address, _csv(table.columns, rows.of(table, dataset, site))


def safe(text: str) -> str:
    """Return a cell's text with an apostrophe before what a spreadsheet takes for a formula."""
    return _FORMULA.sub("'", text)


def unguarded(cell: str) -> str:
    """Return the text of a cell without the apostrophes that `safe` puts in."""
    return _FIRST_GUARD.sub("", _INNER_GUARD.sub("", cell))


def _csv(columns: Columns, lines: Iterable[Mapping[str, Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in lines:
        writer.writerow([safe(rows.as_text(row[name]) or "") for name in columns])
    # Without the mark Excel takes UTF-8 for a Windows code page.
    return out.getvalue().encode("utf-8-sig")
