"""The page of who relays whom: a diagram, the same as a table, and where the information enters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from builder import addresses
from builder.link.relays import Edge, Provenance, count_origins, trace
from builder.link.site import Site, name_of
from builder.model import Derivation
from builder.pages.page import HOME_LINK, SOURCES_LINK, Page, count_rest
from builder.views.claims import Views
from builder.views.lanes import AXIS, TEXT, WIDTH, Branch, Row, draw
from builder.views.links import Link, name_link
from builder.words.counts import write_count

SHOWN_NODES = 40
SHOWN_STEPS = 200
SHOWN_ORIGINS = 100
ROLE_WORDS = {"article": "Articles", "relay": "Passed on by", "end": "Original sources"}


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


def provenance(views: Views) -> Iterator[Page]:
    """Plan the page of who relays whom."""
    site = views.site
    graph = trace(site.items.values(), site.library.sources)
    origins = count_origins(site)
    yield Page(
        path=addresses.PROVENANCE.path,
        template="provenance",
        title="Who relays whom",
        description=f"Where each article got what it reports, and who said it first: {site.story.title}",
        edit="content/story.yml",
        shows={
            "drawing": _diagram(site, graph),
            "alone": _alone_words(site, graph),
            "steps": tuple(_step(site, edge) for edge in graph.edges[:SHOWN_STEPS]),
            "origins": tuple(
                (
                    name_link(site, origin.id),
                    f"{write_count(origin.articles, 'article')}, {write_count(origin.items, 'point')}",
                )
                for origin in origins[:SHOWN_ORIGINS]
            ),
            "more_names": count_rest(len(graph.nodes), SHOWN_NODES),
            "more_steps": count_rest(len(graph.edges), SHOWN_STEPS),
            "more_origins": count_rest(len(origins), SHOWN_ORIGINS),
        },
        trail=(HOME_LINK, SOURCES_LINK),
    )


def _diagram(site: Site, graph: Provenance) -> dict[str, object]:
    """Draw those through whom most items come."""
    drawn = draw(list(islice(graph.nodes.values(), SHOWN_NODES)), graph.edges, lambda name: name_of(site.library, name))
    return {
        "height": drawn.height,
        "width": WIDTH,
        "axis": AXIS,
        "text": TEXT,
        "headings": tuple((ROLE_WORDS[heading.role], heading.y) for heading in drawn.headings),
        "names": tuple(_drawn_name(site, row) for row in drawn.rows),
    }


def _drawn_name(site: Site, row: Row) -> DrawnName:
    branches = row.lane.branches if row.lane else ()
    return DrawnName(
        name_link(site, row.id), row, tuple((branch, _branch_words(site, branch.edge)) for branch in branches)
    )


def _branch_words(site: Site, edge: Edge) -> str:
    teller, giver = name_of(site.library, edge.teller), name_of(site.library, edge.giver)
    return f"{teller} from {giver}: {_items_words(edge)}"


def _step(site: Site, edge: Edge) -> Step:
    return Step(name_link(site, edge.teller), name_link(site, edge.giver), _items_words(edge), _basis_words(edge))


def _items_words(edge: Edge) -> str:
    return write_count(edge.items, "point") if edge.items else "the text as a whole"


def _basis_words(edge: Edge) -> str:
    """Write whether the step is stated or our conclusion, and what shows it."""
    words = []
    if edge.stated:
        words.append("Stated" if not edge.inferred else f"Stated for {write_count(edge.stated, 'point')}")
    if edge.derivation:
        words.append(_derivation_words(edge.derivation))
    return ". ".join(words)


def _derivation_words(derivation: Derivation) -> str:
    whose = (
        "Stated for the text as a whole" if derivation.basis == "stated" else "Our conclusion for the text as a whole"
    )
    return f"{whose}: {derivation.note}" if derivation.note else whose


def _alone_words(site: Site, graph: Provenance) -> str | None:
    """Say how many articles have nothing from anybody, as far as they say, and so have no lane in the diagram."""
    alone = len(site.sources.keys() - {edge.teller for edge in graph.edges})
    if not alone:
        return None
    return f"{write_count(alone, 'article')} {'names' if alone == 1 else 'name'} no source for anything."
