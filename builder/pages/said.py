"""The page of who said what: statements by speaker, and words that several sources render."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.link.site import LinkedItem, name_of, source_label
from builder.model import Statement
from builder.pages.page import (
    HOME_LINK,
    SAID_LINK,
    Group,
    Page,
    role_of,
)
from builder.relations.utterances import Rendering
from builder.views.claims import Views
from builder.views.items import FORMS
from builder.views.links import name_link
from builder.words.counts import write_count


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
            notes=role_of(speaker),
        )
        for speaker in sorted(speakers, key=lambda speaker: (-len(speaker.statements), speaker.record.name))
    )
    utterances = tuple(
        Group(
            addresses.utterance_target(name).anchor,
            f"{name_of(site.library, _speaker_of(items[0]))}, in {write_count(len(items), 'version')}",
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
