"""The words that a site chooses for what it shows: they change texts, never addresses or ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from stickingpoints.i18n import nouns
from stickingpoints.i18n.language import Language
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, Nouns
from stickingpoints.problems import Problem, did_you_mean, one_of


def worded(site: Site, dataset: Dataset) -> Site:
    """Return a site whose language says things in the words that its dataset chooses."""
    language = site.language
    if dataset.nouns is not None:
        language = language.with_nouns(_replacements(dataset.nouns, language))
    if dataset.status_words is not None:
        labels = dataset.status_words.model_dump(by_alias=True, exclude_none=True)
        language = language.with_status_words(labels)
    return replace(site, language=language)


def _replacements(chosen: Nouns, language: Language) -> dict[str, str]:
    replacements: dict[str, str] = {}
    for noun in filter(None, (chosen.party, chosen.issue, chosen.plan)):
        replacements |= nouns.chosen(noun, language.translated)
    for word in chosen.words:
        replacements[word.instead_of] = word.write
    return replacements


def wording_problems(dataset: Dataset, language: Language) -> Iterator[Problem]:
    """Yield what is wrong with the words that a dataset chooses, in the language of its site.

    Words of the site's own must replace every form of a noun, or none: a page would otherwise use
    two nouns for the same thing.
    """
    if dataset.nouns is None:
        return
    phrases = nouns.phrases(language.translated)
    known = list(chain.from_iterable(phrases.values()))
    for word in dataset.nouns.words:
        if word.instead_of not in known:
            hint = did_you_mean(word.instead_of, known) or "."
            message = f'no text has "{word.instead_of}" for a noun{hint} {one_of(known)}'
            yield word.problem("own-words", message, "instead_of")
    for kind, of_kind in phrases.items():
        missing = _missing(dataset.nouns, of_kind)
        # Beside another noun of ours, words of the site's own only change single forms of it.
        is_usual = getattr(dataset.nouns, kind) in (None, kind)
        if is_usual and len(missing) < len(of_kind):
            yield from _incomplete(dataset.nouns, kind, missing)


def _missing(chosen: Nouns, phrases: Sequence[str]) -> list[str]:
    """Return the phrases that have no words of the site's own."""
    replaced = set(map(attrgetter("instead_of"), chosen.words))
    return [phrase for phrase in phrases if phrase not in replaced]


def _incomplete(chosen: Nouns, kind: str, missing: Sequence[str]) -> Iterator[Problem]:
    if missing:
        listed = ", ".join(f'"{phrase}"' for phrase in missing)
        message = f"the words for {kind} lack some of its forms; add an entry for each of {listed}"
        yield chosen.problem("own-words", message, "words")
