"""The data for programs and its schema: one shape, as strict as it says."""

import json
from dataclasses import fields

import jsonschema
import pytest
from conftest import HARBOUR
from generator import write_story

from builder.build import make_texts
from builder.data.explainer import make_data
from builder.data.schema import data_schema
from builder.data.search import FOUND_AS
from builder.data.shape import ClaimRow, Explainer, ItemRow, PassagePart, StepRow
from builder.data.write import write_json
from builder.link import link
from builder.load import load
from builder.model import STANCES, Article, NextStep, Passage
from builder.model.library import KINDS

SCHEMA = data_schema()
ITEMS = {section: Article.model_fields[section].annotation.__args__[1] for section in Article.SECTIONS}
"""Section -> what editors write of an item in it."""
RECORDS = {field.name for field in fields(Explainer)} - {"version", "story", "items", "utterances"}
"""Kinds of record in the data that editors write."""


def find_rows(document):
    """Return one row of each kind, by the path of its schema; items by section."""
    rows = {kind: next(iter(document[kind].values())) for kind in document if kind not in ("version", "story")}
    del rows["items"]
    rows |= {f"items/{item['section']}": item for item in document["items"].values()}
    return rows | {"story": document["story"]}


@pytest.fixture(scope="module")
def document():
    return json.loads(write_json(vars(make_data(link(load(HARBOUR))))))


ROWS = (*sorted(RECORDS), "utterances", "story", *(f"items/{section}" for section in Article.SECTIONS))


def fits(kind, row):
    """Say whether the schema accepts a row where the data has those of its kind."""
    part = SCHEMA["properties"][kind.partition("/")[0]]
    shape = part if kind == "story" else part["additionalProperties"]
    return jsonschema.Draft202012Validator({**shape, "$defs": SCHEMA["$defs"]}).is_valid(row)


@pytest.mark.parametrize("articles", [1, 7, 30])
def test_the_data_of_any_story_fits_the_schema(tmp_path, articles):
    write_story(tmp_path, articles)
    texts = make_texts(load(tmp_path)).texts
    published = json.loads(texts["data/explainer.schema.json"].content)
    jsonschema.Draft202012Validator(published).validate(json.loads(texts["data/explainer.json"].content))
    assert published == SCHEMA


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_without_one_of_its_keys_or_with_another_one_is_refused(document, kind):
    row = find_rows(document)[kind]
    assert fits(kind, row)
    assert [] == [key for key in row if fits(kind, {name: row[name] for name in row if name != key})]
    assert not fits(kind, row | {"another": None})


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("claims", "status", "true"),
        ("claims", "supports", ["island-post-2031-05-03/facts"]),
        ("claims", "silent", ["Island Post"]),
        ("items/facts", "section", "figures"),
        ("items/figures", "value", "12"),
        ("items/next", "status", None),
        ("items/statements", "retells", {"of": "a/facts/b"}),
        ("quantities", "comparisons", [{"a": "a/figures/b", "b": "a/figures/c", "verdict": "same", "why": "x"}]),
        ("events", "dates", [{"date": None, "words": "May"}]),
        ("sources", "published", {"date": None, "basis": "guessed", "note": None}),
    ],
)
def test_a_value_outside_its_set_or_form_is_refused(document, kind, key, value):
    row = find_rows(document)[kind]
    assert key in row
    assert not fits(kind, row | {key: value})


def objects(schema):
    """Return every object that a schema describes."""
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    found = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    return found + [part for value in inner for part in objects(value)]


def test_every_object_is_closed_and_has_all_its_keys_or_is_a_mapping_by_id():
    described = objects(SCHEMA)
    assert len(described) > 30
    for shape in described:
        if "propertyNames" in shape:
            assert shape["propertyNames"]["pattern"]
            assert isinstance(shape["additionalProperties"], dict)
        else:
            assert shape["additionalProperties"] is False
            assert sorted(shape["properties"]) == sorted(shape["required"])


def test_every_key_is_explained():
    bare = [
        f"{shape.get('title')}.{key}"
        for shape in objects(SCHEMA)
        for key, value in shape.get("properties", {}).items()
        if not value.get("description")
    ]
    assert [] == bare


def test_what_is_for_editors_only_is_neither_in_the_data_nor_in_the_schema(document):
    records = [*ITEMS.values(), *(kind.model for kind in KINDS)]
    hidden = {name for record in records for name, field in record.model_fields.items() if field.exclude}
    assert {"allow", "not_story", "withhold"} == hidden
    assert [] == [key for shape in objects(SCHEMA) for key in shape.get("properties", {}) if key in hidden]
    assert [] == [key for row in find_rows(document).values() for key in row if key in hidden]


# Tables beside a closed set of the model.


def test_a_claim_lists_its_items_by_every_stance():
    assert set(STANCES) <= {field.name for field in fields(ClaimRow)}


def test_a_passage_has_the_fields_that_editors_write():
    assert set(Passage.model_fields) <= {field.name for field in fields(PassagePart)}


def test_what_the_builder_adds_hides_nothing_that_editors_write():
    for model in ITEMS.values():
        row = StepRow if issubclass(model, NextStep) else ItemRow
        assert {"passage"} == {field.name for field in fields(row)} & set(model.model_fields)


def test_the_search_has_a_word_for_every_kind_of_result():
    assert RECORDS | set(Article.SECTIONS) == set(FOUND_AS)


# The file itself.


def test_every_record_is_one_line_and_keys_are_sorted(document):
    text = write_json(vars(make_data(link(load(HARBOUR)))))
    lines = [line.rstrip(",") for line in text.split("\n") if line.startswith(" ")]
    records = [json.loads(f"{{{line}}}") for line in lines]
    whole = json.loads(text)
    assert [name for record in records for name in record] == [
        name for part in sorted(whole) if part != "version" for name in sorted(whole[part])
    ]
    assert text.endswith("\n}\n")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1 + 2j, {1, 2}])
def test_what_json_has_no_word_for_is_not_written(value):
    with pytest.raises((TypeError, ValueError)):
        write_json({"a": value})


def test_no_text_ends_a_script_element():
    assert '{\n"a": "\\u003c/script\\u003e\\u0026\\u2028"\n}\n' == write_json({"a": "</script>&\u2028"})
