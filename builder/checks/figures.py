"""Checks of figures and quantities: numbers as printed, ranges, sums, relations."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from builder.checks.registry import Finding, check
from builder.model import Figure
from builder.model.library import Library
from builder.model.walk import PlacedItem, walk_items
from builder.problems import quoted
from builder.relations.arithmetic import Equation, work_out
from builder.relations.graphs import find_rings, parts_of
from builder.relations.readings import read_figure
from builder.words.numbers import read_numbers, read_qualifier

THOUSANDS = (1_000, 1_000_000)


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
    rings = find_rings(parts_of(library.quantities))
    for name in library.quantities:
        if name in rings:
            yield library.places["quantities", name], f"{quoted(name)} includes itself, by way of sum_of and part_of"


@check("W120", whole=True)
def parts_do_not_add_up(library: Library) -> Iterator[Finding]:
    """The numbers of one source fit together: parts add up, no part is more than its whole, shares give their parts.

    Why: where they do not, one of its numbers is wrong or counts something else; the site tells readers so.
    Fix: read the passage again; if the source does say so, write allow: {W120: what does not add up} at that number.
    """
    placed = {item.id: (item, figure) for item, figure in _figures(library)}
    readings = [read_figure(name, figure) for name, (_, figure) in placed.items()]
    for equation in work_out(readings, library.quantities):
        if equation.source and equation.against and equation.verdict == "does not hold":
            where = placed[equation.against.id][0].where
            yield where.at("printed"), f"{_say_breach(equation)}; read the passage again"


@check("W121", whole=True)
def share_above_the_whole(library: Library) -> Iterator[Finding]:
    """No share is more than the whole.

    Why: 140 percent of the dead cannot have been soldiers; most often it is growth, not a share, or a slip.
    Fix: read the passage again; if the source does say so, write allow: {W121: what it says} at that number.
    """
    for placed, figure in _figures(library):
        quantity = library.quantities.get(figure.quantity)
        least = figure.value if figure.value is not None else figure.low
        if quantity and quantity.share and least is not None and least > 1:
            yield placed.where.at("printed"), f"{quoted(figure.printed)} is more than the whole; read the passage again"


@check("W123", whole=True)
def thousands_apart(library: Library) -> Iterator[Finding]:
    """No number for a quantity is just a thousand, or a million, times another one.

    Why: 1.2 million against 1,200 is seldom a dispute; most often one lost its thousand, or counts in another unit.
    Fix: read both passages again; if the sources do say so, write allow: {W123: what they say} at the greater number.
    """
    numbers = [
        (placed, (figure.quantity, figure.scope), number)
        for placed, figure in _figures(library)
        for number in filter(None, (figure.value, figure.low, figure.high))
    ]
    found = {(counted, number): placed for placed, counted, number in reversed(numbers)}
    for placed, counted, number in numbers:
        for times in THOUSANDS:
            other = found.get((counted, number / times))
            if other:
                message = (
                    f"{_show(number)} is {times:,} times the number of {quoted(other.id)}; read both passages again"
                )
                yield placed.where.at("printed"), message


def _say_breach(equation: Equation) -> str:
    *terms, against = (quoted(reading.figure.printed) for reading in equation.readings)
    if equation.kind == "sum":
        return f"{' and '.join(terms)} do not add up to {against}"
    if equation.kind == "part":
        return f"{terms[0]} is more than {against}, of which it is a part"
    return f"{terms[1]} of {terms[0]} is not {against}"


def _figures(library: Library) -> Iterator[tuple[PlacedItem, Figure]]:
    for placed in walk_items(library):
        if isinstance(placed.item, Figure) and not placed.item.withdrawn:
            yield placed, placed.item


def _show(number: Fraction) -> str:
    return f"{number.numerator:,}" if number.denominator == 1 else str(number)


def _listed(numbers: set[Fraction]) -> str:
    return ", ".join(_show(number) for number in sorted(numbers)) or "no number"
