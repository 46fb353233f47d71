"""What every record is: frozen, and limited to the declared keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from builder.model.fields import Text


class Record(BaseModel):
    """Anything that an editor writes: frozen, and limited to the declared keys.

    A field with exclude=True is for editors and checks only: it is in no file that the site publishes.
    """

    model_config = ConfigDict(
        frozen=True, defer_build=True, extra="forbid", use_attribute_docstrings=True, arbitrary_types_allowed=True
    )

    FORMER: ClassVar[Mapping[str, str]] = {}
    """Fields that records of this class once had, and what to write instead."""


class Entry(Record):
    """A record with a place of its own, where exceptions to checks may be written."""

    allow: dict[str, Text] = Field(default={}, exclude=True)
    """Checks that this record may break: the code and the reason."""
