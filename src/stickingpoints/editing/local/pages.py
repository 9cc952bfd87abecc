"""The HTML of the editor's pages. What the data says is escaped wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stickingpoints.editing.local.changes import Prepared
from stickingpoints.editing.local.drafts import (
    POSITION,
    THIS,
    Answer,
    Draft,
    Edit,
    Target,
    existing,
)
from stickingpoints.editing.local.forms import Card, Forms, Option, Part, label_of
from stickingpoints.editing.local.records import CHILDREN, KINDS, TOP, Address, listed
from stickingpoints.editing.local.snapshot import Snapshot
from stickingpoints.editing.local.values import (
    Values,
    add_empty,
    as_values,
    editable_keys,
    list_key,
)
from stickingpoints.problems import Problem, quantity, tally
from stickingpoints.site import THEME
from stickingpoints.site.content import Content
from stickingpoints.site.view import Page

NOT_YET = "This cannot be saved yet: correct what is marked below first."
NO_CHANGE = "Nothing was changed, so there is nothing to save."
_LONGEST_TITLE = 96


class Entry(NamedTuple):
    """A record in a list: kind, address, title, what else tells it apart, and those below."""

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


def opened(target: Target) -> str:
    """Return the page with the form of a record as the data has it, or of a new one.

    Of a new record nothing is said before somebody has filled something in.
    """
    if target.is_new:
        blank = Forms(target.snapshot).blank(target.location)
        return _form(Draft(Edit(target, blank)), Answer(target.snapshot.reading))
    keys = editable_keys(target.location, is_new=False)
    draft = Draft(Edit(target, as_values(target.record, keys)))
    return _form(draft, draft.answer())


def form(draft: Draft, message: str = "") -> str:
    """Return the page with the form of a record as it was posted, with what the check says."""
    return _form(draft, draft.answer(), message)


def with_one_more(draft: Draft, name: str) -> str:
    """Return the same with an empty entry more in a list."""
    answer = draft.answer()
    add_empty(draft.main.values, name)
    return _form(draft, answer)


def _form(draft: Draft, answer: Answer, message: str = "") -> str:
    target = draft.target
    forms = Forms(target.snapshot)
    part = forms.form(target.location, draft.main.merged, is_new=target.is_new)
    return _render(
        "form.html",
        title=_title(target),
        noun=target.noun,
        target=target,
        path=_form_path(target),
        part=part,
        position=_position(forms, draft),
        position_problems=any(name.startswith(POSITION) for name in answer.beside),
        correction=draft.correction,
        fixed=[] if target.is_new else forms.fixed(target.location, target.record),
        suggestions=forms.suggestions(),
        answer=answer,
        beside=answer.beside,
        verdict=verdict(answer),
        seen=target.seen,
        message=message,
        trail=_trail(target),
        children=list(_children(target)),
        address=path_of(target.address),
    )


def _form_path(target: Target) -> str:
    if target.is_new:
        return f"new/{path_of((*target.address, target.key))}"
    return f"edit/{path_of(target.address)}"


def _title(target: Target) -> str:
    if target.is_new:
        return f"New {target.noun}"
    if not target.address:
        return "The site"
    lists = _Lists(target.snapshot.plain)
    return lists.entry(target.address, target.address[-2], target.record).title


def _position(forms: Forms, draft: Draft) -> Part | None:
    """Return the form of a statement's position, which has to agree with the statement."""
    position = draft.target.position
    if position is None:
        return None
    record = draft.position() or position.record
    part = forms.form(position.location, record, is_new=False, prefix=POSITION)
    for each in part.fields:
        if each.name == f"{POSITION}since" and draft.target.is_new:
            each.kind = "choice"
            each.options = [Option(THIS, "this statement"), *each.options]
    return part


def _trail(target: Target) -> list[tuple[str, str]]:
    """Return the path and the title of each record above one, outermost first."""
    lists, steps = _Lists(target.snapshot.plain), []
    for end in range(2, len(target.address) + (1 if target.is_new else 0), 2):
        above = existing(target.snapshot, target.address[:end])
        entry = lists.entry(above.address, list_key(above.location), above.record)
        steps.append((entry.address, entry.title))
    return steps


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
    warnings = tally(answer.problems, "warning")
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
        posted=list(_all_posted(draft)),
        asked=change.asked,
        count=quantity(sum(len(group.changes) for group in change.groups), "change"),
    )


def deletion(target: Target, change: Prepared) -> str:
    """Return the page that asks whether to delete a record, or says what stands in the way."""
    return _render(
        "deletion.html",
        title=f"Delete this {target.noun}?",
        name=_title(target),
        path=path_of(target.address),
        change=change,
        seen=target.seen,
    )


def _all_posted(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form with those of a statement's position, as they are posted again."""
    yield from _posted(draft.main.values)
    if draft.correction:
        yield "correction", draft.correction
    for edit in draft.others:
        if edit.prefix == POSITION:
            yield f"{POSITION}seen", "yes"
            yield from _posted(edit.values, POSITION)


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
