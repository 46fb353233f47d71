"""Site -> what a browser remembers between visits, to show what is new at the next one."""

from __future__ import annotations

from typing import Any

from builder.addresses import claim_target, item_target, quantity_target, question_target
from builder.link.site import Site
from builder.views.figures import list_numbers


def make_seen(site: Site) -> dict[str, Any]:
    """Return the day, and by address what is said there of everything that may be news."""
    things = {claim_target(name).url: f"{linked.claim.text} ({linked.status})" for name, linked in site.claims.items()}
    things |= {quantity_target(name).url: list_numbers(linked) for name, linked in site.quantities.items()}
    for name, question in site.questions.items():
        things[question_target(name).url] = f"{question.question.text} ({question.status})"
        things |= {item_target(item.id).url: f"{item.item.text} ({item.status})" for item in question.items}
    return {"day": site.day.isoformat(), "things": things}
