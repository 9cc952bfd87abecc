"""A completed form → an edit of `data/*.yaml` that passes the check, with a summary for a reviewer.

What a form says only ever becomes a value in a record: the file is the one that holds the record,
ids are looked up or made of small letters, and the edit is undone if the check then finds an error.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from stickingpoints.editing.files import Files
from stickingpoints.editing.issue_forms import Filled, FormError, Kind
from stickingpoints.editing.proposals.corrections import correct
from stickingpoints.editing.proposals.proposal import Proposal, Request
from stickingpoints.editing.proposals.sources import propose_source
from stickingpoints.editing.proposals.statements import propose_statement
from stickingpoints.model.records import Dataset


def propose(files: Files, dataset: Dataset, form: Filled, day: datetime.date) -> Proposal:
    """Change the opened files as a form asks and check the result; nothing is written.

    `day` is the day of a correction, and that on which a new source was read. Raises FormError with
    every reason against the change.
    """
    proposal = _KINDS[form.kind](Request(files, dataset, form, day))
    errors = files.tried().errors
    if errors:
        raise FormError(*map(str, errors))
    return proposal


_KINDS: Mapping[Kind, Callable[[Request], Proposal]] = {
    "correction": correct,
    "new-statement": propose_statement,
    "new-source": propose_source,
}
