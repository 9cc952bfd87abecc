"""`import sources`: what a reference manager holds → sources of the data.

Entries of CSL-JSON and BibTeX are read into one form (`Reference`). A source that is there already
is left alone, and what an entry cannot say is marked for an editor.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from stickingpoints.editing.files import Files, place_by_id
from stickingpoints.editing.imports.origins import Origin, Origins
from stickingpoints.editing.imports.slugs import free_id
from stickingpoints.model.records import Dataset, Source
from stickingpoints.problems import ContentError, Place, Problem, in_reading_order
from stickingpoints.text.fill_in import marker
from stickingpoints.text.slugs import slug
from stickingpoints.text.web_addresses import same_page

RULE = "references"
MOST_ENTRIES = 2_000
LARGEST_FILE = 4 * 1024 * 1024
"""How many bytes a file of references may have; an entry has about a thousand."""
FALLBACK_KIND = "news-report"


class Reference(NamedTuple):
    """An entry of a reference manager: the fields of a source that it gives, and their places.

    `key` is what it is cited by, "" if that is no name; `unsure` are the fields that are required
    and assumed, and `remarks` what a person should know of the reading.
    """

    place: Place
    trail: str
    key: str
    values: Mapping[str, Any]
    places: Mapping[str, Place]
    unsure: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass
class Report:
    """The sources added, those that were there already, and what to look at."""

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass
class _Shelf:
    """The sources that there are: ids, and what tells them apart from a new one."""

    ids: set[str] = field(default_factory=set)
    pages: dict[str, str] = field(default_factory=dict)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)

    def put(self, name: str, values: Mapping[str, Any]) -> None:
        """Add a source by its id."""
        self.ids.add(name)
        if url := values.get("url"):
            self.pages.setdefault(same_page(url), name)
        self.titles.setdefault(_title(values), name)

    def find(self, values: Mapping[str, Any]) -> str | None:
        """Return the source that an entry is: by its address, or else by title and publisher."""
        if url := values.get("url"):
            return self.pages.get(same_page(url))
        return self.titles.get(_title(values))


def _title(values: Mapping[str, Any]) -> tuple[str, str]:
    return str(values["title"]).casefold(), str(values["publisher"]).casefold()


def import_references(
    files: Files, dataset: Dataset, references: Iterable[Reference], day: datetime.date
) -> Report:
    """Add the sources that are new to the opened files and check the result; nothing is written.

    `day` is the day of reading for entries that give none. Raises ContentError with a problem for
    each value that the check refuses.
    """
    shelf = _shelf(dataset.sources)
    report, origins = Report(), Origins()
    for reference in references:
        known = shelf.find(reference.values)
        if known:
            report.known.append(f"{known} ({reference.trail})")
            continue
        record = _record(reference, shelf, day)
        shelf.put(record["id"], record)
        _note(origins, reference, record["id"])
        _insert(files, dataset, record)
        report.added.append(record["id"])
        for remark in reference.remarks:
            report.remarks.append(f"{record['id']}: {remark}")
    if files.opened and (errors := files.tried().errors):
        raise ContentError(in_reading_order(origins.traced(errors)))
    return report


def _shelf(sources: Iterable[Source]) -> _Shelf:
    shelf = _Shelf()
    for source in sources:
        shelf.put(source.id, source.model_dump(include={"url", "title", "publisher"}))
    return shelf


def _record(reference: Reference, shelf: _Shelf, day: datetime.date) -> dict[str, Any]:
    """Return a new source, with a marker in its note for what the entry does not say."""
    values = dict(reference.values)
    unsure = list(reference.unsure)
    if "accessed" not in values:
        values["accessed"] = day.isoformat()
        unsure.append(f"the day on which it was read, for which {day} is assumed")
    if unsure:
        values["note"] = " ".join(filter(None, [values.get("note"), marker("; ".join(unsure))]))
    return {"id": _new_id(reference, shelf), **values}


def _new_id(reference: Reference, shelf: _Shelf) -> str:
    """Return an id from the citation key, or from title and year."""
    key = slug(reference.key, "") if reference.key else ""
    year = str(reference.values.get("published", ""))[:4]
    title = slug(str(reference.values["title"]), "source")[:40].strip("-")
    return free_id(key or f"{title} {year}", shelf.ids, "source")


def _note(origins: Origins, reference: Reference, name: str) -> None:
    origins.note(Origin(reference.place, reference.trail), "sources", name)
    for key, place in reference.places.items():
        origins.note(Origin(place, f"{reference.trail} › {key}"), "sources", name, key)


def _insert(files: Files, dataset: Dataset, record: dict[str, Any]) -> None:
    """Add a source to the others, which are sorted by id."""
    document, sources = files.list_of("sources", dataset.sources)
    document.insert(sources, place_by_id(sources, record["id"]), record)


def problem(place: Place, trail: str, message: str) -> Problem:
    """Return what is wrong with an entry of a file of references."""
    return Problem(place, RULE, trail, message)
