"""EDTF dates -> the days they span, and the words a reader gets for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time

from edtf import EDTFParseException, parse_edtf

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# What levels 0 and 1 allow; the parser also takes level 2, ISO weeks and blanks, and prints to stdout on some others.
_POINT = r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?(T[0-9:Z+-]+)?[?~%]?"
_SHAPE = re.compile(f"{_POINT}(/{_POINT})?")


@dataclass(frozen=True)
class Span:
    """First and last day that a date may mean, both included."""

    first: date
    last: date

    def meets(self, other: Span) -> bool:
        """Say whether the two spans share a day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def days(self) -> int:
        """Length in days, 1 for a single day."""
        return (self.last - self.first).days + 1


@lru_cache(maxsize=65536)
def read_span(edtf: str) -> Span:
    """Read an EDTF date, month, year or closed interval (ISO 8601-2 levels 0 and 1).

    Raises ValueError for anything else, open-ended intervals and days that no calendar has included.
    """
    if not _SHAPE.fullmatch(edtf):
        raise ValueError(edtf)
    if len(edtf) == 10:  # a plain day is most of what editors write, and the EDTF grammar takes 5 ms
        try:
            day = date.fromisoformat(edtf)
            return Span(day, day)
        except ValueError:
            pass
    try:
        parsed = parse_edtf(edtf)
        first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(edtf) from error
    if last < first:
        raise ValueError(edtf)
    return Span(first, last)


def show_date(edtf: str) -> str:
    """Write an EDTF date for readers: '17 March 2025', 'about January 2025', '6 to 12 January 2025'."""
    if "/" in edtf:
        start, end = (show_date(part) for part in edtf.split("/"))
        return _show_interval(start, end)
    about = "about " if edtf[-1] in "~%" else ""
    unsure = " (uncertain)" if edtf[-1] in "?%" else ""
    span = read_span(edtf)
    return about + _show_span(span, edtf) + unsure


def _show_span(span: Span, edtf: str) -> str:
    plain = edtf.rstrip("~?%")
    if len(plain) == 10 and span.days == 1:
        return f"{span.first.day} {MONTHS[span.first.month - 1]} {span.first.year}"
    if len(plain) == 7 and span.first.month == span.last.month:
        return f"{MONTHS[span.first.month - 1]} {span.first.year}"
    return str(span.first.year) if len(plain) == 4 and span.first.year == span.last.year else plain


def _show_interval(start: str, end: str) -> str:
    """Leave out of the start what the end repeats: '6 to 12 January 2025'."""
    first, last = start.split(), end.split()
    while len(first) > 1 and len(last) > 1 and first[-1] == last[-1]:
        first, last = first[:-1], last[:-1]
    return f"{' '.join(first)} to {end}"


def _day(moment: struct_time) -> date:
    return date(moment[0], moment[1], moment[2])
