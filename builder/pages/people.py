"""A page for each person: statements, spellings, mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder import addresses
from builder.link.positions import find_changed_positions
from builder.link.site import LinkedName
from builder.model import Person
from builder.pages.page import (
    HOME_LINK,
    NAME_BOOST,
    PEOPLE_LINK,
    SAID_LINK,
    Answer,
    Page,
    link_printers,
    make_answers,
    neighbours,
    other_names,
)
from builder.views.claims import Views
from builder.views.items import ItemView
from builder.views.links import Link, claim_link, name_link, people_links


def people(views: Views) -> Iterator[Page]:
    """Plan a page for each person."""
    site = views.site
    for name, before, after in neighbours(people_links(site)):
        person = site.people[name]
        yield Page(
            path=addresses.name_target(site.library, name).path,
            template="people",
            title=person.record.name,
            description=f"{person.record.name}: statements, spellings and mentions in the articles.",
            edit="content/people.yml",
            shows={
                "about": _about_person(views, person),
                "changes": _changes(views, person),
                **_sections_of_name(views, person),
            },
            trail=(HOME_LINK, SAID_LINK, PEOPLE_LINK),
            previous=before,
            next=after,
            search_words=other_names(person.record),
            boost=NAME_BOOST,
        )


@dataclass(frozen=True)
class ChangeView:
    """A claim on which a person's position changed, with the first statement of each position."""

    claim: Link
    turns: tuple[ItemView, ...]


def _changes(views: Views, linked: LinkedName) -> tuple[ChangeView, ...]:
    site = views.site
    found = find_changed_positions(linked.statements)
    return tuple(ChangeView(claim_link(site, change.claim), views.of(change.turns)) for change in found)


def _about_person(views: Views, linked: LinkedName) -> tuple[Answer, ...]:
    person = linked.record
    assert isinstance(person, Person)
    affiliation = name_link(views.site, person.affiliation) if person.affiliation else None
    protected = {"named": None, "surname": "Protected: only the surname is shown", "role": "Protected: not named"}
    return make_answers(
        ("Role", person.role),
        ("Speaks for", affiliation),
        ("In the original script", person.native),
        ("Name", protected[person.policy]),
        *((f"Also written {variant.form}", link_printers(views, variant.sources)) for variant in person.variants),
    )


def _sections_of_name(views: Views, linked: LinkedName) -> dict[str, object]:
    return {
        "statements": views.of(linked.statements),
        "attributed": views.of(linked.attributed),
        "relayed": views.of(linked.relayed),
        "mentioned": views.of(linked.mentioned),
    }
