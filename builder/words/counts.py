"""A count and a noun -> English words: '1 article', '2 articles'."""

from __future__ import annotations


def write_count(count: int, noun: str) -> str:
    """Write a count with its noun, which must make its plural with an s."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
