"""The positions of all parties on all issues → the tables of the comparison."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from stickingpoints.i18n.language import Language
from stickingpoints.model import order
from stickingpoints.model.records import Dataset, Issue, Party, Position
from stickingpoints.pdf.positions import heading, party_name
from stickingpoints.pdf.texts import rich
from stickingpoints.pdf.values import ComparisonCell, ComparisonRow, ComparisonTable, PartyColumns

_MOST_COLUMNS = 5  # parties beside each other on a landscape page
_LONG = 800  # characters: a row with such a summary may not fit on a page


def comparison(dataset: Dataset, language: Language) -> list[ComparisonTable]:
    """Return one table, or several if the parties do not fit beside each other."""
    return [_table(dataset, language, parties) for parties in _columns(dataset.column_parties)]


def _columns(parties: list[Party]) -> list[list[Party]]:
    """Return which parties are beside each other; a group stays together where it fits."""
    tables: list[list[Party]] = []
    for group in order.party_groups(parties):
        for members in _evenly(group.parties):
            if tables and len(tables[-1]) + len(members) <= _MOST_COLUMNS:
                tables[-1] += members
            else:
                tables.append(list(members))
    return tables


def _evenly(parties: list[Party]) -> Iterator[list[Party]]:
    """Yield parties in as few parts as fit, none much larger than another."""
    parts = -(-len(parties) // _MOST_COLUMNS)
    # Rounded up twice: six parties beside at most five make two tables of three, not of five and
    # one.
    size = -(-len(parties) // parts)
    for start in range(0, len(parties), size):
        yield parties[start : start + size]


def _table(dataset: Dataset, language: Language, parties: list[Party]) -> ComparisonTable:
    return {
        "groups": _party_groups(parties),
        "parties": [party_name(dataset, party) for party in parties],
        "rows": [_row(dataset, language, issue, parties) for issue in order.issues(dataset)],
    }


def _party_groups(parties: list[Party]) -> list[PartyColumns]:
    """Return the groups of parties above their columns, none if no party is in one."""
    groups = order.party_groups(parties)
    if not any(map(attrgetter("name"), groups)):
        return []
    return [{"name": group.name, "columns": len(group.parties)} for group in groups]


def _row(dataset: Dataset, language: Language, issue: Issue, parties: list[Party]) -> ComparisonRow:
    positions = issue.position
    return {
        "cells": [_cell(dataset, language, issue, positions.get(party.id)) for party in parties],
        "long": any(len(position.summary) > _LONG for position in issue.positions),
    }


def _cell(
    dataset: Dataset, language: Language, issue: Issue, position: Position | None
) -> ComparisonCell | None:
    if position is None:
        return None
    return {
        **heading(dataset, language, issue, position),
        "summary": rich(position.summary),
    }
