"""The walk: which fields hold records, ids and words of ours is read off their types, and nothing else is."""

from typing import Annotated

import pytest

from builder.model import Article, Quantity, Source, Story
from builder.model.articles import Fact, Figure, Passage, Statement
from builder.model.fields import Ref
from builder.model.library import Library
from builder.model.record import Record
from builder.model.walk import (
    FieldPlan,
    linkable_kinds,
    plan_fields,
    walk_items,
    walk_records,
    walk_references,
    walk_texts,
)
from builder.model.where import File, Mark, Where

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


class Odd(Record):
    either: Passage | str
    named: Annotated[str, Ref(("claims",))]


def test_what_may_be_a_record_or_names_one_is_not_text():
    assert (
        FieldPlan("either", "one", is_record=True, ref=None, is_ours=False),
        FieldPlan("named", "one", is_record=False, ref=Ref(("claims",)), is_ours=False),
    ) == plan_fields(Odd)


POST = Article(
    summary="A summary.",
    facts={
        "lit": Fact(text="It is lit.", allow={"W101": "So it is."}, passage={"start": "lit"}, mentions=["ada", "bo"]),
        "dark": Fact(text="It is dark.", claim="night"),
    },
    statements={"said": Statement(text="She says so.", speaker="ada", form="direct", quote="It is")},
)
LAMPS = Quantity(label="Lamps", unit="lamps", counts="All.", sum_of=["a", "b"], share={"part": "a", "whole": "b"})
PLACES = {
    (kind, name): Where(File(f"{kind}.yml", Mark((1, 1), (1, 1))), (name,))
    for kind, name in [("articles", "post"), ("quantities", "lamps")]
}
LIBRARY = Library(articles={"post": POST}, quantities={"lamps": LAMPS}, places=PLACES)


def told(where):
    return " ".join(map(str, (where.file.stem, *where.loc)))


@pytest.mark.parametrize("walk", [walk_records, walk_references, walk_items])
def test_asking_again_gets_the_same_answer(walk):
    assert list(walk(LIBRARY)) == list(walk(LIBRARY)) != []


def test_each_record_is_met_once_with_its_place():
    assert [
        ("articles post", POST),
        ("articles post facts lit", POST.facts["lit"]),
        ("articles post facts lit passage", POST.facts["lit"].passage),
        ("articles post facts dark", POST.facts["dark"]),
        ("articles post statements said", POST.statements["said"]),
        ("quantities lamps", LAMPS),
        ("quantities lamps share", LAMPS.share),
    ] == [(told(where), record) for where, record in walk_records(LIBRARY)]


def test_each_id_that_a_record_names_is_met_with_its_place_and_kinds():
    assert {
        ("articles post facts lit mentions 0", NAMES, "ada"),
        ("articles post facts lit mentions 1", NAMES, "bo"),
        ("articles post facts dark claim", ("claims",), "night"),
        ("articles post statements said speaker", NAMES, "ada"),
        ("quantities lamps sum_of 0", ("quantities",), "a"),
        ("quantities lamps sum_of 1", ("quantities",), "b"),
        ("quantities lamps share part", ("quantities",), "a"),
        ("quantities lamps share whole", ("quantities",), "b"),
    } == {(told(where), ref.kinds, value) for where, ref, value in walk_references(LIBRARY)}


def test_each_text_of_ours_is_met_with_its_place():
    assert {
        ("articles post summary", "A summary."),
        ("articles post facts lit allow W101", "So it is."),
        ("articles post facts lit text", "It is lit."),
        ("articles post facts dark text", "It is dark."),
        ("articles post statements said text", "She says so."),
        ("quantities lamps label", "Lamps"),
        ("quantities lamps unit", "lamps"),
        ("quantities lamps counts", "All."),
    } == {(told(where), text) for where, text in walk_texts(LIBRARY)}


def test_each_item_has_its_address():
    assert [
        ("post/facts/lit", "articles post facts lit", POST.facts["lit"]),
        ("post/facts/dark", "articles post facts dark", POST.facts["dark"]),
        ("post/statements/said", "articles post statements said", POST.statements["said"]),
    ] == [(placed.id, told(placed.where), placed.item) for placed in walk_items(LIBRARY)]


def test_the_kinds_that_a_field_can_name_are_read_off_the_types():
    assert {"sources", "claims", "quantities", "people", "organisations", "events", "questions"} == linkable_kinds()
