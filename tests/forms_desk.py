"""An editor at the forms of `edit`, without a browser: posts what a browser would post."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client, TestResponse

from conftest import copy_project
from formatted_base import formatted_base
from stickingpoints.build.edition import content_of
from stickingpoints.editing.local.server import Guarded
from stickingpoints.editing.local.views import Around, Editor
from stickingpoints.model.addresses import Site
from stickingpoints.reading.project import in_folder

HOST = "127.0.0.1:8010"
TOKEN = "the-token-of-this-test"  # noqa: S105
TODAY = datetime.date(2031, 5, 21)
Fields = MultiDict[str, str]


def around(root: Path) -> Around:
    """Return what the editor of a project needs to know beside its data."""
    content = partial(content_of, project=in_folder(root), site=Site("Talks"))
    return Around(content, lambda: TODAY)


@dataclass
class Desk:
    """The forms of one data folder."""

    data: Path
    client: Client

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, base_url=f"http://{HOST}", **options)

    def post(self, path: str, fields: Any, **headers: str) -> TestResponse:
        """Post fields as a form of the editor does, or with other headers."""
        sent = {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin", **headers}
        return self.client.post(path, base_url=f"http://{HOST}", data=fields, headers=sent)

    def fields(self, path: str) -> Fields:
        """Open a form, and return its fields."""
        response = self.get(path)
        assert response.status_code == 200, response.text
        return fields_of(response.text)

    def save(self, path: str, fields: Fields) -> TestResponse:
        """Look at what a form changes, and save it."""
        review = self.post(path, _pressed(fields, "review"))
        assert "Before saving" in review.text, review.text
        return self.post(path, _pressed(fields_of(review.text), "save"))

    def text(self, name: str = "issues.yaml") -> str:
        """Return the text of a file of the data."""
        return (self.data / name).read_text(encoding="utf-8")


def desk_of(root: Path) -> Desk:
    """Return the forms of a project, opened with its token."""
    data = root / "data"
    client = Client(Guarded(Editor(data, around(root)), HOST, TOKEN))
    desk = Desk(data, client)
    assert desk.get(f"/?token={TOKEN}").status_code == 303
    return desk


def small_talks(target: Path) -> Path:
    """Return a project of invented talks, whose data is small, in the common layout."""
    project = copy_project(target)
    (project.root / "data" / "issues.yaml").write_text(formatted_base(), encoding="utf-8")
    return project.root


def _pressed(fields: Fields, action: str) -> Fields:
    pressed = fields.copy()
    pressed["action"] = action
    return pressed


def fields_of(html: str) -> Fields:
    """Return the fields of the form of a page, as a browser without script posts them."""
    form = BeautifulSoup(html, "html.parser").select_one('form[method="post"]')
    assert form
    for template in form.select("template"):
        template.decompose()
    fields: Fields = MultiDict()
    for element in form.select("input[name], select[name], textarea[name]"):
        value = _value(element)
        if value is not None:
            fields.add(str(element["name"]), value)
    return fields


def _value(element: Tag) -> str | None:
    """Return what an element posts, None if it posts nothing."""
    if element.name == "textarea":
        return element.text.removeprefix("\n")
    if element.name == "select":
        chosen = element.select_one("option[selected]")
        return str(chosen["value"]) if chosen else ""
    if element.get("type") == "checkbox" and not element.has_attr("checked"):
        return None
    return str(element.get("value", ""))
