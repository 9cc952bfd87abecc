"""Hostile projects: what a stranger, a slip or a bad day can put where a command reads.

Small files are in `cases.yaml`: an edit of a sound project, and the line that `says` where and what
is wrong. What a file cannot hold (links, pipes, folders, names that are no text) and what would be
too large is written here, by functions with a name.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from stickingpoints.i18n.catalog import SHIPPED

HERE = Path(__file__).parent
BASE = HERE.parent / "reading" / "base" / "issues.yaml"
SOUND = Path(tempfile.gettempdir()) / f"hostile-{os.getpid()}"

Command = tuple[str, ...]
Spoil = Callable[[Path], None]

CHECK: Command = ("check",)
FIX: Command = ("check", "--fix")
FMT: Command = ("fmt",)
NEW: Command = ("new", "source", "--id", "another")
DIFF: Command = ("diff", "before")
VERIFY: Command = ("verify", "--copies", "copies", "--day", "2031-05-03")
PROPOSE: Command = ("propose", "form.json", "--day", "2031-05-21")
EXPORT: Command = ("export", "--to", "export")
PDF: Command = ("pdf", "--to", "out.pdf")
REVIEW: Command = ("review", "--day", "2031-06-01")
WORDS: Command = ("translations", "uk")
WRITING: tuple[Command, ...] = (FIX, FMT, NEW)
COMPARING: tuple[Command, ...] = (("check", "--base", "before"), DIFF)
OTHER_FORMATS: tuple[Command, ...] = (
    ("check", "--format", "json"),
    ("check", "--format", "github"),
)
ON_DATA: tuple[Command, ...] = (CHECK, *OTHER_FORMATS, *WRITING, *COMPARING)
ON_SOUND_DATA: tuple[Command, ...] = (*ON_DATA, PROPOSE, VERIFY, REVIEW, EXPORT)


@dataclass(frozen=True)
class Case:
    """A hostile project: what spoils a sound one, and the commands to run on it.

    `says` is what the first of them has to say. `others` are commands that read the same files in
    the same way; `make fuzz` runs them too.
    """

    name: str
    spoil: Spoil
    commands: tuple[Command, ...] = ON_DATA
    says: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Command, ...] = ()

    @property
    def all_commands(self) -> tuple[Command, ...]:
        """Every command that is meant for the case."""
        return self.commands + self.others


def sound_project(root: Path) -> None:
    """Write a small sound project into a folder.

    It has data, an earlier state of it, saved texts, a filled form, pages and a catalogue.
    """
    if not SOUND.exists():
        _make_sound(SOUND)
    shutil.copytree(SOUND, root)


def _make_sound(root: Path) -> None:
    for folder in ("data", "before", "copies", "docs/issues", "docs/assets", "languages"):
        (root / folder).mkdir(parents=True)
    shutil.copy(BASE, root / "data")
    shutil.copy(BASE, root / "before")
    (root / "copies" / "sel-herald.txt").write_text("A saved text.\n", encoding="utf-8")
    form = {
        "kind": "correction",
        "record": "gauges",
        "field": "question",
        "wrong": "A slip.",
        "instead": "Who reads the gauges now?",
    }
    (root / "form.json").write_text(json.dumps(form), encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        "site_name: River Talks\ntheme:\n  name: material\n  language: uk\n", encoding="utf-8"
    )
    (root / "docs" / "method.md").write_text("# Method\n\nA text.\n", encoding="utf-8")
    (root / "docs" / "issues" / "gauges.md").write_text(
        "---\nissue: gauges\nreviewed: 2031-05-01\n---\nA text.\n", encoding="utf-8"
    )
    shutil.copy(SHIPPED / "uk.po", root / "languages")


def cases() -> Iterator[Case]:
    """Yield every case.

    The commands of a case read the data in the same way, so that one after another takes its turn
    with every second case: each meets many, and no case meets all.
    """
    entries = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))
    for number, case in enumerate(entries):
        passes = "no errors" in case["says"] or case["says"].startswith("warning: ")
        case_of_commands = functools.partial(
            Case,
            case["name"],
            functools.partial(_edit, case),
            says=case.get("says", ""),
            environment=case.get("environment", {}),
        )
        if "commands" in case:
            yield case_of_commands(tuple(tuple(command.split()) for command in case["commands"]))
        else:
            commands, others = _in_turn(ON_SOUND_DATA if passes else ON_DATA, number)
            yield case_of_commands(commands, others=others)
    yield from _SPECIAL


def _in_turn(
    commands: Sequence[Command], number: int
) -> tuple[tuple[Command, ...], tuple[Command, ...]]:
    """Return the first of the commands with the one whose turn it is, and the others.

    Only even numbers have one whose turn it is.
    """
    first, *others = commands
    if number % 2:
        return (first,), tuple(others)
    chosen = others.pop(number // 2 % len(others))
    return (first, chosen), tuple(others)


def _edit(case: Mapping[str, Any], root: Path) -> None:
    """Make the edit of a case: replace a part of a file, or write all of it."""
    path = root / case.get("file", "data/issues.yaml")
    if "bytes" in case:
        path.write_bytes(case["bytes"].encode().decode("unicode_escape").encode("latin-1"))
        return
    if "text" in case:
        path.write_text(_long(case["text"]), encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    for old, new in case["change"].items():
        assert text.count(old) >= 1, old
        text = text.replace(old, _long(new), 1)
    path.write_text(text, encoding="utf-8")


def _long(text: str) -> str:
    """Return a text with five thousand digits in the place of `{f}`, `{1}` and `{9}`."""
    for digit in "f19":
        text = text.replace(f"{{{digit}}}", digit * 5_000)
    return text


# Links, pipes, folders, names


def _in_place_of(name: str, make: Callable[[Path], None]) -> Spoil:
    """Return what puts something else in the place of a file or folder."""

    def spoil(root: Path) -> None:
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        make(path)

    return spoil


def _link_to_secret(path: Path) -> None:
    secret = path.parents[1] / "secret.txt"
    secret.write_text("password: hunter2\n", encoding="utf-8")
    path.symlink_to(secret)


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def _link_to_zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _file(path: Path) -> None:
    path.write_text("no folder\n", encoding="utf-8")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1024**3)


def _nothing(path: Path) -> None:
    del path


def _name_that_is_no_text(root: Path) -> None:
    (root / "data" / os.fsdecode(b"\xff.yaml")).write_text("issues: 7\n", encoding="utf-8")


def _name_with_a_line_end(root: Path) -> None:
    (root / "data" / "x\n::error file=a::b.yaml").write_text("issues: 7\n", encoding="utf-8")


# Large


def many_empty_keys(root: Path) -> None:
    """Write sixteen thousand keys without a value."""
    _add(root, "".join(f"k{number}:\n" for number in range(16_000)))


def many_anchors(root: Path) -> None:
    """Write sixteen thousand anchors."""
    _add(root, "authors:\n" + "".join(f"  - &a{number} x\n" for number in range(16_000)))


def many_bad_records(root: Path) -> None:
    """Write a hundred thousand records without anything that a record needs."""
    (root / "data" / "more.yaml").write_text("sources:\n" + "  - {}\n" * 99_000, encoding="utf-8")


def many_bad_records_in_one(root: Path) -> None:
    """Write the same inside one record."""
    (root / "data" / "more.yaml").write_text(
        "issues:\n  - id: one\n    positions:\n" + "      - {}\n" * 99_000, encoding="utf-8"
    )


def many_unknown_keys(root: Path) -> None:
    """Write a record with forty thousand keys that it does not have."""
    keys = "".join(f"    k{number}: x\n" for number in range(40_000))
    (root / "data" / "more.yaml").write_text(f"sources:\n  - id: one\n{keys}", encoding="utf-8")


def many_double_keys(root: Path) -> None:
    """Write three hundred thousand keys that are one."""
    _add(root, "same: x\n" * 300_000)


def many_values(root: Path) -> None:
    """Write eight million bytes of the smallest values there are."""
    _add(root, f"authors: [{'a,' * 4_000_000}]\n")


def many_files(root: Path) -> None:
    """Write hundreds of thousands of values that belong nowhere, into files within the limits."""
    for number in range(20):
        (root / "data" / f"more-{number}.yaml").write_text(
            f"authors: [{'a,' * 15_000}]\n", encoding="utf-8"
        )


def many_unknown_sources(root: Path) -> None:
    """Write thousands of sources that nothing cites, and thousands of citations of others."""
    base = BASE.read_text(encoding="utf-8")
    source = (
        "  - id: known-source-{0}\n"
        "    title: T\n"
        "    publisher: P\n"
        "    kind: analysis\n"
        "    accessed: 2031-05-01\n"
    )
    event = (
        "  - id: e{0}\n"
        "    date: 2031-01\n"
        "    title: T\n"
        "    outcome: O\n"
        "    citations:\n"
        "      - source: knwon-source-{0}\n"
    )
    base = base.replace(
        "\nissues:\n", "".join(source.format(number) for number in range(4_000)) + "\nissues:\n", 1
    )
    (root / "data" / "issues.yaml").write_text(base, encoding="utf-8")
    events = "events:\n" + "".join(event.format(number) for number in range(3_000))
    (root / "data" / "more.yaml").write_text(events, encoding="utf-8")


def many_terms(root: Path) -> None:
    """Write a thousand terms, and texts in which each is looked for."""
    term = "  - id: t{0}\n    term: share{0}\n    meaning: A part.\n"
    event = (
        "  - id: e{0}\n"
        "    date: 2031-01\n"
        "    title: T\n"
        "    outcome: {1}\n"
        "    citations:\n"
        "      - source: sel-herald\n"
    )
    events = "".join(event.format(number, "of all " * 100) for number in range(3_000))
    text = (
        "glossary:\n"
        + "".join(term.format(number) for number in range(1_000))
        + f"events:\n{events}"
    )
    (root / "data" / "more.yaml").write_text(text, encoding="utf-8")


def many_tags(root: Path) -> None:
    """Write thousands of values that are refused and otherwise sound.

    Each of the events has a fault besides.
    """
    event = (
        "  - id: e{0}\n"
        "    date: 2032-01\n"
        "    title: !!str T\n"
        "    outcome: !!str O\n"
        "    citations:\n"
        "      - source: sel-herald\n"
    )
    (root / "data" / "more.yaml").write_text(
        "events:\n" + "".join(event.format(number) for number in range(5_000)), encoding="utf-8"
    )


def many_comments(root: Path) -> None:
    """Write a comment above each of thousands of entries."""
    entries = "".join(f"    # {number}\n    - A{number}\n" for number in range(6_000))
    text = BASE.read_text(encoding="utf-8").replace(
        "    authors: [A. Reporter, B. Writer]\n", f"    authors:\n{entries}"
    )
    (root / "data" / "issues.yaml").write_text(text, encoding="utf-8")


def lock_of_empty_records(root: Path) -> None:
    """Write a lock of a million records that say nothing."""
    (root / "data" / "quotes.lock").write_text(
        '{"schema": 1, "quotes": [' + "{}," * 1_000_000 + "{}]}", encoding="utf-8"
    )


def lock_of_unknown_keys(root: Path) -> None:
    """Write a lock whose one record has half a million keys."""
    keys = ",".join(f'"{number}":0' for number in range(500_000))
    (root / "data" / "quotes.lock").write_text(
        f'{{"schema": 1, "quotes": [{{{keys}}}]}}', encoding="utf-8"
    )


def lock_nested(root: Path) -> None:
    """Write a lock of brackets."""
    (root / "data" / "quotes.lock").write_text("[" * 1_000_000, encoding="utf-8")


def front_matter_nested(root: Path) -> None:
    """Write front matter of fifty thousand levels."""
    (root / "docs" / "issues" / "gauges.md").write_text(
        f"---\nissue: {'[' * 50_000}\n---\nA text.\n", encoding="utf-8"
    )


def large_background(root: Path) -> None:
    """Write a background page of twenty million bytes."""
    (root / "docs" / "issues" / "gauges.md").write_text(
        "---\nissue: gauges\nreviewed: 2031-05-01\n---\n" + "Many words. " * 1_700_000,
        encoding="utf-8",
    )


def large_method(root: Path) -> None:
    """Write a page of the method of twenty million bytes."""
    (root / "docs" / "method.md").write_text("Many words. " * 1_700_000, encoding="utf-8")


def brackets_in_method(root: Path) -> None:
    """Write a page of the method that is nothing but the beginnings of links."""
    (root / "docs" / "method.md").write_text("[" * 65_000, encoding="utf-8")


def entries_in_method(root: Path) -> None:
    """Write a page of the method that is a list of very many entries."""
    (root / "docs" / "method.md").write_text("- a\n" * 16_000, encoding="utf-8")


def faults_in_background(root: Path) -> None:
    """Write a background page with a fault in each of thousands of lines."""
    (root / "docs" / "issues" / "gauges.md").write_text(
        "---\nissue: gauges\nreviewed: 2031-05-01\n---\n" + "<b>\n" * 700, encoding="utf-8"
    )


def large_catalogue(root: Path) -> None:
    """Write a catalogue of twenty million bytes."""
    (root / "languages" / "uk.po").write_text(
        'msgid "a"\nmsgstr "b"\n\n' * 900_000, encoding="utf-8"
    )


def number_of_digits(root: Path) -> None:
    """Write a form that holds a number of five thousand digits."""
    (root / "form.json").write_text(
        f'{{"kind": "correction", "number": {"9" * 5000}}}', encoding="utf-8"
    )


def _add(root: Path, text: str) -> None:
    with (root / "data" / "issues.yaml").open("a", encoding="utf-8") as file:
        file.write(text)


_FORMATS: tuple[Command, ...] = (
    ("check", "--format", "sarif"),
    ("diff", "before", "data", "--format", "json"),
)
_ON_PAGES = (EXPORT,)
_MORE = "more problems of this file are not shown; correct those above first"
_STOPPED = "more records were not checked"


def _other_things_than_data() -> Iterator[Case]:
    """Yield cases with something else in the place of a file of the data."""
    link = "this is a link, which is not read"
    replacements: tuple[tuple[str, Callable[[Path], None], str], ...] = (
        ("a link", _link_to_secret, f"{link}; put the file itself here"),
        ("a link to itself", _link_to_itself, link),
        ("a link to a device", _link_to_zero, link),
        ("a folder", _folder, "this is a folder, which is not read; put a file of that name here"),
        ("a pipe", _pipe, "this is a pipe, which is not read; put a regular file here"),
    )
    turns = count()
    for name in ("data/issues.yaml", "data/quotes.lock"):
        for noun, make, message in replacements:
            says = f"{name}:1:1: [unreadable] {message}"
            commands, others = _in_turn(ON_SOUND_DATA, next(turns))
            spoil = _in_place_of(name, make)
            yield Case(f"{name} is {noun}", spoil, commands, says, others=others)


def _other_things_than_pages_and_input() -> Iterator[Case]:
    """Yield cases with something else in the place of a file that is not part of the data."""
    unreadable = ":1:1: [unreadable] this is "
    files: tuple[tuple[str, tuple[Command, ...], str], ...] = (
        ("docs/issues/gauges.md", _ON_PAGES, unreadable),
        ("docs/method.md", _ON_PAGES, unreadable),
        ("docs/issues", _ON_PAGES, ""),
        ("languages/uk.po", (REVIEW, WORDS), unreadable),
        ("form.json", (PROPOSE,), ": this is "),
        ("copies/sel-herald.txt", (VERIFY,), unreadable),
    )
    replacements = (
        ("a link", _link_to_secret),
        ("a link to a device", _link_to_zero),
        ("a folder", _folder),
        ("a pipe", _pipe),
    )
    for name, commands, message in files:
        for noun, make in replacements:
            if (name, noun) == ("docs/issues", "a folder"):
                continue  # it is one
            yield Case(f"{name} is {noun}", _in_place_of(name, make), commands, f"{name}{message}")


def _too_large_files() -> Iterator[Case]:
    """Yield cases with a file that is larger than its kind may be."""
    located = ":1:1: [file-too-large]"
    files: tuple[tuple[str, tuple[Command, ...], str, str], ...] = (
        ("data/issues.yaml", (CHECK, *WRITING), located, "8,388,608"),
        ("data/quotes.lock", (CHECK, *WRITING), located, "8,388,608"),
        ("docs/method.md", _ON_PAGES, located, "65,536"),
        ("docs/issues/gauges.md", _ON_PAGES, located, "65,536"),
        ("languages/uk.po", (REVIEW, WORDS), located, "1,048,576"),
        ("form.json", (PROPOSE,), ":", "8,388,608"),
        ("copies/sel-herald.txt", (VERIFY,), located, "8,388,608"),
    )
    for name, commands, place, limit in files:
        says = f"{name}{place} the file has more than the {limit} bytes allowed"
        others = COMPARING if CHECK in commands else ()
        spoil = _in_place_of(name, _huge)
        yield Case(f"{name} is too large", spoil, commands, says, others=others)


_SPECIAL = (
    Case(
        "sound",
        _nothing,
        (*ON_SOUND_DATA, PDF, WORDS, ("schema", "--to", "new/schema.json")),
        "no errors",
    ),
    Case(
        "data is a file",
        _in_place_of("data", _file),
        says="data:1:1: [unreadable] this is not a folder; a folder is needed here",
    ),
    Case(
        "data is a link",
        _in_place_of("data", _link_to_secret),
        says="data:1:1: [unreadable] this is a link; a folder is needed here",
    ),
    Case(
        "data is a link to itself",
        _in_place_of("data", _link_to_itself),
        says="data:1:1: [unreadable] this is a link; a folder is needed here",
    ),
    Case("data is not there", _in_place_of("data", _nothing), says="there is no data folder data"),
    Case(
        "a name that is no text",
        _name_that_is_no_text,
        (*ON_DATA, *_FORMATS),
        says="data/\\udcff.yaml:1:1: [duplicate-key] ",
    ),
    Case(
        "a name with a line end",
        _name_with_a_line_end,
        (*ON_DATA, *_FORMATS),
        says="data/x\\n::error file=a::b.yaml:1:1: [duplicate-key] ",
    ),
    *_other_things_than_data(),
    *_other_things_than_pages_and_input(),
    *_too_large_files(),
    Case(
        "form.json is not there",
        _in_place_of("form.json", _nothing),
        (PROPOSE,),
        "- form.json: the file cannot be opened: No such file or directory",
    ),
    Case("form with a number of digits", number_of_digits, (PROPOSE,), "- the form is not JSON"),
    Case("many empty keys", many_empty_keys, (CHECK, FMT), f"at least 23,000 {_MORE}"),
    Case("many anchors", many_anchors, (CHECK, FMT), f"at least 15,501 {_MORE}"),
    Case("many bad records", many_bad_records, (CHECK,), _STOPPED, others=(FMT,)),
    Case("many bad records in one", many_bad_records_in_one, (CHECK,), _STOPPED),
    Case("many unknown keys", many_unknown_keys, (CHECK,), _MORE),
    Case(
        "many double keys",
        many_double_keys,
        (CHECK,),
        "[file-too-large] the file contains more than the 250,000 keys and values allowed",
    ),
    Case(
        "many values",
        many_values,
        (CHECK,),
        "[file-too-large] the file contains more than the 250,000 keys and values allowed",
        others=(FMT,),
    ),
    Case(
        "many files",
        many_files,
        (CHECK,),
        "data/more-0.yaml:1:1: [unknown-key] authors: ",
    ),
    Case("many unknown sources", many_unknown_sources, (CHECK,), _MORE),
    Case(
        "many terms",
        many_terms,
        (CHECK,),
        "[term-not-used] glossary › t0: 1,000 terms are too many to look for in so much text",
    ),
    Case("many tags", many_tags, (CHECK,), _MORE),
    Case("many comments", many_comments, (FMT,), "data/issues.yaml: formatted"),
    Case(
        "lock of empty records",
        lock_of_empty_records,
        (CHECK,),
        "data/quotes.lock:1:1: [quote-lock] ",
    ),
    Case(
        "lock of unknown keys",
        lock_of_unknown_keys,
        (CHECK,),
        "data/quotes.lock:1:1: [quote-lock] ",
    ),
    Case("lock nested", lock_nested, (CHECK,), "data/quotes.lock:1:1: [quote-lock] "),
    Case(
        "front matter nested",
        front_matter_nested,
        _ON_PAGES,
        "docs/issues/gauges.md:2:28: [too-deep] ",
    ),
    Case(
        "large background",
        large_background,
        _ON_PAGES,
        "docs/issues/gauges.md:1:1: [file-too-large] ",
    ),
    Case("large method", large_method, _ON_PAGES, "docs/method.md:1:1: [file-too-large] "),
    Case("brackets in method", brackets_in_method, _ON_PAGES, "Wrote "),
    Case(
        "entries in method",
        entries_in_method,
        _ON_PAGES,
        "docs/method.md:1:1: [file-too-large] the page has more than the 1,500 paragraphs",
    ),
    Case("faults in background", faults_in_background, _ON_PAGES, f"200 {_MORE}"),
    Case(
        "large catalogue",
        large_catalogue,
        (REVIEW, WORDS),
        "languages/uk.po:1:1: [file-too-large] ",
    ),
)
