"""The same content gives the same site, byte for byte and mode for mode, whatever machine builds it and when."""

import gzip
import os
import subprocess

import pytest
from conftest import FAULTS, HARBOUR, ROOT, build_command, bytes_below, copy_story

SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.org/story/"}
OTHERS = {
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    "hash seed": {"PYTHONHASHSEED": "7"},
    "order of folders": {"SHUFFLE_FOLDERS": "7", "PYTHONPATH": f"{FAULTS}{os.pathsep}{ROOT}"},
    "user": {"HOME": "/nonexistent", "USER": "somebody", "LOGNAME": "somebody", "HOSTNAME": "elsewhere"},
    "another day": {"MKDOCS_CLOCK": "1999999999"},
    "optimised": {"PYTHONOPTIMIZE": "1"},
    "one core": {"ONE_CORE": "1"},
}


def build(story, out, umask=0o022, **environment):
    """Build with the clock of the machine, from within the story, without SOURCE_DATE_EPOCH."""
    settings = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    settings |= {"PYTHONPATH": path} | SETTINGS | environment
    command = build_command(story, out, "-q", "--strict", program=("-c", CLOCKED))
    run = subprocess.run(command, env=settings, capture_output=True, text=True, check=False, cwd=story, umask=umask)
    assert (0, "") == (run.returncode, run.stderr)
    return bytes_below(out)


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


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The second story, built here and now."""
    place = tmp_path_factory.mktemp("first")
    return build(copy_story(HARBOUR, place / "story"), place / "site")


@pytest.mark.parametrize("what", OTHERS)
def test_another_machine_makes_the_same_bytes(site, tmp_path, what):
    assert_same(site, build(copy_story(HARBOUR, tmp_path / "story"), tmp_path / "site", **OTHERS[what]))


def test_another_umask_makes_the_same_bytes_and_modes(site, tmp_path):
    assert_same(site, build(copy_story(HARBOUR, tmp_path / "story"), tmp_path / "site", umask=0o077))


def test_another_place_makes_the_same_bytes(site, tmp_path):
    story = copy_story(HARBOUR, tmp_path / "ein Ordner" / "naïve & Co" / "story")
    assert_same(site, build(story, tmp_path / "deep" / "er" / "public"))


def test_a_shallow_clone_makes_the_same_bytes(site, tmp_path):
    story = copy_story(HARBOUR, tmp_path / "story")
    author = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        [*author, "commit", "-qm", "one"],
        [*author, "commit", "-qm", "two", "--allow-empty"],
    ):
        subprocess.run(["git", *command], cwd=story, check=True)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", story.as_uri(), str(clone)], check=True)
    assert_same(site, build(clone, tmp_path / "site"))


def test_files_with_line_ends_of_windows_make_the_same_bytes(site, tmp_path):
    story = copy_story(HARBOUR, tmp_path / "story")
    for path in [*story.rglob("*.yml"), *story.rglob("*.md"), *story.rglob("*.receipt"), *story.rglob("*.audit")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert_same(site, build(story, tmp_path / "site"))


def test_the_sitemap_tells_the_day_of_the_content(site):
    sitemap = site["sitemap.xml"][1]
    assert sitemap.count(b"<lastmod>2031-05-04</lastmod>") == sitemap.count(b"<url>") > 30
    assert sitemap == gzip.decompress(site["sitemap.xml.gz"][1])


def assert_same(expected, built):
    assert expected.keys() == built.keys()
    assert [] == [path for path in expected if expected[path] != built[path]]
