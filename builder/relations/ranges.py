"""A figure -> the range of numbers that it may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from builder.model import Figure


@dataclass(frozen=True)
class Range:
    """The numbers that a figure may stand for; None is no bound, open ends do not include their number."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Range) -> bool:
        """Say whether some number lies in both ranges."""
        return _reaches(self, other) and _reaches(other, self)

    @property
    def is_bound(self) -> bool:
        """Say whether the range is open on one side: 'more than', 'up to'."""
        return self.low is None or self.high is None


def _reaches(lower: Range, upper: Range) -> bool:
    """Say whether the upper end of one range does not lie below the lower end of the other."""
    if lower.high is None or upper.low is None or lower.high > upper.low:
        return True
    return lower.high == upper.low and not (lower.high_open or upper.low_open)


def range_of(figure: Figure) -> Range:
    """Return the range of a figure; 'about' covers what rounds to the number as printed."""
    if figure.value is None:
        return Range(figure.low, figure.high)
    value = figure.value
    match figure.qualifier:
        case "at_least":
            return Range(value, None)
        case "more_than":
            return Range(value, None, low_open=True)
        case "at_most" | "up_to":
            return Range(None, value)
        case "less_than":
            return Range(None, value, high_open=True)
        case "about":
            slack = _rounding(value) / 2
            return Range(value - slack, value + slack, high_open=True)
        case "exact":
            return Range(value, value)


def _rounding(value: Fraction) -> Fraction:
    """Return the place of the last digit that is not zero: 1,000 for 12,000, 100 for 2,700."""
    if value.denominator != 1 or value == 0:
        return value / 10
    place = 1
    while value % (place * 10) == 0:
        place *= 10
    return Fraction(place)
