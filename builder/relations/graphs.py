"""Who is derived from whom, what includes what: small directed graphs over ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import Any

from builder.model import Quantity, Source

Graph = Mapping[str, Iterable[str]]


def reach(start: str, graph: Graph) -> set[str]:
    """Return everything that can be reached from the start in one step or more."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        for name in graph.get(todo.pop(), ()):
            if name not in seen:
                seen.add(name)
                todo.append(name)
    return seen


def find_rings(graph: Graph) -> set[str]:
    """Return everything that leads back to itself: the strongly connected parts (Kosaraju), in linear time."""
    back: dict[str, list[str]] = defaultdict(list)
    for name, others in graph.items():
        for other in others:
            back[other].append(name)
    rings: set[str] = set()
    seen: set[str] = set()
    for start in reversed(_in_order_left(graph)):
        ring = [] if start in seen else [start]
        seen.add(start)
        for name in ring:
            ring += (news := [other for other in dict.fromkeys(back[name]) if other not in seen])
            seen.update(news)
        if len(ring) > 1 or start in graph.get(start, ()):
            rings.update(ring)
    return rings


def _in_order_left(graph: Graph) -> list[str]:
    """Return all names in the order in which a walk that goes deep first leaves them."""
    left: list[str] = []
    seen: set[str] = set()
    for start in graph:
        path = [] if start in seen else [(start, iter(graph[start]))]
        seen.add(start)
        while path:
            name, steps = path[-1]
            onward = next((step for step in steps if step not in seen), None)
            if onward is None:
                left.append(name)
                path.pop()
            else:
                seen.add(onward)
                path.append((onward, iter(graph.get(onward, ()))))
    return left


def parts_of(quantities: Mapping[str, Quantity]) -> dict[str, set[str]]:
    """Return for each quantity the ones that it includes directly."""
    parts: dict[str, set[str]] = defaultdict(set)
    for name, quantity in quantities.items():
        parts[name].update(quantity.sum_of)
        if quantity.part_of:
            parts[quantity.part_of].add(name)
    return dict(parts)


def tied_to(name: str, quantities: Mapping[str, Quantity]) -> set[str]:
    """Return a quantity and all those that sums, parts and shares tie it to, in whatever direction."""
    ties: dict[str, set[str]] = defaultdict(set)
    parts = parts_of(quantities)
    for whole, quantity in quantities.items():
        share = (quantity.share.part, quantity.share.whole) if quantity.share else ()
        for part in (*parts[whole], *share):
            ties[whole].add(part)
            ties[part].add(whole)
    return {name} | reach(name, ties)


def derivations(sources: Mapping[str, Source]) -> dict[str, list[str]]:
    """Return for each source what it derives from: ids of sources and organisations."""
    return {
        name: [other for derived in source.derived_from for other in (derived.source, derived.organisation) if other]
        for name, source in sources.items()
    }


def sort_after(names: Iterable[str], after: Graph, key: Callable[[str], Any]) -> list[str]:
    """Sort names by a key, but each behind those that it comes after; a ring is left in the order of the key."""
    known = sorted(names, key=key)
    waiting = {name: set(after.get(name, ())).intersection(known) - {name} for name in known}
    followers: dict[str, list[str]] = defaultdict(list)
    for name, others in waiting.items():
        for other in others:
            followers[other].append(name)
    ready = [(key(name), name) for name, others in waiting.items() if not others]
    heapify(ready)
    ordered: dict[str, None] = {}
    while ready:
        _, name = heappop(ready)
        ordered[name] = None
        for follower in followers[name]:
            waiting[follower].discard(name)
            if not waiting[follower]:
                heappush(ready, (key(follower), follower))
    return [*ordered, *(name for name in known if name not in ordered)]
