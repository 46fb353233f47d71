"""The pages of who said what: statements, people, organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder import addresses
from builder.counts import write_count
from builder.item_view import FORMS, ItemView
from builder.links import Link, claim_link, name_link, source_link
from builder.model import Organisation, Person, Statement
from builder.pages.page import (
    HOME_LINK,
    PEOPLE_LINK,
    SAID_LINK,
    SOURCES_LINK,
    Answer,
    Group,
    Page,
    make_answers,
    neighbours,
)
from builder.positions import find_changed_positions
from builder.site import LinkedItem, LinkedName, name_of, source_label
from builder.utterances import Rendering
from builder.views import Views

BOOST = 2
"""Enough for a name to lead to its own page before the many pages that mention it (measured on both stories)."""


def said(views: Views) -> Iterator[Page]:
    """Plan the page of who said what: speakers, and words that several sources render."""
    site = views.site
    speakers = [name for name in (*site.people.values(), *site.organisations.values()) if name.statements]
    groups = tuple(
        Group(
            anchor=f"speaker-{speaker.id}",
            title=speaker.record.name,
            items=views.of(speaker.statements),
            link=name_link(site, speaker.id),
            notes=_role_of(speaker),
        )
        for speaker in sorted(speakers, key=lambda speaker: (-len(speaker.statements), speaker.record.name))
    )
    utterances = tuple(
        Group(
            addresses.utterance_target(name).anchor,
            name_of(site.library, _speaker_of(items[0])),
            items=views.of(items),
            notes=tuple(_rendering_words(views, rendering) for rendering in site.renderings[name]),
        )
        for name, items in site.utterances.items()
    )
    yield Page(
        path=addresses.SAID.path,
        template="said",
        title=SAID_LINK.text,
        description=f"Every statement by speaker, direct words apart from paraphrase: {site.story.title}",
        edit="content/people.yml",
        shows={"groups": groups, "utterances": utterances},
        trail=(HOME_LINK,),
        search_words=("quotes",),
    )


def _speaker_of(linked: LinkedItem) -> str:
    assert isinstance(linked.item, Statement)  # nothing else has an utterance
    return linked.item.speaker


def _rendering_words(views: Views, found: Rendering) -> str:
    """Say in a line how a source renders what was said."""
    label = source_label(views.site.library, found.source)
    if not found.words:
        kinds = " and ".join(FORMS[form].lower() for form in found.forms)
        return f"{label}: {kinds}, no words of it as a quotation."
    if found.fullest is None:
        return f"{label}: {write_count(found.words, 'word')} as a quotation."
    fullest = source_label(views.site.library, found.fullest)
    parts = (
        f"{label}: {write_count(found.words, 'word')} as a quotation",
        f"{found.kept} of the {found.kept + found.left_out} that {fullest} prints",
        None if not found.left_out else "cuts marked" if found.cuts_marked else "cuts not marked",
        "in another order" if found.order_changed else None,
        f"{write_count(found.other_words, 'word')} otherwise" if found.other_words else None,
    )
    return f"{', '.join(part for part in parts if part)}."


def _role_of(name: LinkedName) -> tuple[str, ...]:
    record = name.record
    return (record.role,) if isinstance(record, Person) and record.role else ()


def _people_list(views: Views, links: Mapping[str, Link]) -> Page:
    site = views.site
    groups = tuple(
        Group(f"person-{name}", link.text, link=link, notes=_role_of(site.people[name])) for name, link in links.items()
    )
    return Page(
        path=addresses.PEOPLE.path,
        template="people_list",
        title=PEOPLE_LINK.text,
        description=f"Everybody who speaks or is spoken of: {site.story.title}",
        edit="content/people.yml",
        shows={"groups": groups},
        trail=(HOME_LINK, SAID_LINK),
    )


def people(views: Views) -> Iterator[Page]:
    """Plan the list of people and a page for each person."""
    site = views.site
    links = {
        name: name_link(site, name) for name in sorted(site.people, key=lambda name: site.people[name].record.name)
    }
    yield _people_list(views, links)
    for name, before, after in neighbours(links):
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
            search_words=_other_names(person.record),
            boost=BOOST,
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
        *((f"Also written {variant.form}", _printing(views, variant.sources)) for variant in person.variants),
    )


def _printing(views: Views, sources: Sequence[str]) -> tuple[Link, ...] | str:
    return tuple(source_link(views.site, source) for source in sources) or "in other texts"


def _sections_of_name(views: Views, linked: LinkedName) -> dict[str, object]:
    return {
        "statements": views.of(linked.statements),
        "attributed": views.of(linked.attributed),
        "relayed": views.of(linked.relayed),
        "mentioned": views.of(linked.mentioned),
    }


def _other_names(record: Person | Organisation) -> tuple[str, ...]:
    native = (record.native,) if record.native else ()
    return (*native, *(variant.form for variant in record.variants))


def organisations(views: Views) -> Iterator[Page]:
    """Plan the page of all organisations."""
    site = views.site
    ordered = sorted(site.organisations.values(), key=lambda linked: linked.record.name)
    groups = tuple(_organisation_group(views, linked) for linked in ordered)
    yield Page(
        path=addresses.ORGANISATIONS.path,
        template="organisations",
        title="Organisations",
        description=f"Outlets, agencies, ministries, services that publish, speak or are relayed: {site.story.title}",
        edit="content/organisations.yml",
        shows={"groups": groups},
        trail=(HOME_LINK, SOURCES_LINK),
        boost=BOOST,
    )


def _organisation_group(views: Views, linked: LinkedName) -> Group:
    site = views.site
    body = linked.record
    assert isinstance(body, Organisation)
    return Group(
        anchor=f"organisation-{linked.id}",
        title=body.name,
        notes=(body.note,) if body.note else (),
        search_words=(body.name, *_other_names(body)),
        answers=make_answers(
            ("Kind", body.kind),
            ("In the original script", body.native),
            ("Part of", name_link(site, body.part_of) if body.part_of else None),
            ("Published", tuple(source_link(site, name) for name in linked.published)),
            ("Spoken for by", tuple(name_link(site, name) for name in linked.members)),
            ("Said", _item_links(views, linked.statements)),
            ("Credited for", _item_links(views, linked.attributed)),
            ("Relayed", _item_links(views, linked.relayed)),
            ("Mentioned in", _item_links(views, linked.mentioned)),
            *((f"Also written {variant.form}", _printing(views, variant.sources)) for variant in body.variants),
        ),
    )


def _item_links(views: Views, items: Iterable[LinkedItem]) -> tuple[Link, ...]:
    return tuple(item.here for item in views.of(items))
