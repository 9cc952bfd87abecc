"""The commands that change files of `data/`."""

from __future__ import annotations

import argparse
import os

from stickingpoints import quotes, verifying
from stickingpoints.editing import formatting
from stickingpoints.reading import read


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


def verify(options: argparse.Namespace) -> int:
    """Hold the quotes against saved texts and write the lock. Returns the exit status."""
    dataset = read(options.data, locked=False).sound()
    known, _ = quotes.read_lock(options.data)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    saved = verifying.copies(options.copies, dataset, lambda path: quotes.day_of(path, options.day, epoch))
    verdict = verifying.verify(dataset, known or quotes.Lock(schema=1), saved)
    for problem in verdict.missing:
        print(problem)
    formatting.write({options.data / quotes.NAME: quotes.written(verdict.lock)})
    print(
        f"{len(verdict.lock.quotes)} quotes stand in a saved text of their source, {len(verdict.missing)} do not, "
        f"{len(verdict.without_copy)} have no saved text in {options.copies}; wrote {options.data / quotes.NAME}"
    )
    return 1 if verdict.missing else 0
