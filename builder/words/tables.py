"""A type for tables over a closed set of words that leave some of the words out on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar

Word = TypeVar("Word", bound=str)
Value = TypeVar("Value")

ON_PURPOSE = "leaves words out on purpose"

Partial = Annotated[Mapping[Word, Value], ON_PURPOSE]
"""Every other table over a closed set has all of its words: tests/test_closed_sets.py sees to it."""
