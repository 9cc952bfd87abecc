"""Word-level differences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stickingpoints.text.word_diff import Run, difference


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("", "", []),
        ("It said no.", "It said no.", [Run("kept", "It said no.")]),
        (
            "The draft named a limit of 600,000.",
            "The draft named a level of 800,000.",
            [
                Run("kept", "The draft named a"),
                Run("removed", "limit of 600,000."),
                Run("added", "level of 800,000."),
            ],
        ),
        (
            "It agreed to leave.",
            "They spoke to nobody.",
            [Run("removed", "It agreed to leave."), Run("added", "They spoke to nobody.")],
        ),
        (
            "a b c d e f g h i j k",
            "a b c d e f g h i j k l",
            [Run("kept", "a b c d … h i j k"), Run("added", "l")],
        ),
    ],
)
def test_the_difference_is_short_and_readable(before: str, after: str, runs: list[Run]) -> None:
    """Single words in common do not tear a sentence apart.

    Long passages in common lose their middle.
    """
    assert difference(before, after) == runs


@given(
    st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12)
)
def test_every_word_is_accounted_for(before: list[str], after: list[str]) -> None:
    """What stayed and what went make the earlier text, what stayed and what came the later one."""
    runs = [run for run in difference(" ".join(before), " ".join(after)) if "…" not in run.text]
    if len(runs) == len(difference(" ".join(before), " ".join(after))):
        assert " ".join(run.text for run in runs if run.kind != "added").split() == before
        assert " ".join(run.text for run in runs if run.kind != "removed").split() == after
