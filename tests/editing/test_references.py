"""Sources from a reference manager: CSL-JSON and BibTeX, and our own exports read back."""

from __future__ import annotations

import datetime
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pytest_regressions.file_regression import FileRegressionFixture

from conftest import LAKE, ROOT
from formatted_base import formatted_base
from stickingpoints.editing.imports import bibtex, csl_json
from stickingpoints.editing.imports.commands import import_sources
from stickingpoints.editing.imports.references import Reference
from stickingpoints.exports import bibliography
from stickingpoints.model.records import Dataset, Source
from stickingpoints.problems import CallError, ContentError
from stickingpoints.reading.load import read

BASE = ROOT / "tests" / "reading" / "base" / "issues.yaml"
FILES = Path(__file__).parent / "references"
DAY = datetime.date(2031, 5, 20)
READERS: dict[str, Callable[[str, str], list[Reference]]] = {
    "data/v1/sources.bib": bibtex.references,
    "data/v1/sources.csl.json": csl_json.references,
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data of the talks on the river, with a comment on its first source."""
    (tmp_path / "data").mkdir()
    text = formatted_base()
    text = text.replace("sources:\n", "sources:\n  # by hand\n")
    (tmp_path / "data" / "issues.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("data")


@pytest.mark.parametrize("name", ["zotero.json", "library.bib"])
def test_sources_are_added(
    name: str,
    data: Path,
    file_regression: FileRegressionFixture,
) -> None:
    """The golden file has what the command prints, and the sources that are new."""
    before = read(data).sound()
    shutil.copy(FILES / name, name)
    output = import_sources(data, Path(name), DAY)
    after = read(data).sound()
    text = (data / "issues.yaml").read_text("utf-8")
    assert "  # by hand\n  - id: arvenia-note\n" in text
    assert [values(after.source[old]) for old in before.source] == list(map(values, before.sources))
    new = text.partition("sources:\n")[2].partition("issues:\n")[0].split("\n\n")
    blocks = [block for block in new if not any(f"id: {old}\n" in block for old in before.source)]
    file_regression.check(
        "\n".join([*output, "", *blocks]), fullpath=FILES / f"{name}.txt", encoding="utf-8"
    )
    assert import_sources(data, Path(name), DAY)[-1].endswith("; nothing was written")


def test_references_that_cannot_be_read_are_refused_as_a_whole(
    data: Path, file_regression: FileRegressionFixture
) -> None:
    files: dict[str, str] = yaml.safe_load((FILES / "refused.yaml").read_text("utf-8"))
    before = (data / "issues.yaml").read_bytes()
    lines: list[str] = []
    for name, text in files.items():
        Path(name).write_text(text, "utf-8")
        with pytest.raises(ContentError) as caught:
            import_sources(data, Path(name), DAY)
        lines += [*map(str, caught.value.problems), ""]
    assert (data / "issues.yaml").read_bytes() == before
    golden = FILES / "refused.txt"
    file_regression.check("\n".join(lines), fullpath=golden, encoding="utf-8")


def test_another_kind_of_file_is_a_wrong_call(data: Path) -> None:
    Path("refs.ris").write_text("TY  - NEWS")
    with pytest.raises(CallError, match=r"refs\.ris is neither CSL-JSON nor BibTeX"):
        import_sources(data, Path("refs.ris"), DAY)


def exported(dataset: Dataset) -> dict[str, str]:
    return {address: content.decode() for address, content in bibliography.files(dataset)}


def values(source: Source) -> dict[str, Any]:
    """Return the fields of a source that say something, as the data has them."""
    fields = source.model_dump(mode="json", exclude_none=True, exclude={"id"})
    return {name: value for name, value in fields.items() if value != []}


@pytest.mark.parametrize("address", READERS)
def test_what_is_exported_comes_back_unchanged(address: str, dataset: Dataset) -> None:
    references = READERS[address](exported(dataset)[address], "sources")
    assert {each.key: dict(each.values) for each in references} == {
        source.id: values(source) for source in dataset.sources if not source.withdrawn
    }
    assert [(each.unsure, each.remarks) for each in references if each.unsure or each.remarks] == []


@pytest.mark.no_cover
def test_an_own_export_is_already_there(
    tmp_path: Path,
    dataset: Dataset,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(LAKE / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    Path("sources.bib").write_text(exported(dataset)["data/v1/sources.bib"], "utf-8")
    lines = import_sources(Path("data"), Path("sources.bib"), DAY)
    assert lines[-1].startswith("0 sources added, ")


TEXTS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\xa0"),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(text.split()))


@pytest.mark.no_cover
@given(title=TEXTS.filter(bool), author=TEXTS.filter(bool), note=TEXTS, basis=TEXTS)
def test_any_text_comes_back_from_bibtex(title: str, author: str, note: str, basis: str) -> None:
    """Whatever LaTeX would act on is escaped and read back, in names as in titles."""
    source = Source(
        id="x",
        title=title,
        publisher="P",
        kind="analysis",
        authors=[author],
        accessed=DAY,
        note=f"{note} *x*\n\n- y",
        published_basis=f"x {basis}",
    )
    text = bibliography.source_bibtex(source)
    (reference,) = bibtex.references(text, "x.bib")
    assert reference.values["title"] == title
    assert reference.values["authors"] == [author]
    assert reference.values["published_basis"] == f"x {basis}".strip()


DEEP = {
    "brackets.json": "[" * 100_000,
    "objects.json": '[{"a":' * 50_000,
    "digits.json": "[" + "9" * 100_000 + "]",
    "braces.bib": "@misc{a, title={" + "{" * 50_000 + "}" * 50_000 + "}}",
    "commands.bib": "@misc{a, title={" + "\\emph{" * 3_000 + "}" * 3_000 + "}}",
    "entries.bib": "@misc{" * 20_000,
    "open.bib": "@misc{a, title={" + "{" * 100_000,
    "authors.bib": "@misc{a, title={x}, author={" + "{" * 9_000 + "}" * 9_000 + "}}",
}


@pytest.mark.parametrize("name", DEEP)
def test_hostile_files_are_refused(
    name: str, data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(DEEP[name])
    limit = sys.getrecursionlimit()
    with pytest.raises(ContentError):
        import_sources(data, Path(name), DAY)
    assert sys.getrecursionlimit() == limit
    assert capfd.readouterr().err == ""
