"""What all records have in common: fixed fields, and the place where each was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from stickingpoints.problems import Place, Problem


@dataclass
class Patience:
    """How many faults a validation still lists; after that it skips the remaining records.

    `passed_over` counts the records skipped. Given to `model_validate` as its context: without it,
    a file with a fault in each of very many records would fill the memory with them.
    """

    faults: int
    passed_over: int = 0

    def take(self, error: ValidationError, before: int) -> None:
        """Count the faults of a record.

        `before` is how many were left when its validation began: those of the records in it have
        been counted since.
        """
        self.faults = min(self.faults, before - error.error_count())


class Record(BaseModel):
    """Any record: unknown keys are refused, values are fixed, and it knows where it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    _places: Mapping[str, Place] = PrivateAttr(default_factory=lambda: MappingProxyType({}))
    _trail: str = PrivateAttr(default="")

    @model_validator(mode="wrap")
    @classmethod
    def _patiently(
        cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        """Validate, or skip the record if enough faults are listed."""
        patience = info.context
        if not isinstance(patience, Patience):
            return handler(value)
        if patience.faults <= 0:
            patience.passed_over += 1
            # The signature that the plugin of mypy gives it knows no Self.
            return cls.model_construct()  # type: ignore[return-value]
        # Those of the records inside this one are counted while the handler runs.
        before = patience.faults
        try:
            return handler(value)
        except ValidationError as error:
            patience.take(error, before)
            raise

    def remember(self, places: Mapping[str, Place], trail: str) -> None:
        """Note where the record (key "") and its fields are, and its name in messages."""
        self._places = MappingProxyType(dict(places))
        self._trail = trail

    def where(self, field: str = "") -> Place:
        """Return the place of a field, or of the record itself if the field was left out.

        An entry that a list lacks (`sources › number 1`) has the place of the list.
        """
        for name in (field, field.partition(" › ")[0], ""):
            if name in self._places:
                return self._places[name]
        return Place("data", 1, 1, 1)

    def problem(self, rule: str, message: str, field: str = "") -> Problem:
        """Return a problem with a field of this record (or with the record as a whole)."""
        trail = " › ".join(filter(None, [self._trail, field]))
        return Problem(self.where(field), rule, trail, message)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_IdentifiedRecord = TypeVar("_IdentifiedRecord", bound=_Identified)


def by_id(records: Iterable[_IdentifiedRecord]) -> Mapping[str, _IdentifiedRecord]:
    """Return the records by their ids, in their order."""
    return {record.id: record for record in records}


def numbered(records: Iterable[_Identified]) -> Mapping[str, int]:
    """Return the number of each record in its order, from 0, by its id."""
    return {record.id: number for number, record in enumerate(records)}
