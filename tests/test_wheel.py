"""The wheel builds a site by itself: away from the checkout, to the same bytes."""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from pypdfium2 import PdfDocument

from conftest import ROOT
from links import broken_links
from small import small_project

pytestmark = pytest.mark.proof
SETTINGS = """\
site_name: Delta Talks
site_url: https://delta.example/
repo_url: https://forge.example/delta/talks
exclude_docs: /issues/
hooks: [hooks/microsite.py]
theme: {name: material, language: en, font: false, favicon: assets/icon.svg}
plugins: [search]
"""
HOOKS = """\
from stickingpoints.build.mkdocs_hooks import (
    on_config,
    on_env,
    on_files,
    on_page_content,
    on_page_markdown,
    on_page_read_source,
    on_post_build,
)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with what is installed, so that nothing is fetched, and return its file."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    # Of the checkout, only what git would publish: no `build/` or `*.egg-info` of an earlier build.
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    _run([sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, source], folder)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a new environment that the wheel is installed in, without a checkout.

    The packages that the wheel depends on are those of the tests, reached through a `.pth` file.
    Only their folder is added, and Python reads `.pth` files in its own site-packages alone: the
    one that leads to the checkout (an editable install) is not followed.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    install: list[str | Path] = ["install", "--quiet", "--no-deps", "--no-index", wheel]
    _run([sys.executable, "-m", "pip", "--python", python, *install], folder)
    (Path(paths["purelib"]) / "tested.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n", encoding="utf-8"
    )
    return python


def test_the_wheel_holds_what_a_site_needs(wheel: Path) -> None:
    """Every file of the package that git knows is in the wheel."""
    listed = subprocess.run(
        ["git", "ls-files", "src/stickingpoints"], cwd=ROOT, capture_output=True, check=True
    )
    published = {name.removeprefix("src/") for name in listed.stdout.decode().split()}
    names = set(zipfile.ZipFile(wheel).namelist())
    assert published - names == set()
    assert "stickingpoints/py.typed" in names
    assert "stickingpoints/i18n/catalogs/uk.po" in names


def test_the_wheel_builds_what_the_checkout_builds(python: Path, tmp_path: Path) -> None:
    """The site of a small project has the same bytes, whichever of the two built it."""
    project = _project(tmp_path / "project", language="en")
    program = "import stickingpoints; print(stickingpoints.__file__)"
    assert str(ROOT) not in _run([python, "-c", program], project)
    from_wheel, from_checkout = tmp_path / "from-wheel", tmp_path / "from-checkout"
    build = ["-m", "stickingpoints", "build", "--to"]
    _run([python, *build, from_wheel], project)
    _run([sys.executable, *build, from_checkout], project, PYTHONPATH=str(ROOT / "src"))
    # The settings name the theme's own search: what that would have written serves nothing.
    assert not (from_wheel / "search/search_index.json").exists()
    assert (from_wheel / "index.html").is_file()
    assert _fingerprints(from_wheel) == _fingerprints(from_checkout)


def test_the_wheel_speaks_the_languages_that_it_ships(python: Path, tmp_path: Path) -> None:
    """A site in Ukrainian needs no catalogue of its own, and one of its own replaces ours."""
    project = _project(tmp_path / "project", language="uk")
    assert "Станом на" in _home(python, project, tmp_path / "shipped")
    (project / "languages").mkdir()
    own = 'msgid "As of {day}"\nmsgstr "Стан на {day}"\n'
    (project / "languages" / "uk.po").write_text(own, encoding="utf-8")
    home = _home(python, project, tmp_path / "own")
    assert "Стан на" in home
    assert "Станом на" not in home


def _project(folder: Path, language: str) -> Path:
    """Write the small invented talks as a project in a language; return its folder."""
    small_project(folder)
    shutil.rmtree(folder / "hooks")
    (folder / "hooks").mkdir()
    (folder / "hooks" / "microsite.py").write_text(HOOKS, encoding="utf-8")
    settings = SETTINGS.replace("language: en", f"language: {language}")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return folder


def _home(python: Path, project: Path, site: Path) -> str:
    """Build a project with MkDocs alone, which makes no PDF, and return the home page."""
    _run([python, "-m", "mkdocs", "build", "--quiet", "--site-dir", site], project)
    return (site / "index.html").read_text(encoding="utf-8")


def _run(command: list[str | Path], folder: Path, **settings: str) -> str:
    """Run a command without the PYTHONPATH of the tests, which may lead to the checkout."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=clean | settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _fingerprints(folder: Path) -> dict[str, str]:
    """Return the files of a folder, path → SHA-256."""
    fingerprints = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            fingerprints[path.relative_to(folder).as_posix()] = digest
    return fingerprints


# From nothing to published

CI = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "Sel-Society/library-talks",
    "GITHUB_REF_TYPE": "branch",
    "GITHUB_REF_NAME": "trunk",
}
STRANGERS = (b"ukrain", b"russia", b"sticking-points", b"sticking points", b"example.org")
EDITED = ("7 hours every Sunday", "6 hours every Sunday")


