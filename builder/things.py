"""The lines of a text -> the quotations, dates, numbers and names in them, each with its line and column.

Number words, months and days of the week are English; digits, quotations and names are found in any script with capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["quotation", "date", "number", "name"]


@dataclass(frozen=True, order=True)
class Thing:
    """Something that a text says; line and column count from 1 in the text as saved, the words are those there."""

    line: int
    column: int
    kind: Kind
    words: str


def _any_of(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_QUOTATION = re.compile(r"[“„«]([^“”„«»]+)(?:[”“»]|$)|(?<!\w)\"([^\"]+)(?:\"|$)")

_MONTH = _any_of("January February March April May June July August September October November December")
_SHORT_MONTH = _any_of("Jan Feb Mar Apr Jun Jul Aug Sept? Oct Nov Dec") + r"\.?"
_WEEKDAY = _any_of("Mon Tues Wednes Thurs Fri Satur Sun") + "days?"
_STRETCH = _any_of("day night weekend week month year decade century spring summer autumn fall winter")
_PART = r"(?:(?:early|mid|late|earlier|later)[ -](?:in )?)?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?:s|\b)(?![.,]?\d)"

_ONES = _any_of("two three four five six seven eight nine")
_CARDINAL = (
    rf"(?:(?:{_any_of('twenty thirty forty fifty sixty seventy eighty ninety')}(?:[ -](?:one|{_ONES}))?|{_ONES}"
    rf"|{_any_of('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen')})\b)"
)
_PART_OF = _any_of("half halves thirds? quarters? fourths? fifths? sixths? sevenths? eighths? ninths? tenths?")
_POWER = r"\b(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?)\b"
_FRACTION = rf"(?:(?:one|{_ONES})[ -]{_PART_OF}|halves|half|two thirds)\b"
_DIGITS = r"\d+(?:[.,:/]\d+)*(?:\s?%|\s(?:percent|per cent)\b)?"
_COUNT = rf"(?:{_DIGITS}|\b(?:a|one|{_CARDINAL}))"

_DATE = re.compile(
    "|".join(
        [
            r"(?<![\w.])\d{4}-\d\d-\d\d\b|(?<![\w.])\d\d?[./]\d\d?[./](?:\d\d){1,2}\b",
            rf"\b(?i:{_PART}){_DAY} (?:of )?(?:{_MONTH}|{_SHORT_MONTH}\b)(?:,? {_YEAR})?",
            rf"\b(?i:{_PART})(?:{_MONTH}|{_SHORT_MONTH}) {_DAY}\b(?!,\d)(?:,? {_YEAR})?",
            rf"\b(?i:{_PART})(?:{_MONTH}|{_SHORT_MONTH}),? {_YEAR}",
            rf"\b(?:(?i:early|mid|late)[ -])(?:{_MONTH}|{_YEAR})",
            rf"(?<=\bin )May\b|(?<=\bsince )May\b|(?<=\bby )May\b|(?<=\bin )March\b|(?<=\bsince )March\b|(?<=\bby )March\b",
            rf"\b(?!May\b|March\b){_MONTH}\b",
            rf"\b(?i:(?:last|next|this) ){_WEEKDAY}\b|\b{_WEEKDAY}\b",
            rf"\b(?i:(?:earlier |later )?(?:last|next|this) (?:{_STRETCH}|{_MONTH}))\b",
            rf"(?i:{_COUNT} {_STRETCH}s? (?:ago|earlier|before|later|after|prior))\b",
            r"\b(?i:yesterday|today|tomorrow|tonight)\b",
            rf"(?<![\w.,-]){_YEAR}",
        ]
    )
)
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:[$€£¥]\s?)?{_DIGITS}(?:[ -]{_POWER})?(?!\d|(?:st|nd|rd|th) [A-Z])"
    rf"|\b(?i:{_FRACTION}|(?:(?:one|a|{_CARDINAL})[ -])?{_POWER}(?: of {_POWER})*|{_CARDINAL})"
)
