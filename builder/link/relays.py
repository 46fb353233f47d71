"""Site -> who relays whom: the steps of all chains as one graph, and how much rests on each origin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Literal

from builder.link.site import LinkedItem, Site
from builder.model import Derivation, Source
from builder.relations.graphs import derivations

Role = Literal["article", "relay", "end"]
ROLES: tuple[Role, ...] = ("article", "relay", "end")
"""An article of ours; somebody who passes on what another said; the end of a chain, behind which nobody is named."""


@dataclass(frozen=True)
class Node:
    """Somebody who tells, or who was the source for somebody."""

    id: str
    role: Role
    depth: int
    """The farthest place from an article in any chain; an article that is never retold has 0."""
    items: int
    """Items whose chain passes here."""


@dataclass(frozen=True)
class Edge:
    """One step: who tells, and who told them."""

    teller: str
    giver: str
    stated: int
    """Items that name the step themselves."""
    inferred: int
    """Items that name nobody, so that only derived_from leads on."""
    derivation: Derivation | None
    """What the source of the teller says of the whole text, if this is such a step."""

    @property
    def items(self) -> int:
        """How many items take the step."""
        return self.stated + self.inferred

    @property
    def is_stated(self) -> bool:
        """Whether anybody but us says that the step is there."""
        return self.stated > 0 or (self.derivation is not None and self.derivation.basis == "stated")


@dataclass(frozen=True)
class Provenance:
    """Who relays whom in the whole story."""

    nodes: Mapping[str, Node]
    """Those who take part in a step, the ones with most items first."""
    edges: tuple[Edge, ...]
    """The steps that most items take first."""


@dataclass(frozen=True)
class OriginCount:
    """How much rests on one origin."""

    id: str
    articles: int
    items: int


def trace(items: Iterable[LinkedItem], sources: Mapping[str, Source]) -> Provenance:
    """Join the steps of the chains of all items that are not withdrawn with what sources derive from as a whole."""
    stated: Counter[tuple[str, str]] = Counter()
    inferred: Counter[tuple[str, str]] = Counter()
    passing: Counter[str] = Counter()
    depth: dict[str, int] = defaultdict(int)
    for item in _standing(items):
        # Behind the first step of an inferred chain is the chain of another text, which counts by itself.
        steps = list(pairwise(item.chain))
        (inferred if item.is_inferred else stated).update(steps[:1] if item.is_inferred else steps)
        passing.update(set(item.chain))
        for place, name in enumerate(item.chain):
            depth[name] = max(depth[name], place)
    whole = derivations(sources)
    for teller in reversed(list(TopologicalSorter(whole).static_order())):
        for giver in whole.get(teller, ()):
            depth[giver] = max(depth[giver], depth[teller] + 1)
    derived = {(teller, giver): derivation for teller, giver, derivation in _derivations(sources)}
    edges = tuple(
        Edge(teller, giver, stated[teller, giver], inferred[teller, giver], derived.get((teller, giver)))
        for teller, giver in stated.keys() | inferred.keys() | derived.keys()
        if teller != giver
    )
    tellers = {edge.teller for edge in edges}
    nodes = [
        Node(name, "article" if name in sources else "relay" if name in tellers else "end", depth[name], passing[name])
        for name in tellers | {edge.giver for edge in edges}
    ]
    nodes.sort(key=lambda node: (-node.items, node.id))
    return Provenance(
        {node.id: node for node in nodes},
        tuple(sorted(edges, key=lambda edge: (-edge.items, edge.teller, edge.giver))),
    )


def count_origins(site: Site) -> tuple[OriginCount, ...]:
    """Count the articles and items that rest on each origin, the one behind most articles first."""
    articles: dict[str, set[str]] = defaultdict(set)
    items: Counter[str] = Counter()
    for item in _standing(site.items.values()):
        articles[item.origin].add(item.source)
        items[item.origin] += 1
    counts = [OriginCount(name, len(articles[name]), items[name]) for name in items]
    return tuple(sorted(counts, key=lambda count: (-count.articles, -count.items, count.id)))


def _standing(items: Iterable[LinkedItem]) -> Iterator[LinkedItem]:
    """Leave out what we no longer say."""
    return (item for item in items if item.item.withdrawn is None)


def _derivations(sources: Mapping[str, Source]) -> Iterator[tuple[str, str, Derivation]]:
    for name, source in sources.items():
        for derivation in source.derived_from:
            giver = derivation.source or derivation.organisation
            if giver:
                yield name, giver, derivation
