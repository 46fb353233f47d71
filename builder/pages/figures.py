"""The overview of all quantities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder import addresses
from builder.link.site import LinkedQuantity, source_label
from builder.pages.page import FIGURES_LINK, HOME_LINK, Page
from builder.relations.arithmetic import Equation
from builder.relations.readings import Comparison
from builder.views.claims import Views
from builder.views.items import ItemView
from builder.views.links import Link, quantity_link


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
    conflicts: int
    differs: bool
    """Whether any two readings of it say something else, in conflict or not."""


def figures(views: Views) -> Iterator[Page]:
    """Plan the overview of all quantities."""
    site = views.site
    yield Page(
        path=addresses.FIGURES.path,
        template="figures",
        title=FIGURES_LINK.text,
        description=f"Every number with who gives it, for when, and how the readings fit together: {site.story.title}",
        edit="content/quantities.yml",
        shows={"figures": summarise_figures(views)},
        trail=(HOME_LINK,),
    )


def own_comparisons(linked: LinkedQuantity) -> list[Comparison]:
    """Return the comparisons of readings of this very quantity, not of its parts."""
    return [found for found in linked.comparisons if found.a.figure.quantity == found.b.figure.quantity]


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
        f"quantity-{linked.id}",
        link,
        linked.quantity.counts,
        views.of(linked.items),
        verdict,
        _sum_up_equations(views, linked),
        conflicts,
        any(found != "agree" for found in verdicts),
    )


def _is_total(linked: LinkedQuantity, found: Equation) -> bool:
    return found.kind == "sum" and found.against is not None and found.against.figure.quantity == linked.id


def _sum_up_equations(views: Views, linked: LinkedQuantity) -> str | None:
    """Say whether the numbers that it is tied to go with it; None where nothing was held against anything."""
    held = [found for found in linked.equations if found.against]
    failing = [found for found in held if found.verdict == "does not hold"]
    within = dict.fromkeys(found.source for found in failing if found.source)
    is_total = any(_is_total(linked, found) for found in failing)
    what = "Does not add up" if is_total else "Is tied to numbers that it does not fit"
    if within:
        return f"{what} in: {'; '.join(source_label(views.site.library, source) for source in within)}"
    if failing:
        return f"{what} across articles"
    if any(_is_total(linked, found) for found in held):
        return "Its parts add up"
    return "Fits the numbers that it is tied to" if held else None
