"""The Content-Security-Policy: every page has one, and the site works under it."""

from __future__ import annotations

import itertools
import os
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_regressions.file_regression import FileRegressionFixture

from conftest import ROOT, Quiet, asset, serve
from sinks import SINKS
from small import small_project
from stickingpoints.build import reference_tables as fields
from stickingpoints.site import policy
from waiting import wait_until

ADDRESS = "https://lake.example/sticking-points/"
INJECTED = """
    <img src="https://evil.example/x" onerror="window.ran = 1">
    <p id="injected" style="color: red" onclick="window.ran = 1">x</p>
    <script>window.ran = 1</script>
    </main>"""
COUNT = """document.addEventListener("securitypolicyviolation", (event) =>
    report(`${location.pathname} ${event.effectiveDirective} ${event.blockedURI}`))"""
SCRIPT = "script:not([src], [type='application/ld+json'])"


class Host(Quiet):
    """A host that sends the headers of the file `_headers`, as Netlify and Cloudflare Pages do."""

    def end_headers(self) -> None:
        """Add the headers of every rule that matches the path."""
        for path, headers in rules(Path(self.directory)).items():
            if fits(self.path, path):
                for name, value in headers.items():
                    self.send_header(name, value)
        super().end_headers()


def fits(path: str, rule: str) -> bool:
    """Return whether a rule applies to a path; an asterisk stands for whatever follows."""
    return path == rule or (rule.endswith("*") and path.startswith(rule[:-1]))


def rules(site: Path) -> dict[str, dict[str, str]]:
    """Return the headers of each rule of the file `_headers`."""
    found: dict[str, dict[str, str]] = {}
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            headers = found.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            headers[name] = value
    return found


@pytest.fixture(scope="module")
def hosted(small_site: Path) -> Iterator[str]:
    """Yield the address of the small site on a host that sends its headers."""
    yield from serve(small_site, Host)


@pytest.fixture(scope="module")
def on_disk(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the offline edition of the small site and return its folder."""
    folder = tmp_path_factory.mktemp("disk")
    with zipfile.ZipFile(small_site / "downloads/river-talks-offline.zip") as archive:
        archive.extractall(folder)
    return folder / "river-talks"


@pytest.fixture
def reports() -> list[str]:
    """Return the list of what a policy refused, empty at first."""
    return []


def violations(message: str) -> list[str]:
    """Return a message of the console if it is about the policy."""
    return [message] if "Content Security Policy" in message else []


@pytest.fixture
def desk(chromium: Browser, reports: list[str]) -> Iterator[BrowserContext]:
    """Yield a browser window that reports what a policy refuses."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.expose_function("report", lambda refused: reports.extend([refused]))
    context.on("console", lambda message: reports.extend(violations(message.text)))
    context.add_init_script(COUNT)
    yield context
    context.close()


def html_files(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def one_of_each_kind(site: Path) -> Iterable[Path]:
    """Return the longest page of each folder of pages, as that of the issues, and all others."""
    kinds = {}
    for path in sorted(html_files(site), key=lambda path: path.stat().st_size):
        *folders, _ = path.relative_to(site).parts
        kinds[f"{folders[0]}/*" if len(folders) > 1 else str(path)] = path
    return kinds.values()


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "html.parser")


def directives(text: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in text.split("; "))}


def hashes(page: BeautifulSoup, selector: str) -> set[str]:
    """Return the source expressions of the inline code that a selector finds."""
    return {policy.source_hash(element.get_text()) for element in page.select(selector)}


def test_no_page_has_inline_code_but_the_style_of_the_one_file(small_site: Path) -> None:
    """No scripts, handlers or style attributes; the one style is allowed by its hash."""
    for path in html_files(small_site):
        page = soup(path)
        [meta] = page.select("meta[http-equiv='Content-Security-Policy']")
        found = directives(str(meta["content"]))
        assert found["default-src"] == found["base-uri"] == found["form-action"] == ["'none'"], path
        assert found["require-trusted-types-for"] == ["'script'"], path
        assert page.select(SCRIPT) == [], path
        assert found.get("script-src", ["'self'"]) == ["'self'"], path
        assert bool(page.select("style")) == (path.name == "river-talks.html"), path
        assert hashes(page, "style") == set(found["style-src"]) - {"'self'"}, path
        attributes = {name for tag in page.find_all(True) for name in tag.attrs}
        assert [name for name in attributes if name == "style" or name.startswith("on")] == [], path
        assert meta.find_previous(["script", "style", "link"]) is None, path
        assert page.select_one("meta[name=referrer][content=no-referrer]"), path


