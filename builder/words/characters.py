"""Characters that do not belong in a text: invisible ones, look-alikes, floods of accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Controls, bidirectional controls, characters that are invisible or that no font has, and special forms of letters and
# digits that only look like plain ones.
_NEVER = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uff10-\uff19\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001d400-\U0001d7ff"
    "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
_ACCENTS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0730-\u074a\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u0eb4-\u0ebc\u0ec8-\u0ecd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
# Joiners, variation selectors and tags are needed by some scripts and by emoji, and are wrong anywhere else.
_TAGS = "\U000e0020-\U000e007f"
_SOMETIMES = f"\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f{_TAGS}\U000e0100-\U000e01ef"
_UNJOINED = "\x00-\u052f\u200c\u200d\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff"
_UNVARIED = "\x00-\x22\x24-\x29\x2b-\x2f\x3a-\xa8\xaa-\xad\xaf-\u052f\u200c\u200d\ufe00-\ufe0f"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_REFUSED = re.compile(
    f"\U0001f3f4[{_TAGS[0]}-\U000e007e]{{3,6}}\U000e007f"  # the flag of a region, which is allowed
    f"|(?P<refused>[{_NEVER}{_TAGS}]|[{_ACCENTS}]{{7,}}"
    f"|(?<![^{_UNJOINED}])[\u200c\u200d]|(?<![^{_UNVARIED}])[\ufe00-\ufe0f]"
    f"|(?<![\u1820-\u18aa])[\u180b-\u180d\u180f]|(?<![{_IDEOGRAPHS}])[\U000e0100-\U000e01ef])"
)
_SUSPECT = re.compile(f"[{_NEVER}{_SOMETIMES}{_ACCENTS}]")
"""One class of characters, which is ten times faster to search for: nearly every file has none of them."""
_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_FLOOD = 31
"""No script puts so many marks on one letter; sorting many takes time by the square of their number."""


def find_refused(text: str) -> Iterator[tuple[int, str]]:
    """Yield everything that a text must not contain: its place, from 0, and the characters."""
    if text.isascii() and text.isprintable():
        return
    flood = _find_flood(text)
    if flood is not None:
        yield flood, text[flood : flood + _FLOOD]
    for found in _REFUSED.finditer(text) if _SUSPECT.search(text) else ():
        if found["refused"] and (flood is None or len(found[0]) == 1):
            yield found.start(), found[0]


def explain_refused(found: str) -> str:
    """Say what is wrong with what was found."""
    if len(found) > 1:
        return "more than six accents on one letter; delete them"
    name = unicodedata.name(found, "a control character")
    return (
        f"U+{ord(found):04X} ({name.lower()}) is invisible or not what it looks like; delete it and type the text again"
    )


def delete_refused(text: str) -> str:
    """Return the text without everything that find_refused finds."""
    kept, end = [], 0
    for place, found in find_refused(text):
        kept.append(text[end:place])
        end = max(end, place + len(found))
    return "".join(kept) + text[end:]


def join_accents(text: str) -> str:
    """Return the text with letters and their accents joined (NFC); a text with a flood of accents is left as it is."""
    if text.isascii() or _find_flood(text) is not None or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def _find_flood(text: str) -> int | None:
    """Return the place of the first letter with a flood of marks; this must run before they are sorted."""
    for run in _MARKS.finditer(text) if not text.isascii() else ():
        length = 0
        for place in range(run.start(), run.end()):
            length = length + 1 if unicodedata.combining(text[place]) else 0
            if length == _FLOOD:
                return place - _FLOOD + 1
    return None
