"""Two readings of quantities -> whether they agree, conflict or cannot be compared, and what decides it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from builder.model import Figure, Quantity
from builder.relations.ranges import Range, range_of
from builder.words.dates import Span, read_span

Verdict = Literal["conflict", "compatible", "agree", "copied", "not comparable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""In the order in which readers get them."""

Cause = Literal[
    "ranges apart",
    "total falls",
    "one estimate, two dates",
    "worked out",
    "parts against total",
    "limit",
    "limits of one side",
    "same number",
    "rounded",
    "copied",
    "other scope",
    "other date",
    "other kind of time",
    "no date",
    "part of the other",
]
"""What decides a verdict; views/figures.py words it."""
CAUSES: tuple[Cause, ...] = get_args(Cause)


@dataclass(frozen=True)
class Reading:
    """A figure with what a comparison must know of it."""

    id: str
    figure: Figure
    side: str | None
    """Id of the body at the top of whoever the number is attributed to."""
    range: Range
    span: Span | None
    """The days that it holds for; None where the source does not say."""

    @property
    def source(self) -> str:
        """Id of the source that prints it."""
        return self.id.partition("/")[0]

    @property
    def estimator(self) -> str | None:
        """Id of whoever the number is attributed to."""
        return self.figure.attributed_to


@dataclass(frozen=True)
class Comparison:
    """What two readings have to do with each other; symmetric in a and b."""

    a: Reading
    b: Reading
    verdict: Verdict
    cause: Cause


def read_figure(name: str, figure: Figure, side: str | None = None) -> Reading:
    """Make a reading of a figure, its range and its days worked out once."""
    span = read_span(figure.as_of) if figure.as_of else None
    return Reading(name, figure, side, range_of(figure), span)


def compare(a: Reading, b: Reading, quantity: Quantity, is_retold: bool = False) -> Comparison:
    """Compare two readings of one quantity; is_retold says that one of them retells the other.

    They conflict where scope and time match and no number lies in both ranges, where a running total would have to
    fall, and where one estimate is printed under two dates. Nothing is averaged.
    """
    a, b = (a, b) if a.id <= b.id else (b, a)
    return Comparison(a, b, *_judge(a, b, quantity, is_retold))


def compare_part(whole: Reading, part: Reading) -> Comparison:
    """Say that one reading counts a part of what the other counts."""
    return Comparison(whole, part, "not comparable", "part of the other")


def _judge(a: Reading, b: Reading, quantity: Quantity, is_retold: bool) -> tuple[Verdict, Cause]:
    if a.figure.scope != b.figure.scope:
        return "not comparable", "other scope"
    if a.span and b.span and not a.span.meets(b.span):
        return _judge_two_dates(a, b, quantity, is_retold)
    if is_retold and _numbers(a) == _numbers(b):
        return "copied", "copied"
    is_dated = a.span is not None and b.span is not None
    if is_dated and a.figure.as_of_kind != b.figure.as_of_kind:
        return "not comparable", "other kind of time"
    if a.range.meets(b.range):
        return _fit(a, b)
    if not is_dated:
        return "not comparable", "no date"
    return ("conflict", "ranges apart") if are_of_one_time(a, b) else ("not comparable", "other kind of time")


def _judge_two_dates(a: Reading, b: Reading, quantity: Quantity, is_retold: bool) -> tuple[Verdict, Cause]:
    if is_retold and _numbers(a) == _numbers(b):
        return "conflict", "one estimate, two dates"
    if quantity.cumulative == "yes" and _falls(a, b):
        return "conflict", "total falls"
    return "not comparable", "other date"


def _numbers(reading: Reading) -> tuple[object, ...]:
    figure = reading.figure
    return figure.value, figure.low, figure.high


def are_of_one_time(a: Reading, b: Reading) -> bool:
    """Say whether two readings are of the same time: dates of one kind, and not each some day of a longer stretch."""
    if a.span is None or b.span is None or not a.span.meets(b.span):
        return False
    if a.figure.as_of_kind != b.figure.as_of_kind:
        return False
    return a.figure.as_of_kind != "within" or a.span.days == b.span.days == 1


def _fit(a: Reading, b: Reading) -> tuple[Verdict, Cause]:
    one, other = a.range, b.range
    if one == other:
        return "agree", "same number"
    is_dated = a.span is not None and b.span is not None
    if is_dated and one.is_bound and other.is_bound and a.side and a.side == b.side:
        return "compatible", "limits of one side"
    if one.is_bound or other.is_bound:
        return "compatible", "limit"
    return "agree", "rounded"


def _falls(a: Reading, b: Reading) -> bool:
    """Say whether a running total would have to fall; what only counts a later stretch of time is not the total."""
    earlier, later = in_time(a, b)
    low, high = earlier.range.low, later.range.high
    if low is None or high is None or later.figure.as_of_kind == "whole":
        return False
    return low > high


def in_time(a: Reading, b: Reading) -> tuple[Reading, Reading]:
    """Put two readings in the order of their first days, one without a date last."""
    first, second = sorted((a, b), key=lambda reading: reading.span.first if reading.span else date.max)
    return first, second
