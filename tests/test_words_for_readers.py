"""All words for readers are in views/ and the templates, so that the site can be proof-read or translated there."""

import ast
import re
import typing

import pytest
from conftest import ROOT

from builder.link import relays, site
from builder.relations import arithmetic, expectations, readings, retellings

FOR_MACHINES = {
    "Page",
    "AnnotationPage",
    "Annotation",
    "TextQuoteSelector",
    "TextPositionSelector",
    "TextualBody",
    "Row",
}
PROSE = re.compile(r"[A-Za-z]+ [a-z]|^[A-Z][a-z]")
MODULES = sorted(
    path for room in ("relations", "link", "pages", "data") for path in (ROOT / "builder" / room).glob("*.py")
)
VERDICTS = {
    word
    for module in (arithmetic, expectations, readings, relays, retellings, site)
    for kind in vars(module).values()
    if typing.get_origin(kind) is typing.Literal
    for word in typing.get_args(kind)
}
"""Words that a room hands on for views/ to word."""


def prose_of(path):
    """Yield the strings of a module that look like words for readers, with their lines; no docstrings, no refusals."""
    tree = ast.parse(path.read_text("utf-8"))
    apart = [node for node in ast.walk(tree) if isinstance(node, (ast.Raise, ast.Subscript)) or is_docstring(node)]
    passed_over = {id(inner) for node in apart for inner in ast.walk(node)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in passed_over and PROSE.search(node.value):
            yield node.lineno, node.value


def is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_room_before_the_views_hands_on_verdicts_and_pages_only_plan(path):
    found = [(line, text) for line, text in prose_of(path) if text not in VERDICTS | FOR_MACHINES]
    assert [] == found


def test_words_in_a_page_would_be_found(tmp_path):
    page = tmp_path / "page.py"
    page.write_text('"""A page."""\ntitle = "Who said what"\nkey = "Role"\nplace = "content/people.yml"\n', "utf-8")
    assert [(2, "Who said what"), (3, "Role")] == list(prose_of(page))
