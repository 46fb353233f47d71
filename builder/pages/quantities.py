"""A page for each quantity: its readings, how they fit together, and what is worked out from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from builder import addresses
from builder.link.site import LinkedItem, LinkedQuantity
from builder.model import Figure
from builder.pages.figures import own_comparisons
from builder.pages.page import FIGURES_LINK, HOME_LINK, Answer, Page, count_rest, make_answers, neighbours
from builder.relations.graphs import parts_of
from builder.relations.ranges import Range, range_of
from builder.relations.readings import Comparison, Verdict
from builder.views.claims import Views, count_of
from builder.views.items import ItemView
from builder.views.links import Link, quantity_link
from builder.views.times import draw_times

SHOWN_COMPARISONS = 60
_WEIGHT: dict[Verdict, int] = {"conflict": 0, "compatible": 1, "agree": 2, "not comparable": 3}


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


def quantities(views: Views) -> Iterator[Page]:
    """Plan a page for each quantity."""
    site = views.site
    links = {name: quantity_link(site, name) for name in site.quantities}
    parts = parts_of(site.library.quantities)
    for name, before, after in neighbours(links):
        linked = site.quantities[name]
        yield Page(
            path=addresses.quantity_target(name).path,
            template="quantities",
            title=linked.quantity.label,
            description=f"{linked.quantity.label}: {', '.join(_printed(linked))}. {linked.quantity.counts}",
            edit="content/quantities.yml",
            shows=_show_quantity(views, linked, parts.get(name, ())),
            trail=(HOME_LINK, FIGURES_LINK),
            previous=before,
            next=after,
            search_words=_plain_numbers(linked),
        )


def _show_quantity(views: Views, linked: LinkedQuantity, parts: Iterable[str]) -> dict[str, object]:
    site = views.site
    rows = _reading_rows(views, linked)
    own = sorted(own_comparisons(linked), key=lambda found: _WEIGHT[found.verdict])
    return {
        "quantity": linked.quantity,
        "count": count_of(len({item.source for item in linked.items}), len(linked.origins)),
        "rows": rows,
        "explains_bars": any(row.bar.is_vague for row in rows),
        "times": draw_times([(views.items[item.id], item.item.as_of) for item in linked.items]),
        "comparisons": tuple(_view_comparison(views, found) for found in own[:SHOWN_COMPARISONS]),
        "more": count_rest(len(own), SHOWN_COMPARISONS),
        "equations": tuple(
            (found.verdict, found.why, tuple(views.items[reading.id] for reading in found.readings))
            for found in linked.equations[:SHOWN_COMPARISONS]
        ),
        "more_equations": count_rest(len(linked.equations), SHOWN_COMPARISONS),
        "parts": tuple(quantity_link(site, part) for part in sorted(parts)),
        "relations": _relations(views, linked),
    }


def _view_comparison(views: Views, found: Comparison) -> tuple[ItemView, ItemView, str, str]:
    return views.items[found.a.id], views.items[found.b.id], found.verdict, found.why


def _printed(linked: LinkedQuantity) -> list[str]:
    return list(dict.fromkeys(item.item.printed for item in linked.items if isinstance(item.item, Figure)))


def _plain_numbers(linked: LinkedQuantity) -> tuple[str, ...]:
    """Write the numbers without separators, as readers type them: 12000."""
    figures = [item.item for item in linked.items if isinstance(item.item, Figure)]
    numbers = [number for figure in figures for number in (figure.value, figure.low, figure.high) if number is not None]
    return tuple(dict.fromkeys(str(number) for number in numbers if number.denominator == 1 and number >= 1000))


def _reading_rows(views: Views, linked: LinkedQuantity) -> tuple[ReadingRow, ...]:
    """Put the readings on one scale that begins at zero."""
    ranges = {item.id: range_of(item.item) for item in linked.items if isinstance(item.item, Figure)}
    ends = [end for found in ranges.values() for end in (found.low, found.high) if end]
    top = max([*ends, Fraction(1)] if linked.quantity.share else ends, default=Fraction(1))
    if any(found.high is None for found in ranges.values()):
        top = top * 6 / 5  # so that 'more than' of the highest number has room
    return tuple(
        ReadingRow(views.items[item.id], _find_base(views, linked, item), _draw_bar(ranges[item.id], top))
        for item in linked.items
    )


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


def _relations(views: Views, linked: LinkedQuantity) -> tuple[Answer, ...]:
    site, quantity = views.site, linked.quantity
    including = [name for name, other in site.library.quantities.items() if linked.id in other.sum_of]
    shares = [
        name
        for name, other in site.library.quantities.items()
        if other.share and linked.id in (other.share.part, other.share.whole)
    ]
    return make_answers(
        ("Unit", quantity.unit),
        ("Adds up from", tuple(quantity_link(site, name) for name in quantity.sum_of)),
        (
            "Part of",
            tuple(
                quantity_link(site, name) for name in [*including, *([quantity.part_of] if quantity.part_of else [])]
            ),
        ),
        ("Share of", quantity_link(site, quantity.share.whole) if quantity.share else None),
        ("Share that is", quantity_link(site, quantity.share.part) if quantity.share else None),
        ("Shares worked out from it", tuple(quantity_link(site, name) for name in shares)),
    )
