"""The common layout: golden pairs, the same meaning, the same comments, and stable in a second run.

`pytest --force-regen tests/editing` writes the formatted texts; a reviewer reads the difference.
"""

from __future__ import annotations

import random
import re
import shlex
import shutil
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest_regressions.file_regression import FileRegressionFixture

from conftest import LAKE
from stickingpoints import cli
from stickingpoints.editing import format as formatting
from stickingpoints.editing.format import formatted
from stickingpoints.editing.yaml_comments import comments
from stickingpoints.model.records import Dataset
from stickingpoints.reading.load import read
from stickingpoints.reading.yaml_tree import parse
from stickingpoints.safe_writes import write_texts

HERE = Path(__file__).parent
BASE = HERE.parent / "reading" / "base" / "issues.yaml"
CASES = sorted((HERE / "layout").glob("*.before.yaml"))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of a project, which is the working folder."""
    shutil.copytree(BASE.parent, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return Path("data")


def plain(text: str, folder: Path) -> object:
    """Return what the text says, as the reading takes it."""
    (folder / "one.yaml").write_text(text, "utf-8")
    tree, problems = parse(folder / "one.yaml", "one.yaml")
    assert tree and not problems
    return tree.plain()


def comment_texts(text: str) -> list[str]:
    """Return the comments of a text, whatever their order."""
    return sorted(comment.text for comment in comments(text))


@pytest.mark.parametrize("before", CASES, ids=lambda path: path.name.partition(".")[0])
def test_golden(before: Path, file_regression: FileRegressionFixture) -> None:
    """A file is formatted as its golden partner, which keeps all comments and is stable."""
    after = before.with_name(before.name.replace(".before.", ".after."))
    text = formatted(before.read_text("utf-8")).text
    file_regression.check(text, fullpath=after, encoding="utf-8")
    assert formatted(text).text == text
    assert comment_texts(text) == comment_texts(before.read_text("utf-8"))


def test_every_golden_layout_has_its_input() -> None:
    """No file is left over from a case that is gone."""
    names = {path.name for path in (HERE / "layout").iterdir()}
    inputs = {path.name for path in CASES}
    assert names == inputs | {name.replace(".before.", ".after.") for name in inputs}


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(12))
def test_comments_anywhere_are_kept(seed: int, tmp_path: Path) -> None:
    """A comment between or behind any lines of the data stays, and changes nothing else."""
    chance = random.Random(seed)  # noqa: S311  reproducible on purpose
    lines = BASE.read_text("utf-8").splitlines()
    for number in range(8):
        at = chance.randrange(1, len(lines))
        if chance.random() < 0.4 and lines[at].strip():
            lines[at] += f"  # behind {number}"
        else:
            lines.insert(at, " " * chance.randrange(12) + f"# above {number}")
    text = "\n".join(lines) + "\n"
    after = formatted(text).text
    assert comment_texts(after) == comment_texts(text)
    assert formatted(after).text == after
    assert plain(after, tmp_path) == plain(text, tmp_path)


TEXTS = st.one_of(
    st.text(
        st.characters(exclude_categories=["C", "Zl", "Zp"], include_characters="\n"),
        min_size=1,
        max_size=60,
    ),
    st.lists(
        st.sampled_from(
            [
                "word",
                "no",
                "-",
                "#",
                ": ",
                "a:",
                "1e3",
                "2025-11-25",
                "“quoted”",
                "'",
                '"',
                "&a",
                "  ",
                "\n",
                "%",
                "[",
                "слово",
            ]
        ),
        min_size=1,
        max_size=60,
    ).map(" ".join),
)


@given(TEXTS)
@pytest.mark.no_cover  # other tests reach as much; this one is long
def test_any_text_means_the_same(text: str) -> None:
    """Whatever a text contains, it means the same in the common layout, in every style."""
    import tempfile

    import yaml

    written = yaml.safe_dump(
        {
            "summary": text,
            "parties": [{"id": "a", "note": text}],
            "sources": [{"authors": [text, "B"]}],
        },
        allow_unicode=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "one.yaml").write_text(written, "utf-8")
        tree, problems = parse(Path(folder) / "one.yaml", "one.yaml")
        assume(tree and not problems)  # otherwise it is refused before it is formatted
        assert tree
        after = formatted(written).text
        assert plain(after, Path(folder)) == tree.plain()
        assert formatted(after).text == after


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data of the invented talks at the lake, formatted, to read only."""
    data = tmp_path_factory.mktemp("lake") / "data"
    shutil.copytree(LAKE / "data", data)
    write_texts(formatting.formatting(data).texts)
    return data


@pytest.mark.proof
def test_lines_end_before_the_width(lake: Path) -> None:
    """No line of a whole site's data is too wide, except words that cannot be divided."""
    lines = (lake / "issues.yaml").read_text("utf-8").splitlines()
    assert len(lines) > 1000
    for line in lines:
        assert len(line) <= 100 or " " not in line.strip().removeprefix("- ")


@pytest.mark.no_cover
def test_a_whole_site_is_formatted_once(lake: Path) -> None:
    """Data with every kind of record is refused nowhere, and a second run changes nothing."""
    result = formatting.formatting(lake)
    assert (result.refused, result.differing) == ((), ())
    before = read(LAKE / "data").sound()
    assert read(lake).sound().model_dump() == before.model_dump()


