"""The settings of a site: what MkDocs accepts is accepted, and the rest is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Project
from stickingpoints.build.mkdocs_hooks import placeholder_addresses, read_site, require_hooks
from stickingpoints.problems import ContentError


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Return the place of the settings of an empty project."""
    (tmp_path / "docs").mkdir()
    return tmp_path / "mkdocs.yml"


def test_what_is_legal_in_mkdocs_is_legal_here(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values from the environment, a file to inherit from, and names of Python objects."""
    monkeypatch.setenv("SITE_URL", "https://talks.example/river/")
    (settings.parent / "base.yml").write_text(
        "site_name: Base\nrepo_url: https://forge.example/river\n"
    )
    settings.write_text(
        "INHERIT: base.yml\n"
        "site_name: River Talks\n"
        "site_url: !ENV [SITE_URL, 'https://sel.example/']\n"
        "theme: material\n"
        "markdown_extensions:\n"
        "  - toc:\n"
        "      slugify: !!python/name:markdown.extensions.toc.slugify\n"
    )
    site = read_site(settings)
    assert site.name == "River Talks"
    assert site.url == "https://talks.example/river/"
    assert site.repo_url == "https://forge.example/river"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "site_name"),
        ("- site_name\n", 1, "The configuration is invalid"),
        ("site_name: A\nx: [\n", 3, "expected the node content"),
        ("theme:\n  name: material\nsite_name: 2031\n", 3, "site_name: Expected type"),
        ("site_name: A\nsite_url: 7\n", 2, "site_url: Expected a string"),
        ("site_name: A\nsite_url: https://[::1\n", 1, "Invalid IPv6 URL"),
        ("site_name: A\nrepo_url: javascript://x.example/%0aalert(1)\n", 2, "begins with https://"),
        ("site_name: A\ntheme: 7\n", 2, "theme: Invalid type"),
        ("site_name: A\ntheme: nowhere\n", 2, "theme: Unrecognised theme name"),
        ("site_name: A\nhooks: nowhere.py\n", 2, "hooks: Expected a list"),
        ("site_name: A\nhooks: [nowhere.py]\n", 2, "hooks: The path"),
        ("site_name: A\nx: " + "[" * 1_500 + "]" * 1_500, 1, "too many levels"),
        ("site_name: \xff", 1, "byte 0xff is not UTF-8"),
    ],
)
def test_what_mkdocs_refuses_is_said_in_one_line(
    text: str, line: int, reason: str, settings: Path
) -> None:
    """The message names the file and, where MkDocs names a setting, its line."""
    settings.write_bytes(text.encode("latin-1"))
    with pytest.raises(ContentError) as refused:
        read_site(settings)
    (problem,) = refused.value.problems
    assert reason in problem.message
    assert "\n" not in str(problem)
    assert (Path(problem.place.file).name, problem.place.line) == ("mkdocs.yml", line)


def test_missing_settings_are_named(settings: Path) -> None:
    """Without the file there is one line that says which."""
    with pytest.raises(ContentError) as refused:
        read_site(settings)
    assert "mkdocs.yml:1:1: [unreadable]" in str(refused.value)


def test_addresses_that_are_not_set_come_from_the_ci(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new repository publishes without an edit; what the settings say comes first."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "sel/river")
    settings.write_text("site_name: River Talks\n")
    assert read_site(settings).url == "https://sel.github.io/river/"
    assert read_site(settings).repo_url == "https://github.com/sel/river"
    settings.write_text("site_name: River Talks\nsite_url: https://talks.example/\n")
    assert read_site(settings).url == "https://talks.example/"
    assert read_site(settings).repo_url == "https://github.com/sel/river"


def test_placeholders_count_as_none_and_are_named(settings: Path) -> None:
    """They would lead readers to a stranger, so the warning says what to do instead."""
    settings.write_text(
        "site_name: River Talks\n"
        "site_url: https://example.org/talks/\n"
        "repo_url: https://github.com/example/talks\n"
    )
    site = read_site(settings)
    assert (site.url, site.repo_url) == ("", "")
    problems = placeholder_addresses(settings)
    assert [(problem.place.line, problem.severity) for problem in problems] == [
        (2, "warning"),
        (3, "warning"),
    ]
    assert "https://example.org/talks/ is a placeholder" in problems[0].message


@pytest.mark.parametrize(
    ("lines", "forge", "branch"),
    [
        ("repo_url: https://codeberg.org/sel/river\n", "forgejo", "main"),
        ("repo_url: https://code.sel.example/river\nextra: {forge: gitlab}\n", "gitlab", "main"),
        ("extra: {branch: trunk}\n", "github", "trunk"),
    ],
)
def test_the_forge_and_its_branch(lines: str, forge: str, branch: str, settings: Path) -> None:
    """The forge is named, or known by its host."""
    settings.write_text(f"site_name: River Talks\n{lines}")
    site = read_site(settings)
    assert (site.forge.name, site.branch) == (forge, branch)


@pytest.mark.parametrize("name", ["sourcehut", "[gitlab]", "7"])
def test_an_unknown_forge_is_refused(name: str, settings: Path) -> None:
    """The message says which there are."""
    settings.write_text(f"site_name: River Talks\nextra:\n  forge: {name}\n")
    with pytest.raises(ContentError) as refused:
        read_site(settings)
    (problem,) = refused.value.problems
    assert "write one of github, gitlab, forgejo, codeberg" in problem.message
    assert problem.place.line == 2


@pytest.mark.parametrize(("text", "line"), [("", 1), ("hooks: []\n", 2), ("hooks: [own.py]\n", 2)])
def test_settings_without_our_hook_are_refused(settings: Path, text: str, line: int) -> None:
    """MkDocs would publish a site without the data, and say nothing."""
    (settings.parent / "own.py").write_text("def on_nav(nav, config, files):\n    return nav\n")
    settings.write_text(f"site_name: A\n{text}")
    with pytest.raises(ContentError, match=rf"mkdocs\.yml:{line}:1: .* no hook puts the data"):
        require_hooks(settings)


@pytest.mark.slow
def test_a_site_needs_neither_an_address_nor_a_page_about_itself(project: Project) -> None:
    """The script finds the site from 404.html; the data page says what is kept in a browser."""
    address = "site_url: https://lake.example/sticking-points/\n"
    for line in (address, "      - about.md\n"):
        project.replace("mkdocs.yml", line, "")
    (project.root / "docs" / "about.md").unlink()
    assert project.build_pages().returncode == 0
    missing = (project.site / "404.html").read_text(encoding="utf-8")
    assert 'data-root="/"' in missing
    data = (project.site / "data" / "index.html").read_text(encoding="utf-8")
    assert 'id="forget"' in data
