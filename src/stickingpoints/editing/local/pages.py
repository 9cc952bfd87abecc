"""The HTML of the editor's pages. What the data says is escaped wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stickingpoints.editing.local.changes import Prepared
from stickingpoints.editing.local.drafts import POSITION, THIS, Answer, Draft, Edit
from stickingpoints.editing.local.form_fields import Card, Option, Part, label_of
from stickingpoints.editing.local.forms import Forms
from stickingpoints.editing.local.posted_again import all_posted
from stickingpoints.editing.local.record_lists import Lists, Section, path_of, section_of
from stickingpoints.editing.local.records import CHILDREN, KINDS, TOP, Address
from stickingpoints.editing.local.snapshot import Snapshot
from stickingpoints.editing.local.targets import Target, existing
from stickingpoints.editing.local.values import add_empty, as_values, editable_keys, list_key
from stickingpoints.problems import Problem, quantity, tally
from stickingpoints.site import THEME
from stickingpoints.site.content import Content
from stickingpoints.site.page import Page

NOT_YET = "This cannot be saved yet: correct what is marked below first."
NO_CHANGE = "Nothing was changed, so there is nothing to save."


def saved(address: Address) -> str:
    """Return the address of the list, saying that a record was saved."""
    return f"/?saved={quote(path_of(address) or 'site')}#saved"


def records(snapshot: Snapshot, words: str, was_saved: str) -> str:
    """Return the page with every record, or those that contain all of the words."""
    sections = [section_of(snapshot, key, words.lower().split()) for key in TOP]
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
    lists = Lists(target.snapshot.plain)
    return lists.entry(target.address, target.address[-2], target.record).title


def _position(forms: Forms, draft: Draft) -> Part | None:
    """Return the form of a statement's position, which has to agree with the statement."""
    position = draft.target.position
    if position is None:
        return None
    record = draft.position() or position.record
    part = forms.form(position.location, record, is_new=False, prefix=POSITION)
    for field in part.fields:
        if field.name == f"{POSITION}since" and draft.target.is_new:
            field.kind = "choice"
            field.options = [Option(THIS, "this statement"), *field.options]
    return part


def _trail(target: Target) -> list[tuple[str, str]]:
    """Return the path and the title of each record above one, outermost first."""
    lists, steps = Lists(target.snapshot.plain), []
    for end in range(2, len(target.address) + (1 if target.is_new else 0), 2):
        above = existing(target.snapshot, target.address[:end])
        entry = lists.entry(above.address, list_key(above.location), above.record)
        steps.append((entry.address, entry.title))
    return steps


def _children(target: Target) -> Iterator[Section]:
    """Yield the records below one that have forms of their own."""
    if target.is_new or not target.address:
        return
    lists = Lists(target.snapshot.plain)
    for key in CHILDREN.get(list_key(target.location), ()):
        entries = lists.entries(target.record, key, target.address, [])
        yield Section(key, KINDS[key].noun, KINDS[key].plural, list(entries))


def card(of_source: Card | None) -> str:
    """Return the card of a source, nothing for an unknown one."""
    return _render("card.html", card=of_source)


def field_problems(of_field: list[Problem]) -> str:
    """Return the problems of one field."""
    return _render("field_problems.html", problems=of_field)


def problem_list(listed: list[Problem]) -> str:
    """Return problems as a list with their places."""
    return _render("problem_list.html", problems=listed)


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


def problems(obstacles: Iterable[Problem]) -> str:
    """Return the page that says why no form can be filled in."""
    return _render("problems.html", title="This cannot be edited here", problems=list(obstacles))


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
        posted=list(all_posted(draft)),
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


def preview(content: Content, page: Page, html: str) -> str:
    """Return a page of the site, with the HTML given, in a frame without header or script."""
    language = content.site.language
    day = language.long_date(content.dataset.as_of)
    return _render(
        "preview.html",
        page=page,
        html=Markup(html),  # noqa: S704  rendered by the templates of the site, which escape
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
