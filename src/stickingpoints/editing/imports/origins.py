"""Where what is written into the data came from: the check's problems at the place of the import.

The check names a record by its trail, as `issues › dams › north › 2031-05-12 › stance`; the cell or
entry that the value came from is looked up by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from stickingpoints.problems import Place, Problem

_STEP = " › "


class Origin(NamedTuple):
    """A place in an imported file, and what it is called there."""

    place: Place
    trail: str


@dataclass
class Origins:
    """Which trail of the data came from where."""

    known: dict[str, Origin] = field(default_factory=dict)

    def note(self, origin: Origin, *steps: str) -> None:
        """Note the origin of a record or field, given by the steps of its trail."""
        self.known[_STEP.join(steps)] = origin

    def note_default(self, origin: Origin, *steps: str) -> None:
        """Note the origin of a record unless another is known."""
        self.known.setdefault(_STEP.join(steps), origin)

    def traced(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems of the data at the places that their values came from.

        One about what the import did not write keeps its own place.
        """
        return list(map(self._traced, problems))

    def _traced(self, problem: Problem) -> Problem:
        steps = problem.trail.split(_STEP)
        # A rule may name a field that came from no cell of its own: then that of the record counts.
        while steps:
            origin = self.known.get(_STEP.join(steps))
            if origin:
                return replace(problem, place=origin.place, trail=origin.trail, instead="")
            steps.pop()
        return problem
