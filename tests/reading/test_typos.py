"""Ten slips in ten random places give at least one error on each of the ten lines.

None is on any other line.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import BaseModel

from stickingpoints.model.records import Dataset, Record
from stickingpoints.reading.load import read

HERE = Path(__file__).parent
DATASETS = {"base": HERE / "base", "lake": HERE.parent / "site" / "second" / "data"}
SLIPS = 10


def _keys() -> Iterator[str]:
    """Yield the keys of all records."""
    models: list[type[BaseModel]] = [Dataset, *Record.__subclasses__()]
    for model in models:
        yield from model.model_json_schema()["properties"]


KEYS = frozenset(_keys())


@dataclass(frozen=True)
class Slip:
    """A line to change, what it becomes, and the line at which the error must be."""

    file: str
    line: int
    becomes: str
    error_line: int

    @property
    def places(self) -> set[tuple[str, int]]:
        """The lines that no other slip may touch."""
        return {(self.file, self.line), (self.file, self.error_line)}


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
    match = re.fullmatch(r"(\s*(?:- )?)([a-z_]+)(:(?: .*)?)", line.text)
    if not match or match[2] not in KEYS:
        return None
    wrong = misspell(match[2], chance)
    if wrong in KEYS:
        return None
    return f"{match[1]}{wrong}{match[3]}"


def slip_in_word(line: Line, chance: random.Random) -> str | None:
    """Misspell a word of a fixed list."""
    match = re.fullmatch(
        r"(\s*(?:stance|status|trend|attribution|kind|quote_kind|answers): )([a-z-]+)", line.text
    )
    return match and f"{match[1]}{misspell(match[2], chance)}"


def slip_in_date(line: Line, chance: random.Random) -> str | None:
    """Write a day that is on no calendar."""
    match = re.fullmatch(
        r"(\s*(?:- )?(?:date|as_of|published|accessed|last): )\d{4}-\d\d(?:-\d\d)?", line.text
    )
    return match and match[1] + chance.choice(
        ["2025-02-30", "2025-13", "2025-13-01", "next spring", "25.11.2025"]
    )


def slip_in_reference(line: Line, chance: random.Random) -> str | None:
    """Misspell the id of a source or a party where it is referred to."""
    match = re.fullmatch(r"(\s*- (?:source|party): )([a-z0-9-]+)", line.text)
    return match and f"{match[1]}{misspell(match[2], chance)}"


def slip_in_address(line: Line, chance: random.Random) -> str | None:
    """Write an address that is none of the web's."""
    match = re.fullmatch(r"(\s*(?:url|archive_url): )https?(://.*)", line.text)
    return match and match[1] + chance.choice(["ftp", "htps", "https ", "javascript"]) + match[2]


def slip_in_text(line: Line, chance: random.Random) -> str | None:
    """Write a word that YAML does not read as text."""
    match = re.fullmatch(
        r"(\s*(?:title|publisher|stated_by|speaker|role|place|question): )[A-Z][^:]*", line.text
    )
    return match and match[1] + chance.choice(
        ["no", "on", "yes", "1e3", "12:30", "2025", "2025-11-25", "~"]
    )


def slip_in_quote_kind(line: Line, chance: random.Random) -> str | None:
    """Leave out whose words a quote is; the error is at the quote."""
    is_kind = re.fullmatch(r"\s*quote_kind: [a-z-]+", line.text)
    is_below_quote = re.match(r"\s*quote: [^>|]*$", line.before)
    if not (is_kind and is_below_quote):
        return None
    return chance.choice(["", "# "])


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
    lines = []
    for path in sorted(folder.glob("*.yaml")):
        before = ""
        for number, text in enumerate(path.read_text("utf-8").split("\n"), 1):
            lines.append(Line(path.name, number, text, before))
            before = text
    return lines


def slips(lines: list[Line], chance: random.Random) -> list[Slip]:
    """Return ten slips of random kinds on ten random lines."""
    chosen: list[Slip] = []
    taken: set[tuple[str, int]] = set()
    while len(chosen) < SLIPS:
        slip = slip_on(chance.choice(lines), chance)
        if slip and taken.isdisjoint(slip.places):
            chosen.append(slip)
            taken.update(slip.places)
    return chosen


def slip_on(line: Line, chance: random.Random) -> Slip | None:
    """Return a slip of a random kind on a line, nothing if the line does not allow that kind."""
    kind = chance.choice(KINDS)
    becomes = kind(line, chance)
    if becomes is None:
        return None
    error_line = line.number
    if kind is slip_in_quote_kind:
        error_line -= 1
    return Slip(line.file, line.number, becomes, error_line)


def spoil(folder: Path, slips: list[Slip]) -> None:
    """Write the slips into a copy of a dataset."""
    for slip in slips:
        texts = (folder / slip.file).read_text("utf-8").split("\n")
        texts[slip.line - 1] = slip.becomes
        (folder / slip.file).write_text("\n".join(texts), "utf-8")


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", DATASETS)
def test_ten_slips_in_one_run(
    name: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every slip is reported at its own line in one run, and no error is anywhere else."""
    folder = Path(shutil.copytree(DATASETS[name], tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    chosen = slips(lines_of(folder), random.Random(seed))  # noqa: S311  reproducible on purpose
    spoil(folder, chosen)
    errors = {(error.place.file, error.place.line) for error in read(Path("data")).errors}
    assert errors == {(f"data/{slip.file}", slip.error_line) for slip in chosen}
