"""The sentence of an item and what its passage leaves out -> whether the dots hide what the sentence turns on.

A sentence turns on its negations, hedges, numbers and rare names. What of these is in the dots is kept as signs,
which a receipt can hold without holding the words.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from builder.evidence.text import find_occurrences, fold_typography
from builder.model import Figure, Item, Statement
from builder.words.numbers import read_numbers

NEGATION, HEDGE, NUMBER = "n", "h", "q"
"""The sign of a number goes on with a digest; the sign of a name is a digest alone, which has no such letters."""
KINDS: Mapping[str, str] = {NEGATION: "a negation", HEDGE: "a hedge", NUMBER: "a number"}
_NEGATIONS = re.compile(
    r"\b(?:no(?!\. ?\d)|not|none|never|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|scarcely"
    r"|den(?:y|ies|ied)|refus(?:e|es|ed))\b|\b\w+n't\b",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|purportedly|presumably|might|may|could|appear(?:s|ed)?|seem(?:s|ed)?"
    r"|suggest(?:s|ed)?|likely|probably|perhaps|maybe|possibl[ey]|apparently|potential(?:ly)?|if|unless|provided that"
    r"|claim(?:s|ed)?|attempted|unconfirmed|unclear|uncertain)\b",
    re.IGNORECASE,
)
"""Not 'would', which in reported speech is only the future; where it is a condition, 'if' says so."""
_MAY = re.compile(r"\bMay\b")
_NUMBER = re.compile(r"\d[\d,.]*%?|\b[a-z]+(?:-[a-z]+)*\b", re.IGNORECASE)
_KNOWN = re.compile(
    r"\b(?:the|these|those|both|other) (?:two|three|four|five|six|seven|eight|nine)\b"
    r"(?![- ](?:hundred|thousand|million|billion|third|fifth|tenth|quarter))",
    re.IGNORECASE,
)
"""'the two soldiers' points to those whom readers know already; 'two soldiers' counts them."""
_NAME = re.compile(r"\b[A-Z][\w'-]*\w{2}\b")
_NAMES = re.compile(rf"{_NAME.pattern}(?: {_NAME.pattern})*")
_PLACE = re.compile(r"(?:North|South|East|West|.*(?:ans?|ese|ish))$")
_ENDING = re.compile(r"(?<=...)(?:ians?|ia|ans?|as?|e?s|e)$")
_NO_NAMES = re.compile(
    r"(?:After|All|And|Another|Because|Before|Both|But|During|Each|For|From|Had|Has|Her|His|How|However|Its|Not|Now|Once"
    r"|One|Our|She|Since|Some|Such|That|The|Their|Then|There|These|They|This|Those|Two|Under|Until|Was|What|When|Where"
    r"|Which|While|Who|Why|With|You)$"
)
"""Words that have a capital letter only because they begin a sentence."""
RARE = 3
"""A name that a text has more often is its subject, not what a sentence turns on."""


@dataclass(frozen=True)
class Turn:
    """Something on which a sentence turns: a negation, a hedge, a number or a name."""

    sign: str
    words: str
    """The words as they are in the text."""
    name: int | None = None
    """For a word of a name: which of the text's names; one word of a name is enough to know it by."""


def find_turns(text: str) -> Iterator[Turn]:
    """Yield all negations, hedges, numbers and words of names in a text, in this order."""
    folded = fold_typography(text)
    for found in _NEGATIONS.finditer(folded):
        yield Turn(NEGATION, found[0])
    for found in _HEDGES.finditer(_MAY.sub("", folded)):  # the month is not a hedge
        yield Turn(HEDGE, found[0])
    for number in sorted(read_numbers(folded)):
        if number != 1:
            yield Turn(NUMBER + _digest(str(number))[1:], _printed(number, folded))
    for index, names in enumerate(_NAMES.finditer(folded)):
        for name in names[0].split():
            word = name.removesuffix("'s").removesuffix("'")
            if not _NO_NAMES.match(word):
                yield Turn(_digest(_ENDING.sub("", word)), word, index)


