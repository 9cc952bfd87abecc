"""BibTeX and BibLaTeX → references. bibtexparser reads the entries, pylatexenc their LaTeX."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateFieldKeyBlock, Entry
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from stickingpoints.editing.imports import reference_values
from stickingpoints.editing.imports.references import (
    FALLBACK_KIND,
    MOST_ENTRIES,
    Reference,
    problem,
)
from stickingpoints.editing.imports.statement_rows import is_address
from stickingpoints.exports.bibliography import BIBTEX_MONTHS, LINE_END, OWN_BIBTEX
from stickingpoints.model.records import SourceKind, words_of
from stickingpoints.problems import ContentError, Place, Problem, in_reading_order, shorten
from stickingpoints.text.fill_in import marker

_CERTAIN: Mapping[str, SourceKind] = {
    "jurisdiction": "official-document",
    "legislation": "official-document",
    "legal": "official-document",
}
_PUBLISHER_FIELDS = (
    "journaltitle",
    "journal",
    "howpublished",
    "publisher",
    "institution",
    "organization",
)
_LONGEST_FIELD = 20_000
_URL = re.compile(r"\\url\s*\{([^{}]*)\}")
# Both report on what they cannot read, which a problem with its place says here.
for _library in ("bibtexparser", "pylatexenc"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass
class _Read:
    """What was read of an entry: the fields of a source, and what is wrong, unsure or left out."""

    entry: Entry
    file: str
    lines: Sequence[str]
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where the entry begins."""
        return _place(self.file, self.entry.start_line)

    def raw(self, *names: str) -> tuple[str, str]:
        """Return the first of these fields that is there, and its value as the file has it."""
        for name in names:
            value = self._values.get(name, "").strip()
            if value:
                return name, value
        return "", ""

    @property
    def _values(self) -> dict[str, str]:
        values = {}
        for entry_field in self.entry.fields:
            values[entry_field.key.lower()] = str(entry_field.value)
        return values

    def place_of(self, name: str) -> Place:
        """Return where a field is."""
        for entry_field in self.entry.fields:
            if entry_field.key.lower() == name:
                place = _place(self.file, entry_field.start_line)
                match = re.search(
                    rf"\b{re.escape(entry_field.key)}\s*=", self.lines[place.line - 1]
                )
                return place._replace(column=match.start() + 1 if match else 1)
        return self.place

    def text(self, *names: str) -> str:
        """Return the first of these fields that is there, without its LaTeX."""
        name, value = self.raw(*names)
        try:
            return reference_values.plain(_without_latex(value))
        except ValueError as error:
            self.refuse(name, str(error))
            return ""

    def refuse(self, name: str, message: str) -> None:
        """Note what is wrong with a field."""
        trail = f"{shorten(self.entry.key)} › {name}"
        self.problems.append(problem(self.place_of(name), trail, message))

    def put(self, key: str, value: Any, *names: str) -> None:
        """Set a field of the source from the first of these fields that is there."""
        if value:
            self.values[key] = value
            self.places[key] = self.place_of(self.raw(*names)[0])


def references(text: str, name: str) -> list[Reference]:
    """Return the references of a file; raises ContentError with every one that cannot be read."""
    library = parse_string(text)
    problems = [
        problem(_place(name, block.start_line), "", _unreadable(block))
        for block in library.failed_blocks
    ]
    if len(library.entries) > MOST_ENTRIES:
        message = f"the file has more than {MOST_ENTRIES:,} entries; split it"
        raise ContentError([problem(_place(name, 0), "", message)])
    if not library.entries and not problems:
        message = "there is no entry in the file; export BibTeX, which has entries as @article{…}"
        raise ContentError([problem(_place(name, 0), "", message)])
    lines = text.split("\n")
    results = [_read(entry, name, lines) for entry in library.entries]
    for result in results:
        problems += result.problems
    if problems:
        raise ContentError(in_reading_order(problems))
    return list(map(_reference, results))


def _place(name: str, line: int | None) -> Place:
    """Return the start of a line, which bibtexparser counts from 0."""
    number = (line or 0) + 1
    return Place(name, number, 1, number)


def _unreadable(block: object) -> str:
    if isinstance(block, DuplicateFieldKeyBlock):
        twice = " and ".join(sorted(block.duplicate_keys))
        return f"the entry has {twice} twice; delete one of them"
    return (
        "the entry that begins here cannot be read; see that its braces and quotation marks are "
        "closed, that a comma follows each field, and that no other entry has its key"
    )


def _read(entry: Entry, name: str, lines: Sequence[str]) -> _Read:
    read = _Read(entry, name, lines)
    # The address before the publisher: its host is one where none is named.
    for reader in (
        _title,
        _url,
        _publisher,
        _kind,
        _authors,
        _published,
        _accessed,
        _language,
        _own,
    ):
        reader(read)
    return read


def _reference(read: _Read) -> Reference:
    return Reference(
        read.place,
        shorten(read.entry.key),
        read.entry.key,
        read.values,
        read.places,
        tuple(read.unsure),
        tuple(read.remarks),
    )


def _title(read: _Read) -> None:
    title = read.text("title")
    if subtitle := read.text("subtitle"):
        title = f"{title}: {subtitle}"
    if not title and not read.problems:
        read.refuse("title", "the title is missing; add it in the reference manager")
    read.put("title", title, "title")


