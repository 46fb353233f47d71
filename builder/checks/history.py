"""Checks against the version before: what was published neither changes nor disappears in silence."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.registry import Finding, check
from builder.checks.withheld import find_withheld, read_secrets
from builder.evidence.text import normalise
from builder.model.library import Library
from builder.model.walk import walk_items
from builder.model.where import Where, at_line
from builder.problems import quoted


@check("E406", whole=True)
def changed_in_silence(library: Library) -> Iterator[Finding]:
    """A published sentence that changes has a correction that says what it was.

    Why: whoever read, cited or shared the sentence must be able to see that it said something else.
    Fix: add to content/corrections.yml: the claim or item, was: <the words before>, now: <what is said, and why>.
    """
    told = {
        (correction.claim or correction.item, normalise(correction.was)) for correction in library.corrections.values()
    }
    now = _sentences(library)
    for name, former, _ in _published(library):
        text, where = now.get(name, (former, None))
        if where and normalise(text) != normalise(former) and (name, normalise(former)) not in told:
            yield (
                where.at("text"),
                f"the text was {quoted(former)} before; add a correction of {quoted(name)} with these words as 'was'",
            )


@check("E407", whole=True)
def gone_in_silence(library: Library) -> Iterator[Finding]:
    """A published claim or item is withdrawn, never deleted or renamed.

    Why: its address is in links and citations, and must go on saying what became of it.
    Fix: put it back as it was, with withdrawn: {date, reason}.
    """
    now = _sentences(library)
    for name, _, where in _published(library):
        if name not in now:
            advice = "take this id again, or put it back with withdrawn: {date, reason}"
            yield where, f"{quoted(name)} stood here in the version before; {advice}"


@check("E409")
def program_changed(library: Library) -> Iterator[Finding]:
    """With --only-content, nothing besides content and sources differs from the version before.

    Why: settings, templates, code and the lock are programs; they run with all rights of whoever builds.
    Fix: have a maintainer read them before anything is built, and merge them by themselves; keep content apart.
    """
    for path, what in library.programs.items():
        yield at_line(path), f"this {what}, and is no content; a maintainer reads it before anything is built from here"


def _published(library: Library) -> Iterator[tuple[str, str, Where]]:
    """Yield what the version before says, but for what is withheld by now: that must go without a trace."""
    secrets = read_secrets(library)
    for name, (text, where) in (_sentences(library.before) if library.before else {}).items():
        if not find_withheld(secrets, [(name, text)]):
            yield name, text, where


def _sentences(library: Library) -> dict[str, tuple[str, Where]]:
    """Return what a version says by the id of the claim or item, and where."""
    claims = {name: (claim.text, library.places["claims", name]) for name, claim in library.claims.items()}
    return claims | {placed.id: (placed.item.text, placed.where) for placed in walk_items(library)}
