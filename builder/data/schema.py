"""The shape of data/explainer.json -> its JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from builder.data.shape import Explainer, ItemRow, StepRow
from builder.load.misfits import nested_model
from builder.model import Article, NextStep

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/"


def data_schema() -> dict[str, Any]:
    """Return the schema of data/explainer.json: the fields that editors write, and what the builder works out."""
    schema, shapes = _describe_shapes()
    rows = {name: _with_record(shape, shapes) for name, shape in shapes.items()}
    items = {f"{model.__name__}Row": _item_row(section, model, shapes) for section, model in _item_models().items()}
    schema["properties"]["items"]["additionalProperties"] = {"anyOf": [{"$ref": f"{_REF}{name}"} for name in items]}
    return {
        "$schema": DIALECT,
        **schema,
        "title": f"data/explainer.json, version {Explainer.version}",
        "$defs": _definitions_for(schema, rows | items),
    }


class _AsWritten(GenerateJsonSchema):
    """Describes written data: every key is there, so that none has a default; names say what titles would repeat."""

    def field_is_required(self, field: object, total: bool) -> bool:
        return True

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Say of keys what they must be; pydantic's own patternProperties would let any other key pass."""
        return {
            "type": "object",
            "propertyNames": self.generate_inner(schema["keys_schema"]),
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }


def _describe_shapes() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schema of the whole file, and by name those of all rows, parts and records."""
    types: list[type[Any]] = [Explainer, *_item_models().values()]
    inputs: list[tuple[str, JsonSchemaMode, TypeAdapter[Any]]]
    inputs = [(made.__name__, "serialization", TypeAdapter(made)) for made in types]
    _, found = TypeAdapter.json_schemas(inputs, schema_generator=_AsWritten)
    shapes = found["$defs"]
    return shapes.pop(Explainer.__name__), shapes


def _item_models() -> dict[str, type[Any]]:
    """Return by section the record of its items."""
    models = {section: nested_model(Article.model_fields[section].annotation) for section in Article.SECTIONS}
    return {section: model for section, model in models.items() if model}


def _item_row(section: str, model: type[Any], shapes: Mapping[str, Any]) -> dict[str, Any]:
    """Describe the rows of one section: those of any item, with the record and the name of this section."""
    row = shapes[ItemRow.__name__]
    own = row["properties"]
    if issubclass(model, NextStep):
        # What is inherited keeps its description only in the class that describes it.
        own = shapes[StepRow.__name__]["properties"] | own
    own = own | {"record": {"$ref": _REF + model.__name__}, "section": {**own["section"], "const": section}}
    named = {"title": f"{model.__name__}Row", "description": shapes[model.__name__]["description"]}
    return _with_record({**row, **named, "properties": own}, shapes)


def _with_record(shape: dict[str, Any], shapes: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a row as shape.write_fields writes it: the fields of its record are among its own."""
    own = dict(shape["properties"])
    if "record" not in own:
        return shape
    record = shapes[own.pop("record")["$ref"].removeprefix(_REF)]
    properties = record["properties"] | own
    return {**shape, "properties": properties, "required": sorted(properties)}


def _definitions_for(schema: dict[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the definitions that a schema refers to, and those that these refer to."""
    used: dict[str, Any] = {}
    pending = [schema]
    while pending:
        text = json.dumps(pending.pop())
        for name in re.findall(f'"{re.escape(_REF)}(\\w+)"', text):
            if name not in used:
                used[name] = definitions[name]
                pending.append(definitions[name])
    return used
