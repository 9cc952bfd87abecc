"""The commands that change files of `data/`. Each returns the exit status."""

from __future__ import annotations

import argparse
import datetime
import os
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.checks import quote_lock, quote_verify
from stickingpoints.editing import format as formatter
from stickingpoints.editing import issue_forms
from stickingpoints.editing import propose as proposals
from stickingpoints.editing.files import Files
from stickingpoints.editing.new import Wanted, start
from stickingpoints.editing.suggestions import notices
from stickingpoints.problems import (
    CallError,
    ContentError,
    command,
    display_path,
    one_line,
    quantity,
)
from stickingpoints.reading.load import read
from stickingpoints.safe_writes import write_texts
from stickingpoints.text.markdown import escaped


def fmt(options: argparse.Namespace) -> int:
    """Format the data, or with `--check` only list what needs formatting.

    With `--suggest` the result is notices, and success: what cannot be read is for `check` to
    refuse. Raises CallError if the folder has no data.
    """
    name = display_path(options.data)
    if not bounded_files.files(options.data, name, ".yaml"):
        raise CallError(f"{name} has no *.yaml file; name the folder of the data with --data")
    result = formatter.formatting(options.data)
    if options.suggest:
        for notice in notices(result.differences):
            print(notice)
        return 0
    for problem in result.refused:
        print(problem)
    if options.check:
        for problem in result.differing:
            print(problem)
        return 1 if result.refused or result.differing else 0
    write_texts(result.texts)
    for problem in result.differing:
        print(one_line(f"{problem.place.file}: formatted"))
    return 1 if result.refused else 0


def verify(options: argparse.Namespace) -> int:
    """Check the quotes against saved copies of the sources, and write the lock.

    A lock that was edited by hand is written anew. Raises ContentError for one that cannot be
    opened, since it may be intact, and CallError if no source has a copy.
    """
    dataset = read(options.data, locked=False).sound()
    known, problems = quote_lock.read_lock(options.data, display_path(options.data))
    if any(problem.rule != "quote-lock" for problem in problems):
        raise ContentError(problems)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    saved = quote_verify.copies(
        options.copies, dataset, lambda path: quote_lock.day_of(path, options.day, epoch)
    )
    if not saved:
        raise CallError(_no_copies(options.copies))
    result = quote_verify.verify(dataset, known or quote_lock.Lock(schema=1), saved)
    for problem in result.missing:
        print(problem)
    path = options.data / quote_lock.NAME
    write_texts({path: quote_lock.written(result.lock)})
    print(
        f"{quantity(len(result.lock.quotes), 'quote')} found in a saved copy of the source, "
        f"{len(result.missing)} not found, "
        f"{len(result.without_copy)} without a copy in {options.copies}; wrote {path}"
    )
    return 1 if result.missing else 0


def _no_copies(folder: Path) -> str:
    """Return why no quote can be checked against a folder of copies."""
    if not folder.is_dir():
        return f"there is no folder {folder}; name the folder of saved copies with --copies"
    return f"{folder} has no copy of any source; save the text of each as <source-id>.txt there"


def new(options: argparse.Namespace) -> int:
    """Add a stub of a record, and print where it is.

    A correction is dated today, in UTC, unless another day is given.
    """
    files = Files(options.data)
    date = options.date
    if options.what == "correction" and not date:
        date = today().isoformat()
    added = start(
        files,
        Wanted(options.what, options.id, options.issue, options.party, options.document, date),
    )
    files.save()
    first, number = added.empty[0], quantity(len(added.empty), "empty field")
    print(
        f"{added.file}:{first.line}: a stub of the {options.what}; "
        f"fill in its {number}, then run: {command('check', options.data)}"
    )
    return 0


def propose(options: argparse.Namespace) -> int:
    """Turn a completed form into an edit of the data, and print its summary for a reviewer."""
    dataset = read(options.data).sound()
    files = Files(options.data)
    try:
        form = issue_forms.parse(_form_text(options.form))
        proposal = proposals.propose(files, dataset, form, options.day or today())
    except issue_forms.FormError as error:
        print("Nothing was changed. The form cannot be accepted as it is:\n")
        for reason in error.reasons:
            print(f"- {escaped(reason)}")
        return 1
    files.save()
    print(proposal.markdown(), end="")
    return 0


def _form_text(path: Path) -> str:
    """Return the text of a form's file; raises FormError if it cannot be read."""
    try:
        return bounded_files.read_text(path, path.as_posix())
    except ContentError as error:
        reasons = [f"{path}: {problem.message}" for problem in error.problems]
        raise issue_forms.FormError(*reasons) from None


def today() -> datetime.date:
    """Return the day of SOURCE_DATE_EPOCH, or else today, in UTC.

    Raises CallError if SOURCE_DATE_EPOCH is not a time in seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return quote_lock.day_of_epoch(epoch)
    return datetime.datetime.now(datetime.UTC).date()
