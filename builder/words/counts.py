"""Counts and lists -> English words: '1 article', '2 articles'; 'Seoul, Kyiv and Moscow'."""

from __future__ import annotations

from collections.abc import Sequence


def write_count(count: int, noun: str) -> str:
    """Write a count with its noun, which must make its plural with an s."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def join_names(names: Sequence[str]) -> str:
    """List names in a sentence: 'Seoul', 'Seoul and Kyiv', 'Seoul, Kyiv and Moscow'."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
