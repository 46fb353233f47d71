"""Two checkouts -> which files outside the content differ: programs, which run with all rights of whoever builds."""

from __future__ import annotations

import filecmp
import os
import stat
from pathlib import Path

from builder.problems import BuilderError

_NO_PROGRAMS = frozenset(["content", "sources", ".git"])
"""What may differ at the top: the content, which has its own checks, and what git keeps beside a checkout."""
_LEFT_BEHIND = frozenset(
    ["__pycache__", ".coverage", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv", "site"]
)
"""What building and testing leave behind: it is not missed, but it is reported where it is new."""


def compare_programs(root: Path, before: Path) -> dict[str, str]:
    """Return each path outside content and sources that differs from the version before, sorted, and how it differs.

    A folder that only one of the two has is named in place of what is in it. Links are not followed, only regular files
    are opened, and a file that may be run differs from one that may not. Raises BuilderError for what cannot be read.
    """
    try:
        return _compare(root.resolve(), before.resolve())
    except OSError as error:
        raise BuilderError(
            f"cannot read {error.filename}: {error.strerror}; every file is compared, so make it readable or delete it"
        ) from error


def _compare(root: Path, before: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    folders = [""]
    for folder in folders:
        now, then = _list_folder(root / folder), _list_folder(before / folder)
        for name in now.keys() | then.keys():
            path = f"{folder}{name}"
            if not folder and (name in _NO_PROGRAMS or root / name == before):
                continue
            if name not in then:
                found[path] = "is new"
            elif name not in now:
                found |= {} if name in _LEFT_BEHIND else {path: "is gone"}
            elif stat.S_ISDIR(now[name]) and stat.S_ISDIR(then[name]):
                folders.append(f"{path}/")
            elif not _is_same(root / path, before / path, now[name], then[name]):
                found[path] = "has changed"
    return dict(sorted(found.items()))


def _list_folder(folder: Path) -> dict[str, int]:
    """Return the names in a folder, each with its kind and whether it may be run."""
    with os.scandir(folder) as entries:
        modes = {entry.name: entry.stat(follow_symlinks=False).st_mode for entry in entries}
    return {name: stat.S_IFMT(mode) | mode & stat.S_IXUSR for name, mode in modes.items()}


def _is_same(one: Path, other: Path, mode: int, other_mode: int) -> bool:
    if stat.S_ISLNK(mode) and stat.S_ISLNK(other_mode):
        return os.readlink(one) == os.readlink(other)
    return mode == other_mode and stat.S_ISREG(mode) and filecmp.cmp(one, other, shallow=False)
