"""Finished texts -> problems: what a policy withholds must occur in none of them, nor in their addresses."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from builder.checks.registry import Rule, read_rule
from builder.model.library import Library
from builder.model.where import Where
from builder.problems import Problem
from builder.words.folding import bounded, fold_letters, has_unusual, is_unusual, words_of

WITHHELD_RULE: Rule = read_rule(
    "E404",
    """What a policy withholds occurs nowhere in the output.
Why: the story's policy protects people whatever a source prints, even in a quotation or an address.
Fix: take the words out of the text that the message names: put an ellipsis in a quotation, or rename an id.""",
)

_GAP = r"[^\S\n]+|[^\S\n]*\n[^\S\n]*|[-_+.,'’‐–~·]"
"""What may come between two words of a name: spaces, one line end, what addresses and Markdown write instead."""

_OURS = r"#(?:3[3-9]|4[0-7]|5[89]|6[0-4]|9[1-6]|12[3-6]);|(?:amp|lt|gt|quot|nbsp);"
_JSON_ESCAPES = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+")


def _read_json(text: str) -> str:
    return _JSON_ESCAPES.sub(lambda run: str(json.loads(f'"{run[0]}"')), text)


_ENCODED: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(rf"&(?!{_OURS})#?\w"), html.unescape),
    (re.compile(r"\\u(?!003[ce]|0026|202[89])[0-9A-Fa-f]{4}"), _read_json),
    (re.compile(r"%(?:3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|[89A-Fa-f][0-9A-Fa-f])"), unquote),
)
"""Other ways to write letters, except our own references, which are punctuation; and how to read them."""
_MARKUP = re.compile(r"<[^<>]*>|[*_`~]+")


@dataclass(frozen=True)
class Secret:
    """A withheld string: its place, its longest word, which is searched for first, and a pattern of all its forms."""

    where: Where
    word: str
    pattern: re.Pattern[str]


def read_secrets(library: Library) -> tuple[Secret, ...]:
    """Return what the people's policies withhold."""
    return tuple(
        Secret(library.places["people", name].at("withhold", index), max(words, key=len), pattern_of(string))
        for name, person in library.people.items()
        for index, string in enumerate(person.withhold)
        if (words := words_of(string))
    )


def pattern_of(string: str) -> re.Pattern[str]:
    """Return a pattern for folded texts: the words in order, apart as in a name, or joined if no letter adjoins."""
    words = words_of(string)
    gaps = [f"(?:{re.escape(gap)}|{_GAP})" for gap in re.split(r"[^\W_]+", fold_letters(string))[1:-1]]
    apart = "".join(re.escape(word) + gap for word, gap in zip(words, [*gaps, ""], strict=True))
    optional = [*(f"{gap}?" for gap in gaps), ""]
    joined = "".join(re.escape(word) + gap for word, gap in zip(words, optional, strict=True))
    return re.compile(f"{apart}|{bounded(joined, words[0][0], words[-1][-1])}")


def watch(
    secrets: tuple[Secret, ...], texts: Iterable[tuple[str, str]], found: list[Problem]
) -> Iterator[tuple[str, str]]:
    """Yield the texts, by their paths, as they come, and add what find_withheld finds in them to the list."""
    for path, text in texts:
        if secrets:
            found += _find_in(secrets, path, text)
        yield path, text


def find_withheld(secrets: tuple[Secret, ...], texts: Iterable[tuple[str, str]]) -> list[Problem]:
    """Return a problem for every secret and every text, by its path, in which it occurs; no message repeats it."""
    if not secrets:
        return []
    return [problem for path, text in texts for problem in _find_in(secrets, path, text)]


def _find_in(secrets: tuple[Secret, ...], path: str, text: str) -> Iterator[Problem]:
    in_path = _occurring(secrets, path)
    named = "a page whose address contains a withheld string" if in_path else path
    for secret in in_path:
        yield secret.where.problem(
            "E404", "this string occurs in the address of a page; rename the id that contains it"
        )
    for secret in _occurring(secrets, text):
        message = f"this string occurs in {named}; remove it there, or in the YAML behind it"
        yield secret.where.problem("E404", message)


def _occurring(secrets: tuple[Secret, ...], text: str) -> list[Secret]:
    content = text.encode()
    plain = content.lower()
    others = [fold_letters(line) for line in (*_unusual_lines(text, content), *_encoded_lines(text))]
    near = [
        secret for secret in secrets if secret.word.encode() in plain or any(secret.word in line for line in others)
    ]
    if not near:
        return []
    readings = [fold_letters(text), *others]
    resolved = _resolved(text)
    readings += [
        fold_letters(resolved),
        fold_letters(resolved.replace("+", " ")),
        fold_letters(_MARKUP.sub("", html.unescape(text))),
    ]
    return [secret for secret in near if any(secret.pattern.search(reading) for reading in readings)]


def _unusual_lines(text: str, content: bytes) -> Iterator[str]:
    """Yield the lines with letters that folding does not change byte by byte."""
    if has_unusual(content):
        yield from (line for line in set(text.split("\n")) if is_unusual(line))


def _encoded_lines(text: str) -> Iterator[str]:
    """Yield the lines that write letters in another way, rewritten with the letters themselves."""
    lines = set()
    for encoded, _ in _ENCODED:
        found = encoded.search(text)
        while found:
            start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
            lines.add((start, end if end >= 0 else len(text)))
            found = encoded.search(text, end) if end >= 0 else None
    for start, end in sorted(lines):
        yield _resolved(text[start:end])


def _resolved(text: str) -> str:
    """Write out every character that character references, JSON and addresses encode."""
    for _, read in _ENCODED:
        text = read(text)
    return text
