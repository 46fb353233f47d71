"""The items of a source and the text at its address today -> which of their words are still there. No I/O."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.evidence.audit_file import Audit, State, Verdict, hash_words, read_audit
from builder.evidence.receipt import Receipt, read_receipt
from builder.evidence.text import Found, Span, find_item, fold_typography, hash_text, holds_words, words_held_by
from builder.model import Item
from builder.model.library import Library
from builder.model.walk import PlacedItem, walk_items

_SHORT = 4
"""A page with none of the words and less than a quarter of the length is a login wall, not the article."""


@dataclass(frozen=True)
class PageText:
    """The article's text in a page, and all text that readers see there."""

    article: str
    whole: str


@dataclass(frozen=True)
class Subject:
    """What an audit of a source starts from: its items, where they were, what the last audit found, the day."""

    source: str
    items: tuple[PlacedItem, ...]
    receipt: Receipt | None
    before: Audit | None
    day: str


def find_subject(library: Library, source: str, day: str) -> Subject:
    """Gather what an audit of a source starts from."""
    items = tuple(placed for placed in walk_items(library) if placed.source == source and _can_stand(placed.item))
    receipt = read_receipt(library.receipts.get(source, ""))
    before = read_audit(library.audits.get(source, ""))
    return Subject(
        source,
        items,
        receipt if isinstance(receipt, Receipt) and receipt.source == source else None,
        before if isinstance(before, Audit) and before.source == source else None,
        day,
    )


def _can_stand(item: Item) -> bool:
    """Say whether an item has a passage or a quotation, and still counts."""
    *places, _ = words_held_by(item)
    return any(places) and item.withdrawn is None


def make_audit(subject: Subject, text: PageText) -> Audit:
    """Look for the words of every item of a source in the text of its page."""
    receipt, before, day = subject.receipt, subject.before, subject.day
    states = judge_items(subject.items, receipt, text)
    if receipt and set(states.values()) == {"vanished"} and len(fold_typography(text.whole)) * _SHORT < receipt.length:
        return make_dead_audit(subject, "a page without the article; perhaps it asks for a login")
    lines = {placed.line: _judge_since(placed, states[placed.id], subject) for placed in subject.items}
    text_hash = hash_text(text.article)
    since = before.since if before and before.text_hash == text_hash else day
    return Audit(subject.source, day, since, text_hash, None, lines)


def _judge_since(placed: PlacedItem, state: State, subject: Subject) -> Verdict:
    """Keep the day of the former verdict if that was the same, about the same words."""
    verdict = Verdict(state, subject.day, hash_words(placed))
    former = subject.before.lines.get(placed.line) if subject.before else None
    is_same = former is not None and replace(former, since=subject.day) == verdict
    return former if former and is_same else verdict


def make_dead_audit(subject: Subject, reason: str) -> Audit:
    """Note that an address shows no article; what is known about the items stays."""
    before = subject.before
    since = before.since if before and before.dead else subject.day
    return Audit(subject.source, subject.day, since, None, reason, before.lines if before else {})


def judge_items(items: Iterable[PlacedItem], receipt: Receipt | None, text: PageText) -> dict[str, State]:
    """Say of every item, by its id, whether its words are still there, moved or vanished."""
    article, whole = fold_typography(text.article), fold_typography(text.whole)
    states: dict[str, State] = {}
    places: dict[str, tuple[int, int]] = {}
    for placed in items:
        found = find_item(placed.item, article)
        former = receipt.lines[placed.line][0] if receipt and placed.line in receipt.lines else None
        if not isinstance(found, Found):
            states[placed.id] = _judge_missing(placed, found.field, article, whole)
        elif former and _is_stretched(former, found.spans):
            states[placed.id] = "moved"
        else:
            states[placed.id] = "stands"
            if former and found.spans:
                places[placed.id] = (former[0][0], found.spans[0][0])
    for name in _out_of_order(places):
        states[name] = "moved"
    return states


def _judge_missing(placed: PlacedItem, field: str, article: str, whole: str) -> State:
    """Judge words that are not in the article exactly once: they may be there twice, or elsewhere on the page."""
    if field == "printed":
        return "vanished"
    if holds_words(article, placed.item):
        return "moved"
    if holds_words(whole, placed.item):
        return "moved" if placed.item.placement == "story" else "stands"
    return "vanished"


def _is_stretched(former: Sequence[Span], found: Sequence[Span]) -> bool:
    """Say whether a passage's last words are now far from its first ones."""
    return any(
        last - first > 2 * (former_last - former_first) + 200
        for (former_first, former_last), (first, last) in zip(former, found, strict=False)
    )


def _out_of_order(places: Mapping[str, tuple[int, int]]) -> set[str]:
    """Return the fewest items without which all others are in their former order."""
    tails: list[int] = []
    chains: list[tuple[str, ...]] = []
    for name, (_, place) in sorted(places.items(), key=lambda pair: pair[1]):
        length = bisect_right(tails, place)
        chain = (*(chains[length - 1] if length else ()), name)
        tails[length : length + 1], chains[length : length + 1] = [place], [chain]
    return places.keys() - set(chains[-1] if chains else ())


def describe_audit(audit: Audit, before: Audit | None) -> Iterator[str]:
    """Write what an audit found: a line of numbers, and one for each item whose words are not where they were."""
    if audit.dead:
        yield f"dead since {audit.since}: {audit.dead}"
        return
    is_other = before is not None and before.text_hash not in (None, audit.text_hash)
    yield audit.tally + (f"; the text has changed since {before.date}" if before and is_other else "")
    for name, verdict in sorted(audit.lines.items()):
        if verdict.state != "stands":
            yield f"{name} {verdict.state} since {verdict.since}"
