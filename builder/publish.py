"""Texts -> a folder, in one step: made beside the target, which stands untouched until the new one is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from builder.problems import BuilderError

MADE_HERE = "data/explainer.json"
"""A folder that holds this file was written by us before."""


def staging_beside(target: Path) -> Path:
    """Return the folder in which the next version of the target is made: a neighbour, so that a rename will do."""
    return target.with_name(f".{target.name}.new")


def target_of(staging: Path) -> Path:
    """Return the folder that a staging folder will become."""
    return staging.with_name(staging.name.removeprefix(".").removesuffix(".new"))


def prepare(target: Path) -> Path:
    """Make an empty staging folder, put right what a killed build left behind, and return the folder."""
    staging, former = staging_beside(target), _former(target)
    try:
        if former.exists() and not target.exists():
            former.rename(target)
        for left in (staging, former):
            if left.exists():
                shutil.rmtree(left)
        staging.mkdir(parents=True)
    except OSError as error:
        raise BuilderError(f"cannot write beside {target}: {error.strerror}; make the folder writable") from error
    return staging


def put_in_place(staging: Path) -> None:
    """Exchange the target for the finished staging folder; on failure the former target stands."""
    target = target_of(staging)
    former = _former(target)
    try:
        if target.exists():
            target.rename(former)
        try:
            staging.rename(target)
        except OSError:
            if former.exists():
                former.rename(target)
            raise
        shutil.rmtree(former, ignore_errors=True)
    except OSError as error:
        raise BuilderError(f"cannot put {target} in place: {error.strerror}; the former one stands") from error


def write_folder(target: Path, files: Mapping[str, str]) -> None:
    """Write texts by relative path into a folder that takes its place in one step; never in place of other things."""
    place = Path(os.path.realpath(target))
    if place.exists() and not place.is_dir():
        raise BuilderError(f"{target} is a file; name a folder")
    if place.is_dir() and any(place.iterdir()) and not (place / MADE_HERE).is_file():
        raise BuilderError(f"{target} holds other things, which would be lost; name a new folder")
    staging = prepare(place)
    for path, text in files.items():
        write_text(staging / path, text)
    set_modes(staging)
    put_in_place(staging)


def write_text(path: Path, text: str) -> None:
    """Write one file as UTF-8 with Unix line ends."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BuilderError(f"cannot write {path}: {error.strerror}") from error


def read_folder(folder: Path, but: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file, whatever its bytes mean, but for copies of files in other folders."""
    others = tuple(map(Path, but))
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = Path(place, name)
            relative = path.relative_to(folder)
            content = path.read_bytes()
            if not any((twin := other / relative).is_file() and twin.read_bytes() == content for other in others):
                yield relative.as_posix(), content.decode("utf-8", "replace")


def set_modes(folder: Path) -> None:
    """Make everything readable for a web server, whatever the umask."""
    for place, _, names in os.walk(folder):
        os.chmod(place, 0o755)
        for name in names:
            os.chmod(os.path.join(place, name), 0o644)


def _former(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")
