"""Checks of figures and quantities: numbers as printed, ranges, sums, relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from builder.amounts import Range, range_of, read_numbers, read_qualifier
from builder.checks.registry import Finding, check
from builder.load import Library
from builder.model import Figure
from builder.problems import quoted
from builder.relations import parts_of, reach
from builder.walk import PlacedItem, walk_items


@check("E120")
def figure_without_number(library: Library) -> Iterator[Finding]:
    """A figure has a value, or the ends of a range: low, high or both.

    Why: figures are compared; words alone cannot be.
    Fix: write value: 12000, or low: 4700 and high: 5000.
    """
    for placed, figure in _figures(library):
        if (figure.value is None) == (figure.low is None and figure.high is None):
            yield placed.where, f"{quoted(placed.key)} needs a value, or low and high, and not both kinds"
        elif figure.low is not None and figure.high is not None and figure.low >= figure.high:
            yield placed.where.at("low"), "low is not below high; exchange them"


@check("E121")
def value_not_as_printed(library: Library) -> Iterator[Finding]:
    """The value of a figure is the number that its printed words say.

    Why: a slip of one digit changes the story.
    Fix: correct value, low, high or printed; the printed words are copied from the article.
    """
    for placed, figure in _figures(library):
        said = read_numbers(figure.printed)
        for name in ("value", "low", "high"):
            number = getattr(figure, name)
            if number is not None and number not in said:
                yield (
                    placed.where.at(name),
                    f"{name} is {_show(number)}, but {quoted(figure.printed)} says {_listed(said)}; correct one",
                )


@check("E122")
def qualifier_not_as_printed(library: Library) -> Iterator[Finding]:
    """The qualifier of a figure is the one that its printed words make.

    Why: 'about 4,000' and 'more than 4,000' are different statements.
    Fix: write the qualifier that the printed words make: around is about, over is more_than.
    """
    for placed, figure in _figures(library):
        source = library.sources.get(placed.source)
        if source is None or not source.language.startswith("en"):
            continue
        said = read_qualifier(figure.printed) or "exact"
        if said != figure.qualifier:
            yield (
                placed.where.at("qualifier"),
                f"{quoted(figure.qualifier)} is not what {quoted(figure.printed)} says: {quoted(said)}; correct one",
            )


@check("E123", whole=True)
def circular_quantity(library: Library) -> Iterator[Finding]:
    """No quantity is part of itself.

    Why: sums and shares could not be worked out.
    Fix: look along sum_of and part_of, and drop the one that leads back.
    """
    parts = parts_of(library.quantities)
    for name in library.quantities:
        if name in reach(name, parts):
            yield library.places["quantities", name], f"{quoted(name)} includes itself, by way of sum_of and part_of"


@check("W120", whole=True)
def parts_do_not_add_up(library: Library) -> Iterator[Finding]:
    """The parts that one source gives for one date add up to its total.

    Why: where they do not, one of its numbers is wrong or counts something else, and readers must be told.
    Fix: read the passage again; if the source says so, write allow: {W120: what does not add up}, which the page shows.
    """
    groups: dict[tuple[str, str | None, str | None], dict[str, tuple[PlacedItem, Figure]]] = defaultdict(dict)
    for placed, figure in _figures(library):
        groups[placed.source, figure.as_of, figure.scope][figure.quantity] = (placed, figure)
    for readings in groups.values():
        for quantity, (placed, figure) in readings.items():
            counted = library.quantities.get(quantity)
            parts = counted.sum_of if counted else []
            if parts and all(part in readings for part in parts):
                total = _add([range_of(readings[part][1]) for part in parts])
                if not total.meets(range_of(figure)):
                    names = " and ".join(quoted(readings[part][1].printed) for part in parts)
                    yield (
                        placed.where.at("printed"),
                        f"{names} do not add up to {quoted(figure.printed)}; read the passage again",
                    )


def _figures(library: Library) -> Iterator[tuple[PlacedItem, Figure]]:
    for placed in walk_items(library):
        if isinstance(placed.item, Figure) and not placed.item.withdrawn:
            yield placed, placed.item


def _add(ranges: list[Range]) -> Range:
    lows = [part.low or Fraction(0) for part in ranges]
    highs = [part.high for part in ranges if part.high is not None]
    return Range(
        sum(lows, Fraction(0)),
        sum(highs, Fraction(0)) if len(highs) == len(ranges) else None,
        low_open=any(part.low_open for part in ranges),
        high_open=any(part.high_open for part in ranges),
    )


def _show(number: Fraction) -> str:
    return f"{number.numerator:,}" if number.denominator == 1 else str(number)


def _listed(numbers: set[Fraction]) -> str:
    return ", ".join(_show(number) for number in sorted(numbers)) or "no number"
