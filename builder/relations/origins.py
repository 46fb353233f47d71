"""Items -> where their information enters: the relay chain of each, and how many independent origins a group has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.model.library import Library
from builder.model.walk import PlacedItem
from builder.relations.graphs import Graph, derivations, reach


@dataclass(frozen=True)
class Origins:
    """The origin of every item, and the means to count those of a group."""

    library: Library
    derived: Graph
    by_side: Mapping[tuple[str, str], Sequence[PlacedItem]]
    """(claim, stance) -> items"""

    def chain(self, placed: PlacedItem) -> tuple[str, ...]:
        """Return the ids from the source to where the information enters, as far as anything is known."""
        item = placed.item
        named = (*item.via, item.voice) if item.voice else tuple(item.via)
        if named:
            return (placed.source, *named)
        return (placed.source, *self._derivation(placed, {placed.source}))

    def is_inferred(self, placed: PlacedItem) -> bool:
        """Say whether the chain rests on derived_from, as the item itself names nobody."""
        return not _names_somebody(placed) and len(self.chain(placed)) > 1

    def origin(self, placed: PlacedItem) -> str:
        """Return the far end of the item's chain; a person counts as the office that he or she speaks for."""
        return self._office(self.chain(placed)[-1])

    def count(self, group: Iterable[PlacedItem]) -> tuple[str, ...]:
        """Return the independent origins of a group of items, sorted.

        A source that derives from another one in the group adds nothing; an origin that another chain passes
        through is a relay there; a body is not independent of its own parts.
        """
        items = list(group)
        present = {placed.source for placed in items}
        chains = [
            tuple(map(self._office, self.chain(placed)))
            for placed in items
            if not present & (reach(placed.source, self.derived) - {placed.source})
        ]
        return self._without_bodies(_far_ends(chains))

    def _derivation(self, placed: PlacedItem, seen: set[str]) -> tuple[str, ...]:
        """Follow derived_from: to an organisation, or to a source that says the same on the same claim."""
        for other in self.derived.get(placed.source, ()):
            if other in self.library.organisations:
                return (other,)
            twin = self._twin(placed, other)
            if twin and other not in seen:
                return self.chain(twin) if _names_somebody(twin) else (other, *self._derivation(twin, seen | {other}))
        return ()

    def _twin(self, placed: PlacedItem, source: str) -> PlacedItem | None:
        twins = self.by_side.get((placed.item.claim or "", placed.item.stance), ())
        return next((twin for twin in twins if twin.source == source), None)

    def side(self, name: str) -> str:
        """Return the body at the top of the one that a person or an organisation speaks for."""
        office = self._office(name)
        above = [body for body in self._bodies_of(office) if not self.library.organisations[body].part_of]
        return above[0] if above else office

    def _office(self, name: str) -> str:
        person = self.library.people.get(name)
        return person.affiliation if person and person.affiliation else name

    def _without_bodies(self, ends: set[str]) -> tuple[str, ...]:
        """Drop an organisation of which a part is an end already: 'the government' may be that very part."""
        bodies = {body for end in ends for body in self._bodies_of(end)}
        return tuple(sorted(ends - bodies))

    def _bodies_of(self, name: str) -> set[str]:
        bodies: set[str] = set()
        while (organisation := self.library.organisations.get(name)) and organisation.part_of:
            name = organisation.part_of
            if name in bodies:
                break
            bodies.add(name)
        return bodies


def find_origins(library: Library, items: Iterable[PlacedItem]) -> Origins:
    """Prepare the origins of all items of a library."""
    by_side: dict[tuple[str, str], list[PlacedItem]] = defaultdict(list)
    for placed in items:
        if placed.item.claim:
            by_side[placed.item.claim, placed.item.stance].append(placed)
    return Origins(library, derivations(library.sources), by_side)


def _names_somebody(placed: PlacedItem) -> bool:
    return bool(placed.item.via or placed.item.voice)


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
