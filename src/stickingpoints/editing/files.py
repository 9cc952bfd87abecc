"""The files of a data folder, opened for editing: changed as trees, checked, then written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
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
    """The YAML files of one data folder; only `save` writes, and only those that were opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opened: dict[Path, Document] = {}

    def document(self, path: Path) -> Document:
        """Return a file of the folder for editing; raises ContentError if that is not possible."""
        if path not in self.opened:
            name = f"{display_path(self.folder)}/{path.name}"
            self.opened[path] = Document(bounded_files.read_text(path, name), name)
        return self.opened[path]

    def holding(self, record: Record) -> Document:
        """Return the file that a record was read from."""
        return self.document(self.folder / Path(record.where().file).name)

    def list_of(self, key: str, records: list[Any]) -> tuple[Document, Any]:
        """Return the file and the list for a new record of a top-level list.

        It is the file of the last such record, or else a new one.
        """
        document = self.holding(records[-1]) if records else self.file_for(key)
        return document, document.tree.setdefault(key, [])

    def file_for(self, key: str) -> Document:
        """Return the file named after a top-level list, which is created if there is none."""
        path = self.folder / f"{key}.yaml"
        start = SCHEMA_LINE
        if path in self.opened or bounded_files.exists(path):
            document = self.document(path)
            if document.tree is not None:
                return document
            start = f"{document.text().strip()}\n".lstrip()  # comments at most
        name = f"{display_path(self.folder)}/{path.name}"
        self.opened[path] = Document(f"{start}{key}: []\n", name)
        return self.opened[path]

    def tried(self) -> Reading:
        """Return what a check of the folder would report after the change."""
        return self.tried_with({path: document.text() for path, document in self.opened.items()})

    def tried_with(self, texts: Mapping[Path, str]) -> Reading:
        """Return what a check of the folder would report with these texts of its files."""
        # A copy, because the check reads files, and those of the data must not change before it
        # passes.
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch)
            name = display_path(self.folder)
            for path in bounded_files.files(self.folder, name, ".yaml", "quotes.lock"):
                shutil.copy(path, copy, follow_symlinks=False)
            for path, text in texts.items():
                (copy / path.name).write_text(text, encoding="utf-8", newline="\n")
            reading = read(copy)
            problems = self._in_this_folder(reading.problems, display_path(copy))
        return replace(reading, problems=problems)

    def _in_this_folder(self, problems: Iterable[Problem], copy: str) -> tuple[Problem, ...]:
        """Return problems that were found in a copy with the file names of this folder."""
        name = display_path(self.folder)
        renamed = []
        for problem in problems:
            place = problem.place._replace(file=problem.place.file.replace(copy, name))
            message = problem.message.replace(copy, name)
            renamed.append(replace(problem, place=place, message=message))
        return tuple(renamed)

    def save(self) -> list[Path]:
        """Write every file that was opened; return their paths."""
        write_texts({path: document.text() for path, document in self.opened.items()})
        return list(self.opened)


def entry(entries: Any, key: str, value: str) -> Any:
    """Return the record of a list whose `key` is `value`; there must be one."""
    number = number_of(entries, key, value)
    if number is None:
        raise KeyError(value)
    return entries[number]


def number_of(entries: Any, key: str, value: str) -> int | None:
    """Return the index of the record of a list whose `key` is `value`, None if there is none."""
    for number, record in enumerate(entries):
        if isinstance(record, dict) and str(record.get(key)) == value:
            return number
    return None


def position_of(files: Files, dataset: Dataset, issue: str, party: str) -> tuple[Document, Any]:
    """Return the file and the tree of a party's position on an issue."""
    document = files.holding(dataset.issue[issue])
    positions = entry(document.tree["issues"], "id", issue)["positions"]
    return document, entry(positions, "party", party)


def place_of(records: Any, date: str) -> int:
    """Return the index for a new record of a date among others, newest first."""
    for number, record in enumerate(records):
        if str(record.get("date")) <= date:
            return number
    return len(records)


def place_by_id(records: Any, name: str) -> int:
    """Return the index for a new record with the id `name` among others, sorted by id."""
    for number, record in enumerate(records):
        if str(record.get("id")) > name:
            return number
    return len(records)
