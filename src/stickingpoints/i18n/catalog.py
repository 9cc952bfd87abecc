"""The catalogue of the interface's words in one language: `languages/<code>.po` (GNU gettext), read and renewed.

The code holds the words in English; a catalogue lists them all with their translations. What is not translated stays English.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import BinaryIO

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from stickingpoints import bounded_files
from stickingpoints.i18n.language import DATE_PATTERNS, ENGLISH, Language
from stickingpoints.problems import ContentError, Place, Problem, at_most, display_path, shorten
from stickingpoints.safe_writes import write

FOLDER = "languages"
_CORE = Path(__file__).parent.parent
_KEYWORDS = {"say": None, "marked": None, "counted": (1, 2)}
_HEADER = """# The words of the interface; what is not translated stays English. Renew with: stickingpoints translations {language}
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_METHODS = {
    ".py": "python",
    ".html": "jinja2.ext:babel_extract",
    ".js": "javascript",
    ".typ": "stickingpoints.i18n.catalog:from_typst",
}


def read_language(root: Path, code: str) -> Language:
    """Return the language of a project by its code; English needs no catalogue.

    Raises ContentError if the code names no language, or if its catalogue is missing or says what cannot be filled in.
    """
    if code == ENGLISH.code:
        return ENGLISH
    path = root / FOLDER / f"{code}.po"
    _check_code(root, code)
    if not bounded_files.exists(path):
        raise _fault(
            root / "mkdocs.yml",
            1,
            f'the language "{code}" has no catalogue {FOLDER}/{code}.po; write one with: stickingpoints translations {code}',
        )
    catalog = _read(path, code)
    problems = [
        _problem(path, message, fault)
        for message in catalog
        if (fault := _placeholders(message) or _date_pattern(message, code))
    ]
    if problems:
        raise ContentError(at_most(problems))
    return Language(
        code,
        _translations(path, catalog),
        {str(one.id): str(one.string) for one in catalog if _said(one)},
    )


def _translations(path: Path, catalog: Catalog) -> GNUTranslations:
    """Return a catalogue as gettext uses it; raises ContentError if its rule of plurals cannot be worked out."""
    binary = io.BytesIO()
    try:
        write_mo(binary, catalog)
        binary.seek(0)
        translations = GNUTranslations(binary)
        for number in range(201):
            translations.ngettext("", "", number)
    except (ValueError, ZeroDivisionError, OverflowError, KeyError, RecursionError):
        rule = shorten(str(catalog.plural_forms))
        raise _fault(
            path,
            1,
            f"the plural rule cannot be worked out ({rule}); write Plural-Forms as the gettext manual has it for the language",
        ) from None
    return translations


def _said(message: Message) -> bool:
    return (
        isinstance(message.id, str)
        and isinstance(message.string, str)
        and bool(message.id and message.string)
        and not message.fuzzy
    )


def untranslated(root: Path, language: Language) -> list[Problem]:
    """Return a warning if words of the interface are not in the catalogue of a language, None of a site in English."""
    if language == ENGLISH:
        return []
    path = root / FOLDER / f"{language.code}.po"
    catalog = _renewed(path, language.code)
    missing = [
        message
        for message in catalog
        if message.id and (not message.string or not all(message.string) or message.fuzzy)
    ]
    if not missing:
        return []
    text = f"{len(missing)} of {len(catalog)} texts of the interface stay English; renew the file with: stickingpoints translations {language.code}"
    return [Problem(Place(display_path(path), 1, 1, 1), "untranslated", "", text, "warning")]


def renew(root: Path, code: str) -> Path:
    """Write the catalogue of a language with every word that the interface says; translations that it has are kept."""
    _check_code(root, code)
    path = root / FOLDER / f"{code}.po"
    catalog = _renewed(path, code)
    out = io.BytesIO()
    write_po(out, catalog, width=120, include_lineno=False, ignore_obsolete=True, omit_header=True)
    write(
        {
            path: _HEADER.format(language=code, plurals=catalog.plural_forms).encode()
            + out.getvalue()
        }
    )
    return path


