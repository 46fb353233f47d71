"""The page of what happens next: open questions and what sources expect."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.link.site import LinkedQuestion
from builder.model import NextStep
from builder.pages.page import HOME_LINK, Group, Page, make_answers
from builder.pages.timeline import leave_out_shown
from builder.relations.expectations import still_due
from builder.views.claims import Views
from builder.views.items import ItemView
from builder.views.links import Link

CALENDAR_LINK = Link("Calendar file of the expected dates", addresses.CALENDAR)


def next_steps(views: Views) -> Iterator[Page]:
    """Plan the page of what happens next: open questions and what sources expect."""
    site = views.site
    has_dates = any(still_due(linked.item) for linked in site.items.values())
    yield Page(
        path=addresses.NEXT.path,
        template="next_steps",
        title="What happens next",
        description=f"Open questions and what the sources expect: {site.story.title}",
        edit="content/questions.yml",
        shows={
            "groups": tuple(question_group(views, question) for question in site.questions.values()),
            "calendar": CALENDAR_LINK if has_dates else None,
        },
        trail=(HOME_LINK,),
        search_words=("calendar",),
    )


def question_group(views: Views, linked: LinkedQuestion) -> Group:
    """Show an open question with what bears on it."""
    return Group(
        anchor=addresses.question_target(linked.id).anchor,
        title=linked.question.text,
        claims=tuple(views.claims[name] for name in linked.claims),
        items=_expected(views, linked),
        notes=(linked.question.note,) if linked.question.note else (),
        answers=make_answers(("Answer", views.claims[linked.question.answer].here if linked.question.answer else None)),
        status=linked.status,
    )


def _expected(views: Views, linked: LinkedQuestion) -> tuple[ItemView, ...]:
    """Show what is dated or decided, and what no claim above tells already."""
    dated = {
        item.id for item in linked.items if isinstance(item.item, NextStep) and (item.item.due or item.item.outcome)
    }
    beside = {item.id for item in leave_out_shown(views.of(linked.items), linked.claims)}
    return tuple(item for item in views.of(linked.items) if item.id in dated | beside)
