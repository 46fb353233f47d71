"""The front page: the story in one view."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page
from builder.views.claims import ClaimView, Views, count_story
from builder.views.events import event_group, question_group
from builder.views.items import ItemView
from builder.views.labels import STATUS_MEANING, STATUS_WORDS
from builder.views.quantities import summarise_figures
from builder.views.sources import count_reviewed, source_row
from builder.words.dates import show_date

# How much of each the front page shows; the rest is one tap away.
FRONT_CLAIMS = 12
FRONT_DISPUTES = 3
FRONT_STATEMENTS = 6
FRONT_FIGURES = 8
FRONT_EVENTS = 8
FRONT_QUESTIONS = 8
FRONT_SOURCES = 12


def explainer(views: Views) -> Iterator[Page]:
    """Plan the front page."""
    site = views.site
    ranked = {rank: _ranked(views, rank) for rank in ("lead", "key")}
    shown = {claim.id for rank in ranked.values() for claim in rank}
    disputed = [claim for claim in views.claims.values() if claim.status == "disputed" and claim.id not in shown]
    figures = [summary for summary in summarise_figures(views) if summary.differs]
    dated = [event for event in site.events.values() if any(reading.edtf for reading in event.dates)]
    questions = [question for question in site.questions.values() if question.status == "open"]
    yield Page(
        path=addresses.HOME.path,
        template="explainer",
        title=site.story.title,
        description=site.story.about,
        edit="content/story.yml",
        shows={
            "about": site.story.about,
            "as_of": show_date(site.story.as_of),
            "lead": ranked["lead"],
            "key": ranked["key"],
            "disputed": tuple(disputed[:FRONT_DISPUTES]),
            "statements": _front_statements(views),
            "figures": tuple(figures[:FRONT_FIGURES]),
            "events": tuple(event_group(views, event) for event in dated[-FRONT_EVENTS:]),
            "questions": tuple(question_group(views, question) for question in questions[:FRONT_QUESTIONS]),
            "sources": tuple(source_row(views, source) for source in list(site.sources.values())[:FRONT_SOURCES]),
            "counts": count_story(site),
            "reviewed": count_reviewed(site),
            "meanings": tuple(
                (word, STATUS_MEANING[status]) for status, word in STATUS_WORDS.items() if status != "withdrawn"
            ),
        },
    )


def _ranked(views: Views, rank: str) -> tuple[ClaimView, ...]:
    names = [name for name, linked in views.site.claims.items() if linked.claim.rank == rank]
    return tuple(views.claims[name] for name in names[:FRONT_CLAIMS])


def _front_statements(views: Views) -> tuple[ItemView, ...]:
    """Choose one statement a speaker, the people with most renderings first.

    Direct words come before reported ones; a quotation that only a retelling prints comes last.
    """
    chosen: list[tuple[int, ItemView]] = []
    for person in views.site.people.values():
        shown = views.of(person.statements)
        if shown:
            first = min(shown, key=lambda item: (item.doubt is not None, item.quote is None, item.form or "", item.id))
            chosen.append((-len(shown), first))
    chosen.sort(key=lambda pair: (pair[1].quote is None, pair[0], pair[1].id))
    return tuple(item for _, item in chosen[:FRONT_STATEMENTS])
