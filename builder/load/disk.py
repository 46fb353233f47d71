"""A folder of other people's files -> their bytes: regular files only, no links, no more than a file may have.

What cannot be read is noted as a problem.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from builder.load.yaml_file import MAX_BYTES, Fault, read_plain
from builder.problems import Problem

LINKED = "this is a link, or lies behind one; put the file or folder itself in its place"


class Disk:
    """A folder, and the problems of what was read below it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self._real_root = os.path.realpath(root)
        self._linked: dict[str, bool] = {}

    def report(self, path: str, code: str, message: str, line: int = 1, column: int = 1) -> None:
        """Note a problem."""
        self.problems.append(Problem(path, line, column, code, message))

    def report_faults(self, path: str, faults: Iterable[Fault]) -> None:
        """Note what is wrong in a file."""
        for fault in faults:
            self.report(path, fault.code, fault.message, fault.line, fault.column)

    def exists(self, path: str) -> bool:
        """Say whether anything is there, a dangling link included."""
        return os.path.lexists(self.root / path)

    def list_folder(self, folder: str, ending: str = "") -> list[str]:
        """Return the paths of what is in a folder and has this ending, sorted; nothing if there is no such folder."""
        if self._refuse_link(folder):
            return []
        try:
            names = sorted(os.listdir(self.root / folder))
        except OSError:
            return []
        return [f"{folder}/{name}" for name in names if name.endswith(ending)]

    def _refuse_link(self, path: str) -> bool:
        if path not in self._linked:
            self._linked[path] = os.path.realpath(self.root / path) != os.path.join(self._real_root, path)
        if self._linked[path]:
            self.report(path, "E001", LINKED)
        return self._linked[path]

    def read_bytes(self, path: str) -> bytes | None:
        """Return the content of a regular file, at most one byte more than a file may have."""
        if self._refuse_link(path.rpartition("/")[0]):
            return None
        try:
            descriptor = os.open(f"{self._real_root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            is_link = error.errno == errno.ELOOP
            words = LINKED if is_link else f"the file cannot be opened: {error.strerror}; put a plain file in its place"
            self.report(path, "E001", words)
            return None
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            with open(descriptor, "rb") as stream:
                return stream.read(MAX_BYTES + 1)
        os.close(descriptor)
        self.report(path, "E001", "this is not a regular file; put a plain file in its place")
        return None

    def read_text(self, path: str) -> str | None:
        """Return a text that is not YAML, with plain line ends; None if it cannot be opened."""
        content = self.read_bytes(path)
        if content is None:
            return None
        text, faults = read_plain(content)
        self.report_faults(path, faults)
        return text
