"""Which small mistakes in the modules that read, name, verify and write no test would notice.

    .venv/bin/python tests/mutants.py TEST … [-k …] [--modules …] [--share 1] [--seconds 15] [--jobs 2]

A mutant is a module with one change: a comparison turned round, a statement left out, a number one more. Each is taken
in by a fork of one collected pytest session, which runs the tests that pass through the changed line, those that found
others first, then the quickest, until one fails. Prints each survivor and a line a module; fails below 95 of a hundred
found. That taking in breaks nothing is seen first: the modules as they are, taken in the same way, fail no test.
"""

from __future__ import annotations

import argparse
import ast
import functools
import gc
import inspect
import multiprocessing
import os
import random
import resource
import signal
import sys
import time
import types
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path

import coverage
import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from mistakes import Mutant, mutants_of

ROOT = Path(__file__).parent.parent
ENOUGH = 0.95
MEMORY = 4 << 30
FORK = multiprocessing.get_context("fork")


def take_in(module, code):
    """Put what a mutant of a module defines into the place of what the module defines, wherever it was imported."""
    fresh = {"__name__": module.__name__, "__file__": module.__file__, "__package__": module.__package__}
    exec(code, fresh)
    for name, new in fresh.items():
        old = vars(module).get(name)
        if not name.startswith("__") and not isinstance(new, types.ModuleType):
            _swap(module, name, old, new)


def _swap(owner, name, old, new):
    if isinstance(new, (property, functools.cached_property, classmethod, staticmethod)):
        inner = "fget" if isinstance(new, property) else "func" if hasattr(new, "func") else "__func__"
        _swap_function(getattr(old, inner), getattr(new, inner))
    elif inspect.isfunction(inspect.unwrap(new)):
        _swap_function(inspect.unwrap(old), inspect.unwrap(new))
    elif isinstance(new, type):
        for attribute, value in vars(new).items() if new.__module__ == vars(owner).get("__name__") else ():
            if inspect.isfunction(value) or not attribute.startswith("__"):
                _swap(old, attribute, vars(old).get(attribute), value)
    elif isinstance(owner, types.ModuleType):
        for value in (new, *getattr(new, "__metadata__", ())):
            if type(value).__module__ == owner.__name__:  # of the class that the tests know
                object.__setattr__(value, "__class__", getattr(owner, type(value).__name__))
        for other in [other for key, other in sys.modules.items() if key.startswith(("builder", "test_"))]:
            if old != new and vars(other).get(name, owner) is old:
                setattr(other, name, new)


def _swap_function(old, new):
    if old.__module__ != new.__module__:  # another module's, only named here
        return
    old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    for mine, other in zip(old.__closure__ or (), new.__closure__ or (), strict=True):
        if not isinstance(other.cell_contents, type):
            mine.cell_contents = other.cell_contents


