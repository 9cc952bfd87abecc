"""MkDocs' settings and events → calls into the core. The only module that imports mkdocs.

`hooks/microsite.py` hands the handlers to MkDocs. What is read is kept on the configuration, never
in a global, since globals survive the rebuilds of `mkdocs serve`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import build, get_context
from mkdocs.config.base import ValidationError, load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from stickingpoints.bounded_files import read_text
from stickingpoints.build import finishing, published_at
from stickingpoints.build.edition import SPRITE, Edition, EditionOnDemand, edition, load, open_data
from stickingpoints.build.pages_of_docs import PagesOfDocs
from stickingpoints.build.surroundings import dated, environment, messages
from stickingpoints.cache import of_user
from stickingpoints.i18n.catalog import read_language
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import forges
from stickingpoints.model.addresses import Site, record_lines
from stickingpoints.problems import ContentError, Place, Problem, display_path, quantity
from stickingpoints.processes import collect_rarely
from stickingpoints.reading.project import in_folder
from stickingpoints.site import THEME, WRITTEN, assets, policy, search_files
from stickingpoints.site.page import Page
from stickingpoints.site.placeholders import Facts
from stickingpoints.site.written_pages import (
    link_problems,
    type_problem,
)

_KEPT = "microsite"
_HOOK = "hooks/microsite.py"
_PAGES = "written_pages"
_LONGEST_MESSAGE = 300
_ADDRESSES = ("site_url", "repo_url")
# Material says in a banner that it ends on 2027-05-05. Editors can do nothing about that, and the
# site takes nothing from it but its name (tests/site/test_longevity.py); RELEASING.md tells
# maintainers.
_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
_ABOUT = "about.md"
_ALWAYS_THERE = "data.md"  # shipped for sites that do not write their own
_PLUGIN_INDEX = "search/search_index.json"
"""What the theme's own search writes if a site still names it; nothing reads it."""

_log = get_plugin_logger("stickingpoints")


def read_site(path: Path) -> Site:
    """Return what the settings in `mkdocs.yml` say of the site, read and checked by MkDocs.

    Addresses that they do not give come from the CI that runs the build, if one does. Raises
    ContentError if MkDocs does not accept the settings, or if the catalogue of the language cannot
    be read.
    """
    return _site_of(_settings(path))


def reads_more(path: Path) -> bool:
    """Return whether a build may read more than the data, the settings and the project's folders.

    Plugins may, hooks of the site's own, and templates that lie elsewhere than in `overrides`.
    Raises ContentError as `read_site` does.
    """
    config = _settings(path)
    templates = config.theme.custom_dir
    if templates and Path(templates) != path.parent.resolve() / "overrides":
        return True
    return not set(config.plugins) <= {_HOOK, "search", "material/search"}


def require_hooks(path: Path) -> None:
    """Raise ContentError unless the settings name a hook that puts the data on the site.

    It is ours, or one that calls it. MkDocs would build a site without anything from the data.
    """
    if any(hasattr(module, "on_files") for module in _settings(path)["hooks"].values()):
        return
    line = _line_of_key("hooks", read_text(path, display_path(path)))
    message = (
        "no hook puts the data on the site; write hooks: [hooks/microsite.py], with the file that "
        "`stickingpoints init` creates"
    )
    place = Place(display_path(path), line, 1, line)
    raise ContentError([Problem(place, "settings", "", message)])


def placeholder_addresses(path: Path) -> list[Problem]:
    """Return a warning for each address in `mkdocs.yml` that is a placeholder, and so ignored.

    Raises ContentError as `read_site` does.
    """
    config = _settings(path)
    return [
        _placeholder_address(path, key, config[key])
        for key in _ADDRESSES
        if published_at.is_placeholder(config[key] or "")
    ]


def _placeholder_address(path: Path, key: str, address: str) -> Problem:
    line = _line_of_key(key, read_text(path, display_path(path)))
    message = (
        f"{key}: {address} is a placeholder, so the site is built without it; write the address of "
        "your own, or delete the line: on a forge, the build then takes the address from there"
    )
    place = Place(display_path(path), line, 1, line)
    return Problem(place, "placeholder-address", "", message, "warning")


