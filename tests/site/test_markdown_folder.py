"""The way out: every page as Markdown, which plain MkDocs builds to pages with the same words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from markdown import markdown as python_markdown
from markdown_it import MarkdownIt

import payloads
import warm_program
from links import broken_links
from payloads import TEXT, hostile_project
from small import small_project, whole_data
from stickingpoints.cli import main
from stickingpoints.model.addresses import Site
from stickingpoints.site import as_markdown
from stickingpoints.site import staged as staging

MARKS = [
    "*a* _b_ `c` **d**",
    "[a](https://x.example) ![b](c) [d]: e",
    "1. one",
    "- two",
    "+ three",
    "# four",
    "=====",
    "::: five",
    "!!! six",
    "> seven",
    "a | b",
    "~~~",
    "{: onclick=ran() } {#x}",
    "\\* &lt;b&gt; &#42; &copy;",
    "<b>x</b> <https://x.example>",
    "***",
    "Look!",
    TEXT,
]


def words(html: str) -> str:
    """Return the text of some HTML on one line."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


@pytest.mark.parametrize("text", MARKS)
@pytest.mark.parametrize("place", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<h2>{}</h2>"])
def test_text_stays_text(text: str, place: str) -> None:
    """Nothing in a text becomes markup, in Python-Markdown as in CommonMark."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    written = as_markdown.markdown(place.format(escaped), lambda href: href)
    expected = " ".join(text.split())
    extensions = ["attr_list", "tables", "toc", "fenced_code"]
    assert words(python_markdown(written, extensions=extensions)) == expected
    assert words(MarkdownIt("commonmark").enable("table").render(written)) == expected


def test_table() -> None:
    """A cell over several columns keeps the others in place; blocks in a cell are divided."""
    html = (
        "<table><tr><th>A</th><th>B</th></tr><tr><th colspan=2>Water</th></tr>"
        '<tr id=one><td><p>1</p><p>2</p></td><td><a href="/x(y)">3</a></td></tr></table>'
    )
    assert as_markdown.markdown(html, lambda href: href) == (
        '| A | B |\n| --- | --- |\n| Water |  |\n| <a id="one"></a>1 <br> 2 | [3](/x%28y%29) |\n'
    )


def test_nested_lists_and_quotes() -> None:
    """What is inside of an entry is indented under it."""
    html = "<ol><li>a<ul><li>b</li></ul></li></ol><blockquote><p>c</p><p>d</p></blockquote>"
    assert as_markdown.markdown(html, lambda href: href) == ("1.  a\n\n    -   b\n\n> c\n>\n> d\n")


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the export of a small project that fills every part of the pages."""
    folder = tmp_path_factory.mktemp("staged")
    small_project(folder / "project")
    target = folder / "markdown"
    root = str(folder / "project")
    assert main(["export", "markdown", "--root", root, "--to", str(target)]) == 0
    return target


def front_matter(page: str) -> dict[str, str]:
    """Return the front matter of a page."""
    fields: dict[str, str] = yaml.safe_load(page.split("---\n")[1])
    return fields


def test_issue_page(staged: Path) -> None:
    """A page is readable as it is: title, answer with its anchor, statement, source."""
    page = (staged / "docs" / "issues" / "summer-share" / "index.md").read_text(encoding="utf-8")
    assert front_matter(page)["title"] == "How much water may each state draw in summer?"
    assert "# How much water may each state draw in summer?\n" in page
    assert "\n### Republic of Arvenia {#arvenia}\n" in page
    assert "\n    Sources: [Government of Arvenia](https://arvenia.example/notes/dams#" in page


def test_long_lists_are_not_searched() -> None:
    """The search of a theme leaves out a page that is too long for it."""
    words = staging.Words("changes/index.md", "Changes", "What moved.", "<p>moved</p>")
    pages = {"changes/": words, "timeline/": words._replace(html="<p>moved </p>" * 20_000)}
    pages["timeline/"] = pages["timeline/"]._replace(file="timeline/index.md")
    files = staging.files(Site("Talks"), pages, {})
    assert b"exclude: true" not in files["docs/changes/index.md"]
    assert b"\nsearch:\n  exclude: true\n---\n" in files["docs/timeline/index.md"]


def test_written_again(staged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An earlier export is replaced; a folder of somebody else is not."""
    root = str(staged.parent / "project")
    assert main(["export", "markdown", "--root", root, "--to", str(staged)]) == 0
    assert main(["export", "markdown", "--root", root, "--to", root]) == 2
    assert "holds other files than an earlier export of Markdown" in capsys.readouterr().err


def texts_of(value: object) -> Iterator[str]:
    """Yield what readers see of an issue: statements, answers, quotes."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("summary", "answer", "quote", "question", "plain_words", "stated_by"):
                yield str(item)
            else:
                yield from texts_of(item)
    if isinstance(value, list):
        for item in value:
            yield from texts_of(item)


def built(staged: Path, target: Path) -> Path:
    """Build an export with plain MkDocs, strictly, and return the site."""
    call = ("mkdocs", "build", "--quiet", "--strict", "--site-dir", str(target))
    done = warm_program.call(*call, folder=staged)
    assert (done.returncode, done.stderr) == (0, "")
    return target


def article(page: Path) -> Tag:
    """Return the content of a page of Material."""
    found = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").article
    assert found is not None
    return found


def built_by(program: str, staged: Path, folder: Path) -> Path:
    """Build an export with another generator, strictly, and return the site."""
    if program == "mkdocs":
        return built(staged, folder / "site")
    shutil.copytree(staged, folder / "staged")
    command = [str(Path(sys.executable).with_name(program)), "build", "--strict"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder / "staged", env=environment, check=True, capture_output=True)
    return folder / "staged" / "site"


@pytest.mark.slow
@pytest.mark.parametrize("program", ["mkdocs", "properdocs", "zensical"])
def test_it_builds_elsewhere(program: str, staged: Path, tmp_path: Path) -> None:
    """It builds strictly, without this program, to pages with our words and anchors."""
    site = built_by(program, staged, tmp_path)
    data = whole_data()
    for issue in data["issues"]:
        page = article(site / "issues" / issue["id"] / "index.html")
        shown = words(str(page))
        missing = [text for text in texts_of(issue) if plain(text) not in shown]
        assert missing == []
        for position in issue["positions"]:
            assert page.find(id=position["party"])
            for statement in position["statements"]:
                assert page.find(id=f"{position['party']}-{statement['date']}")
    sources = words(str(article(site / "sources" / "index.html")))
    assert all(source["title"] in sources for source in data["sources"])
    assert list(broken_links(site)) == []


def plain(text: str) -> str:
    """Return a text without its marks."""
    return " ".join(re.sub(r"[*]|\[([^\]]*)\]\([^)]*\)", r"\1", text).split())


@pytest.mark.proof
def test_strangers(tmp_path: Path) -> None:
    """No text of a stranger becomes an element or an attribute of a page."""
    project = hostile_project(tmp_path / "project")
    payloads.call(project, "export", "markdown", "--to", "../staged")
    site = built(tmp_path / "staged", tmp_path / "site")
    for path in sorted(site.rglob("*.html")):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for element in page.find_all(True):
            assert not [name for name in element.attrs if name.startswith("on")], path
        assert not article_of(page).find(["script", "img", "svg"]), path


def article_of(page: BeautifulSoup) -> Tag:
    """Return the content of a page, or an empty element where it has none."""
    return page.article or BeautifulSoup("<i></i>", "html.parser").new_tag("i")
