"""What every record is: frozen, with no key beyond the declared ones."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from builder.model.fields import (
    Text,
)


class Record(BaseModel):
    """Anything an editor writes: frozen, and no key beyond the declared ones."""

    model_config = ConfigDict(
        frozen=True, defer_build=True, extra="forbid", use_attribute_docstrings=True, arbitrary_types_allowed=True
    )


class Entry(Record):
    """A record with a place of its own, where exceptions to checks may be written."""

    allow: dict[str, Text] = {}
    """Checks that this record may break: the code, and the reason."""
