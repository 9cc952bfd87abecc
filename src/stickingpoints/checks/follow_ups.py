"""What the rules of the check conclude from: where one of these fields was itself refused, its rule is silent."""

from __future__ import annotations

from collections.abc import Mapping

from stickingpoints.problems import Problem

_STATEMENT = "issues.positions.statements"
_CITED = (
    f"{_STATEMENT}.citations",
    "events.citations",
    "documents.citations",
    "documents.provisions.citations",
    "glossary.citations",
)
_PLACED = (
    "issues.positions.stance",
    "issues.positions.at",
    "issues.positions.reason",
    f"{_STATEMENT}.date",
    f"{_STATEMENT}.stance",
    f"{_STATEMENT}.at",
)
CONCLUSIONS: Mapping[str, tuple[str, ...]] = {
    "unknown-source": ("sources.id",),
    "unknown-party": ("parties.id",),
    "unknown-issue": ("issues.id",),
    "term-not-used": ("glossary.term", "glossary.forms"),
    "unknown-scale-point": ("issues.scale.points.id",),
    "missing-party": ("parties.id", "parties.answers", "issues.positions.party"),
    "looked-in-missing": ("issues.positions.stance", "issues.positions.looked_in"),
    "no-statement": ("issues.positions.stance", _STATEMENT),
    "position-differs": _PLACED,
    "needless-reason": _PLACED,
    "statement-order": (f"{_STATEMENT}.date",),
    "quote-missing": tuple(f"{cited}.quote" for cited in _CITED),
    "quote-kind-missing": tuple(f"{cited}.quote_kind" for cited in _CITED),
    "speaker-missing": tuple(
        f"{cited}.{field}" for cited in _CITED for field in ("speaker", "quote_kind")
    ),
    "figure-label-missing": ("issues.figure_label",),
    "figure-not-said": (
        f"{_STATEMENT}.figure",
        f"{_STATEMENT}.summary",
        f"{_STATEMENT}.citations.quote",
    ),
    "figure-missing": (f"{_STATEMENT}.figure",),
    "single-source": (f"{_STATEMENT}.citations.source",),
    "unnamed-sources": (f"{_STATEMENT}.attribution",),
    "lopsided": ("parties.answers", "issues.positions", _STATEMENT),
    "never-cited": tuple(f"{cited}.source" for cited in _CITED),
}
"""What a rule concludes from: it is silent where one of these fields was itself refused."""
_NAMED = (
    "stance",
    "figure",
    "figure_label",
    "at",
    "reason",
    "statements",
    "positions",
    "id",
    "date",
    "quote",
    "quote_kind",
    "speaker",
    "source",
    "party",
    "issue",
    "issues",
)


def scope_of(problem: Problem) -> str:
    """Return the trail of the record that a rule concluded from: the one that the problem lies in, for a scale the issue."""
    steps = problem.trail.split(" › ")
    if problem.rule == "unknown-scale-point":
        return " › ".join(steps[:2])
    return " › ".join(steps[:-1] if steps[-1] in _NAMED else steps)
