"""What a proposal works with, and what it says of itself to a reviewer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stickingpoints.editing.files import Files
from stickingpoints.editing.issue_forms import Filled, FormError
from stickingpoints.model.records import Dataset
from stickingpoints.problems import did_you_mean, shorten
from stickingpoints.text.markdown import escaped


@dataclass
class Proposal:
    """An edit: its subject, the changes, and what a reviewer should look at. All are Markdown."""

    about: str
    changes: list[str] = field(default_factory=list)
    look_at: list[str] = field(default_factory=list)

    def change(self, what: str, before: object, after: object) -> None:
        """Record that a value was replaced."""
        self.changes.append(f"{what}: {_as_markdown(before)} → {_as_markdown(after)}")

    def added(self, values: Mapping[str, Any], prefix: str = "") -> None:
        """Record the values of a new record."""
        for key, value in values.items():
            self.changes.append(f"{prefix}{key}: {_as_markdown(value)}")

    def markdown(self) -> str:
        """Return the summary for the pull request."""
        lines = [f"## {self.about}", "", *_bullets(self.changes)]
        if self.look_at:
            lines += ["", "Please look at:", "", *_bullets(self.look_at)]
        return "\n".join([*lines, ""])


def _bullets(items: list[str]) -> list[str]:
    return [f"- {item}" for item in items]


def _as_markdown(value: object) -> str:
    """Return a value of a record for one line of Markdown."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return escaped(", ".join(value))
    return escaped(str(value))


@dataclass(frozen=True)
class Request:
    """What a proposal works with; `day` is the day of a correction and of reading a new source."""

    files: Files
    dataset: Dataset
    form: Filled
    day: datetime.date


def known_record(name: str, known: Mapping[str, Any], noun: str) -> Any:
    """Return a record by its id; raises FormError if there is none."""
    if name not in known:
        raise FormError(f"there is no {noun} “{shorten(name)}”{did_you_mean(name, known)}")
    return known[name]


def completed(form: Filled, fields: tuple[str, ...]) -> dict[str, str]:
    """Return the values of those of the fields that were not left empty."""
    return {name: form.get(name) for name in fields if form.get(name)}
