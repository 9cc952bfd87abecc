"""The licence of each installed package, held against those that pyproject.toml allows.

    python tests/licences.py                    the packages of the Python that runs this
    python tests/licences.py package-lock.json  the packages that a lock of npm names
    python tests/licences.py sbom.cdx.json      whether a bill of materials has the licence of each

Prints a line for each, and ends with status 1 if one is not allowed. Needs nothing but Python.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent


class Licensed(NamedTuple):
    """A package, and what its metadata says of its licence, "" if nothing."""

    name: str
    version: str
    licence: str


def installed() -> Iterator[Licensed]:
    """Yield the packages of the Python that runs this, without our own."""
    for package in distributions():
        if package.metadata["Name"] != "stickingpoints":
            yield Licensed(package.metadata["Name"], package.version, _declared(package))


def in_npm_lock(path: Path) -> Iterator[Licensed]:
    """Yield the packages that a lock of npm names (its form 3), without our own."""
    for place, package in json.loads(path.read_text("utf-8"))["packages"].items():
        if place:
            name = place.rpartition("node_modules/")[2]
            yield Licensed(name, package["version"], package.get("license", ""))


def unlicensed(bill: Path) -> list[str]:
    """Return the packages of which a bill of materials (CycloneDX 1.6) has no licence."""
    packages = json.loads(bill.read_text("utf-8"))["components"]
    return [package["name"] for package in packages if not package.get("licenses")]


def _declared(package: Distribution) -> str:
    """Return the SPDX expression (PEP 639), or else the classifiers, or else the text."""
    metadata = package.metadata.json
    text = str(metadata.get("license", "")).partition("\n")[0]
    return str(metadata.get("license_expression") or _classified(metadata) or text)


def _classified(metadata: dict[str, Any]) -> str:
    """Return the licences that the classifiers name, "" if they name none."""
    found = [name for name in metadata.get("classifier", ()) if name.startswith("License :: ")]
    return "; ".join(name.rpartition(" :: ")[2] for name in found)


def rules() -> dict[str, Any]:
    """Return which licences are allowed, and what is known of single packages."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    table: dict[str, Any] = settings["tool"]["licences"]
    return table


def refused(packages: Iterable[Licensed], allowed: dict[str, Any]) -> list[Licensed]:
    """Return the packages whose licence is neither allowed nor accepted for that one package."""
    found = []
    for package in packages:
        is_allowed = package.licence in allowed["allowed"]
        is_accepted = allowed["packages"].get(package.name, {}).get("declares") == package.licence
        if not is_allowed and not is_accepted:
            found.append(package)
    return found


def main(files: list[str]) -> int:
    """Look at what is installed, or at files; return 1 if a licence is missing or refused."""
    if files and files[0].endswith(".cdx.json"):
        return _main_of_bill(Path(files[0]))
    return _main_of_packages(files)


def _main_of_bill(path: Path) -> int:
    for name in (missing := unlicensed(path)):
        print(f"{name}: {path.name} has no licence of it", file=sys.stderr)
    return 1 if missing else 0


def _main_of_packages(locks: list[str]) -> int:
    """Print every package with its licence; return 1 if one is refused."""
    packages = list(installed())
    if locks:
        packages = []
        for lock in locks:
            packages += in_npm_lock(Path(lock))
    for package in sorted(set(packages)):
        print(f"{package.name} {package.version}: {package.licence or 'no licence'}")
    wrong = refused(packages, rules())
    for package in wrong:
        print(
            f"{package.name}: {package.licence or 'no licence'} is not allowed; read its licence, "
            "and add it to [tool.licences] in pyproject.toml, or use another package",
            file=sys.stderr,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
