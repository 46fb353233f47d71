"""A hand-written page -> whatever in it is more than plain Markdown: HTML, attributes, addresses, front matter.

The theme prints the title and the description of a page unescaped, and Markdown lets any HTML through.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import islice

from builder.load.yaml_file import MAX_DEPTH, MAX_FAULTS, UNREAD, Document, Fault, read_yaml
from builder.problems import quoted
from builder.words.html import find_markup, read_tag
from builder.words.urls import find_fault

MAX_LENGTH = 100_000
MAX_HEADINGS = 500
"""Markdown compares each opening sign with the rest of its paragraph, and each heading with all before it."""
KEYS = ("title", "description", "hide")
HIDDEN_PARTS = ("navigation", "toc", "footer", "path")
NO_TEXTS = frozenset(["yes", "no", "on", "off", "true", "false", "null", "y", "n"])
"""Words that MkDocs' YAML reads as something other than text."""
TAGS = frozenset(
    "h1 h2 h3 h4 h5 h6 p ul ol li a em strong code pre blockquote table thead tbody tr th td hr br img".split()  # noqa: SIM905 - reads better
)
ATTRIBUTES = {
    "id": re.compile(r"(?!__)[\w-]+"),
    "class": re.compile(r"x-[a-z0-9-]+(?: x-[a-z0-9-]+)*"),
    "style": re.compile(r"text-align: (?:left|right|center);"),
    "start": re.compile(r"[0-9]{1,4}"),
    "src": re.compile(r"(?:\.\./)*[A-Za-z0-9_][A-Za-z0-9._/-]*"),
    "href": re.compile(r".*"),
    "title": re.compile(r"(?s:.*)"),
    "alt": re.compile(r"(?s:.*)"),
}
"""What Markdown itself writes; where links lead is checked in the finished site."""
_PICTURE = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}\.(?:png|jpg|jpeg|webp)")
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_LIKE_FRONT_MATTER = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
_CODE = re.compile(r"(?<![`\\])`[^`\n]+`(?!`)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_BRACE = re.compile(r"\{(?!:? *(?:(?:#[a-z][a-z0-9-]*|\.x-[a-z0-9-]+) *)+\})")
_ADDRESS = re.compile(r"(!?)\[[^\[\]\n]*\](?:\(|: )\s*([^\s)]+)")
_HEADING = re.compile(r"^(?: {0,3}#|[ \t]*[-=]+[ \t]*$)", re.MULTILINE)
_BRACKET = re.compile(r"\n[ \t]*\n|\]\(|[\[\])]|``+")
_HAS_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def is_picture_name(name: str) -> bool:
    """Say whether a file is a picture by its name: in small letters, which every system keeps apart."""
    return bool(_PICTURE.fullmatch(name))


def check_page(text: str) -> Iterator[Fault]:
    """Yield whatever in a page, with plain line ends, is more than proper front matter and plain Markdown."""
    found = _FRONT_MATTER.match(text)
    if found:
        yield from _check_front_matter(found[1])
    elif _LIKE_FRONT_MATTER.match(text):
        yield Fault(1, 1, "E022", "MkDocs would read this line as front matter; begin the page with its heading")
    start = found.end() if found else 0
    line_starts = [0, *(line.end() for line in re.finditer("\n", text))]
    for place, code, message in _find_in_all(text, start):
        line = bisect_right(line_starts, place)
        yield Fault(line, place - line_starts[line - 1] + 1, code, message)


def _find_in_all(text: str, start: int) -> Iterator[tuple[int, str, str]]:
    """Yield the place, code and message of what is too much for Markdown, or else of what is not plain Markdown."""
    plain = _without_code(text)
    too_much = next(_find_too_much(plain, start), None)
    if too_much:
        place, message = too_much
        yield place, "E003", message
        return
    for number, (place, message) in enumerate(islice(_find_in_body(plain, start), MAX_FAULTS + 1)):
        if number == MAX_FAULTS:
            yield place, "E003", f"more than {MAX_FAULTS:,} mistakes above; fix those first"
        else:
            yield place, "E021", message


def _find_too_much(text: str, start: int) -> Iterator[tuple[int, str]]:
    if len(text) > MAX_LENGTH:
        yield MAX_LENGTH, f"a page has at most {MAX_LENGTH:,} characters; split it"
    for heading in islice(_HEADING.finditer(text, start), MAX_HEADINGS, None):
        yield heading.start(), f"a page has at most {MAX_HEADINGS} headings; split it"
    words = addresses = codes = 0
    for found in _BRACKET.finditer(text, start):
        if found[0] == "[":
            words += 1
        elif found[0] == ")":
            addresses = max(0, addresses - 1)
        elif found[0][0] == "]":
            words = max(0, words - 1)
            addresses += found[0] == "]("
        elif found[0][0] == "`":
            codes += 1
        else:
            words = addresses = codes = 0
        if max(words, addresses, codes) > MAX_DEPTH:
            yield found.start(), f"more than {MAX_DEPTH} brackets open, or double backticks, in one paragraph; split it"


def _check_front_matter(text: str) -> Iterator[Fault]:
    document = read_yaml(text.encode(), may_be_empty=True)
    for fault in document.faults:
        yield replace(fault, line=fault.line + 1)
    for line, column, message in _check_keys(document):
        yield Fault(line + 1, column, "E022", message)


def _check_keys(document: Document) -> Iterator[tuple[int, int, str]]:
    if document.value is UNREAD:
        return
    if not isinstance(document.value, dict):
        yield 1, 1, f"front matter is one line each for {', '.join(KEYS)}"
        return
    for key, value in document.value.items():
        mark = document.mark.children[key]
        if key not in KEYS:
            yield *mark.key, f"{quoted(key)} is not allowed in the front matter; allowed are {', '.join(KEYS)}"
        elif value is UNREAD:
            continue
        elif key == "hide":
            if not isinstance(value, list) or not all(part in HIDDEN_PARTS for part in value):
                yield *mark.key, f"'hide' must be a list of some of these: {', '.join(HIDDEN_PARTS)}"
        elif not _is_plain(value):
            yield *mark.value, f'{quoted(key)} must be plain text that begins with a letter, without < > & and "'


def _is_plain(value: object) -> bool:
    if not isinstance(value, str) or value.lower() in NO_TEXTS:
        return False
    return value[:1].isalpha() and not set(value) & set('<>&"\n')


def _without_code(text: str) -> str:
    """Blank out what is between single backticks; if one is left over, nobody can tell what is code."""
    blanked = _CODE.sub(lambda code: "x" * len(code[0]), text)
    return text if "`" in blanked else blanked


def _find_in_body(text: str, start: int) -> Iterator[tuple[int, str]]:
    for found in _TAG.finditer(text, start):
        yield found.start(), "a page cannot contain HTML; write Markdown, links as [words](https://…)"
    for found in _BRACE.finditer(text, start):
        yield (
            found.start(),
            "braces may hold only an id and styles of ours, { #an-id .x-a-style }; write any other `{` as code",
        )
    for found in _ADDRESS.finditer(text, start):
        fault = _find_fault(unescape(found[2]), is_picture=bool(found[1]))
        if fault:
            yield found.start(), f"the address {quoted(found[2])} {fault}"


def _find_fault(address: str, is_picture: bool) -> str | None:
    if not _HAS_HOST.match(address) or (address.startswith("mailto:") and not is_picture):
        return None
    return "is that of a picture elsewhere; put the picture beside the page" if is_picture else find_fault(address)


def find_foreign(html: str) -> list[str]:
    """Return the elements and attributes, in what Markdown made of a page, that plain Markdown does not have."""
    return [foreign for markup in find_markup(html) for foreign in _find_foreign_in(markup)]


def _find_foreign_in(markup: str) -> Iterator[str]:
    tag = read_tag(markup)
    if tag is None:
        yield markup
        return
    if tag.name.removeprefix("/") not in TAGS:
        yield f"<{tag.name}>"
    for name, value in tag.attributes.items():
        if name not in ATTRIBUTES or not ATTRIBUTES[name].fullmatch(value):
            yield f'<{tag.name} {name}="{value}">'
