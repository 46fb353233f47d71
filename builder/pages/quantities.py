"""A page for each quantity: its readings, how they fit together, and what is worked out from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder import addresses
from builder.link.site import LinkedQuantity
from builder.pages.page import Page, neighbours
from builder.relations.arithmetic import Equation
from builder.relations.graphs import parts_of
from builder.relations.readings import VERDICTS, Comparison
from builder.views.answers import count_rest
from builder.views.claims import Views, count_articles
from builder.views.figures import describe_quantity, explain_comparison, explain_equation, sum_up_comparisons
from builder.views.items import ItemView
from builder.views.labels import EQUATION_WORDS, VERDICT_WORDS
from builder.views.links import quantity_link
from builder.views.quantities import explain_readings, own_comparisons, printed_numbers, reading_rows, relations_of
from builder.views.times import draw_times
from builder.views.titles import FIGURES_LINK, HOME_LINK

SHOWN_COMPARISONS = 60


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
            description=describe_quantity(linked),
            edit="content/quantities.yml",
            shows=_show_quantity(views, linked, parts.get(name, ())),
            trail=(HOME_LINK, FIGURES_LINK),
            previous=before,
            next=after,
            search_words=printed_numbers(linked),
        )


def _show_quantity(views: Views, linked: LinkedQuantity, parts: Iterable[str]) -> dict[str, object]:
    site = views.site
    rows = reading_rows(views, linked)
    own = sorted(own_comparisons(linked), key=lambda found: VERDICTS.index(found.verdict))
    return {
        "quantity": linked.quantity,
        "sum_up": sum_up_comparisons(site.library, linked, own),
        "explanations": explain_readings(linked),
        "count": count_articles(len({item.source for item in linked.items}), 0),
        "rows": rows,
        "explains_bars": any(row.bar.is_vague for row in rows),
        "times": draw_times([(views.items[item.id], item.item.as_of) for item in linked.items]),
        "comparisons": tuple(_view_comparison(views, found) for found in own[:SHOWN_COMPARISONS]),
        "more": count_rest(len(own), SHOWN_COMPARISONS),
        "equations": tuple(_view_equation(views, found) for found in linked.equations[:SHOWN_COMPARISONS]),
        "more_equations": count_rest(len(linked.equations), SHOWN_COMPARISONS),
        "parts": tuple(quantity_link(site, part) for part in sorted(parts)),
        "relations": relations_of(views, linked),
    }


def _view_comparison(views: Views, found: Comparison) -> tuple[ItemView, ItemView, str, str]:
    why = explain_comparison(views.site.library, found)
    return views.items[found.a.id], views.items[found.b.id], VERDICT_WORDS[found.verdict], why


def _view_equation(views: Views, found: Equation) -> tuple[str, str, tuple[ItemView, ...]]:
    why = explain_equation(views.site.library, found)
    return EQUATION_WORDS[found.verdict], why, tuple(views.items[reading.id] for reading in found.readings)
