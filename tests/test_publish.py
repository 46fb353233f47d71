"""The site that stands: whatever fails while the next one is made, it stands byte for byte, or the next one does."""

import errno
import importlib.util
import itertools
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from cases import BASE
from conftest import ALL, FAULTS, HARBOUR, ROOT, build_command, build_site, bytes_below, copy_story

from builder.problems import BuilderError
from builder.publish import folder as publish
from builder.publish.folder import write_folder

ERRORS = ["ENOSPC", "EIO", "EACCES", "EROFS"]
OLD = {"data/explainer.json": "old", "index.md": "old", "figures/index.md": "old", "gone.md": "old"}
NEW = {"data/explainer.json": "new", "index.md": "new", "figures/index.md": "new", "claims/a.md": "new"}

spec = importlib.util.spec_from_file_location("faults", FAULTS / "sitecustomize.py")
faults = importlib.util.module_from_spec(spec)
spec.loader.exec_module(faults)


def write_with_fault(folder, files, monkeypatch, at, error):
    """Write a folder while the k-th call that writes fails; return how many calls there were."""
    fault = faults.Fault(folder, at, error)
    with monkeypatch.context() as patch:
        for module, name, replacement in fault.patches():
            patch.setattr(module, name, replacement)
        swap = publish.exchange
        patch.setattr(publish, "exchange", lambda one, other: (fault.strike(one), swap(one, other)))
        write_folder(folder / "site", files)
    return fault.count


@pytest.mark.parametrize("in_one_step", [True, False], ids=["exchanged", "renamed"])
@pytest.mark.parametrize("error", ERRORS)
def test_each_call_that_fails_leaves_what_stands_and_nothing_beside_it(tmp_path, monkeypatch, error, in_one_step):
    if not in_one_step:
        monkeypatch.setattr(publish, "exchange", unable)
    write_folder(tmp_path / "other", NEW)
    new = bytes_below(tmp_path / "other")
    write_folder(tmp_path / "site", OLD)
    calls = write_with_fault(tmp_path, NEW, monkeypatch, 0, error)
    assert calls > 15
    for at in range(1, calls + 1):
        write_folder(tmp_path / "site", OLD)
        before = bytes_below(tmp_path)
        try:
            write_with_fault(tmp_path, NEW, monkeypatch, at, error)
        except BuilderError as failure:
            assert re.fullmatch(f".*{os.strerror(getattr(errno, error))}.*", str(failure))
            assert before == bytes_below(tmp_path), at
        else:
            assert new == bytes_below(tmp_path / "site"), at  # the call did not matter: the folder was there
        assert {"site", "other"} == set(os.listdir(tmp_path))


def unable(one, other):
    """Fail as systems do that cannot exchange two folders."""
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


@pytest.mark.parametrize("error", ERRORS)
def test_the_first_build_that_fails_leaves_nothing(tmp_path, monkeypatch, error):
    failed = 0
    for at in range(1, 40):
        try:
            write_with_fault(tmp_path, NEW, monkeypatch, at, error)
        except BuilderError:
            assert {} == bytes_below(tmp_path), at
            failed += 1
        shutil.rmtree(tmp_path / "site", ignore_errors=True)
    assert failed > 15


def test_a_single_file_is_written_whole_or_stays_as_it_was(tmp_path, monkeypatch):
    publish.write_text(tmp_path / "a.receipt", "old")
    for at in (2, 3, 4):  # the first makes the folder, which is there
        fault = faults.Fault(tmp_path, at)
        with monkeypatch.context() as patch, pytest.raises(BuilderError, match="cannot write"):
            for module, name, replacement in fault.patches():
                patch.setattr(module, name, replacement)
            publish.write_text(tmp_path / "a.receipt", "new")
        assert {"a.receipt": "old"} == {path.name: path.read_text() for path in tmp_path.iterdir()}


def lay_out(folder, paths):
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("left")


