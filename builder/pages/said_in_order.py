"""The pages of who said what in other orders than by speaker: by date and by topic, in short lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from builder import addresses
from builder.link.site import LinkedItem
from builder.model import Statement
from builder.pages.page import HOME_LINK, SAID_LINK, Group, Page
from builder.views.claims import Views
from builder.words.dates import read_span, show_date

_IN_ANCHORS = str.maketrans({"/": "-to-", "~": "-about", "?": "-unsure", "%": "-about-unsure"})
"""What EDTF writes beside digits and hyphens: no two dates have the same anchor."""


def said_in_order(views: Views) -> Iterator[Page]:
    """Plan the pages of all statements by date and by topic."""
    statements = sorted((item for item in views.site.items.values() if isinstance(item.item, Statement)), key=_time_of)
    yield _page(views, addresses.SAID_BY_DATE, "by date", _by_date(views, statements))
    yield _page(views, addresses.SAID_BY_TOPIC, "by topic", _by_topic(views, statements))


def _page(views: Views, place: addresses.Target, order: str, groups: Iterable[Group]) -> Page:
    return Page(
        path=place.path,
        template="said_in_order",
        title=f"{SAID_LINK.text}, {order}",
        description=f"Every statement {order}, direct words apart from paraphrase: {views.site.story.title}",
        edit="content/people.yml",
        shows={"groups": tuple(groups)},
        trail=(HOME_LINK, SAID_LINK),
    )


def _time_of(linked: LinkedItem) -> tuple[date, date, str, str]:
    """Order statements by the day on which they were made, those without one last."""
    edtf = _day_said(linked)
    span = read_span(edtf) if edtf else None
    return (span.first, span.last, edtf or "", linked.id) if span else (date.max, date.max, "", linked.id)


def _day_said(linked: LinkedItem) -> str | None:
    assert isinstance(linked.item, Statement)
    return linked.item.date


def _by_date(views: Views, statements: Iterable[LinkedItem]) -> Iterator[Group]:
    days: dict[str | None, list[LinkedItem]] = defaultdict(list)
    for linked in statements:
        days[_day_said(linked)].append(linked)
    for edtf, said in days.items():
        anchor = f"date-{edtf.translate(_IN_ANCHORS)}" if edtf else "no-date"
        yield Group(anchor, show_date(edtf) if edtf else "The articles give no date", items=views.of(said))


def _by_topic(views: Views, statements: Iterable[LinkedItem]) -> Iterator[Group]:
    topics: Mapping[str | None, list[LinkedItem]] = {name: [] for name in (*views.site.story.topics, None)}
    for linked in statements:
        topics[views.site.claims[linked.item.claim].topic if linked.item.claim else None].append(linked)
    for name, said in topics.items():
        if said:
            title = views.site.story.topics[name] if name else "Other statements"
            yield Group(f"topic-{name}" if name else "no-topic", title, items=views.of(said))
