"""A template and its inputs → PDF/UA-1 (ISO 14289-1), set by Typst with its own fonts.

The fonts of the extra `east-asian`, if it is installed, have the letters that Typst's lack.
"""

from __future__ import annotations

import datetime
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

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
    with compiling(template, inputs, day) as finished:
        return finished()


@contextmanager
def compiling(
    template: str, inputs: Mapping[str, str], day: datetime.date
) -> Iterator[Callable[[], bytes]]:
    """Set a PDF in a process of its own while the body runs; yield what waits for it.

    What that process cannot do is done in this one, so that the function raises typst.TypstError
    as `compiled` does. Nothing is left of the process after the body.
    """
    with TemporaryFile() as task, TemporaryFile() as made:
        task.write(json.dumps([template, dict(inputs), day.isoformat()]).encode())
        task.seek(0)
        # Neither forked, which would begin with the memory and the locks of this process, nor
        # spawned by multiprocessing, which would run the program that uses this package again.
        # With -P, no module beside this file, or in the current folder, is taken for another.
        command = [sys.executable, "-P", __file__]
        process = subprocess.Popen(  # noqa: S603  no shell, and nothing of the data in it
            command, stdin=task, stdout=made, stderr=subprocess.DEVNULL
        )

        def finished() -> bytes:
            if process.wait() != 0:
                return compiled(template, inputs, day)
            made.seek(0)
            return made.read()

        try:
            yield finished
        finally:
            process.kill()
            process.wait()


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


def main() -> None:
    """Set what is asked for on the standard input, and write the PDF to the standard output."""
    template, inputs, day = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(compiled(template, inputs, datetime.date.fromisoformat(day)))


if __name__ == "__main__":
    main()
