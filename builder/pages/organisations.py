"""The page of all organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder import addresses
from builder.link.site import LinkedItem, LinkedName
from builder.model import Organisation
from builder.pages.page import (
    HOME_LINK,
    NAME_BOOST,
    SOURCES_LINK,
    Group,
    Page,
    link_printers,
    make_answers,
    other_names,
)
from builder.views.claims import Views
from builder.views.links import Link, name_link, source_link


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
        boost=NAME_BOOST,
    )


def _organisation_group(views: Views, linked: LinkedName) -> Group:
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
            ("Relayed", _item_links(views, linked.relayed)),
            ("Mentioned in", _item_links(views, linked.mentioned)),
            *((f"Also written {variant.form}", link_printers(views, variant.sources)) for variant in body.variants),
        ),
    )


def _item_links(views: Views, items: Iterable[LinkedItem]) -> tuple[Link, ...]:
    return tuple(item.here for item in views.of(items))