def _printed(number: Fraction, text: str) -> str:
    """Return the first word of a text that gives a number, or its digits where several words make it together."""
    words = (found[0] for found in _NUMBER.finditer(text))
    return next((word for word in words if number in read_numbers(word)), f"{float(number):,g}")


def signs_of(text: str) -> frozenset[str]:
    """Return the signs of a text: of negations and hedges, of each number and each name."""
    return frozenset(turn.sign for turn in find_turns(text))


def kinds_of(signs: Iterable[str]) -> tuple[str, ...]:
    """Return in words what some signs are of."""
    return tuple(dict.fromkeys(KINDS.get(sign[0], "a name") for sign in sorted(signs)))


@lru_cache(maxsize=65536)
def _digest(sign: str) -> str:
    """Shorten a number or a name to what tells it from others but cannot be read."""
    return hashlib.sha256(sign.encode()).hexdigest()[:8]


def signs_left_out(item: Item, passage: str, common: frozenset[str]) -> frozenset[str]:
    """Return the signs of what a passage leaves out between the words that are shown; common names are passed over."""
    return signs_of(dots_of(item, passage)) - common


def dots_of(item: Item, passage: str) -> str:
    """Return what a passage leaves out between the words that readers are shown.

    The passage is the whole text from its first to its last words. A quotation is shown whole, and so is the printed
    number of a figure.
    """
    if item.passage is None or (isinstance(item, Statement) and item.quote):
        return ""
    rest = passage
    for words in shown_of(item):
        rest = _without(rest, fold_typography(words))
    return rest


def _without(text: str, words: str) -> str:
    """Cut words out of a text: where they are whole words, if they are anywhere."""
    place = next(iter(find_occurrences(text, words)), -1)
    return text if place < 0 else f"{text[:place]} … {text[place + len(words) :]}"


def common_names(text: str) -> frozenset[str]:
    """Return the signs of the names that a text has so often that no sentence turns on them."""
    counts = Counter(turn.sign for turn in find_turns(text) if turn.name is not None)
    return frozenset(sign for sign, count in counts.items() if count > RARE)


def shown_of(item: Item) -> tuple[str, ...]:
    """Return the words of a passage that readers are shown, in the order in which they are shown."""
    passage = item.passage
    if passage is None:
        return ()
    shown = [words for words in (passage.start, passage.words, passage.end) if words]
    if isinstance(item, Figure) and not any(holds_printed(item, words) for words in shown):
        shown.insert(1, item.printed)
    return tuple(shown)


def holds_printed(figure: Figure, words: str) -> bool:
    """Say whether words contain the printed number of a figure."""
    return bool(find_occurrences(fold_typography(words), fold_typography(figure.printed)))


def hidden_by_dots(item: Item, left_out: Iterable[str], on_card: str = "") -> frozenset[str]:
    """Return the signs on which the sentence turns, that the dots hide and nothing on the card shows.

    Besides the words of the passage a card shows the names of speakers and relays, and the printed words for a time.
    """
    shown_words = " … ".join((*shown_of(item), item.as_of_words or "", on_card))
    shown = Counter(turn.sign for turn in find_turns(shown_words))
    turns = list(find_turns(_KNOWN.sub("", fold_typography(item.text))))
    known = {turn.name for turn in turns if turn.sign in shown and not _PLACE.match(turn.words)} - {None}
    needed = {turn.sign for turn in turns if turn.sign not in shown and turn.name not in known}
    said = Counter(turn.sign for turn in turns)
    needed.update(
        kind for kind in (NEGATION, HEDGE) if said[kind] > shown[kind]
    )  # one "not" that is shown does not stand for two
    return frozenset(left_out) & needed


def words_of(signs: frozenset[str], dots: str) -> tuple[str, ...]:
    """Return the words in the dots that have one of these signs, each once, in the order of their kinds."""
    found: dict[str | int, list[str]] = {}
    for turn in find_turns(dots):
        if turn.sign in signs:
            found.setdefault(turn.words if turn.name is None else turn.name, []).append(turn.words)
    words = (" ".join(parts) if isinstance(key, int) else key for key, parts in found.items())
    return tuple(dict.fromkeys(words))
