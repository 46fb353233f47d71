"""Checks of the reviews: by a second person, after the first one, of the item as it is now."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.evidence import readable, remedy, with_lines
from builder.checks.registry import Finding, check
from builder.evidence.receipt import hash_review, review_holds
from builder.model.library import Library
from builder.model.walk import PlacedItem, walk_items
from builder.problems import Problem, quoted
from builder.words.dates import read_span


@check("E513", strict=True)
def changed_since_review(library: Library) -> Iterator[Finding]:
    """A reviewed item is as its reviewer saw it.

    Why: the review says that this sentence follows from these words; of others it says nothing.
    Fix: drop reviewed, or have the item reviewed again and write the new day; then run builder verify SOURCE TEXT.
    """
    for placed, line in with_lines(library):
        if not review_holds(placed, line):
            yield _void(placed)
        elif placed.item.reviewed and line.review != hash_review(placed):
            message = f"the receipt has no such review of {quoted(placed.key)}; {remedy(placed.source)}"
            yield placed.where.at("reviewed"), message


def find_void(library: Library, source: str) -> list[Problem]:
    """Return the items of a source that changed since their review: a new receipt would hide that."""
    changed = [placed for placed, line in with_lines(library) if not review_holds(placed, line)]
    voids = [_void(placed) for placed in changed if placed.source == source]
    return [where.problem("E513", message) for where, message in voids]


def _void(placed: PlacedItem) -> Finding:
    message = f"{quoted(placed.key)} changed since its review; drop reviewed, or have it reviewed again"
    return placed.where.at("reviewed"), message


@check("E514")
def reviewed_by_the_same(library: Library) -> Iterator[Finding]:
    """Somebody else reviews: not who read the source, nor who verified its words.

    Why: a second pair of eyes sees what the first one passed over.
    Fix: have another person read the sentence against the passage, or drop reviewed.
    """
    receipts = readable(library)
    for placed in walk_items(library):
        reviewed, source = placed.item.reviewed, library.sources.get(placed.source)
        first = [source.checked.by] if source and source.checked else []
        first += [receipts[placed.source].by] if placed.source in receipts else []
        if reviewed and reviewed.by.casefold() in {name.casefold() for name in first}:
            message = f"{quoted(reviewed.by)} checked this source too; have somebody else review it, or drop reviewed"
            yield placed.where.at("reviewed", "by"), message


@check("E515")
def reviewed_too_early(library: Library) -> Iterator[Finding]:
    """No item was reviewed before its source was checked.

    Why: there was nothing yet to review, so one of the dates must be wrong.
    Fix: correct the date in reviewed, or in checked of the source.
    """
    for placed in walk_items(library):
        reviewed, source = placed.item.reviewed, library.sources.get(placed.source)
        if reviewed is None or source is None or source.checked is None:
            continue
        if read_span(reviewed.date).last < read_span(source.checked.date).first:
            message = (
                f"{reviewed.date} is before {source.checked.date}, when the source was checked; correct one of them"
            )
            yield placed.where.at("reviewed", "date"), message
