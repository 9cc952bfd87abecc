"""The catalogue of a language: translations of the interface (GNU gettext), read and updated.

The package ships catalogues in `i18n/catalogs/`. A file `languages/<code>.po` of a site replaces
the one that is shipped for that language, or adds a language. The code holds the texts in English;
a text without a translation stays English.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from stickingpoints import bounded_files
from stickingpoints.i18n import nouns
from stickingpoints.i18n.extract import interface_texts
from stickingpoints.i18n.language import DATE_PATTERNS, ENGLISH, Language
from stickingpoints.problems import ContentError, Place, Problem, at_most, display_path, shorten
from stickingpoints.safe_writes import write

SITE_FOLDER = "languages"
"""The folder of a site's own catalogues, in the project folder."""

SHIPPED = Path(__file__).parent / "catalogs"
"""The folder of the catalogues that come with the package."""

_LARGEST_PLURAL = 200  # the plural rules of the CLDR repeat after 100
_HEADER = """\
# The texts of the interface; one without a translation stays English.
# To update this file: stickingpoints translations {language}
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def find_catalog(root: Path, code: str) -> Path | None:
    """Return the path of a project's catalogue for a language: its own, or else the shipped one.

    None if there is neither. `code` must have been checked: it becomes part of a path.
    """
    for folder in (root / SITE_FOLDER, SHIPPED):
        path = folder / f"{code}.po"
        if bounded_files.exists(path):
            return path
    return None


def read_language(root: Path, code: str) -> Language:
    """Return the language with the code `code` for the project at `root`.

    English needs no catalogue. Raises ContentError if the code is unknown, or if the catalogue is
    missing or faulty.
    """
    if code == ENGLISH.code:
        return ENGLISH
    _check_code(root, code)
    path = find_catalog(root, code)
    if path is None:
        raise _fault(
            root / "mkdocs.yml",
            1,
            f'the language "{code}" has no catalogue {SITE_FOLDER}/{code}.po; '
            f"create one with: stickingpoints translations {code}",
        )
    return read_catalog(path, code)


def read_catalog(path: Path, code: str) -> Language:
    """Return the language of a catalogue; raises ContentError with every fault that it has."""
    catalog = _read(path, code)
    problems = list(_bad_translations(path, catalog, code))
    if problems:
        raise ContentError(at_most(problems))
    messages = {}
    for message in catalog:
        if _is_simple(message) and _is_translated(message):
            messages[str(message.id)] = str(message.string)
    return Language(code, _translations(path, catalog), messages, _fingerprint(path))


def untranslated(root: Path, language: Language) -> list[Problem]:
    """Return a warning if the catalogue of a project's language lacks texts; none for English."""
    if language == ENGLISH:
        return []
    path = find_catalog(root, language.code)
    if path is None:
        return []
    return missing_translations(path, language.code)


def missing_translations(path: Path, code: str) -> list[Problem]:
    """Return a warning if a catalogue lacks translations of texts that the interface uses."""
    catalog = _updated(path, code)
    missing = 0
    for message in catalog:
        if message.id and not _is_translated(message):
            missing += 1
    if not missing:
        return []
    text = (
        f"{missing} of {len(catalog)} texts of the interface stay English; "
        f"update the file with: stickingpoints translations {code}"
    )
    return [Problem(Place(display_path(path), 1, 1, 1), "untranslated", "", text, "warning")]


def update(root: Path, code: str, folder: Path | None = None) -> Path:
    """Write the catalogue of a language with every text of the interface; return its path.

    It is written into `folder`, by default that of the project's own catalogues, and keeps the
    translations of the file that it replaces, or else of the one that the project uses so far.
    """
    _check_code(root, code)
    target = (folder or root / SITE_FOLDER) / f"{code}.po"
    if bounded_files.exists(target):
        catalog = _updated(target, code)
    else:
        catalog = _updated(find_catalog(root, code), code)
    write({target: _file(catalog, code)})
    return target


def new_catalog(code: str) -> bytes:
    """Return a catalogue without translations, as a site keeps it in `languages/CODE.po`.

    Raises ContentError if there is no such language.
    """
    _check_code(Path(), code)
    return _file(_updated(None, code), code)


