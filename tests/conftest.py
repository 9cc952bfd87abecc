"""What several tests share: invented talks, their project and their site."""

from __future__ import annotations

import functools
import hashlib
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

import namespaces
import warm_program
from stickingpoints.cache import FOLDER_VARIABLE
from stickingpoints.model.records import Dataset
from stickingpoints.processes import collect_rarely
from stickingpoints.reading.load import read

ROOT = Path(__file__).parent.parent
LAKE = ROOT / "tests" / "site" / "second"
CITY = ROOT / "tests" / "site" / "city"
BUILD_SECONDS = 300  # how long a worker waits for another to build a site
# They come first, so that no worker is left alone with one of them at the end.
SLOWEST = (
    "tests/hostile/",
    "tests/live/",
    "tests/test_live_suite.py",
    "tests/test_other_subjects.py",
    "tests/test_wheel.py",
    "tests/editing/test_forms",
    "tests/editing/test_starting.py",
    "tests/site/test_access.py",
    "tests/site/test_browser.py",
    "tests/site/test_robust_building.py",
    "tests/site/test_search.py",
)
# A build takes addresses from the CI that runs it: sites of tests are built as if outside of one.
for variable in ("GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS", "GITLAB_CI"):
    os.environ.pop(variable, None)
pytest_plugins = ("windows",)  # the browser and its windows
SLOW_FIXTURES = {"chromium", "built", "site", "small_site", "climate_site", "city_site"}
STOPS_WITHIN = 0.05  # seconds, of a server of files
# Arbitrary input: the same few examples in each run; `make fuzz` tries others, and many more.
settings.register_profile("few", deadline=None, database=None, derandomize=True, max_examples=25)
settings.register_profile("many", deadline=None, database=None, max_examples=2_000)
settings.load_profile("few")


@dataclass(frozen=True)
class Project:
    """A copy of this project that a test may edit and build."""

    root: Path

    @property
    def site(self) -> Path:
        """Where it is built."""
        return self.root / "site"

    def build(self, *trouble: str) -> subprocess.CompletedProcess[str]:
        """Build it as `make site` does; a trouble of `troubles.py`, with its argument, may come."""
        happens = (trouble[0], trouble[1]) if trouble else None
        return warm_program.call("stickingpoints", "build", folder=self.root, trouble=happens)

    def build_pages(self) -> subprocess.CompletedProcess[str]:
        """Build its pages alone, without PDF and archive, as a preview does."""
        return warm_program.call("mkdocs", "build", "--quiet", folder=self.root)

    def replace(self, file: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must stand in the file."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def copy_project(target: Path) -> Project:
    """Copy the settings and content of the talks at the lake, with the hooks of this checkout."""
    for name in ("data", "docs"):
        shutil.copytree(LAKE / name, target / name)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", target / "hooks", ignore=ignored)
    shutil.copy(LAKE / "mkdocs.yml", target)
    return Project(target)


def city_project(target: Path) -> Project:
    """Copy the talks of a city and a union, two parties in Ukrainian, as a project to build."""
    shutil.copytree(CITY, target, dirs_exist_ok=True)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", target / "hooks", ignore=ignored)
    return Project(target)


def lake_project(target: Path) -> Project:
    """Copy the invented talks at the lake, with every kind of record, as a project to build."""
    project = copy_project(target)
    shutil.copytree(LAKE / "background", target / "docs" / "issues")
    return project


def pytest_configure() -> None:
    """Let the collector run less often: a tenth of the time goes to it otherwise.

    The tests share a cache of their own, which is empty when they begin.
    """
    collect_rarely()
    if not _is_worker():
        os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="stickingpoints-tests-")


