"""The text alternatives of the pictures that links are shown with: all that is read on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stickingpoints.i18n.language import Language
from stickingpoints.model import home_picture, order
from stickingpoints.model.addresses import Site
from stickingpoints.model.answers import answer
from stickingpoints.model.records import Dataset, Issue, Position


def issue_picture_in_words(dataset: Dataset, site: Site, issue: Issue) -> str:
    """Return what the picture of an issue says: question, answers, status, day and site."""
    texts = [
        issue.question,
        *_answers(dataset, site.language, order.positions(dataset, issue)),
        site.language.words.statuses[issue.status].label,
        *_foot(dataset, site),
    ]
    return " · ".join(texts)


def home_picture_in_words(dataset: Dataset, site: Site) -> str:
    """Return what the picture of the home page says: title, first issues, day and site."""
    texts = [dataset.title]
    for issue in home_picture.issues(dataset):
        texts.append(issue.question)
        texts += _below_question(dataset, site.language, issue)
    texts += _foot(dataset, site)
    return " · ".join(texts)


def _below_question(dataset: Dataset, language: Language, issue: Issue) -> list[str]:
    """Return the answers of the first parties or, where they do not fit, the status."""
    positions = home_picture.positions(dataset, issue)
    if positions:
        return list(_answers(dataset, language, positions))
    return [language.words.statuses[issue.status].label]


def _answers(dataset: Dataset, language: Language, positions: Iterable[Position]) -> Iterator[str]:
    """Yield the answer of each party; a hollow mark is said as what it means."""
    for position in positions:
        words = f"{dataset.party[position.party].name}: {position.answer}"
        if answer(position).evidence == "hollow":
            doubt = language.say("not on record")
            words = f"{words} ({doubt})"
        yield words


def _foot(dataset: Dataset, site: Site) -> list[str]:
    day = site.language.long_date(dataset.as_of)
    return [site.language.say("As of {day}", day=day), site.name]
