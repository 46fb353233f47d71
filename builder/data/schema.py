"""Model and linked types -> the schema of data/explainer.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import TypeAdapter

from builder.data import explainer as data
from builder.link.site import QuestionStatus, Status
from builder.load.misfits import nested_model
from builder.model import STANCES, Article, Record
from builder.model.library import KINDS
from builder.relations.arithmetic import EquationVerdict, RelationKind
from builder.relations.expectations import StepStatus
from builder.relations.readings import Verdict
from builder.relations.retellings import Retelling
from builder.relations.utterances import Rendering

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def data_schema() -> dict[str, Any]:
    """Return the schema of data/explainer.json: the model's fields, and what the builder works out."""
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {"version": {"const": data.VERSION}}
    for name, model, computed in _data_parts():
        properties[name] = _part_schema(name, model, computed, definitions)
    item_schemas = [_item_schema(section, definitions) for section in Article.SECTIONS]
    properties["items"] = {"type": "object", "additionalProperties": {"anyOf": item_schemas}}
    properties["utterances"] = {"type": "object", "additionalProperties": _utterance_schema(definitions)}
    return {
        "$schema": DIALECT,
        "title": "data/explainer.json, version 1",
        "type": "object",
        "required": sorted(properties),
        "additionalProperties": False,
        "properties": properties,
        "$defs": _without_unused(definitions, properties),
    }


def _without_unused(definitions: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    """Leave out the definitions that only hidden fields have named."""
    text = json.dumps([definitions, properties])
    return {name: definition for name, definition in definitions.items() if f'"#/$defs/{name}"' in text}


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_MAYBE = {"type": ["string", "null"]}


_COMPARISON = {
    "type": "object",
    "required": ["a", "b", "verdict", "why"],
    "properties": {
        "a": _TEXT,
        "b": _TEXT,
        "why": _TEXT,
        "verdict": {"enum": list(get_args(Verdict))},
    },
}
_EQUATION = {
    "type": "object",
    "required": ["against", "kind", "terms", "verdict", "why"],
    "properties": {
        "kind": {"enum": list(get_args(RelationKind))},
        "terms": _TEXTS,
        "against": _MAYBE,
        "verdict": {"enum": list(get_args(EquationVerdict))},
        "why": _TEXT,
    },
}
_DATES = {"type": "object", "properties": {"date": _MAYBE, "words": _MAYBE, "items": _TEXTS}}


def _shape_of(made: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a frozen dataclass that the data holds as it is."""
    schema = TypeAdapter(made).json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions.update(schema.pop("$defs", {}))
    return schema | {"required": sorted(schema["properties"])}


def _data_parts() -> Iterator[tuple[str, type[Record], dict[str, Any]]]:
    models = {kind.name: kind.model for kind in KINDS}
    yield "sources", models["sources"], {"page": _TEXT, "items": _TEXTS, "origins": _TEXTS, "summary": _TEXT}
    yield (
        "claims",
        models["claims"],
        {
            "topic": _TEXT,
            "status": {"enum": list(get_args(Status))},
            **dict.fromkeys((*STANCES, "silent", "origins"), _TEXTS),
            "page": _TEXT,
        },
    )
    yield (
        "quantities",
        models["quantities"],
        {
            "readings": _TEXTS,
            "comparisons": {"type": "array", "items": _COMPARISON},
            "equations": {"type": "array", "items": _EQUATION},
            "origins": _TEXTS,
            "page": _TEXT,
        },
    )
    yield "people", models["people"], {"page": _TEXT}
    yield "organisations", models["organisations"], {"page": _TEXT}
    yield "events", models["events"], {
        "items": _TEXTS, "claims": _TEXTS, "dates": {"type": "array", "items": _DATES}, "page": _TEXT,
    }  # fmt: skip
    yield "questions", models["questions"], {
        "status": {"enum": list(get_args(QuestionStatus))}, "items": _TEXTS, "claims": _TEXTS, "page": _TEXT,
    }  # fmt: skip
    yield "story", models["story"], {}


def _part_schema(
    name: str, model: type[Record], computed: dict[str, Any], definitions: dict[str, Any]
) -> dict[str, Any]:
    record = _record_schema(model, computed, definitions)
    return record if name == "story" else {"type": "object", "additionalProperties": record}


def _record_schema(model: type[Record], computed: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    schema = model.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions.update(schema.pop("$defs", {}))
    for hidden in data.HIDDEN:
        schema["properties"].pop(hidden, None)
    schema["properties"] |= computed
    schema["required"] = sorted(schema["properties"])
    return schema


def _item_schema(section: str, definitions: dict[str, Any]) -> dict[str, Any]:
    model = nested_model(Article.model_fields[section].annotation)
    assert model is not None and issubclass(model, Record)
    passage = {
        "type": "object",
        "required": ["end", "start", "url"],
        "properties": {"start": _MAYBE, "end": _MAYBE, "url": _MAYBE},
    }
    verification = {
        "type": ["object", "null"],
        "required": ["by", "date", "how"],
        "properties": {"how": {"enum": ["receipt", "text"]}, "date": _TEXT, "by": _TEXT},
    }
    computed = {
        "source": _TEXT,
        "section": {"const": section},
        "page": _TEXT,
        "passage": passage,
        "verified": {"type": "boolean"},
        "verification": verification,
        "chain": _TEXTS,
        "origin": _TEXT,
        "chain_inferred": {"type": "boolean"},
        "lone_quotation": {"type": "boolean"},
        "retells": {"anyOf": [_shape_of(Retelling, definitions), {"type": "null"}]},
    }
    if section == "next":
        computed["status"] = {"enum": list(get_args(StepStatus))}
    return _record_schema(model, computed, definitions)


def _utterance_schema(definitions: dict[str, Any]) -> dict[str, Any]:
    renderings = {"type": "array", "items": _shape_of(Rendering, definitions)}
    properties = {"items": _TEXTS, "page": _TEXT, "renderings": renderings}
    return {"type": "object", "required": sorted(properties), "properties": properties}
