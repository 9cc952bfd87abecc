"""What written pages say of the data comes from the data, so that it cannot go stale."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from comparison_table import words
from conftest import Project
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Correction, Dataset
from stickingpoints.site.placeholders import PLACEHOLDERS, Facts, fill

PAGE = """# Method

Until {{ as_of }}, from {{first_statement}}: {{ counts }}. Between {{ parties }}.

In code, `{{ as_of }}` and `{{ nothing }}` stay.

{{ corrections }}
"""


def filled(text: str, dataset: Dataset) -> str:
    """Return a text with its placeholders filled in."""
    return fill(text, Facts(dataset, None, ENGLISH), "docs/about.md").text


def test_days_counts_and_names_come_from_the_data(dataset: Dataset) -> None:
    """As readers write them."""
    assert filled("{{ as_of }}", dataset) == "20 May 2031"
    assert re.fullmatch(r"[A-Z][a-z]+ 203\d", filled("{{ first_statement }}", dataset))
    assert filled("{{ number_of_issues }}", dataset) == str(len(dataset.issues))
    names = filled("{{ parties }}", dataset)
    assert names.startswith("Upland, ") and ", and " in names
    assert "Upland on " in filled("{{ not_known }}", dataset) or "Delta" in filled(
        "{{ not_known }}", dataset
    )


def test_corrections_are_listed_newest_first_without_those_of_wording(dataset: Dataset) -> None:
    """Each with its day and a link to its issue."""
    entries = [
        Correction(date="2031-05-02", summary="An older slip."),
        Correction(date="2031-05-12", summary="A newer slip."),
        Correction(date="2031-05-13", summary="Plainer words.", editorial=True),
    ]
    first = dataset.issues[0].model_copy(update={"corrections": entries})
    others = [issue.model_copy(update={"corrections": []}) for issue in dataset.issues[1:]]
    corrected = dataset.model_copy(update={"issues": [first, *others]})
    link = f"[{first.title}](issues/{first.id}/index.md)"
    assert filled("{{ corrections }}", corrected).splitlines() == [
        f"- 12 May 2031, {link}: A newer slip.",
        f"- 2 May 2031, {link}: An older slip.",
    ]
    assert filled("{{ number_of_corrections }}", corrected) == "2"
    assert filled("{{ corrections }}", dataset.model_copy(update={"issues": others})) == "None."


def test_an_unknown_placeholder_is_an_error_at_its_place(dataset: Dataset) -> None:
    """With the nearest name and all that there are; code is left alone."""
    text = "A text.\n\nUntil {{ as_off }}, `{{ code }}`."
    result = fill(text, Facts(dataset, None, ENGLISH), "docs/about.md", before=4)
    assert result.text == text
    [problem] = result.problems
    assert str(problem).startswith(
        'docs/about.md:7:7: [unknown-placeholder] unknown placeholder "as_off"; '
        'did you mean "as_of"?'
    )
    assert all(name in problem.message for name in PLACEHOLDERS)


@pytest.mark.proof
def test_pages_and_pdf_are_filled(project: Project) -> None:
    """The day of the record moves, and the page, the PDF and the one-file edition with it."""
    (project.root / "docs" / "method.md").write_text(PAGE, encoding="utf-8")
    project.replace("data/issues.yaml", "as_of: 2031-05-20", "as_of: 2031-05-21")
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    html = (project.site / "method/index.html").read_text("utf-8")
    page = words(BeautifulSoup(html, "html.parser").get_text())
    assert "Until 21 May 2031, from " in page
    assert "In code, {{ as_of }} and {{ nothing }} stay." in page
    (path,) = (project.site / "downloads").glob("*-letter.pdf")
    text = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))
    assert "Until 21 May 2031, from " in words(text)
    (one_file,) = (project.site / "downloads").glob("*[!x].html")
    assert "Until 21 May 2031, from " in one_file.read_text("utf-8")


@pytest.mark.slow
def test_a_build_stops_at_an_unknown_placeholder(project: Project) -> None:
    """Its line in the file is named, front matter included."""
    page = project.root / "docs" / "about.md"
    page.write_text("---\ntitle: About\n---\n# About\n\nUntil {{ today }}.\n", encoding="utf-8")
    done = project.build()
    assert done.returncode == 1
    assert "docs/about.md:6:7: [unknown-placeholder]" in done.stdout + done.stderr
