"""Items -> where their information comes from, and how many independent witnesses a group of items has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal, get_args

from rapidfuzz import fuzz

from builder.model.library import Library
from builder.model.walk import PlacedItem
from builder.relations.graphs import Graph, derivations, reach

OriginKind = Literal["named", "own", "unknown"]
ORIGIN_KINDS: tuple[OriginKind, ...] = get_args(OriginKind)
"""Somebody is named; the article found it out itself; nobody is named. Unknown is never an origin or a witness."""


@dataclass(frozen=True)
class Origin:
    """Where the information of one item comes from, as far as anything is known."""

    chain: tuple[str, ...]
    """Ids from the source to the far end, nearest first; only the source where nobody is named."""
    kind: OriginKind
    end: str | None
    """The office, organisation or source at the far end; None for unknown."""
    is_inferred: bool = False
    """Whether the chain is our conclusion, not the source's own word."""
    is_addition: bool = False
    """Whether a derived article says it and the text that it retells does not."""


@dataclass(frozen=True)
class Witnesses:
    """Who stands behind a group of items."""

    ends: tuple[str, ...]
    """The known far ends, sorted; an end that another chain passes through is a relay there and left out."""
    bodies: tuple[str, ...]
    """The bodies at the top of the ends: two offices of one government are one."""
    unknown: tuple[str, ...]
    """Sources with an item for which nobody is named, but copies of such items."""
    are_independent: bool
    """Whether two bodies speak in two articles neither of which derives from the other."""


@dataclass(frozen=True)
class Origins:
    """The origin of every item, and the means to count those of a group."""

    library: Library
    derived: Graph
    by_item: Mapping[str, Origin]
    twins: Mapping[str, str]
    """Item of a derived article -> the item of the retold text that it retells."""

    def of(self, placed: PlacedItem) -> Origin:
        """Return the origin of an item."""
        return self.by_item[placed.id]

    def count(self, group: Iterable[PlacedItem]) -> Witnesses:
        """Return who stands behind a group of items; a copy of an item in the group adds nothing."""
        first_hand = without_copies(list(group), self.twins)
        known = [placed for placed in first_hand if self.of(placed).kind != "unknown"]
        unknown = dict.fromkeys(placed.source for placed in first_hand if self.of(placed).kind == "unknown")
        chains = {placed.id: self._offices(placed) for placed in known}
        far_ends = _far_ends(list(chains.values()))
        speaking = [placed for placed in known if chains[placed.id][-1] in far_ends]
        ends = self._without_bodies(far_ends)
        return Witnesses(
            ends=ends,
            bodies=tuple(sorted({self.body_of(end) for end in ends})),
            unknown=tuple(unknown),
            are_independent=self._are_independent(speaking),
        )

    def known_ends(self, group: Iterable[PlacedItem]) -> tuple[str, ...]:
        """Return who first said anything in a group of items that are about different things, each office once.

        A relay of one thing may be the first to say another, so relays count here.
        """
        first_hand = without_copies(list(group), self.twins)
        return self._without_bodies({end for placed in first_hand if (end := self.of(placed).end)})

    def _offices(self, placed: PlacedItem) -> tuple[str, ...]:
        return tuple(self.office_of(name) for name in self.of(placed).chain)

    def _are_independent(self, speaking: Iterable[PlacedItem]) -> bool:
        articles: dict[str, dict[str, None]] = defaultdict(dict)
        for placed in speaking:
            articles[self.body_of(self.of(placed).end or "")][placed.source] = None
        return any(
            self._are_apart(one, other)
            for first, second in combinations(articles.values(), 2)
            for one in first
            for other in second
        )

    def _are_apart(self, one: str, other: str) -> bool:
        """Say whether two articles share no text that either derives from."""
        return self._family(one).isdisjoint(self._family(other))

    def _family(self, source: str) -> frozenset[str]:
        return frozenset({source, *reach(source, self.derived)} & self.library.sources.keys())

    def body_of(self, name: str) -> str:
        """Return the body at the top of what a person, an organisation or a source speaks for."""
        office = self.office_of(name)
        above = [body for body in _bodies_of(office, self.library) if not self.library.organisations[body].part_of]
        return above[0] if above else office

    def office_of(self, name: str) -> str:
        """Return the organisation that a person speaks for, or the outlet of a source; else the name itself."""
        return office_of(name, self.library)

    def _without_bodies(self, ends: Iterable[str]) -> tuple[str, ...]:
        """Drop an organisation of which a part is an end already: 'the government' may be that very part."""
        kept = set(ends)
        bodies = {body for end in kept for body in _bodies_of(end, self.library)}
        return tuple(sorted(kept - bodies))


def find_origins(library: Library, items: Iterable[PlacedItem], twins: Mapping[str, str]) -> Origins:
    """Find the origin of each item; twins are the items of retold texts by the items that retell them."""
    placed = {item.id: item for item in items}
    finder = _Finder(library, derivations(library.sources), placed, twins, _by_source(placed.values()))
    found: dict[str, Origin] = {}
    for item in placed.values():
        finder.find(item, found)
    return Origins(library, finder.derived, found, twins)


