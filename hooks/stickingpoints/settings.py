"""What `mkdocs.yml` says of the site, read without MkDocs: name, address, repository and language."""

from __future__ import annotations

from pathlib import Path

import yaml

from stickingpoints.addresses import Site
from stickingpoints.catalogue import read_language
from stickingpoints.language import ENGLISH
from stickingpoints.problems import ContentError, Place, Problem
from stickingpoints.reading import shown


def read_site(path: Path) -> Site:
    """Return the site's settings; raises ContentError if the file, or the catalogue of the language, cannot be read."""
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError([Problem(Place(shown(path), 1, 1, 1), "settings", "", f"the settings cannot be read: {error}")]) from None
    language = (settings.get("theme") or {}).get("language") or ENGLISH.code
    return Site(settings.get("site_name", "Site"), settings.get("site_url") or "", settings.get("repo_url") or "", read_language(path.parent, language))
