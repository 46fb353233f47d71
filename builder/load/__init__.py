"""The folders content/ and sources/ -> Library."""

from builder.load.folders import load, read_article

__all__ = ["load", "read_article"]
