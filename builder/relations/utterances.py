"""The same words in several sources: how each rendering differs from the fullest, and which are a retelling's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from builder.evidence.text import fold_typography
from builder.model import Form, Statement
from builder.model.walk import PlacedItem
from builder.relations.graphs import Graph

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_CUT = re.compile(r"\[\s*(?:\.\.\.|…)\s*\]|\.\.\.|…")
MIN_RUN = 3
"""Fewer words in a row may be the same by chance."""


@dataclass(frozen=True)
class Rendering:
    """How one source gives what was said, compared with the fullest quotation of it; counts are words."""

    source: str
    """The source that gives it so."""
    forms: tuple[Form, ...]
    """direct, indirect, paraphrase: all that the source uses."""
    words: int
    """Words that it prints as a quotation."""
    fullest: str | None
    """The source of the quotation that it is compared with; null where it is that one, or nobody quotes."""
    kept: int = 0
    """Words of the fullest quotation that it prints too."""
    left_out: int = 0
    """Words of the fullest quotation that it does not print."""
    other_words: int = 0
    """Words that it prints and the fullest quotation does not have."""
    cuts_marked: bool = True
    """Whether an ellipsis marks every place where words between two printed ones are left out."""
    order_changed: bool = False
    """Whether it prints words in another order than the fullest quotation."""


def render_utterance(group: Iterable[PlacedItem], derived: Graph, lone: Collection[str]) -> tuple[Rendering, ...]:
    """Compare all renderings of one utterance, by source, with the fullest quotation.

    The fullest is that of a source that does not derive from another one of the group, where there is one; a lone
    quotation is no measure for others.
    """
    by_source: dict[str, list[Statement]] = defaultdict(list)
    is_lone: set[str] = set()
    for placed in group:
        if isinstance(placed.item, Statement) and not placed.item.withdrawn:
            by_source[placed.source].append(placed.item)
            is_lone.update({placed.source} if placed.id in lone else ())
    quotes = {name: [said.quote for said in items if said.quote] for name, items in by_source.items()}
    fullest = _fullest({name: said for name, said in quotes.items() if name not in is_lone}, derived)
    return tuple(_render(name, items, quotes, fullest) for name, items in by_source.items())


def _fullest(quotes: Mapping[str, list[str]], derived: Graph) -> str | None:
    def key(name: str) -> tuple[bool, int, str]:
        retells = not set(derived.get(name, ())).isdisjoint(quotes)
        return (retells, -sum(len(_words(quote)) for quote in quotes[name]), name)

    return min((name for name in quotes if quotes[name]), key=key, default=None)


def _render(name: str, items: list[Statement], quotes: Mapping[str, list[str]], fullest: str | None) -> Rendering:
    forms = tuple(dict.fromkeys(item.form for item in items))
    count = sum(len(_words(quote)) for quote in quotes[name])
    if fullest is None or name == fullest or not quotes[name]:
        return Rendering(name, forms, count, None if name == fullest else fullest)
    return compare_quotations(name, forms, (fullest, quotes[fullest]), quotes[name])


def compare_quotations(
    name: str, forms: tuple[Form, ...], fullest: tuple[str, list[str]], quotes: list[str]
) -> Rendering:
    """Hold a source's quotations against those of the fullest source: what is kept, left out, added, moved."""
    source, whole = fullest
    base = [word for quote in whole for word in _words(quote)]
    places: list[tuple[int, int]] = []
    is_marked, count = True, 0
    for quote in quotes:
        for run in _CUT.split(quote):
            words = _words(run)
            count += len(words)
            found = _find_runs(base, words)
            is_marked = is_marked and all(a[1] == b[0] for a, b in pairwise(found) if b[0] > a[1])
            places += found
    kept = len({index for first, last in places for index in range(first, last)})
    return Rendering(
        name,
        forms,
        count,
        source,
        kept=kept,
        left_out=len(base) - kept,
        other_words=count - sum(last - first for first, last in places),
        cuts_marked=is_marked,
        order_changed=any(after[0] < before[0] for before, after in pairwise(places)),
    )


def _find_runs(base: list[str], words: list[str]) -> list[tuple[int, int]]:
    """Return where runs of the words stand in the base, in the order of the words."""
    blocks = SequenceMatcher(None, base, words, autojunk=False).get_matching_blocks()
    least = min(MIN_RUN, len(words))
    return [(block.a, block.a + block.size) for block in blocks if block.size >= least > 0]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_typography(text).casefold())


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
