"""The pictures that links are shown with, drawn as PDF, in which their texts can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst

from stickingpoints.i18n.language import ENGLISH, Language
from stickingpoints.model import home_picture, order
from stickingpoints.model.addresses import Site
from stickingpoints.model.answers import answer
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.pdf import link_cards

pytestmark = [pytest.mark.slow, pytest.mark.measured]
SITE = Site("Lake Talks", "https://lake.example/")
READABLE = 26 / 5 / 25.4 * 72  # 26 pixels, five to a millimetre, in points
LONG_ANSWERS = {
    "en": "Unconditional withdrawal of peacekeepers within twelve months",
    "uk": "Беззастережне виведення військовослужбовців з усіх територій",
    "de": "Sicherheitsgarantievertragsverhandlungen erst nach Kriegsende",
    "und": "n" * 60,
}
LONG_QUESTION = "Would they settle what they could not settle before, and who would watch over it? "


class Letter(NamedTuple):
    """A letter of a picture: its size and its box, in points from the lower left corner."""

    character: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


class Drawing:
    """A picture and the letters on it; spaces and hyphens, at which lines break, are left out."""

    def __init__(self, card: link_cards.LinkCard) -> None:
        content = typst.compile(
            card.path, root=card.path.parent, sys_inputs=card.inputs, ignore_system_fonts=True
        )
        document = pypdfium2.PdfDocument(content)
        self.page_count = len(document)
        self.width, self.height = document[0].get_size()
        self.letters = list(letters(document[0].get_textpage()))
        self.text = "".join(letter.character for letter in self.letters)

    def words(self, words: str) -> list[Letter]:
        """Return the letters of a text, which must be on the picture."""
        start = self.text.index(squeezed(words))
        return self.letters[start : start + len(squeezed(words))]


def letters(text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    for number in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, number))
        if pdfium.FPDFText_IsGenerated(text, number) == 0 and squeezed(character):
            yield Letter(character, font_size(text, number), *text.get_charbox(number))


def font_size(text: pypdfium2.PdfTextPage, number: int) -> float:
    """Return the size at which a letter is drawn."""
    matrix = pdfium.FS_MATRIX()
    assert pdfium.FPDFText_GetMatrix(text, number, matrix)
    return float(pdfium.FPDFText_GetFontSize(text, number) * matrix.d)


def squeezed(*texts: str) -> str:
    """Return texts without spaces and hyphens, also those that pdfium or we put in."""
    return re.sub(r"[\s\x02\xad\ufffe-]", "", "".join(texts))


def drawn(dataset: Dataset, site: Site = SITE) -> dict[str, Drawing]:
    """Return the pictures by address."""
    return {card.address: Drawing(card) for card in link_cards.link_cards(dataset, site)}


def foot(dataset: Dataset) -> str:
    return f"As of {ENGLISH.long_date(dataset.as_of)} · {SITE.name}"


def lines(dataset: Dataset, positions: Sequence[Position]) -> list[str]:
    """Return the name and the answer of each party."""
    return [f"{dataset.party[position.party].name} {position.answer}" for position in positions]


def with_issues(dataset: Dataset, issues: list[Issue], **fields: Any) -> Dataset:
    """Return the dataset with these issues alone, and some of its fields replaced."""
    kept = {name: getattr(dataset, name) for name in Dataset.model_fields}
    return Dataset.model_construct(**{**kept, "issues": issues, **fields})


def copies(dataset: Dataset, count: int, question: str) -> Dataset:
    """Return the dataset with as many copies of its first issue, none of which leads."""
    issues = []
    for number in range(count):
        fields = {"id": f"issue-{number}", "lead": False, "question": f"{number}: {question}"}
        issues.append(dataset.issues[0].model_copy(update=fields))
    return with_issues(dataset, issues)


@pytest.mark.no_cover
@pytest.mark.parametrize("attribution", ["on-record", "second-hand"])
def test_the_picture_of_an_issue_says_every_answer(dataset: Dataset, attribution: str) -> None:
    """Its question, each party with its answer, its status, the key of marks, day and site."""
    content = with_issues(dataset, [known_as(issue, attribution) for issue in dataset.issues])
    drawings = drawn(content)
    for issue in content.issues:
        positions = order.positions(content, issue)
        key = ""
        if any(answer(position).evidence == "hollow" for position in positions):
            key = "not on record"
        status = ENGLISH.words.statuses[issue.status].label
        texts = [issue.question, *lines(content, positions), status, key, foot(content)]
        assert drawings[f"share/{issue.id}.png"].text == squeezed(*texts)
        assert bool(key) == (attribution == "second-hand")


def known_as(issue: Issue, attribution: str) -> Issue:
    """Return an issue of which all statements are known in the same way."""
    positions = []
    for position in issue.positions:
        statements = [
            statement.model_copy(update={"attribution": attribution})
            for statement in position.statements
        ]
        positions.append(position.model_copy(update={"statements": statements}))
    return issue.model_copy(update={"positions": positions})


@pytest.mark.no_cover
def test_the_picture_of_home_says_the_answers_on_what_leads(dataset: Dataset) -> None:
    """With few issues, the answers of all parties fit below the questions."""
    leading = [issue for issue in dataset.issues if issue.lead]
    assert 0 < len(leading) < len(dataset.issues)
    content = with_issues(dataset, [known_as(issue, "on-record") for issue in dataset.issues])
    texts = [content.title]
    for issue in leading:
        texts += [issue.question, *lines(content, order.positions(content, issue))]
    assert drawn(content)["share.png"].text == squeezed(*texts, foot(content))


@pytest.mark.no_cover
def test_the_picture_of_home_has_three_issues(dataset: Dataset) -> None:
    """Of five it has the first three, with the answers of the first two parties."""
    content = copies(dataset, 5, LONG_QUESTION.strip())
    issues = [known_as(issue, "on-record") for issue in content.issues]
    content = with_issues(content, issues)
    texts = [content.title]
    for issue in issues[:3]:
        texts += [issue.question, *lines(content, order.positions(content, issue)[:2])]
    drawing = drawn(content)["share.png"]
    assert drawing.text == squeezed(*texts, foot(content))
    sizes = [letter.size for letter in drawing.words("".join(texts))]
    assert min(sizes) >= READABLE


def test_the_picture_of_home_says_the_status_where_answers_do_not_fit(dataset: Dataset) -> None:
    """Long questions leave no room for the answers of two parties."""
    content = copies(dataset, 3, LONG_QUESTION * 3)
    texts = [content.title]
    for issue in content.issues:
        assert home_picture.positions(content, issue) == []
        texts += [issue.question, ENGLISH.words.statuses[issue.status].label]
    assert drawn(content)["share.png"].text == squeezed(*texts, foot(content))


@pytest.mark.parametrize("code", LONG_ANSWERS)
def test_five_long_answers_fit_on_a_picture(dataset: Dataset, code: str) -> None:
    """They have at least 26 pixels, end above the foot, and leave no margin."""
    content = with_five_answers(dataset, LONG_ANSWERS[code][:60])
    drawing = drawn(content, Site(SITE.name, language=Language(code)))["share/five.png"]
    shown = "".join(lines(content, content.issues[0].positions))
    answers = drawing.words(shown)
    assert min(letter.size for letter in answers) >= READABLE
    site = drawing.words(SITE.name)
    assert min(letter.bottom for letter in answers) > max(letter.top for letter in site)
    assert drawing.page_count == 1
    for letter in drawing.letters:
        assert 30 < letter.left < letter.right < drawing.width - 30


def with_five_answers(dataset: Dataset, words: str) -> Dataset:
    """Return a dataset of five parties with long names, all of which give the same answer."""
    party, position = dataset.parties[0], dataset.issues[0].positions[0]
    names = ["one", "two", "three", "four", "five"]
    parties = [
        party.model_copy(update={"id": name, "name": "Європейські союзники", "mark": None})
        for name in names
    ]
    positions = [
        position.model_copy(update={"party": name, "answer": words, "at": None}) for name in names
    ]
    fields = {"id": "five", "question": LONG_QUESTION.strip(), "positions": positions}
    issue = dataset.issues[0].model_copy(update=fields)
    return with_issues(dataset, [issue], parties=parties)


@pytest.mark.no_cover
def test_texts_of_any_length_stay_on_one_picture(dataset: Dataset) -> None:
    """A question of a thousand words is set in smaller type, and nothing is cut off."""
    content = copies(dataset, 1, LONG_QUESTION * 60)
    for drawing in drawn(content).values():
        assert drawing.page_count == 1
        assert drawing.text.count(squeezed(LONG_QUESTION)) == 60
        for letter in drawing.letters:
            assert 0 < letter.left < letter.right < drawing.width
            assert 0 < letter.bottom < letter.top < drawing.height


def test_the_same_data_give_the_same_pictures(dataset: Dataset) -> None:
    first = dict(link_cards.pictures(dataset, SITE))
    assert first == dict(link_cards.pictures(dataset, SITE))
    assert list(first) == ["share.png", *(f"share/{issue.id}.png" for issue in dataset.issues)]
