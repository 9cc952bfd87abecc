"""The commands that change files of `data/`."""

from __future__ import annotations

import argparse
import datetime
import os
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.checks import quote_lock, quote_verify
from stickingpoints.editing import format as formatting
from stickingpoints.editing import issue_forms
from stickingpoints.editing import new as starting
from stickingpoints.editing import propose as proposing
from stickingpoints.editing.files import Files
from stickingpoints.problems import ContentError, display_path, one_line
from stickingpoints.reading.load import read
from stickingpoints.safe_writes import write_texts
from stickingpoints.text.markdown import escaped


def fmt(options: argparse.Namespace) -> int:
    """Lay out the data, or with `--check` only say what differs. Returns the exit status."""
    found = formatting.formatting(options.data)
    for problem in found.refused:
        print(problem)
    if options.check:
        for problem in found.differing:
            print(problem)
        return 1 if found.refused or found.differing else 0
    write_texts(found.texts)
    for problem in found.differing:
        print(one_line(f"{problem.place.file}: laid out"))
    return 1 if found.refused else 0


def verify(options: argparse.Namespace) -> int:
    """Hold the quotes against saved texts and write the lock. Returns the exit status.

    A lock that was edited is written anew; raises ContentError for one that cannot be opened, which may be whole.
    """
    dataset = read(options.data, locked=False).sound()
    known, problems = quote_lock.read_lock(options.data, display_path(options.data))
    if any(problem.rule != "quote-lock" for problem in problems):
        raise ContentError(problems)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    saved = quote_verify.copies(
        options.copies, dataset, lambda path: quote_lock.day_of(path, options.day, epoch)
    )
    verdict = quote_verify.verify(dataset, known or quote_lock.Lock(schema=1), saved)
    for problem in verdict.missing:
        print(problem)
    write_texts({options.data / quote_lock.NAME: quote_lock.written(verdict.lock)})
    print(
        f"{len(verdict.lock.quotes)} quotes stand in a saved text of their source, {len(verdict.missing)} do not, "
        f"{len(verdict.without_copy)} have no saved text in {options.copies}; wrote {options.data / quote_lock.NAME}"
    )
    return 1 if verdict.missing else 0


def new(options: argparse.Namespace) -> int:
    """Write a stub into its place and say where it stands. Returns the exit status."""
    files = Files(options.data)
    try:
        starting.start(
            files,
            read(options.data).sound(),
            starting.Wanted(options.what, options.id, options.issue, options.party, options.date),
        )
    except starting.StartError as error:
        print(error)
        return 1
    empty = [problem for problem in files.tried().problems if problem.rule == "empty"]
    files.save()
    for problem in empty[:1]:
        print(
            f"{problem.place.file}:{problem.place.line}: a stub of the {options.what}; fill in its {len(empty)} empty fields, then run: stickingpoints check"
        )
    return 0


def propose(options: argparse.Namespace) -> int:
    """Turn a filled form into an edit of the data, and print what a reviewer should know. Returns the exit status."""
    dataset = read(options.data).sound()
    files = Files(options.data)
    try:
        form = issue_forms.parse(_form(options.form))
        proposal = proposing.propose(files, dataset, form, options.day or today())
    except issue_forms.FormError as error:
        print(
            "\n".join(
                [
                    "Nothing was changed. The form cannot be taken over as it is:",
                    "",
                    *(f"- {escaped(reason)}" for reason in error.reasons),
                ]
            )
        )
        return 1
    files.save()
    print(proposal.markdown(), end="")
    return 0


def _form(path: Path) -> str:
    """Return the text of a form's file; raises FormError if it cannot be read."""
    try:
        return bounded_files.read_text(path, path.as_posix())
    except ContentError as error:
        raise issue_forms.FormError(
            *(f"{path}: {problem.message}" for problem in error.problems)
        ) from None


def today() -> datetime.date:
    """Return the day of SOURCE_DATE_EPOCH, else this one, in UTC; raises CallError if that is no moment."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return quote_lock.day_of_epoch(epoch) if epoch else datetime.datetime.now(datetime.UTC).date()