def test_a_site_that_a_killed_build_moved_aside_is_put_back(tmp_path):
    lay_out(tmp_path, [".site.old/data/explainer.json", ".site.old/a", ".site.new/b"])
    staging = publish.prepare(tmp_path / "site")
    assert ["data", "a"] == sorted(os.listdir(tmp_path / "site"), reverse=True)
    assert (tmp_path / "site", tmp_path / ".site.new") == (staging.target, staging.folder)
    assert [] == os.listdir(staging.folder)
    publish.abandon(staging)
    assert ["site"] == os.listdir(tmp_path)


def test_what_was_left_beside_a_site_is_removed(tmp_path):
    lay_out(tmp_path, ["site/data/explainer.json", ".site.old/a/b", ".site.new/c/d", ".site.new/e"])
    (tmp_path / ".site.new" / "f").symlink_to(tmp_path / "site")
    write_folder(tmp_path / "site", {"data/explainer.json": "new"})
    assert ["site"] == os.listdir(tmp_path)
    assert {"data", "data/explainer.json"} == set(bytes_below(tmp_path / "site"))


@pytest.mark.parametrize("left", [".site.new/a/b", ".site.old/a"])
def test_what_cannot_be_removed_is_named(tmp_path, monkeypatch, left):
    lay_out(tmp_path, ["site/data/explainer.json", left])
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    new, old = (tmp_path / name for name in (".site.new", ".site.old"))
    words = f"cannot remove what a killed build left beside {tmp_path}/site; remove {new} and {old}"
    with pytest.raises(BuilderError, match=f"^{re.escape(words)}$"):
        publish.prepare(tmp_path / "site")
    os.close(publish.lock_folder(tmp_path / ".site.new", wait=False))


@pytest.mark.parametrize(
    ("there", "words"),
    [
        ("site", "/site is a file; name a folder"),
        ("site/a", "/site holds other things, which would be lost; name a new folder"),
        ("site/explainer.json", "/site holds other things, which would be lost; name a new folder"),
    ],
)
def test_other_things_are_never_replaced(tmp_path, there, words):
    lay_out(tmp_path, [there])
    with pytest.raises(BuilderError, match=f"^{re.escape(str(tmp_path) + words)}$"):
        write_folder(tmp_path / "site", NEW)
    assert ("left", ["site"]) == ((tmp_path / there).read_text(), os.listdir(tmp_path))


def test_the_folder_of_other_things_is_named_as_it_was_given(tmp_path):
    lay_out(tmp_path, ["real/a"])
    (tmp_path / "site").symlink_to(tmp_path / "real")
    with pytest.raises(BuilderError, match=f"^{re.escape(str(tmp_path))}/site holds other things"):
        write_folder(tmp_path / "site", NEW)


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "a" / "site").mkdir(parents=True)
    write_folder(tmp_path / "a" / "site", NEW)
    write_folder(tmp_path / "b" / "c" / "site", NEW)
    assert NEW.keys() == publish.list_folder(tmp_path / "b" / "c" / "site")
    assert NEW.keys() == publish.list_folder(tmp_path / "a" / "site")


def once(action, call):
    """Do something of another build before the first call."""
    waiting = [action]

    def called(*rest, **more):
        if waiting:
            waiting.pop()()
        return call(*rest, **more)

    return called


@pytest.mark.parametrize("another", [False, True])
@pytest.mark.parametrize(("module", "name"), [(os, "open"), (publish.fcntl, "flock")])
def test_a_staging_folder_that_another_build_takes_away_is_made_again(tmp_path, monkeypatch, module, name, another):
    def take_away():
        folder.rename(tmp_path / "taken")
        if another:
            folder.mkdir()

    folder = tmp_path / ".site.new"
    descriptors = len(os.listdir("/proc/self/fd"))
    with monkeypatch.context() as patch:
        patch.setattr(module, name, once(take_away, getattr(module, name)))
        staging = publish.prepare(tmp_path / "site")
    assert os.path.samestat(os.fstat(staging.lock), os.stat(folder))
    assert descriptors + 1 == len(os.listdir("/proc/self/fd"))
    with pytest.raises(BlockingIOError):
        publish.lock_folder(folder, wait=False)
    publish.abandon(staging)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(staging.lock)


