"""HTML -> its markup, tag by tag, as the tokenizer of the HTML standard takes it apart.

The one reader of HTML in a build. It builds no tree. Where the standard needs one (CDATA, titles and scripts
inside SVG) or looks for comments inside scripts, it takes more for tags than a browser does, never less.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from html.entities import html5

_RAW = ("script", "style", "textarea", "iframe", "xmp", "noembed", "noframes")
"""Elements whose text holds no tags."""
_SPACE = r"[ \t\n\f\r]"
_NAME = r"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^ \t\n\f\r"'>][^ \t\n\f\r>]*+)"""
_ATTRIBUTE = rf"{_NAME}(?:{_SPACE}*+=(?:{_SPACE}*+{_VALUE}|(?={_SPACE}*+>))|(?!{_SPACE}*+=))"
_USUAL = rf"""(?:{_SPACE}[^ \t\n\f\r/>="']++="[^"]*+")*+>"""
"""Attributes as serializers write them: half the time of the build's largest search."""
_REST = rf"[^ \t\n\f\r/>]*+(?:{_USUAL}|(?:[ \t\n\f\r/]++|{_ATTRIBUTE})*+>)"
"""What follows the first letters of a tag: more of its name, its attributes, and the end."""
_RAW_ELEMENTS = "|".join(
    rf"{name}(?=[ \t\n\f\r/>]){_REST}(?s:.*?)(?=</{name}[ \t\n\f\r/>]|\Z)" for name in _RAW
)  # no group for the name, as findall would return it in place of the whole
_MARKUP = re.compile(
    rf"<(?:(?ai:{_RAW_ELEMENTS})"
    rf"|/?+[a-zA-Z]{_REST}"
    r"|!--(?:-?>|(?s:.*?)(?:--!?>|\Z))"
    r"|[!?/][^>]*+>?"  # a declaration, or what the standard makes a comment
    r"|[a-zA-Z](?s:.*))"  # a tag without an end, which takes the rest with it
)
_TAG = re.compile(rf"<(/?[a-zA-Z][^ \t\n\f\r/>]*+)((?:[ \t\n\f\r/]++|{_ATTRIBUTE})*+)>")
_PAIR = re.compile(
    rf"""({_NAME})(?:{_SPACE}*=(?:{_SPACE}*(?:"([^"]*)"|'([^']*)'|([^ \t\n\f\r"'>][^ \t\n\f\r>]*)))?)?"""
)
_REFERENCE = re.compile(r"&#?\w+;")
_VALUE_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*[;=]?)")


@dataclass(frozen=True)
class Tag:
    """A start tag; an end tag has the slash in its name."""

    name: str
    attributes: Mapping[str, str]
    """Their names in small letters, the first of each name; one without a value has an empty one."""
    text: str
    """What an element such as a script holds, whose text is not markup."""


def find_markup(text: str) -> list[str]:
    """Return every tag, comment and declaration as written; a script and its like with the text it holds."""
    return _MARKUP.findall(text)


def read_tag(markup: str) -> Tag | None:
    """Take a tag apart; None for a comment, a declaration, or a tag that does not end."""
    found = _TAG.match(markup)
    if found is None:
        return None
    attributes: dict[str, str] = {}
    for name, *values in _PAIR.findall(found[2]):
        attributes.setdefault(name.lower(), _unescape_value("".join(values)))
    return Tag(found[1].lower(), attributes, markup[found.end() :])


def find_outside(text: str, names: Collection[str]) -> Iterator[str]:
    """Yield the pieces of a text that are outside all elements of these names."""
    depth = place = 0
    for found in _MARKUP.finditer(text):
        tag = read_tag(found[0])
        if tag is None or tag.name.removeprefix("/") not in names:
            continue
        if depth == 0:
            yield text[place : found.start()]
        depth = max(0, depth - 1) if tag.name.startswith("/") else depth + 1
        place = found.end()
    if depth == 0:
        yield text[place:]


def resolve_references(text: str) -> str:
    """Write characters as themselves, except the three that would then be markup."""
    return _REFERENCE.sub(lambda found: escape(unescape(found[0]), quote=False), text)


def _unescape_value(value: str) -> str:
    """Resolve the references in an attribute, where the &copy of ?a=1&copy=2 is not one."""
    return _VALUE_REFERENCE.sub(lambda found: _unescape_one(found[0]), value) if "&" in value else value


def _unescape_one(reference: str) -> str:
    is_one = reference.startswith("&#") or reference[1:] in html5
    return unescape(reference) if is_one else reference
