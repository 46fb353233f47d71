"""The pages of who said what in other orders than by speaker: by date and by topic, in short lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.addresses import SAID_BY_DATE, SAID_BY_TOPIC, Target
from builder.pages.page import Page, overview
from builder.views.answers import Group
from builder.views.claims import Views
from builder.views.said import groups_by_date, groups_by_topic, statements_in_time
from builder.views.titles import HOME_LINK, SAID_LINK


def said_in_order(views: Views) -> Iterator[Page]:
    """Plan the pages of all statements by date and by topic."""
    statements = statements_in_time(views)
    yield _page(views, SAID_BY_DATE, groups_by_date(views, statements))
    yield _page(views, SAID_BY_TOPIC, groups_by_topic(views, statements))


def _page(views: Views, place: Target, groups: Iterable[Group]) -> Page:
    return overview(
        views.site.story,
        place,
        template="said_in_order",
        edit="content/people.yml",
        shows={"groups": tuple(groups)},
        trail=(HOME_LINK, SAID_LINK),
    )
