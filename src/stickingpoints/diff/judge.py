"""What judges the changes of a site's texts: the words of its language, and those that it uses."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path

from stickingpoints.bounded_files import absolute
from stickingpoints.model.records import Dataset
from stickingpoints.model.walk import texts
from stickingpoints.reading.site_language import site_language
from stickingpoints.text.meaning import NO_WORDS, Meaning, words_of


def judge(data: Path, was: Dataset) -> tuple[Meaning, list[str]]:
    """Return what judges changes of the texts of `was`, and what it cannot judge, in sentences.

    `data` is the folder of data beside the settings, which say the language.
    """
    published = tuple(map(itemgetter(2), texts(was)))
    language = site_language(absolute(data).parent / "mkdocs.yml")
    words = words_of(language)
    if words is None:
        note = (
            f'There are no lists of words for the language "{language}": numbers and names that '
            "change are shown first, but negations and opposites count as wording."
        )
        return Meaning(NO_WORDS, published, language), [note]
    return Meaning(words, published, language), []
