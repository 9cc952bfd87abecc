"""A project with every kind of file that a command reads, and the commands that read each."""

from __future__ import annotations

import io
import json
import shutil
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import yaml

from conftest import CITY, LAKE, ROOT
from fuzz.forms import sent_form
from fuzz.patches import PATCH
from hostile.corpus import sound_project
from small import in_letters, whole_data
from stickingpoints import cli

Command = tuple[str, ...]

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A dry summer | The Sel Herald</title>
<link rel="canonical" href="https://herald.example/2031/dry">
<meta property="og:site_name" content="The Sel Herald"><meta name="author" content="J. Berg">
<meta property="article:published_time" content="2031-04-03T10:00:00+02:00">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A dry summer",
"author": [{"@type": "Person", "name": "J. Berg"}], "datePublished": "2031-04-03"}</script>
</head><body><h1>A dry summer</h1><time datetime="2031-04-03">3 April</time></body></html>
"""

EDITING = ROOT / "tests" / "editing"
DATA = "data/issues.yaml"
DAY = ("--day", "2031-06-01")

CHECKS: tuple[Command, ...] = (
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "github"),
    ("check", "--format", "sarif"),
    ("check", "--base", "before"),
)
DIFFS: tuple[Command, ...] = (
    ("diff", "before"),
    ("diff", "before", "--format", "markdown"),
    ("diff", "before", "--format", "json"),
)
EDITS: tuple[Command, ...] = (
    ("check", "--fix"),
    ("fmt",),
    ("fmt", "--check"),
    ("fmt", "--suggest"),
    ("new", "source", "--id", "another"),
    ("new", "issue", "--id", "another"),
    ("new", "statement", "--issue", "summer-share", "--party", "brezia", "--date", "2031-05-01"),
    ("new", "correction", "--issue", "summer-share"),
    ("new", "source", "--from", "page.html"),
    ("import", "table", "statements.csv", *DAY),
    ("import", "sources", "library.bib", *DAY),
    ("import", "sources", "zotero.json", *DAY),
    ("propose", "form.json", *DAY),
    ("propose", "issue.json", *DAY),
    ("export", "table", "--to", "again.csv"),
)
PUBLISHING: tuple[Command, ...] = (("export", "--to", "made"),)
POSTED: Command = ("the job that comments",)
PUSHED: Command = ("the job that pushes",)
"""No commands: the scripts of the workflows `comment` and `propose` that take what a job wrote."""

OPENED: Command = ("edit", "opened")
SENT: Command = ("edit", "sent a form")
PREVIEWED: Command = ("serve", "a few pages")
"""The commands `edit` and `serve` go on until they are ended; these are requests to them."""

SLOW: tuple[Command, ...] = (
    ("build", "--to", "public"),
    ("pdf", "--to", "made.pdf"),
    ("export", "markdown", "--to", "pages"),
    PREVIEWED,
)
"""These take seconds, so they take their turn less often."""


@dataclass(frozen=True)
class Input:
    """A file that may be anything, and the commands that read it."""

    file: str
    commands: tuple[Command, ...]
    slow: tuple[Command, ...] = ()


INPUTS: tuple[Input, ...] = (
    Input(DATA, (*CHECKS, *DIFFS, *EDITS, *PUBLISHING, OPENED, ("review", *DAY)), SLOW),
    Input("before/issues.yaml", (*DIFFS, ("check", "--base", "before"))),
    Input("data/quotes.lock", (CHECKS[0], CHECKS[4], *DIFFS, ("verify", "--copies", "copies"))),
    Input("copies/arvenia-note.txt", (("verify", "--copies", "copies", *DAY),)),
    Input("mkdocs.yml", (*PUBLISHING, ("review", *DAY)), SLOW),
    Input("docs/method.md", PUBLISHING, SLOW),
    Input("docs/about.md", (), (SLOW[0], *SLOW[2:])),
    Input("docs/issues/gauges.md", PUBLISHING, SLOW),
    Input("languages/uk.po", (("translations", "uk"), ("review", *DAY), *PUBLISHING), SLOW),
    Input("statements.csv", (("import", "table", "statements.csv", *DAY),)),
    Input("exported.csv", (("import", "table", "exported.csv", *DAY),)),
    Input("talks.csv", (("init", "begun", "--from", "talks.csv", *DAY),)),
    Input("library.bib", (("import", "sources", "library.bib", *DAY),)),
    Input("zotero.json", (("import", "sources", "zotero.json", *DAY),)),
    Input("page.html", (("new", "source", "--from", "page.html"),)),
    Input("form.json", (("propose", "form.json", *DAY),)),
    Input("issue.json", (("propose", "issue.json", *DAY),)),
    Input("diff.md", (POSTED,)),
    Input("edit.patch", (PUSHED,)),
    Input("sent.txt", (SENT,)),
    Input("site.zip", (), (("verify-build", "site.zip"),)),
)

_FORMS = ("correction", "statement-with-a-new-source", "source", "hostile-markdown", "json-by-id")


PROJECTS = ("base", "whole", "lake", "city")


def project(root: Path, name: str) -> None:
    """Write one of the projects, with every kind of input, into a folder."""
    sound_project(root)
    _write_data(root, name)
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hooks/microsite.py]\n")
    (root / "docs" / "about.md").write_text("# About\n\nA text with *marks*.\n", "utf-8")
    (root / "copies" / "arvenia-note.txt").write_text("Our dams are our own affair.", "utf-8")
    (root / "page.html").write_text(PAGE, "utf-8")
    shutil.copy(EDITING / "references" / "library.bib", root)
    shutil.copy(EDITING / "references" / "zotero.json", root)
    shutil.copy(EDITING / "tables" / "beginning.csv", root / "talks.csv")
    shutil.copy(EDITING / "tables" / "beginning.csv", root / "statements.csv")
    shutil.copy(ROOT / "tests" / "diff" / "comment.md", root / "diff.md")
    (root / "issue.json").write_text(_issue(_FORMS[len(name) % len(_FORMS)]), "utf-8")
    (root / "site.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    (root / "edit.patch").write_text(PATCH, "utf-8")
    (root / "sent.txt").write_bytes(sent_form(root))
    _run(root, "export", "table", "--to", "exported.csv")
    _run(root, "verify", "--copies", "copies", *DAY)


def _write_data(root: Path, name: str) -> None:
    target = root / DATA
    if name == "whole":
        text = yaml.safe_dump(in_letters(whole_data(), {}), allow_unicode=True, sort_keys=False)
        target.write_text(text, "utf-8")
    elif name in ("lake", "city"):
        folder = LAKE if name == "lake" else CITY
        shutil.copy(folder / "data" / "issues.yaml", target)
        (root / "docs" / "issues" / "gauges.md").unlink()
    shutil.copy(target, root / "before" / "issues.yaml")


def _issue(form: str) -> str:
    """Return an issue of the forge that a form made, as the JSON that a workflow hands over."""
    case = yaml.safe_load((EDITING / "forms" / f"{form}.yaml").read_text("utf-8"))
    return json.dumps(case["form"])


def _run(root: Path, *command: str) -> None:
    sink = io.StringIO()
    with chdir(root), redirect_stdout(sink), redirect_stderr(sink):
        cli.main(command)
