"""Rules on dates, quotes and sources: when, in whose words, and where to check it."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.checks import hosts
from stickingpoints.checks.references import few
from stickingpoints.checks.rule import STATEMENT, Rule, in_citations, positions
from stickingpoints.model.records import Dataset, Document, Event, Record, Statement
from stickingpoints.model.standing import statements_ever, with_withdrawn
from stickingpoints.model.walk import citations, texts
from stickingpoints.problems import Problem, nearest

LONGEST_QUOTE = 40  # words


def after_as_of(dataset: Dataset) -> Iterator[Problem]:
    """Find what is later than the newest day that the content describes."""
    as_of = dataset.as_of.isoformat()
    for record in _dated(dataset):
        if record.date > as_of:
            message = f"{record.date} is after as_of ({as_of}); correct the date, or move as_of on"
            yield record.problem("after-as-of", message, "date")


def _dated(dataset: Dataset) -> Iterator[Statement | Event | Document]:
    for _, _, statement in statements_ever(dataset):
        yield statement
    yield from dataset.events
    yield from dataset.documents


def after_accessed(dataset: Dataset) -> Iterator[Problem]:
    """Find sources that were read before they were published."""
    for source in dataset.sources:
        if source.published and source.published > source.accessed.isoformat():
            message = (
                f"{source.published} is after the day it was read ({source.accessed});"
                " correct one of them"
            )
            yield source.problem("after-accessed", message, "published")


def statement_order(dataset: Dataset) -> Iterator[Problem]:
    """Find statements out of order: a reviewer looks for the newest at the top."""
    for _, position in positions(dataset):
        for listed, wanted in zip(position.statements, with_withdrawn(position), strict=True):
            if listed is not wanted:
                message = "statements are listed newest first; move this one"
                yield listed.problem("statement-order", message, "date").as_warning()
                break


def quote_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find what says more about a quote that is not there."""
    for _, citation in citations(dataset):
        if citation.quote is not None:
            continue
        for field in ("quote_kind", "speaker", "prefix", "suffix"):
            if getattr(citation, field) is not None:
                message = f'"{field}" needs a quote; add the quote, or delete this line'
                yield citation.problem("quote-missing", message, field)


def quote_too_long(dataset: Dataset) -> Iterator[Problem]:
    """Find quotes of more words than may be copied."""
    for _, citation in citations(dataset):
        length = len((citation.quote or "").split())
        if length > LONGEST_QUOTE:
            message = f"the quote has {length} words; shorten it to at most {LONGEST_QUOTE}"
            yield citation.problem("quote-too-long", message, "quote")


def quote_kind_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find quotes that do not say whose words they are."""
    for _, citation in citations(dataset):
        if citation.quote is not None and citation.quote_kind is None:
            message = (
                "say whose words the quote is: add quote_kind."
                " One of: speaker, document, outlet-words"
            )
            yield citation.problem("quote-kind-missing", message, "quote")


def speaker_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find quotes of a speaker who is not named."""
    for _, citation in citations(dataset):
        if citation.quote is None or citation.quote_kind != "speaker":
            continue
        if citation.speaker is None:
            message = "say who spoke these words: add speaker"
            yield citation.problem("speaker-missing", message, "quote")


def never_cited(dataset: Dataset) -> Iterator[Problem]:
    """Find sources that nothing rests on: they are shown nowhere."""
    cited = {citation.source for _, citation in citations(dataset)}
    slips = few(cited - dataset.source.keys())
    for source in dataset.sources:
        if source.id in cited or source.withdrawn or nearest(source.id, slips):
            continue
        message = (
            f'nothing cites "{source.id}"; cite it, or delete it if it was never published,'
            " else add withdrawn with date and reason"
        )
        yield source.problem("never-cited", message, "id").as_warning()


def withdrawn_sources(dataset: Dataset) -> Iterator[Problem]:
    """Find what rests on a source that was withdrawn."""
    for record, citation in citations(dataset):
        source = dataset.source.get(citation.source)
        if not source or not source.withdrawn or getattr(record, "withdrawn", None):
            continue
        message = (
            f'the source "{source.id}" was withdrawn; cite another, or add withdrawn with date'
            " and reason to what rests on it"
        )
        yield citation.problem("withdrawn-source", message, "source")


def same_address(dataset: Dataset) -> Iterator[Problem]:
    """Find one text that is listed as two sources."""
    first: dict[str, Record] = {}
    for source in dataset.sources:
        if not source.url:
            continue
        before = first.setdefault(source.url, source)
        if before is not source:
            place = before.where("url")
            message = (
                f"another source has this address already, at {place.file}:{place.line};"
                " cite that one and delete this one"
            )
            yield source.problem("same-address", message, "url")


def doubtful_hosts(dataset: Dataset) -> Iterator[Problem]:
    """Find addresses whose host may not be what it looks like, or is the editor's own machine."""
    for record, field, text in texts(dataset):
        if "://" not in text:
            continue
        for address in hosts.ADDRESS.findall(text):
            doubt = hosts.doubt(address)
            if doubt:
                yield record.problem("doubtful-host", doubt, field).as_warning()


RULES = (
    Rule(
        "after-as-of",
        "Nothing described is later than as_of, the newest day that the content describes.",
        after_as_of,
    ),
    Rule(
        "after-accessed",
        "A source cannot have been published after the day on which it was read.",
        after_accessed,
    ),
    Rule(
        "statement-order",
        "Statements are listed newest first.",
        statement_order,
        (f"{STATEMENT}.date",),
    ),
    Rule(
        "quote-missing",
        "Fields that belong to a quote need one.",
        quote_missing,
        in_citations("quote"),
    ),
    Rule("quote-too-long", f"A quote has at most {LONGEST_QUOTE} words.", quote_too_long),
    Rule(
        "quote-kind-missing",
        "A quote says whose words it is.",
        quote_kind_missing,
        in_citations("quote_kind"),
    ),
    Rule(
        "speaker-missing",
        "A quote of a speaker names the speaker.",
        speaker_missing,
        in_citations("speaker", "quote_kind"),
    ),
    Rule(
        "never-cited",
        "A source that nothing cites is shown nowhere.",
        never_cited,
        in_citations("source"),
    ),
    Rule(
        "withdrawn-source",
        "What counts does not rest on a source that was withdrawn.",
        withdrawn_sources,
    ),
    Rule("same-address", "A text is listed once among the sources.", same_address),
    Rule(
        "doubtful-host",
        "A host with letters that look like others, a number for a name, or a machine of one's own:"
        " a person should look at it.",
        doubtful_hosts,
    ),
)
