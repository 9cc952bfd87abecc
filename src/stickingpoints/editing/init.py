"""`init`: a complete small project, written into a folder that has nothing of the same names.

The files are those of the folder `starter`, where `dot-` stands for a dot at the beginning of a
name. The example among them is shifted to end on a given day, so that the same call gives the same
bytes.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.editing.starter_data import example
from stickingpoints.exports.json_schema import editing_schema_bytes
from stickingpoints.i18n.catalog import SHIPPED, SITE_FOLDER, is_known, new_catalog
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.problems import FORBIDDEN, CallError, forbidden, quantity
from stickingpoints.safe_writes import write
from stickingpoints.text import prose

FORGES = ("github", "gitlab", "codeberg")
LICENCES: Mapping[str, str | None] = {"cc-by-4.0": "CC-BY-4.0", "cc0": "CC0-1.0", "none": None}
"""The licences of the content to choose from, with the identifiers that SPDX has for them."""

PARTIES = ("City", "Union")
"""The parties of a project for which none are named."""

_STARTER = Path(__file__).parent / "starter"
_SCHEMA = "schema/stickingpoints.schema.json"
_DATA = "data/issues.yaml"
_FILLED = ("mkdocs.yml", "README.md", "CONTRIBUTING.md", "requirements-generator.txt")
_MOST_PARTIES = 12
_LONGEST = 120  # characters of a title, a name or a topic
_MOST_NAMED = 10
_YEARS = range(1900, 3000)
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")
_TRANSLATION = """\
## The language of the interface

The interface is not translated into this language yet: what the site itself says stays English, in
the editors' own language are the texts of `data/` and `docs/`. Write the translations into
`{file}`, the check of a build says how many are missing. After an update of the generator,
`stickingpoints translations {code}` adds the texts that are new.

"""


@dataclass(frozen=True)
class NewProject:
    """What a new project is to be: checked, and with every value there.

    `day` is the newest day of its example. `topic` is what the talks are about, "" if that is still
    open. `version` is that of the generator, which the project's CI installs.
    """

    title: str
    parties: tuple[str, ...]
    topic: str
    language: str
    forge: str
    licence: str
    day: datetime.date
    version: str

    def __post_init__(self) -> None:
        """Raise CallError, naming the option, for a value that cannot be taken."""
        _refuse_text("title", self.title)
        for name in self.parties:
            _refuse_text("parties", name)
        if self.topic:
            _refuse_text("topic", self.topic)
        if not 2 <= len(self.parties) <= _MOST_PARTIES:
            raise CallError(
                f"--parties: name 2 to {_MOST_PARTIES} parties, with commas between them, as "
                f'"{", ".join(PARTIES)}"; there {_are(len(self.parties))}'
            )
        if len(set(self.parties)) < len(self.parties):
            raise CallError("--parties: two of the parties have the same name; tell them apart")
        if self.day.year not in _YEARS:
            raise CallError(
                f"--day: {self.day} is no day to begin a site on; write the day of today"
            )
        _refuse_language(self.language)


def _are(number: int) -> str:
    return "is 1" if number == 1 else f"are {number}"


def _refuse_text(option: str, text: str) -> None:
    """Raise CallError for a text that the check of the data would refuse."""
    if not text or len(text) > _LONGEST:
        raise CallError(f"--{option}: write 1 to {_LONGEST} characters; this has {len(text)}")
    if hidden := FORBIDDEN.search(text):
        raise CallError(f"--{option}: {forbidden(hidden[0])}")
    for fault in prose.faults(text):
        raise CallError(f"--{option}: {fault.message}")


def _refuse_language(code: str) -> None:
    """Raise CallError for a language that dates, or the theme and its search, do not know."""
    if not is_known(code):
        raise CallError(f'--language: "{code}" is not a language code; write one as en or pt-BR')
    if f"{code}.html" not in _names_in_theme():
        raise CallError(
            f'--language: the theme of the pages has no texts for "{code}"; choose another'
        )


def _names_in_theme() -> set[str]:
    """Return the names of the files in which Material for MkDocs has its languages.

    They are listed without importing MkDocs, which only a build needs.
    """
    theme = find_spec("material")
    names: set[str] = set()
    for folder in (theme and theme.submodule_search_locations) or []:
        for path in Path(folder, "templates", "partials", "languages").iterdir():
            names.add(path.name)
    return names


def party_names(text: str) -> tuple[str, ...]:
    """Return the names in a list with commas, as `--parties` takes it."""
    return tuple(filter(None, map(one_line, text.split(","))))


def one_line(text: str) -> str:
    """Return a text with single spaces and none at its ends."""
    return " ".join(text.split())


def title_from(folder: Path) -> str:
    """Return the title of a project for which none is given: `my-talks` → `My talks`."""
    words = one_line(re.sub(r"[-_]", " ", bounded_files.absolute(folder).name))[:_LONGEST]
    title = words[:1].upper() + words[1:]
    if not title or FORBIDDEN.search(title) or any(prose.faults(title)):
        return "My talks"
    return title


def files(project: NewProject, data: str = "") -> dict[str, bytes]:
    """Return the files of a new project, by their paths in it, sorted.

    `data` is the text of data/issues.yaml; without it, the project begins with an example.
    """
    contents = dict(_copied(project))
    contents[_SCHEMA] = editing_schema_bytes()
    contents[_DATA] = (data or _example(contents[_DATA].decode(), project)).encode()
    if _lacks_catalog(project.language):
        contents[_catalog_file(project.language)] = new_catalog(project.language)
    return dict(sorted(contents.items()))


def _example(starter: str, project: NewProject) -> str:
    licence = LICENCES[project.licence]
    return example(starter, project.parties, project.topic, licence, project.day)


def _copied(project: NewProject) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file of the starter, its values filled in."""
    values = _values(project)
    for folder in ("common", project.forge):
        for path in sorted((_STARTER / folder).rglob("*")):
            name = re.sub(r"(?:^|(?<=/))dot-", ".", path.relative_to(_STARTER / folder).as_posix())
            if path.is_file() and "__pycache__" not in name:
                yield name, _filled(name, path.read_bytes(), values)
    yield "LICENSE.md", (_STARTER / "licences" / f"{project.licence}.md").read_bytes()


