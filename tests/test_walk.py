"""The walk: which fields hold records, ids and words of ours is read off their types, and nothing else is."""

import pytest

from builder.model import Quantity, Source, Story
from builder.model.articles import Figure, Statement
from builder.walk import FieldPlan, plan_fields

NAMES = ("people", "organisations")


@pytest.mark.parametrize(
    ("model", "ours", "records", "references"),
    [
        (
            Figure,
            {"allow": "dict", "text": "one", "note": "one", "scope": "one"},
            {"passage": "one", "withdrawn": "one"},
            {
                "claim": ("one", ("claims",)),
                "via": ("list", NAMES),
                "event": ("one", ("events",)),
                "mentions": ("list", NAMES),
                "quantity": ("one", ("quantities",)),
                "attributed_to": ("one", NAMES),
            },
        ),
        (
            Statement,
            {"allow": "dict", "text": "one", "note": "one"},
            {"passage": "one", "withdrawn": "one"},
            {
                "claim": ("one", ("claims",)),
                "via": ("list", NAMES),
                "event": ("one", ("events",)),
                "mentions": ("list", NAMES),
                "speaker": ("one", NAMES),
            },
        ),
        (
            Source,
            {"allow": "dict", "label": "one", "note": "one"},
            {"published": "one", "archived": "one", "derived_from": "list", "checked": "one", "not_story": "list"},
            {"outlet": ("one", ("organisations",))},
        ),
        (Story, {"allow": "dict", "title": "one", "about": "one", "topics": "dict"}, {}, {}),
        (
            Quantity,
            {"allow": "dict", "label": "one", "unit": "one", "counts": "one"},
            {"share": "one"},
            {"sum_of": ("list", ("quantities",)), "part_of": ("one", ("quantities",))},
        ),
    ],
)
def test_the_types_say_what_a_field_holds(model, ours, records, references):
    plans = {plan.name: plan for plan in plan_fields(model)}
    assert {*ours, *records, *references} == set(plans)
    for name, container in ours.items():
        assert FieldPlan(name, container, is_record=False, ref=None, is_ours=True) == plans[name]
    for name, container in records.items():
        assert FieldPlan(name, container, is_record=True, ref=None, is_ours=False) == plans[name]
    for name, (container, kinds) in references.items():
        plan = plans[name]
        assert (container, kinds, False, False) == (plan.container, plan.ref.kinds, plan.is_record, plan.is_ours)
