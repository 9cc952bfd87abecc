"""Sources: each cited, none twice, none withdrawn, and addresses that readers can trust."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.checks import hosts
from stickingpoints.checks.rule import Rule, few, of_citations
from stickingpoints.model.records import Dataset, Record, Source
from stickingpoints.model.walk import citations, sources_of_people
from stickingpoints.problems import Problem, nearest
from stickingpoints.text.web_addresses import same_page


def never_cited(dataset: Dataset) -> Iterator[Problem]:
    """Find sources that nothing rests on: they are shown nowhere."""
    cited = _cited(dataset)
    misspelt = few(cited - dataset.source.keys())
    for source in dataset.sources:
        if source.id in cited or source.withdrawn or nearest(source.id, misspelt):
            continue
        message = (
            f'nothing cites "{source.id}"; cite it, or delete it if it was never published, '
            "otherwise add withdrawn with date and reason"
        )
        yield source.problem("never-cited", message, "id").as_warning()


def _cited(dataset: Dataset) -> set[str]:
    """Return the ids of all sources that something rests on, known or not."""
    cited = {citation.source for _, citation in citations(dataset)}
    for person in dataset.people:
        cited.update(person.sources)
    return cited


def withdrawn_cited(dataset: Dataset) -> Iterator[Problem]:
    """Find what rests on a source that was withdrawn."""
    for record, citation in citations(dataset):
        source = dataset.source.get(citation.source)
        if source and source.withdrawn and not getattr(record, "withdrawn", None):
            message = (
                f'the source "{source.id}" was withdrawn; cite another, '
                "or add withdrawn with date and reason to the record that cites it"
            )
            yield citation.problem("withdrawn-source", message, "source")
    for person, field, name in sources_of_people(dataset):
        source = dataset.source.get(name)
        if source and source.withdrawn:
            message = f'the source "{source.id}" was withdrawn; name another'
            yield person.problem("withdrawn-source", message, field)


def same_address(dataset: Dataset) -> Iterator[Problem]:
    """Find two sources with one address, however it is spelt."""
    first: dict[str, Source] = {}
    for source in dataset.sources:
        if not source.url:
            continue
        before = first.setdefault(same_page(source.url), source)
        if before is not source:
            place = before.where("url")
            subject = "this address" if before.url == source.url else "an address of the same page"
            message = (
                f"another source already has {subject}, at "
                f"{place.file}:{place.line}; cite that one and delete this one"
            )
            yield source.problem("same-address", message, "url")


def no_address(dataset: Dataset) -> Iterator[Problem]:
    """Warn of reports in the news that say nowhere where they can be read."""
    message = (
        "a news report without an address cannot be looked up; add url, "
        "or say in note where it can be read"
    )
    for source in dataset.sources:
        is_found = source.url or source.archive_url or source.note or source.withdrawn
        if source.kind == "news-report" and not is_found:
            yield source.problem("no-address", message, "url").as_warning()


def doubtful_hosts(record: Record, field: str, text: str) -> Iterator[Problem]:
    """Warn of addresses whose host may not be what it looks like, or that no reader can reach."""
    if "://" not in text:
        return
    for address in hosts.ADDRESS.findall(text):
        if doubt := hosts.doubt(address):
            yield record.problem("doubtful-host", doubt, field).as_warning()


RULES = (
    Rule(
        "never-cited",
        "A source that nothing cites is shown nowhere.",
        never_cited,
        depends_on=(*of_citations("source"), "people.sources"),
    ),
    Rule(
        "withdrawn-source",
        "A record that is not withdrawn does not cite a source that was.",
        withdrawn_cited,
    ),
    Rule(
        "same-address",
        "Two sources do not have the same address, or spellings of it that lead to one page.",
        same_address,
    ),
    Rule(
        "no-address",
        "A news report has a `url`, or a `note` that says where it can be read.",
        no_address,
        depends_on=("sources.kind", "sources.url", "sources.note"),
    ),
    Rule(
        "doubtful-host",
        "A host with letters that look like others, a number for a name, or a machine of one's "
        "own: a person should look at it.",
        check_text=doubtful_hosts,
    ),
)
