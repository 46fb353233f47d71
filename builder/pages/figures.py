"""The overview of all quantities."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, overview
from builder.views.claims import Views
from builder.views.quantities import summarise_figures


def figures(views: Views) -> Iterator[Page]:
    """Plan the overview of all quantities."""
    yield overview(
        views.site.story,
        addresses.FIGURES,
        template="figures",
        edit="content/quantities.yml",
        shows={"figures": summarise_figures(views)},
    )
