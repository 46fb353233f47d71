"""The time of an item -> the words for it, which say how it is known where the source prints no date."""

from __future__ import annotations

from builder.link.site import LinkedItem, Site
from builder.link.times import ItemTime, time_of
from builder.words.dates import show_date, write_time

NO_DATE = "no date given"


def place_in_time(site: Site, linked: LinkedItem) -> str:
    """Write the time that an item is about: as printed, or else that of its event, or that its article is later."""
    time = time_of(site, linked)
    if time.basis == "printed":
        item = linked.item
        words = item.as_of_words if item.as_of else getattr(item, "date_words", None)
        return write_time(time.edtf, words) or NO_DATE
    return write_placed(time)


def write_placed(time: ItemTime) -> str:
    """Write a time: a day that is only that of the article says 'by'."""
    if time.edtf is None:
        return NO_DATE
    shown = show_date(time.edtf)
    return f"by {shown}" if time.basis == "article" else shown


def explain_placing(site: Site, linked: LinkedItem) -> str | None:
    """Say by what an item without a printed date is placed in time; None where it has one, or no place."""
    time = time_of(site, linked)
    if time.basis == "event":
        return f"no day printed; placed by the event “{site.events[linked.item.event or ''].event.title}”"
    return "no day printed; placed by the day of the article" if time.basis == "article" else None
