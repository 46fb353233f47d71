"""The page of what happens next: open questions and what sources expect."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, overview
from builder.relations.expectations import still_due
from builder.views.claims import Views
from builder.views.events import question_group
from builder.views.titles import CALENDAR_LINK


def next_steps(views: Views) -> Iterator[Page]:
    """Plan the page of what happens next: open questions and what sources expect."""
    site = views.site
    has_dates = any(still_due(linked.item) for linked in site.items.values())
    yield overview(
        site.story,
        addresses.NEXT,
        template="next_steps",
        edit="content/questions.yml",
        shows={
            "groups": tuple(question_group(views, question) for question in site.questions.values()),
            "calendar": CALENDAR_LINK if has_dates else None,
        },
    )