def pytest_unconfigure() -> None:
    """Delete the cache of the tests when the last of them has run."""
    if not _is_worker():
        shutil.rmtree(os.environ[FOLDER_VARIABLE], ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what this machine cannot show."""
    if namespaces.refusal():
        terminalreporter.write_line(
            "Not tried: a build by another user in a namespace without a network, which this "
            f"system refuses ({namespaces.refusal()})"
        )


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests of live content run on any project, and the hostile ones on every command."""
    parser.addoption(
        "--project",
        default=str(ROOT),
        help="the project whose content tests/live reads (default: this checkout)",
    )
    parser.addoption(
        "--every-command",
        action="store_true",
        help="run every command on every hostile project, as `make fuzz` does",
    )
    parser.addoption(
        "--moments",
        type=int,
        default=2,
        help="at how many random moments a build is killed (default: 2; `make fuzz`: 50)",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what builds a site or needs a browser, and begin with what takes longest.

    Every proof is slow: it shows a promise about whole sites, such as what each hostile input does.

    The fast tests reach the branches by themselves, but for a few that slow ones alone reach, which
    are marked as measured. Measuring takes as long as the tests: the other slow ones are left out,
    and long ones that reach no branch of their own, which are marked one by one.
    """
    for item in items:
        is_proof = item.get_closest_marker("proof")
        if is_proof or SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("slow") and not item.get_closest_marker("measured"):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=_is_quick)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Do not measure the fixtures of a test that is not measured either."""
    measuring = item.config.pluginmanager.getplugin("_cov")
    if measuring is None or not item.get_closest_marker("no_cover"):
        yield
        return
    measuring.cov_controller.pause()
    try:
        yield
    finally:
        measuring.cov_controller.resume()


def _is_quick(item: pytest.Item) -> bool:
    """Return whether a test is in none of the files that take longest."""
    return not item.nodeid.startswith(SLOWEST)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project that the test may spoil."""
    from small import small_project

    return small_project(tmp_path)


@pytest.fixture
def lake(tmp_path: Path) -> Project:
    """Return the talks at the lake as a project that the test may spoil; it builds more slowly."""
    return lake_project(tmp_path)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Return the content of the talks at the lake."""
    return read(LAKE / "data").sound()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the talks at the lake, once for all workers, and return the folder of the site."""
    return _built_once(lake_project, "lake", tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the small invented site, once for all workers, and return its folder."""
    from small import small_project

    return _built_once(small_project, "small", tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def climate_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the climate text of twelve members, once for all workers, and return its folder."""
    from climate import climate_project

    return _built_once(climate_project, "climate", tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def climate_served(climate_site: Path) -> Iterator[str]:
    """Yield the address of the climate text."""
    yield from serve(climate_site)


@pytest.fixture(scope="session")
def city_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the talks of a city and a union, in Ukrainian, once for all workers."""
    return _built_once(city_project, "city", tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def city_served(city_site: Path) -> Iterator[str]:
    """Yield the address of the talks of a city and a union."""
    yield from serve(city_site)


def _built_once(
    create: Callable[[Path], Project],
    name: str,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Path:
    """Return the built site of a project that the first worker to ask for it creates and builds."""
    if worker_id == "master":
        return _built(create(tmp_path_factory.mktemp(name)))
    shared = tmp_path_factory.getbasetemp().parent
    folder = shared / name
    with FileLock(shared / f"{name}.lock", timeout=BUILD_SECONDS):
        if not folder.exists():
            _built(create(folder))
        project = Project(folder)
    assert project.site.is_dir(), f"{name} could not be built; another worker says why"
    return project.site


def _built(project: Project) -> Path:
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return project.site


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the files of a folder, path → SHA-256."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def asset(site: Path, name: str) -> Path:
    """Return the one file of a script or style sheet, by its plain name, as `site.css`."""
    stem, _, suffix = name.partition(".")
    (path,) = (site / "assets").glob(f"{stem}.??????????.{suffix}")
    return path


def whole_pdfs(downloads: Path) -> list[Path]:
    """Return the PDF editions of the whole site on A4 among the downloads."""
    others = ("-letter", "-state")
    return [path for path in downloads.glob("*.pdf") if not path.stem.endswith(others)]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that logs nothing; one connection serves all the files of a page."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def serve(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder on loopback while the generator lives; yield its address."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    thread = threading.Thread(target=server.serve_forever, args=(STOPS_WITHIN,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def serve_published(site: Path, host: Path) -> Iterator[str]:
    """Serve a built site below a folder of an empty host, as it is published; yield its address."""
    (host / "sticking-points").symlink_to(site)
    for address in serve(host):
        yield f"{address}sticking-points/"


@pytest.fixture(scope="session")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the built site, served below a folder, as it is published."""
    yield from serve_published(site, tmp_path_factory.mktemp("host"))
