"""What a build with MkDocs happens in: its environment, the day that it is given, its messages."""

from __future__ import annotations

import datetime
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def messages() -> Iterator[list[str]]:
    """Collect what MkDocs warns of and reports as errors, in place of printing it."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(  # type: ignore[method-assign]
        f"{record.levelname:<7} -  {record.getMessage()}"
    )
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)


def dated(day: datetime.date) -> dict[str, str]:
    """Return what makes MkDocs take a day for that of the build (reproducible-builds.org).

    It comes from the content, so that the same content gives the same bytes.
    """
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Set environment variables, and put back what was set before."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
