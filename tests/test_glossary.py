"""A term or a person is explained where a page first names it in running text, and nowhere else."""

from __future__ import annotations

import pytest

from stickingpoints.model.glossary import explained, name_of_person, word_of_term
from stickingpoints.model.records import Person, Term

SHARE = Term(id="share", term="share", forms=["shares"], meaning="A part.")
EQUAL = Term(id="equal-share", term="equal share", meaning="A part like the others.")
DONBAS = Term(id="donbas", term="Donbas", meaning="A region.")
AMPERSAND = Term(id="law", term="law & order", meaning="A phrase.")
TERMS = [word_of_term(term) for term in (SHARE, EQUAL, DONBAS, AMPERSAND)]
VESK = Person(id="vesk", name="Ada Vesk", spellings=["Vesk"], office="Mayor", sources=["a"])


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
        (
            '<details class="earlier"><p>A share</p><details><p>Donbas</p></details></details>',
            (
                '<details class="earlier"><p>A <a class="term" href="#term-share">share</a></p>'
                "<details><p>Donbas</p></details></details>"
            ),
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
    assert explained(html, TERMS)[0] == wanted


def test_the_words_found_are_named() -> None:
    """What is explained at the end of a page is what the page uses."""
    assert explained("<p>The Donbas, a share.</p>", TERMS)[1] == {"term-donbas", "term-share"}
    assert explained("<p>Nothing.</p>", TERMS)[1] == set()


def test_the_first_name_of_a_person_is_linked() -> None:
    """By any spelling, the longest first; the office is then one step away."""
    html, anchors = explained("<p>Ada Vesk spoke. Vesk left.</p>", [name_of_person(VESK)])
    assert html == '<p><a class="term" href="#person-vesk">Ada Vesk</a> spoke. Vesk left.</p>'
    assert anchors == {"person-vesk"}
