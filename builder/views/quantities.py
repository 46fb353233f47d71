"""Quantities -> their readings as bars, how they fit together in short, and what they are tied to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from builder.link.site import LinkedItem, LinkedQuantity
from builder.model import Figure
from builder.relations.ranges import Range, range_of
from builder.relations.readings import Comparison
from builder.views.answers import Answer, make_answers
from builder.views.claims import Views
from builder.views.figures import sum_up_comparisons, sum_up_equations
from builder.views.items import ItemView
from builder.views.links import Link, quantity_link


@dataclass(frozen=True)
class Bar:
    """A number on a scale that begins at zero; all in percent of the scale."""

    sure: float
    """Up to here the number reaches in any case."""
    span: float
    """From there it may reach so much farther: 'about', or a printed range."""
    open_from: float
    """Where the part begins that 'more than' or 'up to' leaves open."""
    open_to: float

    @property
    def is_vague(self) -> bool:
        """Say whether a part of it is not sure."""
        return bool(self.span or self.open_to)


@dataclass(frozen=True)
class ReadingRow:
    """A reading in the table of a quantity."""

    item: ItemView
    base: Link | None
    """For a share: the reading that it is a share of, or else the quantity."""
    bar: Bar


@dataclass(frozen=True)
class FigureSummary:
    """A quantity on an overview: its readings in short and how they fit."""

    anchor: str
    link: Link
    counts: str
    readings: tuple[ItemView, ...]
    verdict: str
    arithmetic: str | None
    """Whether its numbers go with those that they are tied to by sums, parts and shares."""
    explanations: tuple[str, ...]
    """What probably happened, in the editors' words."""
    clashes: tuple[str, ...]
    """Those of them that explain a conflict; the first of them where there is none."""
    conflicts: int
    differs: bool
    """Whether any two readings of it say something else, in conflict or not; a copy says the same."""


def own_comparisons(linked: LinkedQuantity) -> list[Comparison]:
    """Return the comparisons of readings of this very quantity, not of its parts."""
    return [found for found in linked.comparisons if found.cause != "part of the other"]


def summarise_figures(views: Views) -> tuple[FigureSummary, ...]:
    """Sum up every quantity, those in conflict first, then those with most readings."""
    summaries = [_summarise(views, linked) for linked in views.site.quantities.values()]
    return tuple(sorted(summaries, key=lambda summary: (-summary.conflicts, -len(summary.readings))))


def _summarise(views: Views, linked: LinkedQuantity) -> FigureSummary:
    own = own_comparisons(linked)
    return FigureSummary(
        anchor=f"quantity-{linked.id}",
        link=quantity_link(views.site, linked.id),
        counts=linked.quantity.counts,
        readings=views.of(linked.items),
        verdict=sum_up_comparisons(views.site.library, linked, own),
        arithmetic=sum_up_equations(views.site.library, linked),
        explanations=explain_readings(linked),
        clashes=explain_clashes(linked),
        conflicts=sum(found.verdict == "conflict" for found in own),
        differs=any(found.verdict not in ("agree", "copied") for found in own),
    )


def explain_clashes(linked: LinkedQuantity) -> tuple[str, ...]:
    """Choose the explanations of readings that conflict; where none do, the first explanation."""
    pairs = [{found.a.id, found.b.id} for found in own_comparisons(linked) if found.verdict == "conflict"]
    explanations = linked.quantity.explanations
    chosen = [one for one in explanations if any(pair <= set(one.readings) for pair in pairs)]
    return tuple(one.text for one in chosen or explanations[:1])


def explain_readings(linked: LinkedQuantity) -> tuple[str, ...]:
    """Return what editors say on the readings, what explains a conflict first."""
    texts = (explanation.text for explanation in linked.quantity.explanations)
    return tuple(dict.fromkeys((*explain_clashes(linked), *texts)))


def printed_numbers(linked: LinkedQuantity) -> tuple[str, ...]:
    """Write the numbers without separators, as readers type them: 12000."""
    figures = [item.item for item in linked.items if isinstance(item.item, Figure)]
    ends = [(figure.value, figure.low, figure.high) for figure in figures]
    numbers = [number for group in ends for number in group if number is not None]
    return tuple(dict.fromkeys(str(number) for number in numbers if number.denominator == 1 and number >= 1000))


def reading_rows(views: Views, linked: LinkedQuantity) -> tuple[ReadingRow, ...]:
    """Put the readings on one scale that begins at zero."""
    ranges = {item.id: range_of(item.item) for item in linked.items if isinstance(item.item, Figure)}
    top = _top_of_scale(linked, list(ranges.values()))
    return tuple(
        ReadingRow(views.items[item.id], _find_base(views, linked, item), _draw_bar(ranges[item.id], top))
        for item in linked.items
    )


def _top_of_scale(linked: LinkedQuantity, ranges: list[Range]) -> Fraction:
    ends = [end for found in ranges for end in (found.low, found.high) if end]
    if linked.quantity.share:
        ends.append(Fraction(1))
    top = max(ends, default=Fraction(1))
    has_open_end = any(found.high is None for found in ranges)
    return top * 6 / 5 if has_open_end else top  # so that 'more than' of the highest number has room


def _draw_bar(found: Range, top: Fraction) -> Bar:
    def place(number: Fraction) -> float:
        return round(float(100 * number / top), 1)

    low, high = found.low or Fraction(0), found.high
    if found.low is None:
        return Bar(0, 0, 0, place(high or Fraction(0)))
    if high is None:
        return Bar(place(low), 0, place(low), 100)
    return Bar(place(low), round(place(high) - place(low), 1), 0, 0)


def _find_base(views: Views, linked: LinkedQuantity, item: LinkedItem) -> Link | None:
    share = linked.quantity.share
    if share is None:
        return None
    for found in linked.equations:
        if found.kind == "share" and found.terms[1].id == item.id:
            whole = views.items[found.terms[0].id]
            return Link(f"“{whole.printed}”", whole.here.to)
    return quantity_link(views.site, share.whole)


def relations_of(views: Views, linked: LinkedQuantity) -> tuple[Answer, ...]:
    """Answer in which unit a quantity is counted, and which others it is tied to."""
    site, quantity = views.site, linked.quantity
    return make_answers(
        ("Unit", quantity.unit),
        ("Adds up from", tuple(quantity_link(site, name) for name in quantity.sum_of)),
        ("Part of", tuple(quantity_link(site, name) for name in _wholes_of(views, linked))),
        ("Share of", quantity_link(site, quantity.share.whole) if quantity.share else None),
        ("Share that is", quantity_link(site, quantity.share.part) if quantity.share else None),
        ("Shares worked out from it", tuple(quantity_link(site, name) for name in _shares_of(views, linked))),
    )


def _wholes_of(views: Views, linked: LinkedQuantity) -> Iterator[str]:
    for name, other in views.site.library.quantities.items():
        if linked.id in other.sum_of:
            yield name
    if linked.quantity.part_of:
        yield linked.quantity.part_of


def _shares_of(views: Views, linked: LinkedQuantity) -> Iterator[str]:
    for name, other in views.site.library.quantities.items():
        if other.share and linked.id in (other.share.part, other.share.whole):
            yield name
