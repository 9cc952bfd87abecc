"""How to cite the site, and the sources in the forms that reference managers read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from stickingpoints.exports import manifest
from stickingpoints.model import addresses, order
from stickingpoints.model.addresses import Site
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Issue, Position, Source, SourceKind
from stickingpoints.text import prose
from stickingpoints.text.json_bytes import json_line

# Unicode stays (biber, Zotero and JabRef read UTF-8); what LaTeX would act on is escaped.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # never bare: BibTeX counts braces, escaped or not
        "}": r"\textbraceright{}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# In pairs, these are other characters to LaTeX.
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)")

BIBTEX_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
"""BibTeX's own abbreviations."""
OWN_BIBTEX = {
    "sp-note": "note",
    "sp-published-basis": "published_basis",
    "sp-archive-url": "archive_url",
}
"""The fields of ours that no style prints, with those of the source that they keep."""
LINE_END = r"\newline{}"
"""How they keep the end of a line."""
OWN_CSL = ("kind", "note", "published_basis")
"""The fields of a source that CSL has no variable for: they are kept in `custom`."""

_CSL_TYPE: dict[SourceKind, str] = {
    "official-document": "report",
    "official-statement": "webpage",
    "news-report": "article-newspaper",
    "analysis": "webpage",
    "think-tank": "report",
    "republication": "webpage",
}


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the sources, by id, as BibTeX and CSL-JSON 1.0.

    Withdrawn sources are left out.
    """
    sources = [source for source in order.sources(dataset) if not source.withdrawn]
    yield manifest.BIBTEX, "\n".join(map(source_bibtex, sources)).encode()
    yield manifest.CSL, json_line(list(map(_source_csl, sources)))


def plain(dataset: Dataset, site: Site, issue: Issue, position: Position | None = None) -> str:
    """Return a ready citation of an issue, or of one party's position on it, as plain text.

    It names the site, the title, the day that the content describes, and the permanent address
    (left out where the site has none):
    `Sticking Points. “Territory: …?” As of 23 June 2026. https://…`
    """
    language = site.language
    quoted = language.say(
        "“{text}”", text=f"{_title(dataset, site, issue, position)}.".replace("?.", "?")
    )
    parts = [
        f"{site.name}.",
        quoted,
        language.say("As of {day}.", day=language.long_date(dataset.as_of)),
    ]
    return " ".join([*parts, *_addresses(site, issue, position)])


def bibtex(dataset: Dataset, site: Site, issue: Issue, position: Position | None = None) -> str:
    """Return the same citation as a BibTeX entry, which BibTeX and biber both read."""
    parts = [site.slug, issue.id, dataset.as_of.isoformat()]
    if position:
        parts.insert(2, position.party)
    return _entry(
        "-".join(parts),
        {
            "author": f"{{{_latex(site.name)}}}",
            "title": f"{{{_latex(_title(dataset, site, issue, position))}}}",
            **_bibtex_date(dataset.as_of.isoformat()),
            "note": site.language.say("As of {day}", day=site.language.long_date(dataset.as_of)),
            "url": "".join(_addresses(site, issue, position)),
        },
    )


def _title(dataset: Dataset, site: Site, issue: Issue, position: Position | None) -> str:
    if position is None:
        return f"{issue.title}: {prose.plain(issue.question)}"
    return site.language.say(
        "{issue}: position of {party}", issue=issue.title, party=dataset.party[position.party].name
    )


def _addresses(site: Site, issue: Issue, position: Position | None) -> list[str]:
    if not site.url:
        return []
    if position is None:
        return [site.absolute(addresses.issue_page(issue.id))]
    return [site.absolute(addresses.position_entry(issue.id, position))]


# BibTeX


def source_bibtex(source: Source) -> str:
    """Return a source as an entry of BibTeX; what it cannot hold is in fields of our own."""
    return _entry(
        source.id,
        {
            # In braces of its own, an organisation is not taken for a person with first and last
            # name.
            "author": " and ".join(f"{{{_latex(author)}}}" for author in source.authors),
            "title": f"{{{_latex(source.title)}}}",
            **_bibtex_date(source.published),
            "howpublished": _latex(source.publisher),
            "url": source.url or "",
            "urldate": source.accessed.isoformat(),
            "language": source.language or "",
            "note": _latex(prose.plain(source.note or "")),
            "keywords": source.kind,
            **_own_bibtex(source),
        },
    )


def _own_bibtex(source: Source) -> dict[str, str]:
    """Return the fields that the entries of BibTeX cannot hold, or not as they were written."""
    fields = {}
    for name, key in OWN_BIBTEX.items():
        text = getattr(source, key) or ""
        if key != "note" or prose.plain(text) != text:
            fields[name] = LINE_END.join(map(_latex, text.split("\n")))
    return fields


def _entry(key: str, fields: dict[str, str]) -> str:
    """Return an entry of the type that every style knows, without empty fields.

    A month is not put in braces: it is the name of BibTeX's own abbreviation.
    """
    lines = []
    for name, value in fields.items():
        if name == "month":
            lines.append(f"  {name} = {value},\n")
        elif value:
            lines.append(f"  {name} = {{{value}}},\n")
    return f"@misc{{{key},\n{''.join(lines)}}}\n"


def _bibtex_date(date: str | None) -> dict[str, str]:
    """Return the fields of a date: a day or a month (ISO 8601), or none."""
    if not date:
        return {}
    day_or_month = PartialDate.parse(date)
    fields = {"year": str(day_or_month.year), "month": BIBTEX_MONTHS[day_or_month.month - 1]}
    if day_or_month.day:
        fields["day"] = str(day_or_month.day)
    return fields


def _latex(text: str) -> str:
    return _LIGATURES.sub("{}", " ".join(text.split()).translate(_LATEX))


# CSL-JSON


def _source_csl(source: Source) -> dict[str, Any]:
    item = {
        "id": source.id,
        "type": _CSL_TYPE[source.kind],
        "title": source.title,
        "author": [{"literal": author} for author in source.authors],
        "container-title": _container(source),
        "publisher": source.publisher,
        "issued": _csl_date(source.published),
        "accessed": _csl_date(source.accessed.isoformat()),
        "URL": source.url,
        "archive_location": source.archive_url,
        "language": source.language,
        "note": prose.plain(source.note or ""),
        "custom": source.model_dump(include=set(OWN_CSL), exclude_none=True),
    }
    return {name: value for name, value in item.items() if value}


def _container(source: Source) -> str | None:
    """Return what a text appeared in; a report is published alone."""
    if _CSL_TYPE[source.kind] == "report":
        return None
    return source.publisher


def _csl_date(date: str | None) -> dict[str, Any] | None:
    if not date:
        return None
    day_or_month = PartialDate.parse(date)
    parts = [day_or_month.year, day_or_month.month]
    if day_or_month.day:
        parts.append(day_or_month.day)
    return {"date-parts": [parts]}
