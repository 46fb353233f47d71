"""Events and questions -> groups: what happened when, and what is open, with what bears on each."""

from __future__ import annotations

from builder import addresses
from builder.addresses import claim_target
from builder.link.site import LinkedEvent, LinkedQuestion
from builder.model import NextStep
from builder.views.answers import Answer, Group, make_answers
from builder.views.claims import Views
from builder.views.items import ItemView
from builder.views.moments import NO_DATE
from builder.words.dates import write_time


def event_group(views: Views, linked: LinkedEvent) -> Group:
    """Show an event with the dates that sources give for it and what bears on it."""
    dates = tuple(
        Answer(
            write_time(reading.edtf, reading.words) or NO_DATE,
            tuple(dict.fromkeys(views.items[item.id].source for item in reading.items)),
        )
        for reading in linked.dates
    )
    claims = tuple(views.claims[name] for name in linked.claims)
    items = _leave_out_shown(views.of(linked.items), linked.claims)
    dated = [views.items[item.id].here for reading in linked.dates for item in reading.items]
    evidence = [*dated, *(claim.here for claim in claims), *(item.here for item in items)]
    return Group(
        anchor=addresses.event_target(linked.id).anchor,
        title=linked.event.title,
        claims=claims,
        items=items,
        notes=(linked.event.note,) if linked.event.note else (),
        answers=dates,
        when=dates[0].key if dates else NO_DATE,
        status="conflict" if linked.conflict else "",
        evidence=evidence[0] if evidence else None,
    )


def question_group(views: Views, linked: LinkedQuestion) -> Group:
    """Show an open question with what bears on it."""
    answer = linked.question.answer
    return Group(
        anchor=addresses.question_target(linked.id).anchor,
        title=linked.question.text,
        claims=tuple(views.claims[name] for name in linked.claims),
        items=_expected(views, linked),
        notes=(linked.question.note,) if linked.question.note else (),
        answers=make_answers(("Answer", views.claims[answer].here if answer else None)),
        status=linked.status,
    )


def _expected(views: Views, linked: LinkedQuestion) -> tuple[ItemView, ...]:
    """Show what is dated or decided, and what no claim above tells already."""
    items = views.of(linked.items)
    dated = {
        item.id for item in linked.items if isinstance(item.item, NextStep) and (item.item.due or item.item.outcome)
    }
    untold = {item.id for item in _leave_out_shown(items, linked.claims)}
    return tuple(item for item in items if item.id in dated | untold)


def _leave_out_shown(items: tuple[ItemView, ...], claims: tuple[str, ...]) -> tuple[ItemView, ...]:
    """Leave out the items that the cards of these claims show."""
    shown = {claim_target(name) for name in claims}
    return tuple(item for item in items if not any(bearing.claim.to in shown for bearing in item.bearings))
