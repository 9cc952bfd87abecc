"""Parts of addresses made from names in any script."""

from __future__ import annotations

import re

from anyascii import anyascii

_LONGEST = 60


def slug(text: str, otherwise: str) -> str:
    """Return small letters, digits and hyphens for a name: `Київ і Львів` → `kyiv-i-lviv`.

    `otherwise` is returned for a text without any letter.
    """
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(text[:500]).lower()).strip("-")
    return words[:_LONGEST].strip("-") or otherwise
