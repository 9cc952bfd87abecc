"""The rows of terms and of people."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.exports.rows.cells import Row
from stickingpoints.model import addresses, order, walk
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.text import prose


def term_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each term."""
    for term in order.terms(dataset):
        yield {
            "id": term.id,
            "term": term.term,
            "forms": term.forms,
            "meaning": prose.plain(term.meaning),
            "sources": walk.cited_sources([term]),
            "address": site.absolute(addresses.term_entry(term.id)),
        }


def person_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each person."""
    for person in order.people(dataset):
        yield {
            "id": person.id,
            "name": person.name,
            "spellings": person.spellings,
            "office": prose.plain(person.office),
            "party": person.party,
            "sources": person.sources,
            "address": site.absolute(addresses.person_entry(person.id)),
        }
