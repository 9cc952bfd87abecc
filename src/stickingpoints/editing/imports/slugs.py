"""Ids made from names, each of which no record has yet."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from stickingpoints.model import addresses
from stickingpoints.text.slugs import slug


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
