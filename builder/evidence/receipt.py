"""What was verified against the text of a source <-> sources/<source>.receipt: a header, and a line an item. No I/O.

A receipt vouches for words without holding the text: each line has the hash of the item's own words together with
the hash of the text and the item's id, so that no line fits any other words, item or text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as day
from functools import lru_cache

from builder.evidence.deciding import common_names, signs_left_out
from builder.evidence.shown import Shown, measure_shown
from builder.evidence.text import Found, Span, fold_typography, hash_text, words_held_by
from builder.model.walk import PlacedItem

VERSION = "2"
"""Version 1 had no counts, signs and reviews; its lines are still read."""
_SPAN = "[0-9]{1,9}-[0-9]{1,9}"
_LINE = re.compile(
    rf"(?P<item>[a-z]+/[a-z0-9-]+) (?P<spans>{_SPAN}(?:,{_SPAN})*) (?P<hash>[0-9a-f]{{32}})"
    r"(?: dots (?P<dots>[0-9a-z]{1,8}(?:,[0-9a-z]{1,8})*))?(?: review (?P<review>[0-9a-f]{16}))?"
)
_HEADER = re.compile(
    r"receipt (?P<version>[12]) source (?P<source>[a-z0-9-]+) "
    r"text (?P<hash>[0-9a-f]{64}) length (?P<length>[0-9]{1,9}) "
    r"(?:words (?P<words>[0-9]{1,9}) shown (?P<shown>[0-9]{1,9}) )?"
    r"verified (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}) by (?P<by>\S.*)"
)


@dataclass(frozen=True)
class Line:
    """What a receipt says of one item."""

    spans: tuple[Span, ...]
    hash: str
    dots: frozenset[str] = frozenset()
    """Signs of the negations, hedges, numbers and names that the passage leaves out: see deciding.py."""
    review: str | None = None
    """The hashes of who reviewed the item when, and of the item as it was then, if somebody did."""


@dataclass(frozen=True)
class Receipt:
    """What was verified against the text of one source."""

    source: str
    version: str
    text_hash: str
    length: int
    date: str
    by: str
    lines: Mapping[str, Line]
    """By <section>/<key>."""
    shown: Shown | None = None
    """How much of the text is shown; None in a receipt from before that was counted."""


def hash_item(placed: PlacedItem, text_hash: str, spans: tuple[Span, ...], version: str = VERSION) -> str:
    """Return the hash that a receipt line must have for the item as it is now."""
    parts = (version, text_hash, placed.id, _write_spans(spans), *words_held_by(placed.item))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def hash_review(placed: PlacedItem) -> str | None:
    """Return the hash of the review of an item: eight digits for who and when, eight for the item as it is now.

    Every field of the item counts: a reviewer saw them all. None where nobody reviewed it.
    """
    reviewed = placed.item.reviewed
    if reviewed is None:
        return None
    seen = placed.item.model_dump(mode="json", exclude={"reviewed"}, exclude_defaults=True)
    item = json.dumps([placed.id, seen], sort_keys=True)
    return _shorten(f"{placed.id}\x1f{reviewed.by}\x1f{reviewed.date}") + _shorten(item)


def _shorten(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def review_holds(placed: PlacedItem, line: Line) -> bool:
    """Say whether an item is as its reviewer saw it; so it is where this review is newer than the receipt."""
    now = hash_review(placed)
    is_known = now is not None and line.review is not None and line.review[:8] == now[:8]
    return not is_known or line.review == now


def make_receipt(source: str, items: Iterable[tuple[PlacedItem, Found]], text: str, date: str, by: str) -> Receipt:
    """Vouch for items that were found in a text."""
    pairs = list(items)
    text_hash, folded = hash_text(text), fold_typography(text)
    common = common_names(folded)
    lines = {
        placed.line: Line(
            found.spans,
            hash_item(placed, text_hash, found.spans),
            sign_dots(placed, found, folded, common),
            hash_review(placed),
        )
        for placed, found in pairs
    }
    shown = measure_shown([(placed.item, found) for placed, found in pairs], folded)
    return Receipt(source, VERSION, text_hash, len(folded), date, by, lines, shown)


def sign_dots(placed: PlacedItem, found: Found, text: str, common: frozenset[str]) -> frozenset[str]:
    """Return the signs of what the passage of an item leaves out of a folded text."""
    if placed.item.passage is None:
        return frozenset()
    return signs_left_out(placed.item, text[slice(*found.spans[0])], common)


def vouched_for(placed: PlacedItem, receipt: Receipt) -> bool:
    """Say whether a receipt vouches for the words that an item has now."""
    line = receipt.lines.get(placed.line)
    return line is not None and hash_item(placed, receipt.text_hash, line.spans, receipt.version) == line.hash


def write_receipt(receipt: Receipt) -> str:
    """Write a receipt: a header, and a line an item, sorted."""
    shown = f"words {receipt.shown.of} shown {receipt.shown.words} " if receipt.shown else ""
    header = (
        f"receipt {receipt.version} source {receipt.source} text {receipt.text_hash} length {receipt.length} {shown}"
        f"verified {receipt.date} by {receipt.by}\n"
    )
    return header + "".join(_write_line(item, line) for item, line in sorted(receipt.lines.items()))


def _write_line(item: str, line: Line) -> str:
    dots = f" dots {','.join(sorted(line.dots))}" if line.dots else ""
    review = f" review {line.review}" if line.review else ""
    return f"{item} {_write_spans(line.spans)} {line.hash}{dots}{review}\n"


@lru_cache(maxsize=8192)
def read_receipt(text: str) -> Receipt | int:
    """Read a receipt; return the number of the first line, from 1, that does not have the form of one."""
    first, *rest = text.split("\n")
    header = _HEADER.fullmatch(first)
    if header is None or not _is_day(header["date"]):
        return 1
    lines: dict[str, Line] = {}
    for number, row in enumerate(rest[:-1], start=2):
        found = _LINE.fullmatch(row)
        if found is None or found["item"] in lines:
            return number
        lines[found["item"]] = _read_line(found)
    if rest[-1:] != [""]:
        return len(rest) + 1  # the last line was cut off
    version, length = header["version"], int(header["length"])
    shown = Shown(int(header["shown"]), int(header["words"])) if header["shown"] else None
    return Receipt(header["source"], version, header["hash"], length, header["date"], header["by"], lines, shown)


def _read_line(found: re.Match[str]) -> Line:
    spans = tuple((int(a), int(b)) for a, b in (span.split("-") for span in found["spans"].split(",")))
    dots = frozenset(found["dots"].split(",")) if found["dots"] else frozenset()
    return Line(spans, found["hash"], dots, found["review"])


def _is_day(text: str) -> bool:
    try:
        day.fromisoformat(text)
    except ValueError:
        return False
    return True


def _write_spans(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{first}-{last}" for first, last in spans)
