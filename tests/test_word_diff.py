"""What one text says that the other does not, word by word."""

from __future__ import annotations

from stickingpoints.text.word_diff import difference


def test_every_change_of_a_long_text_is_shown_once_with_words_around_it() -> None:
    """Of more than eight words in common the first four and the last four stay."""
    before = "The court offered a b c d e f g h i to the two states in spring"
    after = "The council offered a b c d e f g h i to the two cities in spring"
    assert [tuple(run) for run in difference(before, after)] == [
        ("removed", "The court"),
        ("added", "The council"),
        ("kept", "offered a b c … i to the two"),
        ("removed", "states"),
        ("added", "cities"),
        ("kept", "in spring"),
    ]


def test_nothing_of_the_second_change_repeats_the_first() -> None:
    runs = difference("one two three X four five Y six seven", "one two three four five six seven")
    assert [tuple(run) for run in runs] == [
        ("kept", "one two three"),
        ("removed", "X"),
        ("kept", "four five"),
        ("removed", "Y"),
        ("kept", "six seven"),
    ]