@pytest.mark.proof
def test_the_site_works_under_its_policy_on_a_host(
    desk: BrowserContext,
    hosted: str,
    small_site: Path,
    reports: list[str],
) -> None:
    """No page and no control violates the policy, that of the page or that of the headers.

    Nor does any ask another host, or keep a cookie.
    """
    page = desk.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    for path in html_files(small_site):
        page.goto(hosted + path.relative_to(small_site).as_posix())
    use_every_control(page, hosted, "")
    page.goto(f"{hosted}downloads/river-talks.html")
    weight = "getComputedStyle(document.querySelector('.site-name')).fontWeight"
    assert page.evaluate(weight) == "700"
    assert reports == []
    assert asked == {urlsplit(hosted).netloc}
    assert desk.cookies() == []


@pytest.mark.proof
def test_the_site_works_under_its_policy_from_the_disk(
    desk: BrowserContext,
    on_disk: Path,
    reports: list[str],
) -> None:
    """The same for the offline edition, a page of each kind opened as a file."""
    page = desk.new_page()
    for path in one_of_each_kind(on_disk):
        page.goto(path.as_uri())
    use_every_control(page, f"{on_disk.as_uri()}/", "index.html")
    assert reports == []


def use_every_control(page: Page, root: str, index: str) -> None:
    """Use each control of the site and see that it works."""
    page.goto(f"{root}compare/{index}")
    page.locator("#scheme").click()
    assert page.locator("html[data-scheme]").count() == 1
    page.locator("#find-open").click()
    page.locator("#find-words").fill("equal share")
    page.wait_for_selector("#find-results a")
    page.keyboard.press("Escape")
    page.locator(".another-day > summary").click()
    page.locator("#as-of [data-step='-1']").click()
    wait_until(page, "document.body.hasAttribute('data-past')")
    page.locator("#as-of [type=range]").press("Home")
    wait_until(page, "document.querySelector('#as-of [type=range]').value === '0'")
    page.locator("#as-of [data-newest]").click()
    wait_until(page, "!document.body.hasAttribute('data-past')")
    page.locator("#finder [name=text]").fill("gauges")
    page.locator("#finder [name=status]").select_option("agreed-in-principle")
    assert page.locator("tbody tr:visible").count() == 1
    for kind in ("csv", "markdown"):
        page.locator(f"#finder [data-copy={kind}]").click()
        wait_until(page, "document.querySelector('#finder .count').textContent.includes('copied')")
        page.locator("#finder [name=sort]").select_option("newest")
    page.goto(f"{root}issues/summer-share/{index}")
    page.locator("details > summary").evaluate_all("all => all.forEach(one => one.click())")
    page.locator(".citation .number").first.focus()
    assert page.locator("#card").is_visible()
    page.keyboard.press("Escape")
    page.locator(".tools a").first.click()
    page.goto(f"{root}changes/{index}")
    page.goto(f"{root}changes/{index}")
    assert "Since your last visit" in page.locator(".since").inner_text()


def test_the_policy_blocks_injected_markup(
    desk: BrowserContext,
    hosted: str,
    small_site: Path,
    reports: list[str],
) -> None:
    """Handlers, scripts, styles and pictures that are not ours do nothing and are reported."""
    page = desk.new_page()
    html = (small_site / "index.html").read_text(encoding="utf-8")
    page.route(
        hosted,
        lambda route: route.fulfill(
            body=html.replace("</main>", INJECTED), content_type="text/html"
        ),
    )
    page.goto(hosted)
    page.locator("#injected").click()
    assert page.evaluate("window.ran") is None
    refused = {word for report in reports for word in report.split()}
    assert {"img-src", "style-src-attr", "script-src-attr", "script-src-elem"} <= refused


def test_a_script_can_set_no_html_of_its_own(desk: BrowserContext, hosted: str) -> None:
    """Trusted Types refuse texts wherever a browser would run or parse them."""
    page = desk.new_page()
    page.goto(hosted)
    assert page.evaluate(SINKS, policy.TRUSTED) == []
    assert page.evaluate("window.ran") is None


