"""What each rule of the check asks for, in an editor's words: the help behind the name in brackets.

The names are those of `Problem.rule`; a test holds that every rule that can be broken has its help here.
"""

from __future__ import annotations

from collections.abc import Mapping

HELP: Mapping[str, str] = {
    # The file
    "alias": "YAML aliases (*name) are refused: every record stands for itself. Write the text out.",
    "anchor": "YAML anchors (&name) are refused. Delete the anchor, or put text that begins with & in quotes.",
    "broken-yaml": "The file is not YAML. The message says where reading stopped, or where the cause lies if it is known.",
    "custom-tag": "YAML tags (!name) are refused. Delete the tag, or put text that begins with ! in quotes.",
    "duplicate-key": "A key stands once in a record, and a top-level key other than a list stands in one file only.",
    "empty": "A key or a list entry has no value. Write one, or delete the line.",
    "file-name": "Only files that end in .yaml are read.",
    "file-too-large": "A file of data/ may hold at most 8 MiB, all of them 32 MiB and 250,000 keys and values, a written page 64 KiB and 1,500 paragraphs and marks.",
    "forbidden-character": "Tabs, control characters and invisible characters that hide or reorder text are refused.",
    "key-not-text": "A key is a plain word.",
    "layout": "The file is not laid out in the common way. `stickingpoints fmt` rewrites it and changes no meaning.",
    "more-problems": "Of each file the first 500 errors and the first 500 warnings are shown; the rest are counted.",
    "no-data": "The folder or file holds nothing that could be read.",
    "not-utf-8": "Files are in UTF-8.",
    "read-as-other": "YAML or some programs read this word as a number, a date, or yes and no. Put it in quotes if text is meant.",
    "second-document": "A file holds one YAML document.",
    "settings": "mkdocs.yml could not be read.",
    "too-deep": "Records lie at most twenty levels inside each other.",
    "unreadable": "The file could not be opened, or is a link, a folder or a pipe, none of which is read.",
    # The language of the interface
    "bad-translation": "A translation fills in what its English text does: the names in braces are the same.",
    "language": "theme.language in mkdocs.yml names a language that is shipped or has a file languages/<code>.po.",
    "untranslated": "Texts of the interface that the catalogue lacks stay English.",
    # The fields
    "bad-id": "An id is made of small letters, digits and single hyphens.",
    "bad-value": "The value is not of the form that this field takes.",
    "missing": "A required field or list entry is missing.",
    "too-long": "The text or list is longer than this field takes.",
    "unknown-key": "There is no such field here. The fields are listed in the schema and in CONTRIBUTING.md.",
    "unknown-word": "The field takes one word of a fixed list.",
    "wrong-type": "A list, a record or a single value stands where another of these is wanted.",
    # References
    "reserved-id": "Pages use some ids for parts of their own, as “find” and “statements”; a record has another.",
    "duplicate-id": "An id is unique among all files; a party has one position on an issue.",
    "unknown-issue": "The id of an issue that does not exist.",
    "unknown-party": "The id of a party that does not exist.",
    "unknown-scale-point": "The point is not on the scale of this issue.",
    "unknown-source": "The id of a source that does not exist.",
    # Editorial rules
    "after-accessed": "A source cannot be published after the day it was read.",
    "after-as-of": "Nothing described is later than as_of, the newest day that the content describes.",
    "doubtful-host": "A host with letters that look like others, a number for a name, or a machine of one's own: a person should look at it.",
    "bad-link": "Links lead to the web, and images are not shown.",
    "looked-in-missing": "Where no position is known, looked_in says where was looked.",
    "missing-party": "Every issue answers for every party, but those that answer where they spoke.",
    "needless-reason": "A reason explains a difference from the newest statement; without one it is deleted.",
    "figure-label-missing": "An issue whose statements name numbers says what they count.",
    "figure-missing": "An issue that says what its numbers count has a number to show.",
    "figure-not-said": "A number is one that its own statement names.",
    "withdrawn-source": "What counts does not rest on a source that was withdrawn.",
    "never-cited": "A source that nothing cites is shown nowhere.",
    "no-glyph": "A character cannot be set in the PDF: none of its fonts has it.",
    "no-statement": "A position rests on at least one statement.",
    "position-differs": "Where a position differs from its newest statement, a reason says why.",
    "quote-altered": "The words of a quote differ from those that were found in a saved text of its source (data/quotes.lock).",
    "quote-kind-missing": "A quote says whose words it is.",
    "quote-missing": "Fields that belong to a quote stand without one.",
    "quote-lock": "data/quotes.lock is written by `stickingpoints verify`, never by hand.",
    "quote-marked": "A change marks a quote as checked. Nobody without the saved copy can confirm that; ask the person who compared them.",
    "quote-not-found": "The words of a quote do not stand in the saved text of its source.",
    "quote-too-long": "A quote has at most 40 words.",
    "quote-unchecked": "A quote was not yet held against a saved text of its source; `stickingpoints verify` does that.",
    "raw-html": "Texts are a small Markdown; HTML is refused.",
    "relative-time": "Words such as “currently” are true only on the day of writing; the site says “as of”.",
    "same-address": "One text stands once among the sources.",
    "scale-range-order": "A range runs in the order of the scale.",
    "term-not-used": "A term of the glossary stands in some text of the site; one that no page uses explains nothing.",
    "single-source": "A position that rests on a single source is marked as such on the site.",
    "speaker-missing": "A quote of a speaker names the speaker.",
    "statement-order": "Statements stand newest first.",
    "unnamed-sources": "A position that rests on unnamed sources alone is marked as such on the site.",
}

UNKNOWN = "The message says what is wrong and what to write instead."


def help_for(rule: str) -> str:
    """Return what a rule asks for."""
    return HELP.get(rule, UNKNOWN)
