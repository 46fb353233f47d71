"""The page of words that readers may not know."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, overview
from builder.views.claims import Views
from builder.views.glossary import term_group


def glossary(views: Views) -> Iterator[Page]:
    """Plan the page of words that readers may not know."""
    site = views.site
    terms = sorted(site.library.glossary.items(), key=lambda pair: pair[1].term.casefold())
    yield overview(
        site.story,
        addresses.GLOSSARY,
        template="glossary",
        edit="content/glossary.yml",
        shows={"groups": tuple(term_group(name, term) for name, term in terms)},
    )
