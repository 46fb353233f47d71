"""Items and claims -> where an article is silent on a claim though one of its items looks as if it bore on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Item
from builder.model.library import Library
from builder.model.walk import PlacedItem, walk_items

Mark = tuple[str, str]
"""What two items may share: a quantity, an event, a question or an utterance, with its id."""
_FIELDS = ("quantity", "event", "question", "utterance")


@dataclass(frozen=True)
class Silence:
    """An article that says nothing on a claim, and its item that shares something with those that do."""

    source: str
    claim: str
    item: str
    shared: str


def find_suspicious_silences(library: Library) -> Iterator[Silence]:
    """Yield the silences that may be mistakes, each once: by what an item shares with most items on the claim.

    Only articles that were read in full can be silent; what an editor has settled is passed over.
    """
    marks: dict[str, set[Mark]] = defaultdict(set)
    speaking: dict[str, set[str]] = defaultdict(set)
    for placed in walk_items(library):
        for claim in () if placed.item.withdrawn else placed.item.claims:
            marks[claim] |= marks_of(placed.item)
            speaking[claim].add(placed.source)
    claims_with: dict[Mark, list[str]] = defaultdict(list)
    for claim, found in marks.items():
        for mark in found:
            claims_with[mark].append(claim)
    told: set[tuple[str, str]] = set()
    for placed in walk_items(library):
        yield from _silences_of(placed, library, claims_with, speaking, told)


def _silences_of(
    placed: PlacedItem,
    library: Library,
    claims_with: dict[Mark, list[str]],
    speaking: dict[str, set[str]],
    told: set[tuple[str, str]],
) -> Iterator[Silence]:
    source = library.sources.get(placed.source)
    if source is None or source.checked is None or placed.item.withdrawn:
        return
    settled = library.articles[placed.source].silent
    for kind, name in sorted(marks_of(placed.item)):
        for claim in claims_with.get((kind, name), ()):
            is_silent = placed.source not in speaking[claim] and claim not in settled
            if is_silent and (placed.source, claim) not in told:
                told.add((placed.source, claim))
                yield Silence(placed.source, claim, placed.line, f"the {kind} {name}")


def marks_of(item: Item) -> set[Mark]:
    """Return what an item may share with others."""
    found = ((field, getattr(item, field, None)) for field in _FIELDS)
    return {(field, name) for field, name in found if name}
