"""The catalogue of a language: translations of the interface (GNU gettext), read and updated.

The package ships catalogues in `i18n/catalogs/`. A file `languages/<code>.po` of a site replaces
the one that is shipped for that language, or adds a language. The code holds the texts in English;
a text without a translation stays English.
"""

from __future__ import annotations

import hashlib
import io
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from stickingpoints import bounded_files
from stickingpoints.i18n.catalog_faults import bad_translations, is_translated
from stickingpoints.i18n.extract import interface_texts
from stickingpoints.i18n.language import ENGLISH, Language
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
    problems = list(bad_translations(path, catalog, code))
    if problems:
        raise ContentError(at_most(problems))
    messages = {}
    for message in catalog:
        if _is_simple(message) and is_translated(message):
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
        if message.id and not is_translated(message):
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
    # The header of Babel has the time of writing, and so changes with each update.
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
        # A translation of a text that is only similar would be wrong without looking so.
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
        # A rule that divides by zero for one number would otherwise end a build at some page.
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


def _fault(path: Path, line: int, message: str) -> ContentError:
    return ContentError(
        [Problem(Place(display_path(path), line, 1, line), "language", "", message)]
    )
