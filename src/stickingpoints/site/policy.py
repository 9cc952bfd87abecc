"""The Content-Security-Policy of each page (W3C, CSP Level 3), and the headers for common hosts.

The headers also say how long a copy may be kept (RFC 9111; `immutable`: RFC 8246).

Each page carries its policy, so that it applies on any host and from the disk. It is the second
line of defence: if markup slips into a page, nothing in it runs, loads or sends. Only a header can
keep other sites from framing a page (`frame-ancestors`) and cover files that are not pages; the
headers are written from the same directives.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import starmap

TRUSTED = "own-files"
"""The one policy of Trusted Types that a script may make (W3C, Trusted Types); see `page.js`."""

HEADERS_FILE = "_headers"
"""Where Netlify and Cloudflare Pages look for the headers of a site."""

CARDS = "embed"
DOWNLOADS = "downloads"

Directives = Mapping[str, str]

_NOTHING: Directives = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}

_PAGE: Directives = {
    **_NOTHING,
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "trusted-types": TRUSTED,
}

# Viewers of PDF need more than pages do; the downloads that are pages carry their own policy.
_DOWNLOADS = "frame-ancestors 'none'"

_OTHER_HEADERS = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}

FOR_EVER = "public, max-age=31536000, immutable"
"""For a file with the hash of its content in its name."""

_ASK_FIRST = "no-cache"
"""For everything else: a copy may be kept, and the host is asked whether it is still the same.

A page that was kept longer would name scripts and styles that the next build has replaced.
"""

_SOME_TIME = "public, max-age=2592000"
"""Thirty days, for fonts, which change with a release of the generator at most."""

_FONTS = "/assets/fonts/"
_HASHED = r"/assets/[^/]+\.[0-9a-f]{10}\.(js|css)$"

# Regular expressions of a path. A record may be called "embed" too, but has no folders below it.
_CARD_PATH = f"/{CARDS}/[^/]+/"
_DOWNLOAD_PATH = f"/{DOWNLOADS}/"


def page(*, previewed: bool = False) -> str:
    """Return the policy of a page of the site.

    In a preview any inline script may run: `mkdocs serve` adds one that reloads the page.
    """
    if previewed:
        return _written({**_PAGE, "script-src": "'self' 'unsafe-inline'"})
    return _written(_PAGE)


def card() -> str:
    """Return the policy of a card, which other sites may embed: it runs nothing."""
    return _written({**_NOTHING, "style-src": "'self'", "img-src": "'self'"})


def one_file(style: str) -> str:
    """Return the policy of the one-file page: it allows this inline style and nothing else.

    A page without files beside it must hold its style; the hash allows no other.
    """
    return _written({**_NOTHING, "style-src": source_hash(style)})


def source_hash(text: str) -> str:
    """Return the source expression that allows exactly this style (CSP 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def headers_file(folders: Iterable[str], hashed: Iterable[str]) -> str:
    """Return the file of headers for Netlify and Cloudflare Pages.

    `folders` are the folders at the root of the site. Each gets a rule of its own, since both hosts
    send the headers of every rule that matches, and a browser enforces all the policies it gets.
    `hashed` are the addresses with a hash. Of anything else both hosts let browsers ask each time.
    """
    kept = [_kept(f"/{address}", FOR_EVER) for address in sorted(hashed)]
    return "".join([*starmap(_rule, _policies(folders)), *kept, _kept(f"{_FONTS}*", _SOME_TIME)])


def _kept(path: str, how_long: str) -> str:
    return f"{path}\n  Cache-Control: {how_long}\n"


def _policies(folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each path that gets a rule, with its policy."""
    pages = _page_header()
    for path in ("/", "/index.html", "/404.html"):
        yield path, pages
    for folder in sorted(folders):
        if folder not in (CARDS, DOWNLOADS):
            yield f"/{folder}/*", pages
    yield f"/{DOWNLOADS}/*", _DOWNLOADS
    yield f"/{CARDS}/*", card()


def nginx() -> str:
    """Return the same headers for nginx; they belong in `http { … }`."""
    return f"""map $uri $policy {{
    default "{_page_header()}";
    ~{_DOWNLOAD_PATH} "{_DOWNLOADS}";
    "~{_CARD_PATH}" "{card()}";
}}
map $uri $kept {{
    default "{_ASK_FIRST}";
    ~{_FONTS} "{_SOME_TIME}";
    "~{_HASHED}" "{FOR_EVER}";
}}
add_header Cache-Control $kept;
add_header Content-Security-Policy $policy always;
{_lines('add_header {} "{}" always;')}"""


def apache() -> str:
    """Return the same headers for Apache 2.4.10 or newer with mod_headers, also in `.htaccess`."""
    policy = 'Header always set Content-Security-Policy "{}" "expr=%{{REQUEST_URI}} {} m#{}#"\n'
    pages = policy.format(_page_header(), "!~", f"{_DOWNLOAD_PATH}|{_CARD_PATH}")
    downloads = policy.format(_DOWNLOADS, "=~", _DOWNLOAD_PATH)
    cards = policy.format(card(), "=~", _CARD_PATH)
    return pages + downloads + cards + _lines('Header always set {} "{}"') + _kept_by_apache()


def _kept_by_apache() -> str:
    by_path = 'Header set Cache-Control "{}" "expr=%{{REQUEST_URI}} =~ m#{}#"\n'
    fonts = by_path.format(_SOME_TIME, _FONTS)
    hashed = by_path.format(FOR_EVER, _HASHED)
    return f'Header set Cache-Control "{_ASK_FIRST}"\n{fonts}{hashed}'


def _page_header() -> str:
    return _written({**_PAGE, "frame-ancestors": "'none'"})


def _rule(path: str, policy: str) -> str:
    return f"{path}\n  Content-Security-Policy: {policy}\n{_lines('  {}: {}')}"


def _lines(form: str) -> str:
    """Return the headers that are the same on every path, one a line, each in the given form."""
    return "".join(f"{form.format(name, value)}\n" for name, value in _OTHER_HEADERS.items())


def _written(directives: Directives) -> str:
    return "; ".join(map(" ".join, directives.items()))
