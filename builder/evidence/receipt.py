"""What was verified against the text of a source <-> sources/<source>.receipt: a header, and a line an item. No I/O.

A receipt vouches for words without holding the text: each line has the hash of the item's own words together with
the hash of the text and the item's id, so that no line fits any other words, item or text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as day
from functools import lru_cache

from builder.evidence.text import Found, Span, fold_typography, hash_text, words_held_by
from builder.model.walk import PlacedItem

VERSION = "1"
_SPAN = "[0-9]{1,9}-[0-9]{1,9}"
_LINE = re.compile(rf"(?P<item>[a-z]+/[a-z0-9-]+) (?P<spans>{_SPAN}(?:,{_SPAN})*) (?P<hash>[0-9a-f]{{32}})")
_HEADER = re.compile(
    rf"receipt {VERSION} source (?P<source>[a-z0-9-]+) text (?P<hash>[0-9a-f]{{64}}) length (?P<length>[0-9]{{1,9}}) "
    r"verified (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}) by (?P<by>\S.*)"
)


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


def hash_item(placed: PlacedItem, text_hash: str, spans: tuple[Span, ...]) -> str:
    """Return the hash that a receipt line must have for the item as it is now."""
    parts = (VERSION, text_hash, placed.id, _write_spans(spans), *words_held_by(placed.item))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def make_receipt(source: str, items: Iterable[tuple[PlacedItem, Found]], text: str, date: str, by: str) -> Receipt:
    """Vouch for items that were found in a text."""
    text_hash = hash_text(text)
    lines = {placed.line: (found.spans, hash_item(placed, text_hash, found.spans)) for placed, found in items}
    return Receipt(source, VERSION, text_hash, len(fold_typography(text)), date, by, lines)


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
