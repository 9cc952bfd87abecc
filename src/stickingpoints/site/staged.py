"""Pages → a folder of Markdown that MkDocs, ProperDocs and Zensical build without this program.

It is the way out: the words of every page in files that people can go on writing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath, relpath
from typing import NamedTuple
from urllib.parse import urlsplit

from stickingpoints.model.addresses import Site
from stickingpoints.site import as_markdown

MARK = "# Written by `stickingpoints export markdown`, which may replace this folder.\n"
"""The first line of the settings: it tells a folder of ours from others."""

SETTINGS = "mkdocs.yml"
_REST = """\
docs_dir: docs
theme:
  name: material
  language: {language}
  font: false
plugins:
  - search
markdown_extensions:
  - attr_list
  - tables
  - toc:
      toc_depth: 3
validation:
  links:
    anchors: warn
  nav:
    omitted_files: ignore
nav:"""
_LARGEST_SEARCHED = 100_000
"""How many letters of Markdown a page may have for the search of a theme to read it.

Longer ones are lists, and what they list is found on pages of its own. Zensical refuses a section
of more than 16,384 words.
"""

_NOT_SEARCHED = "search:\n  exclude: true\n"
_LEFT_OUT = ("search/",)
"""What a theme brings itself."""


class Words(NamedTuple):
    """A page: the file of its Markdown below `docs/`, its title and description, and its HTML."""

    file: str
    title: str
    description: str
    html: str


def files(
    site: Site, pages: Mapping[str, Words], pictures: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the files of the folder, by address: the settings, and a file for each page.

    `pages` are given by their address, in the order of the navigation, as far as their file is
    `index.md` of a folder at the root or at the root itself. `pictures` are other files of `docs/`.
    """
    shown = {address: page for address, page in pages.items() if address not in _LEFT_OUT}
    folder = _Folder(
        site,
        shown,
        {address: as_markdown.anchors(page.html) for address, page in shown.items()},
        {page.file: address for address, page in shown.items()},
    )
    texts = {SETTINGS: _settings(site, shown)}
    for address, page in shown.items():
        texts[f"docs/{page.file}"] = _page(page, _Links(folder, address))
    staged = {address: text.encode() for address, text in texts.items()}
    return staged | {f"docs/{address}": data for address, data in pictures.items()}


@dataclass(frozen=True)
class _Folder:
    """What links are made from: the pages by address, their anchors, the addresses by file."""

    site: Site
    pages: Mapping[str, Words]
    anchors: Mapping[str, set[str]]
    address: Mapping[str, str]


@dataclass(frozen=True)
class _Links:
    """Makes the links of one page, which are relative to its address, links between files."""

    folder: _Folder
    address: str

    def __call__(self, href: str) -> str:
        """Return the address to write for a link, "" for one that leads nowhere in the folder."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        target = self._resolved(parts.path)
        if target in self.folder.pages:
            return self._to_page(target, parts.fragment)
        site = self.folder.site
        is_public = bool(site.url) and target not in _LEFT_OUT
        return site.absolute(target) if is_public else ""

    def _resolved(self, path: str) -> str:
        """Return the address on the site that a path leads to; a written page names files."""
        if not path:
            return self.address
        if path.endswith(".md"):
            file = normpath(join(self._start, path))
            return self.folder.address.get(file, file)
        joined = normpath(join(self.address, path))
        if joined == ".":
            return ""
        return f"{joined}/" if path.endswith(("/", ".")) else joined

    @property
    def _start(self) -> str:
        return dirname(self.folder.pages[self.address].file)

    def _to_page(self, target: str, fragment: str) -> str:
        """Return a link to a page, and to the place on it if the page has that."""
        anchor = f"#{fragment}" if fragment in self.folder.anchors[target] else ""
        if target == self.address:
            return anchor
        return relpath(self.folder.pages[target].file, self._start or ".") + anchor


_IN_FRAME = str.maketrans({"&": "&amp;", "<": "‹", ">": "›", '"': "”"})
"""Material escapes no title, takes tags out of it, and undoes the escaping of what is left."""


def _page(page: Words, link: as_markdown.Link) -> str:
    title, description = map(_quoted, (page.title, page.description))
    text = as_markdown.markdown(page.html, link)
    search = _NOT_SEARCHED if len(text) > _LARGEST_SEARCHED else ""
    return f"---\ntitle: {title}\ndescription: {description}\n{search}---\n\n{text}"


def _quoted(text: str) -> str:
    """Return a text that a frame shows, in quotes: JSON's are those of YAML."""
    return json.dumps(text.translate(_IN_FRAME), ensure_ascii=False)


def _settings(site: Site, pages: Mapping[str, Words]) -> str:
    """Return the settings: Material, and a navigation of the pages at the root."""
    lines = [f"site_name: {_quoted(site.name)}"]
    if site.url:
        lines.append(f"site_url: {_quoted(as_markdown.encoded(site.url))}")
    lines.append(_REST.format(language=site.language.code))
    for address, page in pages.items():
        if address.count("/") <= 1:
            lines.append(f"  - {_quoted(page.file)}")
    return "\n".join([MARK + lines[0], *lines[1:], ""])
