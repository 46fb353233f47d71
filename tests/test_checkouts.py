"""What besides the content differs between two checkouts: whatever could run, hidden, a link, in a new folder."""

import os

import pytest
from cases import BASE, lay_over_base, put
from click.testing import CliRunner

from builder.cli import cli
from builder.load.checkouts import compare_programs
from builder.problems import BuilderError

FILES = {
    "mkdocs.yml": "site_name: Lamps\n",
    "builder/load.py": "print()\n",
    "builder/pages/front.py": "",
    "content/story.yml": "title: a\n",
    "sources/a.yml": "title: b\n",
    ".ci/run": "make\n",
}


@pytest.fixture
def two(tmp_path):
    """Two checkouts that are alike."""
    for root in ("now", "then"):
        for path, text in FILES.items():
            put(tmp_path / root, path, text)
    return tmp_path / "now", tmp_path / "then"


def make_runnable(place):
    place.chmod(0o755)


def make_link(place):
    place.unlink()
    place.symlink_to("/etc/passwd")


def make_fifo(place):
    place.unlink()
    os.mkfifo(place)


def make_file(place):
    place.parent.mkdir(exist_ok=True)
    place.write_text("x")


def make_folder(place):
    place.unlink()
    place.mkdir()


@pytest.mark.parametrize(
    ("path", "change", "found"),
    [
        ("mkdocs.yml", make_file, {"mkdocs.yml": "has changed"}),
        ("builder/pages/front.py", make_file, {"builder/pages/front.py": "has changed"}),
        ("builder/load.py", os.remove, {"builder/load.py": "is gone"}),
        ("yaml.py", make_file, {"yaml.py": "is new"}),
        (".venv/bin", make_file, {".venv": "is new"}),
        ("builder/sources/a.py", make_file, {"builder/sources": "is new"}),
        ("builder/content", make_file, {"builder/content": "is new"}),
        ("builder/__pycache__/a.pyc", make_file, {"builder/__pycache__": "is new"}),
        (".ci/run", make_runnable, {".ci/run": "has changed"}),
        (".ci/run", make_link, {".ci/run": "has changed"}),
        (".ci/run", make_fifo, {".ci/run": "has changed"}),
        (".ci/run", make_folder, {".ci/run": "has changed"}),
        ("content/story.yml", make_file, {}),
        ("sources/b.yml", make_file, {}),
        (".git", make_file, {}),
        ("builder/.git", make_file, {"builder/.git": "is new"}),
    ],
)
def test_whatever_is_no_content_is_told(two, path, change, found):
    now, then = two
    change(now / path)
    assert found == compare_programs(now, then)


def test_links_are_the_same_where_they_lead_to_the_same(two):
    for root in two:
        (root / "link").symlink_to("a")
        (root / "other").symlink_to(root.name)
    assert {"other": "has changed"} == compare_programs(*two)


def test_what_tools_left_in_the_version_before_is_not_missed(two):
    now, then = two
    caches = (".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "builder/__pycache__")
    for path in (*caches, ".venv/bin", "site/index.html", ".coverage", "builder/a.py"):
        put(then, path, "")
    assert {"builder/a.py": "is gone"} == compare_programs(now, then)


def test_what_is_told_is_sorted_and_held_by_its_bytes_alone(two):
    now, then = two
    for path in ("b.py", "a.py", "builder/z.py", "mkdocs.yml"):
        put(now, path, FILES.get(path, "").replace("Lamps", "Lemps"))
        os.utime(now / path, (1, 1))
    os.utime(then / "mkdocs.yml", (1, 1))
    (now / ".ci/run").chmod(0o600)
    assert ["a.py", "b.py", "builder/z.py", "mkdocs.yml"] == list(compare_programs(now, then))


def test_fifos_are_never_the_same_and_never_opened(two):
    for root in two:
        os.mkfifo(root / "fifo")
    assert {"fifo": "has changed"} == compare_programs(*two)


def test_a_version_before_that_lies_in_the_checkout_is_no_part_of_it(two):
    now, then = two
    then.rename(now / "published")
    assert {} == compare_programs(now, now / "published")
    (now / "yaml").symlink_to(now / "published")
    assert {"yaml": "is new"} == compare_programs(now, now / "published")


def test_what_cannot_be_read_is_one_line(two, monkeypatch):
    def refuse(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(
        BuilderError,
        match=r"^cannot read .*now: Permission denied; every file is compared, so make it readable or delete it$",
    ):
        compare_programs(*two)


def test_only_content_needs_a_version_before():
    run = CliRunner().invoke(cli, ["check", "--root", str(BASE), "--only-content"])
    assert 2 == run.exit_code
    assert "name its folder with --before" in run.stderr


def test_without_the_option_programs_may_differ(tmp_path):
    for root in ("now", "then"):
        lay_over_base(BASE, tmp_path / root)
    put(tmp_path / "now", "mkdocs.yml", "site_name: Lamps\n")
    command = ["check", "--root", str(tmp_path / "now"), "--before", str(tmp_path / "then")]
    assert 0 == CliRunner().invoke(cli, command).exit_code
    assert 1 == CliRunner().invoke(cli, [*command, "--only-content"]).exit_code
