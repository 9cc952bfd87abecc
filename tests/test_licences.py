"""What the packages declare is allowed, and the list that allows it has nothing that is unused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import licences
import lower_bounds
from conftest import ROOT

LOCKS = [ROOT / "package-lock.json", *sorted(ROOT.glob("benchmarks/*/package-lock.json"))]


def test_the_licence_of_every_package_is_allowed() -> None:
    """`make licences` looks at those of the benchmarks and the audit too."""
    packages = [*licences.installed()]
    for lock in LOCKS:
        packages += licences.in_npm_lock(lock)
    assert len(packages) > 300
    assert licences.refused(packages, licences.rules()) == []


@pytest.mark.parametrize("licence", ["", "AGPL-3.0-only", "Proprietary", "MIT AND GPL-2.0-only"])
def test_an_unknown_licence_is_refused(licence: str) -> None:
    package = licences.Licensed("some-package", "1.0", licence)
    assert licences.refused([package], licences.rules()) == [package]


def test_what_is_accepted_of_one_package_is_not_accepted_of_another() -> None:
    """Nor is another licence of the same package."""
    same = licences.Licensed("codespell", "1.0", "GPL-2.0-only")
    changed = licences.Licensed("codespell", "2.0", "GPL-3.0-only")
    other = licences.Licensed("some-package", "1.0", "GPL-2.0-only")
    assert licences.refused([same, changed, other], licences.rules()) == [changed, other]


def test_a_bill_without_a_licence_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make sbom` fails for it, so a release has none."""
    bill = tmp_path / "sbom.cdx.json"
    licensed = {"name": "click", "licenses": [{"license": {"id": "BSD-3-Clause"}}]}
    bill.write_text(json.dumps({"components": [licensed]}), encoding="utf-8")
    assert licences.main([str(bill)]) == 0
    bill.write_text(json.dumps({"components": [licensed, {"name": "bare"}]}), encoding="utf-8")
    assert licences.main([str(bill)]) == 1
    assert capsys.readouterr().err == "bare: sbom.cdx.json has no licence of it\n"


def test_a_renewed_lock_raises_the_lower_bounds() -> None:
    settings = '    "some.package>=1.0,<3",  # why\n    "other>=1,<2",\n    "tool==1.0",\n'
    raised = lower_bounds.raised(settings, "some-package==2.5 \\\n    --hash=x\nOther==1\n")
    assert raised == settings.replace(">=1.0,<3", ">=2.5,<3")
