"""The page of all organisations."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import NAME_BOOST, Page, overview
from builder.views.claims import Views
from builder.views.names import organisation_group
from builder.views.titles import HOME_LINK, SOURCES_LINK


def organisations(views: Views) -> Iterator[Page]:
    """Plan the page of all organisations."""
    site = views.site
    ordered = sorted(site.organisations.values(), key=lambda linked: linked.record.name)
    yield overview(
        site.story,
        addresses.ORGANISATIONS,
        template="organisations",
        edit="content/organisations.yml",
        shows={"groups": tuple(organisation_group(views, linked) for linked in ordered)},
        trail=(HOME_LINK, SOURCES_LINK),
        boost=NAME_BOOST,
    )
