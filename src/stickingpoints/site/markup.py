"""HTML and SVG from a template and values, which are escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup, escape


def markup(template: str, *values: object) -> Markup:
    """Return a template with each `{}` filled, in order; what is not markup is escaped.

    It is `Markup.format` for the figures, of which a site has tens of thousands: that one parses
    its template every time. Raises ValueError if there are more or fewer values than places.
    """
    first, *others = _pieces(template)
    parts = [first]
    for value, piece in zip(values, others, strict=True):
        parts += [escape(value), piece]
    return Markup("".join(parts))  # noqa: S704  the template is a constant, the values are escaped


@cache
def _pieces(template: str) -> Sequence[str]:
    return template.split("{}")
