"""Page addresses, permanent anchors, and links out to sources and to the repository.

Addresses are relative to the site's root and end in a slash. Every edition takes its addresses
from here.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from stickingpoints.i18n.language import ENGLISH, Language
from stickingpoints.model.forges import GITHUB, Forge
from stickingpoints.model.records import (
    Citation,
    Position,
    Record,
    Source,
    SourceKind,
    Statement,
)


@dataclass(frozen=True)
class Site:
    """The site as its settings describe it.

    `url` is its public address, `repo_url` that of its repository; "" if there is none. Edits are
    made on the `branch` of the repository, in the ways of its `forge`.
    """

    name: str
    url: str = ""
    repo_url: str = ""
    language: Language = ENGLISH
    forge: Forge = GITHUB
    branch: str = "main"

    def absolute(self, address: str) -> str:
        """Return the public address of a page or file."""
        if not self.url:
            return address
        return f"{self.url.rstrip('/')}/{address}"

    @property
    def slug(self) -> str:
        """The name in small letters, for file names: `Sticking Points` → `sticking-points`."""
        words = re.findall(r"[^\W_]+", self.name.lower())
        return "-".join(words) or "site"


OWN_ANCHORS = frozenset(
    [
        "announced",
        "as-of",
        "background",
        "between",
        "between-days",
        "by-calendar",
        "by-feed",
        "by-mail",
        "card",
        "choose-plans",
        "cite",
        "content",
        "corrections",
        "detail",
        "embed",
        "figures",
        "find",
        "find-count",
        "find-open",
        "find-results",
        "find-words",
        "finder",
        "forget",
        "glossary-sources",
        "h-as-it-is",
        "h-demilitarised",
        "h-leaves",
        "h-undecided",
        "how-to-read",
        "i-agreed",
        "i-agreed-in-principle",
        "i-disputed",
        "i-earlier",
        "i-ghost",
        "i-hollow",
        "i-later",
        "i-moved",
        "i-narrowing",
        "i-proposed",
        "i-scheme",
        "i-search",
        "i-solid",
        "i-unchanged",
        "i-widening",
        "in-short",
        "issue-sources",
        "kept-in-browser",
        "last-changes",
        "leading",
        "link-and-share",
        "map",
        "matrix",
        "narrow",
        "newest-moves",
        "not-known",
        "of-statements",
        "order",
        "others",
        "over-time",
        "people-named",
        "people-others",
        "people-sources",
        "plan-sources",
        "plans",
        "positions",
        "publisher",
        "reading",
        "ready-pieces",
        "scheme",
        "statements",
        "take-along",
        "terms-of-reuse",
        "timeline-sources",
        "two-plans",
        "versions",
        "what-moved",
        "what-was-said",
        "why",
        "withdrawn",
        "words",
    ]
)
"""The ids that the pages, their frame and their script use; no record may have one of them."""


HOME_PICTURE = "share.png"
"""The address of the picture that a link to the home page is shown with."""


def listed_source(source_id: str) -> str:
    """Return the anchor of a source in the list at the end of a page."""
    return f"source-{source_id}"


def map_of(answer_id: str) -> str:
    """Return the anchor of the picture of a party or a plan on a map.

    No id has two hyphens in a row, so that no record has it.
    """
    return f"map--{answer_id}"


def explained_term(term_id: str) -> str:
    """Return the anchor of a term explained at the end of a page."""
    return f"term-{term_id}"


def explained_person(person_id: str) -> str:
    """Return the anchor of a person introduced at the end of a page."""
    return f"person-{person_id}"


def people_of_party(party_id: str) -> str:
    """Return the anchor of a party's people in the who's who."""
    return f"people-{party_id}"


def followed_issue(issue_id: str) -> str:
    """Return the anchor of an issue on the page of plans."""
    return f"on-{issue_id}"


def month_of_events(month: str) -> str:
    """Return the anchor of a month (`2026-01`) on the timeline."""
    return f"in-{month}"


def sources_of_kind(kind: SourceKind) -> str:
    """Return the anchor of a kind of sources on the sources page."""
    return f"kind-{kind}"


def issue_page(issue_id: str) -> str:
    """Return the address of an issue's page."""
    return f"issues/{issue_id}/"


def card_page(issue_id: str) -> str:
    """Return the address of an issue's card, which other sites may embed."""
    return f"embed/{issue_id}/"


def picture(issue_id: str) -> str:
    """Return the address of the picture that a link to an issue is shown with."""
    return f"share/{issue_id}.png"


def party_page(party_id: str) -> str:
    """Return the address of a party's page."""
    return f"parties/{party_id}/"


def source_entry(source_id: str) -> str:
    """Return the address of a source's entry on the sources page."""
    return f"sources/#{source_id}"


def event_entry(event_id: str) -> str:
    """Return the address of an event on the timeline."""
    return f"timeline/#{event_id}"


def term_entry(term_id: str) -> str:
    """Return the address of a term in the glossary."""
    return f"glossary/#{term_id}"


