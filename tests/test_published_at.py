"""Where a site is published: the variables of each forge, and what counts as a placeholder."""

from __future__ import annotations

import pytest

from stickingpoints.build.published_at import Addresses, from_ci, is_placeholder
from stickingpoints.model.forges import FORGEJO, GITHUB, GITLAB

GITHUB_CI = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "Sel-Society/river-talks",
    "GITHUB_REF_TYPE": "branch",
    "GITHUB_REF_NAME": "trunk",
}
FORGEJO_CI = GITHUB_CI | {"FORGEJO_ACTIONS": "true", "GITHUB_SERVER_URL": "https://codeberg.org"}
GITLAB_CI = {
    "GITLAB_CI": "true",
    "CI_PROJECT_URL": "https://gitlab.com/sel/river-talks",
    "CI_PAGES_URL": "https://sel.gitlab.io/river-talks",
    "CI_DEFAULT_BRANCH": "trunk",
}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (
            GITHUB_CI,
            Addresses(
                "https://sel-society.github.io/river-talks/",
                "https://github.com/Sel-Society/river-talks",
                GITHUB,
                "trunk",
            ),
        ),
        (
            FORGEJO_CI,
            Addresses(
                "https://sel-society.codeberg.page/river-talks/",
                "https://codeberg.org/Sel-Society/river-talks",
                FORGEJO,
                "trunk",
            ),
        ),
        (
            GITLAB_CI,
            Addresses(
                "https://sel.gitlab.io/river-talks/",
                "https://gitlab.com/sel/river-talks",
                GITLAB,
                "trunk",
            ),
        ),
        ({}, Addresses()),
        ({"GITHUB_REPOSITORY": "sel/river"}, Addresses()),
        ({"GITHUB_ACTIONS": "true"}, Addresses()),
        ({"GITLAB_CI": "true"}, Addresses(forge=GITLAB)),
    ],
    ids=["github", "codeberg", "gitlab", "none", "no-ci", "no-repository", "no-project"],
)
def test_addresses_come_from_the_forge(environment: dict[str, str], expected: Addresses) -> None:
    """Outside of a CI there are none, and a CI that names no repository gives none."""
    assert from_ci(environment) == expected


@pytest.mark.parametrize(
    ("changed", "site"),
    [
        ({"GITHUB_REPOSITORY": "Sel/sel.github.io"}, "https://sel.github.io/"),
        ({"GITHUB_REPOSITORY": "Sel/Sel.GitHub.io"}, "https://sel.github.io/"),
        ({"GITHUB_SERVER_URL": "https://github.sel.example"}, ""),
    ],
)
def test_pages_of_github(changed: dict[str, str], site: str) -> None:
    """The repository of the host's name is at its root; another server has Pages elsewhere."""
    assert from_ci(GITHUB_CI | changed).site == site


@pytest.mark.parametrize(
    ("changed", "site"),
    [
        ({"GITHUB_REPOSITORY": "Sel/pages"}, "https://sel.codeberg.page/"),
        ({"GITHUB_SERVER_URL": "https://git.sel.example"}, ""),
    ],
)
def test_pages_of_codeberg(changed: dict[str, str], site: str) -> None:
    """The repository `pages` is at the root; another Forgejo has no Pages that are known."""
    assert from_ci(FORGEJO_CI | changed).site == site


@pytest.mark.parametrize(
    ("changed", "branch"),
    [
        ({"GITHUB_BASE_REF": "main", "GITHUB_REF_NAME": "12/merge"}, "main"),
        ({"GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1.2"}, "main"),
        ({"GITHUB_REF_NAME": ""}, "main"),
    ],
    ids=["pull-request", "tag", "empty"],
)
def test_edits_are_made_on_a_branch(changed: dict[str, str], branch: str) -> None:
    """A pull request is edited where it leads to, and a tag is no branch."""
    assert from_ci(GITHUB_CI | changed).branch == branch


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https:///x", "ssh://git@sel.example/x", "//sel.example"]
)
def test_only_addresses_of_the_web_are_taken(address: str) -> None:
    """What the CI gives is put into links, so it has to be the address of a page."""
    assert from_ci(GITLAB_CI | {"CI_PAGES_URL": address}).site == ""
    assert from_ci(GITHUB_CI | {"GITHUB_SERVER_URL": address}).repository == ""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/sticking-points/", True),
        ("https://www.example.com", True),
        ("https://EXAMPLE.net/", True),
        ("https://github.com/example/talks", True),
        ("https://github.com/example", True),
        ("https://codeberg.org/example/talks", True),
        ("https://example.github.io/talks/", True),
        ("https://github.com/example-society/talks", False),
        ("https://myexample.org/", False),
        ("https://talks.example/", False),
        ("https://example.org.sel.example/", False),
        ("", False),
    ],
)
def test_placeholders(address: str, expected: bool) -> None:  # noqa: FBT001  a table of answers
    """Names that documentation uses are placeholders; names that contain them are not."""
    assert is_placeholder(address) is expected