def test_the_locks_are_let_go_when_the_site_is_in_place(tmp_path):
    for _ in range(2):
        staging = publish.prepare(tmp_path / "site")
        publish.write_text(staging.folder / "data" / "explainer.json", "new")
        before = len(os.listdir("/proc/self/fd"))
        publish.put_in_place(staging)
        assert before - 1 == len(os.listdir("/proc/self/fd"))


@pytest.mark.parametrize("standing", [True, False])
def test_where_folders_know_no_locks_the_site_is_written_all_the_same(tmp_path, monkeypatch, standing):
    def no_locks(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    write_folder(tmp_path / "site", OLD if standing else NEW)
    monkeypatch.setattr(publish.fcntl, "flock", no_locks)
    write_folder(tmp_path / "site", NEW)
    assert NEW.keys() == publish.list_folder(tmp_path / "site")


@pytest.mark.parametrize("error", ["ENOSYS", "EINVAL", "EOPNOTSUPP"])
def test_where_folders_cannot_be_exchanged_they_are_renamed(tmp_path, monkeypatch, error):
    def unable(*_):
        raise OSError(getattr(errno, error), os.strerror(getattr(errno, error)))

    monkeypatch.setattr(publish, "exchange", unable)
    renamed, rename = [], os.rename
    monkeypatch.setattr(os, "rename", lambda old, new: (renamed.append((old.name, new.name)), rename(old, new))[1])
    for files in (OLD, NEW):
        write_folder(tmp_path / "site", files)
    assert [(".site.new", "site"), ("site", ".site.old"), (".site.new", "site")] == renamed
    assert NEW.keys() == publish.list_folder(tmp_path / "site")
    assert ["site"] == os.listdir(tmp_path)


def test_exchanging_is_one_call_of_the_system_or_an_error(tmp_path, monkeypatch):
    lay_out(tmp_path, ["one/a", "two/b"])
    publish.exchange(tmp_path / "one", tmp_path / "two")
    assert {"one/b", "two/a"} == publish.list_folder(tmp_path)
    with monkeypatch.context() as patch:
        patch.chdir(tmp_path)
        publish.exchange(Path("one"), Path("two"))
    assert {"one/a", "two/b"} == publish.list_folder(tmp_path)
    with pytest.raises(OSError, match="No such file or directory") as failure:
        publish.exchange(tmp_path / "one", tmp_path / "three")
    assert errno.ENOENT == failure.value.errno
    monkeypatch.setattr(publish.ctypes, "CDLL", lambda *_, **__: object())
    with pytest.raises(OSError, match="Function not implemented") as failure:
        publish.exchange(tmp_path / "one", tmp_path / "two")
    assert errno.ENOSYS == failure.value.errno


@pytest.mark.parametrize(("at", "reason"), [("site", "File exists"), ("site/a", "Not a directory")])
def test_errors_say_what_could_not_be_done(tmp_path, at, reason):
    lay_out(tmp_path, ["file"])
    words = f"cannot write beside {tmp_path}/file/{at}: {reason}; make the folder writable"
    with pytest.raises(BuilderError, match=f"^{re.escape(words)}$"):
        write_folder(tmp_path / "file" / at, NEW)
    with pytest.raises(BuilderError, match=f"^{re.escape(f'cannot write {tmp_path}/file/{at}: ')}"):
        publish.write_text(tmp_path / "file" / at, "x")


@pytest.mark.parametrize("at_once", [True, False], ids=["when_asked", "when_done"])
def test_a_failed_exchange_says_that_the_former_site_stands(tmp_path, monkeypatch, at_once):
    def refused(one, other):
        if at_once or one != other:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    write_folder(tmp_path / "site", OLD)
    monkeypatch.setattr(publish, "exchange", refused)
    words = f"cannot put {tmp_path}/site in place: Permission denied; the former one stays"
    descriptors = len(os.listdir("/proc/self/fd"))
    with pytest.raises(BuilderError, match=f"^{re.escape(words)}$"):
        write_folder(tmp_path / "site", NEW)
    assert descriptors == len(os.listdir("/proc/self/fd"))
    assert "old" == (tmp_path / "site" / "index.md").read_text()


def test_no_other_build_takes_the_former_site_while_it_is_removed(tmp_path, monkeypatch):
    def refuse_lock(folder, **_):
        assert folder == tmp_path / ".site.new"
        with pytest.raises(BlockingIOError):
            publish.lock_folder(folder, wait=False)
        remove(folder)
        seen.append(folder)

    write_folder(tmp_path / "site", OLD)
    staging = publish.prepare(tmp_path / "site")
    publish.write_text(staging.folder / "data" / "explainer.json", "new")
    seen, remove = [], shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", refuse_lock)
    publish.put_in_place(staging)
    assert (1, ["site"]) == (len(seen), os.listdir(tmp_path))


def test_a_link_in_the_place_of_the_staging_folder_is_not_followed(tmp_path):
    lay_out(tmp_path, ["mine/a"])
    (tmp_path / ".site.new").symlink_to(tmp_path / "mine")
    with pytest.raises(BuilderError, match=r"^cannot write beside "):
        write_folder(tmp_path / "site", NEW)
    assert ["a"] == os.listdir(tmp_path / "mine")


def test_only_folders_are_locked(tmp_path):
    lay_out(tmp_path, ["file"])
    with pytest.raises(NotADirectoryError):
        publish.lock_folder(tmp_path / "file")


def test_a_build_waits_for_another_that_still_holds_the_site(tmp_path):
    write_folder(tmp_path / "site", OLD)
    threading.Timer(0.1, os.close, [publish.lock_folder(tmp_path / "site")]).start()
    write_folder(tmp_path / "site", NEW)
    assert NEW.keys() == publish.list_folder(tmp_path / "site")


def test_a_pipe_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "site")
    with pytest.raises(BuilderError, match=r"/site is a file; name a folder$"):
        write_folder(tmp_path / "site", NEW)


