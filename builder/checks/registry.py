"""The list of checks: a check is a generator over the library whose docstring is the rule."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from builder.model.library import Library
from builder.model.where import Where

Finding = tuple[Where, str]
Finder = Callable[[Library], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule in editors' words: a wish, why it matters, and how to fix what breaks it."""

    code: str
    wish: str
    why: str
    fix: str


@dataclass(frozen=True)
class Check:
    """A rule with the function that finds what breaks it."""

    rule: Rule
    find: Finder
    whole: bool
    """Whether it only makes sense of a library without broken records."""
    strict: bool
    """Whether no exception to it may be written, whatever the reason."""


CHECKS: dict[str, Check] = {}


@dataclass(frozen=True)
class Retired:
    """A code that no check has any more, and none will have again."""

    since: str
    reason: str


RETIRED: Mapping[str, Retired] = {
    "E204": Retired(
        "2026-11-26",
        "It refused a stance without a claim. An item now names its claims under supports, disputes or qualifies, "
        "so that there is no stance to be left alone; E011 says what to write instead.",
    ),
}
"""Codes never change their meaning, and old reports and exceptions still name them."""


def check(code: str, whole: bool = False, strict: bool = False) -> Callable[[Finder], Finder]:
    """Register a generator of (place, message) under a code, which is used once and never again."""

    def register(find: Finder) -> Finder:
        if code in CHECKS:
            raise ValueError(f"{code} is taken by {CHECKS[code].find.__name__}")
        if code in RETIRED:
            raise ValueError(f"{code} was retired on {RETIRED[code].since}; take a new code")
        rule = read_rule(code, inspect.getdoc(find) or "")
        CHECKS[code] = Check(rule, find, whole, strict)
        return find

    return register


def read_rule(code: str, docstring: str) -> Rule:
    """Take a rule apart: the wish in the first line, then 'Why: …' and 'Fix: …'."""
    wish, _, rest = docstring.partition("\n")
    why, _, fix = rest.partition("Fix:")
    why = why.replace("Why:", "", 1)
    return Rule(code, wish.strip(), " ".join(why.split()), " ".join(fix.split()))
