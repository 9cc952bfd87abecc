"""What an import of a table works with, and what it has written so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from stickingpoints.checks.quote_lock import Lock
from stickingpoints.editing.files import Files, entry
from stickingpoints.editing.imports import new_records
from stickingpoints.editing.imports.new_sources import Sources
from stickingpoints.editing.imports.origins import Origins
from stickingpoints.editing.imports.statement_rows import Cited, Entry
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.model.records import Dataset, Statement
from stickingpoints.problems import shorten

Pair = tuple[str, str]


@dataclass
class Report:
    """What a table changes, by record, and what an editor should look at."""

    added: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    look_at: list[str] = field(default_factory=list)
    unchanged: int = 0
    about: str = ""

    def change(self, what: str, before: object, after: object) -> None:
        """Record that a value of the record `about` was replaced."""
        line = f"{what}: {_in_a_line(before)} → {_in_a_line(after)}"
        self.changed.setdefault(self.about, []).append(line)


def _in_a_line(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, list):
        return " to ".join(value)
    return shorten(str(value))


class _Open(NamedTuple):
    """A position that is open for editing: its tree, and those of the statements that it had."""

    document: Document
    tree: Any
    statements: tuple[Any, ...]


@dataclass
class Import:
    """What an import works with, and what it has written so far."""

    files: Files
    dataset: Dataset
    lock: Lock
    sources: Sources
    origins: Origins = field(default_factory=Origins)
    report: Report = field(default_factory=Report)
    opened: dict[Pair, _Open] = field(default_factory=dict)
    edited: dict[Pair, list[Any]] = field(default_factory=dict)


def open_position(work: Import, pair: Pair) -> _Open:
    """Return a position opened for editing; one that its issue lacks is added."""
    if pair in work.opened:
        return work.opened[pair]
    issue, party = pair
    document = work.files.holding(work.dataset.issue[issue])
    positions = entry(document.tree["issues"], "id", issue)["positions"]
    if party not in work.dataset.issue[issue].position:
        document.insert(positions, len(positions), {"party": party, "statements": []})
    tree = entry(positions, "party", party)
    # The statements as they were, since rows that add some move the others.
    work.opened[pair] = _Open(document, tree, tuple(tree["statements"]))
    return work.opened[pair]


def edited_tree(work: Import, read: Entry, statement: Statement) -> Any:
    """Return the tree of a statement of the data, which counts as edited."""
    pair = (read.issue, read.party)
    number = work.dataset.issue[read.issue].position[read.party].statements.index(statement)
    tree = open_position(work, pair).statements[number]
    work.edited.setdefault(pair, []).append(tree)
    return tree


def put(tree: Any, key: str, value: Any) -> None:
    """Set a field of a record, or remove it if the value is None."""
    if value is None:
        tree.pop(key, None)
    else:
        tree[key] = value


def source_id(work: Import, source: Cited) -> str:
    """Return the id of the source that a cell names, which is added if its address is new."""
    if source.source in work.dataset.source:
        return source.source
    name = work.sources.id_of_address(source.source)
    work.origins.note(source.cell.origin, "sources", name)
    return name


def new_citation(work: Import, source: Cited, attribution: str) -> dict[str, Any]:
    """Return the tree of a citation, with its source and, if a row has one, its quote."""
    quoted = new_records.quoted(source.quote_texts(), attribution)
    return {"source": source_id(work, source), **quoted}


def holds(records: Iterable[object], record: object) -> bool:
    """Return whether a record itself is among some, not only one that is equal to it."""
    return any(record is other for other in records)
