"""Hosts of web addresses that may not be what they look like, or that no reader can reach."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https?://(?:\[[0-9a-f:.]*\])?[^\s<>\"')\]]*", re.IGNORECASE)
_LOCAL = ("localhost", "localdomain", "local", "internal")


def doubt(address: str) -> str:
    """Return why a person should look at the host of a web address, "" if it is sound."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""  # no address; the field's own rule says so
    if not host.isascii():
        return (
            f'the host "{host}" has letters other than a to z, which can look like those of '
            "another; check that it is the one meant"
        )
    labels = host.split(".")
    if any(label.startswith("xn--") for label in labels):
        return (
            f'the host "{host}" encodes letters other than a to z (Punycode); '
            "check that it is the one meant"
        )
    if labels[-1] in _LOCAL:
        return (
            f'the host "{host}" is local to a machine or network, so readers cannot reach it; '
            "write the public address"
        )
    if _is_number(labels):
        return f'the host "{host}" is a number, not a name; write the name of the site'
    return ""


def _is_number(labels: list[str]) -> bool:
    """Return whether a host is an IP address in any of the forms that browsers take.

    As `127.0.0.1`, `2130706433`, `0x7f.1` and `::1`.
    """
    try:
        ipaddress.ip_address(".".join(labels))
    except ValueError:
        # WHATWG URL, "ends in a number": such a host is an IPv4 address or none at all.
        return re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1]) is not None
    return True
