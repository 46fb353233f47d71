"""The lines of a text -> the quotations, dates, numbers and names in them, each with its line and column.

The words for months, days and numbers are English ones; digits, quotations and names are found in every language that
has capitals. An ordinal does not count as a number, nor is the word "one" on its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.words.dates import MONTHS
from builder.words.numbers import ONES, TEENS, TENS

Kind = Literal["quotation", "date", "number", "name"]
Hit = tuple[int, str]


@dataclass(frozen=True, order=True)
class Thing:
    """Something that a text says; line and column count from 1 in the text as it is saved."""

    line: int
    column: int
    kind: Kind
    words: str


def _any_of(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_QUOTATION = re.compile(r"[“„«]([^“”„«»]+)(?:[”“»]|$)|(?<!\w)\"([^\"]+)(?:\"|$)")
_EDGE = " \t.,;:!?…"

_FROM_TWO = _any_of(" ".join(ONES[1:]))
_CARDINAL = rf"(?:{_any_of(' '.join(TENS))}(?:[ -](?:one|{_FROM_TWO}))?|{_any_of(' '.join(TEENS))}|{_FROM_TWO})"
_POWER = _any_of("hundreds? thousands? millions? billions? trillions? dozens?")
_PART = _any_of("half halves thirds? quarters? fifths? sixths? sevenths? eighths? ninths? tenths?")
_SPELT = rf"(?:one|{_FROM_TWO})[ -]{_PART}|(?:(?:one|a|{_CARDINAL})[ -])?{_POWER}(?: of {_POWER})?|{_CARDINAL}|half"
_DIGITS = r"(?<![\d.,])\d{1,20}(?:[.,:/]\d{1,9}){0,6}(?!\d)"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:[$€£¥] ?)?{_DIGITS}(?!(?:st|nd|rd|th) [A-Z])(?: ?%| percent\b| per cent\b)?(?:[ -]{_POWER}\b)?"
    rf"|\b(?i:{_SPELT})\b"
)

_MONTH = _any_of(" ".join(MONTHS))
_SHORT = _any_of("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec") + r"\b\.?"
_WEEKDAY = _any_of("Mondays? Tuesdays? Wednesdays? Thursdays? Fridays? Saturdays? Sundays?")
_STRETCH = _any_of("day night weekend week month year decade century spring summer autumn fall winter")
_ABOUT = r"(?i:(?:early|mid|late)[ -])?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?\b(?!,\d)"
_YEAR = r"(?:19|20)\d\ds?\b(?![.,]\d)"
_DATE = re.compile(
    "|".join(
        [
            r"(?<![\w.])(?:\d{4}-\d\d-\d\d|\d\d?([./])\d\d?\1(?:\d\d){1,2})\b",
            rf"\b{_ABOUT}{_DAY} (?:of )?(?:{_MONTH}|{_SHORT})(?:,? {_YEAR})?",
            rf"\b{_ABOUT}(?:{_MONTH}|{_SHORT}) (?:{_DAY}(?:,? {_YEAR})?|{_YEAR})",
            rf"\b{_ABOUT}{_MONTH}(?:,? {_YEAR})?\b",
            rf"\b(?i:(?:earlier |later )?(?:last|next|this) (?:{_STRETCH}|{_WEEKDAY}|{_MONTH}))\b",
            rf"\b{_WEEKDAY}\b",
            rf"\b(?i:(?:{_DIGITS}|a|one|{_SPELT}) {_STRETCH}s? (?:ago|earlier|before|later|after|prior))\b",
            r"\b(?i:yesterday|today|tomorrow|tonight)\b",
            rf"(?<![\w.,-]){_ABOUT}{_YEAR}",
        ]
    )
)
_TIME_BEFORE = re.compile(r"\b(?i:in|since|by|until|till|from|of|during|between|and|to) $")

_WORD = re.compile(r"(?<![\w@])(?:@\w+|(?:[^\W\d_]\.){2,}|[^\W\d_](?:[^\W_]|[-&'’/.](?=[^\W_]))*)")
_BETWEEN = (" ", " of ", " of the ")
_TITLE = _any_of("Mr Mrs Ms Dr Prof Gen Col Maj Capt Lt Sgt Sen Rep Gov St No")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:][\"”’»)\]]*|[\"“„«‘(\[•–—-])\s*$")
_SHORTENED = re.compile(rf"\w|{_TITLE}")
_NEVER_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        a according after all also although an and as at because before both but by during even for from he her here
        his how however i if in is it its many meanwhile more most no none not of on once one only or other our she
        since so some such than that the their then there these they this those though through to under until we
        what when where which while who why with you your
        """,
    )
)
"""Words that begin a sentence with a capital and are not names, however short the text is."""


