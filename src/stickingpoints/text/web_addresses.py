"""Two spellings of a web address that lead to one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref_src|cmpid", re.IGNORECASE
)
_USUAL_PORTS = (":80", ":443")


def same_page(address: str) -> str:
    """Return what the addresses of one page have in common, so that they can be compared.

    The scheme, the case of the host, the usual port, a slash at the end and parameters that only
    count visitors make no difference. An address that cannot be taken apart is returned as it is.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = parts.netloc.lower()
    for port in _USUAL_PORTS:
        host = host.removesuffix(port)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if _matters(pair[0])]
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"//{host}{parts.path.rstrip('/')}?{urlencode(query)}{fragment}"


def _matters(parameter: str) -> bool:
    return not _TRACKING.fullmatch(parameter)
