"""How long the builder takes for stories of growing size, and which part of a whole `mkdocs build` that is.

    .venv/bin/python tests/bench.py [N …] [--full] [--seed 1] [--limit 1800] [--profile]

Prints one line a size. Seconds are of the processor, so that other work on the machine does not count, and include the
start of the process where the whole build is meant. Each measurement is a fresh process; progress goes to stderr.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from generator import write_story

from builder import build as building

SIZES = (100, 1000, 5000)
LARGEST_WHOLE = 1000
"""The largest story of which the whole site is built without --full."""
STAGES = {
    "load": "load",
    "run_checks": "check",
    "link": "link",
    "view_site": "views+pages",
    "plan_pages": "views+pages",
    "render_page": "render",
    "data_files": "data",
}
"""What builder.build.build calls, and the column that its seconds count in."""
COLUMNS = ("load", "check", "link", "views+pages", "render", "data")

Seconds = dict[str, float]


def main() -> None:
    options = _options()
    if options.measure:
        return _say({"builder": measure_builder, "mkdocs": measure_mkdocs}[options.measure](options.root))
    print(
        "  ".join(
            ("articles", *COLUMNS, " total", "   MB", "mkdocs", "its texts", "share", "looks after", "share", "   MB")
        )
    )
    for articles in options.articles or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            _tell(f"{articles} articles: writing the story")
            write_story(root, articles, options.seed)
            _tell(f"{articles} articles: builder")
            found = _run("builder", root, options.limit)
            whole: Seconds | str = ""
            if options.full or articles <= LARGEST_WHOLE:
                _tell(f"{articles} articles: mkdocs build")
                whole = _run("mkdocs", root, options.limit)
            print(_line(articles, found, whole), flush=True)
            if options.profile:
                print_profile(root)
    return None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", nargs="*", type=int, help=f"sizes of the stories; default {SIZES}")
    parser.add_argument("--full", action="store_true", help=f"build the whole site above {LARGEST_WHOLE} articles too")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1800, help="seconds after which a measurement is given up")
    parser.add_argument("--profile", action="store_true", help="also print where the builder's time goes")
    parser.add_argument("--measure", choices=("builder", "mkdocs"), help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(what: str, root: Path, limit: float) -> Seconds | str:
    """Measure in a fresh process; where that fails or takes too long, say so."""
    command = [sys.executable, __file__, "--measure", what, "--root", str(root)]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"over {limit:.0f} s"
    if done.returncode:
        sys.exit(f"{what} failed:\n{done.stdout}{done.stderr}")
    seconds: Seconds = json.loads(done.stdout.splitlines()[-1])
    return seconds


def measure_builder(root: Path) -> Seconds:
    """Build the texts once, with a clock around each stage."""
    spent = _clock_stages(building)
    start = time.process_time()
    building.build(root)
    return {**spent, "total": time.process_time() - start, "MB": _peak_memory()}


def _clock_stages(module: Any) -> Seconds:
    spent: Seconds = defaultdict(float)
    make_renderer = module.make_renderer
    module.make_renderer = lambda *parts: _clocked(make_renderer(*parts), spent, STAGES["render_page"])
    for name, column in STAGES.items():
        if name != "render_page":
            setattr(module, name, _clocked(getattr(module, name), spent, column))
    return spent


def _clocked(function: Callable[..., Any], spent: Seconds, column: str) -> Callable[..., Any]:
    @wraps(function)  # MkDocs reads the order of hooks from an attribute
    def clocked(*arguments: Any, **options: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **options)
        finally:
            spent[column] += time.process_time() - start

    return clocked


def measure_mkdocs(root: Path) -> Seconds:
    """Build the whole site as the command line does, with a clock around the hooks of our plugin.

    Apart: what turns YAML into texts, and what then looks after the finished pages (policy, search index, withheld
    strings, links).
    """
    from mkdocs.__main__ import cli  # noqa: PLC0415  # here, as MkDocs is no part of the builder's memory

    from builder.mkdocs_plugin import ExplainerPlugin  # noqa: PLC0415

    spent: Seconds = defaultdict(float)
    for name, hook in list(vars(ExplainerPlugin).items()):
        if name.startswith("on_"):
            setattr(ExplainerPlugin, name, _clocked(hook, spent, "texts" if name == "on_files" else "after"))
    cli(["build", "-q", "-f", str(root / "mkdocs.yml")], standalone_mode=False)
    return {**spent, "whole": time.process_time(), "MB": _peak_memory()}


def _peak_memory() -> float:
    """Return the most memory that this process has had, in MB."""
    status = Path("/proc/self/status")  # ru_maxrss would count what the parent had when it started us
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 1024


def _line(articles: int, found: Seconds | str, whole: Seconds | str) -> str:
    cells = [f"{articles:8}"]
    if isinstance(found, str):
        cells.append(found)
    else:
        cells += [f"{found.get(column, 0):{max(4, len(column))}.2f}" for column in COLUMNS]
        cells += [f"{found['total']:6.2f}", f"{found['MB']:5.0f}"]
    if isinstance(whole, str):
        cells.append(whole)
    else:
        cells.append(f"{whole['whole']:6.1f}")
        for part, width in (("texts", 9), ("after", 11)):
            cells += [f"{whole[part]:{width}.2f}", f"{whole[part] / whole['whole']:5.1%}"]
        cells.append(f"{whole['MB']:5.0f}")
    return "  ".join(cells)


def print_profile(root: Path) -> None:
    """Print the fifteen functions that cost most, with and without what they call."""
    profile = cProfile.Profile()
    profile.runcall(building.build, root)
    for order in ("cumulative", "tottime"):
        pstats.Stats(profile).strip_dirs().sort_stats(order).print_stats(15)


def _say(seconds: Seconds) -> None:
    print(json.dumps(seconds))


def _tell(words: str) -> None:
    print(f"… {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
