"""What an audit found <-> sources/<source>.audit: a header, and a line an item. No I/O.

A line has the hash of the item's own words, so it says nothing about words that were corrected since.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from builder.evidence.text import words_held_by
from builder.model.walk import PlacedItem

VERSION = "1"
State = Literal["stands", "moved", "vanished"]
CHANGES: tuple[State, ...] = ("moved", "vanished")
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HEADER = re.compile(
    rf"^audit (?P<version>[0-9]+) source (?P<source>[a-z0-9-]+) on (?P<date>{_DATE}) "
    rf"(?:text (?P<hash>[0-9a-f]{{64}}) since (?P<text_since>{_DATE})"
    rf"|dead since (?P<dead_since>{_DATE}): (?P<reason>[!-~][ -~]*))$"
)
_LINE = re.compile(
    rf"^(?P<item>[a-z0-9-]+/[a-z0-9-]+) (?P<state>stands|moved|vanished) since (?P<since>{_DATE}) "
    r"(?P<hash>[0-9a-f]{16})$"
)


@dataclass(frozen=True)
class Verdict:
    """What became of an item's words, since when, and the hash of those words."""

    state: State
    since: str
    words: str


@dataclass(frozen=True)
class Audit:
    """What was at a source's address on a day; of a dead address, what was there last."""

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
    def tally(self) -> str:
        """The counts of all states in words: '7 of 9 passages are still there, 2 vanished'."""
        still = f"{self.count('stands')} of {len(self.lines)} passages are still there"
        changes = (f"{self.count(state)} {state}" for state in CHANGES if self.count(state))
        return ", ".join((still, *changes))

    @property
    def is_clean(self) -> bool:
        """Say whether the words of every item are where they were."""
        return self.dead is None and self.count("stands") == len(self.lines)


def read_audits(texts: Mapping[str, str], items: Iterable[PlacedItem]) -> dict[str, Audit]:
    """Read the audits that are sound, by source, with what they say about words that have not changed since."""
    groups: dict[str, list[PlacedItem]] = {source: [] for source in texts}
    for placed in items:
        groups.get(placed.source, []).append(placed)
    audits = {source: read_audit(text) for source, text in texts.items()}
    return {
        source: _keep_current(audit, groups[source])
        for source, audit in audits.items()
        if isinstance(audit, Audit) and audit.source == source
    }


def _keep_current(audit: Audit, items: Iterable[PlacedItem]) -> Audit:
    hashes = {placed.line: hash_words(placed) for placed in items}
    lines = {name: verdict for name, verdict in audit.lines.items() if hashes.get(name) == verdict.words}
    return replace(audit, lines=lines)


def hash_words(placed: PlacedItem) -> str:
    """Return the hash of an item's own words, and of its id."""
    return hashlib.sha256("\x1f".join((VERSION, placed.id, *words_held_by(placed.item))).encode()).hexdigest()[:16]


def write_audit(audit: Audit) -> str:
    """Write an audit: a header, and a line an item, sorted."""
    text = f"text {audit.text_hash} since {audit.since}"
    outcome = f"dead since {audit.since}: {audit.dead}" if audit.dead else text
    return f"audit {VERSION} source {audit.source} on {audit.date} {outcome}\n" + "".join(
        f"{item} {verdict.state} since {verdict.since} {verdict.words}\n"
        for item, verdict in sorted(audit.lines.items())
    )


def read_audit(text: str) -> Audit | int:
    """Read an audit; return the number, from 1, of the first line that is not as write_audit writes it."""
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
