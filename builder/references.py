"""Model and checks -> the generated references: schemas/*.json, docs/fields.md, docs/rules.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from builder.checks import all_rules
from builder.checks.registry import RETIRED, Rule
from builder.data.schema import DIALECT, data_schema
from builder.load.misfits import nested_model
from builder.model.fields import Slug
from builder.model.library import KINDS, Kind


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


def _describe_fields() -> Iterator[str]:
    yield "# Fields\n"
    yield "Made by `builder docs` from builder/model/: every file that editors may write, and every field in it."
    seen: set[type] = set()
    for kind in KINDS:
        yield f"\n## {_path_of(kind)}\n"
        if kind.holds == "records by id":
            yield "A mapping from ids to records with these fields:\n"
        yield from _describe_model(kind.model, seen)


def _path_of(kind: Kind) -> str:
    """Return the path of the kind's file, or of one of its files."""
    if not kind.is_folder:
        return kind.path
    name = "source" if kind.holds == "one record" else "topic"
    return f"{kind.path}/<{name}>.yml"


def _describe_model(model: type[Any], seen: set[type], level: int = 3) -> Iterator[str]:
    seen.add(model)
    nested = []
    yield "| field | | what it is |"
    yield "| --- | --- | --- |"
    for name, field in model.model_fields.items():
        need = "required" if field.is_required() else ""
        help_text = " ".join((field.description or "").split())
        yield f"| `{name}` | {need} | {help_text}{_choices(field)} |"
        inner = nested_model(field.annotation)
        if inner and inner not in seen:
            nested.append((name, inner))
            seen.add(inner)
    for name, inner in nested:
        yield f"\n{'#' * level} {name}\n"
        yield from _describe_model(inner, seen, min(level + 1, 6))


def _choices(field: FieldInfo) -> str:
    words = [f"`{word}`" for word in _literals(field.annotation)]
    return f" One of {', '.join(words)}." if words else ""


def _literals(annotation: Any) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        elif get_origin(annotation) is not dict:
            yield from _literals(part)


def _describe_rules() -> Iterator[str]:
    yield "# Rules\n"
    yield "Made by `builder docs` from the checks: E stops the build; W is advice, and never stops it."
    for rule in all_rules().values():
        yield f"\n## {rule.code}: {rule.wish}\n"
        yield f"- Why: {rule.why}"
        yield f"- Fix: {rule.fix}"
    yield "\n## Retired codes\n"
    yield "No check will use these again.\n"
    for code, retired in RETIRED.items():
        yield f"- {code}, since {retired.since}: {retired.reason}"
