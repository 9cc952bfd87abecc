"""Values → JSON, always written in the same form."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json


def json_bytes(value: Any) -> bytes:
    """Return a record or plain value as JSON (RFC 8259), ended by a newline.

    It is UTF-8 with an indent of one space and the keys in their own order; the same value always
    gives the same bytes.
    """
    # With an indent, the writer of the standard library is some ten times slower than pydantic's.
    return to_json(value, indent=1) + b"\n"


def json_line(value: Any) -> bytes:
    """Return the same on one line: what repeats much of another file has no bytes to spare."""
    return to_json(value) + b"\n"


def printed(text: str) -> str:
    """Return JSON in which no text is a command to the machine that runs a workflow.

    It obeys `##[error]` anywhere in what is printed; the escape means the same (RFC 8259, 7).
    """
    return text.replace("##[", "#\\u0023[")
