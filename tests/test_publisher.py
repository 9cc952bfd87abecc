"""The publisher: where a link to the contact leads."""

from __future__ import annotations

import pytest

from stickingpoints.model.records import Publisher


@pytest.mark.parametrize(
    ("contact", "url"),
    [
        ("editors@sel.example", "mailto:editors@sel.example"),
        ("a.b+c@press.sel.example", "mailto:a.b+c@press.sel.example"),
        ("https://sel.example/contact", "https://sel.example/contact"),
    ],
)
def test_a_contact_can_be_linked(contact: str, url: str) -> None:
    """An e-mail address becomes a `mailto:` address, and a web address stays as it is."""
    publisher = Publisher(name="The Sel Society", contact=contact, made="By hand.", paid="Members.")
    assert publisher.contact_url == url
