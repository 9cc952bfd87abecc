"""What `check` says of the pages beside the data: what a build refuses, and what goes stale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stickingpoints.bounded_files import absolute
from stickingpoints.problems import ContentError, in_reading_order
from stickingpoints.reading.background import read_background
from stickingpoints.reading.load import Reading
from stickingpoints.reading.stray_days import stray_days


def with_pages(reading: Reading, data: Path) -> Reading:
    """Return a reading with the problems of the pages too.

    `data` is the folder that was read: the pages are in `docs` beside it. Where the data could not
    be read, nothing is known of what they name: the reading stays as it is.
    """
    dataset = reading.dataset or reading.readable
    if dataset is None:
        return reading
    problems = [*reading.problems, *stray_days(data, dataset)]
    sound = reading.dataset
    try:
        read_background(absolute(data).parent / "docs" / "issues", dataset)
    except ContentError as error:
        problems += error.problems
        sound = None
    return replace(reading, dataset=sound, problems=tuple(in_reading_order(problems)))
