"""All words for readers are in views/ and the templates, so that the site can be proof-read or translated there."""

import ast
import re

import pytest
from conftest import ROOT

WORDLESS = ("relations", "link", "pages", "data", "publish")
"""Rooms that hand on verdicts and parts, or texts that are ready."""
PROSE = re.compile(r"[A-Za-z]+ [a-z]|^[A-Z][a-z]")
FOR_MACHINES = re.compile(r"^(?:Disallow|Content-Security|X-|Referrer|[A-Z]+:)|^default-src")
MODULES = sorted(path for room in WORDLESS for path in (ROOT / "builder" / room).glob("*.py"))


def literals_of(path):
    """Yield what a module writes: its strings, but docstrings, members of closed sets and what is only compared."""
    tree = ast.parse(path.read_text("utf-8"))
    passed_over = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Expr, ast.Subscript, ast.Compare, ast.Raise, ast.Assert))
        for inner in ast.walk(node)
        if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed_over:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_room_without_words_writes_none(path):
    members = closed_sets()
    found = [(line, text) for line, text in literals_of(path) if PROSE.search(text) and text not in members]
    assert [] == found
