"""Checks of the story as a whole: corrections, overdue expectations, hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.addresses import METHOD, Target
from builder.checks.registry import Finding, check
from builder.evidence.text import fold_typography
from builder.model import NextStep
from builder.model.library import Library
from builder.model.walk import walk_items
from builder.model.where import at_line
from builder.problems import did_you_mean, quoted
from builder.relations.expectations import step_status
from builder.relations.today import day_of


@check("E401")
def correction_of_two(library: Library) -> Iterator[Finding]:
    """A correction names either a claim or an item.

    Why: readers look for it at the sentence that was wrong.
    Fix: keep either claim or item; write two corrections for two sentences.
    """
    for name, correction in library.corrections.items():
        if (correction.claim is None) == (correction.item is None):
            found = "both; keep one" if correction.claim else "neither; add one"
            message = f"{quoted(name)} must name either a claim or an item, and names {found}"
            yield library.places["corrections", name], message


@check("E402", whole=True)
def correction_of_unknown_item(library: Library) -> Iterator[Finding]:
    """The item that a correction names exists.

    Why: a correction must lead to what was corrected; items are withdrawn, never deleted.
    Fix: write <source>/<section>/<key>, as on the item's page.
    """
    known = {placed.id for placed in walk_items(library)}
    for name, correction in library.corrections.items():
        if correction.item is not None and correction.item not in known:
            hint = did_you_mean(correction.item, known) or "; write <source>/<section>/<key>"
            yield library.places["corrections", name].at("item"), f"no item {quoted(correction.item)}{hint}"


@check("E408")
def correction_without_change(library: Library) -> Iterator[Finding]:
    """A correction differs from what it corrects.

    Why: readers who open it would see the same words twice.
    Fix: write what the site said before in was, and what it says now, and why, in now.
    """
    for name, correction in library.corrections.items():
        if fold_typography(correction.was) == fold_typography(correction.now):
            message = (
                f"was and now both say {quoted(fold_typography(correction.now))}; say in now what was changed, and why"
            )
            yield library.places["corrections", name].at("now"), message


@check("W401", whole=True)
def overdue(library: Library) -> Iterator[Finding]:
    """What a source expects by a certain day is reviewed once that day has passed.

    Why: readers must not be told to expect what happened long ago, or never did.
    Fix: add outcome: {what: happened, claim: <id>} or did-not-happen; if nobody knows, allow W401 and say so.
    """
    today = day_of(library)
    for placed in walk_items(library):
        step = placed.item
        if isinstance(step, NextStep) and not step.withdrawn and step_status(step, today) == "overdue":
            message = (
                f"this was due by {quoted(step.due or '')}, and today is {today}; add outcome to say what became of it"
            )
            yield placed.where.at("due"), message


@check("E405")
def page_missing(library: Library) -> Iterator[Finding]:
    """The hand-written pages that every page links to exist.

    Why: readers ask how the site is made and how to report a mistake; a dead link is not an answer.
    Fix: write content/pages/method.md and content/pages/contribute.md.
    """
    for name in ("contribute.md", "method.md"):
        if name not in library.pages:
            place = at_line(f"content/pages/{name}")
            yield place, "the page is missing; write it: other pages link to it"


@check("E410")
def page_taken(library: Library) -> Iterator[Finding]:
    """A hand-written page has an address of its own.

    Why: of two pages with the same address, one would silently replace the other.
    Fix: rename the hand-written page.
    """
    taken = {place.path for place in vars(addresses).values() if isinstance(place, Target) and place != METHOD}
    for name in sorted(taken.intersection(library.pages)):
        message = f"the builder makes a page {quoted(name)} from the YAML files; give this one another name"
        yield at_line(f"content/pages/{name}"), message
