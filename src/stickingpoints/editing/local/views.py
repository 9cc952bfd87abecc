"""What each address of the editor answers: lists, forms, the check's answer, the diff, saving."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from stickingpoints.editing.local import assets, drafts, pages, targets
from stickingpoints.editing.local.changes import Prepared, prepared
from stickingpoints.editing.local.drafts import Draft
from stickingpoints.editing.local.forms import Forms
from stickingpoints.editing.local.preview import anchor_of, page_of, rendered
from stickingpoints.editing.local.records import Address, parse
from stickingpoints.editing.local.snapshot import Folder, digest_of_record
from stickingpoints.editing.local.targets import NoRecordError, Target
from stickingpoints.editing.local.writing import Writer
from stickingpoints.model.records import Dataset
from stickingpoints.problems import ContentError
from stickingpoints.reading.load import Reading
from stickingpoints.safe_writes import write_texts
from stickingpoints.site.content import Content
from stickingpoints.text.json_bytes import json_bytes

_MOST_KEPT = 20
_ROUTES = (
    ("/", "records", ("GET",)),
    ("/<any(edit, new):does>/", "form", ("GET", "POST")),
    ("/<any(edit, new):does>/<path:path>", "form", ("GET", "POST")),
    ("/check/<any(edit, new):does>/", "check", ("POST",)),
    ("/check/<any(edit, new):does>/<path:path>", "check", ("POST",)),
    ("/preview/<any(edit, new):does>/", "preview", ("POST",)),
    ("/preview/<any(edit, new):does>/<path:path>", "preview", ("POST",)),
    ("/delete/<path:path>", "delete", ("GET", "POST")),
    ("/source/<name>", "source", ("GET",)),
    ("/assets/<path:name>", "asset", ("GET",)),
)

CHANGED_ON_DISK = (
    "The files have changed on disk since you looked at this difference, so nothing was saved. "
    "What you see now is the difference from the files as they are; save it if it is still right."
)
RECORD_CHANGED = (
    "This record has changed on disk since you opened the form, so nothing was saved. What you "
    "entered is still here; the difference before saving shows what it would change."
)


@dataclass(frozen=True)
class _Kept:
    """A change that was shown to an editor, kept until it is saved."""

    change: Prepared
    address: Address


@dataclass(frozen=True)
class Around:
    """What the editor needs to know beside the data.

    `content_of` adds to a dataset what else the pages show: the settings of the site and the texts
    of docs/. It may raise ContentError. `today` returns the day of a correction.
    """

    content_of: Callable[[Dataset], Content]
    today: Callable[[], datetime.date]


class Editor:
    """Answers the requests of the editor's pages; whoever asks is let in elsewhere."""

    def __init__(self, data: Path, around: Around) -> None:
        self._folder = Folder(data)
        self._around = around
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        rules = [Rule(path, endpoint=name, methods=methods) for path, name, methods in _ROUTES]
        self._routes = Map(rules, strict_slashes=False)
        self._views: Mapping[str, Callable[..., Response]] = {
            "records": self._records,
            "form": self._form,
            "check": self._check,
            "preview": self._preview,
            "delete": self._delete,
            "source": self._source,
            "asset": self._asset,
        }

    def __call__(self, request: Request) -> Response:
        """Return the answer to a request; raises HTTPException if it leads nowhere."""
        name, given = self._routes.bind_to_environ(request.environ).match()
        try:
            return self._views[name](request, **given)
        except NoRecordError:
            raise NotFound("There is no such record (any more). Go back to the list.") from None
        except ContentError as error:
            return _page(pages.problems(error.problems), 409)

    # Lists

    def _records(self, request: Request) -> Response:
        snapshot = self._folder.now()
        words = request.args.get("q", "")[:200]
        return _page(pages.records(snapshot, words, request.args.get("saved", "")[:200]))

    def _source(self, request: Request, name: str) -> Response:  # noqa: ARG002
        card = Forms(self._folder.now()).card(name)
        return _page(pages.card(card))

    def _asset(self, request: Request, name: str) -> Response:  # noqa: ARG002
        file = assets.file(name)
        if file is None:
            raise NotFound("There is no such file.")
        response = Response(file.data, content_type=file.media_type)
        if name.startswith(assets.FONTS):
            # A font that is not there at once is not shown at all (`font-display: optional`).
            response.headers["Cache-Control"] = "private, max-age=86400"
        return response

    # Forms

    def _form(self, request: Request, does: str, path: str = "") -> Response:
        target = self._target(does, path)
        if request.method == "GET":
            return _page(pages.opened(target))
        draft = self._draft(target, request)
        action = request.form.get("action", "review")
        # Somebody else, or an editor of text, may have changed it since the form was opened.
        if target.record is not None and request.form.get("seen") != target.seen:
            return self._shown(draft, RECORD_CHANGED, status=409)
        if action == "save":
            return self._save(draft, request.form.get("reviewed", ""))
        if action == "review":
            return self._review(draft)
        if action.startswith("add:"):
            return _page(pages.with_one_more(draft, action.removeprefix("add:")))
        return self._shown(draft)

    def _target(self, does: str, path: str) -> Target:
        """Return what a form is about; raises ContentError if the files cannot be written again."""
        snapshot = self._folder.now()
        if snapshot.obstacles:
            raise ContentError(snapshot.obstacles)
        find = targets.new if does == "new" else targets.existing
        return find(snapshot, parse(path))

    def _draft(self, target: Target, request: Request) -> Draft:
        return drafts.draft(target, request.form, self._around.today())

    def _shown(self, draft: Draft, message: str = "", status: int = 200) -> Response:
        """Return the form again, as it was posted, with what the check says."""
        return _page(pages.form(draft, message), status)

    # Checking

    def _check(self, request: Request, does: str, path: str = "") -> Response:
        """Return what the check says of a form, and the page with it, as JSON."""
        draft = self._draft(self._target(does, path), request)
        answer = draft.answer()
        changed = self._page(draft, answer.reading)
        content = {
            "fields": {name: pages.field_problems(found) for name, found in answer.beside.items()},
            "elsewhere": pages.problem_list(answer.elsewhere),
            "verdict": pages.verdict(answer),
            "preview": changed or self._page(draft, draft.target.snapshot.reading),
            "shown": "yes" if changed else "",
            "anchor": anchor_of(draft.address),
        }
        return Response(json_bytes(content), content_type="application/json")

    def _preview(self, request: Request, does: str, path: str = "") -> Response:
        draft = self._draft(self._target(does, path), request)
        page = self._page(draft, draft.answer().reading)
        return _page(page or self._page(draft, draft.target.snapshot.reading) or pages.no_preview())

    def _page(self, draft: Draft, reading: Reading) -> str:
        """Return the page of the site that shows a draft's record, "" if it cannot be shown.

        A page relies on the rules, as that a source exists: where one of them is broken, what is
        not there may end its rendering in any way.
        """
        if reading.readable is None:
            return ""
        try:
            return self._rendered(draft, reading.readable)
        except ContentError:  # of what stands beside the data, which is not edited here
            return ""
        except Exception:
            if reading.errors:
                return ""
            raise

    def _rendered(self, draft: Draft, dataset: Dataset) -> str:
        content = self._around.content_of(dataset)
        page, html = rendered(content, page_of(draft.address, dataset))
        return pages.preview(content, page, html)

    # Saving

    def _review(self, draft: Draft, message: str = "") -> Response:
        """Return the difference in meaning, or the form again if the check has errors."""
        answer = draft.answer()
        if answer.errors:
            return self._shown(draft, pages.NOT_YET, status=422)
        change = prepared(draft.target.snapshot, draft.writer())
        if change.errors:
            return self._shown(draft, pages.cannot_be_saved(change.errors), status=422)
        if change.changes_nothing:
            return self._shown(draft, pages.NO_CHANGE)
        number = self._keep(change, draft.address)
        page = pages.review(draft, change, number, message)
        return _page(page, 409 if message else 200)

    def _keep(self, change: Prepared, address: Address) -> str:
        """Keep a change for saving; return its number."""
        number = digest_of_record({str(path): text for path, text in change.texts.items()})
        self._kept[number] = _Kept(change, address)
        # The oldest goes: it is the one whose page is the most likely to be closed.
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return number

    def _save(self, draft: Draft, number: str) -> Response:
        """Write a change exactly as it was shown, or show it again if the files have changed."""
        kept = self._kept.pop(number, None)
        if kept is None or kept.change.digest != self._folder.now().digest:
            return self._review(draft, CHANGED_ON_DISK)
        write_texts(kept.change.texts)
        return redirect(pages.saved(kept.address), 303)

    def _delete(self, request: Request, path: str) -> Response:
        """Show what deleting a record changes, or delete it."""
        target = self._target("edit", path)
        if not target.address:
            raise NoRecordError
        writer = Writer(target.snapshot)
        writer.remove(target.address)
        change = prepared(target.snapshot, writer)
        if request.method == "GET" or change.errors or request.form.get("seen") != target.seen:
            return _page(pages.deletion(target, change))
        write_texts(change.texts)
        return redirect(pages.saved(()), 303)


def _page(html: str, status: int = 200) -> Response:
    return Response(html, status, content_type="text/html; charset=utf-8")
