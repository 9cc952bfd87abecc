"""Which addresses the links and pictures of a written page may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE

from stickingpoints.problems import shorten
from stickingpoints.site.written_pages.allowed import ADDRESSES, ELEMENTS, SCHEMES, Fault


def attribute_faults(element: Element) -> Iterator[Fault]:
    """Yield the attributes of an element that a page may not have."""
    allowed = ELEMENTS.get(element.tag)
    if allowed is None:
        message = (
            f"the page makes an element <{element.tag}>, which pages may not have; "
            "write it in another way"
        )
        yield Fault("page-element", message, "")
        element.tag = "div"
        allowed = set()
    for name in sorted(set(element.attrib) - allowed):
        value = element.attrib.pop(name)
        message = (
            f'the attribute {name}="{shorten(value)}" may not be set on <{element.tag}>; delete it'
        )
        yield Fault("page-attribute", message, value)


def address_faults(element: Element) -> Iterator[Fault]:
    """Yield a fault if an element leads to an address that a page may not have."""
    name = ADDRESSES.get(element.tag)
    if name is None:
        return
    address = element.get(name, "").replace(AMP_SUBSTITUTE, "&")
    message = _address_fault(element.tag, address)
    if message:
        yield Fault("bad-link", message, address)


def _address_fault(tag: str, address: str) -> str:
    """Return what is wrong with an address, "" if nothing is."""
    if tag == "img":
        return _image_fault(address)
    return _link_fault(address)


def _link_fault(address: str) -> str:
    scheme, host = _parts(address)
    if scheme in SCHEMES or (not scheme and not host):
        return ""
    return (
        f'the link "{shorten(address)}" leads neither to the web nor to a page of this site; '
        "write an address that begins with https://, or the name of a file in docs/"
    )


def _image_fault(address: str) -> str:
    if _parts(address) == ("", ""):
        return ""
    return (
        f'the image "{shorten(address)}" is not a file of this site; '
        "put the picture into docs/assets/ and write its name, as ![map](assets/map.png)"
    )


def _parts(address: str) -> tuple[str, str]:
    """Return scheme and host of an address as a browser reads it (WHATWG URL Standard).

    It resolves entities, drops control characters and spaces, and takes a backslash for a slash.
    """
    plain = re.sub(r"[\x00-\x20]", "", unescape(address)).replace("\\", "/")
    if not can_be_read(plain):
        return "unreadable", ""
    parts = urlsplit(plain)
    return parts.scheme.lower(), parts.netloc


def can_be_read(address: str) -> bool:
    """Return whether an address can be taken apart into its parts."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True