def test_texts_are_written_in_utf_8_with_the_line_ends_that_they_have(tmp_path):
    publish.write_text(tmp_path / "a" / "b.md", "é\r\n\n")
    assert b"\xc3\xa9\r\n\n" == (tmp_path / "a" / "b.md").read_bytes()
    publish.write_text(tmp_path / "a" / "b.md", "c")
    assert ["b.md"] == os.listdir(tmp_path / "a")
    publish.write_text(tmp_path / "b" / "c" / "d.md", "e")
    assert {"a/b.md", "b/c/d.md"} == publish.list_folder(tmp_path)


def test_a_half_written_file_has_a_hidden_name_that_is_no_content(tmp_path, monkeypatch):
    halves, replace = [], Path.replace
    monkeypatch.setattr(Path, "replace", lambda half, path: (halves.append(half.name), replace(half, path))[1])
    publish.write_text(tmp_path / "a.yml", "b")
    assert [".a.yml.new"] == halves


def test_read_only_folders_are_opened_before_they_are_removed(tmp_path, monkeypatch):
    lay_out(tmp_path, ["site/a/b"])
    folders = [tmp_path / "site" / "a", tmp_path / "site"]
    for folder in folders:
        folder.chmod(0o555)
    modes = []
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: modes.extend(oct(path.stat().st_mode) for path in folders))
    publish.remove_all(tmp_path / "site")
    assert ["0o40755"] * 2 == modes


