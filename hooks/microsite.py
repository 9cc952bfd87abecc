"""MkDocs events → one call each into the core. The only file that imports mkdocs.

MkDocs registers every callable named `on_*` of this file; what is read is kept on the configuration, never in a
global, since globals survive the rebuilds of `mkdocs serve`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from stickingpoints.addresses import Site, record_lines
from stickingpoints.building import BESIDE, BY_FILE
from stickingpoints.catalogue import read_language
from stickingpoints.edition import SPRITE, Edition, edition, load
from stickingpoints.problems import ContentError

_KEPT = "microsite"
_THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")  # our frame loads none of them
_log = get_plugin_logger("stickingpoints")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the data; stop the build with every problem if it cannot be built from."""
    root = Path(config.config_file_path).parent
    if os.environ.get(BY_FILE):
        config.use_directory_urls = False
    try:
        language = read_language(root, config.theme["language"])
        site = Site(config.site_name, config.site_url or "", config.repo_url or "", language)
        content = replace(load(root, site), by_file=not config.use_directory_urls)
        made = edition(content, _beside())
    except ContentError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        for problem in errors:
            _log.error("%s", problem)
        raise PluginError(f"the content has {len(errors)} errors; nothing was built") from None
    script = (Path(config.docs_dir) / "assets" / "site.js").read_text(encoding="utf-8")
    config.extra.update({_KEPT: made, "as_of_line": made.as_of_line, "sprite": SPRITE, "script_words": language.script_words(script)})
    config.site_description = config.site_description or content.dataset.title
    return config


def _beside() -> dict[str, bytes]:
    """Return the files that a whole build made beforehand, by address; a preview has none."""
    folder = os.environ.get(BESIDE)
    if not folder:
        return {}
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages and downloads; refuse an address that a file of docs/ claims too."""
    made: Edition = config.extra[_KEPT]
    for unused in [file for file in files if file.src_uri.startswith(_THEME_ASSETS)]:
        files.remove(unused)
    claimed = {_claim(file.dest_uri): file.src_uri for file in files if file.inclusion is not InclusionLevel.EXCLUDED}
    for address, page in made.pages.items():
        if _claim(address) in claimed:
            raise PluginError(f"docs/{claimed[_claim(address)]} would stand at the address of a generated page ({address}); rename it")
        generated = _add(files, config, f"{address}index.md", "")
        generated.edit_uri = record_lines(made.content.site, page.record) if page.record else None
    for address, data in made.files.items():
        if _claim(address) in claimed:
            raise PluginError(f"docs/{claimed[_claim(address)]} would stand at the address of a download ({address}); rename it")
        _add(files, config, address, data)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Let the frame of the pages speak the language of the site."""
    language = config.extra[_KEPT].content.site.language
    env.globals |= {"language": language, "say": language.html}
    return env


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Give a generated page its title, description and kind."""
    made: Edition = config.extra[_KEPT]
    ours = made.pages.get(_address(page))
    if ours:
        page.meta.update({name: getattr(ours, name) for name in ("title", "description", "kind", "linked_data", "feed", "picture", "picture_words")})
        if not ours.searchable:
            page.meta["search"] = {"exclude": True}
    else:
        page.meta["linked_data"] = made.linked_data(_address(page), str(page.title), str(page.meta.get("description", "")))
    return markdown


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Put the HTML of a generated page in place; it never passes through Markdown."""
    ours = config.extra[_KEPT].pages.get(_address(page))
    return ours.html if ours else html


def _add(files: Files, config: MkDocsConfig, uri: str, content: str | bytes) -> File:
    generated = File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
    files.append(generated)
    return generated


def _address(page: MkDocsPage) -> str:
    return page.file.dest_uri.removesuffix("index.html")


def _claim(uri: str) -> str:
    """Return the address that a file claims, whichever way pages are addressed: `timeline.html` claims `timeline/` too."""
    return uri.removesuffix("index.html").removesuffix(".html").rstrip("/")
