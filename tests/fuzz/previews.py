"""What the preview makes of a project with any file in it: a refusal in words, or its pages."""

from __future__ import annotations

from pathlib import Path

from werkzeug.test import Client

from stickingpoints.build.mkdocs_hooks import BuildError
from stickingpoints.build.preview import Preview
from stickingpoints.problems import CallError, ContentError
from stickingpoints.reading.project import in_folder

_PORT = 8765
_PAGES = ("", "issues/summer-share/", "method/", "about/", "changes.atom", "search/names.json")


def fault_of_preview(_: Path) -> str:
    """Return what is wrong with the preview of the project in the working folder, or ""."""
    reports: list[str] = []
    try:
        preview = Preview(in_folder(Path.cwd()), _PORT, reports.append)
    except (BuildError, CallError, ContentError) as refusal:
        return "" if str(refusal) else "refused without a word"
    client = Client(preview)
    for page in _PAGES:
        answer = client.get(f"{preview.path}{page}", base_url=f"http://127.0.0.1:{_PORT}")
        if answer.status_code >= 500 and not reports:
            return f"status {answer.status_code} of {page}\n{answer.text[:4000]}"
    return ""
