"""The files of `data/` → a Dataset, or every problem at once with file, line and column.

The files become one tree (`merge.py`), and the models validate it. A refused value is explained
(`validation.py`) and replaced by a stand-in, so that the editorial rules can still be checked on
everything else and one run reports it all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path

from pydantic import ValidationError

from stickingpoints.checks import quote_lock
from stickingpoints.checks import rules as checks
from stickingpoints.model.records import Dataset, Patience
from stickingpoints.problems import (
    MOST_SHOWN,
    ContentError,
    Place,
    Problem,
    at_most,
    display_path,
    has_errors,
    in_reading_order,
    more,
    of_severity,
    quantity,
)
from stickingpoints.processes import nothing_collected
from stickingpoints.reading import validation
from stickingpoints.reading.kept_reading import KeptReading
from stickingpoints.reading.locations import find
from stickingpoints.reading.locations import trail as trail_of
from stickingpoints.reading.merge import Merged, merge_folder
from stickingpoints.reading.record_places import remember, remember_new
from stickingpoints.reading.stand_ins import STAND_IN
from stickingpoints.reading.validation import Refusal
from stickingpoints.reading.yaml_nodes import Node

_MOST_ROUNDS = 5  # a corrected key can uncover a fault inside it, never more than a few deep
_LISTS = ("parties", "sources", "issues", "events", "documents", "glossary", "people")


@dataclass(frozen=True)
class Reading:
    """The result of reading a folder: the dataset, if it has no errors, and every problem.

    The problems are in reading order. `readable` is the dataset even if it breaks an editorial
    rule, as long as every file and value could be read.
    """

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    readable: Dataset | None = None

    @property
    def errors(self) -> list[Problem]:
        """The problems that forbid a build."""
        return of_severity(self.problems, "error")

    @property
    def warnings(self) -> list[Problem]:
        """The problems that do not."""
        return of_severity(self.problems, "warning")

    @property
    def contents(self) -> str:
        """How many records of each kind a sound reading holds, in words."""
        dataset = self.sound()
        counts = [
            quantity(len(dataset.issues), "issue"),
            f"{len(dataset.parties)} parties",
            quantity(dataset.position_count, "position"),
            quantity(dataset.statement_count, "statement"),
            quantity(len(dataset.sources), "source"),
        ]
        return ", ".join(counts)

    def sound(self) -> Dataset:
        """Return the dataset; raises ContentError if there is any error."""
        if self.dataset is None:
            raise ContentError(self.problems)
        return self.dataset


@dataclass
class _Validated:
    """What the models made of a tree.

    `dataset` is None if too much was refused to go on; `uncounted` then says how much was not
    explained or not checked.
    """

    dataset: Dataset | None = None
    refusals: list[Refusal] = field(default_factory=list)
    uncounted: list[Problem] = field(default_factory=list)
    cut_texts: list[Problem] = field(default_factory=list)


def read(folder: Path, name: str | None = None, *, locked: bool = True) -> Reading:
    """Read and check every `*.yaml` file of a folder; all faults are problems, none raises.

    `name` is what messages call the folder; by default, its path. `locked` is whether its quotes
    are checked against its `quotes.lock`, if it has one.
    """
    with nothing_collected():
        merged = merge_folder(folder, name or display_path(folder))
        return judged(merged, folder, locked=locked)


def read_again(folder: Path, kept: KeptReading) -> Reading:
    """Read and check a folder as `read` does, but for what is kept of the last time.

    What can be kept of this time is kept.
    """
    with nothing_collected():
        merged = merge_folder(folder, display_path(folder), kept.parse)
        validated = _validate_new(merged.tree, kept) or _validate(merged.tree)
        reading = _judged(validated, merged, folder, sound=kept.sound_texts)
    if reading.dataset is None:
        kept.forget()
    elif not validated.cut_texts:
        kept.keep(merged.tree, reading.dataset)
    return reading


def judged(merged: Merged, folder: Path, *, locked: bool = True) -> Reading:
    """Check the files of a folder that were merged, as `read` does.

    The folder itself is only asked for its `quotes.lock`.
    """
    return _judged(_validate(merged.tree), merged, folder, locked=locked)


def _judged(
    validated: _Validated,
    merged: Merged,
    folder: Path,
    *,
    locked: bool = True,
    sound: checks.SoundTexts | None = None,
) -> Reading:
    lock, problems = _read_lock(folder, locked=locked)
    problems += merged.problems
    problems += [*validated.uncounted, *validated.cut_texts]
    problems += _refusal_problems(validated, merged)
    dataset = validated.dataset
    if dataset and _can_be_judged(validated, merged):
        found = checks.problems(dataset, sound)
        if lock:
            found += quote_lock.problems(dataset, lock)
        problems += _own_faults(found, validated.refusals, merged.problems)
    return Reading(
        _if_no_errors(dataset, problems),
        tuple(at_most(in_reading_order(problems))),
        _readable(validated, merged),
    )


def _read_lock(folder: Path, *, locked: bool) -> tuple[quote_lock.Lock | None, list[Problem]]:
    """Return the lock of the quotes, if there is one and it is wanted, and its problems."""
    if not locked:
        return None, []
    return quote_lock.read_lock(folder, display_path(folder))


def _if_no_errors(dataset: Dataset | None, problems: Sequence[Problem]) -> Dataset | None:
    if has_errors(problems):
        return None
    return dataset


def _readable(validated: _Validated, merged: Merged) -> Dataset | None:
    """Return the dataset if every file and value could be read, whatever rule it breaks."""
    if validated.refusals:
        return None
    return _if_no_errors(validated.dataset, merged.problems)


def _refusal_problems(validated: _Validated, merged: Merged) -> Iterator[Problem]:
    """Yield the problems of the refused values, except those that the parser has reported."""
    for refusal in validated.refusals:
        # A top-level key that seems to be missing may be in the file that could not be read.
        is_certain = merged.is_complete or len(refusal.location) > 1
        if refusal.problem and is_certain:
            yield refusal.problem


def _can_be_judged(validated: _Validated, merged: Merged) -> bool:
    """Return whether enough was read for the editorial rules.

    Without some of the records, they would report what is not so.
    """
    if not merged.is_complete or len(validated.refusals) > MOST_SHOWN:
        return False
    return not any(_lost_records(refusal, merged.tree) for refusal in validated.refusals)


def _lost_records(refusal: Refusal, tree: Node) -> bool:
    """Return whether records were lost with a refused value: references to them are unknown."""
    if len(refusal.location) != 1:
        return False
    return refusal.path in _LISTS or isinstance(find(tree, refusal.location).value, list)


def _own_faults(
    problems: Sequence[Problem], refusals: Sequence[Refusal], reported: Sequence[Problem]
) -> Iterator[Problem]:
    """Yield what the editorial rules report, except what only follows from a stand-in."""
    reported_places = set(map(attrgetter("place"), reported))
    reported_places |= set(map(attrgetter("spot"), refusals))
    for problem in problems:
        is_implied = STAND_IN in f"{problem.trail} {problem.message}" or any(
            _follows(problem, refusal) for refusal in refusals
        )
        if problem.place not in reported_places and not is_implied:
            yield problem


def _follows(problem: Problem, refusal: Refusal) -> bool:
    """Return whether a problem is a conclusion from a value that was refused."""
    grounds = checks.fields_behind(problem)
    if not any(_is_part_of(ground, refusal.path) for ground in grounds):
        return False
    elsewhere = refusal.location[0] != problem.trail.partition(" › ")[0]
    return elsewhere or refusal.trail.startswith(f"{checks.scope_of(problem)} › ")


def _is_part_of(ground: str, path: str) -> bool:
    return ground == path or ground.startswith(f"{path}.")


# Validation


def _validate_new(tree: Node, kept: KeptReading) -> _Validated | None:
    """Validate what is not kept; None if that is at fault, which a full validation explains."""
    for node in kept.new_nodes(tree):
        if any(validation.marked(node)):
            return None
    plain = kept.plain(tree)
    try:
        dataset = Dataset.model_validate(plain, context=Patience(1))
    except ValidationError:
        return None
    remember_new(dataset, tree, plain, kept)
    return _Validated(dataset)


def _validate(tree: Node) -> _Validated:
    """Validate a tree, explain what the models refuse, and replace it until they accept it."""
    validated = _Validated()
    if not tree.value:
        return validated
    plain = tree.plain()
    marked = list(validation.marked(tree))
    validated.refusals += validation.known(marked, plain)
    validated.cut_texts += validation.cut_texts(marked, plain)
    # The models are asked again once what they refused is replaced: they look no further into it.
    for _ in range(_MOST_ROUNDS):
        patience = Patience(validation.MOST_EXPLAINED)
        try:
            validated.dataset = Dataset.model_validate(plain, context=patience)
        except ValidationError as error:
            faults = error.errors(include_url=False)
        else:
            remember(validated.dataset, tree, plain, "")
            validated.refusals = _renamed(validated.refusals, plain)
            break
        explained = validation.explain(faults[: validation.MOST_EXPLAINED], tree, plain)
        validated.refusals += explained
        unexplained = max(0, len(faults) - validation.MOST_EXPLAINED)
        if unexplained or patience.passed_over:
            last = explained[-1].spot
            validated.uncounted += _counts(last, unexplained, patience.passed_over)
            break
        validation.replace_refused(faults, tree, plain)
    return validated


def _renamed(refusals: Sequence[Refusal], plain: object) -> list[Refusal]:
    """Return refusals with the trails that the records have once what was refused is replaced.

    The problems of the dataset have those too; a misspelt `party` gave its position another.
    """
    return [refusal._replace(trail=trail_of(plain, refusal.location)) for refusal in refusals]


def _counts(last: Place, unexplained: int, passed_over: int) -> Iterator[Problem]:
    """Yield the counts of faults that were not explained and records that were not checked."""
    if unexplained:
        # One problem has at most two faults, as a misspelt key that is missing too.
        yield more(last, (unexplained + 1) // 2)
    if passed_over:
        message = f"the check stopped here; {passed_over:,} more records were not checked"
        yield replace(more(last, 0), message=message)
