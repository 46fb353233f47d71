"""The page of corrections, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import HOME_LINK, Group, Page, make_answers
from builder.views.claims import Views
from builder.views.links import Link
from builder.words.dates import show_date


def corrections(views: Views) -> Iterator[Page]:
    """Plan the page of corrections, newest first."""
    site = views.site
    groups = tuple(
        Group(
            anchor=addresses.correction_target(name).anchor,
            title=show_date(correction.date),
            answers=make_answers(
                ("It said", correction.was),
                ("It says now", correction.now),
                ("About", _corrected(views, correction.claim, correction.item)),
            ),
        )
        for name, correction in site.corrections.items()
    )
    yield Page(
        path=addresses.CORRECTIONS.path,
        template="corrections",
        title="Corrections",
        description=f"What this explainer said wrongly, and what it says now: {site.story.title}",
        edit="content/corrections.yml",
        shows={"groups": groups},
        trail=(HOME_LINK,),
        search_words=("errata",),
    )


def _corrected(views: Views, claim: str | None, item: str | None) -> Link:
    return views.claims[claim].here if claim else views.items[item or ""].here
