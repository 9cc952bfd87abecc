"""The words that a site chooses for what its pages show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from stickingpoints.diff.compare import compare
from stickingpoints.exports import open_data as exports
from stickingpoints.i18n import nouns
from stickingpoints.i18n.catalog import SHIPPED, read_catalog, read_language
from stickingpoints.i18n.extract import interface_texts
from stickingpoints.i18n.language import ENGLISH, Language
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, Nouns, StatusWords
from stickingpoints.model.wording import worded, wording_problems
from stickingpoints.problems import ContentError
from stickingpoints.site import assets
from stickingpoints.site.content import Content
from stickingpoints.site.pages import pages
from stickingpoints.site.placeholders import Facts, fill
from stickingpoints.text.meaning import NO_WORDS, Meaning

UKRAINIAN = read_language(Path(), "uk")


def in_words_of(chosen: dict[str, Any], language: Language, dataset: Dataset) -> Language:
    """Return a language with the nouns that a dataset chooses."""
    return worded(Site("Talks", language=language), data_with(chosen, dataset)).language


def data_with(chosen: dict[str, Any], dataset: Dataset) -> Dataset:
    """Return a dataset that chooses nouns."""
    return dataset.model_copy(update={"nouns": Nouns.model_validate(chosen)})


def test_texts_have_the_usual_nouns_by_default() -> None:
    """No bracket is left, in either language."""
    assert ENGLISH.say("Where each [party] stood over time") == "Where each party stood over time"
    assert (
        UKRAINIAN.say("Where each [party] stood over time") == "Місце кожної сторони в різний час"
    )
    assert ENGLISH.counted("{n} [issue]", "{n} [issues]", 2) == "2 issues"


@pytest.mark.parametrize(
    ("chosen", "language", "text", "said"),
    [
        ({"party": "member"}, ENGLISH, "[Parties]", "Members"),
        ({"issue": "clause"}, ENGLISH, "Follow [an issue]:", "Follow a clause:"),
        ({"plan": "text"}, ENGLISH, "No [plan, draft or declaration] is recorded.", "No text is"),
        ({"party": "member"}, UKRAINIAN, "No [party] moved", "Жоден учасник не змінив місця"),
        ({"party": "side"}, UKRAINIAN, "No [party] moved", "Жодна сторона не змінила місця"),
        ({"issue": "point"}, UKRAINIAN, "Correction to {issue}", "Виправлення до пункту «{issue}»"),
    ],
)
def test_a_site_chooses_its_nouns(
    dataset: Dataset, chosen: dict[str, Any], language: Language, text: str, said: str
) -> None:
    """The words around a noun change with it, as the grammar of the language wants."""
    assert in_words_of(chosen, language, dataset).say(text).startswith(said)


def test_a_number_has_the_form_of_the_noun_that_it_counts(dataset: Dataset) -> None:
    """Ukrainian has three forms, and two of them look alike for one noun but not for another."""
    language = in_words_of({"issue": "point"}, UKRAINIAN, dataset)
    counted = [language.counted("{n} [issue]", "{n} [issues]", number) for number in (1, 3, 5)]
    assert counted == ["1 пункт", "3 пункти", "5 пунктів"]


def test_a_site_has_nouns_of_its_own(dataset: Dataset) -> None:
    """What stands in their place is text: HTML in it is shown as it is written."""
    words = [
        {"instead_of": "party", "write": "<b>delegation"},
        {"instead_of": "parties", "write": "delegations"},
        {"instead_of": "a party", "write": "a delegation"},
        {"instead_of": "side", "write": "delegation"},
    ]
    language = in_words_of({"words": words}, ENGLISH, dataset)
    assert language.say("Order of [parties]: {rule}", rule="none") == "Order of delegations: none"
    assert language.html("By [party]") == "By &lt;b&gt;delegation"
    assert list(wording_problems(data_with({"words": words}, dataset), ENGLISH)) == []


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("parties", 'lack some of its forms; add an entry for each of "party", "a party", "side"'),
        ("partys", 'no text has "partys" for a noun; did you mean "party"? One of: party, parties'),
    ],
)
def test_own_words_replace_a_noun_in_every_form(dataset: Dataset, word: str, message: str) -> None:
    """The message lists what is missing, or what there is."""
    words = [{"instead_of": word, "write": "delegations"}]
    [problem] = wording_problems(data_with({"words": words}, dataset), ENGLISH)
    assert message in problem.message


@pytest.mark.proof
@pytest.mark.parametrize("language", [ENGLISH, UKRAINIAN])
def test_every_bracket_belongs_to_a_noun(language: Language) -> None:
    """Each table of a kind of noun has the same phrases, which are those that the texts have."""
    known = {
        phrase for of_kind in nouns.phrases(language.translated).values() for phrase in of_kind
    }
    used: set[str] = set()
    for text in forms_of_texts(language):
        used |= set(map(nouns.in_small, nouns.BRACKETED.findall(text)))
    assert used == known
    for one, other in (("member", "side"), ("point", "clause"), ("draft", "text")):
        tables = [nouns.chosen(noun, language.translated) for noun in (one, other)]
        assert tables[0].keys() == tables[1].keys()


def forms_of_texts(language: Language) -> list[str]:
    """Return every text of the interface in a language, in each plural form."""
    catalogue = interface_texts()
    if language != ENGLISH:
        with (SHIPPED / f"{language.code}.po").open("rb") as file:
            catalogue = read_po(file)
    texts: list[str] = []
    for message in catalogue:
        said = message.id if language == ENGLISH else message.string
        if message.id and not nouns.is_table(str(message.id)):
            texts += [said] if isinstance(said, str) else list(said or ())
    return texts


def test_a_written_page_names_them_too(dataset: Dataset) -> None:
    """By the usual words, with a capital letter where the page has one."""
    facts = Facts(dataset, None, in_words_of({"party": "member"}, ENGLISH, dataset))
    page = fill("{{ noun Parties }} and {{ noun a party }}.", facts, "docs/about.md")
    assert page.text == "Members and a member."


def test_a_script_gets_what_it_does_not_say_itself(dataset: Dataset) -> None:
    """Its own texts have no brackets; those with another noun come with the page."""
    assert 'say("[' in assets.modules() and 'say("[' not in assets.script()
    assert ENGLISH.script_words(assets.modules()) == {}
    members = in_words_of({"party": "member"}, ENGLISH, dataset)
    assert members.script_words(assets.modules())["Party"] == "Member"


@pytest.mark.parametrize(
    ("english", "translation", "message"),
    [
        ("By [party]", "Wg [delegacji]", 'no table of nouns has "delegacji"'),
        (
            "issue = point\nissues = points\nan issue = a point",
            "punkt punkty",
            "each line of this table must be: words in brackets = words instead of them",
        ),
    ],
)
def test_a_catalogue_says_what_its_brackets_hold(
    tmp_path: Path, english: str, translation: str, message: str
) -> None:
    """A phrase that no noun replaces, and a table that cannot be read, are named with the line."""
    texts = {
        "party = side\nparties = sides\na party = a side\nside = side": "strona = strona",
        english: translation,
    }
    quoted = [f"msgid {quote(text)}\nmsgstr {quote(said)}\n" for text, said in texts.items()]
    path = tmp_path / "pl.po"
    path.write_text("\n".join(quoted), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_catalog(path, "pl")
    assert message in str(refused.value)


def quote(text: str) -> str:
    """Return a text as a catalogue writes it."""
    escaped = text.replace("\n", "\\n")
    return f'"{escaped}"'


def test_a_status_has_words_of_its_own_and_keeps_its_meaning(dataset: Dataset) -> None:
    """The page says them beside the same sign; the open data keeps the id."""
    labels = StatusWords.model_validate({"agreed": "Settled", "agreed-in-principle": "Nearly"})
    own = dataset.model_copy(update={"status_words": labels})
    site = worded(Site("Talks"), own)
    statuses = site.language.words.statuses
    assert statuses["agreed"] == ("Settled", ENGLISH.words.statuses["agreed"].meaning)
    assert [word.label for word in statuses.values()][1:3] == ["Nearly", "Proposed"]
    home = pages(Content(own, site))[""].html
    assert "Nearly" in home and "Agreed in principle" not in home
    assert (
        exports.files(own, site)["data/v1/issues.csv"]
        == (exports.files(dataset, Site("Talks"))["data/v1/issues.csv"])
    )


def test_reviewers_see_that_the_words_of_a_site_changed(dataset: Dataset) -> None:
    """Each field of its own, with what the site said before."""
    words = {
        "nouns": Nouns.model_validate({"party": "member"}),
        "status_words": StatusWords.model_validate({"agreed": "Settled"}),
    }
    changes = compare(dataset, dataset.model_copy(update=words), Meaning(NO_WORDS))
    assert [(change.subject, change.now) for change in changes] == [
        ("nouns, party", "member"),
        ("status_words, agreed", "Settled"),
    ]
