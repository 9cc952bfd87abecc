"""How much a YAML file, and the files of one folder, may contain, and how much is said of a file.

Within these, faulty data is refused in seconds, whatever it repeats (tests/hostile).
"""

from __future__ import annotations

from dataclasses import dataclass

from stickingpoints.problems import MOST_SHOWN, Problem, more

# The data needs fewer than ten levels; a file of brackets alone could exhaust Python's stack.
DEEPEST = 20
LARGEST_FOLDER = 128 * 1024 * 1024
"""How many bytes the files of one folder may have together."""

MOST_VALUES_OF_FILE = 250_000
"""The most keys and values in one file: several hundred issues of four positions."""

MOST_VALUES = 5_000_000
"""The most keys and values in the files of one folder: ten thousand issues of four positions."""


@dataclass
class Allowance:
    """What is left of the limits that the files of one folder share."""

    values: int = MOST_VALUES
    size: int = LARGEST_FOLDER


class Capped:
    """The first problems of one file, and the number of all."""

    def __init__(self) -> None:
        self.first: list[Problem] = []
        self.number = 0

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it if it is one of the first."""
        self.number += 1
        if self.number <= MOST_SHOWN:
            self.first.append(problem)

    def add_last(self, problem: Problem) -> None:
        """Add what ended the reading, which is never left out."""
        self.number += 1
        self.first.append(problem)

    def counted(self) -> list[Problem]:
        """Return the first problems, and a last one that counts the others."""
        rest = self.number - len(self.first)
        if not rest:
            return self.first
        return [*self.first, more(self.first[-1].place, rest)]

    def remove_line(self, line: int) -> None:
        """Remove the problems of a line, of which a better one is known."""
        kept = [problem for problem in self.first if problem.place.line != line]
        self.number -= len(self.first) - len(kept)
        self.first = kept
