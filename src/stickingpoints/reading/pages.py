"""What `check` says of the pages beside the data: what a build refuses, and what goes stale."""

from __future__ import annotations

from dataclasses import replace

from stickingpoints.problems import ContentError, in_reading_order
from stickingpoints.reading.background import read_background
from stickingpoints.reading.docs_pages import fill_ins
from stickingpoints.reading.load import Reading
from stickingpoints.reading.project import Project
from stickingpoints.reading.stray_days import stray_days


def with_pages(reading: Reading, project: Project) -> Reading:
    """Return the reading of a project's data with the problems of its pages too.

    Where the data could not be read, nothing is known of what the pages name: the reading stays as
    it is.
    """
    dataset = reading.readable
    if dataset is None:
        return reading
    problems = [
        *reading.problems,
        *stray_days(project, dataset),
        *fill_ins(project.docs),
    ]
    sound = reading.dataset
    try:
        read_background(project.docs / "issues", dataset)
    except ContentError as error:
        problems += error.problems
        sound = None
    return replace(reading, dataset=sound, problems=tuple(in_reading_order(problems)))
