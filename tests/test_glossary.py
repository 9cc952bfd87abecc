"""A term is explained where a page first uses it in running text, and nowhere else."""

from __future__ import annotations

import pytest

from stickingpoints.model.glossary import explained
from stickingpoints.model.records import Term

SHARE = Term(id="share", term="share", forms=["shares"], meaning="A part.")
EQUAL = Term(id="equal-share", term="equal share", meaning="A part like the others.")
DONBAS = Term(id="donbas", term="Donbas", meaning="A region.")
AMPERSAND = Term(id="law", term="law & order", meaning="A phrase.")


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (
            "<p>A share, and a share.</p>",
            '<p>A <a class="term" href="#term-share">share</a>, and a share.</p>',
        ),
        ("<p>Shares differ.</p>", '<p><a class="term" href="#term-share">Shares</a> differ.</p>'),
        (
            "<p>An equal share.</p>",
            '<p>An <a class="term" href="#term-equal-share">equal share</a>.</p>',
        ),
        (
            "<h2>The share</h2><p>The share</p>",
            '<h2>The share</h2><p>The <a class="term" href="#term-share">share</a></p>',
        ),
        (
            '<p><a href="#">share</a> “share”</p>',
            '<p><a href="#">share</a> “<a class="term" href="#term-share">share</a>”</p>',
        ),
        ("<blockquote><p>my share</p></blockquote>", "<blockquote><p>my share</p></blockquote>"),
        ('<p title="share">shareholders</p>', '<p title="share">shareholders</p>'),
        (
            "<p>donbas is no name, Donbas is.</p>",
            '<p>donbas is no name, <a class="term" href="#term-donbas">Donbas</a> is.</p>',
        ),
        ("<p>law &amp; order</p>", '<p><a class="term" href="#term-law">law &amp; order</a></p>'),
    ],
)
def test_the_first_use_in_running_text_is_linked(html: str, wanted: str) -> None:
    """Headings, links, quotations and attributes are left alone.

    So are words that only begin like a term.
    """
    assert explained(html, [SHARE, EQUAL, DONBAS, AMPERSAND])[0] == wanted


def test_the_terms_found_are_told_in_their_order() -> None:
    """The terms at the end of a page are those that the page uses."""
    assert explained("<p>The Donbas, a share.</p>", [DONBAS, EQUAL, SHARE])[1] == [DONBAS, SHARE]
    assert explained("<p>Nothing.</p>", [DONBAS, SHARE])[1] == []