def test_what_can_be_removed_is_removed_without_a_word(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    lay_out(tmp_path, ["site/a/b", "site/c"])
    with monkeypatch.context() as patch:
        patch.setattr(os, "rmdir", refused)
        publish.remove_all(tmp_path / "site")
    assert frozenset() == publish.list_folder(tmp_path / "site")
    assert ["a"] == os.listdir(tmp_path / "site")


def backwards(places):
    """Tell folders and files in another order, as each file system has its own."""
    return [(place, folders, sorted(names, reverse=True)) for place, folders, names in reversed(list(places))]


def test_a_folder_is_read_in_order_but_for_copies(tmp_path, monkeypatch):
    files = {"a/b/c": b"1", "a/d": b"\xff", "a/a": b"2", "x/d": b"\xff", "x/a": b"3", "y/b/c": b"1"}
    for path, content in files.items():
        lay_out(tmp_path, [path])
        (tmp_path / path).write_bytes(content)
    monkeypatch.setattr(os, "walk", lambda folder, walk=os.walk: backwards(walk(folder)))
    assert [("a", "2"), ("d", "\ufffd"), ("b/c", "1")] == list(publish.read_folder(tmp_path / "a"))
    others = [str(tmp_path / "x"), tmp_path / "y"]
    assert [("a", "2")] == list(publish.read_folder(tmp_path / "a", others))
    assert frozenset(["a", "d", "b/c"]) == publish.list_folder(tmp_path / "a")


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The smallest story, with a site that stands; the story has changed since."""
    place = copy_story(BASE, tmp_path_factory.mktemp("small") / "story")
    settings = (place / "mkdocs.yml").read_text("utf-8")  # the menu names pages that this story lacks
    (place / "mkdocs.yml").write_text(re.sub(r"(?ms)^nav:.*?(?=^not_in_nav)", "", settings), encoding="utf-8")
    assert build(place).returncode == 0
    claims = next((place / "content" / "claims").glob("*.yml"))
    claims.write_text(re.sub(r"(?m)^(\s+text: .*?)\.?$", r"\1 again.", claims.read_text("utf-8")), encoding="utf-8")
    return place


def build(place, out=None, **environment):
    """Build the smallest story without --strict, as it leaves out much that the real one has."""
    command = build_command(place, out or place.parent / "out" / "site", "-q")
    settings = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"} | environment
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False, cwd=place)


def failing(place, at, error, **more):
    return build(place, **strike(place.parent / "out", at, error), **more)


def strike(below, at, error):
    """Return the environment in which the k-th call that writes below a folder fails."""
    return faulty_machine(FAULT_BELOW=str(below), FAULT_AT=str(at), FAULT_ERROR=error)


def kill(below, at, **more):
    """Return the environment in which a program is killed before its k-th step of writing and removing there."""
    return faulty_machine(KILL_BELOW=str(below), KILL_AT=str(at), **more)


def faulty_machine(**more):
    path = os.pathsep.join(filter(None, [str(FAULTS), str(ROOT), os.environ.get("PYTHONPATH")]))
    return {"PYTHONPATH": path, **more}


def test_calls_of_mkdocs_that_fail_leave_the_site_that_stands(story, tmp_path):
    out = story.parent / "out"
    before = bytes_below(out)
    assert failing(story, 10**6, "EIO", FAULT_COUNT=str(tmp_path / "count")).returncode == 0
    calls = int((tmp_path / "count").read_text())
    changed = bytes_below(out)
    assert calls > 100
    assert before != changed
    late = range(calls - 8, calls + 1, 4)  # where the index is written anew and the site takes its place
    chosen = range(1, calls + 1) if ALL else sorted({1, 2, *late, *random.Random(1).sample(range(3, calls), 2)})
    failed = 0
    for at, error in zip(chosen, itertools.cycle(ERRORS), strict=False):
        run = failing(story, at, error)
        words = os.strerror(getattr(errno, error))
        told = [
            line for line in run.stderr.splitlines() if words in line and "Error building" not in line
        ]  # MkDocs' own
        assert (run.returncode, len(told)) in {(1, 1), (0, 0)}, run.stderr  # 0: making a folder that is there
        assert "Traceback" not in run.stderr
        assert changed == bytes_below(out), at
        failed += run.returncode
    assert failed > len(chosen) / 2
    assert build(story).returncode == 0
    assert changed == bytes_below(out)


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(harbour_site, tmp_path):
    story, out = copy_story(HARBOUR, tmp_path / "story"), tmp_path / "out" / "site"
    title = (story / "content" / "story.yml").read_text("utf-8")
    (story / "content" / "story.yml").write_text(title.replace("harbour", "haven", 1), encoding="utf-8")
    shutil.copytree(harbour_site, out)
    run = build_site(story, out, **kill(out.parent, 0, KILL_COUNT=str(tmp_path / "count")))
    assert run.returncode == 0, run.stderr
    steps = int((tmp_path / "count").read_text())
    versions = [bytes_below(harbour_site), bytes_below(out)]
    assert versions[0] != versions[1]
    removed = sum(path.is_file() for path in harbour_site.rglob("*"))
    dice, seen = random.Random(2), Counter()
    for number in range(200 if ALL else 4):
        shutil.rmtree(out)
        shutil.copytree(harbour_site, out)
        late = number % 2  # half of them about the end, where the site takes its place
        at = steps - dice.randint(removed, removed + 40) if late else dice.randint(1, steps)
        killed = build_site(story, out, **kill(out.parent, at))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        seen[versions.index(bytes_below(out))] += 1
        assert set(os.listdir(out.parent)) <= {"site", ".site.new", ".site.old"}
    assert {0, 1} == seen.keys(), "some died before the new site took its place, some after"
    assert build_site(story, out).returncode == 0
    assert (versions[1], ["site"]) == (bytes_below(out), os.listdir(out.parent))


@pytest.mark.parametrize("is_under_way", [False, True], ids=["at the same time", "one under way"])
def test_of_two_builds_one_waits_for_nobody_and_no_mix_stands(story, is_under_way):
    out = story.parent / "out"
    assert build(story).returncode == 0
    whole = bytes_below(out)
    runs = [start(story, out / "site")]
    while is_under_way and runs[0].poll() is None and not (out / ".site.new").exists():
        time.sleep(0.01)
    runs.append(start(story, out / "site"))
    said = [run.communicate()[1] for run in runs]
    codes = [run.returncode for run in runs]
    assert 0 in codes
    for code, words in zip(codes, said, strict=True):
        assert code == 0 or "another build is writing" in words
        assert "Traceback" not in words
    assert whole == bytes_below(out)


def start(story, out):
    """Start a build, and do not wait for it."""
    settings = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(build_command(story, out, "-q"), env=settings, cwd=story, stderr=subprocess.PIPE, text=True)


def test_a_second_build_is_refused_while_one_is_at_work(tmp_path):
    first = publish.prepare(tmp_path / "site")
    descriptors = len(os.listdir("/proc/self/fd"))
    with pytest.raises(BuilderError, match=r"^another build is writing .*/site; wait until it is done$"):
        write_folder(tmp_path / "site", NEW)
    assert descriptors == len(os.listdir("/proc/self/fd"))
    publish.abandon(first)
    write_folder(tmp_path / "site", NEW)
    assert ["site"] == os.listdir(tmp_path)


def test_a_build_replaces_a_read_only_site(tmp_path):
    write_folder(tmp_path / "site", OLD)
    for place, _, names in os.walk(tmp_path / "site", topdown=False):
        for name in names:
            os.chmod(os.path.join(place, name), 0o444)
        os.chmod(place, 0o555)
    write_folder(tmp_path / "site", NEW)
    assert ["site"] == os.listdir(tmp_path)
    assert "new" == (tmp_path / "site" / "index.md").read_text()


def test_a_link_to_the_site_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    write_folder(tmp_path / "site", OLD)
    write_folder(tmp_path / "site", NEW)
    assert (tmp_path / "site").is_symlink()
    assert ["real", "site"] == sorted(os.listdir(tmp_path))
    assert "new" == (tmp_path / "real" / "index.md").read_text()


def test_mkdocs_never_replaces_a_folder_of_other_things(story, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine")
    run = build(story, tmp_path / "letters")
    assert (1, "mine") == (run.returncode, (tmp_path / "letters" / "mine.txt").read_text())
    assert "holds other things, which would be lost; name a new folder" in run.stderr
    assert ["letters"] == os.listdir(tmp_path)


@pytest.mark.parametrize("umask", [0o077, 0o002])
def test_modes_do_not_depend_on_the_umask(tmp_path, umask):
    former = os.umask(umask)
    try:
        write_folder(tmp_path / "site", NEW)
    finally:
        os.umask(former)
    modes = {path.is_dir(): oct(path.stat().st_mode & 0o777) for path in (tmp_path / "site").rglob("*")}
    assert {True: "0o755", False: "0o644"} == modes
    assert "0o755" == oct((tmp_path / "site").stat().st_mode & 0o777)
