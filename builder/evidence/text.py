"""The words of an item and the text of its source -> where they are, or why they are not found. No I/O."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from builder.model import Figure, Item, Passage, Statement

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\.\.\.|…)\s*")
_JOINTS = ("'", "-")

Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """Where words are in a folded text: one span for each run of them, in characters."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class NotFound:
    """Why words could not be found, and the nearest words there are."""

    field: str
    words: str
    reason: str
    nearest: str


@lru_cache(maxsize=65536)
def fold_typography(text: str) -> str:
    """Fold what printing varies but words do not: NFKC, quotation marks, dashes, white space; case and digits stay."""
    marked = _ELLIPSIS.sub(" … ", text).translate(_QUOTES)  # NFKC would take the marks ´ and ″ apart
    folded = unicodedata.normalize("NFKC", marked).translate(_QUOTES)
    return " ".join(folded.replace("...", "…").split())


def hash_text(text: str) -> str:
    """Return the SHA-256 of the folded text, in hexadecimal."""
    return hashlib.sha256(fold_typography(text).encode()).hexdigest()


def find_item(item: Item, text: str) -> Found | NotFound:
    """Find the passage and the quote of an item, each exactly once, in a folded text."""
    spans: list[Span] = []
    if item.passage is not None:
        passage = find_passage(text, item.passage.start, item.passage.end)
        if isinstance(passage, NotFound):
            return passage
        spans += passage.spans
        fault = _fault_of_words(item.passage, text[slice(*spans[0])])
        if fault:
            return fault
    if isinstance(item, Statement) and item.quote is not None:
        quote = find_quote(text, item.quote)
        if isinstance(quote, NotFound):
            return quote
        spans += quote.spans
    if isinstance(item, Figure) and spans:
        first, last = spans[0]
        inside = find_occurrences(text[first:last], fold_typography(item.printed))
        if not inside:
            return NotFound("printed", item.printed, "is not inside the passage", text[first:last])
    return Found(tuple(spans))


def _fault_of_words(passage: Passage, whole: str) -> NotFound | None:
    """Say where the deciding words are not between the first and the last words of a passage."""
    if passage.words is None or find_occurrences(whole, fold_typography(passage.words)):
        return None
    return NotFound("passage.words", passage.words, "is not inside the passage", _nearest(passage.words, whole))


def find_passage(text: str, start: str, end: str | None) -> Found | NotFound:
    """Find the passage from its first words to its last ones; the first words must occur once in the text."""
    first_words = fold_typography(start)
    starts = find_occurrences(text, first_words)
    fault = _fault("passage", "start", first_words, starts, text)
    if fault:
        return fault
    first = starts[0]
    if end is None:
        return Found(((first, first + len(first_words)),))
    last_words = fold_typography(end)
    after = first + len(first_words)
    ends = find_occurrences(text[after:], last_words)
    if not ends:
        return NotFound("passage.end", end, "does not come after the start", _nearest(last_words, text))
    return Found(((first, after + ends[0] + len(last_words)),))


def find_stretches(text: str, start: str, end: str | None) -> Found | NotFound:
    """Find every stretch from such first words to the nearest such last ones; it may occur several times."""
    first_words = fold_typography(start)
    starts = find_occurrences(text, first_words)
    if not starts:
        return NotFound("start", start, "is not in the text", _nearest(first_words, text))
    if end is None:
        return Found(tuple((first, first + len(first_words)) for first in starts))
    last_words = fold_typography(end)
    ends = find_occurrences(text, last_words)
    lasts = {first: bisect_left(ends, first + len(first_words)) for first in starts}
    spans = tuple((first, ends[last] + len(last_words)) for first, last in lasts.items() if last < len(ends))
    return Found(spans) if spans else NotFound("end", end, "does not come after the start", _nearest(last_words, text))


def find_quote(text: str, quote: str) -> Found | NotFound:
    """Find a quotation: the runs between its ellipses, each once, in their order."""
    whole = fold_typography(quote)
    runs = [whole] if find_occurrences(text, whole) else whole.split(" … ")
    spans: list[Span] = []
    for run in runs:
        places = find_occurrences(text, run)
        fault = _fault("quote", "quote", run, places, text)
        if fault:
            return fault
        if spans and places[0] < spans[-1][1]:
            return NotFound("quote", run, "comes before what it follows in the quote", "")
        spans.append((places[0], places[0] + len(run)))
    return Found(tuple(spans))


def _fault(record: str, field: str, words: str, places: list[int], text: str) -> NotFound | None:
    name = field if record == field else f"{record}.{field}"
    if not places:
        return NotFound(name, words, "is not in the text", _nearest(words, text))
    if len(places) > 1:
        return NotFound(name, words, f"occurs {len(places)} times in the text; take more words", "")
    return None


def find_occurrences(text: str, words: str) -> list[int]:
    """Return where the words occur as whole words: not 'military' in 'non-military', not 'can' in 'can't'."""
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
    """Return the words of a source that an item holds, folded: passage, quote, printed number."""
    passage = item.passage
    held = (
        passage.start if passage else None,
        passage.end if passage else None,
        item.quote if isinstance(item, Statement) else None,
        item.printed if isinstance(item, Figure) else None,
    )
    deciding = (passage.words,) if passage and passage.words else ()
    return tuple(fold_typography(words or "") for words in (*held, *deciding))


def holds_words(text: str, item: Item) -> bool:
    """Say whether all words of an item are somewhere in a folded text, even twice or in another order."""
    runs = (run for words in words_held_by(item) for run in words.split(" … ") if run)
    return all(find_occurrences(text, run) for run in runs)
