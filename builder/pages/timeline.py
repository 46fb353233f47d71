"""The page of all events in the order of time."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.addresses import claim_target
from builder.link.site import LinkedEvent
from builder.pages.page import HOME_LINK, Answer, Group, Page
from builder.views.claims import Views
from builder.views.items import ItemView
from builder.words.dates import show_date


def timeline(views: Views) -> Iterator[Page]:
    """Plan the page of all events in the order of time."""
    site = views.site
    yield Page(
        path=addresses.TIMELINE.path,
        template="timeline",
        title="Timeline",
        description=f"What happened when, with the dates as precise as the sources are: {site.story.title}",
        edit="content/events.yml",
        shows={"groups": tuple(event_group(views, event) for event in site.events.values())},
        trail=(HOME_LINK,),
    )


def event_group(views: Views, linked: LinkedEvent) -> Group:
    """Show an event with the dates that sources give for it and what bears on it."""
    dates = tuple(
        Answer(
            _date_words(reading.edtf, reading.words),
            tuple(dict.fromkeys(views.items[item.id].source for item in reading.items)),
        )
        for reading in linked.dates
    )
    claims = tuple(views.claims[name] for name in linked.claims)
    items = leave_out_shown(views.of(linked.items), linked.claims)
    dated = [views.items[item.id].here for reading in linked.dates for item in reading.items]
    words = [*dated, *(claim.here for claim in claims), *(item.here for item in items)]
    return Group(
        anchor=addresses.event_target(linked.id).anchor,
        title=linked.event.title,
        claims=claims,
        items=items,
        notes=(linked.event.note,) if linked.event.note else (),
        answers=dates,
        when=dates[0].key if dates else "no date given",
        status="conflict" if linked.conflict else "",
        evidence=words[0] if words else None,
    )


def leave_out_shown(items: tuple[ItemView, ...], claims: tuple[str, ...]) -> tuple[ItemView, ...]:
    """Leave out the items that the cards of these claims show."""
    shown = {claim_target(name) for name in claims}
    return tuple(item for item in items if item.claim is None or item.claim.to not in shown)


def _date_words(edtf: str | None, words: str | None) -> str:
    shown = show_date(edtf) if edtf else "no date"
    return f"“{words}” ({shown})" if words else shown
