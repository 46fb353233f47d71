"""Two readings of quantities -> whether they agree, conflict or cannot be compared, and why, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from builder.model import Figure, Quantity
from builder.relations.ranges import Range, range_of
from builder.words.dates import Span, read_span, show_date

Verdict = Literal["agree", "compatible", "conflict", "not comparable"]


@dataclass(frozen=True)
class Reading:
    """A figure with what a comparison must know of it."""

    id: str
    source: str
    figure: Figure
    estimator: str | None
    """Name of whoever the number is attributed to."""
    side: str | None
    """Id of the body at the top of whoever the number is attributed to."""
    range: Range
    span: Span | None
    """The days that it holds for; None where the source does not say."""


@dataclass(frozen=True)
class Comparison:
    """What two readings have to do with each other; symmetric in a and b."""

    a: Reading
    b: Reading
    verdict: Verdict
    why: str


def read_figure(name: str, source: str, figure: Figure, estimator: str | None, side: str | None) -> Reading:
    """Make a reading of a figure, its range and its days worked out once."""
    span = read_span(figure.as_of) if figure.as_of else None
    return Reading(name, source, figure, estimator, side, range_of(figure), span)


def compare(a: Reading, b: Reading, quantity: Quantity) -> Comparison:
    """Compare two readings of one quantity.

    They conflict only where scope and time match and no number lies in both ranges. Nothing is averaged.
    """
    a, b = (a, b) if a.id <= b.id else (b, a)
    verdict, why = _judge(a, b, quantity)
    return Comparison(a, b, verdict, why)


def compare_part(whole: Reading, part: Reading, labels: tuple[str, str]) -> Comparison:
    """Say that one reading counts a part of what the other counts."""
    why = f"They count different things, and one includes the other: “{labels[0]}” includes “{labels[1]}”."
    return Comparison(whole, part, "not comparable", why)


def _judge(a: Reading, b: Reading, quantity: Quantity) -> tuple[Verdict, str]:
    one, other = a.range, b.range
    if a.figure.scope != b.figure.scope:
        return "not comparable", f"Different scope: {_scope(a)}; {_scope(b)}."
    if a.span is None or b.span is None:
        return _judge_undated(a, b, one, other)
    if not a.span.meets(b.span):
        return "not comparable", f"Different date: {show_time(a.figure)}; {show_time(b.figure)}.{_fall(a, b, quantity)}"
    if one.meets(other):
        return _fit(a, b, one, other)
    return "conflict", f"The same thing at the same time, and no number fits both. {_estimators(a, b)}"


def _judge_undated(a: Reading, b: Reading, one: Range, other: Range) -> tuple[Verdict, str]:
    undated = " and ".join(reading.source for reading in (a, b) if reading.figure.as_of is None)
    if one.meets(other):
        verdict, why = _fit(a, b, one, other)
        return verdict, f"{why} No date is given by: {undated}."
    return "not comparable", f"No date is given by: {undated}. {_estimators(a, b)}"


def _fit(a: Reading, b: Reading, one: Range, other: Range) -> tuple[Verdict, str]:
    if one == other:
        return "agree", "The same number."
    if one.is_bound and other.is_bound and a.side and a.side == b.side:
        return "compatible", (
            "Both can hold, as each is only a limit; but both credit the same side for the same time, "
            "so one of the two may be a slip."
        )
    if one.is_bound or other.is_bound:
        return "compatible", "Both can hold, as at least one is only a limit."
    return "agree", "One of them is rounded, and both fit."


def _fall(a: Reading, b: Reading, quantity: Quantity) -> str:
    """Say so where a running total would have to fall."""
    if quantity.cumulative == "no":
        return ""
    earlier, later = sorted((a, b), key=lambda reading: reading.span.first if reading.span else date.max)
    low, high = earlier.range.low, later.range.high
    if low is None or high is None or low <= high:
        return ""
    return (
        f" A running total cannot fall, so the earlier “{earlier.figure.printed}” does not go with "
        f"the later “{later.figure.printed}”. {_estimators(a, b)}"
    )


def _estimators(a: Reading, b: Reading) -> str:
    if a.estimator is None and b.estimator is None:
        return "Neither article says whose number it gives."
    if a.estimator == b.estimator:
        return f"Both credit {a.estimator}."
    return f"Different estimators: {a.estimator or 'not named'}; {b.estimator or 'not named'}."


def _scope(reading: Reading) -> str:
    return f"“{reading.figure.scope}”" if reading.figure.scope else "no limit stated"


def show_time(figure: Figure) -> str:
    """Write the time of a figure: the source's own words where it has some, and the date."""
    if figure.as_of is None:
        return f"“{figure.as_of_words}”, no date" if figure.as_of_words else "no date given"
    shown = show_date(figure.as_of)
    return f"“{figure.as_of_words}” ({shown})" if figure.as_of_words else shown
