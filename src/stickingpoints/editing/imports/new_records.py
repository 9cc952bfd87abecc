"""Statements and positions of which a table says only part: the rest is neutral or marked.

Nothing is guessed: without an attribution a statement has the weakest there is, without a stance
it changes no position, and a marker in the record says what an editor has to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stickingpoints.checks.answers import is_dated
from stickingpoints.model.records import NO_POSITION, QuoteKind
from stickingpoints.text.fill_in import marker

LONGEST_ANSWER = 60
WEAKEST = "outlet-report"
UNSAID = "undecided"
_NO_ANSWER = marker("what it wants, in a few words")
_DOCUMENTS = ("official-document", "leaked-document")


def completed(
    given: Mapping[str, Any], citations: list[dict[str, Any]], stance: str = UNSAID
) -> dict[str, Any]:
    """Return a new statement: the given fields and citations, and markers for what is missing.

    `stance` is the one to assume if none is given.
    """
    unknown = []
    if "stance" not in given:
        unknown.append(f"the stance, for which {stance} is assumed")
    if "attribution" not in given:
        unknown.append(f"how it is known, for which {WEAKEST} is assumed")
    speakers = [citation["speaker"] for citation in citations if "speaker" in citation]
    statement = {
        "stance": stance,
        "attribution": WEAKEST,
        "stated_by": next(iter(speakers), marker("who said it, in what capacity, where")),
        **given,
        "citations": citations,
    }
    if unknown:
        texts = [given.get("caveat", ""), marker("; ".join(unknown))]
        statement["caveat"] = " ".join(filter(None, texts))
    return statement


def quoted(quote: Mapping[str, str], attribution: str) -> dict[str, str]:
    """Return the fields of a quote with its kind: a speaker's, or a document's.

    Whose words it is has to be written where neither is known.
    """
    if "quote" not in quote or "quote_kind" in quote:
        return dict(quote)
    kind: QuoteKind = "speaker"
    if "speaker" not in quote and attribution in _DOCUMENTS:
        kind = "document"
    elif "speaker" not in quote:
        return {**quote, "speaker": marker("whose words these are"), "quote_kind": kind}
    return {**quote, "quote_kind": kind}


def position(party: str, statements: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a first position: that of its newest statement; `statements` are newest first."""
    newest = statements[0]
    return {
        "party": party,
        "stance": newest["stance"],
        "answer": answer(newest["summary"]),
        "since": "-".join(filter(None, [str(newest["date"]), newest.get("key")])),
        "summary": f"{newest['summary']} "
        + marker("where it stands, from all of its statements; correct the answer too"),
        "statements": statements,
    }


def silent_position(party: str, name: str, looked_in: str) -> dict[str, Any]:
    """Return the position of a party of which there is no statement; `name` is the party's."""
    return {
        "party": party,
        "stance": NO_POSITION,
        "answer": "No statement in the table",
        "summary": marker(f"what {_without_brackets(name)} has said on this, if anything"),
        "looked_in": looked_in,
        "statements": [],
    }


def _without_brackets(name: str) -> str:
    """Return a name with round brackets for square ones, which would end a marker."""
    return name.replace("[", "(").replace("]", ")")


def answer(statement: str) -> str:
    """Return a statement as a first answer, cut at a word with an ellipsis if it is too long.

    One with a date is left to the editors, since an answer has none.
    """
    words = " ".join(statement.split()).removesuffix(".")
    if len(words) > LONGEST_ANSWER:
        words = words[: LONGEST_ANSWER - 1].rpartition(" ")[0].rstrip(",;:–—- ") + "…"
    if is_dated(words) or len(words) < 2:
        return _NO_ANSWER
    return words
