"""The pages of numbers: the overview of quantities, and one page each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder import addresses
from builder.compare import Comparison, Verdict
from builder.model import Figure
from builder.pages.page import HOME_LINK, PARENTS, Answer, Page, make_answers, neighbours
from builder.relations import parts_of
from builder.site import LinkedQuantity
from builder.views import (
    ItemView,
    Link,
    Views,
    count_of,
    quantity_link,
)

SHOWN_COMPARISONS = 60
_WEIGHT: dict[Verdict, int] = {"conflict": 0, "compatible": 1, "agree": 2, "not comparable": 3}


@dataclass(frozen=True)
class ReadingRow:
    """A reading in the table of a quantity."""

    item: ItemView
    low: float
    """Lower end in percent of the scale."""
    span: float
    """Width of the range in percent of the scale."""


@dataclass(frozen=True)
class FigureSummary:
    """A quantity on an overview: its readings in short and how they fit."""

    anchor: str
    link: Link
    counts: str
    readings: tuple[ItemView, ...]
    verdict: str
    conflicts: int


def figures(views: Views) -> Iterator[Page]:
    """Plan the overview of all quantities and a page for each."""
    site = views.site
    yield Page(
        path=addresses.FIGURES.path,
        template="figures",
        title="Figures",
        description=f"Every number with who gives it, for when, and how the readings fit together: {site.story.title}",
        edit="content/quantities.yml",
        shows={"figures": summarise_figures(views)},
        trail=(HOME_LINK,),
    )
    links = {name: quantity_link(site, name) for name in site.quantities}
    parts = parts_of(site.library.quantities)
    for name, before, after in neighbours(links):
        linked = site.quantities[name]
        own = sorted(own_comparisons(linked), key=lambda found: _WEIGHT[found.verdict])
        shown = tuple(_view_comparison(views, found) for found in own[:SHOWN_COMPARISONS])
        yield Page(
            path=addresses.quantity_target(name).path,
            template="quantities",
            title=linked.quantity.label,
            description=f"{linked.quantity.label}: {', '.join(_printed(linked))}. {linked.quantity.counts}",
            edit="content/quantities.yml",
            shows={
                "quantity": linked.quantity,
                "count": count_of(len({item.source for item in linked.items}), len(linked.origins)),
                "readings": _reading_rows(views, linked),
                "comparisons": shown,
                "more": f"{len(own) - len(shown)} more pairs stand in the data." if len(own) > len(shown) else None,
                "parts": tuple(quantity_link(site, part) for part in sorted(parts.get(name, ()))),
                "relations": _relations(views, linked),
            },
            trail=PARENTS["quantities"],
            previous=before,
            next=after,
            search_words=_plain_numbers(linked),
        )


def own_comparisons(linked: LinkedQuantity) -> list[Comparison]:
    """Return the comparisons of readings of this very quantity, not of its parts."""
    return [found for found in linked.comparisons if found.a.figure.quantity == found.b.figure.quantity]


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
    figures = [item.item for item in linked.items if isinstance(item.item, Figure)]
    top = max((float(figure.value or figure.high or figure.low or 0) for figure in figures), default=1.0) or 1.0
    rows = []
    for item in linked.items:
        figure = item.item
        assert isinstance(figure, Figure)
        low = float(figure.value or figure.low or 0)
        high = float(figure.value or figure.high or figure.low or 0)
        rows.append(ReadingRow(views.items[item.id], round(100 * low / top, 1), round(100 * (high - low) / top, 1)))
    return tuple(rows)


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


def summarise_figures(views: Views) -> tuple[FigureSummary, ...]:
    """Sum up every quantity, those in conflict first, then those with most readings."""
    summaries = [_figure_summary(views, linked) for linked in views.site.quantities.values()]
    return tuple(sorted(summaries, key=lambda summary: (-summary.conflicts, -len(summary.readings))))


def _figure_summary(views: Views, linked: LinkedQuantity) -> FigureSummary:
    own = own_comparisons(linked)
    verdicts = [found.verdict for found in own]
    conflicts = verdicts.count("conflict")
    if not own:
        verdict = "One reading" if linked.items else "No reading"
    elif conflicts:
        verdict = f"{conflicts} of {len(own)} pairs conflict"
    elif "not comparable" in verdicts:
        verdict = "Readings differ, but not about the same thing or time"
    elif "compatible" in verdicts:
        verdict = "Readings differ, but all can hold"
    else:
        verdict = "Readings agree"
    link = quantity_link(views.site, linked.id)
    return FigureSummary(
        f"quantity-{linked.id}", link, linked.quantity.counts, views.of(linked.items), verdict, conflicts
    )
