"""The language of the interface: its words, dates, numbers and plurals.

The words stand in English where they are used, as `say("…")`; a catalogue (GNU gettext) holds them in another language.
What a text leaves open stands in braces and has a name: `As of {day}`. Dates, numbers and plurals follow the Unicode CLDR.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from stickingpoints.i18n.vocabulary import Words, words


@dataclass(frozen=True)
class Language:
    """A language by its code (BCP 47: `en`, `uk`), with the catalogue of its words.

    `messages` holds the catalogue as English text → text, without those that ask for a number.
    """

    code: str = "en"
    catalogue: NullTranslations = field(default_factory=NullTranslations, repr=False)
    messages: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

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
        return words(self.say)

    def say(self, message: str, **values: object) -> str:
        """Return a text of the interface, its values filled in."""
        return _filled(self.catalogue.gettext(message), values)

    def script_words(self, script: str) -> dict[str, str | dict[str, str]]:
        """Return the words that a script says, by the English; those with a number by the plural category of the CLDR."""
        found: dict[str, str | dict[str, str]] = {
            text: said
            for text, said in self.messages.items()
            if f"say({json.dumps(text, ensure_ascii=False)}" in script
        }
        for one, many in re.findall(r'counted\("([^"]+)", "([^"]+)"', script):
            found[one] = {
                self.locale.plural_form(number): self.catalogue.ngettext(one, many, number)
                for number in range(200, -1, -1)
            }
        return found if self.messages else {}

    def counted(self, one: str, many: str, number: int) -> str:
        """Return a text with a number `{n}`, in the form that the number asks for."""
        return _filled(self.catalogue.ngettext(one, many, number), {"n": self.number(number)})

    def html(self, message: str, **values: object) -> Markup:
        """Return the same as `say` for a page: escaped, but for values that are HTML already."""
        return Markup(  # noqa: S704
            _filled(
                str(escape(self.catalogue.gettext(message))),
                {name: escape(value) for name, value in values.items()},
            )
        )

    def long_date(self, day: str | datetime.date) -> str:
        """Return an ISO day or month as readers write it: `25 November 2025`, `February 2026`."""
        return self._date(day, self.say("d MMMM y"), self.say("LLLL y"))

    def short_date(self, day: str | datetime.date) -> str:
        """Return an ISO day or month with the month cut short: `25 Nov 2025`."""
        return self._date(day, self.say("d MMM y"), self.say("LLL y"))

    def day_and_month(self, day: str) -> str:
        """Return an ISO day without its year, a month by its short name: `25 Nov`, `Feb`."""
        return self._date(day, self.say("d MMM"), "LLL")

    def number(self, number: int) -> str:
        """Return a number as readers write it: `800,000`."""
        return str(format_decimal(number, locale=self.locale))

    def percent(self, share: float) -> str:
        """Return a share from 0 to 1 in per cent."""
        return str(format_percent(share, locale=self.locale))

    def language_name(self, code: str) -> str:
        """Return what a language (BCP 47) is called, its code if that is not known."""
        try:
            return Locale.parse(code, sep="-").get_display_name(self.locale) or code
        except (ValueError, UnknownLocaleError):
            return code

    def size(self, size: int) -> str:
        """Return a number of bytes as readers know it (SI: 1 kB is 1,000 bytes)."""
        if size >= 1_000_000:
            return self.say(
                "{n} MB", n=format_decimal(size / 1_000_000, format="#,##0.0", locale=self.locale)
            )
        return self.say(
            "{n} kB", n=format_decimal(max(size / 1000, 0.1), format="#,##0", locale=self.locale)
        )

    def _date(self, day: str | datetime.date, of_day: str, of_month: str) -> str:
        text = str(day)
        whole = len(text) > len("2026-02")
        return str(
            format_date(
                datetime.date.fromisoformat(text if whole else f"{text}-01"),
                of_day if whole else of_month,
                locale=self.locale,
            )
        )


ENGLISH = Language()

DATE_PATTERNS = ("d MMMM y", "LLLL y", "d MMM y", "LLL y", "d MMM")
"""The texts of the interface that are patterns of the CLDR (UTS 35, part 4), in which days are written."""


def _filled(text: str, values: Mapping[str, object]) -> str:
    """Fill in names in braces only: a catalogue may come from a stranger, and `str.format` reaches into what it is given."""
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), text)
