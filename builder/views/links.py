"""Words that lead to a place on the site: what templates and pages link with."""

from __future__ import annotations

from dataclasses import dataclass

from builder.addresses import (
    Target,
    claim_target,
    event_target,
    name_target,
    quantity_target,
    question_target,
    source_target,
)
from builder.link.site import Site, name_of, source_label


@dataclass(frozen=True)
class Link:
    """Words that lead to a place on the site; words of a claim or an item have a card with their evidence."""

    text: str
    to: Target
    card: str | None = None
    """'claims/<id>' or 'items/<id>'."""


def name_link(site: Site, name: str) -> Link:
    """Link a person, an organisation or a source by its name."""
    return Link(name_of(site.library, name), name_target(site.library, name))


def source_link(site: Site, name: str) -> Link:
    """Link a source by its short name."""
    return Link(source_label(site.library, name), source_target(name))


def claim_link(site: Site, name: str) -> Link:
    """Link a claim by its sentence, as a reference only: where it is said, its view has the link with the evidence."""
    return Link(site.claims[name].claim.text, claim_target(name))


def quantity_link(site: Site, name: str) -> Link:
    """Link a quantity by its label."""
    return Link(site.library.quantities[name].label, quantity_target(name))


def event_link(site: Site, name: str) -> Link:
    """Link an event by its title."""
    return Link(site.library.events[name].title, event_target(name))


def question_link(site: Site, name: str) -> Link:
    """Link a question by its words."""
    return Link(site.library.questions[name].text, question_target(name))


def people_links(site: Site) -> dict[str, Link]:
    """Link all people, in the order of their names."""
    ordered = sorted(site.people, key=lambda name: site.people[name].record.name)
    return {name: name_link(site, name) for name in ordered}
