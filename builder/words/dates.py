"""EDTF dates -> the days they span, and the words a reader gets for them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")


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
    """Read an EDTF year, month or day, with or without ?, ~ or %, or an interval of two of them.

    Raises ValueError for anything else: open intervals, seasons, days that no calendar has.
    """
    start, slash, end = edtf.partition("/")
    first = _read_point(start)
    last = _read_point(end) if slash else first
    if last.last < first.first:
        raise ValueError(edtf)
    return Span(first.first, last.last)


def _read_point(edtf: str) -> Span:
    found = _POINT.fullmatch(edtf)
    if found is None:
        raise ValueError(edtf)
    year, month, day = found.groups()
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return Span(first, first)
    last_month = int(month or 12)
    return Span(first, date(first.year, last_month, monthrange(first.year, last_month)[1]))


def time_key(edtf: str | None) -> tuple[date, date, str]:
    """Return what to sort by: first day, last day, the date as it is written; what has no date comes last."""
    if edtf is None:
        return date.max, date.max, ""
    span = read_span(edtf)
    return span.first, span.last, edtf


@lru_cache(maxsize=65536)
def show_date(edtf: str) -> str:
    """Write an EDTF date for readers: '17 March 2025', 'about January 2025', '6 to 12 January 2025'."""
    if "/" in edtf:
        start, end = (show_date(part) for part in edtf.split("/"))
        return _show_interval(start, end)
    about = "about " if edtf[-1] in "~%" else ""
    unsure = " (uncertain)" if edtf[-1] in "?%" else ""
    span = read_span(edtf)
    return about + _show_span(span, edtf) + unsure


def write_time(edtf: str | None, printed: str | None) -> str | None:
    """Write a time for readers: the date, then the printed words for it: '6 to 12 January 2025 (“last week”)'.

    Printed words that hold the date are enough by themselves: “early January 2025”.
    """
    if edtf is None:
        return f"“{printed}”" if printed else None
    shown = show_date(edtf)
    if printed is None:
        return shown
    return f"“{printed}”" if shown in printed else f"{shown} (“{printed}”)"


def _show_span(span: Span, edtf: str) -> str:
    plain = edtf.rstrip("~?%")
    if len(plain) == 10:
        return f"{span.first.day} {MONTHS[span.first.month - 1]} {span.first.year}"
    return f"{MONTHS[span.first.month - 1]} {span.first.year}" if len(plain) == 7 else str(span.first.year)


def _show_interval(start: str, end: str) -> str:
    """Leave out of the start what the end repeats: '6 to 12 January 2025'."""
    first, last = start.split(), end.split()
    while len(first) > 1 and len(last) > 1 and first[-1] == last[-1]:
        first, last = first[:-1], last[:-1]
    return f"{' '.join(first)} to {end}"
