"""The commands that change files of `data/`."""

from __future__ import annotations

import argparse

from stickingpoints.editing import formatting


def fmt(options: argparse.Namespace) -> int:
    """Lay out the data, or with `--check` only say what differs. Returns the exit status."""
    found = formatting.formatting(options.data)
    for problem in found.refused:
        print(problem)
    if options.check:
        for problem in found.differing:
            print(problem)
        return 1 if found.refused or found.differing else 0
    formatting.write(found.texts)
    for problem in found.differing:
        print(f"{problem.place.file}: laid out")
    return 1 if found.refused else 0
