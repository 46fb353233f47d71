"""Closed sets of words: each has one name, and every table over one has all of its words.

Tables are found, not listed: mappings of modules, dictionaries written out in functions, and match statements. A table
that leaves words out on purpose says so by its type, Partial. So one more word in a Literal, or one more section or
kind of record, makes this name the tables that lack it, before one of them ends in a KeyError.
"""

import ast
import importlib
import inspect
import pkgutil
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args, get_origin

import pytest

import builder
from builder.model import Article, Fact
from builder.model.library import KINDS
from builder.model.record import Record
from builder.model.walk import linkable_kinds, walk_classes
from builder.words.tables import ON_PURPOSE, Partial

NAMES = [found.name for found in pkgutil.walk_packages(builder.__path__, "builder.")]
MODULES = [importlib.import_module(name) for name in NAMES if name != "builder.__main__"]


def named_literals():
    """Return every Literal of words that a module names, by its name."""
    return {
        (name, frozenset(get_args(value)))
        for module in MODULES
        for name, value in vars(module).items()
        if get_origin(value) is Literal
    }


CLOSED_SETS = {
    **dict(named_literals()),
    "the sections": frozenset(Article.SECTIONS),
    "the kinds": frozenset(kind.name for kind in KINDS),
}


@dataclass(frozen=True)
class Table:
    """What maps words to something: where it is, the words, and whether it leaves some out on purpose."""

    place: str
    words: frozenset[str]
    is_partial: bool = False


def find_tables():
    """Yield the tables of all modules, each once."""
    for module in MODULES:
        source = inspect.getsource(module)
        hints = typing.get_type_hints(module, include_extras=True)
        yield from named_tables(module.__name__, source, vars(module), hints)
        yield from inner_tables(module.__name__, source)


def named_tables(module, source, values, hints):
    """Yield the mappings that a module names, however they were made."""
    for statement in ast.parse(source).body:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        for name in [target.id for target in targets if isinstance(target, ast.Name)]:
            if isinstance(values[name], Mapping) and are_words(values[name]):
                is_partial = ON_PURPOSE in getattr(hints.get(name), "__metadata__", ())
                yield Table(f"{module}.{name}", frozenset(values[name]), is_partial)


def inner_tables(module, source):
    """Yield the dictionaries and match statements that functions write out; of one word it could be anything."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            nodes = list(ast.walk(function))
            annotated = [node for node in nodes if isinstance(node, ast.AnnAssign)]
            partial = {id(node.value) for node in annotated if ast.unparse(node.annotation).startswith("Partial[")}
            for node in nodes:
                words = words_of(node)
                if len(words) > 1 and are_words(words):
                    yield Table(f"{module}.{function.name}", frozenset(words), id(node) in partial)


def words_of(node):
    """Return the keys of a dictionary, or the values that the cases of a match statement name."""
    if isinstance(node, ast.Dict):
        return [getattr(key, "value", None) for key in node.keys]
    if isinstance(node, ast.Match):
        parts = [part for case in node.cases for part in ast.walk(case.pattern)]
        return [getattr(part.value, "value", None) for part in parts if isinstance(part, ast.MatchValue)]
    return []


def are_words(keys):
    return bool(keys) and all(isinstance(key, str) for key in keys)


def find_gaps(tables, closed_sets):
    """Say what each table lacks whose words are all of one closed set, but which covers none."""
    found = []
    for table in tables:
        sets = {name: words for name, words in closed_sets.items() if table.words <= words}
        if sets and table.words not in sets.values() and not table.is_partial:
            nearest = min(sets, key=lambda name: len(sets[name]))
            found.append(f"{table.place} lacks {', '.join(sorted(sets[nearest] - table.words))} of {nearest}")
    return found


TABLES = tuple(dict.fromkeys(find_tables()))


def test_every_table_over_a_closed_set_has_all_of_its_words():
    assert [] == find_gaps(TABLES, CLOSED_SETS)


COVERED = sorted(name for name, words in CLOSED_SETS.items() if any(table.words == words for table in TABLES))


@pytest.mark.parametrize("name", COVERED)
def test_one_more_word_names_every_table_that_lacks_it(name):
    words = CLOSED_SETS[name]
    more = CLOSED_SETS | {name: words | {"one-more"}}
    over_it = [f"{table.place} lacks one-more of {name}" for table in TABLES if table.words == words]
    assert over_it == find_gaps(TABLES, more)


def test_the_sets_over_which_there_are_tables_are_found():
    assert {"Stance", "Form", "Placement", "Modality", "KindOfText", "DateBasis", "Policy", "Status"} <= set(COVERED)
    assert {"the sections", "the kinds"} <= set(COVERED)


def test_no_two_closed_sets_share_a_name():
    assert len(named_literals()) == len(dict(named_literals()))


def literals_in(annotation):
    if get_origin(annotation) is Literal:
        yield frozenset(get_args(annotation))
    for part in get_args(annotation):
        yield from literals_in(part)


def test_every_closed_set_of_the_model_has_a_name():
    fields = [
        (f"{model.__name__}.{name}", words)
        for kind in KINDS
        for model in walk_classes(kind.model)
        for name, field in model.model_fields.items()
        for words in literals_in(field.annotation)
    ]
    assert ("Fact.placement", CLOSED_SETS["Placement"]) in fields
    assert [] == [name for name, words in fields if words not in CLOSED_SETS.values()]


def test_every_reference_is_to_a_kind_of_record():
    assert linkable_kinds() <= CLOSED_SETS["the kinds"]


SAMPLE = """
WORDS: dict[str, int] = {"a": 1, "b": 2}
SOME: Partial[str, int] = {"a": 1, "b": 2}
NUMBERS = {1: 2}
NONE = {}

def show(word):
    table = {"a": 1, "b": 2}
    some: Partial[str, int] = {"a": 1, "b": 2}
    lone = {"a": 1}
    match word:
        case "a" | "b":
            return 1
        case _:
            return table
"""


def test_tables_are_found_wherever_they_are():
    values = {}
    exec(SAMPLE, {"Partial": Partial}, values)
    hints = {"WORDS": dict[str, int], "SOME": Partial[str, int]}
    words = frozenset("ab")
    assert [Table("m.WORDS", words), Table("m.SOME", words, True)] == list(named_tables("m", SAMPLE, values, hints))
    assert [
        Table("m.show", words),
        Table("m.show", words),
        Table("m.show", words, True),
    ] == sorted(inner_tables("m", SAMPLE), key=lambda table: table.is_partial)


@pytest.mark.parametrize(
    ("table", "gaps"),
    [
        (Table("m.T", frozenset("ab")), ["m.T lacks c of Letters"]),
        (Table("m.T", frozenset("ab"), is_partial=True), []),
        (Table("m.T", frozenset("abc")), []),
        (Table("m.T", frozenset("abx")), []),
        (Table("m.T", frozenset("bx")), ["m.T lacks y of Others"]),
    ],
)
def test_a_table_covers_a_set_or_says_that_it_does_not(table, gaps):
    assert gaps == find_gaps([table], {"Letters": frozenset("abc"), "Others": frozenset("bxy")})


def test_the_sections_and_their_classes_are_read_off_the_article():
    assert ["facts", "statements", "figures", "next"] == list(Article.SECTIONS)
    assert Fact is Article.SECTIONS["facts"]
    assert all(issubclass(item_class, Record) for item_class in Article.SECTIONS.values())
