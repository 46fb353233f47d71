"""Site -> a calendar (RFC 5545) of what the sources expect: an all-day event for each dated step that is still open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from builder.addresses import NEXT, item_target
from builder.link.site import LinkedItem, Site
from builder.relations.expectations import still_due
from builder.views.items import describe_expectation
from builder.views.titles import TITLES
from builder.words.dates import read_span, time_key

LONGEST = 75
"""Octets of a line; longer ones are folded."""
_REST = re.compile(f"(?s:.){{1,{LONGEST - 1}}}")
"""What fits on a continued line after the space that it begins with."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


def make_calendar(site: Site, address: str | None = None) -> str | None:
    """Return the calendar, or None where no step that is still open has a date; the address is that of the site."""
    steps = [(due, linked) for linked in site.items.values() if (due := still_due(linked.item))]
    if not steps:
        return None
    steps.sort(key=lambda step: (time_key(step[0]), step[1].id))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//explainer-builder//EN",
        f"NAME:{escape_value(TITLES[NEXT].name(site.story))}",
        *(line for due, linked in steps for line in _event(site, due, linked, address)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def _event(site: Site, due: str, linked: LinkedItem, address: str | None) -> Iterator[str]:
    span = read_span(due)
    yield "BEGIN:VEVENT"
    yield f"UID:{linked.id}@explainer"
    yield f"DTSTAMP:{_day(site.day)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(span.first)}"
    if span.last < date.max:  # without an end it lasts one day, which is the format's own rule
        yield f"DTEND;VALUE=DATE:{_day(span.last + timedelta(days=1))}"
    yield f"SUMMARY:{escape_value(linked.item.text)}"
    yield f"DESCRIPTION:{escape_value(describe_expectation(site, linked, due))}"
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
    """Break a line between characters into pieces of at most 75 octets; all but the first begin with a space."""
    if line.isascii():
        return "\r\n ".join([line[:LONGEST], *_REST.findall(line[LONGEST:])])
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)
