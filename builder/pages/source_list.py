"""The list of sources: what sort of text each is, and where it gets its information."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, overview
from builder.views.claims import Views
from builder.views.sources import count_reviewed, source_row


def source_list(views: Views) -> Iterator[Page]:
    """Plan the list of sources."""
    site = views.site
    yield overview(
        site.story,
        addresses.SOURCES,
        template="source_list",
        edit="content/story.yml",
        shows={
            "sources": tuple(source_row(views, source) for source in site.sources.values()),
            "reviewed": count_reviewed(site),
        },
    )
