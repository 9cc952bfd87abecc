"""A template and its inputs → PDF/UA-1 (ISO 14289-1), set by Typst with its own fonts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import typst

_TEMPLATES = Path(__file__).parent / "templates"


def compiled(template: str, inputs: Mapping[str, str], day: datetime.date) -> bytes:
    """Return the PDF of a template, dated with a day (UTC).

    Raises typst.TypstError, above all if none of the fonts has a character.
    """
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return typst.compile(
        _TEMPLATES / template,
        root=_TEMPLATES,
        sys_inputs=dict(inputs),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=midnight,
    )