def _filled(name: str, content: bytes, values: Mapping[str, str]) -> bytes:
    """Return the content of a file with the names between @ replaced by their values."""
    if name not in _FILLED:
        return content
    return re.sub(r"@(\w+)@", lambda match: values[match[1]], content.decode()).encode()


def _values(project: NewProject) -> dict[str, str]:
    """Return what stands between @ in the files, each in the form of the file that it is for."""
    translation = ""
    if _lacks_catalog(project.language):
        file = _catalog_file(project.language)
        translation = _TRANSLATION.format(file=file, code=project.language)
    return {
        # A text in JSON means the same in YAML, whatever it holds.
        "site_name": json.dumps(project.title, ensure_ascii=False),
        "title": _MARKS.sub(r"\\\1", project.title),
        "language": json.dumps(project.language),
        "version": project.version,
        "setup": (_STARTER / "setup" / f"{project.forge}.md").read_text("utf-8").rstrip("\n"),
        "translation": translation,
    }


def _lacks_catalog(code: str) -> bool:
    """Return whether the interface is not translated into a language by the package itself."""
    return code != ENGLISH.code and not (SHIPPED / f"{code}.po").is_file()


def _catalog_file(code: str) -> str:
    return f"{SITE_FOLDER}/{code}.po"


def create(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder, by their paths in it; missing folders are created.

    Raises CallError as `refuse_taken` does, and then writes nothing.
    """
    refuse_taken(folder, contents)
    write({folder / name: content for name, content in contents.items()})


def refuse_taken(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Raise CallError if a folder has anything of the name of a file that is to be written."""
    if bounded_files.exists(folder) and not folder.is_dir():
        raise CallError(f"{folder} is not a folder; name a new one")
    taken = _taken(folder, contents)
    if taken:
        named = ", ".join(taken[:_MOST_NAMED])
        if len(taken) > _MOST_NAMED:
            named = f"{named} and {len(taken) - _MOST_NAMED} more"
        raise CallError(
            f"{folder} has {quantity(len(taken), 'file')} that would be replaced ({named}); "
            "nothing was written: move them away, or name a new folder"
        )


def _taken(folder: Path, contents: Mapping[str, bytes]) -> list[str]:
    """Return what already has the name of a file to be written, or of a folder that it needs.

    A folder that is there may be used, but not what only leads to one.
    """
    taken = [name for name in contents if bounded_files.exists(folder / name)]
    for name in _folders(contents):
        path = folder / name
        if path.is_symlink() or (bounded_files.exists(path) and not path.is_dir()):
            taken.append(name)
    return taken


def _folders(contents: Mapping[str, bytes]) -> list[str]:
    """Return the folders below the project that files need, by their paths in it."""
    folders: dict[str, None] = {}
    for name in contents:
        for parent in list(Path(name).parents)[:-1]:
            folders.setdefault(parent.as_posix())
    return list(folders)


def is_unreleased(version: str) -> bool:
    """Return whether a version of the generator is on no index, from which a CI could install."""
    return ".dev" in version or version == "0.0.0"
