"""The sentence of an item and what its passage leaves out -> whether the dots hide what the sentence turns on.

A sentence turns on its negations, hedges, numbers and rare names. What of these is in the dots is kept as signs,
which a receipt can hold without holding the words.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from builder.evidence.text import fold_typography
from builder.model import Figure, Item, Statement
from builder.words.numbers import read_numbers

NEGATION, HEDGE = "n", "h"
_NEGATIONS = re.compile(
    r"\b(?:no(?!\. ?\d)|not|none|never|nobody|nothing|neither|nor|without|cannot)\b|n't\b", re.IGNORECASE
)
_HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|might|may|could|would|appear(?:s|ed)?|seem(?:s|ed)?|suggest(?:s|ed)?|likely|probably"
    r"|possibl[ey]|apparently|potential(?:ly)?|if|unless|claim(?:s|ed)?|attempted)\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"\bMay\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]*[\w]{2}\b")
RARE = 3
"""A name that a text has more often is its subject, not what a sentence turns on."""


def signs_of(text: str) -> frozenset[str]:
    """Return the signs of a text: of negations and hedges, of each number and each name."""
    folded = _MAY.sub("", fold_typography(text))  # the month is not a hedge
    signs = {f"#{number}" for number in read_numbers(folded) if number != 1} | set(_names_in(folded))
    if _NEGATIONS.search(folded):
        signs.add(NEGATION)
    if _HEDGES.search(folded):
        signs.add(HEDGE)
    return frozenset(_digest(sign) for sign in signs)


def _names_in(text: str) -> Iterable[str]:
    return (name.removesuffix("'s") for name in _NAME.findall(text))


@lru_cache(maxsize=65536)
def _digest(sign: str) -> str:
    """Shorten a number or a name to what tells it from others but cannot be read."""
    return sign if sign in (NEGATION, HEDGE) else hashlib.sha256(sign.encode()).hexdigest()[:8]


def signs_left_out(item: Item, passage: str, common: frozenset[str]) -> frozenset[str]:
    """Return the signs of what a passage leaves out between the words that are shown; common names are passed over.

    The passage is the whole text from its first to its last words. A quotation is shown whole, and so is the printed
    number of a figure.
    """
    if item.passage is None or (isinstance(item, Statement) and item.quote):
        return frozenset()
    rest = passage
    for words in shown_of(item):
        rest = rest.replace(fold_typography(words), " … ", 1)
    return signs_of(rest) - common


def common_names(text: str) -> frozenset[str]:
    """Return the signs of the names that a text has so often that no sentence turns on them."""
    counts = Counter(_names_in(text))
    return frozenset(_digest(name) for name, count in counts.items() if count > RARE)


def shown_of(item: Item) -> tuple[str, ...]:
    """Return the words of a passage that readers are shown, in the order in which they are shown."""
    passage = item.passage
    if passage is None:
        return ()
    shown = [words for words in (passage.start, passage.words, passage.end) if words]
    if isinstance(item, Figure) and not any(item.printed in words for words in shown):
        shown.insert(1, item.printed)
    return tuple(shown)


def hidden_by_dots(item: Item, left_out: Iterable[str], on_card: str = "") -> frozenset[str]:
    """Return the signs on which the sentence turns, that the dots hide and nothing on the card shows.

    Besides the words of the passage a card shows the names of speakers and relays, and the printed words for a time.
    """
    shown = (*shown_of(item), item.as_of_words or "", on_card)
    return (signs_of(item.text) & frozenset(left_out)) - signs_of(" … ".join(shown))
