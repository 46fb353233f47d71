"""The same content gives the same site, byte for byte and mode for mode, whatever machine builds it and when."""

import gzip
import os
import subprocess
from dataclasses import dataclass, field

import pytest
from conftest import FAULTS, HARBOUR, ROOT, build_command, bytes_below, copy_story

SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.org/story/"}
CLOCKED = """
import datetime, os, sys, time
if clock := os.environ.get("MKDOCS_CLOCK"):
    class Clocked(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(int(clock), tz)
    datetime.datetime = Clocked
    time.time = lambda: float(clock)
if os.environ.get("ONE_CORE") and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
from mkdocs.__main__ import cli
cli()
"""


@dataclass(frozen=True)
class Machine:
    """What differs from one machine to the next."""

    environment: dict[str, str] = field(default_factory=dict)
    umask: int = 0o022
    folder: str = "story"
    out: str = "site"
    is_clone: bool = False
    line_end: bytes = b"\n"


MACHINES = {
    "time zone": Machine({"TZ": "Pacific/Kiritimati"}),
    "locale": Machine({"LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"}),
    "hash seed": Machine({"PYTHONHASHSEED": "7"}),
    "order of folders": Machine({"SHUFFLE_FOLDERS": "7", "PYTHONPATH": f"{FAULTS}{os.pathsep}{ROOT}"}),
    "user": Machine({"HOME": "/nonexistent", "USER": "somebody", "LOGNAME": "somebody", "HOSTNAME": "elsewhere"}),
    "another day": Machine({"MKDOCS_CLOCK": "1999999999"}),
    "optimised": Machine({"PYTHONOPTIMIZE": "1"}),
    "one core": Machine({"ONE_CORE": "1"}),
    "umask": Machine(umask=0o077),
    "place": Machine(folder="ein Ordner/naïve & Co/story", out="deep/er/public"),
    "shallow clone": Machine(is_clone=True),
    "line ends of Windows": Machine(line_end=b"\r\n"),
}


def combine(machines):
    """Return a machine that differs in everything in which one of these does."""
    plain = Machine()
    differing = [(name, value) for machine in machines for name, value in vars(machine).items()]
    environment = {name: value for machine in machines for name, value in machine.environment.items()}
    return Machine(
        **{name: value for name, value in differing if value != getattr(plain, name)} | {"environment": environment}
    )


def build(place, machine):
    """Build a copy of the invented story with the clock of the machine, from within it, without SOURCE_DATE_EPOCH."""
    story = copy_story(HARBOUR, place / machine.folder)
    for path in [*story.rglob("*.yml"), *story.rglob("*.md"), *story.rglob("*.receipt"), *story.rglob("*.audit")]:
        path.write_bytes(path.read_bytes().replace(b"\n", machine.line_end))
    if machine.is_clone:
        story = clone(story, place / "clone" / machine.folder)
    settings = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    settings |= {"PYTHONPATH": path} | SETTINGS | machine.environment
    out = place / machine.out
    command = build_command(story, out, "-q", "--strict", program=("-c", CLOCKED))
    run = subprocess.run(
        command, env=settings, capture_output=True, text=True, check=False, cwd=story, umask=machine.umask
    )
    assert (0, "") == (run.returncode, run.stderr)
    return bytes_below(out)


def clone(story, to):
    """Make a repository with two versions of the story, and return a clone that has only the last."""
    author = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    for command in (
        ["init", "-q"],
        ["-c", "core.autocrlf=false", "add", "-A"],
        [*author, "commit", "-qm", "one"],
        [*author, "commit", "-qm", "two", "--allow-empty"],
        ["-c", "core.autocrlf=false", "clone", "-q", "--depth", "1", story.as_uri(), str(to)],
    ):
        subprocess.run(["git", *command], cwd=story, check=True)
    return to


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The invented story, built here and now."""
    return build(tmp_path_factory.mktemp("here"), Machine())


def test_a_machine_that_differs_in_everything_makes_the_same_bytes_and_modes(site, tmp_path):
    """Only where something differs is it asked what makes it so."""
    found = differences(site, build(tmp_path / "all", combine(MACHINES.values())))
    if found:
        apart = {what: differences(site, build(tmp_path / what, machine)) for what, machine in MACHINES.items()}
        pytest.fail(f"{sorted(found)} differ; by themselves: {apart}")


def test_the_sitemap_tells_the_day_of_the_content(site):
    sitemap = site["sitemap.xml"][1]
    assert sitemap.count(b"<lastmod>2031-05-04</lastmod>") == sitemap.count(b"<url>") > 30
    assert sitemap == gzip.decompress(site["sitemap.xml.gz"][1])


def differences(expected, built):
    """Return the paths of what differs."""
    return {path for path in expected.keys() | built.keys() if expected.get(path) != built.get(path)}
