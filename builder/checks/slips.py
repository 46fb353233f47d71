"""Checks of slips that no single record shows: dates in the future, numbers without a source, false letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from builder.checks.registry import Finding, check
from builder.model import Figure, Statement
from builder.model.library import Library
from builder.model.walk import PlacedItem, walk_items, walk_texts
from builder.problems import quoted
from builder.relations.graphs import derivations, find_rings
from builder.words.dates import MONTHS, read_span
from builder.words.numbers import read_numbers

_LATIN = "A-Za-z\u00c0-\u024f"
_LIKE_LATIN = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧινορυχАВЕЅІЈКМНОРСТУХаеорсухѕіјһԁԛԝӏоՕօս"
_MIXED = re.compile(f"[{_LATIN}][{_LIKE_LATIN}]|[{_LIKE_LATIN}][{_LATIN}]")
_WORD_AT = re.compile(r"\w+")
_NAMES_OF_MONTHS = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_NAMES_OF_MONTHS})\b|\b(?:{_NAMES_OF_MONTHS}) \d{{1,2}}\b|\b(?:19|20)\d\d\b"
)
_COUNT = re.compile(r"(?<!\S)(?:\d{1,3}(?:,\d{3})+|\d{2,})(?=\s[a-z]{3})")
"""A number of two or more digits before a word in lower case, which it counts."""


@check("E310")
def published_after_the_story(library: Library) -> Iterator[Finding]:
    """No source was published after as_of, the day up to which the story takes sources into account.

    Why: one of the dates is wrong, and readers would think the story newer, or older, than it is.
    Fix: correct the date, or move as_of in content/story.yml to the day up to which sources were read.
    """
    ends = [read_span(story.as_of).last for story in library.story.values()]
    for name, source in library.sources.items():
        day = source.published.date
        if day and ends and read_span(day).first > ends[0]:
            where = library.places["sources", name].at("published", "date")
            yield where, f"{day} is after {ends[0]}, the story's as_of; correct the date, or move as_of"


@check("E311")
def derived_from_later(library: Library) -> Iterator[Finding]:
    """No source derives from one that was published after it.

    Why: the copy would be older than what it was copied from, and an origin would be hidden.
    Fix: correct one of the dates, or drop the entry in derived_from.
    """
    rings = find_rings(derivations(library.sources))
    for name, source in library.sources.items():
        for index, derived in enumerate(() if name in rings else source.derived_from):
            other = library.sources.get(derived.source or "")
            if other is None or source.published.date is None or other.published.date is None:
                continue
            if read_span(other.published.date).first > read_span(source.published.date).last:
                later = f"{quoted(derived.source or '')} was published later, on {other.published.date}"
                message = f"{later}; correct one of the dates, or drop this entry"
                yield library.places["sources", name].at("derived_from", index), message


@check("E606")
def letters_of_two_scripts(library: Library) -> Iterator[Finding]:
    """No word of ours mixes Latin letters with letters of another script that look like them.

    Why: the word cannot be searched for, and may hide another: a withheld name, or somebody else's.
    Fix: type the word again.
    """
    for where, text in walk_texts(library):
        found = None if text.isascii() else _MIXED.search(text)
        if found:
            word = next(word[0] for word in _WORD_AT.finditer(text) if word.end() > found.start())
            yield where, f"{quoted(word)} mixes letters of two scripts; type it again"


@check("W122")
def number_of_text_not_printed(library: Library) -> Iterator[Finding]:
    """If the sentence about a figure gives a number, it is the printed one.

    Why: readers see both, and one wrong digit in the sentence changes the story.
    Fix: correct the number in text; if another number belongs there, allow W122 and say why.
    """
    for placed in walk_items(library):
        if isinstance(placed.item, Figure):
            given, text = _numbers_of(placed.item), placed.item.text
            if _counts(text) and given.isdisjoint(read_numbers(_without_dates(text))):
                message = f"the sentence gives another number than {quoted(placed.item.printed)}; correct one"
                yield placed.where.at("text"), message


@check("W203", whole=True)
def number_of_claim_that_nobody_gives(library: Library) -> Iterator[Finding]:
    """Every number of two or more digits in a claim is given by an item that bears on it.

    Why: a number that no source gives is our own, and the site says nothing of its own.
    Fix: correct the number, or link the item that gives it; if we did the counting, allow W203 and say so.
    """
    given: dict[str, set[Fraction]] = {}
    for placed in walk_items(library):
        if placed.item.claim and not placed.item.withdrawn:
            given.setdefault(placed.item.claim, set()).update(_all_numbers(placed))
    for name, claim in library.claims.items():
        for number in () if claim.withdrawn else _counts(claim.text):
            if read_numbers(number).isdisjoint(given.get(name, ())):
                message = f"no item of this claim gives {quoted(number)}; correct it, or link an item that does"
                yield library.places["claims", name].at("text"), message


def _all_numbers(placed: PlacedItem) -> set[Fraction]:
    item = placed.item
    words = [item.text]
    if item.passage:
        words += [item.passage.start, item.passage.end or ""]
    if isinstance(item, Statement):
        words.append(item.quote or "")
    numbers = _numbers_of(item) if isinstance(item, Figure) else set()
    return numbers.union(*map(read_numbers, words))


def _numbers_of(figure: Figure) -> set[Fraction]:
    ends = {number for number in (figure.value, figure.low, figure.high) if number is not None}
    return ends | read_numbers(figure.printed)


def _without_dates(text: str) -> str:
    return _DATE.sub(" ", text)


def _counts(text: str) -> list[str]:
    """Return the numbers in digits that count something: not dates, nor parts of names such as 'T-72'."""
    return _COUNT.findall(_without_dates(text))
