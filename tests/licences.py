"""Write docs/licences.md: what the locked, installed packages say of their licences."""

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = """# Licences

The builder is under the MIT licence ([LICENSE](../LICENSE)). These are the packages of `requirements.lock`,
with what each says of its own licence; none is copied into this repository, where of others there are only
the fonts Source Serif Pro and Source Sans Pro (Adobe, OFL 1.1; licences beside them in `site_templates/fonts/`),
in which the pictures for sharing are set. A published site carries files of
mkdocs-material (MIT, with lunr.js under MIT and icons of Material Design under Apache-2.0)
and nothing else of others. What only tests and development need never reaches a site.

`make licences` writes this page again.

| package | version | licence |
| --- | --- | --- |
"""
UNSAID = {"axe-playwright-python": "MIT (its file LICENSE); brings axe-core, MPL-2.0"}
"""Packages whose metadata name no licence."""


def locked():
    """Return names and versions of the lock file, in its order."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return re.findall(r"(?m)^([A-Za-z0-9_.-]+)==([^ ;\\]+)", text)


def licence_of(name):
    """Return what the installed package says: its expression, else its classifiers, else its field."""
    said = metadata.metadata(name)
    classes = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    field = (said.get("License") or "").partition("\n")[0]
    return said.get("License-Expression") or "; ".join(classes) or field or UNSAID[name]


def write():
    """Return the page."""
    return HEAD + "".join(f"| {name} | {version} | {licence_of(name)} |\n" for name, version in locked())


if __name__ == "__main__":
    (ROOT / "docs" / "licences.md").write_text(write(), encoding="utf-8")
