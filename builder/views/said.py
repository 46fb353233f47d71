"""Statements -> groups by speaker, utterance, day and topic, and how each source renders what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from builder import addresses
from builder.link.site import LinkedItem, LinkedName, name_of
from builder.link.times import ItemTime, time_of
from builder.model import Statement
from builder.relations.utterances import Rendering
from builder.views.answers import Group
from builder.views.claims import Views
from builder.views.labels import FORMS
from builder.views.links import name_link
from builder.views.moments import write_placed
from builder.views.names import role_of
from builder.words.counts import write_count
from builder.words.dates import time_key

_IN_ANCHORS = str.maketrans({"/": "-to-", "~": "-about", "?": "-unsure", "%": "-about-unsure"})
"""What EDTF writes beside digits and hyphens: no two dates have the same anchor."""


def speaker_groups(views: Views) -> tuple[Group, ...]:
    """Group the statements by speaker, those who say most first."""
    site = views.site
    names = [*site.people.values(), *site.organisations.values()]
    speakers = sorted(
        (name for name in names if name.statements), key=lambda name: (-len(name.statements), name.record.name)
    )
    return tuple(_speaker_group(views, speaker) for speaker in speakers)


def _speaker_group(views: Views, speaker: LinkedName) -> Group:
    return Group(
        anchor=f"speaker-{speaker.id}",
        title=speaker.record.name,
        items=views.of(speaker.statements),
        link=name_link(views.site, speaker.id),
        notes=role_of(speaker),
    )


def utterance_groups(views: Views) -> tuple[Group, ...]:
    """Group the renderings of each utterance, with a line on each source's."""
    site = views.site
    return tuple(
        Group(
            addresses.utterance_target(name).anchor,
            f"{name_of(site.library, _statement(items[0]).speaker)}, in {write_count(len(items), 'version')}",
            items=views.of(items),
            notes=tuple(describe_rendering(views, rendering) for rendering in site.renderings[name]),
        )
        for name, items in site.utterances.items()
    )


def describe_rendering(views: Views, found: Rendering) -> str:
    """Say in a line how a source renders what was said."""
    label = name_of(views.site.library, found.source)
    if not found.words:
        kinds = " and ".join(FORMS[form].lower() for form in found.forms)
        return f"{label}: {kinds} only."
    quoted = f"{label}: {write_count(found.words, 'word')} as a quotation"
    if found.fullest is None:
        return f"{quoted}."
    fullest = name_of(views.site.library, found.fullest)
    parts = (
        quoted,
        f"{found.kept} of the {found.kept + found.left_out} that {fullest} prints",
        _describe_cuts(found),
        "in another order" if found.order_changed else None,
        _describe_others(found),
    )
    return f"{', '.join(part for part in parts if part)}."


def _describe_cuts(found: Rendering) -> str | None:
    if not found.left_out:
        return None
    return "cuts marked" if found.cuts_marked else "cuts not marked"


def _describe_others(found: Rendering) -> str | None:
    if not found.other_words:
        return None
    return "1 word differs" if found.other_words == 1 else f"{found.other_words} words differ"


def statements_in_time(views: Views) -> list[LinkedItem]:
    """Order all statements by their time: as printed, by their event or by their article; those without one last."""
    site = views.site
    statements = [item for item in site.items.values() if isinstance(item.item, Statement)]
    return sorted(statements, key=lambda item: (*_time_key(time_of(site, item)), item.id))


def _time_key(time: ItemTime) -> tuple[object, bool]:
    return time_key(time.edtf), time.basis == "article"


def groups_by_date(views: Views, statements: Iterable[LinkedItem]) -> Iterator[Group]:
    """Group statements by their time; what is only placed by the day of its article comes apart, as 'by' that day."""
    times: dict[str, list[LinkedItem]] = defaultdict(list)
    anchors: dict[str, str] = {}
    for linked in statements:
        time = time_of(views.site, linked)
        title = write_placed(time) if time.edtf else "The articles give no date"
        times[title].append(linked)
        anchors[title] = _anchor_of(time)
    for title, said in times.items():
        yield Group(anchors[title], title[:1].upper() + title[1:], items=views.of(said))


def _anchor_of(time: ItemTime) -> str:
    if time.edtf is None:
        return "no-date"
    kind = "by" if time.basis == "article" else "date"
    return f"{kind}-{time.edtf.translate(_IN_ANCHORS)}"


def groups_by_topic(views: Views, statements: Iterable[LinkedItem]) -> Iterator[Group]:
    """Group statements by the topics of the claims that they bear on."""
    story = views.site.story
    topics: Mapping[str | None, list[LinkedItem]] = {name: [] for name in (*story.topics, None)}
    for linked in statements:
        claims = (views.site.claims[name] for name in linked.item.claims)
        for topic in dict.fromkeys(claim.topic for claim in claims) or (None,):
            topics[topic].append(linked)
    for name, said in topics.items():
        if said:
            title = story.topics[name] if name else "Other statements"
            yield Group(f"topic-{name}" if name else "no-topic", title, items=views.of(said))


def _statement(linked: LinkedItem) -> Statement:
    assert isinstance(linked.item, Statement)  # nothing else is said by a speaker or has an utterance
    return linked.item
