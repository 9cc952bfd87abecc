"""Rules that are enforced elsewhere: in the reading of files, the lock of quotes, the comparison with a base.

They are declared here for their help.
"""

from __future__ import annotations

from stickingpoints.checks.rule import Rule

# Found while files are read or written.
_FILES = (
    Rule(
        "alias",
        "YAML aliases (*name) are refused: every record stands for itself. Write the text out.",
    ),
    Rule(
        "anchor",
        "YAML anchors (&name) are refused. Delete the anchor, or put text that begins"
        " with & in quotes.",
    ),
    Rule(
        "broken-yaml",
        "The file is not YAML. The message says where reading stopped, or where the"
        " cause lies if it is known.",
    ),
    Rule(
        "custom-tag",
        "YAML tags (!name) are refused. Delete the tag, or put text that begins with ! in quotes.",
    ),
    Rule(
        "duplicate-key",
        "A key is written once in a record, and a top-level key other than a list in"
        " one file only.",
    ),
    Rule("empty", "A key or a list entry has no value. Write one, or delete the line."),
    Rule("file-name", "Only files that end in .yaml are read."),
    Rule(
        "file-too-large",
        "A file of data/ may hold at most 8 MiB, all of them 32 MiB and 250,000 keys"
        " and values, a written page 64 KiB and 1,500 paragraphs and marks.",
    ),
    Rule(
        "forbidden-character",
        "Tabs, control characters and invisible characters that hide or reorder text are refused.",
    ),
    Rule("key-not-text", "A key is a plain word."),
    Rule(
        "layout",
        "The file is not in the common layout. `stickingpoints fmt` rewrites it and"
        " changes no meaning.",
    ),
    Rule(
        "more-problems",
        "Of each file the first 500 errors and the first 500 warnings are shown; the"
        " rest are counted.",
    ),
    Rule("no-data", "The folder or file holds nothing that could be read."),
    Rule("not-utf-8", "Files are in UTF-8."),
    Rule(
        "read-as-other",
        "YAML or some programs read this word as a number, a date, or yes and no. Put"
        " it in quotes if text is meant.",
    ),
    Rule("second-document", "A file holds one YAML document."),
    Rule("settings", "mkdocs.yml could not be read."),
    Rule("too-deep", "Records lie at most twenty levels inside each other."),
    Rule(
        "unreadable",
        "The file could not be opened, or is a link, a folder or a pipe, none of which is read.",
    ),
    Rule("no-glyph", "A character cannot be set in the PDF: none of its fonts has it."),
    Rule(
        "page-file",
        "A file of docs/ that is published as it is must be one that no browser runs,"
        " and no link or pipe.",
    ),
    Rule(
        "no-marks",
        "A document whose tables are generated has lost the marks between which they belong.",
    ),
)
# Found while values are read into records.
_FIELDS = (
    Rule("bad-id", "An id is made of small letters, digits and single hyphens."),
    Rule("bad-value", "The value is not of the form that this field takes."),
    Rule("missing", "A required field or list entry is missing."),
    Rule("too-long", "The text or list is longer than this field takes."),
    Rule(
        "unknown-key",
        "There is no such field here. The fields are listed in the schema and in CONTRIBUTING.md.",
    ),
    Rule("unknown-word", "The field takes one word of a fixed list."),
    Rule(
        "wrong-type",
        "A list, a record or a single value is written where another of these is wanted.",
    ),
)
# Found in the language of the interface.
_LANGUAGE = (
    Rule(
        "bad-translation",
        "A translation fills in what its English text does: the names in braces are the same.",
    ),
    Rule(
        "language",
        "theme.language in mkdocs.yml names a language that is shipped or has a file"
        " languages/<code>.po.",
    ),
    Rule("untranslated", "Texts of the interface that the catalogue lacks stay English."),
)
# Found by the lock of the checked quotes.
_QUOTES = (
    Rule(
        "quote-altered",
        "The words of a quote differ from those that were found in a saved text of its"
        " source (data/quotes.lock).",
    ),
    Rule("quote-lock", "data/quotes.lock is written by `stickingpoints verify`, never by hand."),
    Rule(
        "quote-marked",
        "A change marks a quote as checked. Nobody without the saved copy can confirm"
        " that; ask the person who compared them.",
    ),
    Rule("quote-not-found", "The words of a quote are not in the saved text of its source."),
    Rule(
        "quote-unchecked",
        "A quote was not yet compared with a saved text of its source; `stickingpoints"
        " verify` does that.",
    ),
)
# Found in comparison with what is published.
_BASE = (
    Rule(
        "anchor-removed",
        "A published record keeps its id and its address: it is withdrawn, not deleted or renamed.",
    ),
    Rule(
        "unsupported-change",
        "A position or a status changes with a new statement, a new reason or a correction.",
    ),
    Rule(
        "overwritten",
        "A published statement is not turned into another; add a new statement, or a correction.",
    ),
    Rule(
        "base-unreadable",
        "The published data could not be read, so the change was not compared with it.",
    ),
)
RULES = (*_FILES, *_LANGUAGE, *_FIELDS, *_QUOTES, *_BASE)
