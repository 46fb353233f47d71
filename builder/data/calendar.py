"""Site -> a calendar (RFC 5545) of what the sources expect: an all-day event for each dated step that is still open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from builder.addresses import item_target
from builder.link.site import LinkedItem, Site, name_of, source_label
from builder.model import NextStep
from builder.words.dates import Span, read_span, show_date

LONGEST = 75
"""Octets of a line; longer ones are folded."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


def make_calendar(site: Site, address: str | None = None) -> str | None:
    """Return the calendar, or None where no step that is still open has a date; the address is that of the site."""
    steps = sorted(_dated_steps(site), key=lambda step: (step[0].first, step[0].last, step[1].id))
    if not steps:
        return None
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//explainer-builder//EN",
        f"NAME:{escape_value(f'What happens next: {site.story.title}')}",
        *(line for span, linked in steps for line in _event(site, span, linked, address)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def has_calendar(site: Site) -> bool:
    """Say whether there is anything for a calendar."""
    return next(_dated_steps(site), None) is not None


def _dated_steps(site: Site) -> Iterator[tuple[Span, LinkedItem]]:
    for linked in site.items.values():
        step = linked.item
        if isinstance(step, NextStep) and step.due and not step.outcome and not step.withdrawn:
            yield read_span(step.due), linked


def _event(site: Site, span: Span, linked: LinkedItem, address: str | None) -> Iterator[str]:
    step = linked.item
    assert isinstance(step, NextStep) and step.due
    label = source_label(site.library, linked.source)
    who = name_of(site.library, step.attributed_to) if step.attributed_to else label
    yield "BEGIN:VEVENT"
    yield f"UID:{linked.id}@explainer"
    yield f"DTSTAMP:{_day(site.day)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(span.first)}"
    if span.last < date.max:  # else it lasts one day, which is the calendar's own rule
        yield f"DTEND;VALUE=DATE:{_day(span.last + timedelta(days=1))}"
    yield f"SUMMARY:{escape_value(step.text)}"
    yield f"DESCRIPTION:{escape_value(f'Expected by {who}, due {show_date(step.due)}. Source: {label}.')}"
    if address:
        yield f"URL:{address.rstrip('/')}/{item_target(linked.id).url}"
    yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def escape_value(text: str) -> str:
    """Write a text as a value: white space folded as on the pages, what separates values escaped."""
    return " ".join(text.split()).translate(_ESCAPES)


def fold_line(line: str) -> str:
    """Break a line between characters into pieces of at most 75 octets; all but the first begin with a blank."""
    if line.isascii():
        return "\r\n ".join([line[:LONGEST], *re.findall(f"(?s:.){{1,{LONGEST - 1}}}", line[LONGEST:])])
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)
