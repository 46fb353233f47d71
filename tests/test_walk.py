"""The walk: which fields hold records, ids and words of ours is read off their types, and nothing else is."""

from typing import Annotated

import pytest

from builder.model import (
    Article,
    Entry,
    Fact,
    Figure,
    NotStory,
    Passage,
    Quantity,
    Record,
    Source,
    Stance,
    Statement,
    Story,
)
from builder.model.fields import (
    ClaimId,
    Date,
    Language,
    Line,
    Number,
    Printed,
    Quotation,
    Ref,
    Slug,
    SpeakerId,
    Text,
    TheirWords,
    Url,
)
from builder.model.library import Library
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


class Sample(Entry):
    """A record with a field of each sort; the walk reads the sorts off the types, so any other would do."""

    text: Text
    line: Line | None = None
    headings: dict[Slug, Line] = {}
    lines: list[Line] = []
    printed: Printed | None = None
    quote: Quotation | None = None
    others: list[list[Annotated[Line, TheirWords()]]] = []
    day: Date | None = None
    url: Url | None = None
    language: Language = "en"
    number: Number | None = None
    key: Slug | None = None
    stance: Stance = "supports"
    passage: Passage | None = None
    marks: list[NotStory] = []
    facts: dict[Slug, Fact] = {}
    claim: ClaimId | None = None
    silent: dict[ClaimId, Text] = {}
    via: list[SpeakerId] = []


OURS = {"allow": "dict", "text": "one", "line": "one", "headings": "dict", "lines": "list", "silent": "dict"}
RECORDS = {"passage": "one", "marks": "list", "facts": "dict"}
REFERENCES = {"claim": ("one", ("claims",)), "via": ("list", NAMES)}


def test_the_types_say_what_a_field_holds():
    plans = {plan.name: plan for plan in plan_fields(Sample)}
    assert {*OURS, *RECORDS, *REFERENCES} == set(plans)
    for name, container in OURS.items():
        keys = Ref(("claims",)) if name == "silent" else None
        assert FieldPlan(name, container, is_record=False, ref=None, key_ref=keys, is_ours=True) == plans[name]
    for name, container in RECORDS.items():
        assert FieldPlan(name, container, is_record=True, ref=None, key_ref=None, is_ours=False) == plans[name]
    for name, (container, kinds) in REFERENCES.items():
        plan = plans[name]
        assert (container, kinds, False, False) == (plan.container, plan.ref.kinds, plan.is_record, plan.is_ours)


@pytest.mark.parametrize(
    ("model", "ours", "theirs"),
    [
        (Figure, {"text", "note", "scope"}, {"printed", "as_of_words"}),
        (Statement, {"text", "note"}, {"quote", "channel", "date_words"}),
        (Source, {"label", "note"}, {"title", "authors", "snapshot", "url"}),
        (Story, {"title", "about", "topics"}, {"synonyms", "language"}),
        (Quantity, {"label", "unit", "counts"}, {"cumulative"}),
    ],
)
def test_our_words_are_told_from_those_of_the_sources(model, ours, theirs):
    found = {plan.name for plan in plan_fields(model) if plan.is_ours}
    assert (ours, set()) == (found & (ours | theirs), found & theirs)


class Odd(Record):
    either: Passage | str
    named: Annotated[str, Ref(("claims",))]


def test_what_may_be_a_record_or_names_one_is_not_text():
    assert (
        FieldPlan("either", "one", is_record=True, ref=None, key_ref=None, is_ours=False),
        FieldPlan("named", "one", is_record=False, ref=Ref(("claims",)), key_ref=None, is_ours=False),
    ) == plan_fields(Odd)


POST = Article(
    summary="A summary.",
    silent={"day": "It tells of the night."},
    facts={
        "lit": Fact(text="It is lit.", allow={"W101": "So it is."}, passage={"start": "lit"}, mentions=["ada", "bo"]),
        "dark": Fact(text="It is dark.", supports=["night"]),
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
        ("articles post silent day", ("claims",), "day"),
        ("articles post facts dark supports 0", ("claims",), "night"),
        ("articles post statements said speaker", NAMES, "ada"),
        ("quantities lamps sum_of 0", ("quantities",), "a"),
        ("quantities lamps sum_of 1", ("quantities",), "b"),
        ("quantities lamps share part", ("quantities",), "a"),
        ("quantities lamps share whole", ("quantities",), "b"),
    } == {(told(where), ref.kinds, value) for where, ref, value in walk_references(LIBRARY)}


def test_each_text_of_ours_is_met_with_its_place():
    assert {
        ("articles post summary", "A summary."),
        ("articles post silent day", "It tells of the night."),
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
