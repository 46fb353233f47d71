"""Items of a source and its text -> how much of the text the repository shows in all. No I/O.

Each word counts once, however many items show it. The quotations of people are left out: they are the news itself,
and have a limit of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.evidence.deciding import shown_of
from builder.evidence.text import Found, Span, find_occurrences, fold_typography
from builder.model import Item

MOST = 40
"""Per cent: with less, a short text could not show what its sentences turn on; with half, one could read it here."""
LONG = 250
"""A text of fewer words is a notice, and a few passages are most of it."""


@dataclass(frozen=True)
class Shown:
    """How many words of a text are shown, of how many."""

    words: int
    of: int

    @property
    def percent(self) -> float:
        """Return the share of the text that is shown, in per cent."""
        return 100 * self.words / self.of if self.of else 0.0

    @property
    def is_too_much(self) -> bool:
        """Say whether more of the text is shown than the bound allows."""
        return self.of >= LONG and self.percent > MOST


def measure_shown(items: Iterable[tuple[Item, Found]], text: str) -> Shown:
    """Count the words of a folded text that passages show outside the quotations of people."""
    shown, quoted = bytearray(len(text)), bytearray(len(text))
    for item, found in items:
        passages, quotes = found.spans[: item.passage is not None], found.spans[item.passage is not None :]
        for passage in passages:
            _mark(shown, find_shown(item, passage, text))
        _mark(quoted, quotes)
    words = [found.span() for found in re.finditer(r"\S+", text)]
    count = sum(any(shown[first:last]) and not any(quoted[first:last]) for first, last in words)
    return Shown(count, len(words))


def _mark(text: bytearray, spans: Iterable[Span]) -> None:
    for first, last in spans:
        text[first:last] = b"\1" * len(text[first:last])


def find_shown(item: Item, passage: Span, text: str) -> Iterator[Span]:
    """Yield where the words of a passage are that readers are shown."""
    first, last = passage
    for words in shown_of(item):
        folded = fold_typography(words)
        for place in find_occurrences(text[first:last], folded)[:1]:
            yield first + place, first + place + len(folded)