@pytest.mark.no_cover
def test_fmt_reports_what_it_formatted_and_then_passes(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`fmt --check` fails with a place until `fmt` has run, which keeps the dataset."""
    before = read(data).sound().model_dump()
    assert cli.main(["fmt", "--check"]) == 1
    assert capsys.readouterr().out.startswith("data/issues.yaml:8:1: [layout] ")
    assert cli.main(["fmt"]) == 0
    assert capsys.readouterr().out == "data/issues.yaml: formatted\n"
    assert cli.main(["fmt", "--check"]) == 0
    assert read(data).sound().model_dump() == before
    assert sorted(path.name for path in data.iterdir()) == ["issues.yaml"]


@pytest.mark.no_cover
def test_windows_line_ends_and_byte_order_mark_go(data: Path) -> None:
    """The common layout has neither."""
    cli.main(["fmt"])
    text = (data / "issues.yaml").read_bytes()
    (data / "issues.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert cli.main(["fmt"]) == 0
    assert (data / "issues.yaml").read_bytes() == text


def test_a_file_that_cannot_be_read_is_left_alone(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its error is reported with its place, and the other files are formatted."""
    (data / "events.yaml").write_text("events: [\n", "utf-8")
    assert cli.main(["fmt"]) == 1
    assert "data/events.yaml:2:1: [broken-yaml]" in capsys.readouterr().err
    assert (data / "events.yaml").read_text("utf-8") == "events: [\n"


def test_a_change_of_meaning_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the layout ever said something else, the file would be kept and the error reported."""
    before = (data / "issues.yaml").read_bytes()

    def altered(text: str, name: str) -> formatting.Formatted:
        after = formatted(text, name)
        return after._replace(text=after.text.replace("Who may draw", "Who must draw"))

    monkeypatch.setattr(formatting, "formatted", altered)
    assert cli.main(["fmt"]) == 1
    assert "[layout] the common layout would change what the file says" in capsys.readouterr().err
    assert (data / "issues.yaml").read_bytes() == before


def test_keys_are_in_the_order_of_the_models(data: Path) -> None:
    """The order is that of the one description of the fields."""
    cli.main(["fmt"])
    tree, _ = parse(data / "issues.yaml", "issues.yaml")
    assert tree
    known = [info.alias or name for name, info in Dataset.model_fields.items()]
    assert list(tree.value) == [key for key in known if key in tree.value]


@pytest.mark.parametrize("option", ["", "--check"])
def test_a_folder_without_data_is_no_success(
    option: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt folder ends as a wrong call does."""
    assert data.is_dir()
    assert cli.main(["fmt", *filter(None, [option]), "--data", "nowhere"]) == 2
    output = capsys.readouterr()
    assert output.err == (
        "stickingpoints: there is no data folder nowhere; name it with --data, or the project with "
        "--root, or create a project with: stickingpoints init my-talks\n"
    )
    assert output.out == ""


@pytest.mark.no_cover
def test_the_recommended_command_formats_the_same_folder(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It works as it is printed, whatever the folder is called."""
    data.rename("other data")
    assert cli.main(["fmt", "--check", "--data", "other data"]) == 1
    _, _, recommended = capsys.readouterr().out.strip().partition("; run: stickingpoints ")
    assert cli.main(shlex.split(recommended)) == 0
    assert cli.main(["fmt", "--check", "--data", "other data"]) == 0


def test_a_suggestion_is_a_notice_and_no_failure(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is on the lines, has what could be written there, and nothing is written."""
    cli.main(["fmt"])
    path = data / "issues.yaml"
    text = path.read_text("utf-8")
    swapped = text.replace(
        "        stance: rejects\n        answer: No limit on its dams\n",
        "        answer: No limit on its dams\n        stance: rejects\n",
    ).replace("title: Gauges", "title:   Gauges")
    path.write_text(swapped, "utf-8")
    capsys.readouterr()
    assert cli.main(["fmt", "--suggest"]) == 0
    number = text[: text.index("        stance: rejects\n")].count("\n")
    first, second = capsys.readouterr().out.splitlines()
    assert first == (
        f"::notice file=data/issues.yaml,line={number},endLine={number + 3},title=layout::"
        "Nothing needs to be done: the files are formatted after the merge. "
        "The common layout of these lines is:"
        "%0A      - party: arvenia"
        "%0A        stance: rejects"
        "%0A        answer: No limit on its dams"
        "%0A        since: 2031-03-02"
    )
    assert "%0A    title: Gauges%0A" in second
    assert path.read_text("utf-8") == swapped


def test_suggestions_are_as_many_as_the_forge_shows(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last one counts the others; line ends alone are one, and formatted data has none."""
    cli.main(["fmt"])
    path = data / "issues.yaml"
    text = path.read_text("utf-8")
    capsys.readouterr()
    assert cli.main(["fmt", "--suggest"]) == 0
    assert capsys.readouterr().out == ""
    path.write_text(text.replace("summary: ", "summary:   "), "utf-8")
    assert cli.main(["fmt", "--suggest"]) == 0
    *_, last = lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 10
    assert re.search(r"::\d+ more places differ from the common layout\. Nothing needs", last)
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert cli.main(["fmt", "--suggest"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "::The ends of lines, or of the file, differ from the common layout. Nothing" in line


def test_what_cannot_be_read_is_for_the_check_to_refuse(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A suggestion is no second report of an error."""
    (data / "events.yaml").write_text("events: [\n", "utf-8")
    assert cli.main(["fmt", "--suggest"]) == 0
    assert "events.yaml" not in capsys.readouterr().out
