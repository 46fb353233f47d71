"""Library -> problems: every check, the exceptions that editors wrote, in one sorted list."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks import (
    audits,
    claims,
    evidence,
    figures,
    history,
    items,
    names,
    reviews,
    shown,
    site,
    slips,
    sources,
)
from builder.checks.files import FILE_RULES
from builder.checks.registry import CHECKS, RETIRED, Finding, Rule, read_rule
from builder.checks.withheld import WITHHELD_RULE
from builder.model import Entry
from builder.model.library import Library
from builder.model.walk import walk_records
from builder.model.where import Where
from builder.problems import Problem, did_you_mean, quoted

SUBJECTS = (items, claims, sources, figures, evidence, shown, reviews, audits, names, site, slips, history)
"""Imported by name, so that their checks are in CHECKS."""

EXCEPTION_RULES = {
    "E403": read_rule(
        "E403",
        """Every exception is needed.
Why: an exception that outlives its reason would hide the next slip.
Fix: delete the line under allow, or correct its code.""",
    )
}

Exempt = tuple[str | int, ...]
"""The file, the way down to a record, and the code of the check that it may break."""


def all_rules() -> dict[str, Rule]:
    """Return every rule by its code, sorted."""
    rules = (
        FILE_RULES
        | {code: entry.rule for code, entry in CHECKS.items()}
        | EXCEPTION_RULES
        | evidence.TEXT_RULES
        | {WITHHELD_RULE.code: WITHHELD_RULE}
    )
    return dict(sorted(rules.items()))


def run_checks(library: Library) -> list[Problem]:
    """Return all problems of the library, those that load found included, without those that editors allow."""
    readings = [_find_problems(reading, library.is_whole) for reading in library.readings or (library,)]
    return sorted({*library.problems, *set.intersection(*readings)})


def _find_problems(library: Library, is_whole: bool) -> set[Problem]:
    """Return what the checks find; those that conclude from what is missing only in a whole library."""
    allowed = {
        (where.file.path, *where.loc, code): where
        for where, record in walk_records(library)
        if isinstance(record, Entry)
        for code in record.allow
    }
    kept, used = _without_allowed(_find(library, is_whole), allowed)
    stale = _unneeded(allowed, used) if is_whole else []
    return {*kept, *stale, *evidence.check_texts(library, library.texts)}


def _find(library: Library, is_whole: bool) -> Iterator[tuple[str, Finding]]:
    for code, entry in CHECKS.items():
        if is_whole or not entry.whole:
            for finding in entry.find(library):
                yield code, finding


def _without_allowed(
    findings: Iterator[tuple[str, Finding]], allowed: dict[Exempt, Where]
) -> tuple[list[Problem], set[Exempt]]:
    kept, used = [], set()
    for code, (where, message) in findings:
        exception = None if CHECKS[code].strict else _nearest_exception(where, code, allowed)
        if exception:
            used.add(exception)
        else:
            kept.append(where.problem(code, message))
    return kept, used


def _nearest_exception(where: Where, code: str, allowed: dict[Exempt, Where]) -> Exempt | None:
    """Return the exception that the record at a place has, or else the nearest record around it."""
    for depth in range(len(where.loc), -1, -1):
        exception = (where.file.path, *where.loc[:depth], code)
        if exception in allowed:
            return exception
    return None


def _unneeded(allowed: dict[Exempt, Where], used: set[Exempt]) -> Iterator[Problem]:
    for exception, where in allowed.items():
        if exception not in used:
            code = str(exception[-1])
            yield where.at("allow", code).problem("E403", _say_unneeded(code), at_key=True)


def _say_unneeded(code: str) -> str:
    if code in CHECKS and not CHECKS[code].strict:
        return f"the exception {quoted(code)} is not needed; delete the line"
    if code in all_rules():
        return f"no exceptions to {quoted(code)} are allowed; delete the line, and fix what breaks the rule"
    if code in RETIRED:
        return f"the check {quoted(code)} was retired on {RETIRED[code].since}; delete the line"
    hint = did_you_mean(code, CHECKS) or "; delete the line"
    return f"there is no check {quoted(code)}{hint}"
