"""Ids made from names in any script."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import count

from anyascii import anyascii

from stickingpoints.model import addresses

_LONGEST = 60


def slug(text: str, otherwise: str) -> str:
    """Return small letters, digits and hyphens for a name: `Київ і Львів` → `kyiv-i-lviv`.

    `otherwise` is the id of a text without any letter.
    """
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(text[:500]).lower()).strip("-")
    return words[:_LONGEST].strip("-") or otherwise


def free_id(text: str, taken: Container[str], otherwise: str) -> str:
    """Return an id made from a name that no record has and no page uses: `dams`, `dams-2`, …."""
    name = slug(text, otherwise)
    if _is_free(name, taken):
        return name
    for number in count(2):
        candidate = f"{name}-{number}"
        if _is_free(candidate, taken):
            return candidate
    raise AssertionError  # the candidates do not end


def _is_free(name: str, taken: Container[str]) -> bool:
    return name not in taken and name not in addresses.OWN_ANCHORS
