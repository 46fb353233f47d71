"""The items of a source and the page at its address today -> which words still stand; and the file of that. No I/O.

A line of an audit has the hash of the item's own words: it says nothing of words that were corrected since.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from builder.evidence import Found, Receipt, Span, find_item, hash_text, holds_words, normalise, words_of
from builder.walk import PlacedItem

VERSION = "1"
State = Literal["stands", "moved", "vanished"]
_DATE = r"\d{4}-\d{2}-\d{2}"
_HEADER = re.compile(
    rf"^audit (?P<version>\d+) source (?P<source>[a-z0-9-]+) on (?P<date>{_DATE}) "
    rf"(?:text (?P<hash>[0-9a-f]{{64}}) since (?P<text_since>{_DATE})|dead since (?P<dead_since>{_DATE}): (?P<reason>\S.*))$"
)
_LINE = re.compile(
    rf"^(?P<item>[a-z0-9-]+/[a-z0-9-]+) (?P<state>stands|moved|vanished) since (?P<since>{_DATE}) "
    r"(?P<hash>[0-9a-f]{16})$"
)
_SHORT = 4
"""A page with less than this part of the article's length and none of its words is a wall, not the article."""


@dataclass(frozen=True)
class PageText:
    """The article's text in a page, and all text that readers see there."""

    article: str
    whole: str


@dataclass(frozen=True)
class Verdict:
    """What became of an item's words, since when, and the hash of these words."""

    state: State
    since: str
    words: str


@dataclass(frozen=True)
class Audit:
    """What stood at a source's address on a day; of a dead address, what stood there last."""

    source: str
    date: str
    since: str
    """First day on which the address showed this text, or was dead."""
    text_hash: str | None
    dead: str | None
    """Why the address shows no article, if it shows none."""
    lines: Mapping[str, Verdict]
    """<section>/<key> -> verdict."""

    def count(self, state: State) -> int:
        """Count the items of a state."""
        return sum(verdict.state == state for verdict in self.lines.values())

    @property
    def is_clean(self) -> bool:
        """Say whether every item stands where it stood."""
        return self.dead is None and self.count("stands") == len(self.lines)


def make_audit(
    source: str, items: Sequence[PlacedItem], receipt: Receipt | None, text: PageText, before: Audit | None, day: str
) -> Audit:
    """Look for the words of every item of a source in the text of its page."""
    states = judge_items(items, receipt, text)
    if receipt and set(states.values()) == {"vanished"} and len(normalise(text.whole)) * _SHORT < receipt.length:
        return make_dead_audit(source, "a page without the article; perhaps it asks for a login", before, day)
    known = before.lines if before else {}
    lines = {}
    for placed in items:
        verdict = Verdict(states[placed.id], day, _hash_words(placed))
        former = known.get(_line_of(placed))
        is_former = former is not None and replace(former, since=day) == verdict
        lines[_line_of(placed)] = former if former and is_former else verdict
    text_hash = hash_text(text.article)
    since = before.since if before and before.text_hash == text_hash else day
    return Audit(source, day, since, text_hash, None, lines)


def make_dead_audit(source: str, reason: str, before: Audit | None, day: str) -> Audit:
    """Note that an address shows no article; what is known of the items stays."""
    since = before.since if before and before.dead else day
    return Audit(source, day, since, None, reason, before.lines if before else {})


def judge_items(items: Iterable[PlacedItem], receipt: Receipt | None, text: PageText) -> dict[str, State]:
    """Say of every item, by its id, whether its words stand, moved or vanished."""
    article, whole = normalise(text.article), normalise(text.whole)
    states: dict[str, State] = {}
    places: dict[str, tuple[int, int]] = {}
    for placed in items:
        found = find_item(placed.item, article)
        former = receipt.lines[_line_of(placed)][0] if receipt and _line_of(placed) in receipt.lines else None
        if not isinstance(found, Found):
            states[placed.id] = _judge_missing(placed, found.field, article, whole)
        elif former and _is_stretched(former, found.spans):
            states[placed.id] = "moved"
        else:
            states[placed.id] = "stands"
            if former and found.spans:
                places[placed.id] = (former[0][0], found.spans[0][0])
    return states | dict.fromkeys(_out_of_order(places), cast(State, "moved"))


def _judge_missing(placed: PlacedItem, field: str, article: str, whole: str) -> State:
    """Look for words that do not stand exactly once in the article: twice there, or elsewhere on the page."""
    if field == "printed":
        return "vanished"
    if holds_words(article, placed.item):
        return "moved"
    if holds_words(whole, placed.item):
        return "moved" if placed.item.placement == "story" else "stands"
    return "vanished"


def _is_stretched(former: Sequence[Span], found: Sequence[Span]) -> bool:
    """Say whether a passage's last words were found far from its first ones, where they were near once."""
    return any(
        last - first > 2 * (former_last - former_first) + 200
        for (former_first, former_last), (first, last) in zip(former, found, strict=False)
    )


def _out_of_order(places: Mapping[str, tuple[int, int]]) -> set[str]:
    """Return the fewest items without which all others stand in their former order."""
    tails: list[int] = []
    chains: list[tuple[str, ...]] = []
    for name, (_, place) in sorted(places.items(), key=lambda pair: pair[1]):
        length = bisect_right(tails, place)
        chain = (*(chains[length - 1] if length else ()), name)
        tails[length : length + 1], chains[length : length + 1] = [place], [chain]
    return places.keys() - set(chains[-1] if chains else ())


def keep_current(audit: Audit, items: Iterable[PlacedItem]) -> Audit:
    """Leave out the lines about items that are gone, or whose words were changed since."""
    hashes = {_line_of(placed): _hash_words(placed) for placed in items}
    lines = {name: verdict for name, verdict in audit.lines.items() if hashes.get(name) == verdict.words}
    return replace(audit, lines=lines)


def _hash_words(placed: PlacedItem) -> str:
    return hashlib.sha256("\x1f".join((VERSION, placed.id, *words_of(placed.item))).encode()).hexdigest()[:16]


def _line_of(placed: PlacedItem) -> str:
    return f"{placed.section}/{placed.key}"


def write_audit(audit: Audit) -> str:
    """Write an audit: a header, and a line an item, sorted."""
    text = f"text {audit.text_hash} since {audit.since}"
    outcome = f"dead since {audit.since}: {audit.dead}" if audit.dead else text
    return f"audit {VERSION} source {audit.source} on {audit.date} {outcome}\n" + "".join(
        f"{item} {verdict.state} since {verdict.since} {verdict.words}\n"
        for item, verdict in sorted(audit.lines.items())
    )


def read_audit(text: str) -> Audit | int:
    """Read an audit; return the number of the line, from 1, that is none."""
    first, *rest = text.split("\n") if text.endswith("\n") else [text, "?"]
    header = _HEADER.match(first)
    if header is None or header["version"] != VERSION or not _are_days(header["date"], _since(header)):
        return 1
    lines: dict[str, Verdict] = {}
    for number, line in enumerate(rest[:-1], start=2):
        found = _LINE.match(line)
        if found is None or found["item"] in lines or not _are_days(found["since"]):
            return number
        lines[found["item"]] = Verdict(cast(State, found["state"]), found["since"], found["hash"])
    return Audit(header["source"], header["date"], _since(header), header["hash"], header["reason"], lines)


def _since(header: re.Match[str]) -> str:
    return header["text_since"] or header["dead_since"]


def _are_days(*words: str) -> bool:
    try:
        return all(date.fromisoformat(word) for word in words)
    except ValueError:
        return False
