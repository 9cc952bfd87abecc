"""Values → the one way in which they are written as JSON."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json


def json_bytes(value: Any) -> bytes:
    """Return a record or plain value as JSON (RFC 8259): UTF-8, one space of indent, keys in their own order, a newline at the end.

    The same value always gives the same bytes. pydantic's writer is taken because the standard library's is some ten times
    slower as soon as it indents.
    """
    return to_json(value, indent=1) + b"\n"