def _url(read: _Read) -> None:
    name, value = read.raw("url")
    # BibTeX has no field for addresses, so that many files have them here.
    in_text = _URL.search(read.raw("howpublished")[1])
    if in_text:
        name, value = "howpublished", value or in_text[1]
    url = re.sub(r"\\([_%&#$~])", r"\1", value)
    if url and not is_address(url):
        read.refuse(name, f'"{shorten(url)}" is not a web address; it begins with https://')
        return
    doi = reference_values.of_doi(read.text("doi"))
    read.put("url", url or doi, name or "doi")


def _publisher(read: _Read) -> None:
    for name in _PUBLISHER_FIELDS:
        if not _URL.search(read.raw(name)[1]) and (publisher := read.text(name)):
            read.put("publisher", publisher, name)
            return
    url = read.values.get("url", "")
    read.put("publisher", reference_values.host(url) or marker("who published it"), "url")
    read.unsure.append("the publisher")


def _kind(read: _Read) -> None:
    keywords = read.text("keywords")
    kind = _CERTAIN.get(read.entry.entry_type.lower(), FALLBACK_KIND)
    if read.text("entrysubtype") == "newspaper":
        kind = "news-report"
    elif keywords in words_of(SourceKind):
        kind = keywords
    elif read.entry.entry_type.lower() not in _CERTAIN:
        read.unsure.append(f"the kind, for which {kind} is assumed")
    read.put("kind", kind, "keywords")


def _authors(read: _Read) -> None:
    _, value = read.raw("author")
    names = [_name(read, name) for name in split_multiple_persons_names(value)]
    read.put("authors", list(filter(None, names)), "author")


def _name(read: _Read, name: str) -> str:
    """Return a name in the order of reading: `von Last, Jr, First` as `First von Last Jr`."""
    parts = parse_single_name_into_parts(name, strict=False)
    words = [*parts.first, *parts.von, *parts.last, *parts.jr]
    try:
        return reference_values.plain(_without_latex(" ".join(words)))
    except ValueError as error:
        read.refuse("author", str(error))
        return ""


def _published(read: _Read) -> None:
    name, date = read.raw("date")
    first, _, last = date.partition("/")
    parts = reference_values.date_parts(first)
    if last and last != first:
        read.remarks.append("date is a range; only what its ends have in common is taken")
        parts = reference_values.in_common(parts, reference_values.date_parts(last))
    if not date:
        name, parts = _from_fields(read)
    elif not reference_values.date_parts(first):
        read.refuse(name, f'"{shorten(date)}" is not a date; write it as 2025-11-25')
    try:
        fields = reference_values.published(parts) if parts else {}
    except (ValueError, TypeError):
        read.refuse(name, "there is no such date; write year, month and day as numbers")
        return
    for key, value in fields.items():
        read.put(key, value, name)


def _from_fields(read: _Read) -> tuple[str, list[int]]:
    """Return the date in the fields year, month and day, as far as they give one."""
    _, year = read.raw("year")
    month = _month(read.raw("month")[1])
    _, day = read.raw("day")
    parts: list[int] = []
    for part in (year, month, day):
        if not re.fullmatch(r"\d{1,4}", part, re.ASCII):
            break
        parts.append(int(part))
    if year and not parts:
        read.remarks.append(f'the year is "{shorten(year)}", which is no number; add published')
    return "year", parts


def _month(text: str) -> str:
    """Return the number of a month that is given by its number, abbreviation or English name."""
    name = text.strip().lower()[:3]
    if name in BIBTEX_MONTHS:
        return str(BIBTEX_MONTHS.index(name) + 1)
    return text


def _accessed(read: _Read) -> None:
    name, date = read.raw("urldate")
    try:
        day = reference_values.day(reference_values.date_parts(date))
    except ValueError:
        day = ""
    read.put("accessed", day, name)
    if date and not day:
        read.refuse(name, f'"{shorten(date)}" is not a day; write it as 2025-11-25')


def _language(read: _Read) -> None:
    words = read.text("language", "langid")
    tag = reference_values.language(words)
    read.put("language", tag, "language", "langid")
    if words and not tag:
        read.remarks.append(f'the language "{shorten(words)}" is not known; add its tag, as en')


def _own(read: _Read) -> None:
    """Take what our own export has kept; a note of others may be for themselves alone."""
    if read.text("keywords") in words_of(SourceKind):
        read.put("note", read.text("note"), "note")
    for name, key in OWN_BIBTEX.items():
        _, value = read.raw(name)
        read.put(key, "\n".join(map(_without_latex, value.split(LINE_END))), name)


def _without_latex(text: str) -> str:
    """Return the text that LaTeX would print; raises ValueError if that cannot be said."""
    if len(text) > _LONGEST_FIELD:
        raise ValueError(f"the text has more than {_LONGEST_FIELD:,} characters; shorten it")
    # The decoder takes most of the time of an import, and most texts have no LaTeX.
    if not re.search(r"[\\{}~$%`'-]", text):
        return text
    try:
        return str(_decoder().latex_to_text(text)).replace("\N{NO-BREAK SPACE}", " ")
    except Exception:  # noqa: BLE001  of whatever kind, its cause is the text
        raise ValueError("the LaTeX here cannot be read; write the text without it") from None


@cache
def _decoder() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    own = [
        # Our own export writes these; the decoder would drop the braces and change the circumflex.
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ]
    known.add_context_category("characters", prepend=True, macros=own)
    return LatexNodes2Text(latex_context=known, math_mode="verbatim", keep_comments=True)
