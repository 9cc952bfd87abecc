"""How people who build on the open data read its files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import feedparser

Files = Mapping[str, bytes]
"""The content of each file by its address on the site."""


def json_file(files: Files, address: str) -> Any:
    """Return what a JSON file holds."""
    return json.loads(files[address])


def table(files: Files, name: str) -> list[dict[str, str]]:
    """Return the rows of a table, each by the names of its columns."""
    text = files[f"data/v1/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def feed(files: Files, address: str = "changes.atom") -> Any:
    """Return a feed, which must be well-formed."""
    headers = {"content-type": "application/atom+xml; charset=utf-8"}
    parsed = feedparser.parse(files[address], response_headers=headers)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed
