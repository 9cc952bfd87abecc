"""Two texts → which words turn what they say, and whether they differ by a slip of spelling alone.

What turns a sentence (negations, modals, opposites …) is data: a file for each language in
`words/`. Numbers and names are found in any language. What is a word at all is known from a
dictionary, if there is one for the language, and from the other texts of the site.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from importlib import resources
from typing import NamedTuple

from spellchecker import SpellChecker

_TOKEN = re.compile(
    r"""
    \d{4}-\d{2}(?:-\d{2})?              # 2031-05-12
    | (?<!\w)[-−]?\d+(?:[.,:]\d+)*      # 600,000, -5
    | \d+(?:[.,:]\d+)*                  # 10, in 5-10
    | [^\W\d_]+ (?:['-][^\W\d_]+)*      # don't, cease-fire
    | [%$€£₴]
    | [.!?…:] (?=\s|$)
    """,
    re.VERBOSE,
)
_QUESTION = "?"  # turns a statement into a question
_MARKS = frozenset(".!…:")
_SENTENCE_ENDS = _MARKS | {_QUESTION}
_TURNING = ("negations", "modals", "conditions", "attributions", "verdicts", "numbers")
_CONTRACTED = "n't"  # doesn't, won't
_SHORTEST_STEM = 3  # letters
_SHORTEST_MISSPELT = 4  # letters: of shorter words, one letter makes another word
_LONG = 8  # letters, from which two of them may be wrong


class Words(NamedTuple):
    """The words of a language that turn a sentence, and how its words are made."""

    turning: frozenset[str]
    opposites: frozenset[frozenset[str]]  # of stems
    articles: frozenset[str]
    prefixes: tuple[str, ...]
    endings: tuple[str, ...]

    def stem(self, word: str) -> str:
        """Return a word without its ending, in lower case."""
        plain = word.casefold()
        for ending in self.endings:
            if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
                return plain.removesuffix(ending)
        return plain

    def are_opposites(self, word: str, other_word: str) -> bool:
        """Return whether two words are opposites, be it by a prefix such as `un`."""
        stems = frozenset((self.stem(word), self.stem(other_word)))
        if stems in self.opposites:
            return True
        shorter, longer = sorted((word.casefold(), other_word.casefold()), key=len)
        return len(shorter) > _SHORTEST_STEM and any(
            self.stem(longer) == self.stem(prefix + shorter) for prefix in self.prefixes
        )


NO_WORDS = Words(frozenset(), frozenset(), frozenset(), (), ())


def words_of(language: str) -> Words | None:
    """Return the words of a language by its code (BCP 47), None if there is no list for it."""
    file = resources.files("stickingpoints.text") / "words" / f"{language.partition('-')[0]}.toml"
    if not file.is_file():
        return None
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    endings = tuple(lists["endings"])
    without_opposites = Words(
        frozenset(_turning(lists)),
        frozenset(),
        frozenset(lists["articles"]),
        tuple(lists["prefixes"]),
        endings,
    )
    pairs = map(str.split, lists["opposites"])
    stems = (frozenset(map(without_opposites.stem, pair)) for pair in pairs)
    return without_opposites._replace(opposites=frozenset(stems))


def _turning(lists: Mapping[str, list[str]]) -> Iterator[str]:
    for name in _TURNING:
        yield from lists[name]


@dataclass(frozen=True)
class Meaning:
    """Judges changes of text by the words of a language and those that a site uses.

    `texts` are the texts before the change; `language` is the code (BCP 47) of the dictionary.
    """

    words: Words
    texts: tuple[str, ...] = ()
    language: str = ""

    @cached_property
    def _dictionary(self) -> SpellChecker | None:
        """The dictionary, which takes a fifth of a second to read; None if there is none."""
        try:
            return SpellChecker(language=self.language, case_sensitive=False)
        except ValueError:
            return None

    @cached_property
    def _uses(self) -> Counter[str]:
        """How often each word is used, as it is written."""
        uses: Counter[str] = Counter()
        for text in self.texts:
            uses.update(tokens(text))
        return uses

    @cached_property
    def _uncapitalized(self) -> frozenset[str]:
        return frozenset(word for word in self._uses if word == word.casefold())

    def turns(self, was: str, now: str) -> tuple[str, ...]:
        """Return what turns the meaning, in words: `“not” added`; empty if nothing is found."""
        turning = self._turns(tokens(was), tokens(now))
        if turning and self.is_slip(was, now):
            return ()
        return turning

    def _turns(self, before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
        turning = list(self._swapped(*_difference(before, after)))
        telling_before, telling_after = list(self._telling(before)), list(self._telling(after))
        gone, came = Counter(telling_before), Counter(telling_after)
        turning += [f"“{word}” removed" for word in gone - came]
        turning += [f"“{word}” added" for word in came - gone]
        if gone == came and telling_before != telling_after:
            turning.append(f"in another order: {_listed(telling_after)}")
        return tuple(dict.fromkeys(turning))

    def is_slip(self, was: str, now: str) -> bool:
        """Return whether two texts say the same but for slips.

        Free are layout, punctuation, hyphens, articles, a word written twice, and misspelt words:
        those in no dictionary and in no other text of the site, close to the word that replaces
        them. Names and numbers are never slips.
        """
        before, after = self._plain(was), self._plain(now)
        corrected = self._with_slips_corrected(before, after)
        return _joined(corrected) == _joined(after) and not self._turns(corrected, after)

    def _plain(self, text: str) -> list[str]:
        """Return the words of a text without marks, articles, and words written twice."""
        plain: list[str] = []
        for word in tokens(text):
            is_left_out = word in _MARKS or word.casefold() in self.words.articles
            if not is_left_out and plain[-1:] != [word]:
                plain.append(word)
        return plain

    def _with_slips_corrected(self, before: Sequence[str], after: Sequence[str]) -> list[str]:
        """Return the words before a change, with those after it in the place of slips."""
        corrected: list[str] = []
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for _, start, end, new_start, new_end in matcher.get_opcodes():
            gone, came = before[start:end], after[new_start:new_end]
            if len(gone) == len(came):
                corrected += map(self._without_slip, gone, came)
            else:
                corrected += gone
        return corrected

    def _without_slip(self, word: str, instead: str) -> str:
        if word == instead or self._is_misspelling(word, instead):
            return instead
        return word

    def _is_misspelling(self, wrong: str, right: str) -> bool:
        """Return whether a word is a slip for another."""
        # Abbreviations and what has digits in it: one letter makes another of them.
        if wrong.isupper() or right.isupper() or not (wrong + right).isalpha():
            return False
        # Capitals change nothing, except where the word turns the sentence: “may” is not “May”.
        if wrong.casefold() == right.casefold():
            return wrong.casefold() not in self.words.turning
        is_name = right[0].isupper() and right.casefold() not in self._uncapitalized
        if is_name or min(len(wrong), len(right)) < _SHORTEST_MISSPELT:
            return False
        is_near = _distance(wrong.casefold(), right.casefold()) <= 1 + (len(wrong) >= _LONG)
        # Its own use, in the text that is corrected, does not show that a word is one.
        return is_near and self._is_word(right, uses=1) and not self._is_word(wrong, uses=2)

    def _is_word(self, word: str, uses: int) -> bool:
        """Return whether a word is in the dictionary, or the site uses it so often."""
        if self._dictionary is not None and word.casefold() in self._dictionary:
            return True
        return max(self._uses[word], self._uses[word.casefold()]) >= uses

    def _swapped(self, removed: Sequence[str], added: Sequence[str]) -> Iterator[str]:
        """Yield each removed word that gave way to its opposite."""
        for gone in removed:
            for came in added:
                if self.words.are_opposites(gone, came):
                    yield f"“{gone}” became “{came}”"

    def _telling(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the words that turn a sentence, and the numbers and names, in order."""
        is_first = True
        for word in words:
            plain = word.casefold()
            if word == _QUESTION or plain in self.words.turning or plain.endswith(_CONTRACTED):
                yield plain
            elif self._is_number(word) or self._is_name(word, is_first=is_first):
                yield word.removesuffix("'s")
            is_first = word in _SENTENCE_ENDS

    def _is_number(self, word: str) -> bool:
        return any(map(str.isdigit, word)) or word in "%$€£₴"

    def _is_name(self, word: str, *, is_first: bool) -> bool:
        """Return whether a word is a name; the first of a sentence has a capital in any case."""
        if not word[0].isupper():
            return False
        return not is_first or (
            bool(self.texts) and word.casefold() not in self._uncapitalized and self._uses[word] > 1
        )


def tokens(text: str) -> list[str]:
    """Return the words, numbers and ends of sentences of a text, with straight apostrophes."""
    return _TOKEN.findall(text.replace("’", "'").replace("‑", "-"))


def _difference(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    gone, came = Counter(before), Counter(after)
    return list((gone - came).elements()), list((came - gone).elements())


def _joined(words: Iterable[str]) -> str:
    """Return words as one, in lower case: `Cease-fire` and `cease fire` are the same."""
    return "".join(words).replace("-", "").casefold()


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _distance(was: str, now: str) -> int:
    """Return how many letters differ; two that changed places count as one (Damerau 1964)."""
    before: list[int] = []
    above = list(range(len(now) + 1))
    for row, letter in enumerate(was, 1):
        current = [row]
        for column, its in enumerate(now, 1):
            cost = min(
                above[column] + 1, current[column - 1] + 1, above[column - 1] + (letter != its)
            )
            if _changed_places(was, now, row, column):
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return above[-1]


def _changed_places(was: str, now: str, row: int, column: int) -> bool:
    if row < 2 or column < 2:
        return False
    return was[row - 2 : row] == now[column - 2 : column][::-1]
