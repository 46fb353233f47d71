"""Words and a width -> lines, the only place that breaks or cuts words; how wide a letter is, the caller says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Measure = Callable[[str], float]
_HALVINGS = 6
"""How often the width is halved in the search for even lines; more makes no difference to the eye."""
_LOOSE = " ,;:–—-"
"""What must not be left at the end of a line before an ellipsis."""


def wrap(words: Sequence[str], measure: Measure, limit: float) -> list[str]:
    """Fill lines with words; a word that is wider than the limit has a line of its own."""
    lines: list[list[str]] = []
    left, space = 0.0, measure(" ")
    for word in words:
        width = measure(word)
        if lines and width + space <= left:
            lines[-1].append(word)
            left -= width + space
        else:
            lines.append([word])
            left = limit - width
    return [" ".join(line) for line in lines]


def balance(words: Sequence[str], measure: Measure, limit: float) -> list[str]:
    """Fill no more lines than wrap does, as evenly as possible."""
    rows = len(wrap(words, measure, limit))
    low, high = max(map(measure, words)), limit
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if len(wrap(words, measure, middle)) <= rows:
            high = middle
        else:
            low = middle
    return wrap(words, measure, high)


def fit(text: str, measure: Measure, limit: float, rows: int) -> list[str]:
    """Fill at most so many lines, with an ellipsis where words are left over; break what is wider than a line."""
    pieces = [piece for word in text.split() for piece in break_word(word, measure, limit)]
    lines = wrap(pieces, measure, limit)
    if len(lines) <= rows:
        return lines
    rest = " ".join(lines[rows - 1 :])
    return [*lines[: rows - 1], cut(rest, measure, limit)]


def cut(text: str, measure: Measure, limit: float) -> str:
    """Return a text whole if it fits, or else its first words (of a wide word, letters) and an ellipsis."""
    if measure(text) <= limit:
        return text
    first = wrap(text.split(" "), measure, limit - measure("…"))[0].rstrip(_LOOSE)
    while measure(f"{first}…") > limit:
        first = first[:-1]
    return f"{first}…"


def break_word(word: str, measure: Measure, limit: float) -> list[str]:
    """Return a word, or its pieces where it is wider than a line."""
    if measure(word) <= limit:
        return [word]
    pieces, left = [""], limit
    for letter in word:
        width = measure(letter)
        if width > left:
            pieces.append("")
            left = limit
        pieces[-1] += letter
        left -= width
    return pieces
