"""The tables → one SQLite file with their keys, which Datasette opens as it is.

Cells are those of the CSV files, without the apostrophes that guard a spreadsheet; an empty cell is
NULL, a number is an integer, everything else is text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from stickingpoints.exports import columns, manifest, rows
from stickingpoints.exports.columns import TABLES, Column, ForeignKey, Table
from stickingpoints.exports.rows import Cell, Row
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset

# Bytes of the header (https://www.sqlite.org/fileformat.html) that say which release of SQLite
# wrote the file. Readers do not use it, and releases that lay rows out alike then agree.
_WRITER = slice(96, 100)
_ANY_WRITER = (3_037_000).to_bytes(4, "big")
_PAGE = 4096  # bytes; the default differs between builds


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the SQLite file."""
    yield manifest.DATABASE, content(dataset, site)


def content(dataset: Dataset, site: Site) -> bytes:
    """Return the tables as an SQLite file.

    The same rows give the same bytes with the same release of SQLite. Where a row goes on its page
    is for SQLite to decide, and 3.51 decides otherwise than 3.40: the rows are the same, not the
    bytes.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        # Both before the first table: afterwards SQLite ignores them.
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute(f"PRAGMA user_version = {manifest.VERSION}")
        for table in TABLES:
            _fill(connection, table, rows.of(table, dataset, site))
        connection.commit()
        # Lays the rows out anew: without it, the bytes would depend on how they were inserted.
        connection.execute("VACUUM")
        written = bytearray(connection.serialize())
    written[_WRITER] = _ANY_WRITER
    return bytes(written)


def _fill(connection: sqlite3.Connection, table: Table, lines: Iterable[Row]) -> None:
    connection.execute(_definition(table))
    places = ", ".join("?" * len(table.columns))
    # The name is one of ours, never a text of the data.
    insert = f"INSERT INTO {table.name} VALUES ({places})"  # noqa: S608
    connection.executemany(insert, (_values(table, row) for row in lines))


def _values(table: Table, row: Row) -> list[str | int | None]:
    return [_value(column, row[name]) for name, column in table.columns.items()]


def _value(column: Column, cell: Cell) -> str | int | None:
    if column.kind == "integer" and isinstance(cell, int):
        return cell
    return rows.as_text(cell)


def _definition(table: Table) -> str:
    """Return the SQL that creates a table, the description of each column as a comment above it.

    Datasette prints it below the table.
    """
    parts = [
        *_columns(table),
        f"PRIMARY KEY ({_names(table.primary_key)})",
        *map(_foreign_key, table.foreign_keys),
    ]
    body = ",\n  ".join(parts)
    return f"CREATE TABLE {table.name} (\n  {body}\n)"


def _columns(table: Table) -> Iterator[str]:
    for name, column in table.columns.items():
        sql_type = "INTEGER" if column.kind == "integer" else "TEXT"
        if name in table.primary_key:
            sql_type += " NOT NULL"  # which SQLite does not take for granted in a key
        yield f'-- {column.description}\n  "{name}" {sql_type}'


def _foreign_key(key: ForeignKey) -> str:
    target = columns.table(key.table)
    return (
        f"FOREIGN KEY ({_names(key.columns)}) "
        f"REFERENCES {target.name} ({_names(target.primary_key)})"
    )


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
