"""The problems of one check in the forms that machines show: annotations on a forge, JSON, SARIF.

Workflow commands: docs.github.com, "Workflow commands for GitHub Actions".
SARIF: OASIS Standard, version 2.1.0.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from stickingpoints.checks.rules import help_for
from stickingpoints.problems import UNREADABLE, CallError, Problem, number_of, quantity
from stickingpoints.text.json_bytes import printed
from stickingpoints.text.markdown import escaped

SHOWN_BY_GITHUB = 10
_SUMMARY_BYTES = 900_000  # GitHub takes 1 MiB a step
_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by weight: files that could not be read, other errors, warnings."""
    return sorted(problems, key=_weight)


def _weight(problem: Problem) -> tuple[bool, bool]:
    return problem.severity != "error", problem.rule not in UNREADABLE


def github(problems: Sequence[Problem]) -> str:
    """Return workflow commands, one line a problem, the worst first: GitHub shows ten a step."""
    return "".join(f"{_command(problem)}\n" for problem in worst_first(problems))


def _command(problem: Problem) -> str:
    place = problem.place
    title = problem.rule
    if problem.trail:
        title += f": {problem.trail}"
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": title}
    return annotation(problem.severity, properties, problem.message)


def annotation(kind: str, properties: Mapping[str, object], message: str) -> str:
    """Return the workflow command for an annotation of a kind: error, warning or notice."""
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """Escape the message of a workflow command, as the runner takes it apart."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command, in which colon and comma have a meaning too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def write_summary(problems: Sequence[Problem]) -> None:
    """Add all problems to the job summary, if there is one: `GITHUB_STEP_SUMMARY` names its file.

    Raises CallError if that file cannot be written.
    """
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if not target:
        return
    try:
        with Path(target).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(summary(problems))
    except OSError as error:
        message = (
            f"cannot write the job summary to {target} ({error.strerror}); "
            "correct or unset GITHUB_STEP_SUMMARY"
        )
        raise CallError(message) from None


def summary(problems: Sequence[Problem]) -> str:
    """Return all problems as a Markdown table, the worst first; what does not fit is counted."""
    errors = quantity(number_of(problems, "error"), "error")
    warnings = quantity(number_of(problems, "warning"), "warning")
    lines = [f"## Check of the data: {errors}, {warnings}", ""]
    if problems:
        lines += ["| | Place | Record | What is wrong | Rule |", "|---|---|---|---|---|"]
    size = 0
    for number, problem in enumerate(worst_first(problems)):
        row = _row(problem)
        size += len(row.encode(errors="backslashreplace"))
        if size > _SUMMARY_BYTES:
            lines += ["", f"{len(problems) - number} more are not shown."]
            break
        lines.append(row)
    return "\n".join([*lines, ""])


def _row(problem: Problem) -> str:
    place = problem.place
    cells = (
        problem.severity,
        f"{place.file}:{place.line}:{place.column}",
        problem.trail,
        problem.message,
        problem.rule,
    )
    return f"| {' | '.join(map(escaped, cells))} |"


def as_json(problems: Sequence[Problem]) -> str:
    """Return the problems as JSON, in reading order."""
    numbers = {"errors": number_of(problems, "error"), "warnings": number_of(problems, "warning")}
    return _json({**numbers, "problems": list(map(_entry, problems))})


def _entry(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        **problem.place._asdict(),
        "rule": problem.rule,
        "record": problem.trail,
        "message": problem.message,
        "instead": problem.instead or None,
        "help": help_for(problem.rule),
    }


def sarif(problems: Sequence[Problem]) -> str:
    """Return the problems as a SARIF 2.1.0 log, in reading order."""
    rules = sorted({problem.rule for problem in problems})
    driver = {"name": "stickingpoints", "rules": list(map(_rule, rules))}
    results = [_result(problem, rules.index(problem.rule)) for problem in problems]
    # Columns count characters, not the UTF-16 units that SARIF assumes otherwise.
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: str) -> dict[str, Any]:
    text = {"text": help_for(rule)}
    return {"id": rule, "shortDescription": text, "fullDescription": text, "help": text}


def _result(problem: Problem, index: int) -> dict[str, Any]:
    place = problem.place
    message = problem.message
    if problem.trail:
        message = f"{problem.trail}: {message}"
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"artifactLocation": {"uri": quote(os.fsencode(place.file))}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": message},
        "locations": [{"physicalLocation": location}],
    }


def _json(value: object) -> str:
    return printed(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "github": github,
    "json": as_json,
    "sarif": sarif,
}
"""The forms by the name that `check --format` takes."""
