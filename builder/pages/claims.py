"""A page for each claim."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import FACTS_LINK, HOME_LINK, Page, neighbours
from builder.views.claims import Views
from builder.views.links import Link, claim_link
from builder.words.dates import show_date


def claims(views: Views) -> Iterator[Page]:
    """Plan a page for each claim."""
    site = views.site
    links = {name: claim_link(site, name) for name in site.claims}
    corrections = _corrections_of_claims(views)
    for name, before, after in neighbours(links):
        claim = views.claims[name]
        yield Page(
            path=addresses.claim_target(name).path,
            template="claims",
            title=claim.text,
            description=f"{claim.status_word}: {claim.count}. {claim.text}",
            edit=site.library.places["claims", name].file.path,
            shows={"claim": claim, "corrections": corrections.get(name, ())},
            trail=(HOME_LINK, FACTS_LINK, claim.topic),
            previous=before,
            next=after,
        )


def _corrections_of_claims(views: Views) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for key, correction in views.site.corrections.items():
        if correction.claim:
            link = Link(show_date(correction.date), addresses.correction_target(key))
            found.setdefault(correction.claim, []).append(link)
    return {claim: tuple(links) for claim, links in found.items()}
