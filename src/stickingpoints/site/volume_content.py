"""The content of a large site → that of one of its volumes, as if it were a site of its own.

It has the issues of the volume, and of everything else what bears on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stickingpoints.model.records import Dataset, Document
from stickingpoints.model.volumes import Volume
from stickingpoints.model.walk import sources_named
from stickingpoints.site.content import Content


def volume_content(content: Content, volume: Volume) -> Content:
    """Return the content of a volume of a large site."""
    dataset = volume.dataset.with_lists(documents=list(_plans_on(volume.dataset)))
    cited = set(sources_named(dataset))
    sources = [source for source in dataset.sources if source.id in cited]
    of_issues = content.background.items()
    background = {issue: text for issue, text in of_issues if issue in dataset.issue}
    return replace(content, dataset=dataset.with_lists(sources=sources), background=background)


def _plans_on(dataset: Dataset) -> Iterator[Document]:
    """Yield the plans that say something on the issues of a volume, with that alone."""
    for document in dataset.documents:
        said = [provision for provision in document.provisions if provision.issue in dataset.issue]
        if said:
            yield document.with_provisions(said)
