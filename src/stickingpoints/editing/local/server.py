"""The server of `edit`: on this machine only, and only for whoever has the address with its token.

A page of another site can send requests here, and a name that it owns can be made to lead here
(DNS rebinding). So every request must name this host and bring the token, and what changes
anything must come from a page of this server (Fetch Metadata and Origin, W3C and WHATWG).
"""

from __future__ import annotations

import hmac
import secrets
import socket
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from stickingpoints.editing.local.views import Around, Editor
from stickingpoints.problems import CallError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HOST = "127.0.0.1"
LARGEST_REQUEST = 2 * 1024 * 1024
"""How many bytes a request may have: the longest form has about fifty thousand."""

MOST_FIELDS = 5000
PATIENCE = 60
"""After how many seconds a connection that says nothing is closed."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types answers"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer", a browser would hide the origin of our own forms.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
_ASK = "Open the address that stickingpoints edit printed when it started.\n"
_ELSEWHERE = "This request does not come from a page of stickingpoints edit; nothing was changed.\n"
_NOT_HERE = "This server answers only at the address that it printed when it started.\n"

View = Callable[[Request], Response]


class _Form(Request):
    """A request of bounded size."""

    max_content_length = LARGEST_REQUEST
    max_form_memory_size = LARGEST_REQUEST
    max_form_parts = MOST_FIELDS


class Guarded:
    """A WSGI application (PEP 3333) that lets through only the requests of its own pages."""

    def __init__(self, view: View, host: str, token: str) -> None:
        self._view = view
        self._host = host
        self._token = token
        self._cookie = f"stickingpoints-{host.rpartition(':')[2]}"

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        request = _Form(environ)
        response = self._answer(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        # First of all: with another name, the request may come from a page that made its name lead
        # here.
        if request.headers.get("Host") != self._host:
            return _refusal(421, _NOT_HERE)
        if self._is_token(request.args.get("token", "")):
            return self._let_in()
        if not self._is_token(request.cookies.get(self._cookie, "")):
            return _refusal(403, _ASK)
        # Links and addresses may be opened from anywhere: they change nothing.
        if request.method not in ("GET", "HEAD") and not self._is_own(request):
            return _refusal(403, _ELSEWHERE)
        try:
            return self._view(request)
        except HTTPException as error:
            return _refusal(error.code or 500, f"{error.description}\n")

    def _is_token(self, given: str) -> bool:
        """Return whether a text is the token; how long that takes says nothing about it."""
        return hmac.compare_digest(given.encode(), self._token.encode())

    def _let_in(self) -> Response:
        """Exchange the token of the address for a cookie that no script and no other site sees."""
        response = redirect("/", 303)
        response.set_cookie(self._cookie, self._token, httponly=True, samesite="Strict")
        return response

    def _is_own(self, request: Request) -> bool:
        # Browsers before 2023 do not send it; they all send Origin with what changes something.
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        return site == "same-origin" and request.headers.get("Origin") == f"http://{self._host}"


def _refusal(status: int, message: str) -> Response:
    return Response(message, status, content_type="text/plain; charset=utf-8")


class QuietHandler(WSGIRequestHandler):
    """Serves without a log, and closes a connection that says nothing."""

    timeout = PATIENCE

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  as the base class
        """Say nothing."""


class Server:
    """A running editor of a data folder: its address, with the token, and when it ends."""

    def __init__(self, data: Path, around: Around, port: int = 0) -> None:
        """Take the port, a free one for 0; raises CallError if another program has it."""
        self._token = secrets.token_urlsafe(32)
        with listening(port) as taken:
            port = taken.getsockname()[1]
            self._host = f"{HOST}:{port}"
            app = Guarded(_OneAtATime(Editor(data, around)), self._host, self._token)
            # The server works on a copy of the socket.
            self._server: BaseWSGIServer = make_server(
                HOST, port, app, threaded=True, request_handler=QuietHandler, fd=taken.fileno()
            )

    @property
    def address(self) -> str:
        """The address to open: it lets in whoever has it."""
        return f"http://{self._host}/?token={self._token}"

    def run(self) -> None:
        """Answer requests until `stop`, or until the program is interrupted."""
        self._server.serve_forever()

    def stop(self) -> None:
        """End `run`, from another thread, and give the port back."""
        self._server.shutdown()
        self._server.server_close()


def listening(port: int) -> socket.socket:
    """Return a socket on loopback; werkzeug itself would end the program for a port in use."""
    try:
        return socket.create_server((HOST, port))
    except OSError:
        raise CallError(
            f"port {port} is in use by another program; name another with --port"
        ) from None


class _OneAtATime:
    """Answers one request after the other: two forms saved at once would overwrite each other."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._turn = threading.Lock()

    def __call__(self, request: Request) -> Response:
        with self._turn:
            return self._view(request)
