"""Readings with dates -> the place of each on one line of time, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.views.items import ItemView
from builder.words.dates import Span, read_span, show_date
from builder.words.wrapping import cut

ROW = 38
"""Height of a reading with its label, in pixels."""
LABEL = 38
"""So many characters fit a screen of 320 px; the table has the whole words."""
NARROWEST = 1.5
"""A single day stays visible on a line of years; in percent."""


@dataclass(frozen=True)
class TimeMark:
    """A reading on the line of time: across in percent of the line, down in pixels."""

    words: str
    label: str
    """As many of the words as fit."""
    start: float
    width: float
    top: int
    """The label's baseline."""
    bar: int
    middle: int


@dataclass(frozen=True)
class Times:
    """The marks of the dated readings, the ends of the line, and the readings without a date."""

    marks: tuple[TimeMark, ...]
    undated: tuple[ItemView, ...]
    first: str
    last: str
    foot: int
    height: int


def draw_times(readings: Sequence[tuple[ItemView, str | None]]) -> Times | None:
    """Place readings, each with its EDTF date, on one line; None where there are not two different dates."""
    dated = [(item, read_span(as_of)) for item, as_of in readings if as_of]
    if len({span for _, span in dated}) < 2:
        return None
    whole = Span(min(span.first for _, span in dated), max(span.last for _, span in dated))
    return Times(
        tuple(_mark(place, item, span, whole) for place, (item, span) in enumerate(dated)),
        tuple(item for item, as_of in readings if not as_of),
        _show_day(whole.first),
        _show_day(whole.last),
        foot=ROW * len(dated) + 16,
        height=ROW * len(dated) + 24,
    )


def _mark(place: int, item: ItemView, span: Span, whole: Span) -> TimeMark:
    width = max(100 * span.days / whole.days, NARROWEST)
    start = min(100 * (span.first - whole.first).days / whole.days, 100 - width)
    top = ROW * place + 14
    words = f"“{item.printed}”, {item.source.text}"
    label = cut(words, len, LABEL)
    return TimeMark(words, label, round(start, 1), round(width, 1), top, top + 6, top + 10)


def _show_day(day: date) -> str:
    return show_date(day.isoformat())
