"""Finished texts -> problems: what a policy withholds must occur in none of them."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Mapping

from builder.checks.registry import Rule, read_rule
from builder.load import Library
from builder.problems import Problem

WITHHELD_RULE: Rule = read_rule(
    "E404",
    """What a policy withholds occurs nowhere in the output.
Why: the story's policy protects people, whatever a source prints.
Fix: take the words out of the text that the message names.""",
)


def find_withheld(library: Library, texts: Mapping[str, str]) -> list[Problem]:
    """Return a problem for every withheld string and text in which it occurs; the message does not repeat it."""
    found = []
    plain = {path: _plain(text) for path, text in texts.items()} if _any_withheld(library) else {}
    for name, person in library.people.items():
        for index, words in enumerate(person.withhold):
            for path in _holding(_folded(words), plain):
                where = library.places["people", name].at("withhold", index)
                message = f"this string of '{name}' occurs in {path}; take it out of the YAML that the page shows"
                found.append(where.problem("E404", message))
    return found


def _any_withheld(library: Library) -> bool:
    return any(person.withhold for person in library.people.values())


def _holding(words: str, plain: Mapping[str, str]) -> Iterable[str]:
    return (path for path, text in plain.items() if words in text)


def _plain(text: str) -> str:
    """Undo the character references of pages and the escapes of JSON, as a reader's program would."""
    return _folded(html.unescape(text.replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&")))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
