"""Who is derived from whom, what includes what: small directed graphs over ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

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


def parts_of(quantities: Mapping[str, Quantity]) -> dict[str, set[str]]:
    """Return for each quantity the ones that it includes directly."""
    parts: dict[str, set[str]] = defaultdict(set)
    for name, quantity in quantities.items():
        parts[name].update(quantity.sum_of)
        if quantity.part_of:
            parts[quantity.part_of].add(name)
    return dict(parts)


def derivations(sources: Mapping[str, Source]) -> dict[str, list[str]]:
    """Return for each source what it derives from: ids of sources and organisations."""
    return {
        name: [other for derived in source.derived_from for other in (derived.source, derived.organisation) if other]
        for name, source in sources.items()
    }