def _renewed(path: Path, code: str) -> Catalog:
    catalog = (
        _read(path, code)
        if bounded_files.exists(path)
        else Catalog(code.replace("-", "_"), fuzzy=False, charset="utf-8")
    )
    catalog.update(
        _words(),
        no_fuzzy_matching=True,
        update_header_comment=False,
        keep_user_comments=True,
        update_creation_date=False,
    )
    return catalog


def _words() -> Catalog:
    """Return every text that the interface says, with the files that say it."""
    found = Catalog()
    for path in _sources():
        name = f"src/stickingpoints/{path.relative_to(_CORE).as_posix()}"
        with path.open("rb") as file:
            for _, message, comments, context in extract(
                _METHODS[path.suffix], file, _KEYWORDS, ("Translators:",)
            ):
                found.add(message, None, [(name, 1)], auto_comments=comments, context=context)
    return found


def _sources() -> list[Path]:
    return [
        *sorted(_CORE.rglob("*.py")),
        *sorted(_CORE.glob("site/templates/*.html")),
        *sorted(_CORE.glob("pdf/templates/*.typ")),
        *sorted(_CORE.glob("site/theme/*.html")),
        _CORE / "site" / "theme" / "assets" / "site.js",
    ]


def from_typst(
    file: BinaryIO,
    keywords: object,  # noqa: ARG001
    comment_tags: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield what a Typst file says, as Babel's extraction methods do."""
    for number, line in enumerate(file.read().decode().splitlines(), start=1):
        for message in re.findall(r'say\("([^"]+)"\)', line):
            yield number, "say", message, []


def _read(path: Path, code: str) -> Catalog:
    data = bounded_files.read_bytes(
        path, display_path(path), at_most=bounded_files.LARGEST_CATALOGUE
    )
    try:
        return read_po(
            io.BytesIO(data), locale=code.replace("-", "_"), charset="utf-8", abort_invalid=True
        )
    except (PoFileError, ValueError, LookupError) as error:
        raise _fault(
            path,
            getattr(error, "lineno", 0) + 1,
            f"the catalogue cannot be read: {shorten(str(error))}",
        ) from None


def _check_code(root: Path, code: str) -> None:
    try:
        Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        raise _fault(
            root / "mkdocs.yml",
            1,
            f'"{code}" is no language; write the code of one, as theme.language: uk',
        ) from None


def _placeholders(message: Message) -> str | None:
    """Return what a translation fills in that its text does not know, or leaves out."""
    wanted = set(
        re.findall(r"\{(\w+)\}", message.id if isinstance(message.id, str) else message.id[-1])
    )
    for text in [message.string] if isinstance(message.string, str) else message.string or ():
        written = set(re.findall(r"\{(\w+)\}", text))
        if text and message.id and written != wanted:
            return f"the translation has to hold {_named(wanted)} as the English text does; it holds {_named(written)}"
    return None


def _date_pattern(message: Message, code: str) -> str | None:
    """Return what is wrong with the translation of a pattern in which days are written."""
    if message.id not in DATE_PATTERNS or not message.string:
        return None
    try:
        format_date(
            datetime.date(2025, 11, 25), str(message.string), locale=Locale.parse(code, sep="-")
        )
    except (ValueError, KeyError, AttributeError):
        return f'"{shorten(str(message.string))}" is no pattern of a date; write one of d, M or L, and y as the English text does (Unicode UTS 35)'
    return None


def _named(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing in braces"


def _problem(path: Path, message: Message, fault: str) -> Problem:
    line = message.lineno or 1
    return Problem(Place(display_path(path), line, 1, line), "bad-translation", "", fault)


def _fault(path: Path, line: int, text: str) -> ContentError:
    return ContentError([Problem(Place(display_path(path), line, 1, line), "language", "", text)])
