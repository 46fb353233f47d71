"""A number as printed -> what it says: the numbers in it and the qualifier."""

from __future__ import annotations

import re
from fractions import Fraction

from builder.words.tables import Partial

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: Fraction(number) for number, word in enumerate(("zero", *ONES, *TEENS))}
_WORDS |= {word: Fraction(10 * number) for number, word in enumerate(TENS, start=2)}
_WORDS["dozen"] = Fraction(12)
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
_TOKEN = re.compile(r"\d+(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|%|[^\W\d_]+")

QUALIFIERS: Partial[str, tuple[str, ...]] = {
    "at_least": ("at least", "no fewer than", "no less than", "a minimum of"),
    "at_most": ("at most", "no more than", "a maximum of"),
    "up_to": ("up to", "as many as", "as much as"),
    "more_than": ("more than", "over", "above", "upwards of", "exceeding"),
    "less_than": ("less than", "fewer than", "under", "below", "nearly", "almost"),
    "about": ("approximately", "about", "around", "roughly", "some", "circa", "an estimated", "estimated"),
}


def read_numbers(printed: str) -> set[Fraction]:
    """Return the numbers in the printed words, as digits or English words."""
    found: set[Fraction] = set()
    current: Fraction | None = None
    for token in [*_TOKEN.findall(printed.lower().replace("-", " ")), ""]:
        number = _number_of(token)
        if token in _PARTS:
            found.add((current or Fraction(1)) / _PARTS[token])
            current = None
        elif token == "%" or token in ("percent", "per"):
            found |= {current / 100} if current is not None else set()
            current = None
        elif token in _SCALES:
            current = (current or Fraction(1)) * _SCALES[token]
        elif number is not None and current is not None and 20 <= current < 100 and number < 10:
            current += number
        else:
            found |= {current} if current is not None else set()
            current = number
    return found


def _number_of(token: str) -> Fraction | None:
    if token[:1].isdecimal():
        return Fraction(re.sub(r"[,\u00a0\u202f]", "", token))
    return _WORDS.get(token)


def read_qualifier(printed: str) -> str | None:
    """Return the qualifier that the English words in front of the number make, or None for none."""
    words = f" {' '.join(printed.lower().split())} "
    return next((name for name, forms in QUALIFIERS.items() if any(f" {form} " in words for form in forms)), None)
