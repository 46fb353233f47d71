"""Small stories on disk: the base case, and the cases of the checks laid over it."""

import shutil
from pathlib import Path

from click.testing import CliRunner
from vouching import vouch

from builder.cli import cli

CHECKS_FOLDER = Path(__file__).parent / "checks"
BASE = CHECKS_FOLDER / "base"
CASES = sorted(folder for folder in CHECKS_FOLDER.iterdir() if folder != BASE)
GLOSSARY = "content/glossary.yml"
ARTICLE = "content/articles/lantern-2031-03-05.yml"


def lay_over_base(case, place):
    """Copy base and the files of a case over it, drop what the case marks as absent; return the merged folder."""
    shutil.copytree(BASE, place, dirs_exist_ok=True)
    shutil.copytree(case, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    for absent in list(place.rglob("*.absent")):
        absent.with_suffix("").unlink()
        absent.unlink()
    vouch(place, keep={path.stem for path in case.rglob("*.receipt")})
    return place


def run_check(root):
    """Return what `builder check` prints about the story below root, with the texts and the version before it has.

    A version before that has settings too is one besides whose content nothing may differ.
    """
    folders = [part for name in ("texts", "before") if (root / name).is_dir() for part in (f"--{name}", root / name)]
    alone = ["--only-content"] if (root / "before" / "mkdocs.yml").exists() else []
    command = ["check", "--root", str(root), *map(str, folders), *alone]
    return CliRunner().invoke(cli, command, catch_exceptions=False).stdout


def put(root, path, content):
    """Write a file of a story, text or bytes."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
