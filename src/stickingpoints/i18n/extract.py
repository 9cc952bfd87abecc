"""The package's own sources → every text of the interface, as a catalogue without translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

_PACKAGE = Path(__file__).parent.parent
_KEYWORDS = {"say": None, "marked": None, "counted": (1, 2)}
_METHODS = {
    ".py": "python",
    ".html": "jinja2.ext:babel_extract",
    ".js": "javascript",
    ".typ": "stickingpoints.i18n.extract:from_typst",
}


def interface_texts() -> Catalog:
    """Return every text of the interface in English, with the files that use it."""
    texts = Catalog()
    for use in _uses():
        texts.add(
            use.message,
            None,
            [(use.file, 1)],
            auto_comments=use.comments,
            context=use.context,
        )
    return texts


class _Use(NamedTuple):
    """A text where it is used: with its plural if it has one, and what translators are told."""

    file: str
    message: str | tuple[str, ...]
    comments: list[str]
    context: str | None


@cache  # reading all sources takes a second, and they do not change while the program runs
def _uses() -> tuple[_Use, ...]:
    return tuple(_read_sources())


def _read_sources() -> Iterator[_Use]:
    for path in _sources():
        name = f"src/stickingpoints/{path.relative_to(_PACKAGE).as_posix()}"
        method = _METHODS[path.suffix]
        with path.open("rb") as file:
            messages = extract(method, file, _KEYWORDS, ("Translators:",))
            for _, message, comments, context in messages:
                yield _Use(name, message, comments, context)


def _sources() -> list[Path]:
    return [
        *sorted(_PACKAGE.rglob("*.py")),
        *sorted(_PACKAGE.glob("site/templates/*.html")),
        *sorted(_PACKAGE.glob("pdf/templates/*.typ")),
        *sorted(_PACKAGE.glob("site/theme/*.html")),
        *sorted(_PACKAGE.glob("site/script/**/*.js")),
    ]


def from_typst(
    file: BinaryIO,
    keywords: object,  # noqa: ARG001
    comment_tags: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the texts of a Typst file, with the signature of Babel's extraction methods."""
    for number, line in enumerate(file.read().decode().splitlines(), start=1):
        for message in re.findall(r'say\("([^"]+)"\)', line):
            yield number, "say", message, []
