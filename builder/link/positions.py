"""Statements of one speaker -> where the speaker's position on one claim changed over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from builder.link.site import LinkedItem
from builder.model import Statement
from builder.words.dates import Span, read_span


@dataclass(frozen=True)
class ChangedPosition:
    """A speaker's positions on one claim, one after the other: the first statement of each."""

    claim: str
    turns: tuple[LinkedItem, ...]


def find_changed_positions(statements: Iterable[LinkedItem]) -> tuple[ChangedPosition, ...]:
    """Return the claims on which the statements of a speaker take another stance later than before.

    A statement without a date has no place in time, and where sources render the words of one day in different ways,
    it is the sources that differ: neither shows a change.
    """
    by_claim: dict[str, list[tuple[Span, LinkedItem]]] = defaultdict(list)
    for linked in statements:
        item = linked.item
        if isinstance(item, Statement) and item.date and not item.withdrawn:
            for claim in item.claims:
                by_claim[claim].append((read_span(item.date), linked))
    changes = (ChangedPosition(claim, _turns(claim, dated)) for claim, dated in by_claim.items())
    return tuple(change for change in changes if len(change.turns) > 1)


def _turns(claim: str, dated: list[tuple[Span, LinkedItem]]) -> tuple[LinkedItem, ...]:
    dated.sort(key=lambda pair: (pair[0].first, pair[0].last, pair[1].id))
    turns: list[LinkedItem] = []
    last_day = None
    for span, same in groupby(dated, key=lambda pair: pair[0]):
        items = [linked for _, linked in same]
        stances = {linked.item.stance_on(claim) for linked in items}
        if len(stances) > 1:
            continue
        is_other = not turns or {turns[-1].item.stance_on(claim)} != stances
        if is_other and last_day and span.first <= last_day:
            continue  # the times overlap: nobody knows which was first
        if is_other:
            turns.append(items[0])
        last_day = max(last_day, span.last) if last_day else span.last
    return tuple(turns)