@dataclass(frozen=True)
class _Finder:
    library: Library
    derived: Graph
    placed: Mapping[str, PlacedItem]
    twins: Mapping[str, str]
    by_source: Mapping[tuple[str, str], Sequence[PlacedItem]]
    """(source, claim) -> items"""

    def find(self, item: PlacedItem, found: dict[str, Origin], seen: frozenset[str] = frozenset()) -> Origin:
        """Find the origin of an item, and note it; a ring of conclusions ends in unknown."""
        if item.id not in found:
            if item.id in seen:
                return Origin((item.source,), "unknown", None)
            found[item.id] = self._find(item, found, seen | {item.id})
        return found[item.id]

    def _find(self, placed: PlacedItem, found: dict[str, Origin], seen: frozenset[str]) -> Origin:
        item = placed.item
        stated = (*item.via, item.voice) if item.voice else tuple(item.via)
        if item.own == "yes" and not stated:
            return Origin((placed.source,), "own", office_of(placed.source, self.library))
        if item.likely_via and not self._is_stated(stated, item.likely_via.chain[-1]):
            return self._concluded(placed, tuple(item.likely_via.chain), found, seen)
        if stated:
            return self._named(placed.source, stated)
        return self._derived(placed, found, seen)

    def _is_stated(self, stated: tuple[str, ...], end: str) -> bool:
        """Say whether the source itself names the end that editors conclude: then they only add who passed it on."""
        return bool(stated) and office_of(stated[-1], self.library) == office_of(end, self.library)

    def _named(self, source: str, named: tuple[str, ...], is_inferred: bool = False) -> Origin:
        end = office_of(named[-1], self.library)
        is_own = end == office_of(source, self.library)
        return Origin((source, *named), "own" if is_own else "named", end, is_inferred)

    def _concluded(
        self, placed: PlacedItem, chain: tuple[str, ...], found: dict[str, Origin], seen: frozenset[str]
    ) -> Origin:
        """Follow what editors conclude; a chain that ends in one of our sources goes on with what that source says."""
        if chain[-1] not in self.library.sources:
            return self._named(placed.source, chain, is_inferred=True)
        twin = self._like_in(placed, chain[-1])
        if twin is None:
            return Origin((placed.source, *chain), "unknown", None, is_inferred=True)
        onward = self.find(twin, found, seen)
        return Origin((placed.source, *chain, *onward.chain[1:]), onward.kind, onward.end, is_inferred=True)

    def _like_in(self, placed: PlacedItem, source: str) -> PlacedItem | None:
        """Return the item of a source that bears on a claim alike, of several the one with the nearest sentence."""
        found = [
            other
            for claim in placed.item.claims
            for other in self.by_source.get((source, claim), ())
            if other.item.stance_on(claim) == placed.item.stance_on(claim)
        ]
        return max(found, key=lambda other: (_likeness(placed, other), other.id), default=None)

    def _derived(self, placed: PlacedItem, found: dict[str, Origin], seen: frozenset[str]) -> Origin:
        """Follow derived_from: to an organisation, or to the item of another source that this one retells."""
        for derivation in self.library.sources[placed.source].derived_from:
            is_inferred = derivation.basis == "inferred"
            if derivation.organisation:  # a text that we have not read: who is behind this sentence of it is unknown
                return Origin((placed.source, derivation.organisation), "unknown", None, is_inferred)
            twin = self.placed.get(self.twins.get(placed.id, ""))
            if twin and twin.source == derivation.source:
                onward = self.find(twin, found, seen)
                return Origin(
                    (placed.source, *onward.chain), onward.kind, onward.end, is_inferred or onward.is_inferred
                )
        is_addition = any(derivation.source for derivation in self.library.sources[placed.source].derived_from)
        return Origin((placed.source,), "unknown", None, is_addition=is_addition)


def _likeness(one: PlacedItem, other: PlacedItem) -> float:
    return fuzz.token_set_ratio(one.item.text, other.item.text)


def _by_source(items: Iterable[PlacedItem]) -> dict[tuple[str, str], list[PlacedItem]]:
    groups: dict[tuple[str, str], list[PlacedItem]] = defaultdict(list)
    for placed in items:
        for claim in placed.item.claims:
            groups[placed.source, claim].append(placed)
    return groups


def without_copies(items: Sequence[PlacedItem], twins: Mapping[str, str]) -> list[PlacedItem]:
    """Leave out items that retell another one of the group, however long the way round."""
    present = {placed.id for placed in items}
    return [placed for placed in items if present.isdisjoint(_retold_by(placed.id, twins))]


def _retold_by(item: str, twins: Mapping[str, str]) -> list[str]:
    retold: list[str] = []
    while (item := twins.get(item, "")) and item not in retold:
        retold.append(item)
    return retold


def office_of(name: str, library: Library) -> str:
    """Return the organisation that a person speaks for, or the outlet of a source; else the name itself."""
    if name in library.people:
        return library.people[name].affiliation or name
    if name in library.sources:
        return library.sources[name].outlet or name
    return name


def _bodies_of(name: str, library: Library) -> list[str]:
    """Return the organisations that an organisation is part of, the nearest first."""
    bodies: list[str] = []
    while (organisation := library.organisations.get(name)) and organisation.part_of:
        name = organisation.part_of
        if name in bodies:
            break
        bodies.append(name)
    return bodies


def _far_ends(chains: Sequence[tuple[str, ...]]) -> set[str]:
    """Return the ends from which no chain leads on; a ring of relays counts once, by its first name."""
    steps: dict[str, set[str]] = defaultdict(set)
    for chain in chains:
        for here, there in pairwise(chain):
            if here != there:
                steps[here].add(there)
    ends = set()
    for end in {chain[-1] for chain in chains}:
        onward = reach(end, steps)
        if all(end in reach(name, steps) for name in onward):
            ends.add(min(onward | {end}))
    return ends
