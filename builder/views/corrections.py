"""Corrections -> what the site said, and what it says now."""

from __future__ import annotations

from builder.addresses import correction_target
from builder.model import Correction
from builder.views.answers import Group, make_answers
from builder.views.claims import Views
from builder.views.links import Link
from builder.words.dates import show_date


def correction_group(views: Views, name: str, correction: Correction) -> Group:
    """Show a correction: before, now, and what it is about."""
    return Group(
        anchor=correction_target(name).anchor,
        title=show_date(correction.date),
        answers=make_answers(
            ("It said", correction.was),
            ("It says now", correction.now),
            ("About", _corrected(views, correction)),
        ),
    )


def _corrected(views: Views, correction: Correction) -> Link:
    if correction.claim:
        return views.claims[correction.claim].here
    return views.items[correction.item or ""].here


def corrections_by_claim(views: Views) -> dict[str, tuple[Link, ...]]:
    """Link the corrections of each claim that has some, by their day."""
    found: dict[str, list[Link]] = {}
    for name, correction in views.site.corrections.items():
        if correction.claim:
            found.setdefault(correction.claim, []).append(Link(show_date(correction.date), correction_target(name)))
    return {claim: tuple(links) for claim, links in found.items()}
