"""Pages of docs/ may come from a stranger: what is more than text is refused at its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown import Extension, Markdown

from small import small_project
from stickingpoints.site.written_pages import TextOnly, WrittenPage, page_problems

HARMLESS = """# Title

A *text* with `<code>`, an [address](https://example.org), a [page](about.md#part),
<https://example.org>, a <mail@example.org>, 3 < 4, an &amp; and ![a map](assets/map.png "A map").

## Part

> Quoted, as 1<2.

| a | b |
|:--|--:|
| 1 | 2 |

```html
<script>alert(1)</script>
```

    <b>shown as it is</b>
"""


def problems_of(source: str) -> list[str]:
    text_only = TextOnly()
    extensions: list[str | Extension] = [
        "toc",
        "tables",
        "fenced_code",
        "attr_list",
        "codehilite",
        text_only,
    ]
    configs = {"tables": {"use_align_attribute": True}, "codehilite": {"use_pygments": False}}
    Markdown(extensions=extensions, extension_configs=configs).convert(source)
    return [
        str(problem)
        for problem in page_problems(text_only.faults, WrittenPage("docs/about.md", {}, source, 0))
    ]


def test_what_an_author_writes_is_accepted() -> None:
    """Every kind of Markdown that a page needs."""
    text_only = TextOnly()
    configs = {"tables": {"use_align_attribute": True}}
    page = Markdown(
        extensions=["toc", "tables", "fenced_code", text_only], extension_configs=configs
    )
    html = page.convert(HARMLESS)
    assert text_only.faults == []
    assert "<code>&lt;code&gt;</code>" in html
    assert '<td align="right">2</td>' in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("<script>alert(1)</script>", "3:1: [raw-html]"),
        ("Words <img src=x onerror=alert(1)>", "3:7: [raw-html]"),
        ("<svg/onload=alert(1)", "3:1: [raw-html]"),
        ("<div\nonclick=alert(1)>\n\n</div>", "3:1: [raw-html]"),
        ("Words</p", "3:6: [raw-html]"),
        ("<!-- hidden -->", "3:1: [raw-html]"),
        ("<?php ?>", "3:1: [raw-html]"),
        ("[<iframe srcdoc=x>](about.md)", "3:2: [raw-html]"),
        ("[x](javascript:alert(1))", "3:5: [bad-link]"),
        ("[x]( JaVaScript:alert(1))", "3:6: [bad-link]"),
        ("[x](java&#115;cript:alert(1))", "3:5: [bad-link]"),
        ("[x](data:text/html,x)", "3:5: [bad-link]"),
        ("[x](//example.org)", "3:5: [bad-link]"),
        (r"[x](\\\\example.org)", "[bad-link]"),
        ("[x](https://[::1)", "3:5: [bad-link]"),
        ("[x]\n\n[x]: vbscript:x", "5:6: [bad-link]"),
        ("<javascript:alert(1)>", "3:1: [raw-html]"),
        ("![x](https://example.org/pixel.png)", "3:6: [bad-link]"),
        ("![x](data:image/png;base64,AAAA)", "3:6: [bad-link]"),
        ('Words\n{: onclick="alert(1)" }', '[page-attribute] the attribute onclick="alert(1)"'),
        (
            'Words\n{: style="position:fixed" }',
            '[page-attribute] the attribute style="position:fixed"',
        ),
        ('``` { .py onclick="alert(1)" }\nx\n```', "[raw-html] the page makes the HTML"),
    ],
)
def test_what_is_more_than_text_is_refused_at_its_line(text: str, start: str) -> None:
    """Scripts, frames, addresses that run code, foreign pictures and attributes are refused."""
    problems = problems_of(f"# Title\n\n{text}\n")
    assert problems
    assert start in problems[0]


def test_every_fault_of_every_page_is_reported_in_one_build(tmp_path: Path) -> None:
    """The messages name file and line; front matter has its own rules; nothing is built."""
    project = small_project(tmp_path)
    (project.root / "docs/about.md").write_text(
        "---\ntitle: About\n---\n# About\n\n<script>alert(1)</script>\n"
    )
    (project.root / "docs/method.md").write_text("# Method\n\n[x](javascript:alert(1))\n")
    (project.root / "docs/data.md").write_text(
        "---\ntitel: Data\ntemplate: 404.html\n---\n# Data\n"
    )
    (project.root / "docs/corrections.md").write_text(
        "---\n" + "[" * 5_000 + "\n---\n# Corrections\n"
    )
    refused = project.build()
    assert refused.returncode == 1
    for message in (
        "docs/about.md:6:1: [raw-html]",
        "docs/method.md:3:5: [bad-link]",
        'docs/data.md:2:1: [unknown-key] unknown key "titel"; did you mean "title"?',
        'docs/data.md:3:1: [unknown-key] unknown key "template"',
        "docs/corrections.md:2:22: [too-deep]",
    ):
        assert message in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not project.site.exists()


@pytest.fixture(scope="module")
def own_files_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with pages of its own and with settings of its host."""
    project = small_project(tmp_path_factory.mktemp("own files"))
    docs = project.root / "docs"
    (docs / "about.md").write_text("kind: issue\ntemplate: 404.html\n\n# About\n")
    (docs / "data.md").write_text("# Data\n\nThe data of these talks is on paper.\n")
    (docs / "CNAME").write_text("talks.example\n")
    (docs / "_headers").write_text("/*\n  X-Own: yes\n")
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project.site


def test_front_matter_without_marks_is_text(own_files_site: Path) -> None:
    """MkDocs would read `kind: x` at the top of a page as a setting of the page."""
    page = (own_files_site / "about/index.html").read_text()
    assert "kind: issue" in page
    assert "There is no such page" not in page


@pytest.mark.parametrize(
    "place", ["docs/assets/leak.txt", "docs/leak", "docs/issues/leak.md", "docs/about.md"]
)
def test_a_link_publishes_no_file_of_the_machine(place: str, tmp_path: Path) -> None:
    """A link in docs/, to a file or a folder, stops the build with its name."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.md").write_text("a secret")
    project = small_project(tmp_path / "project")
    path = project.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(secret if place == "docs/leak" else secret / "key.md")
    refused = project.build()
    assert refused.returncode == 1
    assert f"{place}:1:1:" in refused.stdout + refused.stderr
    assert "this is a link" in refused.stdout + refused.stderr
    assert not project.site.exists()


def test_a_pipe_in_docs_is_refused(tmp_path: Path) -> None:
    """Reading one would wait for ever."""
    project = small_project(tmp_path)
    (project.root / "docs/assets").mkdir()
    os.mkfifo(project.root / "docs/assets/pipe.png")
    refused = project.build()
    assert refused.returncode == 1
    assert "docs/assets/pipe.png:1:1: [page-file] this is no regular file" in refused.stderr


def test_files_that_a_browser_would_run_are_not_published(tmp_path: Path) -> None:
    """Pages and drawings with scripts are refused by their type; pictures are published."""
    project = small_project(tmp_path)
    (project.root / "docs/assets").mkdir()
    for name in ("page.html", "drawing.svg", "script.js"):
        (project.root / "docs/assets" / name).write_text("<script>alert(1)</script>")
    refused = project.build()
    assert refused.returncode == 1
    for name in ("page.html", "drawing.svg", "script.js"):
        assert f"docs/assets/{name}:1:1: [page-file] files of the type" in refused.stderr


def test_settings_of_hosts_are_published(own_files_site: Path) -> None:
    """The domain of the site; its own headers as they are, instead of the generated ones."""
    assert (own_files_site / "CNAME").read_text() == "talks.example\n"
    assert (own_files_site / "_headers").read_text() == "/*\n  X-Own: yes\n"


def test_the_page_on_open_data_comes_with_the_generator(site: Path) -> None:
    """A site without a page of that name gets it; its text is in no repository of the site."""
    page = BeautifulSoup((site / "data/index.html").read_text("utf-8"), "html.parser")
    assert page.h1 is not None and page.h1.get_text() == "Open data"
    assert "data/v1/index.json" in page.get_text()
    assert not page.select('a[href*="docs/data.md"]')


def test_a_page_of_the_site_replaces_the_shipped_page(own_files_site: Path) -> None:
    page = (own_files_site / "data/index.html").read_text("utf-8")
    assert "The data of these talks is on paper." in page
    assert "data/v1/index.json" not in page
