"""Checks against the version before: what was published neither changes nor disappears silently."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.registry import Finding, check
from builder.checks.withheld import find_withheld, read_secrets
from builder.evidence.text import fold_typography
from builder.model.library import Library
from builder.model.walk import walk_items
from builder.model.where import Where, at_line
from builder.problems import quoted


@check("E406", whole=True, strict=True)
def changed_silently(library: Library) -> Iterator[Finding]:
    """A published sentence that changes has a correction that says what it used to say.

    Why: anyone who read, cited or shared the sentence must be able to see that it has changed.
    Fix: add to content/corrections.yml: the claim or item, was: <the words before>, now: <what it says, and why>.
    """
    corrections = library.corrections.values()
    told = {(correction.claim or correction.item, fold_typography(correction.was)) for correction in corrections}
    now = _sentences(library)
    for name, former, _ in _published(library):
        if name not in now or (name, fold_typography(former)) in told:
            continue
        text, where = now[name]
        if fold_typography(text) != fold_typography(former):
            message = f"the published text is {quoted(former)}; add a correction of {quoted(name)} with it as 'was'"
            yield where.at("text"), message


@check("E407", whole=True, strict=True)
def gone_silently(library: Library) -> Iterator[Finding]:
    """A published claim or item is withdrawn, never deleted or renamed.

    Why: links and citations use its address, which must go on saying what became of it.
    Fix: put it back as it was, with withdrawn: {date, reason}.
    """
    now = _sentences(library)
    for name, _, where in _published(library):
        if name not in now:
            advice = "use this id again, or put it back with withdrawn: {date, reason}"
            yield where, f"{quoted(name)} is published but missing here; {advice}"


@check("E409", strict=True)
def program_changed(library: Library) -> Iterator[Finding]:
    """With --only-content, nothing outside content and sources differs from the version before.

    Why: settings, templates, code and the lock are programs; they run with all the rights of whoever builds the site.
    Fix: have a maintainer read them before anything is built, and merge them separately from content.
    """
    for path, what in library.programs.items():
        message = f"this {what} and is not content; have a maintainer read it before you build"
        yield at_line(path), message


def _published(library: Library) -> Iterator[tuple[str, str, Where]]:
    """Yield what the version before says, except what is withheld by now: that must go without a trace."""
    secrets = read_secrets(library)
    for name, (text, where) in (_sentences(library.before) if library.before else {}).items():
        if not find_withheld(secrets, [(name, text)]):
            yield name, text, where


def _sentences(library: Library) -> dict[str, tuple[str, Where]]:
    """Return what a version says, and where, by the id of the claim or item."""
    claims = {name: (claim.text, library.places["claims", name]) for name, claim in library.claims.items()}
    return claims | {placed.id: (placed.item.text, placed.where) for placed in walk_items(library)}
