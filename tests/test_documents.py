"""README, guide and CONTRIBUTING: every block that they show is run, so that what they say works as it is written."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import HARBOUR, ROOT

from builder.cli import cli

BLOCK = re.compile(r"^```(.*)\n((?:.*\n)*?)^```$", re.MULTILINE)
DOCUMENTS = ("README.md", "docs/guide.md", "CONTRIBUTING.md")
BLOCKS = [
    (document, form, text)
    for document in DOCUMENTS
    for form, text in BLOCK.findall((ROOT / document).read_text("utf-8"))
]
YAML = [(document, text) for document, form, text in BLOCKS if form == "yaml"]
SHELL = [(document, text) for document, form, text in BLOCKS if form == "sh"]
PLACE = re.compile(r"# (\S+\.yml)(, at the end)?\n")
"""The first line of a block of YAML: the file that it is, or that it is added to."""
POST = """\
The bridge was shut on Friday, says the wire.
Our reporter saw two divers at the pier.
“Nobody was in danger.”
The harbour office says that by its own count about 4,000 people cross on a working day.
It hopes to open in June.
You could close this window. Become a patron
"""
"""The article of the guide, which never appeared."""
PROGRAMS = ("Makefile", "mkdocs.yml", "pyproject.toml", "requirements.lock", "tests/browser.py")
INSTALLS = ("python3 -m venv", ".venv/bin/python -m pip install")
ENVIRONMENT = os.environ | {
    "NO_MKDOCS_2_WARNING": "1",
    **{f"GIT_{who}_{what}": "editor@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(root, *arguments):
    subprocess.run(["git", *arguments], cwd=root, env=ENVIRONMENT, check=True, capture_output=True)


def lay_over(root):
    """Write the guide's files into a story."""
    for _, text in YAML:
        path, is_added = PLACE.match(text).groups()
        with open(root / path, "a" if is_added else "w", encoding="utf-8") as file:
            file.write(text)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A checkout of a project with the second story, of which the branch main is published, and the guide's changes."""
    root = tmp_path_factory.mktemp("project") / "checkout"
    for folder in ("content", "sources"):
        shutil.copytree(HARBOUR / folder, root / folder)
    for path in PROGRAMS:
        (root / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / path, root / path)
    lay_over(root)
    (root / "post.txt").write_text(POST, encoding="utf-8")
    (root / ".venv/bin").mkdir(parents=True)
    for name in ("python", "builder", "mkdocs"):
        (root / ".venv/bin" / name).symlink_to(Path(sys.executable).parent / name)
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "content", "sources", *PROGRAMS)
    git(root, "commit", "--quiet", "--message", "Publish")
    return root


def run(command, root):
    """Run a command in a shell; return the finished process, if it is one that can run here."""
    result = subprocess.run(
        ["sh", "-ec", command], cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}"
    return result


def commands_of(text):
    return [line.partition(" # ")[0].strip() for line in text.splitlines() if line.strip()]


def runnable(command):
    """Return what stands in for a command that installs, serves or runs all tests: it fails if that is not there."""
    words = shlex.split(command)
    if command.startswith(INSTALLS):
        files = [f"test -e {words[place + 1]}" for place, word in enumerate(words) if word in ("-r", "-e")]
        return " && ".join(files) or "python3 -m venv --help"
    if words[0] == "make":
        return f"make --dry-run {shlex.join(words[1:])}"
    if words[1:] == ["serve"]:
        return f"{command} --help"
    if "pytest" in words:
        return "test -e tests/browser.py && .venv/bin/python -m pytest --version"
    return command


def test_there_is_a_block_of_each_kind_in_the_documents():
    assert {"yaml", "sh", "text"} == {form for _, form, _ in BLOCKS}
    assert set(DOCUMENTS) == {document for document, _, _ in BLOCKS}


@pytest.mark.parametrize(("document", "text"), YAML)
def test_a_block_of_yaml_says_which_file_it_is(document, text):
    assert PLACE.match(text), document


def test_the_blocks_of_the_guide_make_a_story_without_problems(checkout):
    run(".venv/bin/builder verify island-post-2031-05-03 post.txt", checkout)
    told = run(".venv/bin/builder check", checkout).stdout
    files = {PLACE.match(text)[1] for _, text in YAML}
    assert [] == [line for line in told.splitlines() if line.partition(":")[0] in files]


@pytest.mark.parametrize(("document", "text"), SHELL)
def test_a_block_for_the_shell_runs_as_it_is_written(document, text, checkout):
    run(".venv/bin/builder verify island-post-2031-05-03 post.txt", checkout)
    try:
        for command in commands_of(text):
            run(runnable(command), checkout)
    finally:
        git(checkout, "worktree", "prune")
        shutil.rmtree(checkout.parent / "published", ignore_errors=True)
        git(checkout, "worktree", "prune")


@pytest.mark.parametrize("command", ["make nonsense", ".venv/bin/builder nonsense", ".venv/bin/mkdocs serves"])
def test_a_command_that_is_not_there_is_noticed(command, checkout):
    with pytest.raises(AssertionError, match=r"nonsense|serves"):
        run(runnable(command), checkout)


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [] == [name for name in cli.commands if f"| `builder {name}" not in readme]