def _settings(path: Path) -> MkDocsConfig:
    # This refuses pipes and devices, which MkDocs would wait for.
    text = read_text(path, display_path(path))
    config = MkDocsConfig(config_file_path=str(path.resolve()))
    try:
        with path.open("rb") as file:
            config.load_file(file)
        errors, _ = config.validate()
    except RecursionError:
        raise _settings_error(path, 1, "there are too many levels inside each other") from None
    except (ConfigurationError, ValidationError, ValueError, TypeError) as error:
        mark = getattr(error.__context__, "problem_mark", None)
        raise _settings_error(path, mark.line + 1 if mark else 1, str(error)) from None
    if errors:
        key, reason = errors[0]
        raise _settings_error(path, _line_of_key(key, text), f"{key}: {reason}")
    return config


def _settings_error(path: Path, line: int, message: str) -> ContentError:
    one_line = " ".join(message.split())[:_LONGEST_MESSAGE]
    place = Place(display_path(path), line, 1, line)
    return ContentError(
        [Problem(place, "settings", "", f"MkDocs does not accept the settings: {one_line}")]
    )


def _line_of_key(key: str, text: str) -> int:
    """Return the line of a setting, 1 if it is not set."""
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)


def _site_of(config: MkDocsConfig) -> Site:
    path = Path(config.config_file_path)
    for key in _ADDRESSES:
        if urlsplit(config[key] or "https:").scheme not in ("http", "https"):
            raise _error_at_key(path, key, "write an address that begins with https://")
    from_ci = published_at.from_ci(os.environ)
    site_url, repo_url = (_own_address(config, key) for key in _ADDRESSES)
    return Site(
        config.site_name,
        site_url or from_ci.site,
        repo_url or from_ci.repository,
        read_language(path.parent, config.theme.get("language") or ENGLISH.code),
        _forge(config, repo_url, from_ci),
        str(config.extra.get("branch") or from_ci.branch),
    )


def _error_at_key(path: Path, key: str, message: str) -> ContentError:
    line = _line_of_key(key, read_text(path, display_path(path)))
    return _settings_error(path, line, f"{key}: {message}")


def _own_address(config: MkDocsConfig, key: str) -> str:
    """Return an address that the settings give, "" if there is none or a placeholder."""
    address = str(config[key] or "")
    if published_at.is_placeholder(address):
        return ""
    return address


def _forge(config: MkDocsConfig, repo_url: str, from_ci: published_at.Addresses) -> forges.Forge:
    """Return the forge: as named under `extra`, or else as the repository's host suggests."""
    name = config.extra.get("forge")
    if name is not None:
        return _named_forge(config, str(name))
    if repo_url:
        return forges.forge_at(repo_url)
    return from_ci.forge


def _named_forge(config: MkDocsConfig, name: str) -> forges.Forge:
    if name not in forges.BY_NAME:
        known = ", ".join(forges.BY_NAME)
        message = f'forge: there is no forge "{name}"; write one of {known}'
        raise _error_at_key(Path(config.config_file_path), "extra", message)
    return forges.BY_NAME[name]


class BuildError(Exception):
    """The site could not be built; the message is what MkDocs reported."""


def generate(published: Edition, settings: Path, folder: Path) -> None:
    """Write the site of an edition into a folder with MkDocs, run in this process.

    `settings` is the project's mkdocs.yml. Raises BuildError with every message if MkDocs fails or
    warns.
    """
    day = published.content.dataset.as_of
    with messages() as heard, environment(**_QUIET, **dated(day)):
        try:
            config = load_config(
                str(settings),
                strict=True,
                site_dir=str(folder),
                use_directory_urls=not published.content.by_file,
            )
            config.extra[_KEPT] = published
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (Abort, MkDocsException) as error:
            raise BuildError("\n".join([*heard, str(error)])) from None


