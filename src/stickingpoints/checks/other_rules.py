"""The rules that other packages report, while they read, compare or publish."""

from __future__ import annotations

from stickingpoints.checks.rule import Rule

RULES = (
    # The files
    Rule(
        "alias",
        "YAML aliases (*name) are refused: write the text out.",
    ),
    Rule(
        "anchor",
        "YAML anchors (&name) are refused. Delete the anchor, or put text that begins with & "
        "in quotes.",
    ),
    Rule(
        "broken-yaml",
        "The file is not YAML. The message says where reading stopped, or where the cause "
        "lies if it is known.",
    ),
    Rule(
        "custom-tag",
        "YAML tags (!name) are refused. Delete the tag, or put text that begins with ! in quotes.",
    ),
    Rule(
        "cut-text",
        "Where a space and # follow a text without quotes, YAML leaves out the rest of the line as "
        "a comment. Put the text in quotes, or the comment on a line of its own.",
    ),
    Rule(
        "duplicate-key",
        "A key occurs once in a record, and a top-level key other than a list in one file only.",
    ),
    Rule(
        "empty",
        "A key or a list entry has no value. Write one, or delete the line.",
    ),
    Rule(
        "file-name",
        "Only files that end in .yaml are read.",
    ),
    Rule(
        "file-too-large",
        "A file of data/ may hold at most 8 MiB and 250,000 keys and values, all of them 128 MiB "
        "and 5,000,000, a written page 64 KiB and 1,500 paragraphs and marks.",
    ),
    Rule(
        "forbidden-character",
        "Tabs, control characters and invisible characters that hide or reorder text are refused.",
    ),
    Rule(
        "key-not-text",
        "A key is a plain word.",
    ),
    Rule(
        "layout",
        "The file is not formatted. `stickingpoints fmt` formats it without changing its meaning.",
    ),
    Rule(
        "more-problems",
        "Of each file the first 500 errors and the first 500 warnings are shown; the rest are"
        " counted.",
    ),
    Rule(
        "no-data",
        "The folder or file holds nothing that could be read.",
    ),
    Rule(
        "not-utf-8",
        "Files are in UTF-8.",
    ),
    Rule(
        "read-as-other",
        "YAML or some programs read this word as a number, a date, or yes and no. Put it in "
        "quotes if text is meant.",
    ),
    Rule(
        "second-document",
        "A file holds one YAML document.",
    ),
    Rule(
        "settings",
        "mkdocs.yml could not be read.",
    ),
    Rule(
        "placeholder-address",
        "site_url and repo_url of mkdocs.yml are addresses of your own, or are left out.",
    ),
    Rule(
        "too-deep",
        "Records are nested at most twenty levels deep.",
    ),
    Rule(
        "unreadable",
        "The file could not be opened, or is a link, a folder or a pipe, none of which is read.",
    ),
    # The language of the interface
    Rule(
        "bad-translation",
        "A translation fills in what its English text does: the names in braces are the same.",
    ),
    Rule(
        "language",
        "`theme.language` in mkdocs.yml names a language that is shipped or has a file "
        "languages/CODE.po.",
    ),
    Rule(
        "own-words",
        "Words of the site's own under `nouns` replace every form of a noun that the texts have.",
    ),
    Rule(
        "untranslated",
        "Interface texts that are missing from the catalogue stay English.",
    ),
    # The fields
    Rule(
        "bad-id",
        "An id consists of lower-case letters, digits and single hyphens.",
    ),
    Rule(
        "bad-value",
        "The value does not have the form that this field requires.",
    ),
    Rule(
        "missing",
        "A required field or list entry is missing.",
    ),
    Rule(
        "too-long",
        "The text or list is longer than this field allows.",
    ),
    Rule(
        "unknown-key",
        "There is no such field here. The guide and the schema list the fields.",
    ),
    Rule(
        "unknown-word",
        "The field takes one word of a fixed list.",
    ),
    Rule(
        "wrong-list",
        "A record is in the list of its kind: a source under sources, an event under events.",
    ),
    Rule(
        "wrong-type",
        "A list, a record or a single value was written where another of these is required.",
    ),
    # Imported files
    Rule(
        "table",
        "A table of statements has a first row that names its columns, and cells of the form that "
        "each column requires. Line and column of the message are those of the cell.",
    ),
    Rule(
        "references",
        "A file of references is CSL-JSON or BibTeX, and each entry has what a source needs.",
    ),
    # The PDF
    Rule(
        "no-glyph",
        "A character is shown otherwise in the PDF, because none of its fonts has it.",
    ),
    # The pages of docs/ and the documentation
    Rule(
        "page-file",
        "A page of docs/ and the files beside it are regular files, of the types that a site "
        "may publish.",
    ),
    Rule(
        "page-element",
        "A page of docs/ contains only the HTML elements that the site allows.",
    ),
    Rule(
        "page-attribute",
        "The HTML elements in a page of docs/ have only the attributes that the site allows.",
    ),
    Rule(
        "figure-end",
        "The figure of an issue ends where the scoreboard has each party; the build compares both.",
    ),
    Rule(
        "stray-day",
        "A day in a page of docs/ is in the data, comes from a placeholder, or is marked as fixed.",
    ),
    Rule(
        "unknown-placeholder",
        "A page of docs/ names only the placeholders that there are, such as {{ as_of }}.",
    ),
    Rule(
        "no-marks",
        "A generated table is written between a pair of comments, one with its name and one "
        "with a slash and its name; the file needs both.",
    ),
    # The change since a base (`check --base`)
    Rule(
        "anchor-removed",
        "The address of a published record is permanent: its id stays, and the record is "
        "withdrawn instead of deleted.",
    ),
    Rule(
        "unsupported-change",
        "A published status, stance or place changes only with a new dated and cited "
        "statement, or with an entry under corrections.",
    ),
    Rule(
        "overwritten",
        "A published statement keeps its stance and its place on the scale: add a new "
        "statement, or an entry under corrections if it was wrong from the start.",
    ),
    Rule(
        "uncorrected",
        "What was published changes its meaning only with an entry under corrections that names "
        "the record; a change of words alone says editorial there. Slips of spelling and layout "
        "are free.",
    ),
    Rule(
        "correction-removed",
        "A published correction stays on record, word for word.",
    ),
    Rule(
        "stale-reason",
        "The reason why a position differs from its newest statement is about that statement.",
    ),
    Rule(
        "late-statement",
        "A statement that is older than the record was when it was added says when that was.",
    ),
    Rule(
        "quote-unmarked",
        "A quote that was compared with a saved copy keeps its entry in quotes.lock.",
    ),
    Rule(
        "base-unreadable",
        "The data of the base, or the data itself, cannot be read, so the change since then was "
        "not checked.",
    ),
)
