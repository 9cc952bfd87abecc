"""The preview: pages are made when a browser asks for them, anew after each edit.

An edit that cannot be shown leaves what was there before, and is reported in the terminal and on
the page. A page reloads by itself when what it is made from has changed.
"""

from __future__ import annotations

import json
import mimetypes
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from stickingpoints.build.edition import EditionOnDemand, content_of, on_demand
from stickingpoints.build.mkdocs_hooks import BuildError, Frame, read_site, require_hooks
from stickingpoints.editing.local.server import QuietHandler, listening
from stickingpoints.i18n.catalog import SITE_FOLDER
from stickingpoints.problems import ContentError
from stickingpoints.reading.kept_reading import KeptReading
from stickingpoints.reading.load import read_again
from stickingpoints.reading.project import Project

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HOST = "127.0.0.1"
_FOLDER = Path(__file__).parent
_OWN = "-/"  # below it is what the preview adds; no page has such an address
_FILES = {"preview.js": "text/javascript", "preview.css": "text/css"}
_WAIT = 25.0  # seconds that a browser waits for an edit before it asks again
_LOOK = 0.1  # seconds between two looks at the files
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Report = Callable[[str], None]


@dataclass(frozen=True)
class _Shown:
    """What is shown: an edition, in the frame of the theme."""

    published: EditionOnDemand
    frame: Frame

    def file(self, address: str) -> bytes | None:
        """Return what is at an address, None if there is nothing; raises as `Frame.file` does."""
        data = self.frame.file(address)
        if data is None:
            data = self.published.made_files.get(address)
        return data


class Preview:
    """A WSGI application (PEP 3333) that shows a project as it is in its files.

    `report` gets the problems of an edit that cannot be shown.
    """

    def __init__(self, project: Project, port: int, report: Report) -> None:
        """Read the project; raises ContentError or BuildError if it cannot be shown."""
        self._project = project
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        self._report = report
        self._kept = KeptReading()
        self._seen = dict(_times(project))
        self._shown = self._read()
        self._problems = ""
        self._edits = 0
        self._changed = threading.Condition()
        self._one_at_a_time = threading.Lock()

    @property
    def path(self) -> str:
        """Where the home page is: below the path of the published site."""
        path = urlsplit(self._shown.published.content.site.url).path
        return f"/{path.strip('/')}/".replace("//", "/")

    def follow(self, ended: threading.Event) -> None:
        """Read the project again after each edit, until the preview has ended."""
        while not ended.wait(_LOOK):
            times = dict(_times(self._project))
            if times != self._seen:
                self._seen = times
                self._read_again()

    def _read_again(self) -> None:
        problems = ""
        try:
            self._shown = self._read()
        except (ContentError, BuildError) as error:
            problems = str(error)
            self._report(f"{problems}\nThe preview shows what was there before.")
        with self._changed:
            self._problems = problems
            self._edits += 1
            self._changed.notify_all()

    def _read(self) -> _Shown:
        require_hooks(self._project.settings)
        site = read_site(self._project.settings)
        reading = read_again(self._project.data, self._kept)
        published = on_demand(content_of(reading.sound(), self._project, site))
        return _Shown(published, Frame(published, self._project.settings))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        response = self._answer(Request(environ))
        response.headers.update(_HEADERS)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        # A page elsewhere can make a name of its own lead here (DNS rebinding).
        if request.host not in self._hosts:
            return Response("This server answers only to its own name.\n", status=403)
        if not request.path.startswith(self.path):
            return redirect(self.path)
        address = request.path.removeprefix(self.path)
        if not address.startswith(_OWN):
            return self._page_or_file(address)
        name = address.removeprefix(_OWN)
        if name in _FILES:
            return Response((_FOLDER / name).read_bytes(), mimetype=_FILES[name])
        return self._next_edit(request.args.get("after", -1, type=int))

    def _next_edit(self, after: int) -> Response:
        """Answer when there was an edit after the ones that a page knows, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._edits != after, _WAIT)
            state = {"edits": self._edits, "problems": self._problems}
        return Response(json.dumps(state), mimetype="application/json")

    def _page_or_file(self, address: str) -> Response:
        edits = self._edits
        is_page = not address or address.endswith("/")
        name = f"{address}index.html" if is_page else address
        try:
            with self._one_at_a_time:
                data = self._shown.file(name)
        except (ContentError, BuildError) as error:
            self._report(str(error))
            return Response(f"{error}\n", status=500, mimetype="text/plain")
        if data is None:
            return Response("There is no page at this address.\n", status=404)
        if is_page:
            data = self._with_script(data, edits)
        return Response(data, content_type=_type_of(name))

    def _with_script(self, page: bytes, edits: int) -> bytes:
        """Return a page with the script that reloads it after the next edit."""
        address = f"{self.path}{_OWN}preview.js"
        script = f'<script src="{address}" data-edits="{edits}" defer></script></head>'
        return page.replace(b"</head>", script.encode(), 1)


def _times(project: Project) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Yield each file that a page may be made from, with its time and its size."""
    root = project.root
    for folder in (project.data, project.docs, root / SITE_FOLDER, root / "overrides"):
        for path in sorted(folder.rglob("*")):
            yield from _time(path)
    yield from _time(project.settings)


def _time(path: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    try:
        state = path.lstat()
    except OSError:
        return  # deleted in this moment
    yield path, (state.st_mtime_ns, state.st_size)


def _type_of(name: str) -> str:
    """Return the media type of a file, with its encoding if it is a text."""
    media_type, _ = mimetypes.guess_type(name)
    known: Mapping[str, str] = {".atom": "application/atom+xml", ".ics": "text/calendar"}
    media_type = known.get(Path(name).suffix, media_type or "application/octet-stream")
    if media_type.startswith("text/"):
        return f"{media_type}; charset=utf-8"
    return media_type


class Server:
    """A preview on a port of this machine."""

    def __init__(self, project: Project, port: int, report: Report) -> None:
        """Take the port and read the project; raises CallError if the port is in use.

        Raises ContentError or BuildError if the project cannot be shown.
        """
        with listening(port) as taken:
            self._preview = Preview(project, port, report)
            self._server: BaseWSGIServer = make_server(
                HOST,
                port,
                self._preview,
                threaded=True,
                request_handler=QuietHandler,
                fd=taken.fileno(),
            )
        self.address = f"http://{HOST}:{port}{self._preview.path}"

    def run(self) -> None:
        """Answer requests, and follow the edits, until the program is interrupted."""
        ended = threading.Event()
        following = threading.Thread(target=self._preview.follow, args=(ended,), daemon=True)
        following.start()
        try:
            self._server.serve_forever()
        finally:
            ended.set()
            self._server.server_close()
