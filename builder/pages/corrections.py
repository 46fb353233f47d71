"""The page of corrections, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, overview
from builder.views.claims import Views
from builder.views.corrections import correction_group


def corrections(views: Views) -> Iterator[Page]:
    """Plan the page of corrections, newest first."""
    site = views.site
    groups = tuple(correction_group(views, name, correction) for name, correction in site.corrections.items())
    yield overview(
        site.story,
        addresses.CORRECTIONS,
        template="corrections",
        edit="content/corrections.yml",
        shows={"groups": groups},
    )
