"""Slips of spelling and changes of meaning are told apart, in sixty pairs of texts."""

from __future__ import annotations

import pytest

from stickingpoints.text.meaning import NO_WORDS, Meaning, words_of

TEXTS = (
    "Upland received the offer and accepts the ceasefire. The minister said that Lowland agreed to",
    "a different level of the reservoir, separately, before the commission's official meeting.",
    "Tomas Venn of Upland spoke. Minister Venn governs the neighbouring province of Ostrelia.",
    "Venn, in Ostrelia, said it was necessary. The casual remark was on independent surveillance.",
)
ENGLISH = words_of("en")
assert ENGLISH
MEANING = Meaning(ENGLISH, TEXTS, "en")

SLIPS = [
    ("Upland recieved the offer.", "Upland received the offer."),
    ("Upland accpets it.", "Upland accepts it."),
    ("The mnister spoke.", "The minister spoke."),
    ("The minsiter spoke.", "The minister spoke."),
    ("It was neccessary.", "It was necessary."),
    ("a diffrent level", "a different level"),
    ("the resevoir is full", "the reservoir is full"),
    ("They met seperately.", "They met separately."),
    ("the comission met", "the commission met"),
    ("the offical meeting", "the official meeting"),
    ("the indepedent office", "the independent office"),
    ("under survaillance", "under surveillance"),
    ("the neigbouring province", "the neighbouring province"),
    ("the the offer", "the offer"),
    ("Then they met met separately.", "Then they met separately."),
    ("the offer of commission", "the offer of the commission"),
    ("a offer", "an offer"),
    ("the cease-fire", "the ceasefire"),
    ("the cease fire", "the ceasefire"),
    ("the offer , he wrote", "the offer, he wrote"),
    ("the offer;  he wrote", "the offer – he wrote"),
    ("the offer he wrote", "the offer, he wrote"),
    ('the "offer"', "the “offer”"),
    ("Lowland's offer", "Lowland’s offer"),
    ("the Offer of the office", "the offer of the office"),
    ("It ended", "It ended."),
    ("the goverment that governs", "the government that governs"),
    ("the offer…", "the offer."),
    ("It is a casuel remark.", "It is a casual remark."),
    ("level of resrvoir", "level of the reservoir"),
    ("It is a casaul remark.", "It is a casual remark."),
    ("the fofer", "the offer"),
    ("the offfer", "the offer"),
    ("the laek", "the lake"),
    ("They separtly met.", "They separately met."),
]
NOT_SLIPS = [
    ("Upland remained open to it.", "Upland was no longer open to it."),
    ("It ended with no deal.", "It ended with a deal."),
    ("The office stays neutral.", "The office stays free."),
    ("They will not be punished.", "They will be punished."),
    ("Upland refuses.", "Upland agrees."),
    ("Upland accepts the offer.", "Upland rejects the offer."),
    ("Upland accepts it.", "Upland excepts it."),
    ("the armed guards", "the unarmed guards"),
    ("the legal claim", "the illegal claim"),
    ("They agree.", "They disagree."),
    ("600,000 fish", "800,000 fish"),
    ("1.5 metres", "15 metres"),
    ("at -5 degrees", "at 5 degrees"),
    ("5-10 boats", "5-12 boats"),
    ("Did Upland agree? It did.", "Did Upland agree. It did."),
    ("two boats", "ten boats"),
    ("on 2031-05-12", "on 2031-05-21"),
    ("on 12 May 2031", "on 12 March 2031"),
    ("about 5 %", "about 5"),
    ("said Minister Venn", "said Minister Ostrel"),
    ("Upland attacked Lowland.", "Lowland attacked Upland."),
    (
        "Upland may leave.",
        "Upland must leave.",
    ),
    ("Upland would leave.", "Upland will leave."),
    ("unnamed officials said", "officials said"),
    ("Upland reportedly left.", "Upland left."),
    ("They now agree.", "They not agree."),
    ("It can wait.", "It can't wait."),
    ("Minister Venn of Ostrelai spoke.", "Minister Venn of Ostrelia spoke."),
    ("a trail of the commission", "a trial of the commission"),
    ("before the meeting", "after the meeting"),
    ("all of the lake", "some of the lake"),
    ("The causal remark", "The casual remark"),
    ("the offer was lost", "the offer was kept"),
    ("if Lowland leaves", "unless Lowland leaves"),
    ("The boats left.", "The boats left, the minister said."),
    ("a full resevor", "a full reservoir"),
    ("the resvir is full", "the reservoir is full"),
    ("the gremble flows", "the grembly flows"),
    ("the fofre", "the offer"),
    ("the ofaferab", "the offer"),
    ("the OFFR", "the offer"),
    ("the offr", "the OFFER"),
]


