"""What a cell holds, and the cells that the rows of several tables have."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from stickingpoints.model import addresses, order
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import (
    Dataset,
    Event,
    Issue,
    Position,
    ScalePlace,
    Source,
    Statement,
)
from stickingpoints.model.scale import ends
from stickingpoints.model.standing import with_withdrawn
from stickingpoints.text import prose

Cell = str | int | bool | datetime.date | list[str] | None
Row = Mapping[str, Cell]

_YES_OR_NO = MappingProxyType({True: "yes", False: "no"})


def as_text(cell: Cell) -> str | None:
    """Return a cell as text, None if it is empty: an empty text and an empty list are."""
    if isinstance(cell, bool):
        return _YES_OR_NO[cell]
    if isinstance(cell, list):
        return "; ".join(cell) or None
    if cell is None or cell == "":
        return None
    return str(cell)


def ordered_statements(dataset: Dataset) -> Iterator[tuple[Issue, Position, Statement]]:
    """Yield every statement with its issue and position, in the order of the files."""
    for issue in dataset.issues:
        for position in order.positions(dataset, issue):
            for statement in with_withdrawn(position):
                yield issue, position, statement


def statement_id(issue: Issue, position: Position, statement: Statement) -> str:
    """Return the id by which the tables name a statement."""
    return f"{issue.id}#{addresses.statement_anchor(position, statement)}"


def dated(name: str, date: str | None) -> dict[str, Cell]:
    """Return a date as it is written (a day or a month), as a day, and how exact it is."""
    if date is None:
        return {name: None, f"{name}_start": None, f"{name}_precision": None}
    parsed = PartialDate.parse(date)
    return {
        name: date,
        f"{name}_start": parsed.first_day(),
        f"{name}_precision": parsed.precision,
    }


def withdrawal(record: Statement | Source | Event) -> dict[str, Cell]:
    """Return when and why a record was withdrawn; both cells are empty if it was not."""
    if record.withdrawn is None:
        return {"withdrawn": None, "withdrawn_reason": None}
    return {
        "withdrawn": record.withdrawn.date,
        "withdrawn_reason": prose.plain(record.withdrawn.reason),
    }


def place(issue: Issue, at: ScalePlace | None) -> dict[str, Cell]:
    """Return a place on the scale of an issue, as ids and as labels."""
    if at is None or issue.scale is None:
        return {"at": None, "at_label": None}
    points = list(dict.fromkeys(ends(at)))
    return {
        "at": points,
        "at_label": [issue.scale.points[issue.point[point]].label for point in points],
    }


def plain_or_none(text: str | None) -> str | None:
    """Return a text of the data without its marks, None if there is none."""
    if not text:
        return None
    return prose.plain(text)
