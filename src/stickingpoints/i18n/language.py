"""The language of the interface: its texts, dates, numbers and plurals.

The texts are in English where they are used, as `say("…")`; a catalogue (GNU gettext) translates
them. Their placeholders are names in braces: `As of {day}`. Dates, numbers and plurals follow the
Unicode CLDR.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from gettext import NullTranslations

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from stickingpoints.i18n import nouns
from stickingpoints.i18n.vocabulary import Words, words

_LARGEST_PLURAL = 200  # the plural rules of the CLDR for whole numbers repeat after 100
_SAY_CALL = re.compile(r'\bsay\(\s*("[^"]+")')
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_COUNTED = re.compile(r'\bcounted\(\s*"([^"]+)",\s*"([^"]+)"')


@dataclass(frozen=True)
class Language:
    """A language by its code (BCP 47: `en`, `uk`), with its catalogue.

    `messages` holds the translations by the English text, without those that have plural forms;
    `fingerprint` is the hash of them all.
    `replacements` are the words that a site has chosen for those in brackets (`nouns.py`),
    `status_words` its own words for statuses, by the word in the data.
    """

    code: str = "en"
    catalogue: NullTranslations = field(default_factory=NullTranslations, repr=False)
    messages: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    fingerprint: str = ""
    replacements: tuple[tuple[str, str], ...] = ()
    status_words: tuple[tuple[str, str], ...] = ()

    @cached_property
    def locale(self) -> Locale:
        """The locale of the Unicode CLDR."""
        return Locale.parse(self.code, sep="-")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML names the direction of writing."""
        return str(self.locale.text_direction)

    @cached_property
    def words(self) -> Words:
        """The fixed words of the data."""
        return words(self.say, dict(self.status_words))

    def translated(self, message: str) -> str:
        """Return a text in this language as the catalogue has it, with brackets (`nouns.py`)."""
        return self.catalogue.gettext(message)

    def with_nouns(self, replacements: nouns.Phrases) -> Language:
        """Return this language with the words that a site has chosen for those in brackets."""
        return replace(self, replacements=tuple(replacements.items()))

    def with_status_words(self, labels: Mapping[str, str]) -> Language:
        """Return this language with a site's own words for statuses, by the word in the data."""
        return replace(self, status_words=tuple(labels.items()))

    @cached_property
    def _chosen(self) -> nouns.Phrases:
        return dict(self.replacements)

    def _with_nouns(self, text: str) -> str:
        return nouns.fill(text, self._chosen)

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The texts that were asked for, with the words that the site has chosen."""
        return {}

    def _text(self, message: str) -> str:
        """Return a text of the interface in this language; a page asks for many more than once."""
        text = self._texts.get(message)
        if text is None:
            text = self._texts[message] = self._with_nouns(self.translated(message))
        return text

    def say(self, message: str, **values: object) -> str:
        """Return a text of the interface in this language, with its placeholders filled in."""
        return _filled(self._text(message), values)

    def script_words(self, script: str) -> dict[str, str | dict[str, str]]:
        """Return the texts of a script that are not its own, by the English text without brackets.

        A text with a number has its forms by the plural category of the CLDR (`one`, `few`, …). In
        English without chosen nouns there is nothing to say differently.
        """
        texts: dict[str, str | dict[str, str]] = {}
        for literal in _SAY_CALL.findall(script):
            text = json.loads(literal)
            translation = self._with_nouns(self.translated(text))
            if translation != nouns.plain(text):
                texts[nouns.plain(text)] = translation
        if self.messages or self.replacements:
            for singular, plural in _COUNTED.findall(script):
                texts[nouns.plain(singular)] = self._plural_forms(singular, plural)
        return texts

    def _plural_forms(self, singular: str, plural: str) -> dict[str, str]:
        """Return the forms of a text with a number, by the plural category of the CLDR."""
        forms: dict[str, str] = {}
        # From 0 upwards: where the rules of catalogue and CLDR disagree, the small numbers, which
        # readers see most, are right.
        for number in range(_LARGEST_PLURAL + 1):
            category = str(self.locale.plural_form(number))
            forms.setdefault(
                category, self._with_nouns(self.catalogue.ngettext(singular, plural, number))
            )
        return forms

    def counted(self, one: str, many: str, number: int) -> str:
        """Return a text with a number `{n}`, in the plural form for the number."""
        text = self._with_nouns(self.catalogue.ngettext(one, many, number))
        return _filled(text, {"n": self.number(number)})

    def html(self, message: str, **values: object) -> Markup:
        """Return a text as HTML: like `say`, but escaped, except for values that are HTML."""
        # The text is escaped first, with its placeholders in it; a value that is HTML must not be.
        text = escape(self._text(message))
        if not values:
            return text
        escaped = {name: escape(value) for name, value in values.items()}
        return Markup(_filled(str(text), escaped))  # noqa: S704  both are escaped

    def long_date(self, day: str | datetime.date) -> str:
        """Return an ISO day or month as readers write it: `25 November 2025`, `February 2026`."""
        return self._date(day, self.say("d MMMM y"), self.say("LLLL y"))

    def short_date(self, day: str | datetime.date) -> str:
        """Return an ISO day or month with the month abbreviated: `25 Nov 2025`."""
        return self._date(day, self.say("d MMM y"), self.say("LLL y"))

    def day_and_month(self, day: str) -> str:
        """Return an ISO day without its year, a month by its short name: `25 Nov`, `Feb`."""
        return self._date(day, self.say("d MMM"), "LLL")

    def number(self, number: int) -> str:
        """Return a number as readers write it: `800,000`."""
        return str(format_decimal(number, locale=self.locale))

    def listed(self, items: Sequence[str]) -> str:
        """Return items as a list in words: `A, B and C`."""
        *others, last = items
        if not others:
            return last
        return self.say("{items} and {last}", items=", ".join(others), last=last)

    def percent(self, share: float) -> str:
        """Return a share from 0 to 1 in per cent."""
        return str(format_percent(share, locale=self.locale))

    def language_name(self, code: str) -> str:
        """Return the name of a language by its code (BCP 47), or the code if it is unknown."""
        try:
            return Locale.parse(code, sep="-").get_display_name(self.locale) or code
        except (ValueError, UnknownLocaleError):
            return code

    def size(self, size: int) -> str:
        """Return a number of bytes in kB or MB (SI: 1 kB is 1,000 bytes)."""
        if size >= 1_000_000:
            megabytes = format_decimal(size / 1_000_000, format="#,##0.0", locale=self.locale)
            return self.say("{n} MB", n=megabytes)
        kilobytes = format_decimal(max(size / 1000, 0.1), format="#,##0", locale=self.locale)
        return self.say("{n} kB", n=kilobytes)

    def _date(self, day: str | datetime.date, day_pattern: str, month_pattern: str) -> str:
        """Return an ISO day or month in the CLDR pattern for it."""
        text = str(day)
        pattern = day_pattern
        if len(text) == len("2026-02"):
            text = f"{text}-01"
            pattern = month_pattern
        return _formatted(text, pattern, self.locale)


ENGLISH = Language()


@cache
def _formatted(day: str, pattern: str, locale: Locale) -> str:
    """Return an ISO day in a pattern; a site shows the same few hundred days again and again."""
    return str(format_date(datetime.date.fromisoformat(day), pattern, locale=locale))


DATE_PATTERNS = ("d MMMM y", "LLLL y", "d MMM y", "LLL y", "d MMM")
"""The texts of the interface that are date patterns of the CLDR (UTS 35, part 4)."""


def _filled(text: str, values: Mapping[str, object]) -> str:
    """Return a text with its placeholders filled in; an unknown one stays as it is.

    Not with `str.format`: a catalogue may come from a stranger, and `{day.__class__}` would reach
    into the values.
    """
    if "{" not in text:
        return text
    return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)
