"""Ten slips in ten random places give at least one error on each of the ten lines.

None is on any other line.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from stickingpoints.model.records import Dataset, Record
from stickingpoints.reading.load import read

HERE = Path(__file__).parent
DATASETS = {"base": HERE / "base", "real": HERE.parent.parent / "data"}
SLIPS = 10
KEYS = {
    key
    for model in (Dataset, *Record.__subclasses__())
    for key in model.model_json_schema()["properties"]  # type: ignore[attr-defined]
}


@dataclass(frozen=True)
class Slip:
    """A line to change, what it becomes, and the line that the error must stand on."""

    file: str
    line: int
    becomes: str
    error_line: int


@dataclass(frozen=True)
class Line:
    """A line of the data, with what is needed to spoil it."""

    file: str
    number: int
    text: str
    before: str


def misspell(word: str, chance: random.Random) -> str:
    """Leave out, double or swap letters inside a word."""
    at = chance.randrange(len(word) - 1)
    kinds = [
        word[:at] + word[at + 1 :],
        word[: at + 1] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]
    return chance.choice([kind for kind in kinds if kind != word])


def slip_in_key(line: Line, chance: random.Random) -> str | None:
    """Misspell a key."""
    found = re.fullmatch(r"(\s*(?:- )?)([a-z_]+)(:(?: .*)?)", line.text)
    if not found or found[2] not in KEYS:
        return None
    wrong = misspell(found[2], chance)
    return None if wrong in KEYS else f"{found[1]}{wrong}{found[3]}"


def slip_in_word(line: Line, chance: random.Random) -> str | None:
    """Misspell a word of a fixed list."""
    found = re.fullmatch(
        r"(\s*(?:stance|status|trend|attribution|kind|quote_kind|answers): )([a-z-]+)", line.text
    )
    return f"{found[1]}{misspell(found[2], chance)}" if found else None


def slip_in_date(line: Line, chance: random.Random) -> str | None:
    """Write a day that is on no calendar."""
    found = re.fullmatch(
        r"(\s*(?:- )?(?:date|as_of|published|accessed|last): )\d{4}-\d\d(?:-\d\d)?", line.text
    )
    return found and found[1] + chance.choice(
        ["2025-02-30", "2025-13", "2025-13-01", "next spring", "25.11.2025"]
    )


def slip_in_reference(line: Line, chance: random.Random) -> str | None:
    """Misspell the id of a source or a party where it is referred to."""
    found = re.fullmatch(r"(\s*- (?:source|party): )([a-z0-9-]+)", line.text)
    return f"{found[1]}{misspell(found[2], chance)}" if found else None


def slip_in_address(line: Line, chance: random.Random) -> str | None:
    """Write an address that is none of the web's."""
    found = re.fullmatch(r"(\s*(?:url|archive_url): )https?(://.*)", line.text)
    return found and found[1] + chance.choice(["ftp", "htps", "https ", "javascript"]) + found[2]


def slip_in_text(line: Line, chance: random.Random) -> str | None:
    """Write a word that YAML does not read as text."""
    found = re.fullmatch(
        r"(\s*(?:title|publisher|stated_by|speaker|role|place|question): )[A-Z][^:]*", line.text
    )
    return found and found[1] + chance.choice(
        ["no", "on", "yes", "1e3", "12:30", "2025", "2025-11-25", "~"]
    )


def slip_in_quote_kind(line: Line, chance: random.Random) -> str | None:
    """Leave out whose words a quote is; the error stands on the quote."""
    is_kind = re.fullmatch(r"\s*quote_kind: [a-z-]+", line.text) and re.match(
        r"\s*quote: [^>|]*$", line.before
    )
    return chance.choice(["", "# "]) if is_kind else None


KINDS: tuple[Callable[[Line, random.Random], str | None], ...] = (
    slip_in_key,
    slip_in_word,
    slip_in_date,
    slip_in_reference,
    slip_in_address,
    slip_in_text,
    slip_in_quote_kind,
)


def lines_of(folder: Path) -> list[Line]:
    """Return all lines of a dataset."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        texts = path.read_text("utf-8").split("\n")
        found += [
            Line(path.name, number, text, texts[number - 2]) for number, text in enumerate(texts, 1)
        ]
    return found


def slips(lines: list[Line], chance: random.Random) -> list[Slip]:
    """Return ten slips of random kinds on ten random lines."""
    made: dict[tuple[str, int], Slip] = {}
    while len(made) < SLIPS:
        line, kind = chance.choice(lines), chance.choice(KINDS)
        becomes = kind(line, chance)
        error_line = line.number - 1 if kind is slip_in_quote_kind else line.number
        taken = {
            (slip.file, number) for slip in made.values() for number in (slip.line, slip.error_line)
        }
        if becomes is not None and not {(line.file, line.number), (line.file, error_line)} & taken:
            made[line.file, error_line] = Slip(line.file, line.number, becomes, error_line)
    return list(made.values())


def spoil(folder: Path, made: list[Slip]) -> None:
    """Write the slips into a copy of a dataset."""
    for slip in made:
        texts = (folder / slip.file).read_text("utf-8").split("\n")
        texts[slip.line - 1] = slip.becomes
        (folder / slip.file).write_text("\n".join(texts), "utf-8")


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", DATASETS)
def test_ten_slips_in_one_run(
    name: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every slip is reported at its own line in one run, and no error stands anywhere else."""
    folder = Path(shutil.copytree(DATASETS[name], tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    made = slips(lines_of(folder), random.Random(seed))  # noqa: S311  reproducible on purpose
    spoil(folder, made)
    errors = {(error.place.file, error.place.line) for error in read(Path("data")).errors}
    assert errors == {(f"data/{slip.file}", slip.error_line) for slip in made}
