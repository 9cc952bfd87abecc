"""A small project that fills every part of the pages, in any language.

With it, tests of what pages look like do not depend on our content.
"""

from __future__ import annotations

import shutil
import string
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import plain_yaml
from conftest import ROOT, Project, copy_project

BASE = ROOT / "tests" / "reading" / "base" / "issues.yaml"
CYRILLIC = str.maketrans(
    string.ascii_letters, "абцдефгхіжклмнопкрстуввьиз" + "АБЦДЕФГХІЖКЛМНОПКРСТУВВЬИЗ"
)
FREE_TEXT = (
    "answer",
    *(
        "title",
        "summary",
        "party_order_rule",
        "name",
        "short",
        "role",
        "publisher",
        "authors",
        "note",
        "question",
        "why_it_matters",
        "label",
    ),
    *(
        "stated_by",
        "quote",
        "speaker",
        "looked_in",
        "reason",
        "place",
        "outcome",
        "term",
        "meaning",
        "plain_words",
        "figure_label",
        "made",
        "paid",
        "issuer",
        "participants",
        "by",
        "office",
        "spellings",
        "text",
    ),
)


def in_letters(value: Any, letters: Mapping[int, int], field: str = "") -> Any:
    """Return data with the letters of its texts replaced.

    Whatever stays Latin on a page then belongs to the interface.
    """
    if isinstance(value, dict):
        # What becomes of an area of a map is one of a few words, and who holds it is an id; of an
        # event both are told freely.
        fixed = {"outcome", "by"} if "area" in value else set()
        return {
            key: in_letters(item, letters, "" if key in fixed else key)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [in_letters(item, letters, field) for item in value]
    return value.translate(letters) if isinstance(value, str) and field in FREE_TEXT else value


def whole_data() -> dict[str, Any]:
    """Return a small dataset that fills every part of the pages."""
    data: dict[str, Any] = plain_yaml.load(BASE.read_text(encoding="utf-8"))
    issue = data["issues"][0]
    issue |= {
        "plain_words": "They differ on water.",
        "figure_label": "Cubic metres a second",
        "lead": True,
    }
    issue["map"] = _basin()
    statements = issue["positions"][1]["statements"]
    statements[0] |= {"figure": 40, "summary": "The court offered 40."}
    gone = {
        **statements[1],
        "date": "2031-01",
        "withdrawn": {"date": "2031-05-02", "reason": "It was another court."},
    }
    statements.append(gone)
    cited = [{"source": "sel-herald"}]
    share = {
        "issue": "summer-share",
        "short": "Equal shares",
        "text": "Equal shares in summer.",
        "citations": cited,
    }
    later = {**share, "text": "Equal shares in winter."}
    gauges = {"issue": "gauges", "text": "The office reads them.", "citations": cited}
    document = {
        "id": "water-plan",
        "title": "Plan",
        "issuer": "Court",
        "date": "2031-04-01",
        "status": "leaked",
        "points": 5,
        "summary": "A plan.",
    }
    after = {
        **document,
        "id": "barge-paper",
        "title": "Paper of the barge",
        "date": "2031-04-20",
        "status": "published",
    }
    data["documents"] = [
        {**document, "citations": cited, "provisions": [share]},
        {**after, "citations": cited, "provisions": [later, gauges]},
    ]
    data["events"].append(
        {
            "id": "fifth-meeting",
            "date": "2031-06-02",
            "title": "Fifth meeting",
            "place": "On the barge",
            "participants": "Both offices",
            "parties": ["brezia"],
            "announced": {"by": "The basin office", "date": "2031-05-02"},
            "citations": cited,
            "issues": ["summer-share"],
        }
    )
    data["glossary"] = [
        {
            "id": "water-share",
            "term": "share",
            "meaning": "A part of the water.",
            "citations": cited,
        }
    ]
    named = {"name": "Ida Vesk", "spellings": ["Ida Wesk"], "office": "Chancellor of Brezia"}
    data["people"] = [{"id": "vesk", "party": "brezia", "sources": ["sel-herald"], **named}]
    return data


def _basin() -> dict[str, Any]:
    """Return a map of two areas, with the answer of a party and that of a plan."""
    upper = {"area": "upper", "outcome": "held", "by": "brezia", "note": "without fees"}
    lower = {"area": "lower", "outcome": "undecided"}
    return {
        "label": "The basin",
        "note": "The river is not drawn.",
        "areas": [
            {"id": "upper", "label": "Upper basin", "short": "Upper", "row": 1, "column": 1},
            {"id": "lower", "label": "Lower basin", "short": "Lower", "row": 2, "column": 1}
            | {"neighbours": ["upper"]},
        ],
        "answers": [
            {"party": "brezia", "areas": [upper | {"statements": ["2031-04-01"]}]},
            {"document": "water-plan", "areas": [lower]},
        ],
    }


def small_project(target: Path) -> Project:
    """Return a project of the small dataset."""
    return _project(target, in_letters(whole_data(), {}), str)


def other_language(target: Path, code: str) -> Project:
    """Return the same in another language, but for its interface."""
    project = _project(
        target, in_letters(whole_data(), CYRILLIC), lambda text: text.translate(CYRILLIC)
    )
    project.replace("mkdocs.yml", "language: en", f"language: {code}")
    return project


def _project(target: Path, data: dict[str, Any], put: Callable[[str], str]) -> Project:
    project = copy_project(target)
    shutil.rmtree(project.root / "data")
    (project.root / "data").mkdir()
    (project.root / "data" / "issues.yaml").write_text(plain_yaml.dump(data), encoding="utf-8")
    for name in ("about", "method", "corrections", "data"):
        (project.root / "docs" / f"{name}.md").write_text(
            f"# {put(name.capitalize())}\n\n{put('A text.')}\n", encoding="utf-8"
        )
    project.replace("mkdocs.yml", "site_name: Lake Talks", f"site_name: {put('River Talks')}")
    return project
