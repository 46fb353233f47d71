"""The day that the site counts as today: given, or the newest day on which editors worked on the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from builder.evidence.receipt import Receipt, read_receipt
from builder.model.library import Library
from builder.problems import BuilderError, printable
from builder.words.dates import read_span


def read_day(given: str | None, environment: Mapping[str, str]) -> date | None:
    """Return the day that was asked for: by name, else by SOURCE_DATE_EPOCH; None where nobody asked.

    Raises BuilderError for anything that is not a day.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            return date.fromisoformat(given)
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError) as error:
        typed = printable(given or epoch or "")
        if given:
            raise BuilderError(f"today is '{typed}', which is not a day; write it as 2026-11-21") from error
        raise BuilderError(
            f"SOURCE_DATE_EPOCH is '{typed}', which is not a number of seconds since 1970; write it in digits"
        ) from error


def day_of(library: Library) -> date:
    """Return the day that counts as today: the same content has the same day on every machine."""
    return library.today or max(_days_of_work(library), default=date.min)


def _days_of_work(library: Library) -> Iterator[date]:
    for story in library.story.values():
        yield read_span(story.as_of).last
    for source in library.sources.values():
        if source.checked:
            yield read_span(source.checked.date).last
    for correction in library.corrections.values():
        yield read_span(correction.date).last
    for receipt in map(read_receipt, library.receipts.values()):
        if isinstance(receipt, Receipt):
            yield read_span(receipt.date).last
