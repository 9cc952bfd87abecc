"""What pages say to search engines in JSON-LD, read as a browser reads it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from exports.readers import Files
from exports.talks import HOSTILE, NOWHERE, SITE, border_talks, publisher
from large import TOPICS, large
from stickingpoints.exports import json_ld
from stickingpoints.model.records import Dataset, Position
from stickingpoints.text import prose


def in_page(thing: json_ld.Thing) -> Any:
    """Return JSON-LD as a browser reads it from a page that has nothing else."""
    page = BeautifulSoup(
        f'<script type="application/ld+json">{json_ld.script(thing)}</script>', "html.parser"
    )
    assert [tag.name for tag in page.find_all(recursive=True)] == ["script"]
    assert page.script
    return json.loads(page.script.string or "")


def test_an_issue_page_claims_what_each_party_holds_and_cites_for_it(dataset: Dataset) -> None:
    """A claim has the answer, the summary, and the sources of the statement it holds since."""
    for issue in dataset.issues:
        article = in_page(json_ld.issue_page(dataset, SITE, issue))
        assert article["@context"] == "https://schema.org"
        assert article["@type"] == "Article"
        assert article["dateModified"] == dataset.as_of.isoformat()
        claims = {claim["@id"]: claim for claim in article["hasPart"]}
        address = f"https://lake.example/sticking-points/issues/{issue.id}/"
        for position in issue.positions:
            claim = claims[f"{address}#{position.party}"]
            assert (claim["@type"], claim["text"]) == ("Claim", prose.plain(position.summary))
            assert claim["abstract"] == position.answer
            cited = [source["@id"].rpartition("#")[2] for source in claim.get("citation", [])]
            assert sorted(cited) == sorted(sources_since(position))


def sources_since(position: Position) -> set[str]:
    """Return the ids of the sources of the statement from which a party has stood so."""
    sources: set[str] = set()
    for statement in position.statements:
        if statement.name == position.since:
            sources.update(citation.source for citation in statement.citations)
    return sources


def test_the_home_page_is_a_dataset_that_may_be_downloaded(
    border: Dataset, border_files: Files
) -> None:
    thing = in_page(json_ld.home(border, SITE))
    assert thing["@type"] == "Dataset"
    assert thing["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    offered = [file["contentUrl"].removeprefix(SITE.url) for file in thing["distribution"]]
    assert offered
    assert set(offered) <= {*border_files, "data/v1/manifest.json"}


def test_the_home_page_of_a_large_site_is_about_its_topics(border: Dataset) -> None:
    """Ten thousand titles would be two hundred kilobytes of a page that everybody loads."""
    titles = [issue.title for issue in border.issues]
    assert in_page(json_ld.home(border, SITE))["keywords"] == titles
    assert in_page(json_ld.home(large(with_topics=True), SITE))["keywords"] == list(TOPICS)
    assert "keywords" not in in_page(json_ld.home(large(with_topics=False), SITE))


@pytest.mark.parametrize(
    ("contact", "given"),
    [
        ("editors@ferry.example", {"email": "editors@ferry.example"}),
        ("https://ferry.example/contact", {"url": "https://ferry.example/contact"}),
    ],
)
def test_the_dataset_names_its_publisher(contact: str, given: dict[str, str]) -> None:
    talks = border_talks(publisher=publisher(contact=contact))
    assert in_page(json_ld.home(talks, SITE))["publisher"] == {
        "@type": "Organization",
        "name": "The Ferry Office",
        **given,
    }


def test_a_dataset_without_a_publisher_names_none(border: Dataset) -> None:
    assert "publisher" not in in_page(json_ld.home(border, SITE))


def test_any_other_page_says_what_it_is_part_of(border: Dataset) -> None:
    page = in_page(json_ld.page(border, SITE, "compare/", "Compare", "Issues by parties"))
    assert page["@type"] == "WebPage"
    assert page["url"] == "https://lake.example/sticking-points/compare/"
    assert page["name"] == "Compare"
    assert page["isPartOf"]["@type"] == "Dataset"


def test_a_site_without_an_address_claims_none(border: Dataset) -> None:
    for thing in (
        json_ld.home(border, NOWHERE),
        json_ld.issue_page(border, NOWHERE, border.issues[0]),
        json_ld.page(border, NOWHERE, "x/", "X"),
    ):
        assert re.findall(r'"(@id|url|contentUrl)"', json_ld.script(thing)) == []


def test_no_text_ends_the_script_element(hostile: Dataset) -> None:
    for thing in (
        json_ld.home(hostile, SITE),
        json_ld.issue_page(hostile, SITE, hostile.issues[0]),
        json_ld.page(hostile, SITE, "x/", HOSTILE, HOSTILE),
    ):
        assert in_page(thing) == thing
        assert not set("<>&") & set(json_ld.script(thing))
