"""Checks of the audits: what builder audit found at the sources' addresses when it last ran."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.registry import Finding, check
from builder.evidence.audit_file import read_audit, read_audits
from builder.model import Source
from builder.model.library import Library
from builder.model.walk import walk_items
from builder.model.where import Where, at_line
from builder.problems import quoted
from builder.words.dates import read_span


@check("E508", strict=True)
def audit_unreadable(library: Library) -> Iterator[Finding]:
    """An audit has the form that builder audit gives it, and is named after its source.

    Why: a program makes audits; one that was edited or renamed says nothing about the source.
    Fix: run builder audit SOURCE again, or delete the file.
    """
    for source, text in library.audits.items():
        read = read_audit(text)
        remedy = f"run: builder audit {source}"
        if isinstance(read, int):
            yield _audit_place(source, read), f"this is not a line of an audit; {remedy}"
        elif read.source != source:
            yield _audit_place(source, 1), f"this is the audit of {quoted(read.source)}; {remedy}"


@check("E509", strict=True)
def audit_without_source(library: Library) -> Iterator[Finding]:
    """Every audit belongs to a source.

    Why: an audit without a source is about nothing that the site shows.
    Fix: delete the audit, or bring its source back.
    """
    for source in library.audits:
        if source not in library.declared["sources"]:
            yield _audit_place(source, 1), f"no file sources/{source}.yml; delete the audit, or add the source"


@check("W501")
def words_vanished(library: Library) -> Iterator[Finding]:
    """The words of every item are still in the original, or in an archive copy from before they vanished.

    Why: a reader who follows the link would not find them.
    Fix: name an archive copy in the source, or withdraw the item; builder audit SOURCE looks again.
    """
    audits = read_audits(library.audits, walk_items(library))
    for placed in walk_items(library):
        audit, source = audits.get(placed.source), library.sources.get(placed.source)
        verdict = audit.lines.get(placed.line) if audit else None
        if verdict is None or verdict.state != "vanished" or placed.item.withdrawn or source is None:
            continue
        if not _is_archived(source, verdict.since):
            vanished = f"the original has not shown these words since {verdict.since}"
            yield placed.where, f"{vanished}; name an archive copy from before that, or withdraw the item"


def _is_archived(source: Source, since: str) -> bool:
    return source.archived is not None and read_span(source.archived.date).last.isoformat() <= since


def _audit_place(source: str, line: int) -> Where:
    return at_line(f"sources/{source}.audit", line)
