"""A path into what a file holds -> its line and column, and a problem there."""

from __future__ import annotations

from dataclasses import dataclass

from builder.problems import Problem
from builder.yaml_file import Loc, Mark


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
        """Make a problem of this place; of a record or a list, the place is its key."""
        mark = self.file.mark.find(self.loc)
        line, column = mark.key if at_key or mark.children else mark.value
        return Problem(self.file.path, line, column, code, message)


def at_line(path: str, line: int = 1) -> Where:
    """Return the place of a line, counted from 1, in a file that holds no YAML."""
    return Where(File(path, Mark((line, 1), (line, 1))))
