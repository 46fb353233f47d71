"""The page of all events in the order of time."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, overview
from builder.views.claims import Views
from builder.views.events import event_group


def timeline(views: Views) -> Iterator[Page]:
    """Plan the page of all events in the order of time."""
    site = views.site
    yield overview(
        site.story,
        addresses.TIMELINE,
        template="timeline",
        edit="content/events.yml",
        shows={"groups": tuple(event_group(views, event) for event in site.events.values())},
    )
