"""Finished texts -> problems: what a policy withholds must occur in none of them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping

from builder.checks.registry import Rule, read_rule
from builder.escape import escape_text
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
    withheld = [
        (name, index, _forms(words))
        for name, person in library.people.items()
        for index, words in enumerate(person.withhold)
    ]
    found = []
    for path, text in texts.items() if withheld else ():
        folded = [_folded(line) for line in text.split("\n")]
        for name, index, forms in withheld:
            if any(form in line for form in forms for line in folded):
                where = library.places["people", name].at("withhold", index)
                message = f"this string of '{name}' occurs in {path}; take it out there, or out of the YAML behind it"
                found.append(where.problem("E404", message))
    return found


def _forms(words: str) -> set[str]:
    """Return the forms that a string has in pages (character references), in data (JSON) and in plain text."""
    plain = " ".join(words.split())
    return {_folded(form) for form in (plain, escape_text(plain), json.dumps(plain, ensure_ascii=False)[1:-1])}


def _folded(line: str) -> str:
    """Fold case and width; line by line, as most are ASCII, for which that costs next to nothing."""
    return line.lower() if line.isascii() else unicodedata.normalize("NFKC", line).casefold()