@dataclass
class Session:
    """The collected tests, and what is known of them."""

    options: argparse.Namespace
    items: dict[str, pytest.Item] = field(default_factory=dict)
    caches: list[object] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    """Of each test that passes by itself."""
    passing: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    """The tests that pass through a line of a module."""
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many mutants of a module a test found."""
    trees: dict[str, ast.Module] = field(default_factory=dict)
    is_enough: bool = False
    mutants: list[Mutant] = field(default_factory=list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """Measure instead of running the tests."""
        for item in session.items:
            _make_repeatable(item)
        self.items = {item.nodeid: item for item in session.items}
        self.caches = [o for o in gc.get_objects() if isinstance(o, functools._lru_cache_wrapper)]
        gc.freeze()
        self._measure()
        return True

    def _measure(self):
        self.seconds, self.passing = _receive(*_fork(_run_each, self))
        print(f"{len(self.seconds)} tests of {len(self.items)} in {sum(self.seconds.values()):.0f} s", flush=True)
        for module in self.options.modules:
            self.trees[module] = ast.parse(_path(module).read_bytes())
        dice = random.Random(1)
        every = [mutant for module, tree in self.trees.items() for mutant in mutants_of(module, tree)]
        self.mutants = [mutant for mutant in every if dice.random() < self.options.share]
        unchanged, _ = _receive(*_fork(_try, self, None, list(self.seconds)))
        assert not unchanged, f"modules that nothing has changed are found by {unchanged}"
        self._tell(dict(self._try_all()))

    def _try_all(self):
        """Yield the number of each mutant, and whether it was found."""
        waiting, running = list(enumerate(self.mutants))[::-1], {}
        while waiting or running:
            while waiting and len(running) < self.options.jobs:
                number, mutant = waiting.pop()
                reader, process = _fork(_try, self, number, self._choose(mutant))
                running[reader] = number, process
            for reader in wait(running):
                number, process = running.pop(reader)
                test, says = _receive(reader, process) or ("out of time", "")
                self.found[self.mutants[number].module, test] += 1
                if not test:
                    print(f"{len(waiting)} left; not found: {self.mutants[number].module}:{says}", flush=True)
                elif len(waiting) % 200 == 0:
                    print(f"{len(waiting)} left", flush=True)
                yield number, bool(test)

    def _choose(self, mutant):
        """Return the tests that could notice, the likeliest first, as many as the seconds allow.

        Where none passes, as with a type that is only declared, the tests of the module's own name are the likeliest.
        """
        through = set().union(*(self.passing.get((mutant.module, line), ()) for line in mutant.lines))
        if not through:
            through = set(self.seconds)
        chosen, left = [], self.options.seconds
        for test in sorted(through, key=lambda test: self._rank(mutant.module, test)):
            left -= self.seconds[test]
            if left > 0:
                chosen.append(test)
        return chosen

    def _rank(self, module, test):
        own = f"test_{module.rpartition('.')[2]}.py"
        return -self.found[module, test], own not in test, self.seconds[test], test

    def _tell(self, states):
        tally = Counter((mutant.module, states[n]) for n, mutant in enumerate(self.mutants))
        for module in self.trees:
            found, all_of_it = tally[module, True], tally[module, True] + tally[module, False]
            print(f"{module:28} {found:5} of {all_of_it:5} found, {found / max(all_of_it, 1):.1%}")
        found = sum(n for (_, known), n in tally.items() if known)
        print(f"{'all':28} {found:5} of {len(self.mutants):5} found, {found / len(self.mutants):.1%}")
        self.is_enough = found >= ENOUGH * len(self.mutants)


def _fork(function, *arguments):
    """Call a function in a fork; return where its result comes from, and the process."""
    reader, writer = FORK.Pipe(duplex=False)
    process = FORK.Process(target=lambda: writer.send(function(*arguments)))
    process.start()
    writer.close()
    return reader, process


def _receive(reader, process):
    """Return the result of a fork; None of one that ran out of time or memory."""
    try:
        return reader.recv()
    except EOFError:
        return None
    finally:
        process.join()


def _run_each(session):
    """Run each test alone; return the seconds of those that pass, and the tests that pass through each line."""
    paths = {str(_path(module)): module for module in session.options.modules}
    measured = coverage.Coverage(data_file=None, include=list(paths), config_file=False)
    _be_quiet()
    seconds = {}
    measured.start()
    for test, item in session.items.items():
        _forget(session)
        measured.switch_context(test)
        begin = time.perf_counter()
        if not _failed(item):
            seconds[test] = time.perf_counter() - begin
    measured.stop()
    passing = {
        (module, line): {test for test in tests if test in seconds}
        for path, module in paths.items()
        for line, tests in measured.get_data().contexts_by_lineno(path).items()
    }
    return seconds, passing


def _try(session, number, tests):
    """Take a mutant in, or without a number all modules as they are; return the first failing test, and the change."""
    _be_quiet()
    mutant = None if number is None else session.mutants[number]
    says = _change(mutant) if mutant else ""
    for module, tree in session.trees.items():
        if mutant is None or module == mutant.module:
            code = compile(ast.fix_missing_locations(tree), str(_path(module)), "exec")
            try:
                take_in(sys.modules[module], code)
            except Exception as error:  # a changed module may fail in any way, and is found by it
                return f"no import: {error!r}", says
    _forget(session)
    for test in tests:
        signal.alarm(5 + round(10 * session.seconds[test]))
        if _failed(session.items[test]):
            return test, says
    return "", says


def _change(mutant):
    """Change the tree; return what was changed, as `line: before → after`."""
    node, line = mutant.node, min(mutant.lines)
    before = _shown(node)
    setattr(node, mutant.field, mutant.value)
    lines = zip(before.splitlines(), _shown(node).splitlines(), strict=False)
    old, new = next(((old.strip(), new.strip()) for old, new in lines if old != new), (before, "another"))
    return f"{line}: {old[:100]} → {new[:100]}"


def _shown(node):
    return ast.unparse(ast.fix_missing_locations(node))


def _failed(item):
    item._initrequest()
    return any(report.failed for report in runtestprotocol(item, nextitem=None, log=False))


def _be_quiet():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _forget(session):
    for cache in session.caches:
        cache.cache_clear()


def _make_repeatable(item):
    """Let a property test try few examples, the same each time."""
    if settings := getattr(item.function, "_hypothesis_internal_use_settings", None):
        phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
        item.function._hypothesis_internal_use_settings = hypothesis.settings(
            settings, max_examples=15, derandomize=True, database=None, phases=phases, deadline=None
        )


def _path(module):
    return ROOT / f"{module.replace('.', '/')}.py"


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    covered = coverage.Coverage(config_file=str(ROOT / "pyproject.toml")).get_option("run:include")
    parser.add_argument("tests", nargs="+", help="the files of tests, as pytest takes them")
    parser.add_argument("-k", default="", help="which of them, as pytest takes it")
    parser.add_argument(
        "--modules", nargs="+", default=[path.removesuffix(".py").replace("/", ".") for path in covered]
    )
    parser.add_argument("--share", type=float, default=1.0, help="how many of the mutants, 0 to 1")
    parser.add_argument("--seconds", type=float, default=15.0, help="of tests a mutant")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main():
    """Measure; leave with 1 below ENOUGH, or where nothing was measured."""
    options = _options()
    session = Session(options)
    settings = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", str(ROOT), "-k", options.k]
    pytest.main([*settings, *options.tests], [session])
    sys.exit(not session.is_enough)


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
