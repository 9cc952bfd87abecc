"""The editions of a site beside its pages: where each is, and what it is."""

from __future__ import annotations

from stickingpoints.exports import manifest
from stickingpoints.i18n.vocabulary import marked
from stickingpoints.model.addresses import Site
from stickingpoints.model.volumes import Volume


def editions(site: Site) -> tuple[manifest.Kind, ...]:
    """Return the editions of the whole site: address, media type, what each is."""
    name = f"downloads/{site.slug}"
    return (
        manifest.Kind(
            f"{name}.pdf",
            "application/pdf",
            marked("The whole site as a document, A4, tagged for screen readers (PDF/UA)."),
        ),
        manifest.Kind(f"{name}-letter.pdf", "application/pdf", marked("The same on US Letter.")),
        manifest.Kind(
            f"{name}-offline.zip",
            "application/zip",
            marked("The site without a network: unpack it and open index.html."),
        ),
        manifest.Kind(
            f"{name}.html",
            "text/html",
            marked("The whole site in one file, to mail, keep or print."),
        ),
    )


def volume_address(site: Site, volume: Volume) -> str:
    """Return the address of a volume of a large site as a document."""
    return f"downloads/{site.slug}-{volume.slug}.pdf"


def volume_page(site: Site, volume: Volume) -> str:
    """Return the address of a volume of a large site in one HTML file."""
    return f"downloads/{site.slug}-{volume.slug}.html"


def state_of_play(site: Site) -> tuple[manifest.Kind, manifest.Kind]:
    """Return the state of play on one page, as a document and as a picture."""
    name = f"downloads/{site.slug}-state"
    return (
        manifest.Kind(
            f"{name}.pdf",
            "application/pdf",
            marked("The state of play on one page, to print and hand out (A4)."),
        ),
        manifest.Kind(
            f"{name}.png", "image/png", marked("The same page as a picture, to place in a text.")
        ),
    )
