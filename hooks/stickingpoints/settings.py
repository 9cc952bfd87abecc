"""What `mkdocs.yml` says of the site, read without MkDocs: name, address and repository."""

from __future__ import annotations

from pathlib import Path

import yaml

from stickingpoints.addresses import Site
from stickingpoints.problems import ContentError, Place, Problem
from stickingpoints.reading import shown


def read_site(path: Path) -> Site:
    """Return the site's settings; raises ContentError if the file cannot be read."""
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError([Problem(Place(shown(path), 1, 1, 1), "settings", "", f"the settings cannot be read: {error}")]) from None
    return Site(settings.get("site_name", "Site"), settings.get("site_url") or "", settings.get("repo_url") or "")
