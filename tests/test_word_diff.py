"""What one text says that the other does not, word by word."""

from __future__ import annotations

import pytest

from stickingpoints.text.word_diff import Run, difference, side_by_side, whole


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


def numbered(count: int, word: str = "w") -> str:
    """Return a text of so many words, each another."""
    return " ".join(f"{word}{number}" for number in range(count))


def shown(runs: list[Run]) -> list[tuple[str, int]]:
    """Return the kind of each run and how many words it shows, the sign of what is left out too."""
    return [(run.kind, len(run.text.split())) for run in runs]


@pytest.mark.parametrize(("words", "left"), [(8, 8), (9, 8 + 1)])
def test_of_more_than_eight_words_in_common_the_ends_are_shown(words: int, left: int) -> None:
    """Four, the sign, and four."""
    runs = difference(f"old {numbered(words)}", f"new {numbered(words)}")
    assert shown(runs) == [("removed", 1), ("added", 1), ("kept", left)]
    assert ("…" in runs[2].text) == (words == 9)


@pytest.mark.parametrize(
    ("before", "between", "wanted"),
    [
        (9, 17, [9, 17, 9]),
        (10, 18, [8 + 1, 16 + 1, 8 + 1]),
        (30, 40, [8 + 1, 16 + 1, 8 + 1]),
    ],
)
def test_side_by_side_eight_words_stay_beside_a_change(
    before: int, between: int, wanted: list[int]
) -> None:
    """Nothing is cut where the sign would take the place of a single word."""
    first, middle, last = numbered(before), numbered(between, "m"), numbered(before, "z")
    removed, added = side_by_side(
        f"{first} old {middle} gone {last}", f"{first} new {middle} came {last}"
    )
    start, inside, end = wanted
    for runs, kind in ((removed, "removed"), (added, "added")):
        assert shown(runs) == [
            ("kept", start),
            (kind, 1),
            ("kept", inside),
            (kind, 1),
            ("kept", end),
        ]
        assert {"…" in run.text for run in runs if run.kind == "kept"} == {before > 9}
    assert removed[0].text.endswith(f" w{before - 1}")
    assert removed[4].text.startswith("z0 ")
    assert (removed[2].text.split()[0], removed[2].text.split()[-1]) == ("m0", f"m{between - 1}")


def test_side_by_side_an_empty_text_has_nothing() -> None:
    assert side_by_side("", "new words") == ([], [Run("added", "new words")])
    assert side_by_side("old words", "") == ([Run("removed", "old words")], [])
    assert side_by_side("a b new c", "a b c")[1] == [Run("kept", "a b"), Run("kept", "c")]


@pytest.mark.parametrize(("in_common", "kinds"), [(2, ["removed"]), (3, ["kept", "removed"])])
def test_side_by_side_texts_are_divided_if_enough_is_alike(
    in_common: int, kinds: list[str]
) -> None:
    """Of ten words and ten, three in common are just enough."""
    alike, others = numbered(in_common), numbered(10 - in_common, "o")
    removed, added = side_by_side(f"{alike} {others}", f"{alike} {numbered(10 - in_common, 'n')}")
    assert [run.kind for run in removed] == kinds
    assert [run.kind.replace("added", "removed") for run in added] == kinds


def test_common_words_of_a_long_text_count() -> None:
    """Also where two words that come again and again are all that stayed."""
    words = [word for number in range(100) for word in (f"w{number}", "of", "the")]
    before, after = whole(" ".join(words), " ".join(w.replace("w", "v") for w in words))
    assert [run.text for run in before[:3]] == ["w0", "of the", "w1"]
    assert [run.text for run in after[:3]] == ["v0", "of the", "v1"]


@pytest.mark.parametrize(("words", "runs"), [(999, 2), (1000, 1)])
def test_side_by_side_very_long_texts_are_undivided(words: int, runs: int) -> None:
    """A thousand words are compared, one more is too many."""
    removed, added = side_by_side(f"old {numbered(words)}", f"new {numbered(words)}")
    assert (len(removed), len(added)) == (runs, runs)


@pytest.mark.parametrize(("words", "runs"), [(999, 2), (1000, 1)])
def test_very_long_texts_are_not_marked(words: int, runs: int) -> None:
    before, after = whole(f"old {numbered(words)}", f"new {numbered(words)}")
    assert (len(before), len(after)) == (runs, runs)


@pytest.mark.parametrize(("in_common", "runs"), [(3, ["kept"]), (4, ["kept", "removed"])])
def test_texts_for_readers_are_marked_if_enough_is_alike(in_common: int, runs: list[str]) -> None:
    """Of ten words and ten, four in common are just enough."""
    alike, others = numbered(in_common), numbered(10 - in_common, "o")
    was, now = f"{alike} {others}", f"{alike} {numbered(10 - in_common, 'n')}"
    before, after = whole(was, now)
    assert [run.kind for run in before] == runs
    assert " ".join(run.text for run in before) == was
    assert " ".join(run.text for run in after) == now
