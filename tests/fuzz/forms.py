"""What the forms of `edit` make of any data, and of any form that is sent to them: a page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from werkzeug.test import TestResponse

from forms_desk import Desk, desk_of, fields_of
from stickingpoints.reading.load import read

_STATEMENT = "/edit/issues/summer-share/positions/brezia/statements/2031-04-01"
_SENT = {"Content-Type": "application/x-www-form-urlencoded"}
_ANSWERED = 500
"""From this status on, it is the server that failed."""


def sent_form(root: Path) -> bytes:
    """Return what a browser sends of the form of a statement, b"" if there is no such form."""
    opened = desk_of(root).get(_STATEMENT)
    if opened.status_code != 200:
        return b""
    return urlencode([*fields_of(opened.text).items(multi=True), ("action", "review")]).encode()


def fault_of_opening(file: Path) -> str:
    """Return what is wrong with the list, a form and its preview for a file of data, or ""."""
    desk = desk_of(file.absolute().parent.parent)
    opened = desk.get(_STATEMENT)
    answers = [desk.get("/"), opened]
    if opened.status_code == 200:
        answers.append(desk.post(f"/check{_STATEMENT}", fields_of(opened.text)))
    return _fault(answers)


def fault_of_sending(file: Path) -> str:
    """Return what is wrong with how a sent form is answered, and with the data after it, or ""."""
    desk, form = desk_of(file.absolute().parent), file.read_bytes()
    answers = [desk.post(path, form, **_SENT) for path in (f"/check{_STATEMENT}", _STATEMENT)]
    if "Before saving" in answers[-1].text:
        answers.append(_saved(desk, answers[-1]))
    return _fault(answers) or _fault_of_data(desk.data)


def _saved(desk: Desk, review: TestResponse) -> TestResponse:
    fields = fields_of(review.text)
    fields["action"] = "save"
    return desk.post(_STATEMENT, fields)


def _fault(answers: list[TestResponse]) -> str:
    for answer in answers:
        if answer.status_code >= _ANSWERED or not answer.data:
            return f"status {answer.status_code} of {answer.request.path}\n{answer.text[:4000]}"
    return ""


def _fault_of_data(data: Path) -> str:
    """Return whether a form has left data that the check refuses."""
    return "the data is no longer sound" if read(data).dataset is None else ""
