"""A table of statements: written, opened in a spreadsheet, and read back into the data."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pytest_regressions.file_regression import FileRegressionFixture

from conftest import LAKE, ROOT, Project
from formatted_base import formatted_base
from stickingpoints import cli
from stickingpoints.checks import quote_lock
from stickingpoints.editing.imports import columns
from stickingpoints.editing.imports.commands import export_table, import_table
from stickingpoints.problems import CallError, ContentError
from stickingpoints.reading.load import read

BASE = ROOT / "tests" / "reading" / "base" / "issues.yaml"
TABLES = Path(__file__).parent / "tables"
DAY = datetime.date(2031, 5, 20)
HEADING = "issue,party,date,statement,source"
NEW = "summer-share,brezia,2031-05-12,The chancellor would sign.,sel-herald"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data of the talks on the river, in the common layout, with a comment."""
    (tmp_path / "data").mkdir()
    text = formatted_base()
    text = text.replace("  - id: gauges\n", "  # who looks after them?\n  - id: gauges\n")
    (tmp_path / "data" / "issues.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("data")


@pytest.fixture
def lake_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data of the talks at the lake."""
    shutil.copytree(LAKE / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return Path("data")


def texts(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in data.iterdir()}


def put(text: str, encoding: str = "utf-8") -> Path:
    """Write a table as a file."""
    path = Path("statements.csv")
    path.write_bytes(text.encode(encoding))
    return path


def imported(data: Path, text: str) -> list[str]:
    """Import a table and return what was done, in lines."""
    return import_table(data, put(text), DAY)


def refused(data: Path, text: str) -> list[str]:
    """Return the messages for a table that must be refused with nothing written."""
    before = texts(data)
    with pytest.raises(ContentError) as caught:
        import_table(data, put(text), DAY)
    assert texts(data) == before
    return [str(problem) for problem in caught.value.problems]


def exported(data: Path) -> list[list[str]]:
    """Return the rows of the exported table as a spreadsheet shows them."""
    export_table(data, Path("exported.csv"))
    text = Path("exported.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def saved(rows: list[list[str]], separator: str = ",", ends: str = "\r\n", mark: str = "") -> str:
    """Return rows as a spreadsheet saves them: quoted only where necessary."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=ends).writerows(rows)
    return mark + out.getvalue()


HABITS: dict[str, Callable[[list[list[str]]], str]] = {
    "Excel, English": lambda rows: saved(rows, mark="\ufeff"),
    "Excel, German": lambda rows: saved(rows, ";", mark="\ufeff"),
    "Excel, text": lambda rows: saved(rows, "\t"),
    "LibreOffice": lambda rows: saved(rows, ends="\n"),
    "named separator": lambda rows: "sep=;\n" + saved(rows, ";"),
    "empty rows and columns": lambda rows: saved(
        [[*row, "", ""] for row in rows] + [[""] * len(rows[0]), []]
    ),
    "other order": lambda rows: saved([list(reversed(row)) for row in reversed(rows[1:])]).join(
        [saved([list(reversed(rows[0]))]), ""]
    ),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("habit", HABITS)
def test_saved_unchanged_it_changes_nothing(habit: str, lake_data: Path) -> None:
    rows = exported(lake_data)
    before = texts(lake_data)
    output = imported(lake_data, HABITS[habit](rows))
    assert output == [
        (
            f"0 statements added, 0 records changed, {len(rows) - 1} left as they were; "
            "nothing was written"
        )
    ]
    assert texts(lake_data) == before


def test_columns_of_the_export_may_be_left_out(lake_data: Path) -> None:
    rows = exported(lake_data)
    wanted = [rows[0].index(column) for column in ("party", "source", "date", "issue", "statement")]
    output = imported(
        lake_data,
        saved([[row[number] for number in wanted] for row in rows]),
    )
    assert output[-1].startswith(f"0 statements added, 0 records changed, {len(rows) - 1} left")


def test_texts_that_a_spreadsheet_would_run_come_back(data: Path) -> None:
    text = '=HYPERLINK("x";"y")'
    path = data / "issues.yaml"
    path.write_text(path.read_text("utf-8").replace("Officials, to the Herald", f"'{text}'"))
    rows = exported(data)
    guarded = [cell for row in rows for cell in row if "HYPERLINK" in cell]
    assert guarded and all(cell.startswith("'=") for cell in guarded)
    assert imported(data, saved(rows))[-1].endswith("nothing was written")


def test_a_new_row_adds_a_statement_and_moves_the_position(data: Path) -> None:
    address = "https://herald.example/2031/chancellor"
    output = imported(
        data,
        f"{HEADING},stance,quote,speaker\n"
        "Summer share,Kingdom of Brezia,2031-05-12,The chancellor would sign.,"
        f"{address} sel-herald,accepts,We would sign.,Chancellor\n",
    )
    assert output == [
        "added: source herald-example-2031-chancellor, which needs a title, a publisher and a kind",
        "added: summer-share#brezia-2031-05-12",
        "changed: summer-share#brezia: stance of the position: proposes → accepts",
        "changed: summer-share#brezia: since of the position: 2031-04-01 → 2031-05-12",
        (
            "please look at: summer-share#brezia: the answer and the summary of the position, "
            "whose stance changed with this statement"
        ),
        (
            "1 statement added, 1 record changed, 0 left as they were; wrote data/issues.yaml. "
            "Now run: stickingpoints check"
        ),
    ]
    dataset = read(data).sound()
    position = dataset.issue["summer-share"].position["brezia"]
    statement = position.statements[0]
    assert (statement.date, statement.stance, statement.stated_by) == (
        "2031-05-12",
        "accepts",
        "Chancellor",
    )
    assert [citation.source for citation in statement.citations] == [
        "herald-example-2031-chancellor",
        "sel-herald",
    ]
    assert statement.citations[0].quote_kind == "speaker"
    assert statement.caveat and statement.caveat.startswith("[fill in: how it is known")
    source = dataset.source["herald-example-2031-chancellor"]
    assert source.url == address and source.accessed == DAY
    assert source.title == "[Page at herald.example/2031/chancellor]"
    assert source.note and source.note.startswith("[fill in: ")
    assert "# who looks after them?" in (data / "issues.yaml").read_text("utf-8")


def test_a_row_without_a_stance_moves_nothing(data: Path) -> None:
    imported(data, f"{HEADING}\n{NEW}\n")
    position = read(data).sound().issue["summer-share"].position["brezia"]
    assert (position.stance, position.since) == ("proposes", "2031-04-01")
    caveat = position.statements[0].caveat
    assert caveat and "the stance, for which proposes is assumed" in caveat


@pytest.mark.parametrize(("cell", "is_other"), [("One. Two.", False), ("One.", True)])
def test_what_is_still_to_be_written_is_no_difference(cell: str, *, is_other: bool) -> None:
    """A cell is compared with the whole text on both sides of the marker."""
    assert columns.differs(cell, "One. [fill in: what else] Two.") == is_other


@pytest.mark.no_cover
def test_the_same_table_twice_adds_once(data: Path) -> None:
    imported(data, f"{HEADING}\n{NEW}\n")
    before = texts(data)
    output = imported(data, f"{HEADING}\n{NEW}\n")
    assert output == [
        "0 statements added, 0 records changed, 1 left as they were; nothing was written"
    ]
    assert texts(data) == before


def test_a_party_without_a_position_gets_one(data: Path) -> None:
    imported(
        data,
        f"{HEADING}\nsummer-share,SBO,2031-05-12,The office warned of a dry year.,sel-herald\n",
    )
    position = read(data).sound().issue["summer-share"].position["basin-office"]
    assert position.answer == "The office warned of a dry year"
    assert (position.stance, position.since) == ("undecided", "2031-05-12")


def test_a_changed_cell_changes_its_field_alone(data: Path) -> None:
    rows = exported(data)
    row = next(row for row in rows if row[0] == "summer-share#brezia-2031-02")
    row[rows[0].index("statement")] = "Officials spoke of shares by the area of fields."
    row[rows[0].index("caveat")] = "The court denied it."
    row[rows[0].index("source_2")] = "office-minutes"
    before = (data / "issues.yaml").read_text("utf-8")
    output = imported(data, saved(rows))
    name = "changed: summer-share#brezia-2031-02:"
    assert output == [
        (
            f"{name} summary: Officials spoke of shares by area. → "
            "Officials spoke of shares by the area of fields."
        ),
        f"{name} caveat: nothing → The court denied it.",
        f"{name} sources: sel-herald → sel-herald, office-minutes",
        (
            "0 statements added, 1 record changed, 6 left as they were; wrote data/issues.yaml. "
            "Now run: stickingpoints check"
        ),
    ]
    after = (data / "issues.yaml").read_text("utf-8")
    expected = before.replace(
        "Officials spoke of shares by area.", "Officials spoke of shares by the area of fields."
    ).replace(
        "                quote_kind: outlet-words\n",
        "                quote_kind: outlet-words\n              - source: office-minutes\n"
        "            caveat: The court denied it.\n",
    )
    assert after == expected


def test_an_emptied_cell_removes_what_may_be_missing(data: Path) -> None:
    rows = exported(data)
    row = next(row for row in rows if row[0] == "summer-share#brezia-2031-02")
    row[rows[0].index("at")] = ""
    assert imported(data, saved(rows))[0] == (
        "changed: summer-share#brezia-2031-02: at: by-area → nothing"
    )


def test_an_emptied_cell_leaves_what_a_statement_needs(data: Path) -> None:
    rows = exported(data)
    row = next(row for row in rows if row[0] == "summer-share#brezia-2031-02")
    for column in ("stance", "attribution", "stated_by", "quote_kind"):
        row[rows[0].index(column)] = ""
    assert imported(data, saved(rows))[-1].endswith("nothing was written")


def test_a_table_is_refused_as_a_whole(data: Path, file_regression: FileRegressionFixture) -> None:
    """Every cell at once, each with its row and column, and nothing is written."""
    tables: dict[str, str] = yaml.safe_load((TABLES / "refused.yaml").read_text("utf-8"))
    lines: list[str] = []
    for name, text in tables.items():
        lines += [f"{name}:", *refused(data, text), ""]
    golden = TABLES / "refused.txt"
    file_regression.check("\n".join(lines), fullpath=golden, encoding="utf-8")


def test_a_table_in_another_encoding_is_refused(data: Path) -> None:
    path = put(f"{HEADING}\n{NEW}é\n", "latin-1")
    with pytest.raises(ContentError, match=r"statements\.csv:2:\d+: \[not-utf-8\]"):
        import_table(data, path, DAY)


def test_a_checked_quote_cannot_be_changed(data: Path) -> None:
    dataset = read(data).sound()
    from stickingpoints.checks.quote_verify import copies, verify

    Path("copies").mkdir()
    Path("copies/brezia-letter.txt").write_text("It is by area, or in equal parts, at last.")
    saved_copies = copies(Path("copies"), dataset, lambda _: DAY)
    result = verify(dataset, quote_lock.Lock(schema=1), saved_copies)
    (data / quote_lock.NAME).write_text(quote_lock.written(result.lock))
    rows = exported(data)
    row = next(row for row in rows if row[0] == "summer-share#brezia-2031-04-01")
    row[rows[0].index("quote")] = "by area, or in unequal parts"
    message = (
        "this quote of brezia-letter was checked against a copy of its source, so a table cannot "
        'change it: "by area, or in equal parts"; write it as it was, or change it in data/ and '
        "run: stickingpoints verify"
    )
    assert refused(data, saved(rows)) == [f"statements.csv:3:11: [table] K3 › quote: {message}"]
    row[rows[0].index("quote")] = "by area, or in equal parts"
    row[rows[0].index("source")] = "arvenia-note"
    assert refused(data, saved(rows)) == [f"statements.csv:3:10: [table] J3 › source: {message}"]


def test_another_file_is_not_replaced(data: Path) -> None:
    put("mine\n")
    with pytest.raises(CallError, match="not a table of statements of this program"):
        export_table(data, Path("statements.csv"))


def test_the_commands(lake: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A table is exported, returned unchanged, and refused on stderr with a faulty cell."""
    root = str(lake.root)
    table = lake.root / "statements.csv"
    assert cli.main(["export", "table", "--root", root]) == 0
    assert cli.main(["import", "table", str(table), "--root", root]) == 0
    assert capsys.readouterr().out.endswith("left as they were; nothing was written\n")
    table.write_bytes(table.read_bytes().replace(b'"accepts"', b'"accept"', 1))
    assert cli.main(["import", "table", str(table), "--root", root]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "[unknown-word] F" in output.err
    assert cli.main(["import", "sources", str(table), "--root", root]) == 2
    assert cli.main(["import", "table", "nowhere.csv", "--root", root]) == 1
