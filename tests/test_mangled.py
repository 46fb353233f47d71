"""Mangled files: whatever a disk or a program made of a good one, it loads, or lines with places say why not."""

import re

from conftest import ALL
from mangle import WAYS, load_alone, mangled_files

from builder.model.library import KINDS

COUNT = 100_000 if ALL else 300
"""Set by make test-all."""
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def kind_of(path):
    return next(kind for kind in KINDS if path == kind.path or path.startswith(f"{kind.path}/"))


def test_a_mangled_file_loads_or_is_refused_in_lines_with_places(tmp_path):
    seen = set()
    for path, content, ways in mangled_files(COUNT, seed=1):
        library = load_alone(tmp_path, path, content)
        problems = [problem for problem in library.problems if problem.path == path]
        last = len(LINE_BREAK.findall(content.decode("utf-8", "replace"))) + 1
        for problem in problems:
            assert 1 <= problem.line <= last, (problem, ways)
            assert re.fullmatch(r"[a-z0-9/.-]+:[1-9]\d*:[1-9]\d*: [EW]0\d\d .+", str(problem)), (problem, ways)
        kind = kind_of(path).name
        assert problems or library.declared[kind] == library.records(kind).keys() != set(), ways
        seen.update(ways)
    assert {way.__name__ for way in WAYS} == seen
