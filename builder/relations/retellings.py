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


_CLAIM = "claim "
_NO_CLAIM = f"{_CLAIM}-"
ALIKE, ALIKE_ACROSS = 45, 60
"""How alike two sentences on one claim must be, of 100, to be one told twice: of one sort of item, or of two."""
ALIKE_ALONE = 80
"""How alike two sentences must be that bear on no claim."""


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


def find_twins(items: Iterable[PlacedItem], derived: Graph) -> dict[str, str]:
    """Return for items of sources that derive from another source the item there that each retells, if one does.

    An item without a twin is an addition of its own article.
    """
    groups: dict[tuple[str, str], list[PlacedItem]] = defaultdict(list)
    placed = [item for item in items if item.item.withdrawn is None]
    for item in placed:
        for key in _keys(item.item):
            groups[item.source, key].append(item)
    words = [item for item in placed if not isinstance(item.item, Figure)]
    twins = {item.id: twin.id for item in words if (twin := _twin(item, groups, derived))}
    return twins | _pair_numbers([item for item in placed if isinstance(item.item, Figure)], groups, derived)


def first_told(item: str, twins: Mapping[str, str]) -> str:
    """Return the item that an item retells in the end, itself if it retells none; of a ring the first name."""
    seen: list[str] = []
    while item not in seen:
        seen.append(item)
        item = twins.get(item, item)
    return min(seen[seen.index(item) :])


def find_retellings(items: Mapping[str, PlacedItem], twins: Mapping[str, str]) -> dict[str, Retelling]:
    """Return what each item made of the item that it retells."""
    return {name: Retelling(twin, tuple(_changes(items[twin].item, items[name].item))) for name, twin in twins.items()}


def _pair_numbers(
    figures: Iterable[PlacedItem], groups: Mapping[tuple[str, str], Sequence[PlacedItem]], derived: Graph
) -> dict[str, str]:
    """Pair each number of a retelling with one of those retold, the closest pairs first; the rest are additions."""
    pairs = [(item, twin) for item in figures for twin in _candidates(item, groups, derived)]
    pairs.sort(key=lambda pair: _nearness(*pair), reverse=True)
    twins: dict[str, str] = {}
    taken: set[tuple[str, str]] = set()
    for item, twin in pairs:
        if item.id not in twins and (item.source, twin.id) not in taken:
            twins[item.id] = twin.id
            taken.add((item.source, twin.id))
    return twins


def _nearness(item: PlacedItem, twin: PlacedItem) -> tuple[int, int, float, str, str]:
    """Say how near two items are: by the claims they bear on alike, two numbers by what they say, then the sentence."""
    shared = len(set(twin.item.bearings) & set(item.item.bearings))
    fields = ("value", "low", "high", "scope", "as_of", "attributed_to") if isinstance(item.item, Figure) else ()
    same = sum(getattr(item.item, name) == getattr(twin.item, name, None) for name in fields)
    return shared, same, fuzz.token_set_ratio(twin.item.text, item.item.text), twin.id, item.id


def _keys(item: Item) -> list[str]:
    """Return what two items must share to be one told twice: the quantity, else utterance, question or claim."""
    if isinstance(item, Figure):
        return [f"quantity {item.quantity}"]
    keys = [f"{_CLAIM}{claim}" for claim in item.claims] or [_NO_CLAIM]
    if isinstance(item, Statement) and item.utterance:
        keys.insert(0, f"utterance {item.utterance}")
    if isinstance(item, NextStep):
        keys.insert(0, f"question {item.question}")
    return keys


def _is_alike(item: Item, twin: Item, key: str) -> bool:
    """Say whether two items may tell the same: to share a claim is not enough, as different things bear on it."""
    if not key.startswith(_CLAIM):
        return True
    if isinstance(item, Statement) and isinstance(twin, Statement) and item.speaker != twin.speaker:
        return False
    least = ALIKE if type(item) is type(twin) else ALIKE_ACROSS
    least = ALIKE_ALONE if key == _NO_CLAIM else least
    return fuzz.token_set_ratio(twin.text, item.text) >= least


def _twin(
    item: PlacedItem, groups: Mapping[tuple[str, str], Sequence[PlacedItem]], derived: Graph
) -> PlacedItem | None:
    """Choose among the items of the retold source the one that bears on the same claims, then the nearest sentence."""
    twins = _candidates(item, groups, derived)
    return max(twins, key=lambda twin: _nearness(item, twin), default=None)


def _candidates(
    item: PlacedItem, groups: Mapping[tuple[str, str], Sequence[PlacedItem]], derived: Graph
) -> Sequence[PlacedItem]:
    """Return the items that an item may retell: of the first source that has any, by the first thing they share."""
    for source in derived.get(item.source, ()):
        for key in _keys(item.item):
            twins = [twin for twin in groups.get((source, key), ()) if _is_alike(item.item, twin.item, key)]
            if twins:
                return twins
    return ()


def _changes(before: Item, after: Item) -> list[Change]:
    pairs: list[_Pair] = [
        *_changes_of_figure(before, after),
        *_changes_of_words(before, after),
        ("date", before.as_of, after.as_of),
        ("attribution", before.voice, after.voice),
        ("relays", ", ".join(before.via) or None, ", ".join(after.via) or None),
    ]
    pairs += [("stance", before.stance_on(claim), stance) for stance, claim in after.bearings if claim in before.claims]
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
