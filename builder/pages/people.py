"""A page for each person: statements, spellings, mentions."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import NAME_BOOST, Page, neighbours
from builder.views.claims import Views
from builder.views.links import people_links
from builder.views.names import about_person, changes_of, describe_person, other_names
from builder.views.titles import HOME_LINK, PEOPLE_LINK, SAID_LINK


def people(views: Views) -> Iterator[Page]:
    """Plan a page for each person."""
    site = views.site
    for name, before, after in neighbours(people_links(site)):
        person = site.people[name]
        yield Page(
            path=addresses.name_target(site.library, name).path,
            template="people",
            title=person.record.name,
            description=describe_person(person),
            edit="content/people.yml",
            shows={
                "about": about_person(views, person),
                "changes": changes_of(views, person),
                "statements": views.of(person.statements),
                "attributed": views.of(person.attributed),
                "relayed": views.of(person.relayed),
                "mentioned": views.of(person.mentioned),
            },
            trail=(HOME_LINK, SAID_LINK, PEOPLE_LINK),
            previous=before,
            next=after,
            search_words=other_names(person.record),
            boost=NAME_BOOST,
        )