class Frame:
    """The pages of a preview in the frame of the theme, each rendered when it is asked for."""

    def __init__(self, published: EditionOnDemand, settings: Path) -> None:
        """Read the settings and the list of files; raises BuildError if MkDocs refuses them."""
        self._day = published.content.dataset.as_of
        with messages() as heard, self._like_a_build():
            try:
                self._config = load_config(str(settings))
                self._config.extra[_KEPT] = published
                self._begin()
            except (Abort, MkDocsException) as error:
                raise BuildError("\n".join([*heard, str(error)])) from None

    def _begin(self) -> None:
        """Go through the events of a build up to the rendering of the first page."""
        plugins = self._config.plugins
        plugins.on_startup(command="serve", dirty=False)
        self._config = plugins.on_config(self._config)
        plugins.on_pre_build(config=self._config)
        files = get_files(self._config)
        env = self._config.theme.get_env()
        files.add_files_from_theme(env, self._config)
        self._files = plugins.on_files(files, config=self._config)
        set_exclusions(self._files, self._config)
        nav = get_navigation(self._files, self._config)
        self._nav = plugins.on_nav(nav, config=self._config, files=self._files)
        for file in self._files.documentation_pages():
            if file.page is None:
                MkDocsPage(None, file, self._config)
        self._env = plugins.on_env(env, config=self._config, files=self._files)
        self._by_address = {file.dest_uri: file for file in self._files}
        for page in self._nav.pages:
            self._read(page)  # for its title, which every page names

    @contextmanager
    def _like_a_build(self) -> Iterator[None]:
        with environment(**_QUIET, **dated(self._day)):
            yield

    def file(self, address: str) -> bytes | None:
        """Return what is at an address, which names its file; None if there is nothing.

        Raises BuildError if a page of docs/ cannot be shown as it is.
        """
        if address == search_files.WRITTEN:
            return self._search_of_written_pages()
        file = self._by_address.get(address)
        if file is None:
            return None
        if file.page is None:
            return file.content_bytes
        return self._page(file.page)

    def _page(self, page: MkDocsPage) -> bytes:
        with messages() as heard, self._like_a_build():
            try:
                self._read(page)
                self._fill(page)
                _stop_for(self._config.extra[_PAGES].problems)
                return self._in_frame(page).encode()
            except (Abort, MkDocsException) as error:
                raise BuildError("\n".join([*heard, str(error)])) from None

    def _read(self, page: MkDocsPage) -> None:
        """Give a page its title, and one of docs/ its content."""
        config, files, plugins = self._config, self._files, self._config.plugins
        self._config.extra[_PAGES].problems.clear()
        page = plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)

    def _fill(self, page: MkDocsPage) -> None:
        """Give a page that was read its content."""
        page.content = self._config.plugins.on_page_content(
            page.content or "", page=page, config=self._config, files=self._files
        )

    def _in_frame(self, page: MkDocsPage) -> str:
        config, plugins = self._config, self._config.plugins
        page.active = True
        context = get_context(self._nav, self._files, config, page)
        template = self._env.get_template(page.meta.get("template", "main.html"))
        context = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
        html = template.render(context)
        page.active = False
        return plugins.on_post_page(html, page=page, config=config)

    def _search_of_written_pages(self) -> bytes:
        pages: PagesOfDocs = self._config.extra[_PAGES]
        pages.entries.clear()
        for file in self._files.documentation_pages():
            if file.page and file.abs_src_path:
                self._page(file.page)
        language = self._config.extra[_KEPT].content.site.language
        written = search_files.written(pages.entries, language, by_file=False)
        return written[search_files.WRITTEN]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Hand the content to MkDocs; a preview reads it first, and stops with every problem."""
    collect_rarely()
    _stop_for(link_problems(Path(config.docs_dir)))
    if _KEPT not in config.extra:
        config.extra[_KEPT] = _read_edition(config)
    published: Edition = config.extra[_KEPT]
    config.site_url = published.content.site.url or None
    config.repo_url = published.content.site.repo_url or None
    config.extra["as_of_line"] = published.as_of_line
    config.extra["publisher"] = published.content.dataset.publisher
    config.extra["title"] = published.content.dataset.title
    config.extra["record_end"] = published.content.dataset.as_of.isoformat()
    config.extra["record_end_label"] = published.content.site.language.long_date(
        published.content.dataset.as_of
    )
    config.extra["record_end_line"] = published.record_end_line
    config.extra["sprite"] = SPRITE
    config.extra["asset"] = assets.addresses(published.printed_foot)
    config.extra["script_words"] = published.content.site.language.script_words(assets.modules())
    config.extra[_PAGES] = PagesOfDocs()
    config.markdown_extensions.append(config.extra[_PAGES].text_only)
    # Alignment as an attribute: the pages' Content-Security-Policy allows no style attributes.
    config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
    own = 1 if config.theme.custom_dir else 0  # a site's own templates come before ours
    config.theme.dirs.insert(own, str(THEME))
    config.site_description = config.site_description or published.content.dataset.title
    return config


def _read_edition(config: MkDocsConfig) -> Edition:
    """Read the project of a preview, which reloads when the data changes.

    It has no documents, which take long to set.
    """
    settings = Path(config.config_file_path)
    for problem in placeholder_addresses(settings):
        _log.warning("%s", problem)
    project = in_folder(settings.parent)
    config.watch.append(str(project.data))
    try:
        content = load(project, _site_of(config))
    except ContentError as error:
        _stop_for(error.problems)
        raise
    by_file, cache = not config.use_directory_urls, of_user()
    return edition(replace(content, by_file=by_file), open_data(content, cache), cache)


def _stop_for(problems: Iterable[Problem]) -> None:
    """Log the errors among the problems and stop the build; do nothing if there are none."""
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in errors:
        _log.error("%s", problem)
    if errors:
        raise PluginError(f"the content has {quantity(len(errors), 'error')}; nothing was built")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the shipped written pages and the downloads to the files of docs/.

    Stops for a file of docs/ that may not be published, or that has the address of a generated
    page or a download.
    """
    published: Edition = config.extra[_KEPT]
    for unused in [file for file in files if _is_of_the_theme(file, config)]:
        files.remove(unused)
    _stop_for(_type_problems(files, config))
    _add_shipped_pages(files, config)
    has_about = files.get_file_from_path(_ABOUT) is not None
    config.extra["names_what_is_kept"] = _ABOUT if has_about else _ALWAYS_THERE
    claims = {_claim(file.dest_uri): file.src_uri for file in files if _is_published(file)}
    for address, page in published.pages.items():
        _refuse_claimed(address, "a generated page", claims)
        generated = _add(files, config, f"{address}index.md", "")
        if page.record:
            generated.edit_uri = record_lines(published.content.site, page.record)
    _add_assets(files, config, published.printed_foot)
    for address, data in published.files.items():
        _refuse_claimed(address, "a download", claims)
        _add(files, config, address, data)
    return files


