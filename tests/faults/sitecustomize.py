"""Make the machine fail: Python imports this at its start where this folder is on PYTHONPATH.

FAULT_BELOW: only writing below this folder counts. FAULT_AT: the number of the call that fails, from 1; 0 for none.
FAULT_ERROR: its errno by name. FAULT_COUNT: a file that gets the number of calls at the end.
KILL_BELOW: only writing and removing below this folder counts. KILL_AT: the number of the step before which the program
dies at once, from 1; 0 for none. KILL_COUNT: a file that gets the number of steps at the end.
SHUFFLE_FOLDERS: a seed; every listing of a folder then comes in another order.
"""

import atexit
import builtins
import errno
import io
import os
import random
import signal
import sys
from pathlib import Path

WRITING = ("rename", "replace", "mkdir", "fsync", "link", "symlink")


class Fault:
    """Counts what writes below a folder and fails one of the calls."""

    def __init__(self, below, at=0, error="ENOSPC"):
        self.below, self.at, self.number, self.count = str(below), at, getattr(errno, error), 0

    def strike(self, path):
        if isinstance(path, int) or not os.path.abspath(os.fspath(path)).startswith(self.below):
            return
        self.count += 1
        if self.count == self.at:
            raise OSError(self.number, os.strerror(self.number), str(path))

    def wrap(self, call):
        def wrapped(path, *rest, **more):
            self.strike(path)
            return call(path, *rest, **more)

        return wrapped

    def wrap_open(self, call):
        def wrapped(path, mode="r", *rest, **more):
            if not set(mode) & set("wax+"):
                return call(path, mode, *rest, **more)
            self.strike(path)
            return FaultyFile(call(path, mode, *rest, **more), self, path)

        return wrapped

    def patches(self):
        """Yield (module, name, replacement)."""
        yield from ((os, name, self.wrap(getattr(os, name))) for name in WRITING)
        opened = self.wrap_open(io.open)
        yield from ((module, "open", opened) for module in (io, builtins))


class FaultyFile:
    """A file whose writes count and may fail."""

    def __init__(self, file, fault, path):
        self.file, self.fault, self.path = file, fault, path

    def write(self, content):
        self.fault.strike(self.path)
        return self.file.write(content)

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()


class Killer:
    """Counts the steps of writing and removing below a folder, as the interpreter tells them, and dies at one."""

    STEPS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "shutil.rmtree")

    def __init__(self, below, at):
        self.below, self.at, self.count = str(below), at, 0

    def hear(self, event, arguments):
        if event not in self.STEPS and not (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        path, *rest = arguments
        is_removing_by_folder = event in ("os.remove", "os.rmdir") and rest[-1] != -1
        if isinstance(path, int) or not (is_removing_by_folder or self.is_below(path)):
            return
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def is_below(self, path):
        return os.path.abspath(os.fsdecode(path)).startswith(self.below)


def shuffled(seed):
    """Return os.listdir and os.scandir in another order."""
    dice = random.Random(seed)
    listdir, scandir = os.listdir, os.scandir

    def list_shuffled(*path):
        names = listdir(*path)
        dice.shuffle(names)
        return names

    class ScanShuffled:
        def __init__(self, *path):
            with scandir(*path) as found:
                entries = list(found)
            dice.shuffle(entries)
            self.entries = iter(entries)

        def __iter__(self):
            return self.entries

        def __next__(self):
            return next(self.entries)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def close(self):
            pass

    return list_shuffled, ScanShuffled


def start():
    if "FAULT_BELOW" in os.environ:
        fault = Fault(os.environ["FAULT_BELOW"], int(os.environ.get("FAULT_AT", "0")), os.environ["FAULT_ERROR"])
        if "FAULT_COUNT" in os.environ:
            atexit.register(lambda: Path(os.environ["FAULT_COUNT"]).write_text(str(fault.count)))
        for module, name, replacement in fault.patches():
            setattr(module, name, replacement)
    if "KILL_BELOW" in os.environ:
        killer = Killer(os.environ["KILL_BELOW"], int(os.environ["KILL_AT"]))
        if "KILL_COUNT" in os.environ:
            atexit.register(lambda: Path(os.environ["KILL_COUNT"]).write_text(str(killer.count)))
        sys.addaudithook(killer.hear)
    if "SHUFFLE_FOLDERS" in os.environ:
        os.listdir, os.scandir = shuffled(os.environ["SHUFFLE_FOLDERS"])


start()
