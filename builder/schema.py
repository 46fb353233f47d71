"""Model and checks -> the generated references: schemas/*.json, docs/fields.md, docs/rules.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from builder import data
from builder.arithmetic import EquationVerdict, RelationKind
from builder.changes import Retelling
from builder.checks import all_rules
from builder.checks.registry import Rule
from builder.compare import Verdict
from builder.expectations import StepStatus
from builder.fields import Slug
from builder.library import KINDS, Kind
from builder.model import STANCES, Article, Record
from builder.shape import nested_model
from builder.site import QuestionStatus, Status
from builder.utterances import Rendering

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def make_references() -> dict[str, str]:
    """Return every generated file by its path from the root."""
    files = {f"schemas/{kind.name}.schema.json": _write(_file_schema(kind)) for kind in KINDS}
    files["schemas/explainer.schema.json"] = _write(data_schema())
    files["docs/fields.md"] = "\n".join(_describe_fields()) + "\n"
    files["docs/rules.md"] = "\n".join(_describe_rules()) + "\n"
    return files


def explain_rule(rule: Rule) -> str:
    """Write a rule for the terminal."""
    return f"{rule.code}: {rule.wish}\n\nWhy: {rule.why}\nFix: {rule.fix}\n"


def _write(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


def _file_schema(kind: Kind) -> dict[str, Any]:
    """Return the schema of a file of this kind, for editors' programs."""
    shape: Any = kind.model if kind.holds == "one record" else dict[Slug, kind.model]  # type: ignore[name-defined]
    return {"$schema": DIALECT, "title": kind.path, **TypeAdapter(shape).json_schema()}


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


def _describe_fields() -> Iterator[str]:
    yield "# Fields\n"
    yield "Made by `builder docs` from builder/model/: every file an editor may write, and every field in it."
    seen: set[type] = set()
    for kind in KINDS:
        path = (
            f"{kind.path}/<{'topic' if kind.holds != 'one record' else 'source'}>.yml" if kind.is_folder else kind.path
        )
        yield f"\n## {path}\n"
        if kind.holds == "records by id":
            yield "A mapping from ids to records with these fields:\n"
        yield from _describe_model(kind.model, seen)


def _describe_model(model: type[Any], seen: set[type], level: int = 3) -> Iterator[str]:
    seen.add(model)
    nested = []
    yield "| field | | what it is |"
    yield "| --- | --- | --- |"
    for name, field in model.model_fields.items():
        need = "required" if field.is_required() else ""
        yield f"| `{name}` | {need} | {' '.join((field.description or '').split())}{_choices(field)} |"
        inner = nested_model(field.annotation)
        if inner and inner not in seen:
            nested.append((name, inner))
            seen.add(inner)
    for name, inner in nested:
        yield f"\n{'#' * level} {name}\n"
        yield from _describe_model(inner, seen, min(level + 1, 6))


def _choices(field: FieldInfo) -> str:
    words = list(_literals(field.annotation))
    return f" One of {', '.join(f'`{word}`' for word in words)}." if words else ""


def _literals(annotation: Any) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        elif get_origin(annotation) is not dict:
            yield from _literals(part)


def _describe_rules() -> Iterator[str]:
    yield "# Rules\n"
    yield "Made by `builder docs` from the checks: E stops the build, W is advice (and stops `mkdocs build --strict`)."
    for rule in all_rules().values():
        yield f"\n## {rule.code}: {rule.wish}\n"
        yield f"- Why: {rule.why}"
        yield f"- Fix: {rule.fix}"
