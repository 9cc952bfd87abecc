"""A source → its entry in the numbered list of sources."""

from __future__ import annotations

from urllib.parse import quote

from stickingpoints.i18n.language import Language
from stickingpoints.model.records import Source
from stickingpoints.pdf.texts import LONGEST_KEPT, capitalized, length, optional
from stickingpoints.pdf.values import CitedIn, SourceEntry
from stickingpoints.text import prose

_COLUMNS = 2  # of the list: an entry that is kept whole has half the room


def source_entry(
    language: Language, source: Source, number: int, cited: list[CitedIn]
) -> SourceEntry:
    """Return the entry of a source, with the places in the document where it is cited."""
    accessed = language.say("read {day}", day=language.long_date(source.accessed))
    room = length(source.title, source.note, source.url, _basis(source))
    return {
        "n": number,
        "authors": ", ".join(source.authors),
        "title": source.title,
        # Typst takes the language alone; a region or script has parameters of its own there.
        "lang": (source.language or language.code).partition("-")[0],
        "published": f"{source.publisher}. {_published(language, source)}.",
        "kind": f"{language.words.source_kinds[source.kind]}. {capitalized(accessed)}.",
        "note": optional(source.note),
        "url": source.url,
        "href": _ascii(source.url),
        "archive": source.archive_url,
        "archive_href": _ascii(source.archive_url),
        "cited": cited,
        "keep": room < LONGEST_KEPT / _COLUMNS,
    }


def _basis(source: Source) -> str:
    return prose.plain(source.published_basis or "").rstrip(".")


def _published(language: Language, source: Source) -> str:
    """Return when a source was published, and how the date is known where it is inferred."""
    basis = _basis(source)
    if source.published is None:
        return basis or language.say("no date")
    day = language.long_date(source.published)
    if basis:
        return f"{day} ({basis})"
    return day


def _ascii(address: str | None) -> str | None:
    """Return an address in the ASCII characters that a PDF link may hold (RFC 3987, 3.1)."""
    if address is None:
        return None
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~")
