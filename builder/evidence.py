"""The words of an item and the text of its source -> where they stand, or why not; and the receipt of that. No I/O.

A receipt vouches for words without holding the text: each line has the hash of the item's own words together with
the hash of the text and the item's id, so that no line fits any other words, item or text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as day
from functools import lru_cache

from rapidfuzz import fuzz

from builder.model import Figure, Item, Statement
from builder.walk import PlacedItem

VERSION = "1"
_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\.\.\.|…)\s*")
_SPAN = "[0-9]{1,9}-[0-9]{1,9}"
_LINE = re.compile(rf"(?P<item>[a-z]+/[a-z0-9-]+) (?P<spans>{_SPAN}(?:,{_SPAN})*) (?P<hash>[0-9a-f]{{32}})")
_HEADER = re.compile(
    rf"receipt {VERSION} source (?P<source>[a-z0-9-]+) text (?P<hash>[0-9a-f]{{64}}) length (?P<length>[0-9]{{1,9}}) "
    r"verified (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}) by (?P<by>\S.*)"
)

_JOINTS = ("'", "-")

Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """Where words stand in a normalised text: one span for each run of them, in characters."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class NotFound:
    """Why words could not be found, and the nearest words there are."""

    field: str
    words: str
    reason: str
    nearest: str


@dataclass(frozen=True)
class Receipt:
    """What was verified against the text of one source."""

    source: str
    version: str
    text_hash: str
    length: int
    date: str
    by: str
    lines: Mapping[str, tuple[tuple[Span, ...], str]]
    """<section>/<key> -> spans, hash."""


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Fold what typography varies: NFKC, quotation marks, dashes, white space. Case, digits and words stay."""
    marked = _ELLIPSIS.sub(" … ", text).translate(_QUOTES)  # NFKC would take the marks ´ and ″ apart
    folded = unicodedata.normalize("NFKC", marked).translate(_QUOTES)
    return " ".join(folded.replace("...", "…").split())


def hash_text(text: str) -> str:
    """Return the SHA-256 of the normalised text, in hexadecimal."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def find_item(item: Item, text: str) -> Found | NotFound:
    """Find the passage and the quote of an item, each exactly once, in a normalised text."""
    spans: list[Span] = []
    if item.passage is not None:
        passage = find_passage(text, item.passage.start, item.passage.end)
        if isinstance(passage, NotFound):
            return passage
        spans += passage.spans
    if isinstance(item, Statement) and item.quote is not None:
        quote = find_quote(text, item.quote)
        if isinstance(quote, NotFound):
            return quote
        spans += quote.spans
    if isinstance(item, Figure) and spans:
        first, last = spans[0]
        inside = _occurrences(text[first:last], normalise(item.printed))
        if not inside:
            return NotFound("printed", item.printed, "does not stand inside the passage", text[first:last])
    return Found(tuple(spans))


def find_passage(text: str, start: str, end: str | None) -> Found | NotFound:
    """Find the passage from its first words to its last ones; the first words must stand once in the text."""
    first_words = normalise(start)
    starts = _occurrences(text, first_words)
    fault = _fault("passage", "start", first_words, starts, text)
    if fault:
        return fault
    first = starts[0]
    if end is None:
        return Found(((first, first + len(first_words)),))
    last_words = normalise(end)
    after = first + len(first_words)
    ends = _occurrences(text[after:], last_words)
    if not ends:
        return NotFound("passage.end", end, "does not stand after the start", _nearest(last_words, text))
    return Found(((first, after + ends[0] + len(last_words)),))


def find_stretches(text: str, start: str, end: str | None) -> Found | NotFound:
    """Find every stretch from such first words to the nearest such last ones; it may stand several times."""
    first_words = normalise(start)
    starts = _occurrences(text, first_words)
    if not starts:
        return NotFound("start", start, "does not stand in the text", _nearest(first_words, text))
    if end is None:
        return Found(tuple((first, first + len(first_words)) for first in starts))
    last_words = normalise(end)
    ends = _occurrences(text, last_words)
    lasts = {first: bisect_left(ends, first + len(first_words)) for first in starts}
    spans = tuple((first, ends[last] + len(last_words)) for first, last in lasts.items() if last < len(ends))
    return Found(spans) if spans else NotFound("end", end, "does not stand after the start", _nearest(last_words, text))


def find_quote(text: str, quote: str) -> Found | NotFound:
    """Find a quotation: the runs between its ellipses, each once, in their order."""
    whole = normalise(quote)
    runs = [whole] if _occurrences(text, whole) else whole.split(" … ")
    spans: list[Span] = []
    for run in runs:
        places = _occurrences(text, run)
        fault = _fault("quote", "quote", run, places, text)
        if fault:
            return fault
        if spans and places[0] < spans[-1][1]:
            return NotFound("quote", run, "stands before what it follows in the quote", "")
        spans.append((places[0], places[0] + len(run)))
    return Found(tuple(spans))


