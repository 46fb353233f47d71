"""The list of checks: a check is a generator over the library whose docstring is the rule."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from builder.model.library import Library
from builder.model.where import Where

Finding = tuple[Where, str]
Finder = Callable[[Library], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule in editors' words: a wish, why, and how to mend a breach."""

    code: str
    wish: str
    why: str
    fix: str


@dataclass(frozen=True)
class Check:
    """A rule with the function that finds breaches; whole: it needs a library without broken records."""

    rule: Rule
    find: Finder
    whole: bool


CHECKS: dict[str, Check] = {}


def check(code: str, whole: bool = False) -> Callable[[Finder], Finder]:
    """Register a generator of (place, message) under a code that is used once and for ever."""

    def register(find: Finder) -> Finder:
        if code in CHECKS:
            raise ValueError(f"{code} is taken by {CHECKS[code].find.__name__}")
        CHECKS[code] = Check(read_rule(code, inspect.getdoc(find) or ""), find, whole)
        return find

    return register


def read_rule(code: str, docstring: str) -> Rule:
    """Take a rule apart: the wish in the first line, then 'Why: …' and 'Fix: …'."""
    wish, _, rest = docstring.partition("\n")
    why, _, fix = rest.partition("Fix:")
    return Rule(code, wish.strip(), " ".join(why.replace("Why:", "", 1).split()), " ".join(fix.split()))
