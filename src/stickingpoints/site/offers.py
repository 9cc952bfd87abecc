"""What readers can take along: the editions and the data, a text to share, a card to embed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from stickingpoints.exports import manifest
from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, order
from stickingpoints.model.records import Issue
from stickingpoints.site.content import Content
from stickingpoints.site.editions import editions, state_of_play, volume_address, volume_page
from stickingpoints.site.page import Download


@dataclass(frozen=True)
class Offers:
    """What the pages offer to take along of some content."""

    content: Content

    def editions(self) -> list[Download]:
        """Return the editions of the whole site that can be downloaded."""
        site = self.content.site
        return self._available([*editions(site), *state_of_play(site)])

    def volumes(self) -> list[Download]:
        """Return the documents and pages in one file of a large site, topic by topic."""
        downloads = []
        for volume in self.content.volumes:
            for address_of in (volume_address, volume_page):
                address = address_of(self.content.site, volume)
                if address in self.content.sizes:
                    downloads.append(Download(address, volume.title, self.content.sizes[address]))
        return downloads

    def state_of_play(self) -> list[Download]:
        """Return the state of play on one page, as PDF and PNG; a preview has neither."""
        return self._available(state_of_play(self.content.site))

    def open_data(self) -> list[Download]:
        """Return the files of open data that can be downloaded.

        A large site lists none of those of which there is one for each issue or party.
        """
        if self.content.has_parts:
            return self._available(manifest.KINDS)
        return self._available(manifest.published(self.content.dataset))

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield the short name and the address of each download that the home page offers."""
        say = self._language.say
        a4, _, offline, page = editions(self.content.site)
        for name, edition in ((say("PDF"), a4), (say("Offline"), offline), (say("One page"), page)):
            if edition.address in self.content.sizes:
                yield name, edition.address
        yield say("Data"), "downloads/"

    def shared(self, issue: Issue) -> str:
        """Return a text to share an issue with: its question, each answer, its day and address."""
        return "\n".join(self._shared_lines(issue))

    def embedding(self, issue: Issue) -> str:
        """Return the HTML with which another site embeds an issue's card.

        The card is taller on a phone, where its lines break more often.
        """
        source = self.content.site.absolute(addresses.card_page(issue.id))
        parties = len(issue.positions)
        on_desk, on_phone = 120 + 95 * parties, 180 + 140 * parties
        height = f"clamp({on_desk}px, {on_phone + 210}px - 66vw, {on_phone}px)"
        frame = Markup(
            '<iframe src="{}" title="{}"\n'
            '  style="border:0;width:100%;height:{}" loading="lazy" referrerpolicy="no-referrer"\n'
            '  sandbox="allow-popups allow-popups-to-escape-sandbox'
            ' allow-top-navigation-by-user-activation"></iframe>'
        )
        # Plain text again, which the template escapes: the HTML is shown, not used.
        return "".join(frame.format(source, issue.question, height))

    def _available(self, kinds: Iterable[manifest.Kind]) -> list[Download]:
        """Return the files of these kinds that are published; a preview leaves some out."""
        downloads = []
        for kind in kinds:
            size = self.content.sizes.get(kind.address)
            if size is not None:
                downloads.append(Download(kind.address, self._language.say(kind.description), size))
        return downloads

    def _shared_lines(self, issue: Issue) -> Iterator[str]:
        dataset, site = self.content.dataset, self.content.site
        yield issue.question
        for position in order.positions(dataset, issue):
            yield f"{dataset.party[position.party].name}: {position.answer}"
        day = self._language.long_date(dataset.as_of)
        yield f"{self._language.say('As of {day}', day=day)} · {site.name}"
        if site.url:
            yield site.absolute(addresses.issue_page(issue.id))

    @property
    def _language(self) -> Language:
        return self.content.site.language
