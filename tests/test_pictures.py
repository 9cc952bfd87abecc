"""A reviewer sees the pages that a change alters, before and after, in one file."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from conftest import ROOT, Project
from small import small_project

pytestmark = pytest.mark.proof
PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a small project with its built pages, which are all that is pictured."""
    project = small_project(tmp_path_factory.mktemp("base") / "talks")
    assert project.build_pages().returncode == 0
    return project


def pictured(base: Project, head: Project, folder: Path) -> BeautifulSoup:
    """Return the page of pictures."""
    target = folder / "pictures.html"
    command = [sys.executable, str(ROOT / "tests" / "pictures.py"), str(base.root), str(head.root)]
    subprocess.run([*command, "--to", str(target)], check=True, capture_output=True)
    return BeautifulSoup(target.read_text("utf-8"), "html.parser")


def test_an_issue_is_pictured_before_and_after(base: Project, tmp_path: Path) -> None:
    """Its page and its row of the comparison; issues that did not change are left out."""
    head = Project(tmp_path / "talks")
    shutil.copytree(base.root, head.root)
    data = next((head.root / "data").glob("issues.yaml"))
    text = data.read_text("utf-8")
    answer = re.search(r"answer: (.+)", text)
    assert answer
    data.write_text(text.replace(answer[0], "answer: Another answer", 1), encoding="utf-8")
    assert head.build_pages().returncode == 0
    page = pictured(base, head, tmp_path)
    headings = [heading.get_text() for heading in page.find_all("h2")]
    assert headings == ["summer-share", "summer-share in the comparison"]
    images = [
        base64.b64decode(str(image["src"]).partition(",")[2]) for image in page.find_all("img")
    ]
    assert len(images) == 4
    assert all(image.startswith(PNG) for image in images)
    assert len(set(images)) == 4
    assert [caption.get_text() for caption in page.find_all("figcaption")] == [
        "before",
        "after",
    ] * 2


def test_a_change_of_nothing_is_said(base: Project, tmp_path: Path) -> None:
    """So that nobody waits for pictures."""
    page = pictured(base, base, tmp_path)
    assert "No issue looks otherwise." in page.get_text()
    assert page.find_all("img") == []