def _fault(record: str, field: str, words: str, places: list[int], text: str) -> NotFound | None:
    name = field if record == field else f"{record}.{field}"
    if not places:
        return NotFound(name, words, "does not stand in the text", _nearest(words, text))
    if len(places) > 1:
        return NotFound(name, words, f"stands {len(places)} times in the text; take more words", "")
    return None


def _occurrences(text: str, words: str) -> list[int]:
    """Return where the words stand as whole words: not 'military' in 'non-military', not 'can' in 'can't'."""
    places, place = [], text.find(words)
    while words and place >= 0:
        end = place + len(words)
        if not (_is_inside_word(text, place) or _is_inside_word(text, end)):
            places.append(place)
        place = text.find(words, place + 1)
    return places


def _is_inside_word(text: str, place: int) -> bool:
    """Say whether a cut at this place would cut a word in two, or an apostrophe or hyphen off what it joins."""
    before, after = text[max(0, place - 2) : place], text[place : place + 2]
    if before[-1:].isalnum():
        return after[:1].isalnum() or (after[:1] in _JOINTS and after[1:].isalnum())
    return before[-1:] in _JOINTS and before[:1].isalnum() and after[:1].isalnum()


def _nearest(words: str, text: str) -> str:
    """Suggest the stretch of the text that looks most like the words; it never counts as found."""
    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=60)
    return text[found.dest_start : found.dest_end] if found else ""


def words_held_by(item: Item) -> tuple[str, ...]:
    """Return the words of a source that an item holds, normalised: passage, quote, printed number."""
    passage = item.passage
    return tuple(
        normalise(words or "")
        for words in (
            passage.start if passage else None,
            passage.end if passage else None,
            item.quote if isinstance(item, Statement) else None,
            item.printed if isinstance(item, Figure) else None,
        )
    )


def holds_words(text: str, item: Item) -> bool:
    """Say whether all words of an item stand somewhere in a normalised text, be it twice or in another order."""
    runs = (run for words in words_held_by(item) for run in words.split(" … ") if run)
    return all(_occurrences(text, run) for run in runs)


def hash_item(placed: PlacedItem, text_hash: str, spans: tuple[Span, ...]) -> str:
    """Return the hash that a receipt line must have for the item as it is now."""
    parts = (VERSION, text_hash, placed.id, _write_spans(spans), *words_held_by(placed.item))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def make_receipt(source: str, items: Iterable[tuple[PlacedItem, Found]], text: str, date: str, by: str) -> Receipt:
    """Vouch for items that were found in a text."""
    text_hash = hash_text(text)
    lines = {placed.line: (found.spans, hash_item(placed, text_hash, found.spans)) for placed, found in items}
    return Receipt(source, VERSION, text_hash, len(normalise(text)), date, by, lines)


def vouched_for(placed: PlacedItem, receipt: Receipt) -> bool:
    """Say whether a receipt vouches for the words that an item has now."""
    line = receipt.lines.get(placed.line)
    return line is not None and hash_item(placed, receipt.text_hash, line[0]) == line[1]


def write_receipt(receipt: Receipt) -> str:
    """Write a receipt: a header, and a line an item, sorted."""
    header = (
        f"receipt {receipt.version} source {receipt.source} text {receipt.text_hash} length {receipt.length} "
        f"verified {receipt.date} by {receipt.by}\n"
    )
    return header + "".join(
        f"{item} {_write_spans(spans)} {digest}\n" for item, (spans, digest) in sorted(receipt.lines.items())
    )


@lru_cache(maxsize=8192)
def read_receipt(text: str) -> Receipt | int:
    """Read a receipt; return the number of the line, from 1, that is none."""
    first, *rest = text.split("\n")
    header = _HEADER.fullmatch(first)
    if header is None or not _is_day(header["date"]):
        return 1
    lines: dict[str, tuple[tuple[Span, ...], str]] = {}
    for number, line in enumerate(rest[:-1], start=2):
        found = _LINE.fullmatch(line)
        if found is None or found["item"] in lines:
            return number
        spans = tuple((int(a), int(b)) for a, b in (span.split("-") for span in found["spans"].split(",")))
        lines[found["item"]] = (spans, found["hash"])
    if rest[-1:] != [""]:
        return len(rest) + 1  # the last line was cut off
    return Receipt(
        header["source"], VERSION, header["hash"], int(header["length"]), header["date"], header["by"], lines
    )


def _is_day(text: str) -> bool:
    try:
        day.fromisoformat(text)
    except ValueError:
        return False
    return True


def _write_spans(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{first}-{last}" for first, last in spans)
