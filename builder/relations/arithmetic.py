"""Readings and declared relations of quantities -> what follows from the numbers, and whether what is printed fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Literal, get_args

from builder.model import Quantity
from builder.relations.ranges import Range, range_of
from builder.relations.readings import Comparison, Reading, are_of_one_time

RelationKind = Literal["sum", "part", "share"]
EquationVerdict = Literal["does not hold", "holds", "nothing to hold it against"]
EQUATION_VERDICTS: tuple[EquationVerdict, ...] = get_args(EquationVerdict)
"""In the order in which readers get them."""

Place = tuple[str, str | None, str | None]
"""Source, scope and date: readings with the same three may be worked with together."""
Group = Mapping[str, Sequence[Reading]]
"""Quantity -> its readings at one place."""


@dataclass(frozen=True)
class Relation:
    """A declared relation: quantities from which a number for another quantity follows."""

    kind: RelationKind
    terms: tuple[str, ...]
    """The parts of a sum; a part; the whole and the share."""
    total: str
    """The quantity that follows: the sum; the whole, which is no less than the part; the part that the share makes."""


@dataclass(frozen=True)
class Equation:
    """A relation worked out with printed numbers; nothing is averaged, and nobody is declared right."""

    kind: RelationKind
    terms: tuple[Reading, ...]
    """The readings that it is worked out from, in the order of the relation's terms."""
    result: Range
    """The numbers that may follow from them."""
    against: Reading | None
    """The printed reading that it is held against, if there is one."""
    verdict: EquationVerdict
    total: str
    """Id of the quantity that follows."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All readings in it."""
        return (*self.terms, self.against) if self.against else self.terms

    @property
    def source(self) -> str | None:
        """Id of the source whose own numbers it is made of; None where they are of two sources."""
        sources = {reading.source for reading in self.readings}
        return sources.pop() if len(sources) == 1 else None


def work_out(readings: Iterable[Reading], quantities: Mapping[str, Quantity]) -> tuple[Equation, ...]:
    """Work out every relation for which the readings fit together: one scope, one date, the terms of one source.

    What follows is held against the printed numbers of the same source, and of others for the same time.
    """
    places = _group(readings)
    relations = _relations_by_anchor(quantities)
    totals = _totals(places)
    return tuple(
        equation
        for place, group in places.items()
        for relation in _relations_at(group, relations, quantities)
        for equation in _work_out_at(place, relation, places, totals)
    )


def _group(readings: Iterable[Reading]) -> dict[Place, Group]:
    """Group readings by source, scope and date; of readings that say the same for the same voice, keep the first."""
    distinct: dict[tuple[object, ...], Reading] = {}
    for reading in sorted(readings, key=lambda reading: reading.id):
        figure = reading.figure
        key = (reading.source, figure.scope, figure.as_of, figure.quantity, figure.attributed_to, reading.range)
        distinct.setdefault(key, reading)
    places: dict[Place, dict[str, list[Reading]]] = defaultdict(lambda: defaultdict(list))
    for reading in distinct.values():
        figure = reading.figure
        places[reading.source, figure.scope, figure.as_of][figure.quantity].append(reading)
    return {place: dict(group) for place, group in places.items()}


def _totals(places: Mapping[Place, Group]) -> dict[tuple[str | None, str], list[Reading]]:
    """Index the readings of all sources by scope and quantity."""
    totals: dict[tuple[str | None, str], list[Reading]] = defaultdict(list)
    for (_, scope, _), group in places.items():
        for quantity, readings in group.items():
            totals[scope, quantity] += readings
    return totals


def _relations_by_anchor(quantities: Mapping[str, Quantity]) -> dict[str, list[Relation]]:
    """Index the declared relations by one of their terms, so that a source is asked only for what it has."""
    anchored: dict[str, list[Relation]] = defaultdict(list)
    for relation in dict.fromkeys(_declared(quantities)):
        if relation.total not in relation.terms:
            anchored[relation.terms[-1]].append(relation)
    return anchored


def _declared(quantities: Mapping[str, Quantity]) -> Iterator[Relation]:
    for name, quantity in quantities.items():
        if quantity.sum_of:
            yield Relation("sum", tuple(quantity.sum_of), name)
        for part in quantity.sum_of:
            yield Relation("part", (part,), name)
        if quantity.part_of:
            yield Relation("part", (name,), quantity.part_of)
        if quantity.share:
            yield Relation("share", (quantity.share.whole, name), quantity.share.part)


def _relations_at(
    group: Group, relations: Mapping[str, Sequence[Relation]], quantities: Mapping[str, Quantity]
) -> Iterator[Relation]:
    """Yield the relations with a term here, but not that a summand is a part where the whole sum can be worked out."""
    for quantity in group:
        for relation in relations.get(quantity, ()):
            whole = quantities.get(relation.total)
            summands = whole.sum_of if whole else []
            is_in_sum = relation.kind == "part" and quantity in summands and all(part in group for part in summands)
            if not is_in_sum:
                yield relation


