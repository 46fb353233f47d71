"""A document -> JSON, the same bytes for the same value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass

from builder.data.shape import write_fields

_ENCODER = json.JSONEncoder(
    ensure_ascii=False,
    allow_nan=False,
    sort_keys=True,
    check_circular=False,  # rows are frozen trees; looking for rings in them costs time
    default=write_fields,
)
_ESCAPED = "<>&\u2028\u2029"
"""With these a text could leave the script element that somebody puts the file into."""


def write_json(document: Mapping[str, object]) -> str:
    """Write JSON with sorted keys: a line for each record of a list or of a mapping by id.

    Nothing but JSON's own numbers gets through. Dataclasses are written as builder/data/shape.py says.
    """
    parts = [[f"{_compact(key)}: ", *_write_part(value)] for key, value in sorted(document.items())]
    return "".join(("{\n", *_between(",\n", parts), "\n}\n"))


def _write_part(value: object) -> list[str]:
    if is_dataclass(value):
        value = write_fields(value)
    if isinstance(value, list) and value:
        lines = ([" ", _compact(inner)] for inner in value)
        return ["[\n", *_between(",\n", lines), "\n]"]
    if isinstance(value, dict) and value:
        lines = ([f" {_compact(key)}: ", _compact(inner)] for key, inner in sorted(value.items()))
        return ["{\n", *_between(",\n", lines), "\n}"]
    return [_compact(value)]


def _between(separator: str, parts: Iterable[list[str]]) -> list[str]:
    """Chain the parts with a separator: pieces, because whole files would be copied again at each level."""
    pieces: list[str] = []
    for part in parts:
        pieces += (separator, *part) if pieces else part
    return pieces


def _compact(value: object) -> str:
    text = _ENCODER.encode(value)
    for character in _ESCAPED:
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text