def _file(catalog: Catalog, code: str) -> bytes:
    """Return a catalogue as the bytes of its file."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, include_lineno=False, ignore_obsolete=True, omit_header=True)
    header = _HEADER.format(language=code, plurals=catalog.plural_forms)
    return header.encode() + out.getvalue()


def _updated(path: Path | None, code: str) -> Catalog:
    """Return a catalogue of all texts of the interface, with the translations of a file, if any."""
    if path is None:
        catalog = Catalog(_locale_name(code), fuzzy=False, charset="utf-8")
    else:
        catalog = _read(path, code)
    catalog.update(
        interface_texts(),
        no_fuzzy_matching=True,
        update_header_comment=False,
        keep_user_comments=True,
        update_creation_date=False,
    )
    return catalog


def _read(path: Path, code: str) -> Catalog:
    limit = bounded_files.LARGEST_CATALOGUE
    file = io.BytesIO(bounded_files.read_bytes(path, display_path(path), at_most=limit))
    try:
        return read_po(file, locale=_locale_name(code), charset="utf-8", abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 0) + 1
        message = f"the catalogue cannot be read: {shorten(str(error))}"
        raise _fault(path, line, message) from None


def _locale_name(code: str) -> str:
    """Return a language code as Babel writes it: `pt-BR` → `pt_BR`."""
    return code.replace("-", "_")


def is_known(code: str) -> bool:
    """Return whether a code is that of a language whose dates and numbers are known (CLDR)."""
    try:
        Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def _check_code(root: Path, code: str) -> None:
    if not is_known(code):
        message = (
            f'unknown language "{shorten(code)}"; set theme.language to a language code, such as uk'
        )
        raise _fault(root / "mkdocs.yml", 1, message)


def _is_simple(message: Message) -> bool:
    """Return whether a message is a text without plural forms; the header of a file has no text."""
    return bool(message.id) and isinstance(message.id, str)


def _is_translated(message: Message) -> bool:
    """Return whether a message has a translation, in every plural form, that is not in doubt."""
    if not message.string or message.fuzzy:
        return False
    return all(message.string)


def _fingerprint(path: Path) -> str:
    data = bounded_files.read_bytes(
        path, display_path(path), at_most=bounded_files.LARGEST_CATALOGUE
    )
    return hashlib.sha256(data).hexdigest()


def _translations(path: Path, catalog: Catalog) -> GNUTranslations:
    """Return a catalogue as gettext reads it; raises ContentError for an unusable plural rule."""
    binary = io.BytesIO()
    try:
        write_mo(binary, catalog)
        binary.seek(0)
        translations = GNUTranslations(binary)
        for number in range(_LARGEST_PLURAL + 1):
            translations.ngettext("", "", number)
    except (ValueError, ZeroDivisionError, OverflowError, KeyError, RecursionError):
        rule = shorten(str(catalog.plural_forms))
        message = (
            f"the plural rule ({rule}) cannot be evaluated; "
            "copy Plural-Forms for the language from the gettext manual"
        )
        raise _fault(path, 1, message) from None
    return translations


# Faults of translations


def _bad_translations(path: Path, catalog: Catalog, code: str) -> Iterator[Problem]:
    phrases = _noun_phrases(catalog)
    for message in catalog:
        fault = (
            _placeholder_fault(message)
            or _date_pattern_fault(message, code)
            or _table_fault(message)
            or _noun_fault(message, phrases)
        )
        if fault:
            line = message.lineno or 1
            place = Place(display_path(path), line, 1, line)
            yield Problem(place, "bad-translation", "", fault)


def _placeholder_fault(message: Message) -> str | None:
    """Return what is wrong if a translation has other placeholders than its text, or fewer."""
    if not message.id:
        return None
    text = message.id if isinstance(message.id, str) else message.id[-1]
    needed = _placeholders(text)
    for translation in _forms(message):
        present = _placeholders(translation)
        if translation and present != needed:
            return (
                f"the translation must contain {_listed(needed)}, as the English text does; "
                f"it contains {_listed(present)}"
            )
    return None


def _forms(message: Message) -> tuple[str, ...]:
    """Return the translation of a message in each plural form."""
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing in braces"


def _date_pattern_fault(message: Message, code: str) -> str | None:
    """Return what is wrong with a translated pattern of dates (Unicode UTS 35, part 4)."""
    if message.id not in DATE_PATTERNS or not message.string:
        return None
    pattern = str(message.string)
    try:
        format_date(datetime.date(2025, 11, 25), pattern, locale=Locale.parse(code, sep="-"))
    except (ValueError, KeyError, AttributeError):
        return (
            f'"{shorten(pattern)}" is not a date pattern; '
            "use d, M or L, and y, as the English text does (Unicode UTS 35)"
        )
    return None


def _noun_phrases(catalog: Catalog) -> set[str]:
    """Return what may stand in square brackets: the phrases of every table that is translated."""
    phrases: set[str] = set()
    for message in catalog:
        if _is_translated(message) and nouns.is_table(str(message.id)):
            phrases |= dict(nouns.lines(str(message.string))).keys()
    return phrases


def _table_fault(message: Message) -> str | None:
    """Return what is wrong with the lines of a table of nouns (`nouns.py`)."""
    if not message.string or not nouns.is_table(str(message.id)):
        return None
    table = str(message.string)
    if len(list(nouns.lines(table))) == len(table.splitlines()):
        return None
    return "each line of this table must be: words in brackets = words instead of them"


def _noun_fault(message: Message, phrases: set[str]) -> str | None:
    """Return what is wrong if a text has words in brackets that no table of nouns replaces."""
    if not phrases or not message.id or nouns.is_table(str(message.id)):
        return None
    for translation in _forms(message):
        for phrase in nouns.BRACKETED.findall(translation):
            if nouns.in_small(phrase) not in phrases:
                return (
                    f'no table of nouns has "{shorten(phrase)}"; add a line for it to each table '
                    "of its noun, or remove the brackets"
                )
    return None


def _fault(path: Path, line: int, message: str) -> ContentError:
    return ContentError(
        [Problem(Place(display_path(path), line, 1, line), "language", "", message)]
    )
