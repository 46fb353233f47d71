"""Site -> pages: one function a page type; PAGE_TYPES is the list of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.pages.claims import claims, facts
from builder.pages.figures import figures
from builder.pages.front import explainer
from builder.pages.names import organisations, people, said
from builder.pages.page import Page
from builder.pages.sources import sources
from builder.pages.story import corrections, glossary, next_steps, timeline
from builder.problems import BuilderError
from builder.views import Views

__all__ = ["PAGE_TYPES", "Page", "plan_pages"]

PAGE_TYPES: tuple[Callable[[Views], Iterator[Page]], ...] = (
    explainer,
    facts,
    claims,
    said,
    people,
    organisations,
    figures,
    timeline,
    next_steps,
    sources,
    corrections,
    glossary,
)


def plan_pages(views: Views) -> list[Page]:
    """Plan all pages of the site; two pages of one path are our fault and refused."""
    pages = [page for page_type in PAGE_TYPES for page in page_type(views)]
    paths = set()
    for page in pages:
        if page.path.casefold() in paths:
            raise BuilderError(f"two pages have the path {page.path}; rename one of the records")
        paths.add(page.path.casefold())
    return pages
