"""What the pages list as changes: statements, corrections and withdrawals."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from stickingpoints.model.records import Correction, Issue, Position, Statement


class Change(ABC):
    """What the pages list under a day."""

    @property
    @abstractmethod
    def date(self) -> str:
        """The day or month under which it is listed (ISO 8601)."""

    @property
    def month(self) -> str:
        """The month of that date, as `2026-01`."""
        return self.date[:7]


@dataclass(frozen=True)
class Stated(Change):
    """A statement with the issue and position that it belongs to."""

    issue: Issue
    position: Position
    statement: Statement

    @property
    def date(self) -> str:
        """The day or month of the statement."""
        return self.statement.date


@dataclass(frozen=True)
class Corrected(Change):
    """A correction with its issue."""

    issue: Issue
    correction: Correction

    @property
    def date(self) -> str:
        """The day of the correction."""
        return self.correction.date.isoformat()


@dataclass(frozen=True)
class Withdrawn(Change):
    """A statement that was withdrawn, with its issue and position."""

    issue: Issue
    position: Position
    gone: Statement

    @property
    def date(self) -> str:
        """The day of the withdrawal."""
        if not self.gone.withdrawn:
            return ""
        return self.gone.withdrawn.date.isoformat()
