"""A site on the web, fetched file by file. The only module of the program that uses the network.

Only `stickingpoints verify-build --fetch` loads it. Nothing but addresses that a build of our own
has are asked for, below the address that was given: no redirection is followed, nothing is sent but
the request, and of an answer only as much is read as was asked for.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import quote, urlsplit

from stickingpoints.exports import manifest
from stickingpoints.problems import CallError

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_LARGEST_MANIFEST = 32 * 1024 * 1024
_SECONDS_OF_SILENCE = 30
_SECONDS_FOR_A_FILE = 300
_PIECE = 64 * 1024
_SERVER_ERROR = 500


class SiteOnTheWeb:
    """A published site at the address of its home page."""

    withheld = frozenset({"_headers"})  # hosts read it

    def __init__(self, address: str) -> None:
        """Raise CallError if the address is not one of https, or of this machine."""
        self._root = _root(address)
        self._opener = urllib.request.build_opener(_NoRedirection)
        listed = self._fetched(manifest.MANIFEST, _LARGEST_MANIFEST)
        if listed is None:
            raise CallError(
                f"there is no {manifest.MANIFEST} below {self._root}; give the address of the home "
                "page, without index.html"
            )
        self._listed = _listed_addresses(listed)

    def addresses(self) -> set[str]:
        """Return the addresses in the site's own manifest, and that of the manifest.

        The web has no list of files; one that the manifest conceals is not found.
        """
        return self._listed

    def read(self, address: str, at_most: int) -> bytes | None:
        """Return the first bytes of a file, None if the host does not answer with one.

        Raises CallError if the host cannot be reached, or reports an error of its own.
        """
        return self._fetched(address, at_most)

    def _fetched(self, address: str, at_most: int) -> bytes | None:
        url = self._root + quote(_as_linked(address))
        try:
            with self._opener.open(url, timeout=_SECONDS_OF_SILENCE) as answer:
                return _first_bytes(answer, at_most)
        except urllib.error.HTTPError as error:
            if error.code < _SERVER_ERROR:
                return None
            raise CallError(f"{url}: the host answers {error.code}") from None
        except (OSError, HTTPException) as error:
            raise CallError(f"{url} cannot be fetched: {error}") from None


def _as_linked(address: str) -> str:
    """Return an address as pages link to it; some hosts redirect from that of the file."""
    folder, _, name = address.rpartition("/")
    if name != "index.html":
        return address
    return f"{folder}/" if folder else ""


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing: the redirection is then an error, and the file not there."""


def _root(address: str) -> str:
    """Return the address of the root of a site; raises CallError if it may not be fetched."""
    parts = urlsplit(address)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not secure or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise CallError(
            f"{address} is not fetched; give an address that begins with https://, with no name of "
            "a user, no ? and no #"
        )
    return f"{address.rstrip('/')}/"


def _first_bytes(answer: HTTPResponse, at_most: int) -> bytes:
    """Return the first bytes of an answer; raises TimeoutError if they come too slowly."""
    deadline = time.monotonic() + _SECONDS_FOR_A_FILE
    data = bytearray()
    while len(data) < at_most:
        piece = answer.read1(min(_PIECE, at_most - len(data)))
        if not piece:
            break
        data += piece
        if time.monotonic() > deadline:
            raise TimeoutError("the answer comes too slowly")
    return bytes(data)


def _listed_addresses(listed: bytes) -> set[str]:
    """Return the addresses in a manifest that anybody may have written, and its own."""
    try:
        form = json.loads(listed)
        files = form["files"]
        return {manifest.MANIFEST, *(str(file["address"]) for file in files)}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CallError(f"the published {manifest.MANIFEST} is not a manifest of ours") from None
