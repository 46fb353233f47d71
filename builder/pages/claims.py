"""A page for each claim."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, neighbours
from builder.views.claims import Views
from builder.views.corrections import corrections_by_claim
from builder.views.links import claim_link
from builder.views.titles import FACTS_LINK, HOME_LINK


def claims(views: Views) -> Iterator[Page]:
    """Plan a page for each claim."""
    site = views.site
    links = {name: claim_link(site, name) for name in site.claims}
    corrections = corrections_by_claim(views)
    for name, before, after in neighbours(links):
        claim = views.claims[name]
        yield Page(
            path=addresses.claim_target(name).path,
            template="claims",
            title=claim.text,
            description=claim.description,
            edit=site.library.places["claims", name].file.path,
            shows={"claim": claim, "corrections": corrections.get(name, ())},
            trail=(HOME_LINK, FACTS_LINK, claim.topic),
            previous=before,
            next=after,
        )
