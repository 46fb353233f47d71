"""Letters of names: what counts as the same word, and where a word ends in scripts without spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNSPACED = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Hangul, kana and ideographs, for a class in a pattern: particles or whole words follow without a space."""

_WORD = re.compile(r"[^\W_]+")
_DROPPED = re.compile("[\u0300-\u036f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_ASCII = bytes(range(128))
_USUAL = frozenset("“”„‘’«»‹›–—…·•←→×")
"""The punctuation of ordinary sentences, which folding leaves alone or no name has."""
_UNUSUAL = re.compile(f"[^\x00-\x7f{''.join(_USUAL)}]+")
_UNSPACED = re.compile(f"[{UNSPACED}]")


def fold_letters(text: str) -> str:
    """Fold what does not tell two names apart: case, width, accents, invisible characters.

    Only where there are letters for which that takes time.
    """
    if not is_unusual(text):
        return text.lower()
    return _UNUSUAL.sub(_fold_run, text).lower()


def is_unusual(line: str) -> bool:
    """Say whether a line has letters beyond ASCII that folding may change."""
    return not line.isascii() and bool(_UNUSUAL.search(line))


def _fold_run(run: re.Match[str]) -> str:
    return _folded(run[0])


def has_unusual(content: bytes) -> bool:
    """Like is_unusual, for a whole text as UTF-8 bytes; much faster."""
    return bool(set(content.translate(None, _ASCII).decode()) - _USUAL)


@lru_cache(maxsize=65536)
def _folded(run: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", run).casefold())
    return unicodedata.normalize("NFC", _DROPPED.sub("", apart))


def words_of(text: str) -> list[str]:
    """Return the runs of letters and digits of a text, folded."""
    return _WORD.findall(fold_letters(text))


def is_unspaced(text: str) -> bool:
    """Say whether a text has letters of a script without spaces."""
    return bool(_UNSPACED.search(text))


def bounded(pattern: str, first: str, last: str) -> str:
    """Ask for the bounds of a word around a pattern, where the script of its first or last letter has any."""
    before = "" if is_unspaced(first) else r"(?<![^\W_])"
    after = "" if is_unspaced(last) else r"(?![^\W_])"
    return f"{before}(?:{pattern}){after}"
