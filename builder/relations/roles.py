"""The items of a source -> what the article mostly is: it relays, reports itself, or rewrites another text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from builder.model import Item, Source

SourceRole = Literal["relays", "reports", "rewrites", "unclear"]
ARTICLE_ROLES: tuple[SourceRole, ...] = get_args(SourceRole)
"""It passes on what others say; it found things out itself; it retells another text; its items do not say."""
FEW = 5
"""Fewer items say nothing about what an article mostly is."""


class Told(Protocol):
    """An item with its id, placed in its file or linked."""

    @property
    def id(self) -> str: ...
    @property
    def item(self) -> Item: ...


Footing = Literal["relayed", "quoted", "own", "retold", "unnamed"]
"""What one item of an article rests on."""


@dataclass(frozen=True)
class Makeup:
    """How many items of an article rest on what."""

    relayed: int
    """A chain of relays is named, or concluded."""
    quoted: int
    """Only somebody who speaks is named."""
    own: int
    """The article found it out itself."""
    retold: int
    """It retells an item of another text, whether or not it takes that one's credits over."""
    unnamed: int
    """Nobody is named."""

    @property
    def items(self) -> int:
        """Return how many items there are."""
        return self.relayed + self.quoted + self.own + self.retold + self.unnamed

    @property
    def role(self) -> SourceRole:
        """Return what the article mostly is; own reporting is rare in any article, so that a fifth of it makes one."""
        if self.items < FEW:
            return "unclear"
        if self.retold * 2 >= self.items:
            return "rewrites"
        if self.own * 5 >= self.items:
            return "reports"
        return "relays" if (self.relayed + self.quoted) * 3 >= self.items else "unclear"


def role_of(source: Source, items: Iterable[Told], twins: Mapping[str, str]) -> SourceRole:
    """Return what an article mostly is."""
    return makeup_of(source, items, twins).role


def makeup_of(source: Source, items: Iterable[Told], twins: Mapping[str, str]) -> Makeup:
    """Count what the items of a source are; twins are the items of retold texts by the items that retell them."""
    is_of_one_text = any(derived.organisation for derived in source.derived_from)
    present = [placed for placed in items if placed.item.withdrawn is None]
    counts = Counter(_sort(placed, is_of_one_text, twins) for placed in present)
    return Makeup(
        relayed=counts["relayed"],
        quoted=counts["quoted"],
        own=counts["own"],
        retold=counts["retold"],
        unnamed=counts["unnamed"],
    )


def _sort(placed: Told, is_of_one_text: bool, twins: Mapping[str, str]) -> Footing:
    item = placed.item
    if is_of_one_text or placed.id in twins:
        return "retold"
    if item.own == "yes":
        return "own"
    if item.via or item.likely_via:
        return "relayed"
    return "quoted" if item.voice else "unnamed"
