"""Where a site is published and edited, as the CI that builds it says.

What `site_url` and `repo_url` of mkdocs.yml do not say comes from the variables that a forge sets
for its own builds; no other module reads them:

- GitHub Actions: `GITHUB_REPOSITORY` and `GITHUB_SERVER_URL`. Pages of a repository are at
  https://OWNER.github.io/REPOSITORY/, and at https://OWNER.github.io/ for the one of that name. A
  server other than github.com has Pages at an address that is not known here. The branch is the
  target of a pull request (`GITHUB_BASE_REF`), or else the branch that is built
  (`GITHUB_REF_NAME`, where `GITHUB_REF_TYPE` says that it is one).
- Forgejo Actions (`FORGEJO_ACTIONS`, or `GITEA_ACTIONS`) sets the same variables. Pages of Codeberg
  are at https://OWNER.codeberg.page/REPOSITORY/, and at https://OWNER.codeberg.page/ for the
  repository `pages`.
- GitLab CI: `CI_PROJECT_URL`, `CI_PAGES_URL`, `CI_DEFAULT_BRANCH`.

The commit that is built is in `GITHUB_SHA` or `CI_COMMIT_SHA`.

Outside of them a site has the addresses of its settings alone, or none. A placeholder, as
https://example.org/, counts as none: it would lead readers to a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from stickingpoints.model.forges import FORGEJO, GITHUB, GITLAB, Forge

_RESERVED = re.compile(r"(?:.+\.)?example\.(?:com|net|org)")  # RFC 2606, section 3
_SAMPLE_OWNERS = ("github.com/example", "gitlab.com/example", "codeberg.org/example")
_ACTIONS = ("GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS")
_SAMPLE_PAGES = ("example.github.io", "example.gitlab.io", "example.codeberg.page")


class Addresses(NamedTuple):
    """The addresses of a site and its repository, "" if unknown; its forge and its branch."""

    site: str = ""
    repository: str = ""
    forge: Forge = GITHUB
    branch: str = "main"


def is_placeholder(address: str) -> bool:
    """Return whether an address is one that documentation uses, and that is nobody's own."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    owner = f"{host}/{parts.path.lstrip('/').partition('/')[0]}"
    return bool(_RESERVED.fullmatch(host)) or host in _SAMPLE_PAGES or owner in _SAMPLE_OWNERS


def from_ci(environment: Mapping[str, str]) -> Addresses:
    """Return the addresses that the CI gives, by its environment variables; none outside of one."""
    if environment.get("GITLAB_CI"):
        return _gitlab(environment)
    if environment.get("FORGEJO_ACTIONS") or environment.get("GITEA_ACTIONS"):
        return _actions(environment, FORGEJO)
    if environment.get("GITHUB_ACTIONS"):
        return _actions(environment, GITHUB)
    return Addresses()


def commit_of_ci(environment: Mapping[str, str]) -> str | None:
    """Return the commit that the CI builds, None outside of one or if it does not say."""
    if environment.get("GITLAB_CI"):
        return _object_name(environment.get("CI_COMMIT_SHA", ""))
    if any(environment.get(variable) for variable in _ACTIONS):
        return _object_name(environment.get("GITHUB_SHA", ""))
    return None


def _object_name(text: str) -> str | None:
    """Return the name of a git object (SHA-1 or SHA-256), None for any other text."""
    return text if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", text) else None


def _gitlab(environment: Mapping[str, str]) -> Addresses:
    return Addresses(
        _web_address(environment.get("CI_PAGES_URL", "")),
        _web_address(environment.get("CI_PROJECT_URL", "")).rstrip("/"),
        GITLAB,
        environment.get("CI_DEFAULT_BRANCH") or "main",
    )


def _actions(environment: Mapping[str, str], forge: Forge) -> Addresses:
    server = _web_address(environment.get("GITHUB_SERVER_URL", ""))
    named = re.fullmatch(r"([\w.-]+)/([\w.-]+)", environment.get("GITHUB_REPOSITORY", ""))
    if not server or not named:
        return Addresses(forge=forge)
    return Addresses(
        _pages(server, named[1].lower(), named[2]),
        f"{server.rstrip('/')}/{named[0]}",
        forge,
        _branch(environment),
    )


def _pages(server: str, owner: str, repository: str) -> str:
    """Return the address at which a forge publishes a repository, "" if it is not known."""
    host = urlsplit(server).hostname
    if host == "github.com":
        return _below(f"{owner}.github.io", repository, f"{owner}.github.io")
    if host == "codeberg.org":
        return _below(f"{owner}.codeberg.page", repository, "pages")
    return ""


def _below(host: str, repository: str, main: str) -> str:
    """Return the address of a repository's site on the host of its owner; `main` is at the root."""
    if repository.lower() == main:
        return f"https://{host}/"
    return f"https://{host}/{repository}/"


def _branch(environment: Mapping[str, str]) -> str:
    target = environment.get("GITHUB_BASE_REF")
    if target:
        return target
    if environment.get("GITHUB_REF_TYPE") == "branch":
        return environment.get("GITHUB_REF_NAME") or "main"
    return "main"


def _web_address(address: str) -> str:
    """Return an address of the web that ends in a slash, "" for anything else."""
    if not re.match(r"https?://[^/]", address):
        return ""
    return f"{address.rstrip('/')}/"
