"""The rooms of the builder: the imports between them, drawn from the code; one name for each page type."""

import ast
import re

import pytest
from conftest import ROOT

import builder
from builder.pages import PAGE_TYPES

PACKAGE = ROOT / "builder"
LIST = re.findall(r"^(\w+)(?:\.py|/) ", builder.__doc__, re.M)
"""The rooms in the order of the list that builder/__init__.py gives."""
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
"""Every module by its dotted name."""


def room_of(module):
    """Return the room of a module: the folder or file right below builder/."""
    return module.split(".")[1]


def imports_of(module):
    """Return the modules of ours that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(FILES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots"
            found |= {
                inner if (inner := f"{node.module}.{alias.name}") in FILES else node.module for alias in node.names
            }
    return {name for name in found if name.split(".")[0] == "builder"} - {module, "builder"}


IMPORTS = {module: imports_of(module) for module in FILES}
BESIDES = {"__main__"}
"""What starts the program and is nobody's room."""


def test_the_list_names_every_room():
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert rooms - {"__init__", "__pycache__"} - BESIDES == set(LIST)
    assert len(LIST) == len(set(LIST))


@pytest.mark.parametrize("module", sorted(set(FILES) - {"builder", "builder.__main__"}))
def test_a_room_imports_only_from_those_above_it(module):
    own = LIST.index(room_of(module))
    from_below = sorted(other for other in IMPORTS[module] if LIST.index(room_of(other)) > own)
    assert [] == from_below


def test_no_imports_go_round_in_a_circle():
    """A module goes once all that it imports have gone; what cannot go stands in a circle or behind one."""
    left = {module: others & FILES.keys() for module, others in IMPORTS.items()}
    while free := {module for module, others in left.items() if not others & left.keys()}:
        left = {module: others for module, others in left.items() if module not in free}
    assert {} == left


def test_a_page_type_has_one_name():
    files = {path.stem for path in (PACKAGE / "pages").glob("*.py")} - {"__init__", "page"}
    templates = {path.name.removesuffix(".md.j2") for path in (ROOT / "site_templates" / "pages").iterdir()}
    assert files == {page_type.__name__ for page_type in PAGE_TYPES}
    assert files == templates
