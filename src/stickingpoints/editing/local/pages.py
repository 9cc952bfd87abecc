"""The HTML of the editor's pages. What the data says is escaped wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stickingpoints.editing.local.changes import Prepared
from stickingpoints.editing.local.drafts import Answer, Draft, Target, new_noun
from stickingpoints.editing.local.forms import Card, Forms, label_of
from stickingpoints.editing.local.records import CHILDREN, KINDS, TOP, Address, listed
from stickingpoints.editing.local.snapshot import Snapshot
from stickingpoints.editing.local.values import Values, list_key
from stickingpoints.problems import Problem, quantity, tally
from stickingpoints.site import THEME
from stickingpoints.site.content import Content
from stickingpoints.site.view import Page

NOT_YET = "This cannot be saved yet: correct what is marked below first."
NO_CHANGE = "Nothing was changed, so there is nothing to save."
_LONGEST_TITLE = 110


class Entry(NamedTuple):
    """A record in a list: its kind and address, its title, what else tells it apart, those below."""

    kind: str
    address: str
    title: str
    about: str
    below: list[Entry]


class Section(NamedTuple):
    """The records of one kind."""

    key: str
    noun: str
    heading: str
    entries: list[Entry]


def path_of(address: Iterable[str]) -> str:
    """Return an address as a path."""
    return "/".join(quote(step, safe="") for step in address)


def saved(address: Address) -> str:
    """Return the address of the list, saying that a record was saved."""
    return f"/?saved={quote(path_of(address) or 'site')}#saved"


# The list


def records(snapshot: Snapshot, words: str, was_saved: str) -> str:
    """Return the page with every record, or those that contain all of the words."""
    sections = [_section(snapshot, key, words.lower().split()) for key in TOP]
    return _render(
        "records.html",
        title=str(snapshot.plain.get("title") or "The data"),
        sections=sections,
        words=words,
        saved=was_saved,
        problems=snapshot.reading.problems,
        verdict=_verdict(snapshot.reading.problems),
        obstacles=snapshot.obstacles,
    )


def _section(snapshot: Snapshot, key: str, words: list[str]) -> Section:
    entries = _Lists(snapshot.plain).entries(snapshot.plain, key, (), words)
    return Section(key, KINDS[key].noun, KINDS[key].plural, list(entries))


class _Lists:
    """Lists the records of the data, with the names of their parties."""

    def __init__(self, plain: Any) -> None:
        self._parties = {
            str(party.get("id")): str(party.get("name") or party.get("id"))
            for _, party in listed(plain, "parties")
        }

    def entries(self, plain: object, key: str, above: Address, words: list[str]) -> Iterator[Entry]:
        """Yield the records of a list that contain the words, or hold some that do."""
        for address, record in listed(plain, key, above):
            entry = self.entry(address, key, record)
            text = f"{entry.address} {entry.title} {entry.about}".lower()
            rest = [word for word in words if word not in text]
            below: list[Entry] = []
            for child in CHILDREN.get(key, ()):
                below += self.entries(record, child, address, rest)
            if below or not rest:
                yield entry._replace(below=below)

    def entry(self, address: Address, key: str, record: Any) -> Entry:
        """Return what a list says of a record."""
        titles = ("title", "name", "term", "answer", "summary", "text")
        title = next((str(record[name]) for name in titles if record.get(name)), address[-1])
        if key == "positions":
            title = f"{self._parties.get(address[-1], address[-1])}: {title}"
        abouts = ("date", "published", "publisher", "office", "issue")
        about = [str(record[name]) for name in abouts if record.get(name)]
        if key in ("sources", "events", "documents"):
            about.append(address[-1])
        return Entry(key, path_of(address), _short(title), " · ".join(about), [])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1]}…"


# Forms


def form(target: Target, record: Any, answer: Answer, message: str = "") -> str:
    """Return the page with the form of a record, filled with what `record` says."""
    forms = Forms(target.snapshot)
    part = forms.form(target.location, record, is_new=target.is_new)
    return _render(
        "form.html",
        title=_title(target),
        noun=new_noun(target),
        target=target,
        path=_form_path(target),
        part=part,
        fixed=[] if target.is_new else forms.fixed(target.location, target.record),
        suggestions=forms.suggestions(),
        answer=answer,
        beside=answer.beside,
        verdict=verdict(answer),
        seen=target.seen,
        message=message,
        trail=_trail(target.address),
        children=list(_children(target)),
        address=path_of(target.address),
    )


def _form_path(target: Target) -> str:
    if target.is_new:
        return f"new/{path_of((*target.address, target.key))}"
    return f"edit/{path_of(target.address)}"


def _title(target: Target) -> str:
    if target.is_new:
        return f"New {new_noun(target)}"
    if not target.address:
        return "The site"
    lists = _Lists(target.snapshot.plain)
    return lists.entry(target.address, target.address[-2], target.record).title


def _trail(address: Address) -> list[tuple[str, str]]:
    """Return the path and the name of each record above one, outermost first."""
    return [(path_of(address[:end]), address[end - 1]) for end in range(2, len(address), 2)]


def _children(target: Target) -> Iterator[Section]:
    """Yield the records below one that have forms of their own."""
    if target.is_new or not target.address:
        return
    lists = _Lists(target.snapshot.plain)
    for key in CHILDREN.get(list_key(target.location), ()):
        entries = lists.entries(target.record, key, target.address, [])
        yield Section(key, KINDS[key].noun, KINDS[key].plural, list(entries))


def card(of_source: Card | None) -> str:
    """Return the card of a source, nothing for an unknown one."""
    return _render("card.html", card=of_source)


# What the check says


def field_problems(found: list[Problem]) -> str:
    """Return the problems of one field."""
    return _render("field_problems.html", problems=found)


def problem_list(found: list[Problem]) -> str:
    """Return problems as a list with their places."""
    return _render("problem_list.html", problems=found)


def verdict(answer: Answer) -> str:
    """Return in one sentence what the check says of a form."""
    if answer.errors:
        return f"{tally(answer.errors, 'error')}: this cannot be saved yet."
    found = [problem for group in answer.beside.values() for problem in group]
    warnings = tally([*found, *answer.elsewhere], "warning")
    return f"The check finds no error, {warnings}."


def _verdict(problems: Iterable[Problem]) -> str:
    problems = list(problems)
    return f"{tally(problems, 'error')}, {tally(problems, 'warning')}"


def cannot_be_saved(errors: list[Problem]) -> str:
    """Return why a form whose fields are sound cannot be saved."""
    return " ".join([NOT_YET, *map(str, errors[:3])])


def problems(found: Iterable[Problem]) -> str:
    """Return the page that says why no form can be filled in."""
    return _render("problems.html", title="This cannot be edited here", problems=list(found))


# Before saving


def review(draft: Draft, change: Prepared, number: str, message: str) -> str:
    """Return the page with the difference that saving makes; `number` names the change."""
    return _render(
        "review.html",
        title="Before saving",
        path=_form_path(draft.target),
        change=change,
        number=number,
        seen=draft.target.seen,
        message=message,
        posted=list(_posted(draft.values)),
        count=quantity(sum(len(group.changes) for group in change.groups), "change"),
    )


def deletion(target: Target, change: Prepared) -> str:
    """Return the page that asks whether to delete a record, or says what stands in the way."""
    return _render(
        "deletion.html",
        title=f"Delete this {new_noun(target)}?",
        name=_title(target),
        path=path_of(target.address),
        change=change,
        seen=target.seen,
    )


def _posted(values: Values, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields of a form, as they are posted again."""
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Values):
            yield from _posted(value, f"{name}.")
        elif isinstance(value, list):
            yield from _posted_list(value, name)
        elif value is True:
            yield name, "true"
        elif value is not None and value is not False:
            yield name, str(value)


def _posted_list(values: list[Any], name: str) -> Iterator[tuple[str, str]]:
    for number, value in enumerate(values):
        if isinstance(value, Values):
            origin = "" if value.origin is None else str(value.origin)
            yield f"{name}.{number}.origin", origin
            yield from _posted(value, f"{name}.{number}.")
        else:
            yield name, str(value)


# The preview


def preview(content: Content, page: Page) -> str:
    """Return a page of the site in a frame without its header, search and script."""
    language = content.site.language
    day = language.long_date(content.dataset.as_of)
    return _render(
        "preview.html",
        page=page,
        html=Markup(page.html),  # noqa: S704  rendered by the templates of the site, which escape
        sprite=Markup(_sprite()),  # noqa: S704  a drawing of ours
        language=language,
        ends=language.say("This record ends on {day}.", day=day),
    )


def no_preview() -> str:
    """Return what is shown in the place of a page that cannot be made."""
    return _render("no_preview.html")


@cache
def _sprite() -> str:
    return (THEME.parent / "templates" / "sprite.html").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("stickingpoints.editing.local"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["label_of"] = label_of
    return environment


def _render(template: str, **shown: Any) -> str:
    return _environment().get_template(template).render(**shown)
