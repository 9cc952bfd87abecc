"""The fixed words of the data, such as stances and statuses: their labels and meanings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Say = Callable[[str], str]
"""Returns an English text in the language of the interface."""


def marked(message: str) -> str:
    """Return a text as it is; marks it for the catalogues, as one that `say` is given later."""
    return message


class Word(NamedTuple):
    """A word as a reader sees it, and its meaning in one line."""

    label: str
    meaning: str


@dataclass(frozen=True)
class Words:
    """The fixed words of the data in one language, by the word in the data."""

    stances: Mapping[str, Word]
    statuses: Mapping[str, Word]
    trends: Mapping[str, Word]
    attributions: Mapping[str, Word]
    document_statuses: Mapping[str, Word]
    differences: Mapping[str, Word]
    source_kinds: Mapping[str, str]


def words(say: Say, status_words: Mapping[str, str]) -> Words:
    """Return the fixed words in the language of `say`.

    `status_words` are a site's own labels of statuses; the others keep theirs, all their meaning.
    """
    return Words(
        stances=_stances(say),
        statuses=_relabelled(_statuses(say), status_words),
        trends=_trends(say),
        attributions=_attributions(say),
        document_statuses=_document_statuses(say),
        differences=_differences(say),
        source_kinds=_source_kinds(say),
    )


def _stances(say: Say) -> dict[str, Word]:
    return {
        "accepts": Word(say("accepts"), say("agrees to what is on the table")),
        "conditional": Word(say("conditional"), say("yes, if something else happens")),
        "proposes": Word(say("proposes"), say("puts an option of its own")),
        "rejects": Word(say("rejects"), say("says no")),
        "undecided": Word(say("undecided"), say("open, or not stated clearly")),
        "no-public-position": Word(say("no public position"), say("looked for, nothing found")),
    }


def _statuses(say: Say) -> dict[str, Word]:
    return {
        "agreed": Word(say("Agreed"), say("the [parties] say that it is settled")),
        "agreed-in-principle": Word(say("Agreed in principle"), say("settled but for the details")),
        "proposed": Word(say("Proposed"), say("on the table, neither agreed nor refused by all")),
        "disputed": Word(say("Disputed"), say("the [parties] contradict each other")),
    }


def _relabelled(words: Mapping[str, Word], labels: Mapping[str, str]) -> dict[str, Word]:
    """Return words with other labels, where there are any."""
    relabelled = dict(words)
    for key, label in labels.items():
        relabelled[key] = Word(label, words[key].meaning)
    return relabelled


def _trends(say: Say) -> dict[str, Word]:
    return {
        "narrowing": Word(say("narrowing"), say("the positions came closer")),
        "unchanged": Word(say("unchanged"), say("the positions stayed apart")),
        "widening": Word(say("widening"), say("the positions moved apart")),
    }


def _attributions(say: Say) -> dict[str, Word]:
    return {
        "on-record": Word(say("On record"), say("a named person or body, speaking openly")),
        "official-document": Word(say("Official document"), say("a published official text")),
        "leaked-document": Word(
            say("Leaked document"), say("a draft that media saw, not published")
        ),
        "unnamed-official": Word(
            say("Unnamed source"), say("an official or other person whom the outlet does not name")
        ),
        "second-hand": Word(
            say("Reported by another [party]"), say("what one [party] says of another's position")
        ),
        "outlet-report": Word(
            say("Outlet's own report"), say("a news outlet's account that names no source")
        ),
    }


def _document_statuses(say: Say) -> dict[str, Word]:
    return {
        "leaked": Word(
            say("Leaked"),
            say("known from copies that media saw or printed; not given out by its issuer"),
        ),
        "published": Word(say("Published"), say("its text was given out openly")),
        "confirmed": Word(
            say("Confirmed"), say("openly acknowledged, but its text was not published")
        ),
    }


def _differences(say: Say) -> dict[str, Word]:
    """Return what is claimed of two plans on an issue: of our words for them, and of what we found.

    No label says that a plan itself was edited; two plans may be by different authors.
    """
    return {
        "added": Word(say("Added"), say("only the second [plan] is known to speak of it")),
        "dropped": Word(
            say("Dropped"),
            say(
                "only the first [plan] is known to speak of it; that nothing was found in the"
                " second does not show that somebody took it out"
            ),
        ),
        "changed": Word(
            say("Changed"), say("both speak of it, and our words for what they say differ")
        ),
        "same": Word(
            say("Same"),
            say(
                "both speak of it, and our few words for it are the same; the fuller texts may "
                "still differ"
            ),
        ),
    }


def _source_kinds(say: Say) -> dict[str, str]:
    return {
        "official-document": say("Official document"),
        "official-statement": say("Official statement"),
        "news-report": say("News report"),
        "analysis": say("Analysis"),
        "think-tank": say("Think tank"),
        "republication": say("Republication"),
    }
