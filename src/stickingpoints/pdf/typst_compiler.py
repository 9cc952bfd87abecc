"""A template and its inputs → PDF/UA-1 (ISO 14289-1), set by Typst with its own fonts.

The fonts of the extra `east-asian`, if it is installed, have the letters that Typst's lack.
"""

from __future__ import annotations

import datetime
import importlib.util
import re
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import typst

_TEMPLATES = Path(__file__).parent / "templates"
_EAST_ASIAN = "matplotlib_fontja"  # of which only the folder of fonts is used


_SAY_CALL = re.compile(r'say\("([^"]+)"\)')


def texts() -> list[str]:
    """Return the texts of the interface that the templates use, each once, in English."""
    texts_used: dict[str, None] = {}
    for template in sorted(_TEMPLATES.glob("*.typ")):
        texts_used |= dict.fromkeys(_SAY_CALL.findall(template.read_text(encoding="utf-8")))
    return list(texts_used)


def more_fonts() -> list[Path]:
    """Return the folders of fonts that set what Typst's own cannot; none without the extra."""
    spec = importlib.util.find_spec(_EAST_ASIAN)
    if spec is None or spec.origin is None:
        return []
    return [Path(spec.origin).parent / "fonts"]


def parts_of(template: str, inputs: Mapping[str, str]) -> list[str]:
    """Return what a document or picture is made from, for the key under which it is kept."""
    fonts = [str(path) for path in more_fonts()]
    return [template, *fonts, *map(":".join, sorted(inputs.items()))]


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
        font_paths=list(more_fonts()),
        pdf_standards=["ua-1"],
        timestamp=midnight,
    )


def compiled_apart(template: str, inputs: Mapping[str, str], day: datetime.date) -> bytes:
    """Return the same, set in a process of its own.

    Typst keeps what it has set for the next document, which many documents together would not
    leave room for. Raises typst.TypstError as `compiled` does.
    """
    # Not forked: that process would begin with the memory of this one.
    own_process = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=own_process) as process:
        done = process.submit(_compiled_or_message, template, dict(inputs), day).result()
    if isinstance(done, str):
        raise typst.TypstError(done, done)
    return done


def _compiled_or_message(
    template: str, inputs: Mapping[str, str], day: datetime.date
) -> bytes | str:
    """Return the PDF, or what Typst says against it: its errors do not cross processes."""
    try:
        return compiled(template, inputs, day)
    except typst.TypstError as error:
        return str(error)


def first_page_drawn(template: str, inputs: Mapping[str, str], pixels_per_inch: float) -> bytes:
    """Return the first page of a template as a picture (PNG).

    Raises typst.TypstError as `compiled` does.
    """
    compiler = typst.Compiler(
        _TEMPLATES / template,
        root=_TEMPLATES,
        sys_inputs=dict(inputs),
        ignore_system_fonts=True,
        font_paths=list(more_fonts()),
    )
    pages = compiler.compile(format="png", ppi=pixels_per_inch)
    return pages[0] if isinstance(pages, list) else bytes(pages or b"")
