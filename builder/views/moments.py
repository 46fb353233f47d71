"""The time of an item -> the words for it, which say how it is known where the source prints no date."""

from __future__ import annotations

import re

from builder.link.site import LinkedItem, Site
from builder.link.times import ItemTime, time_of
from builder.words.dates import MONTHS, show_date, write_time

NO_DATE = "no date given"
_PART_OF_MONTH = re.compile(rf"\b(early|mid|late)[ -]({'|'.join(MONTHS)})\b")


def place_in_time(site: Site, linked: LinkedItem) -> str:
    """Write the time that an item is about: as printed, or else that of its event, or that its article is later."""
    time = time_of(site, linked)
    if time.basis == "printed":
        item = linked.item
        words = item.as_of_words if item.as_of else getattr(item, "date_words", None)
        return write_time(time.edtf, words) or NO_DATE
    return write_placed(time)


def write_placed(time: ItemTime, printed: str | None = None) -> str:
    """Write a time in short: a day that is only that of the article says 'by'."""
    shown = write_brief_time(time.edtf, printed)
    return f"by {shown}" if time.basis == "article" else shown


def write_brief_time(edtf: str | None, printed: str | None) -> str:
    """Write a time in short, with the part of the month where the source has it: 'early January 2025'."""
    if edtf is None:
        return NO_DATE
    part = _PART_OF_MONTH.search(printed or "")
    shown = show_date(edtf.rstrip("~")) if part else show_date(edtf)
    return f"{part[1]} {shown}" if part and shown.startswith(part[2]) else show_date(edtf)


def explain_placing(site: Site, linked: LinkedItem) -> str | None:
    """Say by what an item without a printed date is placed in time; None where it has one, or no place."""
    time = time_of(site, linked)
    if time.basis == "event":
        return f"no day printed; placed by the event “{site.events[linked.item.event or ''].event.title}”"
    return "no day printed; placed by the day of the article" if time.basis == "article" else None
