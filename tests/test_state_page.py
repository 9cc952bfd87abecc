"""The state of play on one page, as a document and as a picture."""

from __future__ import annotations

import io
import struct

import pikepdf
import pypdfium2

from stickingpoints.model import order
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.pdf.state_page import state_page

SITE = Site("Lake Talks", "https://lake.example/")


def test_every_issue_and_answer_is_on_one_page(dataset: Dataset) -> None:
    """Tagged for screen readers, with the day of the record and where it comes from."""
    made = state_page(dataset, SITE).pdf
    document = pypdfium2.PdfDocument(made)
    assert len(document) == 1
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    for issue in dataset.issues:
        assert issue.title in text
    first = order.positions(dataset, dataset.issues[0])[0]
    assert "".join(first.answer.split()) in "".join(text.split())
    assert "As of 20 May 2031" in text
    assert "https://lake.example/" in text
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.docinfo["/Title"] == f"{dataset.title}: State of play"


def test_the_picture_is_a_page_of_a4(dataset: Dataset) -> None:
    """At 150 pixels an inch; the same data gives the same bytes."""
    made = state_page(dataset, SITE)
    assert made.png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", made.png[16:24]) == (1240, 1754)
    assert state_page(dataset, SITE) == made
