"""People and organisations -> what readers learn of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.link.positions import find_changed_positions
from builder.link.site import LinkedItem, LinkedName
from builder.model import Organisation, Person
from builder.views.answers import Answer, Group, make_answers
from builder.views.claims import Views
from builder.views.items import ItemView
from builder.views.labels import PROTECTION
from builder.views.links import Link, claim_link, name_link, source_link


@dataclass(frozen=True)
class ChangeView:
    """A claim on which a person's position changed, with the first statement of each position."""

    claim: Link
    turns: tuple[ItemView, ...]


def role_of(linked: LinkedName) -> tuple[str, ...]:
    """Return a person's office or part in the story, if one is written down."""
    record = linked.record
    return (record.role,) if isinstance(record, Person) and record.role else ()


def other_names(record: Person | Organisation) -> tuple[str, ...]:
    """Return the name in its own script and its other spellings, for the search."""
    native = (record.native,) if record.native else ()
    return (*native, *(variant.form for variant in record.variants))


def describe_person(linked: LinkedName) -> str:
    """Describe the page of a person in a line."""
    return f"{linked.record.name}: statements, spellings and mentions in the articles."


def about_person(views: Views, linked: LinkedName) -> tuple[Answer, ...]:
    """Answer who a person is, and how the articles write the name."""
    person = linked.record
    assert isinstance(person, Person)
    return make_answers(
        ("Role", person.role),
        ("Speaks for", name_link(views.site, person.affiliation) if person.affiliation else None),
        ("In the original script", person.native),
        ("Name", PROTECTION[person.policy]),
        *_spellings(views, person),
    )


def changes_of(views: Views, linked: LinkedName) -> tuple[ChangeView, ...]:
    """Show where the position of a person changed over time."""
    found = find_changed_positions(linked.statements)
    return tuple(ChangeView(claim_link(views.site, change.claim), views.of(change.turns)) for change in found)


def organisation_group(views: Views, linked: LinkedName) -> Group:
    """Show an organisation with everything that it says, passes on or is mentioned in."""
    site = views.site
    body = linked.record
    assert isinstance(body, Organisation)
    return Group(
        anchor=f"organisation-{linked.id}",
        title=body.name,
        notes=(body.note,) if body.note else (),
        search_words=(body.name, *other_names(body)),
        answers=make_answers(
            ("Kind", body.kind),
            ("In the original script", body.native),
            ("Part of", name_link(site, body.part_of) if body.part_of else None),
            ("Published", tuple(source_link(site, name) for name in linked.published)),
            ("Spoken for by", tuple(name_link(site, name) for name in linked.members)),
            ("Said", _item_links(views, linked.statements)),
            ("Credited for", _item_links(views, linked.attributed)),
            ("Passed on", _item_links(views, linked.relayed)),
            ("Mentioned in", _item_links(views, linked.mentioned)),
            *_spellings(views, body),
        ),
    )


def _spellings(views: Views, record: Person | Organisation) -> list[tuple[str, tuple[Link, ...] | str]]:
    return [(f"Also written {variant.form}", _printers(views, variant.sources)) for variant in record.variants]


def _printers(views: Views, sources: Sequence[str]) -> tuple[Link, ...] | str:
    return tuple(source_link(views.site, source) for source in sources) or "in other texts"


def _item_links(views: Views, items: Iterable[LinkedItem]) -> tuple[Link, ...]:
    return tuple(item.here for item in views.of(items))