def _is_of_the_theme(file: File, config: MkDocsConfig) -> bool:
    """Return whether the theme that the settings name brings a file: our frame loads none."""
    after_ours = config.theme.dirs.index(str(THEME)) + 1
    return file.src_dir in config.theme.dirs[after_ours:]


def _add_assets(files: Files, config: MkDocsConfig, foot: str) -> None:
    """Add the scripts and styles; a site may have its own, under the plain name of one."""
    texts = assets.texts(foot)
    for name, address in assets.addresses(foot).items():
        own = f"{assets.FOLDER}{name}"
        if files.get_file_from_path(own):
            config.extra["asset"][name] = own
        else:
            _add(files, config, address, texts[name])


def _add_shipped_pages(files: Files, config: MkDocsConfig) -> None:
    """Add the written pages of the generator that the site does not have in docs/."""
    for path in sorted(WRITTEN.iterdir()):
        if files.get_file_from_path(path.name) is None:
            file = File(
                path.name,
                src_dir=str(WRITTEN),
                dest_dir=config.site_dir,
                use_directory_urls=config.use_directory_urls,
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
            file.edit_uri = None  # the repository of the site does not hold it
            files.append(file)


def _type_problems(files: Files, config: MkDocsConfig) -> Iterator[Problem]:
    """Yield a problem for each file of docs/ whose type is not published."""
    for file in files:
        if file.src_dir == config.docs_dir and _is_published(file):
            problem = type_problem(file.src_uri)
            if problem:
                yield problem


def _is_published(file: File) -> bool:
    return file.inclusion is not InclusionLevel.EXCLUDED


def _refuse_claimed(address: str, what: str, claims: Mapping[str, str]) -> None:
    """Stop if a file of docs/ has the address of what the build adds."""
    claimant = claims.get(_claim(address))
    if claimant:
        raise PluginError(f"docs/{claimant} has the address of {what} ({address}); rename it")


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Stop for what the written pages may not hold; give the frame what it prints, escaped.

    MkDocs does not escape, and calls this before it compiles the first template.
    """
    _stop_for(config.extra[_PAGES].problems)
    language = config.extra[_KEPT].content.site.language
    env.autoescape = True
    env.globals |= {"language": language, "say": language.html}
    env.globals["content_of"] = partial(_content_of, config.extra[_KEPT])
    env.globals["policy"] = policy.page(previewed=_is_preview(config))
    return env


def _is_preview(config: MkDocsConfig) -> bool:
    """Return whether this is a build of `mkdocs serve`, which sets site_url to its own."""
    return urlsplit(config.site_url or "").netloc == str(config.dev_addr)


def on_post_build(config: MkDocsConfig) -> None:
    """Write what is known once every page is there: the search of written pages, and the headers.

    An index of the theme's own search is removed. The edition for the disk has no host, and so no
    headers.
    """
    site, content = Path(config.site_dir), config.extra[_KEPT].content
    finishing.write_search_of_docs(site, config.extra[_PAGES].entries, content)
    (site / _PLUGIN_INDEX).unlink(missing_ok=True)
    finishing.divide_sitemap(site, content.site)
    if config.use_directory_urls:
        finishing.write_headers(site, Path(config.docs_dir), config.extra["asset"].values())


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """Read a page of docs/ in MkDocs' place: bounded, and with front matter that was checked."""
    if page.file.abs_src_path is None:
        return None  # a generated page
    pages: PagesOfDocs = config.extra[_PAGES]
    # The empty line keeps MkDocs from looking for front matter in the text.
    content = config.extra[_KEPT].content
    facts = Facts(content.dataset, content.lock, content.site.language)
    return "\n" + pages.read(page.file.src_uri, Path(page.file.abs_src_path), facts)


def on_page_markdown(
    markdown: str,
    page: MkDocsPage,
    config: MkDocsConfig,
    files: Files,  # noqa: ARG001
) -> str:
    """Give a page its title, its description and what else the frame shows of it."""
    published: Edition = config.extra[_KEPT]
    page.meta["search"] = {"exclude": True}  # from an index of the theme, which nothing reads
    generated = published.pages.get(_address(page))
    if generated:
        page.meta.update(_meta_of(generated))
        return markdown
    page.meta.update(config.extra[_PAGES].meta(page.file.src_uri))
    description = str(page.meta.get("description", ""))
    page.meta["linked_data"] = published.linked_data(_address(page), str(page.title), description)
    return markdown


def _meta_of(page: Page) -> dict[str, Any]:
    """Return what the frame reads of a generated page."""
    return {
        "title": page.title,
        "description": page.description,
        "kind": page.kind,
        "has_parts": page.has_parts,
        "linked_data": page.linked_data,
        "feed": page.feed,
        "moves_feed": page.moves_feed,
        "picture": page.picture,
        "picture_words": page.picture_words,
    }


def on_page_content(
    html: str,
    page: MkDocsPage,
    config: MkDocsConfig,
    files: Files,  # noqa: ARG001
) -> str:
    """Put the HTML of a generated page in place; it never passes through Markdown.

    MkDocs keeps what is returned until the end of the build. Where nobody else looks at it, the
    frame asks for the HTML of each page as it writes it, and nothing is returned here.
    """
    published: Edition = config.extra[_KEPT]
    if _address(page) in published.pages:
        return "" if _only_frame_reads(config) else published.html(_address(page))
    if "title" not in page.meta:
        # A title that was taken from a heading is HTML, and the frame escapes.
        page.title = unescape(str(page.title))
    config.extra[_PAGES].judge(page.file.src_uri)
    config.extra[_PAGES].keep_sections(page.url, str(page.title))
    return html


def _only_frame_reads(config: MkDocsConfig) -> bool:
    """Return whether our frame alone reads the content of pages: no plugin, no own template."""
    events = config.plugins.events
    ours_alone = events["page_content"] == [on_page_content] and not events["page_context"]
    return ours_alone and not config.theme.custom_dir


def _content_of(published: Edition, page: MkDocsPage) -> str:
    """Return what the frame shows of a page."""
    if page.content or _address(page) not in published.pages:
        return str(page.content)
    return published.html(_address(page))


def _add(files: Files, config: MkDocsConfig, uri: str, content: str | bytes) -> File:
    generated = File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
    files.append(generated)
    return generated


def _address(page: MkDocsPage) -> str:
    return page.file.dest_uri.removesuffix("index.html")


def _claim(uri: str) -> str:
    """Return the address that a file has, whichever way pages are addressed.

    `timeline.html`, `timeline/index.html` and `timeline/` are one.
    """
    return uri.removesuffix("index.html").removesuffix(".html").rstrip("/")
