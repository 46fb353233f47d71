"""Plain text -> characters that stay themselves, in Markdown, in HTML and in front matter alike."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

# Every ASCII character that is not a letter, a digit or a blank may be markup somewhere; as a character reference
# it is none anywhere: not in Markdown or its extensions, not in HTML text or quoted attributes, not in YAML quotes.
_REFERENCES = {code: f"&#{code};" for code in range(0x21, 0x7F) if not chr(code).isalnum()}


# In finished HTML only these five are markup.
_HARMLESS = re.compile("&#(" + "|".join(str(code) for code in _REFERENCES if chr(code) not in "&<>\"'`") + ");")


def lighten_html(page: str) -> str:
    """Write the references of characters that are no markup in finished HTML as the characters, which weighs less."""
    return _HARMLESS.sub(lambda found: chr(int(found[1])), page)


@lru_cache(maxsize=65536)
def escape_text(text: str) -> Markup:
    """Return the text as Markdown and HTML that show exactly these characters; white space is folded."""
    return Markup(" ".join(text.split()).translate(_REFERENCES))
