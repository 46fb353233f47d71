"""An item -> the time that it is about: its own, else that of its event, else the latest that its article allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.link.site import LinkedItem, Site
from builder.model import Statement

TimeBasis = Literal["printed", "event", "article", "none"]


@dataclass(frozen=True)
class ItemTime:
    """A time, as EDTF, and how it is known: printed, that of the event, not after the article, or not at all."""

    edtf: str | None
    basis: TimeBasis


def time_of(site: Site, linked: LinkedItem) -> ItemTime:
    """Return the time of an item, and how it is known."""
    item = linked.item
    printed = item.as_of or (item.date if isinstance(item, Statement) else None)
    if printed:
        return ItemTime(printed, "printed")
    event = site.events.get(item.event or "")
    if event and event.dates and event.dates[0].edtf:
        return ItemTime(event.dates[0].edtf, "event")
    published = site.library.sources[linked.source].published.date
    return ItemTime(published, "article") if published else ItemTime(None, "none")
