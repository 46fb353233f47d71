"""Library and the text of a source -> what the text says that no item covers: an editor's to-do list. No I/O.

A thing is covered by words that were found, never by likeness: it must lie inside a passage or a quote of an item,
inside a stretch that the source marks as not_story, inside the printed title or the name of an author.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from builder.evidence.details import Thing, find_things
from builder.evidence.text import Found, Span, find_item, find_stretches, fold_typography
from builder.model import Source
from builder.model.library import Library
from builder.model.walk import walk_items


@dataclass(frozen=True)
class Coverage:
    """How many things a text says, how many are marked as not part of the story, and which ones nothing covers."""

    things: int
    marked: int
    gaps: tuple[Thing, ...]


@dataclass(frozen=True)
class _Piece:
    """A piece of a line as saved and normalised, and where it begins in the line and in the folded text."""

    first: int
    words: str
    folded: str
    place: int


@dataclass(frozen=True)
class _Line:
    """A line of a text: its pieces between white space, which are normalised one by one."""

    folded: str
    place: int
    pieces: tuple[_Piece, ...]


def measure_coverage(library: Library, source: str, text: str) -> Coverage:
    """Find the things that a text says, and hold them against the items and marks of its source."""
    saved = text.split("\n")
    lines = _read_lines(saved)
    folded = " ".join(line.folded for line in lines if line.folded)
    record = library.sources.get(source)
    told = [*_find_told(library, source, folded), *_find_imprint(record, lines, folded)]
    covered = _join([*told, *_find_marked(record, folded)], folded)
    told = _join(told, folded)
    things = find_things(saved)
    places = [_locate(lines[thing.line - 1], thing) for thing in things]
    gaps = [thing for thing, place in zip(things, places, strict=True) if not _lies_inside(place, covered)]
    untold = sum(not _lies_inside(place, told) for place in places)
    return Coverage(len(things), untold - len(gaps), tuple(gaps))


def _read_lines(words: list[str]) -> list[_Line]:
    lines, place = [], 0
    for line in words:
        pieces = tuple(_cut(line, place))
        folded = " ".join(piece.folded for piece in pieces if piece.folded)
        lines.append(_Line(folded, place, pieces))
        place += len(folded) + bool(folded)
    return lines


def _cut(line: str, place: int) -> Iterator[_Piece]:
    """Cut a line at white space; one whose pieces fold into each other, as [ … ] does, stays whole."""
    words = [(found.start(), found[0]) for found in re.finditer(r"\S+", line)]
    folded = [fold_typography(word) for _, word in words]
    if " ".join(filter(None, folded)) != fold_typography(line):
        words, folded = [(0, line)], [fold_typography(line)]
    for (first, word), fold in zip(words, folded, strict=True):
        yield _Piece(first, word, fold, place)
        place += len(fold) + bool(fold)


def _locate(line: _Line, thing: Thing) -> Span:
    """Return the place of a thing in the folded text; a cut through what folds into one moves outwards."""
    first, last = thing.column - 1, thing.column - 1 + len(thing.words)
    return _locate_first(_piece_at(line, first), first), _locate_last(_piece_at(line, last - 1), last)


def _piece_at(line: _Line, column: int) -> _Piece:
    return line.pieces[bisect_right(line.pieces, column, key=lambda piece: piece.first) - 1]


def _locate_first(piece: _Piece, column: int) -> int:
    cut = column - piece.first
    while not piece.folded.endswith(rest := fold_typography(piece.words[cut:])):
        cut -= 1
    return piece.place + len(piece.folded) - len(rest)


def _locate_last(piece: _Piece, column: int) -> int:
    cut = column - piece.first
    while not piece.folded.startswith(start := fold_typography(piece.words[:cut])):
        cut += 1
    return piece.place + len(start)


def _find_told(library: Library, source: str, folded: str) -> Iterator[Span]:
    for placed in walk_items(library):
        if placed.source == source:
            found = find_item(placed.item, folded)
            yield from found.spans if isinstance(found, Found) else ()


def _find_imprint(record: Source | None, lines: list[_Line], folded: str) -> Iterator[Span]:
    """Yield where the printed title is a line of its own, and where the authors' names are printed."""
    if record is None:
        return
    title = fold_typography(record.title or "")
    yield from ((line.place, line.place + len(title)) for line in lines if title and line.folded == title)
    for author in record.authors:
        yield from _find_stretch(folded, author, None)


def _find_marked(record: Source | None, folded: str) -> Iterator[Span]:
    for mark in record.not_story if record else ():
        yield from _find_stretch(folded, mark.start, mark.end)


def _find_stretch(folded: str, start: str, end: str | None) -> tuple[Span, ...]:
    found = find_stretches(folded, start, end)
    return found.spans if isinstance(found, Found) else ()


def _join(spans: list[Span], folded: str) -> list[Span]:
    """Sort spans, and make one of those that overlap or have no word between them."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and not any(map(str.isalnum, folded[joined[-1][1] : first])):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _lies_inside(place: Span, spans: list[Span]) -> bool:
    """Say whether a place lies inside one of these spans, which are sorted and apart."""
    index = bisect_right(spans, place[0], key=lambda span: span[0]) - 1
    return index >= 0 and place[1] <= spans[index][1]
