"""Views -> pages: one function a page type; PAGE_TYPES is the list of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from builder.addresses import Target
from builder.pages.claims import claims
from builder.pages.compare import compare
from builder.pages.corrections import corrections
from builder.pages.explainer import explainer
from builder.pages.facts import facts
from builder.pages.figures import figures
from builder.pages.glossary import glossary
from builder.pages.next_steps import next_steps
from builder.pages.organisations import organisations
from builder.pages.page import Page, neighbours
from builder.pages.people import people
from builder.pages.people_list import people_list
from builder.pages.provenance import provenance
from builder.pages.quantities import quantities
from builder.pages.said import said
from builder.pages.said_in_order import said_in_order
from builder.pages.source_list import source_list
from builder.pages.sources import sources
from builder.pages.timeline import timeline
from builder.problems import BuilderError
from builder.views.claims import Views
from builder.views.links import Link

__all__ = ["PAGE_TYPES", "Page", "plan_pages"]

_TRAIL_OF_RECORDS = 2
"""Steps above the page of a record: home and the overview of its kind."""

PAGE_TYPES: tuple[Callable[[Views], Iterator[Page]], ...] = (
    explainer,
    facts,
    claims,
    said,
    said_in_order,
    people_list,
    people,
    organisations,
    figures,
    quantities,
    compare,
    timeline,
    next_steps,
    source_list,
    sources,
    provenance,
    corrections,
    glossary,
)


def plan_pages(views: Views) -> list[Page]:
    """Plan all pages of the site; two pages of one path are our fault and refused."""
    pages = _in_a_row([page for page_type in PAGE_TYPES for page in page_type(views)])
    paths = set()
    for page in pages:
        if page.path.casefold() in paths:
            raise BuilderError(f"two pages have the path {page.path}; rename one of the records")
        paths.add(page.path.casefold())
    return pages


def _in_a_row(pages: list[Page]) -> list[Page]:
    """Lead from each overview to the one before and after it; pages of records have neighbours of their own."""
    overviews = {
        page.path: Link(page.title, Target(page.path)) for page in pages if len(page.trail) < _TRAIL_OF_RECORDS
    }
    beside = {path: (before, after) for path, before, after in neighbours(overviews)}
    return [
        replace(page, previous=beside[page.path][0], next=beside[page.path][1]) if page.path in beside else page
        for page in pages
    ]