@pytest.fixture(scope="module")
def local(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new project with names in other scripts, edited and built without a forge."""
    folder = tmp_path_factory.mktemp("local") / "мої переговори (1)"
    words = ["--title", "図書館の交渉", "--parties", "Місто, Профспілка", "--language", "uk"]
    return _begun(python, folder, words)


@pytest.fixture(scope="module")
def published(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Follow the README, word for word, with the CI of a forge for the build; return the site."""
    folder = tmp_path_factory.mktemp("forge")
    install, begin, enter, serve, check, build = _commands_of_the_readme()
    assert install == ["pip", "install", "stickingpoints"]
    _run(_called(python, begin), folder)
    assert enter[0] == "cd"
    project = folder / enter[1]
    assert "Harbour Talks" in _previewed(_called(python, serve), project)
    _edit(project)
    assert "no errors" in _run(_called(python, check), project)
    _run(_called(python, build), project, **CI)
    return project / "site"


def _commands_of_the_readme() -> list[list[str]]:
    """Return the words of each command that the README shows first."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text.partition("```console\n")[2].partition("```")[0]
    return [shlex.split(line.removeprefix("$ "), comments=True) for line in block.splitlines()]


def _called(python: Path, command: list[str]) -> list[str | Path]:
    """Return a command that calls the program of an environment."""
    program, *arguments = command
    return [python.parent / program, *arguments]


def _previewed(command: list[str | Path], project: Path) -> str:
    """Return the home page that a preview shows."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with subprocess.Popen(
        [*command, "--port", str(port)], cwd=project, env=clean, stderr=subprocess.DEVNULL
    ) as preview:
        try:
            return _fetched(f"http://127.0.0.1:{port}/", preview)
        finally:
            preview.terminate()


def _fetched(address: str, server: subprocess.Popen[bytes]) -> str:
    """Return the page at an address once its server answers."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310  on loopback
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the preview ended")


def _begun(python: Path, folder: Path, words: list[str]) -> Path:
    """Begin a project, edit a statement, check, and build it; return the folder of its site."""
    call: list[str | Path] = [python, "-m", "stickingpoints"]
    _run([*call, "init", folder.name, *words], folder.parent)
    _edit(folder)
    assert "no errors" in _run([*call, "check"], folder)
    _run([*call, "build"], folder)
    return folder / "site"


def _edit(project: Path) -> None:
    """Change what a statement of a new project says."""
    data = project / "data" / "issues.yaml"
    text = data.read_text(encoding="utf-8")
    assert text.count(EDITED[1]) == 1
    edited = text.replace(EDITED[1], EDITED[0]).replace("figure: 6", "figure: 7")
    data.write_text(edited, encoding="utf-8")


def test_an_edit_reaches_site_pdf_and_data(published: Path) -> None:
    """What was written into the example is in every edition."""
    pdf = PdfDocument(published / "downloads" / "harbour-talks.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    for content in (
        (published / "issues" / "sunday-opening" / "index.html").read_text("utf-8"),
        (published / "data" / "v1" / "statements.csv").read_text("utf-8"),
        " ".join(text.split()),
    ):
        assert EDITED[0] in content


def test_a_new_site_has_nothing_of_ours(local: Path, published: Path) -> None:
    """Neither our subject nor our name nor a placeholder, in any file, PDF or archive."""
    for site in (local, published):
        found = [
            (name, stranger)
            for name, content in _contents(site)
            for stranger in STRANGERS
            if stranger in content.lower()
        ]
        assert found == []


def _contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of every file of a site, also of those in archives.

    Of a PDF that is its text: beside it, a PDF names the program that made it.
    """
    for path in sorted(site.rglob("*")):
        if path.suffix == ".pdf":
            pages = [page.get_textpage().get_text_range() for page in PdfDocument(path)]
            yield path.name, " ".join(pages).encode()
        elif path.suffix == ".zip":
            archive = zipfile.ZipFile(path)
            for name in archive.namelist():
                if not name.endswith(".pdf"):
                    yield name, archive.read(name)
        elif path.is_file():
            yield path.name, path.read_bytes()


def test_every_link_of_a_new_site_works(local: Path, published: Path) -> None:
    """Also where a name on the way has a space, brackets and other letters."""
    assert broken_links(local) == []
    assert broken_links(published) == []


def test_without_a_forge_no_link_leads_to_a_stranger(local: Path) -> None:
    """There is nothing to edit or to report, and no public address; the interface is Ukrainian."""
    issue = (local / "issues" / "sunday-opening" / "index.html").read_text("utf-8")
    assert "Станом на" in issue
    soup = BeautifulSoup(issue, "lxml")
    assert (
        soup.select('link[rel="canonical"], meta[property="og:image"], a[href*="issues/new"]') == []
    )
    assert {urlsplit(str(link["href"])).hostname for link in soup.select("a[href^=http]")} == {
        "library.example",
        "paper.example",
    }
    assert "<id>urn:uuid:" in (local / "changes.atom").read_text("utf-8")


def test_the_forge_gives_the_addresses(published: Path) -> None:
    """Canonical addresses, ids of feeds, and links that edit and report."""
    address = "https://sel-society.github.io/library-talks/"
    issue = (published / "issues" / "sunday-opening" / "index.html").read_text("utf-8")
    soup = BeautifulSoup(issue, "lxml")
    (canonical,) = soup.select('link[rel="canonical"]')
    assert canonical["href"] == f"{address}issues/sunday-opening/"
    repository = "https://github.com/Sel-Society/library-talks"
    links = [str(link["href"]) for link in soup.select("a[href]")]
    assert any(link.startswith(f"{repository}/blob/trunk/data/issues.yaml#L") for link in links)
    form = f"{repository}/issues/new?template=correction.yml&record=sunday-opening%23city"
    assert form in links
    assert f"<id>{address}changes.atom</id>" in (published / "changes.atom").read_text("utf-8")