def _work_out_at(
    place: Place,
    relation: Relation,
    places: Mapping[Place, Group],
    totals: Mapping[tuple[str | None, str], Sequence[Reading]],
) -> Iterator[Equation]:
    source, scope, as_of = place
    slots = [_slot(place, relation, term, places) for term in relation.terms]
    own = places[place].get(relation.total, ())
    for terms, against in _fitting(slots, own):
        if against or relation.kind != "part":
            yield _equation(relation, terms, against)
    if as_of is None:
        return
    others = [reading for reading in totals.get((scope, relation.total), ()) if reading.source != source]
    for terms, _ in _fitting(slots, ()):
        for other in others:
            if are_of_one_time(terms[-1], other):
                yield _equation(relation, terms, other)


def _slot(place: Place, relation: Relation, quantity: str, places: Mapping[Place, Group]) -> Sequence[Reading]:
    """Return the readings for a term; for the whole of a share also one without a date, the article's own number."""
    source, scope, _ = place
    found = places[place].get(quantity, ())
    if not found and relation.kind == "share":
        return places.get((source, scope, None), {}).get(quantity, ())
    return found


def _fitting(
    slots: Sequence[Sequence[Reading]], totals: Sequence[Reading]
) -> Iterator[tuple[tuple[Reading, ...], Reading | None]]:
    """Yield the readings that go together: the only ones, or else those that one article credits to the same voice.

    Where an article leaves open which of its numbers go together, nothing is worked out.
    """
    if all(len(slot) == 1 for slot in slots) and len(totals) <= 1:
        yield tuple(slot[0] for slot in slots), (totals[0] if totals else None)
        return
    for voice in dict.fromkeys(reading.figure.attributed_to for reading in slots[0]):
        own = [[reading for reading in slot if reading.figure.attributed_to == voice] for slot in slots]
        matching = [reading for reading in totals if reading.figure.attributed_to == voice]
        if all(len(slot) == 1 for slot in own) and len(matching) == min(len(totals), 1):
            yield tuple(slot[0] for slot in own), (matching[0] if matching else None)


def _equation(relation: Relation, terms: tuple[Reading, ...], against: Reading | None) -> Equation:
    result = _result(relation.kind, terms)
    verdict: EquationVerdict = "nothing to hold it against"
    if against is not None:
        verdict = "holds" if result.meets(against.range) else "does not hold"
    return Equation(relation.kind, terms, result, against, verdict, relation.total)


def _result(kind: RelationKind, terms: tuple[Reading, ...]) -> Range:
    if kind == "sum":
        return reduce(add, (term.range for term in terms))
    if kind == "part":
        part = terms[0].range
        return Range(part.low, None, low_open=part.low_open)
    whole, share = terms
    return multiply(whole.range, _share_range(share))


def _share_range(share: Reading) -> Range:
    """Return what a share may stand for; 'a third' and '50%' are rounded, even where no word says so."""
    figure = share.figure
    if figure.qualifier == "exact" and figure.value is not None and 0 < figure.value < 1:
        return range_of(figure.model_copy(update={"qualifier": "about"}))
    return share.range


def add(one: Range, other: Range) -> Range:
    """Add two ranges of counts, which are never negative: no lower bound is nought, no upper bound stays none."""
    high = None if one.high is None or other.high is None else one.high + other.high
    return Range(
        (one.low or Fraction(0)) + (other.low or Fraction(0)),
        high,
        low_open=one.low_open or other.low_open,
        high_open=high is not None and (one.high_open or other.high_open),
    )


def multiply(one: Range, other: Range) -> Range:
    """Multiply two ranges of numbers that are never negative: low with low, high with high; an open end stays open."""
    low = (one.low or Fraction(0)) * (other.low or Fraction(0))
    high = None if one.high is None or other.high is None else one.high * other.high
    has_nought = any(not factor.low and not factor.low_open for factor in (one, other))
    return Range(
        low,
        high,
        low_open=(one.low_open or other.low_open) and not has_nought,
        high_open=bool(high) and (one.high_open or other.high_open),
    )


def middle_of(found: Equation) -> Fraction | None:
    """Return what the numbers make as printed, where each is one number: exact, or about."""
    figures = [term.figure for term in found.terms]
    values = [figure.value for figure in figures if figure.value is not None and figure.qualifier in ("exact", "about")]
    if len(values) < len(figures):
        return None
    return sum(values, Fraction(0)) if found.kind == "sum" else reduce(lambda one, other: one * other, values)


def compare_worked_out(equations: Iterable[Equation], quantity: str) -> Iterator[Comparison]:
    """Yield the conflicts between what was worked out and the printed numbers of a quantity that do not fit it.

    A share makes a number, which clashes with the printed one; parts clash with the printed total, each of them.
    """
    for found in equations:
        if found.verdict != "does not hold" or found.against is None or found.total != quantity:
            continue
        if found.kind == "share":
            yield Comparison(found.against, found.terms[1], "conflict", "worked out")
        else:
            yield from (Comparison(found.against, term, "conflict", "parts against total") for term in found.terms)
