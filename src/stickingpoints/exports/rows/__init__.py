"""Dataset → the rows of every table: plain values by the names of their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from stickingpoints.exports.columns import Table
from stickingpoints.exports.rows.cells import Cell, Row, as_text
from stickingpoints.exports.rows.documents import document_rows, map_rows, provision_rows
from stickingpoints.exports.rows.events import announcement_rows, event_issue_rows, event_rows
from stickingpoints.exports.rows.names import person_rows, term_rows
from stickingpoints.exports.rows.positions import (
    issue_rows,
    party_rows,
    position_rows,
    statement_rows,
)
from stickingpoints.exports.rows.sources import citation_rows, source_rows
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset

__all__ = ["Cell", "Row", "as_text", "of"]


def of(table: Table, dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield the rows of a table, in the order in which the other files list the records."""
    return _ROWS[table.name](dataset, site)


_ROWS: Mapping[str, Callable[[Dataset, Site], Iterator[Row]]] = MappingProxyType(
    {
        "issues": issue_rows,
        "parties": party_rows,
        "positions": position_rows,
        "statements": statement_rows,
        "sources": source_rows,
        "citations": citation_rows,
        "events": event_rows,
        "event_issues": event_issue_rows,
        "announcements": announcement_rows,
        "documents": document_rows,
        "provisions": provision_rows,
        "maps": map_rows,
        "terms": term_rows,
        "people": person_rows,
    }
)
