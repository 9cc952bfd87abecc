"""The files of a data folder, opened for a change: found by record, changed as trees, checked as a whole, then written."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from stickingpoints import bounded_files
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.model.records import Dataset, Record
from stickingpoints.problems import Problem, display_path
from stickingpoints.reading.load import Reading, read
from stickingpoints.safe_writes import write_texts

SCHEMA_LINE = "# yaml-language-server: $schema=../schema/stickingpoints.schema.json\n"


class Files:
    """The YAML files of one data folder. Nothing is written before `save`, and nothing but these files ever."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opened: dict[Path, Document] = {}

    def document(self, path: Path) -> Document:
        """Return a file of the folder, as it will be written; raises ContentError if it cannot be edited."""
        if path not in self.opened:
            name = f"{display_path(self.folder)}/{path.name}"
            self.opened[path] = Document(bounded_files.read_text(path, name), name)
        return self.opened[path]

    def holding(self, record: Record) -> Document:
        """Return the file that a record was read from."""
        return self.document(self.folder / Path(record.where().file).name)

    def list_of(self, key: str, records: list[Any]) -> tuple[Document, Any]:
        """Return the file and the list that a new record of a top-level list goes into: where the last one stands, else a new file."""
        path = self.folder / f"{key}.yaml"
        if not records and path not in self.opened and not bounded_files.exists(path):
            self.opened[path] = Document(f"{SCHEMA_LINE}{key}: []\n", path.name)
        document = self.holding(records[-1]) if records else self.document(path)
        return document, document.tree.setdefault(key, [])

    def tried(self) -> Reading:
        """Return what a check of the folder would say after the change."""
        with tempfile.TemporaryDirectory() as scratch:
            for path in bounded_files.files(
                self.folder, display_path(self.folder), ".yaml", "quotes.lock"
            ):
                shutil.copy(path, scratch, follow_symlinks=False)
            for path, document in self.opened.items():
                (Path(scratch) / path.name).write_text(
                    document.text(), encoding="utf-8", newline="\n"
                )
            reading = read(Path(scratch))
            return replace(
                reading,
                problems=tuple(
                    self._at_home(problem, display_path(Path(scratch)))
                    for problem in reading.problems
                ),
            )

    def _at_home(self, problem: Problem, scratch: str) -> Problem:
        """Name the files of a problem as they will be called."""
        home = display_path(self.folder)
        place = problem.place._replace(file=problem.place.file.replace(scratch, home))
        return replace(problem, place=place, message=problem.message.replace(scratch, home))

    def save(self) -> list[Path]:
        """Write every file that was opened; returns them."""
        write_texts({path: document.text() for path, document in self.opened.items()})
        return list(self.opened)


def entry(entries: Any, key: str, value: str) -> Any:
    """Return the record of a list whose `key` is `value`."""
    return next(one for one in entries if str(one[key]) == value)


def position_of(files: Files, dataset: Dataset, issue: str, party: str) -> tuple[Document, Any]:
    """Return the file and the tree of a party's position on an issue."""
    document = files.holding(dataset.issue[issue])
    return document, entry(entry(document.tree["issues"], "id", issue)["positions"], "party", party)


def place_of(statements: Any, date: str) -> int:
    """Return where a statement of a day goes among others, newest first."""
    return next(
        (number for number, one in enumerate(statements) if str(one["date"]) <= date),
        len(statements),
    )
