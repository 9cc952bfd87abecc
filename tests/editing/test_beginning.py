"""A project that begins from a table: its data passes the check, and invents nothing."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from stickingpoints import cli
from stickingpoints.editing.format import formatted
from stickingpoints.editing.imports.commands import import_table
from stickingpoints.editing.imports.new_project import Beginning, from_table
from stickingpoints.editing.imports.slugs import free_id
from stickingpoints.problems import ContentError
from stickingpoints.reading.load import read
from stickingpoints.text.slugs import slug

TABLES = Path(__file__).parent / "tables"
DAY = datetime.date(2026, 11, 28)
HEADING = "issue,party,date,statement,source"
ROW = "Night boats,Ferrymen,2026-09-01,They will stop.,https://union.example/letter"


@pytest.fixture
def beginning() -> Beginning:
    """Return the project of a table with most of what can be missing."""
    return from_table((TABLES / "beginning.csv").read_bytes(), "beginning.csv", DAY)


@pytest.fixture
def data(tmp_path: Path, beginning: Beginning, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of its data."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "issues.yaml").write_text(beginning.text(), "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("data")


def refused(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        from_table(text.encode(), "data.csv", DAY)
    return [str(problem) for problem in caught.value.problems]


def test_the_data_of_a_table(beginning: Beginning, file_regression: FileRegressionFixture) -> None:
    golden = TABLES / "beginning.yaml"
    file_regression.check(beginning.text(), fullpath=golden, encoding="utf-8")
    assert beginning.unread == ("Remarks", "at")


def test_it_passes_the_check_in_the_common_layout(data: Path, beginning: Beginning) -> None:
    assert read(data).errors == []
    assert formatted(beginning.text()).text == beginning.text()


def test_importing_the_same_table_again_changes_nothing(
    data: Path,
) -> None:
    text = (TABLES / "beginning.csv").read_text("utf-8").replace("half\n", "\n")
    Path("again.csv").write_text(text, "utf-8")
    assert import_table(data, Path("again.csv"), DAY) == [
        'not read: the column "Remarks"',
        "0 statements added, 0 records changed, 4 left as they were; nothing was written",
    ]


def test_what_cannot_be_read_is_refused_by_row_and_column() -> None:
    assert refused(
        f"{HEADING}\n{ROW}\n{ROW}\nNight boats,U,9/1/2026,x,Herald 11 April\n,,,,\n"
    ) == [
        "data.csv:3:4: [table] D3 › statement: this repeats row 2; delete one of them",
        ('data.csv:4:3: [table] C4 › date: "9/1/2026" is ambiguous; write 2026-01-09 or '
        "2026-09-01, whichever is meant, and format the column as text, since a spreadsheet may "
        "write dates in its own way"),
        ('data.csv:4:5: [table] E4 › source: "Herald 11 April" is not an address: a new project '
        "has no sources yet; write the address of this one, as https://…"),
    ]  # fmt: skip


def test_what_the_check_refuses_has_the_place_of_its_cell() -> None:
    quote = "word " * 41
    assert refused(f"{HEADING},quote,attribution\n{ROW},{quote},named\n") == [
        (
            "data.csv:2:6: [quote-too-long] F2 › quote: the quote has 41 words; shorten it to at "
            "most 40"
        ),
        (
            'data.csv:2:7: [unknown-word] G2 › attribution: "named" is not an attribution. One of: '
            "on-record, official-document, leaked-document, unnamed-official, second-hand, "
            "outlet-report"
        ),
    ]
    assert refused(f"{HEADING}\n") == [
        "data.csv:1:1: [table] there is no statement below the first row; write one in each row"
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Місто Лева", "misto-leva"),
        ("東京都", "dongjingdou"),
        ("  Ferrymen & Co. ", "ferrymen-co"),
        ("🛶", "canoe"),
        ("—", "party"),
    ],
)
def test_an_id_from_a_name_in_any_script(name: str, expected: str) -> None:
    assert slug(name, "party") == expected


def test_an_id_is_free_and_none_of_the_pages() -> None:
    assert free_id("Ferrymen", {"ferrymen", "ferrymen-2"}, "party") == "ferrymen-3"
    assert free_id("Corrections", set(), "issue") == "corrections-2"


def test_init_begins_from_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The project has the table's statements in the place of the example, and passes the check."""
    monkeypatch.chdir(tmp_path)
    table = str(TABLES / "beginning.csv")
    call = ["init", "talks", "--from", table, "--day", "2026-11-28"]
    assert cli.main([*call, "--topic", "the bridge", "--licence", "cc0"]) == 0
    assert 'not read: the column "Remarks" of ' in capsys.readouterr().out
    dataset = read(Path("talks/data")).sound()
    assert dataset.title == "Where the talks on the bridge are stuck"
    assert dataset.licence == "CC0-1.0"
    assert [party.name for party in dataset.parties] == ["Union of Ferrymen", "Місто Лева"]
    assert cli.main(["check", "--root", "talks"]) == 0


def test_init_writes_nothing_for_a_table_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data.csv").write_text(f"{HEADING}\n{ROW.replace('2026-09-01', '1.9.2026')}\n", "utf-8")
    assert cli.main(["init", "talks", "--from", "data.csv"]) == 1
    assert 'data.csv:2:3: [table] C2 › date: "1.9.2026" is ambiguous' in capsys.readouterr().err
    assert cli.main(["init", "talks", "--from", "data.csv", "--parties", "A, B"]) == 1
    Path("data.csv").write_text(f"{HEADING}\n{ROW}\n", "utf-8")
    assert cli.main(["init", "talks", "--from", "data.csv", "--parties", "A, B"]) == 2
    assert "the parties are those of the table" in capsys.readouterr().err
    assert not Path("talks").exists()
