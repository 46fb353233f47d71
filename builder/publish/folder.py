"""Texts -> a folder, in one step: made beside the target, which is untouched until the new one is whole."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builder.problems import BuilderError

MADE_HERE = "data/explainer.json"
"""A folder that holds this file was written by us before."""

_HERE = -100  # AT_FDCWD
_RENAME_EXCHANGE = 2


@dataclass(frozen=True)
class Staging:
    """Where the next version of the target is made, and the lock that keeps other builds out of there."""

    target: Path
    folder: Path
    lock: int
    """An open descriptor of the folder: its lock ends with the process, however that ends."""


def prepare(target: Path) -> Staging:
    """Make and lock an empty staging folder beside the target, and put right what a killed build left behind.

    Raises BuilderError where that cannot be done, where another build is at work, or where the target is not ours.
    """
    place = Path(os.path.realpath(target))
    folder, former = place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = _take(folder, target)
        try:
            if former.exists() and not place.exists():
                former.rename(place)
            _refuse_other_things(place, target)
            for left in (former, *folder.iterdir()):
                remove_all(left)
            if former.exists() or any(folder.iterdir()):
                raise BuilderError(
                    f"cannot remove what a killed build left beside {target}; remove {folder} and {former}"
                )
        except BaseException:
            abandon(Staging(place, folder, lock))
            raise
    except OSError as error:
        raise BuilderError(f"cannot write beside {target}: {error.strerror}; make the folder writable") from error
    return Staging(place, folder, lock)


def put_in_place(staging: Staging) -> None:
    """Exchange the target for the finished staging folder; on failure the former target stays."""
    target, folder = staging.target, staging.folder
    former = target.with_name(f".{target.name}.old")
    locks = []
    try:
        set_modes(folder)
        if not target.exists():
            folder.rename(target)
        elif _is_exchangeable(target):
            # It is about to become the staging folder, which the next build would take.
            locks.append(lock_folder(target))
            exchange(folder, target)
            remove_all(folder)
        else:
            _replace(folder, target, former)
            remove_all(former)
    except OSError as error:
        _release(locks)
        raise BuilderError(f"cannot put {target} in place: {error.strerror}; the former one stays") from error
    _release([*locks, staging.lock])


def abandon(staging: Staging) -> None:
    """Drop what was begun: the disk may be full, and the next build should find nothing."""
    remove_all(staging.folder)
    _release([staging.lock])


def write_folder(target: Path, files: Mapping[str, str]) -> None:
    """Write texts by relative path into a folder that takes its place in one step; never replace other things."""
    staging = prepare(target)
    try:
        for path, text in files.items():
            write_text(staging.folder / path, text)
        put_in_place(staging)
    except BaseException:
        abandon(staging)
        raise


def _refuse_other_things(place: Path, target: Path) -> None:
    if place.exists() and not place.is_dir():
        raise BuilderError(f"{target} is a file; name a folder")
    if place.exists() and any(place.iterdir()) and not (place / MADE_HERE).is_file():
        raise BuilderError(f"{target} holds other things, which would be lost; name a new folder")


def _take(folder: Path, target: Path) -> int:
    """Make the folder, or take over what a killed build left, and lock it."""
    while True:
        folder.mkdir(exist_ok=True)
        try:
            lock = lock_folder(folder, wait=False)
        except FileNotFoundError:
            continue  # another build has just finished with it
        except BlockingIOError as error:
            raise BuilderError(f"another build is writing {target}; wait until it is done") from error
        if folder.exists() and os.path.samestat(os.fstat(lock), os.stat(folder)):
            return lock
        os.close(lock)


def lock_folder(folder: Path, wait: bool = True) -> int:
    """Open and lock a folder, where the system can: the lock stays with the folder when it is renamed."""
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(lock)
        raise
    except OSError:
        pass  # some network folders do not support locks
    return lock


def _release(locks: Iterable[int]) -> None:
    for lock in locks:
        os.close(lock)


def _is_exchangeable(target: Path) -> bool:
    """Say whether the system can exchange two folders in one step here, by exchanging one with itself."""
    try:
        exchange(target, target)
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
            return False
        raise
    return True


def exchange(one: Path, other: Path) -> None:
    """Exchange two folders in one step, so that there is no moment without a site; Linux can."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _RENAME_EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _replace(folder: Path, target: Path, former: Path) -> None:
    """Put the folder in the target's place in two steps; the next build repairs what a kill in between leaves."""
    target.rename(former)
    try:
        folder.rename(target)
    except OSError:
        former.rename(target)
        raise


def remove_all(left: Path) -> None:
    """Remove a file or folder as far as possible, even one that was made read-only."""
    if not left.is_dir() or left.is_symlink():
        with suppress(OSError):
            left.unlink()
        return
    for place, _, _ in os.walk(left):
        with suppress(OSError):
            os.chmod(place, 0o755)
    shutil.rmtree(left, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Write one file as UTF-8, its line ends as they are, in one step: whole, or as it was."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write one file in one step: whole, or as it was."""
    half = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            half.write_bytes(content)
            half.replace(path)
        except OSError:
            half.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BuilderError(f"cannot write {path}: {error.strerror}") from error


def read_folder(folder: Path, but: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each file, whatever its bytes mean, except copies of files in other folders."""
    others = tuple(map(Path, but))
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = Path(place, name)
            relative = path.relative_to(folder)
            content = path.read_bytes()
            if not any((twin := other / relative).is_file() and twin.read_bytes() == content for other in others):
                yield relative.as_posix(), content.decode("utf-8", "replace")


def list_folder(folder: Path) -> frozenset[str]:
    """Return the paths of all files below a folder."""
    paths = (Path(place, name) for place, _, names in os.walk(folder) for name in names)
    return frozenset(path.relative_to(folder).as_posix() for path in paths)


def set_modes(folder: Path) -> None:
    """Make everything readable for a web server, whatever the umask."""
    for place, _, names in os.walk(folder):
        os.chmod(place, 0o755)
        for name in names:
            os.chmod(os.path.join(place, name), 0o644)
