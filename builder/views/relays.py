"""Who relays whom -> the words and links of the diagram and the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.link.relays import Edge, OriginCount, Provenance
from builder.link.site import Site, name_of
from builder.model import Derivation
from builder.views.lanes import Branch, Row
from builder.views.links import Link, name_link
from builder.words.counts import write_count


@dataclass(frozen=True)
class DrawnName:
    """A name in the diagram: a link, its place, and what leads from it."""

    link: Link
    row: Row
    branches: tuple[tuple[Branch, str], ...]
    """Each with what it says to those who point at it."""


@dataclass(frozen=True)
class Step:
    """A row of the table: who tells, from whom, and how that is known."""

    teller: Link
    giver: Link
    items: str
    basis: str


def drawn_name(site: Site, row: Row) -> DrawnName:
    """Name a row of the diagram and what leads from it."""
    branches = row.lane.branches if row.lane else ()
    described = tuple((branch, _describe_branch(site, branch.edge)) for branch in branches)
    return DrawnName(name_link(site, row.id), row, described)


def _describe_branch(site: Site, edge: Edge) -> str:
    teller, giver = name_of(site.library, edge.teller), name_of(site.library, edge.giver)
    return f"{teller} from {giver}: {_describe_items(edge)}"


def step_row(site: Site, edge: Edge) -> Step:
    """Say who tells, from whom, how much of it, and how that is known."""
    basis = ". ".join(_describe_basis(edge))
    return Step(name_link(site, edge.teller), name_link(site, edge.giver), _describe_items(edge), basis)


def _describe_items(edge: Edge) -> str:
    return write_count(edge.items, "point") if edge.items else "the text as a whole"


def _describe_basis(edge: Edge) -> Iterator[str]:
    if edge.stated and edge.inferred:
        yield f"Stated for {write_count(edge.stated, 'point')}"
    elif edge.stated:
        yield "Stated"
    if edge.derivation:
        yield _describe_derivation(edge.derivation)


def _describe_derivation(derivation: Derivation) -> str:
    is_stated = derivation.basis == "stated"
    whose = "Stated for the text as a whole" if is_stated else "Our conclusion for the text as a whole"
    return f"{whose}: {derivation.note}" if derivation.note else whose


def describe_origin(origin: OriginCount) -> str:
    """Say how much rests on an origin."""
    return f"{write_count(origin.articles, 'article')}, {write_count(origin.items, 'point')}"


def describe_loners(site: Site, graph: Provenance) -> str | None:
    """Say how many articles name nobody at all, and so have no lane in the diagram."""
    alone = len(site.sources.keys() - {edge.teller for edge in graph.edges})
    if not alone:
        return None
    return f"{write_count(alone, 'article')} {'names' if alone == 1 else 'name'} no source for anything."
