"""An item and the item that its source took it from -> what changed on the way, as far as the fields tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from builder.model import Figure, Item, NextStep, Statement
from builder.model.walk import PlacedItem
from builder.relations.graphs import Graph
from builder.relations.ranges import range_of

Changed = Literal[
    "number", "qualifier", "date", "day said", "channel", "scope", "attribution", "form", "relays", "stance"
]
"""What can differ between an item and the item that it retells."""
_Pair = tuple[Changed, str | None, str | None]


@dataclass(frozen=True)
class Change:
    """One thing that a retelling changes in the text that it retells; None is nothing said."""

    what: Changed
    """Which part of the item differs."""
    before: str | None
    """What the text retold says; null where it says nothing of the kind."""
    after: str | None
    """What the retelling says; null where it says nothing of the kind."""


@dataclass(frozen=True)
class Retelling:
    """The item that was retold, and what the retelling changes; nothing where all is the same."""

    of: str
    """The item of the source that was retold."""
    changes: tuple[Change, ...]
    """What differs; empty where nothing does."""


def find_retellings(items: Iterable[PlacedItem], derived: Graph) -> dict[str, Retelling]:
    """Return for each item of a source that derives from another source what it made of that source's own item."""
    groups: dict[tuple[str, str], list[PlacedItem]] = defaultdict(list)
    placed = [item for item in items if item.item.withdrawn is None]
    for item in placed:
        for key in _keys(item.item):
            groups[item.source, key].append(item)
    pairs = [(item, twin) for item in placed if (twin := _twin(item, groups, derived))]
    return {
        item.id: Retelling(twin.id, tuple(_changes(twin.item, item.item)))
        for item, twin in _without_second_numbers(pairs)
    }


def _without_second_numbers(pairs: Iterable[tuple[PlacedItem, PlacedItem]]) -> list[tuple[PlacedItem, PlacedItem]]:
    """Where several numbers of a source could retell the same one, keep the closest: the others are its own."""
    kept: dict[tuple[str, str], tuple[PlacedItem, PlacedItem]] = {}
    for item, twin in pairs:
        key = (item.source, twin.id) if isinstance(item.item, Figure) else (item.id, twin.id)
        if key not in kept or _likeness(item, twin) > _likeness(*kept[key]):
            kept[key] = (item, twin)
    return list(kept.values())


def _likeness(item: PlacedItem, twin: PlacedItem) -> tuple[int, float, str]:
    fields = ("value", "low", "high", "scope", "as_of", "attributed_to")
    same = sum(getattr(item.item, name, None) == getattr(twin.item, name, None) for name in fields)
    return (same, fuzz.token_set_ratio(twin.item.text, item.item.text), item.id)


def _keys(item: Item) -> list[str]:
    """Return what two items must share to be one told twice: the quantity, else utterance, question or claim."""
    if isinstance(item, Figure):
        return [f"quantity {item.quantity}"]
    keys = [f"claim {item.claim}"] if item.claim else []
    if isinstance(item, Statement) and item.utterance:
        keys.insert(0, f"utterance {item.utterance}")
    if isinstance(item, NextStep):
        keys.insert(0, f"question {item.question}")
    return [f"{type(item).__name__} {key}" for key in keys]


def _twin(
    item: PlacedItem, groups: Mapping[tuple[str, str], Sequence[PlacedItem]], derived: Graph
) -> PlacedItem | None:
    """Choose among the items of the retold source the one whose sentence is nearest; the id decides between equals."""
    for source in derived.get(item.source, ()):
        for key in _keys(item.item):
            twins = groups.get((source, key), ())
            if twins:
                return max(twins, key=lambda twin: (fuzz.token_set_ratio(twin.item.text, item.item.text), twin.id))
    return None


def _changes(before: Item, after: Item) -> list[Change]:
    pairs: list[_Pair] = [
        *_changes_of_figure(before, after),
        *_changes_of_words(before, after),
        ("date", before.as_of, after.as_of),
        ("attribution", before.voice, after.voice),
        ("relays", ", ".join(before.via) or None, ", ".join(after.via) or None),
    ]
    if before.claim == after.claim:
        pairs.append(("stance", before.stance, after.stance))
    return [Change(what, old, new) for what, old, new in pairs if old != new]


def _changes_of_figure(before: Item, after: Item) -> list[_Pair]:
    if not (isinstance(before, Figure) and isinstance(after, Figure)):
        return []
    numbers = [(figure.value, figure.low, figure.high) for figure in (before, after)]
    pairs: list[_Pair] = [("scope", before.scope, after.scope)]
    if numbers[0] != numbers[1]:
        pairs.append(("number", before.printed, after.printed))
    elif range_of(before) != range_of(after):
        pairs.append(("qualifier", before.printed, after.printed))
    return pairs


def _changes_of_words(before: Item, after: Item) -> list[_Pair]:
    if not (isinstance(before, Statement) and isinstance(after, Statement)):
        return []
    pairs: list[_Pair] = [
        ("form", before.form, after.form),
        ("day said", before.date, after.date),
    ]
    if before.channel is None or after.channel is None:  # two channels are two wordings of ours
        pairs.append(("channel", before.channel, after.channel))
    return pairs
