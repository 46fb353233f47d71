"""The page of who relays whom: a diagram, the same as a table, and who said things first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from builder import addresses
from builder.link.relays import Provenance, count_origins, trace
from builder.link.site import Site, name_of
from builder.pages.page import Page, overview
from builder.views.answers import count_rest
from builder.views.claims import Views
from builder.views.labels import ROLE_WORDS
from builder.views.lanes import AXIS, TEXT, WIDTH, draw
from builder.views.links import name_link, source_link
from builder.views.relays import describe_loners, describe_origin, drawn_name, step_row
from builder.views.sources import count_unknown
from builder.views.titles import HOME_LINK, SOURCES_LINK

SHOWN_NODES = 40
SHOWN_STEPS = 200
SHOWN_ORIGINS = 100


def provenance(views: Views) -> Iterator[Page]:
    """Plan the page of who relays whom."""
    site = views.site
    graph = trace(site.items.values(), site.library.sources)
    origins = count_origins(site)
    yield overview(
        site.story,
        addresses.PROVENANCE,
        template="provenance",
        edit="content/story.yml",
        shows={
            "drawing": _diagram(site, graph),
            "alone": describe_loners(site, graph),
            "steps": tuple(step_row(site, edge) for edge in graph.edges[:SHOWN_STEPS]),
            "origins": tuple(
                (name_link(site, origin.id), describe_origin(origin)) for origin in origins[:SHOWN_ORIGINS]
            ),
            "unknown": tuple(
                (source_link(site, source.id), count)
                for source in site.sources.values()
                if (count := count_unknown(source))
            ),
            "more_names": count_rest(len(graph.nodes), SHOWN_NODES),
            "more_steps": count_rest(len(graph.edges), SHOWN_STEPS),
            "more_origins": count_rest(len(origins), SHOWN_ORIGINS),
        },
        trail=(HOME_LINK, SOURCES_LINK),
    )


def _diagram(site: Site, graph: Provenance) -> dict[str, object]:
    """Draw those through whom most items come."""
    nodes = list(islice(graph.nodes.values(), SHOWN_NODES))
    drawn = draw(nodes, graph.edges, lambda name: name_of(site.library, name))
    return {
        "height": drawn.height,
        "width": WIDTH,
        "axis": AXIS,
        "text": TEXT,
        "headings": tuple((ROLE_WORDS[heading.role], heading.y) for heading in drawn.headings),
        "names": tuple(drawn_name(site, row) for row in drawn.rows),
    }
