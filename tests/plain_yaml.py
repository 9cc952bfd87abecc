"""YAML of tests as plain values, by libyaml where it is there, which takes a tenth of the time."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def load(text: str) -> Any:
    """Return the values of a file of YAML."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader


def dump(data: Any) -> str:
    """Return values as a file of YAML, in their order, with every letter as it is."""
    text: str = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)
    return text
