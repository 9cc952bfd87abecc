"""The preview shows the project as it is in its files, and says what is wrong with an edit."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from werkzeug.serving import make_server
from werkzeug.test import Client

from conftest import Project, copy_project
from small import small_project
from stickingpoints.build.mkdocs_hooks import BuildError
from stickingpoints.build.preview import Preview
from stickingpoints.problems import ContentError
from stickingpoints.reading.project import in_folder

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"


class Shown:
    """A preview of a project, asked as a browser asks; `reports` is what the terminal shows."""

    def __init__(self, project: Project, port: int = PORT) -> None:
        self.project = project
        self.reports: list[str] = []
        self.app = Preview(in_folder(project.root), port, self.reports.append)
        self.client = Client(self.app)

    def get(self, address: str, host: str = HOME) -> str:
        """Return what is at an address, which has to be there."""
        answer = self.client.get(f"{self.app.path}{address}", base_url=host)
        assert answer.status_code == 200, answer.text
        return answer.text

    @contextmanager
    def followed(self) -> Iterator[None]:
        """Follow the edits while something is done."""
        ended = threading.Event()
        following = threading.Thread(target=self.app.follow, args=(ended,), daemon=True)
        following.start()
        try:
            yield
        finally:
            ended.set()
            following.join()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return Shown(small_project(tmp_path_factory.mktemp("preview")))


def test_pages_are_those_of_a_build(shown: Shown, small_site: Path) -> None:
    """But for the pictures of links, which a preview does not draw."""
    for address in ("issues/summer-share/", "compare/", "timeline/", "method/"):
        built = (small_site / address / "index.html").read_text(encoding="utf-8")
        assert main_part(shown.get(address)) == main_part(built)


def main_part(html: str) -> str:
    """Return what a page shows between its head and its foot, without the link to its picture."""
    main = BeautifulSoup(html, "html.parser").main
    assert main is not None
    for link in main.select('a[href*="share/"]'):
        link.decompose()
    return " ".join(str(main).replace("<li></li>", "").split())


def test_files_are_there_too(shown: Shown) -> None:
    """What the pages read, the search, and the open data."""
    assert "Summer share" in shown.get("search/names.json")
    assert "method/" in shown.get("search/pages.json")
    assert '"issues"' in shown.get("data/v1/index.json")
    style = re.search(r"assets/site\.\w+\.css", shown.get(""))
    assert style and "{" in shown.get(style[0])
    assert "data/v1/" in shown.get("downloads/")


def test_what_is_not_there_is_said(shown: Shown) -> None:
    answer = shown.client.get(f"{shown.app.path}issues/nothing/", base_url=HOME)
    assert answer.status_code == 404
    assert shown.client.get("/elsewhere/", base_url=HOME).location == shown.app.path


def test_no_other_name_is_answered(shown: Shown) -> None:
    """A page on the web can make a name of its own lead to this machine."""
    answer = shown.client.get(shown.app.path, base_url="http://evil.example")
    assert answer.status_code == 403
    assert "Summer" not in answer.text


@pytest.mark.no_cover
def test_an_edit_is_shown(tmp_path: Path) -> None:
    """Of the data, of a page and of the settings; whoever waits for an edit hears of it."""
    shown = Shown(small_project(tmp_path))
    with shown.followed():
        for number, (file, old, new) in enumerate(
            (
                ("data/issues.yaml", "They differ on water.", "They differ on rivers."),
                ("mkdocs.yml", "site_name: ", "site_name: New "),
            )
        ):
            shown.project.replace(file, old, new)
            assert f'"edits": {number + 1}' in shown.get(f"-/edits?after={number}")
        (tmp_path / "docs" / "extra.md").write_text("# Extra page\n", encoding="utf-8")
        shown.get("-/edits?after=2")
    assert "They differ on rivers." in shown.get("issues/summer-share/")
    assert "New " in shown.get("")
    assert "Extra page" in shown.get("extra/")


def test_a_faulty_edit_leaves_what_was_there(tmp_path: Path) -> None:
    """The terminal and the page say what is wrong and where, and a correction ends that."""
    shown = Shown(small_project(tmp_path))
    before = shown.get("issues/summer-share/")
    with shown.followed():
        shown.project.replace("data/issues.yaml", "stance: rejects", "stance: refuses")
        state = shown.get("-/edits?after=0")
        assert re.search(r"data/issues.yaml:\d+:\d+: \[unknown-word\]", state)
        assert re.search(r"data/issues.yaml:\d+:\d+: \[unknown-word\]", shown.reports[0])
        assert (
            shown.get("issues/summer-share/").replace('data-edits="1"', 'data-edits="0"') == before
        )
        shown.project.replace("data/issues.yaml", "stance: refuses", "stance: rejects")
        assert '"problems": ""' in shown.get("-/edits?after=1")


def test_a_faulty_page_is_named_where_it_would_be(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    (tmp_path / "docs" / "extra.md").write_text(
        "# Extra\n\n<script>x()</script>\n", encoding="utf-8"
    )
    answer = Shown(project).client.get("/sticking-points/extra/", base_url=HOME)
    answer = (
        answer if answer.status_code == 500 else Shown(project).client.get("/extra/", base_url=HOME)
    )
    assert answer.status_code == 500
    assert "docs/extra.md:3" in answer.text


def test_faulty_data_or_settings_end_it_at_the_start(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    project.replace("data/issues.yaml", "stance: rejects", "stance: refuses")
    with pytest.raises(ContentError, match="unknown-word"):
        Shown(project)
    project.replace("data/issues.yaml", "stance: refuses", "stance: rejects")
    project.replace("mkdocs.yml", "theme:", "theme: 3\nplugins:")
    with pytest.raises((ContentError, BuildError)):
        Shown(project)


@pytest.mark.slow
def test_a_browser_reloads_after_an_edit(tmp_path: Path, chromium: Browser) -> None:
    """And shows what is wrong with a faulty one, above the page that was there before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shown = Shown(small_project(tmp_path), port)
    server = make_server("127.0.0.1", port, shown.app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = chromium.new_page()
    violations: list[str] = []
    page.on("console", lambda message: violations.append(message.text))
    with shown.followed():
        page.goto(f"http://127.0.0.1:{port}{shown.app.path}issues/summer-share/")
        shown.project.replace("data/issues.yaml", "They differ on water.", "They differ on fish.")
        page.get_by_text("They differ on fish.").first.wait_for()
        shown.project.replace("data/issues.yaml", "stance: rejects", "stance: refuses")
        page.get_by_role("alert").get_by_text("unknown-word").wait_for()
        assert page.get_by_text("They differ on fish.").first.is_visible()
        shown.project.replace("data/issues.yaml", "stance: refuses", "stance: rejects")
        page.get_by_role("alert").wait_for(state="detached")
    page.close()
    server.shutdown()
    assert not [text for text in violations if "Content Security Policy" in text]
