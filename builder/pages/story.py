"""The pages along time: timeline, what happens next, corrections; and the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.addresses import claim_target
from builder.dates import show_date
from builder.ics import has_calendar
from builder.item_view import ItemView
from builder.links import Link
from builder.model import NextStep
from builder.pages.page import HOME_LINK, Answer, Group, Page, make_answers
from builder.site import LinkedEvent, LinkedQuestion
from builder.views import Views

CALENDAR_LINK = Link("Calendar file of the expected dates", addresses.CALENDAR)


def timeline(views: Views) -> Iterator[Page]:
    """Plan the page of all events in the order of time."""
    site = views.site
    yield Page(
        path=addresses.TIMELINE.path,
        template="timeline",
        title="Timeline",
        description=f"What happened when, with the dates as precise as the sources are: {site.story.title}",
        edit="content/events.yml",
        shows={"groups": tuple(event_group(views, event) for event in site.events.values())},
        trail=(HOME_LINK,),
    )


def event_group(views: Views, linked: LinkedEvent) -> Group:
    """Show an event with the dates that sources give for it and what bears on it."""
    dates = tuple(
        Answer(
            _date_words(reading.edtf, reading.words),
            tuple(dict.fromkeys(views.items[item.id].source for item in reading.items)),
        )
        for reading in linked.dates
    )
    claims = tuple(views.claims[name] for name in linked.claims)
    items = _beside(views.of(linked.items), linked.claims)
    dated = [views.items[item.id].here for reading in linked.dates for item in reading.items]
    words = [*dated, *(claim.here for claim in claims), *(item.here for item in items)]
    return Group(
        anchor=addresses.event_target(linked.id).anchor,
        title=linked.event.title,
        claims=claims,
        items=items,
        notes=(linked.event.note,) if linked.event.note else (),
        answers=dates,
        when=dates[0].key if dates else "no date given",
        status="conflict" if linked.conflict else "",
        evidence=words[0] if words else None,
    )


def _beside(items: tuple[ItemView, ...], claims: tuple[str, ...]) -> tuple[ItemView, ...]:
    """Leave out the items that the cards of these claims show."""
    shown = {claim_target(name) for name in claims}
    return tuple(item for item in items if item.claim is None or item.claim.to not in shown)


def _date_words(edtf: str | None, words: str | None) -> str:
    shown = show_date(edtf) if edtf else "no date"
    return f"“{words}” ({shown})" if words else shown


def next_steps(views: Views) -> Iterator[Page]:
    """Plan the page of what happens next: open questions and what sources expect."""
    site = views.site
    yield Page(
        path=addresses.NEXT.path,
        template="next_steps",
        title="What happens next",
        description=f"Open questions and what the sources expect: {site.story.title}",
        edit="content/questions.yml",
        shows={
            "groups": tuple(question_group(views, question) for question in site.questions.values()),
            "calendar": CALENDAR_LINK if has_calendar(site) else None,
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
    beside = {item.id for item in _beside(views.of(linked.items), linked.claims)}
    return tuple(item for item in views.of(linked.items) if item.id in dated | beside)


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


def glossary(views: Views) -> Iterator[Page]:
    """Plan the page of words that readers may not know."""
    site = views.site
    terms = sorted(site.library.glossary.items(), key=lambda pair: pair[1].term.casefold())
    groups = tuple(
        Group(
            addresses.term_target(name).anchor,
            term.term,
            notes=(term.text,),
            answers=make_answers(("Also", ", ".join(term.also) or None)),
        )
        for name, term in terms
    )
    yield Page(
        path=addresses.GLOSSARY.path,
        template="glossary",
        title="Glossary",
        description=f"Words and abbreviations of this explainer: {site.story.title}",
        edit="content/glossary.yml",
        shows={"groups": groups},
        trail=(HOME_LINK,),
    )
