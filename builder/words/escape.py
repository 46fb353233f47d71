"""Plain text -> characters that stay themselves, in Markdown, in HTML and in front matter alike."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

# Every ASCII character that is not a letter, a digit or a space may be markup somewhere; as a character reference
# it is none anywhere: not in Markdown or its extensions, not in HTML text or quoted attributes, not in YAML quotes.
_REFERENCES = {code: f"&#{code};" for code in range(0x21, 0x7F) if not chr(code).isalnum()}


# The punctuation of ordinary sentences, none of which is markup in finished HTML.
_PLAIN = [(_REFERENCES[ord(character)], character) for character in ".,-:()/?;%"]


def lighten_html(page: str) -> str:
    """Write ordinary punctuation as itself in finished HTML: the references are for Markdown and the theme."""
    for reference, character in _PLAIN:
        page = page.replace(reference, character)
    return page


@lru_cache(maxsize=65536)
def escape_text(text: str) -> Markup:
    """Return the text as Markdown and HTML that show exactly these characters; white space is folded."""
    return Markup(" ".join(text.split()).translate(_REFERENCES))


_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def isolate_text(text: str) -> Markup:
    """Return the text escaped; where it runs from right to left, it cannot reorder what is beside it."""
    escaped = escape_text(text)
    if text.isascii() or not _FROM_THE_RIGHT.search(text):
        return escaped
    return Markup(f"<bdi>{escaped}</bdi>")