def find_things(lines: Sequence[str]) -> list[Thing]:
    """Find what these lines say, in their order; a number in a date or a name is part of it."""
    names = _Names([_cross_out(line, _find_dates(line)) for line in lines])
    things = []
    for number, line in enumerate(lines, start=1):
        dates = list(_find_dates(line))
        named = list(names.find(_cross_out(line, dates)))
        counted = [hit for hit in _find_numbers(line) if not _lies_in(hit, [*dates, *named])]
        found: dict[Kind, Iterable[Hit]] = {
            "quotation": _find_quotations(line),
            "date": dates,
            "name": named,
            "number": counted,
        }
        things += [Thing(number, place + 1, kind, words) for kind, hits in found.items() for place, words in hits]
    return sorted(things)


def _cross_out(line: str, hits: Iterable[Hit]) -> str:
    """Write small letters over what was found, so that it is not part of a name and all else keeps its place."""
    for place, words in hits:
        line = line[:place] + "x" * len(words) + line[place + len(words) :]
    return line


def _lies_in(hit: Hit, others: list[Hit]) -> bool:
    return any(place <= hit[0] < place + len(words) for place, words in others)


def _find_quotations(line: str) -> Iterator[Hit]:
    for found in _QUOTATION.finditer(line):
        inside = found[found.lastindex or 0]
        words = inside.strip(_EDGE)
        if len(words.split()) > 1:
            yield found.start(found.lastindex or 0) + inside.index(words), words


def _find_dates(line: str) -> Iterator[Hit]:
    for found in _DATE.finditer(line):
        if found[0] not in ("May", "March") or _TIME_BEFORE.search(line[: found.start()]):
            yield found.start(), found[0]


def _find_numbers(line: str) -> Iterator[Hit]:
    return ((found.start(), found[0]) for found in _NUMBER.finditer(line))


class _Names:
    """Finds names in lines, by what words look like elsewhere in the same text."""

    def __init__(self, lines: Sequence[str]) -> None:
        runs = [(line, run) for line in lines for run in _find_runs(line)]
        words = [word[0] for line in lines for word in _WORD.finditer(line)]
        self.small = {word for word in words if word.islower()} | _NEVER_NAMES
        self.inside = {_bare(word[0]) for line, run in runs for word in (run[1:] if _begins(line, run) else run)}

    def find(self, line: str) -> Iterator[Hit]:
        """Yield the names of a line: runs of capitalised words, a sentence's first word only if it looks like one."""
        for run in _find_runs(line):
            named = run
            if _begins(line, run):
                first = _bare(run[0][0])
                if first.lower() in self.small and first not in self.inside:
                    named = run[1:]
                elif len(run) == 1 and first not in self.inside and not _is_abbreviation(first):
                    named = []
            if named:
                first_place = named[0].start()
                yield first_place, _bare(line[first_place : named[-1].end()])


def _find_runs(line: str) -> list[list[re.Match[str]]]:
    """Return the runs of words with a capital, of which each follows the one before, or with 'of' between them."""
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(line):
        if not word[0].lstrip("@")[:1].isupper() or _bare(word[0].partition("’")[0].partition("'")[0]) == "I":
            continue
        if runs and _go_on(runs[-1][-1][0], line[runs[-1][-1].end() : word.start()], word[0]):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _go_on(last: str, between: str, word: str) -> bool:
    """Say whether a word belongs to the same name as the last one: A. Berg and Dr. Berg do, Berg's House does not."""
    if between == ". ":
        return bool(_SHORTENED.fullmatch(last)) and word.lower() not in _NEVER_NAMES
    return between in _BETWEEN and _bare(last) == last


def _begins(line: str, run: list[re.Match[str]]) -> bool:
    """Say whether a run begins a sentence."""
    return bool(_SENTENCE_END.search(line[: run[0].start()]))


def _bare(word: str) -> str:
    """Return a word without the 's of possession."""
    return re.sub(r"['’]s$", "", word)


def _is_abbreviation(word: str) -> bool:
    return word.startswith("@") or sum(map(str.isupper, word)) > 1
