"""A path into what a file holds -> its line and column, and a problem there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from builder.problems import Problem

Loc = tuple[str | int, ...]


class Mark(NamedTuple):
    """Where a value is: its key, itself, and the marks of what is in it. Places count from 1."""

    key: tuple[int, int]
    value: tuple[int, int]
    children: Mapping[str | int, Mark] = MappingProxyType({})
    is_after_comma: bool = False
    """Whether it is in braces and a comma precedes it, which may have been meant as part of a value."""

    def find(self, loc: Loc) -> Mark:
        """Return the mark of the deepest part of the loc that is in the file."""
        mark = self
        for step in loc:
            if step not in mark.children:
                break
            mark = mark.children[step]
        return mark


START = Mark((1, 1), (1, 1))
"""The mark of a file that cannot be read."""


@dataclass(frozen=True)
class File:
    """A file that was read: its path from the root, with slashes, and the places of its values."""

    path: str
    mark: Mark

    @property
    def stem(self) -> str:
        """The file's name without its ending: the id of a source, an article or a topic."""
        return self.path.rpartition("/")[2].removesuffix(".yml")


@dataclass(frozen=True)
class Where:
    """A place in the content: the file, and the way down to the value."""

    file: File
    loc: Loc = ()

    def at(self, *steps: str | int) -> Where:
        """Return the place further down."""
        return Where(self.file, (*self.loc, *steps))

    def problem(self, code: str, message: str, at_key: bool = False) -> Problem:
        """Make a problem at this place; a record or a list is reported at its key."""
        mark = self.file.mark.find(self.loc)
        line, column = mark.key if at_key or mark.children else mark.value
        return Problem(self.file.path, line, column, code, message)


def at_line(path: str, line: int = 1) -> Where:
    """Return the place of a line, counted from 1, in a file that is not YAML."""
    return Where(File(path, Mark((line, 1), (line, 1))))
