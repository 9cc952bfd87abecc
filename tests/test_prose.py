"""The small Markdown: what becomes of it as HTML, as plain words, and as a tree for print."""

from __future__ import annotations

import pytest

from stickingpoints.text import prose


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Two *words* and **one**.", "<p>Two <em>words</em> and <strong>one</strong>.</p>"),
        (
            "[The note](https://arvenia.example/a?b=1&c=2)",
            '<p><a href="https://arvenia.example/a?b=1&amp;c=2">The note</a></p>',
        ),
        (
            "See <https://arvenia.example/a>.",
            '<p>See <a href="https://arvenia.example/a">https://arvenia.example/a</a>.</p>',
        ),
        ("One:\n\n- first\n- second", "<p>One:</p>\n<ul>\n<li>first</li>\n<li>second</li>\n</ul>"),
        ("1. first\n2. second", "<ol>\n<li>first</li>\n<li>second</li>\n</ol>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("Fish &amp; chips &lt; 5 &euro;", "<p>Fish &amp; chips &lt; 5 €</p>"),
        (r"A \*star\*", "<p>A *star*</p>"),
        ("# No heading\n\n> no quotation", "<p># No heading</p>\n<p>&gt; no quotation</p>"),
    ],
)
def test_html(text: str, html: str) -> None:
    """Paragraphs, emphasis, links and lists become HTML; any other mark stays as it was written."""
    assert prose.html(text).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick='x()'>b</b>",
        "<!-- hidden --><iframe src='https://evil.example'></iframe>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript&colon;alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "<javascript:alert(1)>",
        "[x](https://[::g]/)",
        "[x](//evil.example)",
        "[x](file:///etc/hosts)",
        "![x](https://evil.example/pixel.png)",
        '[x](https://evil.example/"onmouseover="alert(1))',
    ],
)
def test_nothing_dangerous_becomes_html(text: str) -> None:
    """Nothing but the few harmless elements comes out, and links lead to the web only."""
    for html in (prose.html(text), prose.inline(text), prose.long_html(text)):
        tags = [part.partition(">")[0] for part in str(html).split("<")[1:]]
        assert {tag.split()[0].strip("/") for tag in tags} <= {
            "p",
            "a",
            "em",
            "strong",
            "ul",
            "ol",
            "li",
            "blockquote",
        }
        for tag in tags:
            if tag.startswith("a "):
                assert tag.startswith('a href="https://') and tag.count('"') == 2


def test_inline_is_one_run_of_text() -> None:
    """Blocks become one line that may be part of a paragraph."""
    assert prose.inline("One *two*\nthree.\n\nFour.") == "One <em>two</em> three. Four."


def test_long_text_has_headings_one_level_down() -> None:
    """A background page may have headings, below the one that its page has, and quotations."""
    assert (
        prose.long_html("# One\n\n> two\n\n###### Six")
        == "<h2>One</h2>\n<blockquote>\n<p>two</p>\n</blockquote>\n<h6>Six</h6>\n"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was *agreed*, he **said**.", "It was agreed, he said."),
        ("A [link](https://arvenia.example), then\nmore", "A link, then more"),
        ("One:\n\n- two\n- three", "One: two three"),
        ("un*frozen* assets", "unfrozen assets"),
        (r"\*not\* &lt;b&gt; &amp; co", "*not* <b> & co"),
        ("  ", ""),
    ],
)
def test_plain(text: str, words: str) -> None:
    """Plain text has the words without marks, on one line, spaced as they are read."""
    assert prose.plain(text) == words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It is open. The rest is not.", "It is open."),
        ("The U.S. President said no. Then he left.", "The U.S. President said no."),
        ("U.S. aid goes on. So does the war.", "U.S. aid goes on."),
        ("J. D. Vance spoke. He left.", "J. D. Vance spoke."),
        ("Gen. Smith and Mr. Jones met. They talked.", "Gen. Smith and Mr. Jones met."),
        ("The cap fell to 3.5 per cent. It rose again.", "The cap fell to 3.5 per cent."),
        ("Some states, e.g. Brezia, agree. Others do not.", "Some states, e.g. Brezia, agree."),
        ('He said "no." Then he left.', 'He said "no."'),
        ("She asked: “Why?” He did not know.", "She asked: “Why?”"),
        ("Is it open? Yes.", "Is it open?"),
        ("One (and two). Three.", "One (and two)."),
        ("It was *agreed.* [Then](https://arvenia.example) not.", "It was agreed."),
        ("No end", "No end"),
        ("", ""),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    """The first sentence ends at its own full stop, not at that of an abbreviation."""
    assert prose.first_sentence(text) == sentence


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        (
            "Before *all*.\n\n## One\n\nThe first.\n\n- and\n- more\n\n## Two\n\nThe second.",
            [("", "Before all."), ("One", "The first. and more"), ("Two", "The second.")],
        ),
        ("## One\n\n## Two", [("One", ""), ("Two", "")]),
        ("Nothing but words.", [("", "Nothing but words.")]),
        ("", []),
    ],
)
def test_sections(text: str, sections: list[tuple[str, str]]) -> None:
    """A heading without words is one too, and so are words without a heading."""
    assert list(prose.sections(text)) == sections


def test_tree() -> None:
    """For print a text is nested nodes with plain strings, which need no parsing."""
    link = {
        "kind": "link",
        "href": "https://arvenia.example/",
        "children": [{"kind": "text", "text": "a #link"}],
    }
    first = {
        "kind": "paragraph",
        "children": [
            {
                "kind": "span",
                "children": [
                    {"kind": "text", "text": "See "},
                    link,
                    {"kind": "text", "text": " "},
                    {"kind": "text", "text": "now $x$"},
                ],
            }
        ],
    }
    item = {
        "kind": "list_item",
        "children": [
            {
                "kind": "paragraph",
                "children": [{"kind": "span", "children": [{"kind": "text", "text": "one"}]}],
            }
        ],
    }
    assert prose.tree("See [a #link](https://arvenia.example/)\nnow $x$\n\n- one") == [
        first,
        {"kind": "bullet_list", "children": [item]},
    ]


def test_tree_of_long_text_knows_levels() -> None:
    """Headings of a background page carry their level."""
    heading = {
        "kind": "heading",
        "level": 2,
        "children": [{"kind": "span", "children": [{"kind": "text", "text": "How it began"}]}],
    }
    assert prose.tree("## How it began", long=True) == [heading]


def test_tree_has_no_dangerous_links() -> None:
    """A link that does not lead to the web is plain text in print, too."""
    assert "href" not in str(prose.tree("[x](javascript:alert(1))"))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Plain *words* and [a link](https://arvenia.example).", []),
        ("5 < 7 and 8 > 2, R&D", []),
        ("a <b>c</b> d", ["raw-html"]),
        ("CC<svg/onload=alert(1)>", ["raw-html"]),
        ("x</title>", ["raw-html"]),
        ("<img src=x onerror=alert(1)", ["raw-html"]),
        ("<!doctype html> and <?php", ["raw-html", "raw-html"]),
        ("See <https://arvenia.example/a>.", []),
        ("<javascript:alert(1)>", ["bad-link"]),
        ("[x](https://[::g]/)", ["bad-link"]),
        ("<i>a</i> and [x](ftp://arvenia.example)", ["raw-html", "bad-link"]),
        ("![x](https://arvenia.example/x.png)", ["bad-link"]),
        ("a &#x202e;b", ["forbidden-character"]),
    ],
)
def test_faults(text: str, rules: list[str]) -> None:
    """What a text must not contain is reported, each by its rule."""
    assert [fault.rule for fault in prose.faults(text)] == rules
