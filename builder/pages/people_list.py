"""The list of people."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, overview
from builder.views.answers import Group
from builder.views.claims import Views
from builder.views.links import people_links
from builder.views.names import role_of
from builder.views.titles import HOME_LINK, SAID_LINK


def people_list(views: Views) -> Iterator[Page]:
    """Plan the list of people."""
    site = views.site
    groups = tuple(
        Group(f"person-{name}", link.text, link=link, notes=role_of(site.people[name]))
        for name, link in people_links(site).items()
    )
    yield overview(
        site.story,
        addresses.PEOPLE,
        template="people_list",
        edit="content/people.yml",
        shows={"groups": groups},
        trail=(HOME_LINK, SAID_LINK),
    )
