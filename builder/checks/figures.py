"""Checks of figures and quantities: numbers as printed, ranges, sums, relations."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from builder.checks.registry import Finding, check
from builder.model import Figure
from builder.model.library import Library
from builder.model.walk import PlacedItem, walk_items
from builder.problems import did_you_mean, quoted
from builder.relations.arithmetic import Equation, work_out
from builder.relations.graphs import find_rings, parts_of, tied_to
from builder.relations.readings import read_figure
from builder.words.numbers import read_numbers, read_qualifier

THOUSANDS = (1_000, 1_000_000)


@check("E120")
def figure_without_number(library: Library) -> Iterator[Finding]:
    """A figure has a value, or the ends of a range: low, high or both.

    Why: figures are compared, and words alone cannot be.
    Fix: write value: 12000, or low: 4700 and high: 5000.
    """
    for placed, figure in _figures(library):
        low, high = figure.low, figure.high
        is_range = low is not None or high is not None
        if (figure.value is not None) == is_range:
            message = f"{quoted(placed.key)} needs either a value or a range (low, high), not both"
            if not is_range:
                message = f"{quoted(placed.key)} has no number; add a value, or a range (low, high)"
            yield placed.where, message
        elif low is not None and high is not None and low >= high:
            yield placed.where.at("low"), f"low is {_show(low)}, which is not below high, {_show(high)}; swap them"


@check("E121")
def value_not_as_printed(library: Library) -> Iterator[Finding]:
    """The value of a figure is the number that its printed words give.

    Why: one wrong digit changes the story.
    Fix: correct value, low, high or printed; copy the printed words from the article.
    """
    for placed, figure in _figures(library):
        said = read_numbers(figure.printed)
        for name in ("value", "low", "high"):
            number = getattr(figure, name)
            if number is not None and number not in said:
                message = f"{name} is {_show(number)} but {quoted(figure.printed)} says {_listed(said)}; correct one"
                yield placed.where.at(name), message


@check("E122")
def qualifier_not_as_printed(library: Library) -> Iterator[Finding]:
    """The qualifier of a figure is the one in its printed words.

    Why: 'about 4,000' and 'more than 4,000' are different statements.
    Fix: write the qualifier that matches the printed words: about for 'around', more_than for 'over'.
    """
    for placed, figure in _figures(library):
        source = library.sources.get(placed.source)
        if source is None or source.language.partition("-")[0] != "en":
            continue  # only English qualifiers are understood
        said = read_qualifier(figure.printed) or "exact"
        if said != figure.qualifier:
            message = f"the qualifier is {quoted(figure.qualifier)} but {quoted(figure.printed)} says {quoted(said)}"
            yield placed.where.at("qualifier"), f"{message}; correct one"


@check("E123", whole=True)
def circular_quantity(library: Library) -> Iterator[Finding]:
    """No quantity is part of itself, directly or through others.

    Why: sums and shares could not be worked out.
    Fix: follow sum_of and part_of, and drop the one that leads back.
    """
    rings = find_rings(parts_of(library.quantities))
    for name in library.quantities:
        if name in rings:
            message = f"{quoted(name)} includes itself; follow sum_of and part_of, and drop the one that leads back"
            yield library.places["quantities", name], message


@check("E124")
def kind_of_no_time(library: Library) -> Iterator[Finding]:
    """A figure that says what its time is has a time.

    Why: 'within' and 'whole' say how a number belongs to a time, and mean nothing without one.
    Fix: add as_of, or drop as_of_kind.
    """
    for placed, figure in _figures(library):
        if figure.as_of_kind != "point" and figure.as_of is None:
            message = f"{quoted(placed.key)} is '{figure.as_of_kind}' of no time; add as_of, or drop as_of_kind"
            yield placed.where.at("as_of_kind"), message


@check("E125", whole=True)
def explanation_of_other_numbers(library: Library) -> Iterator[Finding]:
    """An explanation is about readings of its quantity, or of one that it is tied to by sum, part or share.

    Why: it is shown beside these numbers; about others it would explain what readers do not see.
    Fix: name figures as <source>/figures/<key>, and put the explanation at the quantity that they count.
    """
    counted = {placed.id: figure.quantity for placed, figure in _figures(library)}
    for name, quantity in library.quantities.items():
        near = tied_to(name, library.quantities)
        for index, explanation in enumerate(quantity.explanations):
            for step, reading in enumerate(explanation.readings):
                if counted.get(reading) not in near:
                    where = library.places["quantities", name].at("explanations", index, "readings", step)
                    yield where, _say_other_number(reading, name, counted)


def _say_other_number(reading: str, quantity: str, counted: dict[str, str]) -> str:
    if reading not in counted:
        return f"there is no figure {quoted(reading)}{did_you_mean(reading, counted) or '; correct the id'}"
    ties = f"which has no tie to {quoted(quantity)}"
    return f"{quoted(reading)} counts {quoted(counted[reading])}, {ties}; move the explanation, or drop the reading"


@check("W120", whole=True)
def parts_do_not_add_up(library: Library) -> Iterator[Finding]:
    """The numbers of one source fit together: parts add up, no part exceeds its whole, shares give their parts.

    Why: if they do not, one of the numbers is wrong or counts something else, and the site tells readers so.
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

    Why: 140 percent of the dead cannot have been soldiers; usually it is growth, not a share, or a slip.
    Fix: read the passage again; if the source does say so, write allow: {W121: what it says} at that number.
    """
    for placed, figure in _figures(library):
        quantity = library.quantities.get(figure.quantity)
        least = figure.value if figure.value is not None else figure.low
        if quantity and quantity.share and least is not None and least > 1:
            yield placed.where.at("printed"), f"{quoted(figure.printed)} is more than the whole; read the passage again"


@check("W123", whole=True)
def thousands_apart(library: Library) -> Iterator[Finding]:
    """No number for a quantity is exactly a thousand, or a million, times another one.

    Why: 1.2 million against 1,200 is seldom a dispute; usually one lost its thousand, or counts in another unit.
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
                message = f"{_show(number)} is exactly {times:,} times the number in {quoted(other.id)}"
                yield placed.where.at("printed"), f"{message}; read both passages again"


def _say_breach(equation: Equation) -> str:
    *terms, against = (quoted(reading.figure.printed) for reading in equation.readings)
    match equation.kind:
        case "sum":
            return f"{' and '.join(terms)} do not add up to {against}"
        case "part":
            return f"{terms[0]} is more than {against}, of which it is a part"
        case "share":
            return f"{terms[1]} of {terms[0]} is not {against}"


def _figures(library: Library) -> Iterator[tuple[PlacedItem, Figure]]:
    for placed in walk_items(library):
        if isinstance(placed.item, Figure) and not placed.item.withdrawn:
            yield placed, placed.item


def _show(number: Fraction) -> str:
    return f"{number.numerator:,}" if number.denominator == 1 else str(number)


def _listed(numbers: set[Fraction]) -> str:
    return ", ".join(_show(number) for number in sorted(numbers)) or "no number"
