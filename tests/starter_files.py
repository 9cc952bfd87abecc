"""What a starter has in common with this repository, made from the files here.

`python tests/starter_files.py` writes it into the package (`make generated` does), and a test
compares: a new version of an action or of a package, or a better script, reaches both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "src" / "stickingpoints" / "editing" / "starter"
BUILD_TOOLS = ("setuptools", "setuptools-scm", "vcs-versioning")
"""What the lock has for building this package alone."""

_GITHUB = "github/dot-github"
_INSTALL = """\
        run: |
          python -m venv .venv
          .venv/bin/pip install --quiet --require-hashes -r requirements.txt
          .venv/bin/pip install --quiet --no-deps -r requirements-generator.txt
"""
_SBOM = """\
      - name: List what it was built with
        if: github.ref_type == 'tag'
        run: make sbom
"""
_OFFLINE = re.compile(
    r"      - name: Build it again without a network, and compare\n(?: {8,}.*\n)+"
)
_DIFF = """\
      - name: Say what changes in meaning
        if: ${{ !cancelled() }}
        run: .venv/bin/stickingpoints diff HEAD^1 --format markdown >> "$GITHUB_STEP_SUMMARY"
"""


def files() -> Iterator[tuple[Path, str]]:
    """Yield the path in the package and the text of each file that is made from one here."""
    for name in ("comment", "layout", "propose", "publish", "review"):
        yield _workflow(name), _installing(_text(f".github/workflows/{name}.yml"))
    yield _workflow("check"), _check(_installing(_text(".github/workflows/check.yml")))
    for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")):
        form = _without_our_ids(path.read_text(encoding="utf-8"))
        yield STARTER / _GITHUB / "ISSUE_TEMPLATE" / path.name, form
        yield STARTER / "codeberg" / "dot-forgejo" / "issue_template" / path.name, form
    yield STARTER / "common" / "requirements.txt", _lock(_text("requirements.txt"))
    yield STARTER / "github" / "dot-github" / "allowed_signers", _text(".github/allowed_signers")
    for name in ("extensions.json", "settings.json"):
        yield STARTER / "common" / "dot-vscode" / name, _text(f".vscode/{name}")
    yield STARTER / "common" / "hooks" / "microsite.py", _text("hooks/microsite.py")


def _workflow(name: str) -> Path:
    return STARTER / _GITHUB / "workflows" / f"{name}.yml"


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _installing(workflow: str) -> str:
    """Return a workflow that installs the generator, where ours makes it from the checkout."""
    install = f"      - name: Install\n{_INSTALL}"
    workflow = workflow.replace(_SBOM, "")
    workflow = workflow.replace("        run: make .venv/site.done\n", _INSTALL)
    workflow = workflow.replace(
        "      - name: Build the site\n        run: make site\n",
        f"{install}      - name: Build the site\n        run: .venv/bin/stickingpoints build\n",
    )
    return workflow.replace(
        "      - name: List what is overdue\n        run: |\n          make .venv/site.done\n"
        "          .venv/bin/stickingpoints review > review.md\n",
        f"{install}      - name: List what is overdue\n"
        "        run: .venv/bin/stickingpoints review > review.md\n",
    )


def _check(workflow: str) -> str:
    """Return the check without what tests the code of the generator."""
    workflow = _OFFLINE.sub("", workflow)
    site, _, _ = workflow.partition("      - name: Picture what changed\n")
    site = site.replace("name: site and tests", "name: site")
    site = site.replace("timeout-minutes: 45", "timeout-minutes: 15")
    layout = "      - name: Suggest a layout, which is no condition\n"
    return site.replace(layout, f"{_DIFF}{layout}")


def _without_our_ids(form: str) -> str:
    """Return an issue form that shows ids of the example, where ours shows those of our data."""
    return re.sub(r'"territory#ukraine', '"sunday-opening#city', form)


def _lock(requirements: str) -> str:
    """Return the locked packages, but for those that only build the generator."""
    blocks = re.findall(r"^\S.*\n(?:^ .*\n)*", requirements, re.MULTILINE)
    return "".join(block for block in blocks if _name(block) not in BUILD_TOOLS)


def _name(block: str) -> str:
    return block.partition("==")[0]


if __name__ == "__main__":
    for path, text in files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
