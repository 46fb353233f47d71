"""The list of people."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import (
    HOME_LINK,
    PEOPLE_LINK,
    SAID_LINK,
    Group,
    Page,
    role_of,
)
from builder.views.claims import Views
from builder.views.links import people_links


def people_list(views: Views) -> Iterator[Page]:
    """Plan the list of people."""
    site = views.site
    links = people_links(site)
    groups = tuple(
        Group(f"person-{name}", link.text, link=link, notes=role_of(site.people[name])) for name, link in links.items()
    )
    yield Page(
        path=addresses.PEOPLE.path,
        template="people_list",
        title=PEOPLE_LINK.text,
        description=f"Everybody who speaks or is spoken of: {site.story.title}",
        edit="content/people.yml",
        shows={"groups": groups},
        trail=(HOME_LINK, SAID_LINK),
    )
