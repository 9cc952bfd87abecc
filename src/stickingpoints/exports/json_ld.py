"""Dataset → schema.org JSON-LD for a page's head: what it is and claims, on what sources."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from stickingpoints.exports import manifest
from stickingpoints.model import addresses, answers, order
from stickingpoints.model.addresses import Site
from stickingpoints.model.parts import has_parts
from stickingpoints.model.records import Dataset, Issue, Position, Source
from stickingpoints.model.walk import cited_sources
from stickingpoints.text import prose

Thing = dict[str, Any]

_IN_SCRIPT = (
    ("<", r"\u003c"),
    (">", r"\u003e"),
    ("&", r"\u0026"),
    ("\u2028", r"\u2028"),
    ("\u2029", r"\u2029"),
)


def script(thing: Thing) -> Markup:
    """Return JSON-LD for `<script type="application/ld+json">`: nothing in it ends the element."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _IN_SCRIPT:  # `str.translate` takes ten times as long
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704


def home(dataset: Dataset, site: Site) -> Thing:
    """Return the home page: a Dataset, with the files in which it may be had."""
    return _filled(
        {
            "@context": "https://schema.org",
            **_dataset(dataset, site),
            "description": prose.plain(dataset.summary),
            "temporalCoverage": _coverage(dataset),
            "isAccessibleForFree": True,
            "creator": _publisher(site),
            "publisher": _named_publisher(dataset),
            "keywords": _keywords(dataset),
            "distribution": [_download(site, kind) for kind in manifest.single_files()],
        }
    )


def _keywords(dataset: Dataset) -> list[str]:
    """Return what a site is about: the titles of its issues, or of a large site their topics."""
    if not has_parts(dataset):
        return [issue.title for issue in dataset.issues]
    topics = [issue.topic for issue in dataset.issues if issue.topic]
    return list(dict.fromkeys(topics))


def _coverage(dataset: Dataset) -> str | None:
    """Return from when to when the statements are, as an interval (ISO 8601)."""
    days = dataset.stops
    if not days:
        return None
    return f"{days[0]}/{days[-1]}"


def issue_page(dataset: Dataset, site: Site, issue: Issue) -> Thing:
    """Return an issue's page: an Article with a Claim and its sources for each position."""
    return page(
        dataset,
        site,
        addresses.issue_page(issue.id),
        prose.plain(issue.question),
        prose.plain(issue.summary),
    ) | {
        "@type": "Article",
        "headline": prose.plain(issue.question),
        "about": {"@type": "Thing", "name": issue.title},
        "hasPart": [
            _claim(dataset, site, issue, position) for position in order.positions(dataset, issue)
        ],
    }


def page(dataset: Dataset, site: Site, address: str, title: str, description: str = "") -> Thing:
    """Return any other page; title and description are plain text."""
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "@id": _public(site, address),
            "url": _public(site, address),
            "name": title,
            "description": description,
            "inLanguage": site.language.code,
            "dateModified": dataset.as_of.isoformat(),
            "license": manifest.licence_address(dataset) or dataset.licence,
            "publisher": _publisher(site),
            "isPartOf": _dataset(dataset, site),
        }
    )


def _dataset(dataset: Dataset, site: Site) -> Thing:
    return _filled(
        {
            "@type": "Dataset",
            "@id": _public(site, "#dataset"),
            "url": _public(site, ""),
            "name": f"{site.name}: {dataset.title}",
            "description": prose.first_sentence(dataset.summary),
            "dateModified": dataset.as_of.isoformat(),
            "license": manifest.licence_address(dataset) or dataset.licence,
        }
    )


def _claim(dataset: Dataset, site: Site, issue: Issue, position: Position) -> Thing:
    """Return a position as a Claim about the party, read by the site (`claimInterpreter`).

    It cites the sources of the statement from which it has stood so; the page lists them all.
    """
    since = answers.answer(position).since
    cited = cited_sources([since] if since else [])
    return _filled(
        {
            "@type": "Claim",
            "@id": _public(site, addresses.position_entry(issue.id, position)),
            "name": f"{issue.title}: position of {dataset.party[position.party].name}",
            "abstract": position.answer,
            "text": prose.plain(position.summary),
            "about": {"@type": "Organization", "name": dataset.party[position.party].name},
            "claimInterpreter": _publisher(site),
            "citation": [_work(site, dataset.source[source]) for source in cited],
        }
    )


def _work(site: Site, source: Source) -> Thing:
    return _filled(
        {
            "@type": "CreativeWork",
            "@id": _public(site, addresses.source_entry(source.id)),
            "name": source.title,
            "url": source.url,
            "author": [{"@type": "Person", "name": author} for author in source.authors],
            "publisher": {"@type": "Organization", "name": source.publisher},
            "datePublished": source.published,
            "inLanguage": source.language,
        }
    )


def _download(site: Site, kind: manifest.Kind) -> Thing:
    return _filled(
        {
            "@type": "DataDownload",
            "encodingFormat": kind.media_type,
            "contentUrl": _public(site, kind.address),
            "description": kind.in_english,
        }
    )


def _publisher(site: Site) -> Thing:
    return _filled({"@type": "Organization", "name": site.name, "url": site.url})


def _named_publisher(dataset: Dataset) -> Thing | None:
    """Return who publishes the content, None if nobody is named.

    The data does not say whether that is a person, so it is called an organisation.
    """
    publisher = dataset.publisher
    if publisher is None:
        return None
    key = "url"
    if publisher.has_email:
        key = "email"
    return {"@type": "Organization", "name": publisher.name, key: publisher.contact}


def _public(site: Site, address: str) -> str | None:
    """Return a public address, None if the site has none: a relative one depends on the page."""
    if not site.url:
        return None
    return site.absolute(address)


def _filled(thing: Thing) -> Thing:
    """Return the properties that have a value."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