def person_entry(person_id: str) -> str:
    """Return the address of a person in the who's who."""
    return f"people/#{person_id}"


def document_entry(document_id: str) -> str:
    """Return the address of a plan among the plans."""
    return f"plans/#{document_id}"


def provision_anchor(document_id: str, issue_id: str) -> str:
    """Return the anchor of what a plan says on an issue; no id holds two hyphens in a row."""
    return f"{document_id}--{issue_id}"


def provision_entry(document_id: str, issue_id: str) -> str:
    """Return the address of what a plan says on an issue, on the page of plans."""
    return f"plans/#{provision_anchor(document_id, issue_id)}"


def recent_changes(days: int) -> str:
    """Return the address of the page on the last days of the record."""
    return f"changes/last-{days}-days/"


def changes_since(document_id: str) -> str:
    """Return the address of the page on what changed since a plan."""
    return f"changes/since-{document_id}/"


def changes_of_issue(issue_id: str) -> str:
    """Return the address of what changed on an issue, which the script shows."""
    return f"changes/?issue={issue_id}"


def changes_from(start: datetime.date, end: datetime.date) -> str:
    """Return the address of what changed between two days, which the script shows."""
    return f"changes/?from={start}&to={end}"


def plans_page(older_id: str, newer_id: str) -> str:
    """Return the address of the page of two plans, point by point."""
    return f"plans/{older_id}--to--{newer_id}/"


def part_of_list(page: str, group: str, number: int) -> str:
    """Return the address of a part of a long list: `compare/`, `fish`, 2 → `compare/fish/2/`.

    The first part of a group needs no number; without groups every part has one.
    """
    if not group:
        return f"{page}{number}/"
    if number == 1:
        return f"{page}{group}/"
    return f"{page}{group}/{number}/"


OVERVIEW = "overview/"
"""Where the parts of the list of issues are: `issues/` has a page for each issue."""


def month_of_changes(month: str) -> str:
    """Return the anchor of a month (`2026-01`) among the changes."""
    return f"m-{month}"


def earlier_statements(issue_id: str) -> str:
    """Return the address below which an issue's earlier statements have pages."""
    return f"{issue_page(issue_id)}statements/"


def position_anchor(position: Position) -> str:
    """Return the permanent anchor of a position on its issue's page: `ukraine`."""
    return position.party


def statement_anchor(position: Position, statement: Statement) -> str:
    """Return the permanent anchor of a statement on its issue's page: `ukraine-2025-11-25`."""
    return f"{position.party}-{statement.name}"


def position_entry(issue_id: str, position: Position) -> str:
    """Return the address of a position."""
    return f"{issue_page(issue_id)}#{position_anchor(position)}"


def statement_entry(issue_id: str, position: Position, statement: Statement) -> str:
    """Return the address of a statement."""
    return f"{issue_page(issue_id)}#{statement_anchor(position, statement)}"


def passage(source: Source, citation: Citation) -> str | None:
    """Return the source's address, opening at the quoted words.

    The plain address if there is no quote, None if the source has no address. The standard is
    WICG, URL Fragment Text Directives.
    """
    if source.url is None or citation.quote is None or _is_pdf(source.url):
        return source.url
    parts = []
    if citation.prefix:
        parts.append(f"{_directive(citation.prefix)}-")
    parts.append(_directive(citation.quote))
    if citation.suffix:
        parts.append(f"-{_directive(citation.suffix)}")
    # A fragment that the address has already is kept before the directive.
    mark = "" if "#" in source.url else "#"
    return f"{source.url}{mark}:~:text={','.join(parts)}"


def _is_pdf(address: str) -> bool:
    # Browsers open a PDF in a viewer of their own, which knows no text directives.
    return address.partition("#")[0].partition("?")[0].lower().endswith(".pdf")


def _directive(text: str) -> str:
    # A hyphen is percent-encoded too: in a text directive it marks prefix and suffix.
    return quote(text, safe="").replace("-", "%2D")


def record_lines(site: Site, record: Record) -> str | None:
    """Return the address where the lines of a record are edited, None without a repository."""
    place = record.where()
    return _in_repository(
        site,
        site.forge.lines.format(
            branch=quote(site.branch),
            path=quote(_in_project(place.file)),
            first=place.line,
            last=place.last_line,
        ),
    )


def _in_project(file: str) -> str:
    """Return the path of a file of data in its project, wherever the build runs."""
    return "/".join(PurePosixPath(file).parts[-2:])


def report(site: Site, what: str) -> str | None:
    """Return the address of the form that reports a problem with an entry (`issue#anchor`).

    None without a repository.
    """
    return _in_repository(site, site.forge.form.format(record=quote(what, safe="")))


def _in_repository(site: Site, address: str) -> str | None:
    """Return an address in the repository, given what follows that of the repository."""
    if not site.repo_url:
        return None
    return site.repo_url.rstrip("/") + address