def test_another_site_can_embed_a_card_and_no_page(
    chromium: Browser,
    hosted: str,
    tmp_path: Path,
) -> None:
    """With the code that the issue page offers: sandboxed, with its style, its link leads out."""
    page = chromium.new_page()
    page.goto(f"{hosted}issues/summer-share/")
    [code] = [text for text in page.locator("pre").all_inner_texts() if text.startswith("<iframe")]
    assert 'sandbox="' in code and "allow-scripts" not in code
    card_frame = code.replace(ADDRESS, hosted)
    page_frame = f"<iframe src='{hosted}about/'></iframe>"
    foreign = f"<!doctype html><title>Elsewhere</title>{card_frame}{page_frame}"
    (tmp_path / "index.html").write_text(foreign, encoding="utf-8")
    for elsewhere in serve(tmp_path):
        page.goto(elsewhere)
        card, other = page.frames[1:]
        card.wait_for_load_state()  # it is loaded lazily, so the page does not wait for it
        style = "getComputedStyle(document.querySelector('ul')).listStyleType"
        assert card.evaluate(style) == "none"
        assert "River Talks" not in other.content()
        card.locator("a").click()
        page.wait_for_url(f"{hosted}issues/summer-share/")
    page.close()


def test_each_path_gets_the_headers_of_one_rule(small_site: Path, on_disk: Path) -> None:
    """All but cards refuse to be framed, and the offline edition has no such file."""
    found = rules(small_site)
    assert {f"/{path.name}/*" for path in small_site.iterdir() if path.is_dir()} <= found.keys()
    kept = {path: rule for path, rule in found.items() if "Cache-Control" in rule}
    for path, headers in [item for item in found.items() if item not in kept.items()]:
        may_be_framed = "frame-ancestors" not in headers["Content-Security-Policy"]
        assert may_be_framed == (path == "/embed/*")
        assert headers["Referrer-Policy"] == "no-referrer"
        assert [rule for rule in found.keys() - kept.keys() if fits(path, rule)] == [path]
    assert found["/embed/*"]["Content-Security-Policy"] == policy.card()
    assert found["/"]["Content-Security-Policy"] == f"{policy.page()}; frame-ancestors 'none'"
    assert not (on_disk / "_headers").exists()


def test_what_browsers_may_keep(small_site: Path) -> None:
    """Files with a hash in their name are kept for ever, fonts for a month, pages not at all."""
    kept = {}
    for path, headers in rules(small_site).items():
        if "Cache-Control" in headers:
            kept[path] = headers["Cache-Control"]
    assert kept.pop("/assets/fonts/*") == "public, max-age=2592000"
    assert set(kept.values()) == {"public, max-age=31536000, immutable"}
    hashed = sorted(f"/assets/{path.name}" for path in (small_site / "assets").glob("*.*.*"))
    assert sorted(kept) == hashed
    home = (small_site / "index.html").read_text(encoding="utf-8")
    assert f'"{asset(small_site, "site.css").relative_to(small_site)}"' in home
    opener = asset(small_site, "site.js").read_text(encoding="utf-8")
    assert f'"{asset(small_site, "search.js").relative_to(small_site)}"' in opener


def test_the_documented_headers_are_those_of_the_code(
    file_regression: FileRegressionFixture,
) -> None:
    """The guide has the same policy for nginx and Apache; `pytest --force-regen` renews it."""
    path = ROOT / "guide" / "docs" / "publish.md"
    snippets = {"nginx": policy.nginx(), "apache": policy.apache()}
    blocks = {name: f"```{name}\n{snippet}```\n" for name, snippet in snippets.items()}
    text = fields.renew(path, blocks)
    file_regression.check(text, fullpath=path, encoding="utf-8")


def addresses(log: Iterable[str]) -> Iterator[str]:
    """Yield the address of a server from what it logs once it is ready."""
    for line in log:
        if match := re.search(r"Serving on (http\S+)", line):
            yield match[1]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


@pytest.mark.proof
def test_a_preview_reloads(desk: BrowserContext, tmp_path: Path, reports: list[str]) -> None:
    """`mkdocs serve` adds an inline script to each page; the policy of a preview allows it."""
    project = small_project(tmp_path)
    serving = [sys.executable, "-m", "mkdocs", "serve", "--livereload"]
    with subprocess.Popen(
        [*serving, "--dev-addr", f"127.0.0.1:{free_port()}"],
        cwd=project.root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr
        [address] = itertools.islice(addresses(server.stderr), 1)
        try:
            page = desk.new_page()
            with page.expect_request("**/livereload/**"):
                page.goto(address)
        finally:
            server.terminate()
    assert reports == []
