"""The same words in several sources: which renderings print as a quotation what others only report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.model import Statement
from builder.relations import Graph
from builder.walk import PlacedItem


def lone_quotations(groups: Mapping[str, Iterable[PlacedItem]], derived: Graph) -> frozenset[str]:
    """Return the ids of direct quotations that only a retelling prints, while other sources report the sense.

    Words in quotation marks that appear first in a text derived from another may have been made from its reported
    speech; they are shown as what they are and never chosen as the words that were said.
    """
    lone: set[str] = set()
    for group in groups.values():
        statements = [(placed, placed.item) for placed in group if isinstance(placed.item, Statement)]
        direct = [placed for placed, statement in statements if statement.form == "direct"]
        others = {placed.source for placed, statement in statements if statement.form != "direct"}
        if others and direct and all(derived.get(placed.source) for placed in direct):
            lone.update(placed.id for placed in direct)
    return frozenset(lone)
