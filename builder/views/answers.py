"""What pages are made of: answers, a key with its values, and groups, a heading with what belongs under it."""

from __future__ import annotations

from dataclasses import dataclass

from builder.views.claims import ClaimView
from builder.views.items import ItemView
from builder.views.links import Link


@dataclass(frozen=True)
class Answer:
    """A key and a value in a list of facts about something."""

    key: str
    values: tuple[str | Link, ...]

    @property
    def is_list(self) -> bool:
        """Whether the values are sentences, each with its evidence, set one below the other."""
        return len(self.values) > 1 and any(isinstance(value, Link) and value.card for value in self.values)


@dataclass(frozen=True)
class Group:
    """A heading with what belongs under it."""

    anchor: str
    title: str
    claims: tuple[ClaimView, ...] = ()
    items: tuple[ItemView, ...] = ()
    notes: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    when: str = ""
    """In a line on it: the first of its dates, or that there is none."""
    status: str = ""
    link: Link | None = None
    """The page of what it is about."""
    search_words: tuple[str, ...] = ()
    """Other spellings, for the search only."""
    evidence: Link | None = None
    """Where a line on it leads to the words behind it."""


def make_answers(*pairs: tuple[str, str | Link | tuple[Link, ...] | None]) -> tuple[Answer, ...]:
    """Keep the pairs that have a value."""
    kept = []
    for key, value in pairs:
        values = value if isinstance(value, tuple) else (value,) if value is not None else ()
        if values:
            kept.append(Answer(key, values))
    return tuple(kept)


def count_rest(count: int, shown: int) -> str | None:
    """Say how many of a list are not shown, and where they are; None where all are shown."""
    if count <= shown:
        return None
    return "1 more is in the data file." if count == shown + 1 else f"{count - shown} more are in the data file."
