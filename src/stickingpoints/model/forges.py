"""The forges that a repository may be on: how each addresses the lines of a file and its forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit


class Forge(NamedTuple):
    """How a forge forms addresses, each after that of the repository.

    `lines` is filled with `branch`, `path`, `first` and `last` line, `form` with the `record` that
    a report is about. Values are percent-encoded before they are filled in.
    """

    name: str
    lines: str
    form: str


GITHUB = Forge(
    "github",
    # The file with the lines marked, from which a pencil leads to the editor: that knows no lines.
    lines="/blob/{branch}/{path}#L{first}-L{last}",
    form="/issues/new?template=correction.yml&record={record}",
)
GITLAB = Forge(
    "gitlab",
    lines="/-/edit/{branch}/{path}#L{first}-{last}",
    form="/-/issues/new?issuable_template=correction&issue[title]=Correction:%20{record}",
)
FORGEJO = Forge(
    "forgejo",
    lines="/_edit/{branch}/{path}",  # its editor knows no lines
    form="/issues/new?template=.forgejo/issue_template/correction.yml&field:record={record}",
)
BY_NAME: Mapping[str, Forge] = {
    "github": GITHUB,
    "gitlab": GITLAB,
    "forgejo": FORGEJO,
    "codeberg": FORGEJO,
}
"""The forges by the names that a site's settings may give."""


def forge_at(address: str) -> Forge:
    """Return the forge that a repository is on, by its host; GitHub where that says nothing."""
    host = urlsplit(address).hostname or ""
    if "gitlab" in host:
        return GITLAB
    if host == "codeberg.org" or "forgejo" in host or "gitea" in host:
        return FORGEJO
    return GITHUB