@pytest.mark.parametrize(("was", "now"), SLIPS)
def test_a_slip_changes_no_meaning(was: str, now: str) -> None:
    """Misspelt words, marks, hyphens, doubled words and articles are free to be put right."""
    assert MEANING.is_slip(was, now)
    assert MEANING.turns(was, now) == ()


@pytest.mark.parametrize(("was", "now"), NOT_SLIPS)
def test_a_change_of_meaning_is_no_slip(was: str, now: str) -> None:
    """However small the change is."""
    assert not MEANING.is_slip(was, now)


@pytest.mark.parametrize(
    ("was", "now", "turns"),
    [
        ("It was agreed.", "It was not agreed.", ["“not” added"]),
        ("It ended with no deal.", "It ended with a deal.", ["“no” removed"]),
        ("Upland accepts it.", "Upland rejects it.", ["“accepts” became “rejects”"]),
        ("the armed guards", "the unarmed guards", ["“armed” became “unarmed”"]),
        ("They may wait.", "They must wait.", ["“may” removed", "“must” added"]),
        ("unnamed officials", "officials", ["“unnamed” removed"]),
        ("600,000 fish", "800,000 fish", ["“600,000” removed", "“800,000” added"]),
        (
            "saw Lowland and Upland",
            "saw Upland and Lowland",
            ["another order: “Upland”, “Lowland”"],
        ),
        ("A quiet lake.", "A calm lake.", []),
        ("the set", "the inset", []),
    ],
)
def test_the_words_that_turn_a_sentence_are_named(was: str, now: str, turns: list[str]) -> None:
    """A reviewer reads which word it is."""
    found = MEANING.turns(was, now)
    assert len(found) >= len(turns)
    assert all(any(turn in text for text in found) for turn in turns)
    assert bool(found) == bool(turns)


@pytest.mark.parametrize("uses", [0, 1, 2])
def test_a_word_that_other_texts_use_twice_is_no_slip(uses: int) -> None:
    """Its one use in the text that is corrected does not count."""
    assert ENGLISH
    meaning = Meaning(ENGLISH, (*TEXTS, *["The gremble."] * uses), "en")
    assert meaning.is_slip("the gremble", "the tremble") == (uses < 2)


@pytest.mark.parametrize(
    ("first", "turns"), [("Tomas", ()), ("Upland", ("“Upland” removed",)), ("Separately", ())]
)
def test_the_first_word_of_a_sentence_is_a_name_if_it_is_used_twice(
    first: str, turns: tuple[str, ...]
) -> None:
    """The texts name Upland twice and Tomas once."""
    assert MEANING.turns(f"{first} spoke.", "They spoke.") == turns
    assert MEANING.turns(f"Then {first} spoke.", "Then they spoke.") == (f"“{first}” removed",)


def test_opposites_that_both_went_did_not_become_each_other() -> None:
    turns = MEANING.turns("It accepts one and rejects one.", "It waits.")
    assert turns == ("“accepts” removed", "“rejects” removed")


def test_a_word_that_stayed_became_nothing_else() -> None:
    turns = MEANING.turns("It accepts one.", "It accepts one and rejects one.")
    assert turns == ("“rejects” added",)


def test_slips_of_a_long_text_are_found_between_its_common_words() -> None:
    """Each of these words comes again and again."""
    start = "and they met " * 100
    was, now = "cease fire and they recieved met", "ceasefire and they received met"
    assert MEANING.is_slip(start + was, start + now)


@pytest.mark.parametrize(
    ("word", "stem"), [("Walked", "walk"), ("used", "use"), ("red", "red"), ("is", "is")]
)
def test_a_stem_has_three_letters_at_least(word: str, stem: str) -> None:
    assert ENGLISH
    assert ENGLISH.stem(word) == stem


def test_numbers_and_names_are_found_in_any_language() -> None:
    """Without a list of words, negations count as wording."""
    meaning = Meaning(NO_WORDS)
    assert meaning.turns("Minä näin 12 venettä", "Minä näin 13 venettä")
    assert meaning.turns("sanoi Venn", "sanoi Ostrel")
    assert meaning.turns("se on sovittu", "se ei ole sovittu") == ()


def test_ukrainian_has_its_own_words() -> None:
    """Its negations are found, and its slips are free."""
    words = words_of("uk")
    assert words
    meaning = Meaning(words, ("Рада погодилася на пропозицію",), "uk")
    assert meaning.turns("Рада згодна.", "Рада не згодна.") == ("“не” added",)
    assert meaning.is_slip("на прпозицію", "на пропозицію")


def test_a_language_without_words_has_none() -> None:
    """So that a site can say so."""
    assert words_of("fi") is None
    assert words_of("en-GB") is not None
