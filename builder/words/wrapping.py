"""Words and a width -> lines; what a letter is wide is for the caller to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Measure = Callable[[str], float]
_HALVINGS = 6
"""How often the width is halved in the search for even lines; more makes no difference to the eye."""


def wrap(words: Sequence[str], measure: Measure, limit: float) -> list[str]:
    """Fill lines with words; a word that is wider than the limit has a line of its own."""
    lines: list[list[str]] = []
    left, blank = 0.0, measure(" ")
    for word in words:
        width = measure(word)
        if lines and width + blank <= left:
            lines[-1].append(word)
            left -= width + blank
        else:
            lines.append([word])
            left = limit - width
    return [" ".join(line) for line in lines]


def balance(words: Sequence[str], measure: Measure, limit: float) -> list[str]:
    """Fill as few lines as wrap does, as evenly as it goes."""
    rows = len(wrap(words, measure, limit))
    low, high = max(map(measure, words)), limit
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if len(wrap(words, measure, middle)) <= rows else (middle, high)
    return wrap(words, measure, high)


def fill(words: Iterable[str], measure: Measure, limit: float) -> list[str]:
    """Fill lines with words as wrap does, but break what is wider than a line."""
    return wrap([part for word in words for part in _break(word, measure, limit)], measure, limit)


def fit(text: str, measure: Measure, limit: float, rows: int) -> list[str]:
    """Fill at most so many lines, with an ellipsis where words are left over; break what is wider than a line."""
    lines = fill(text.split(" "), measure, limit)
    return lines if len(lines) <= rows else [*lines[: rows - 1], cut(" ".join(lines[rows - 1 :]), measure, limit)]


def cut(text: str, measure: Measure, limit: float) -> str:
    """Return a text whole if it fits, else its first words, or letters where a word is too wide, and an ellipsis."""
    if measure(text) <= limit:
        return text
    words = wrap(text.split(" "), measure, limit - measure("…"))[0].rstrip(" ,;:–—-")
    while measure(f"{words}…") > limit:
        words = words[:-1]
    return f"{words}…"


def _break(word: str, measure: Measure, limit: float) -> list[str]:
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
