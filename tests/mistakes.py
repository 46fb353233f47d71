"""The small mistakes that a hand could make in a module: its syntax tree -> mutants, each with one change."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
TWINS = (
    ("lstrip", "rstrip"), ("removeprefix", "removesuffix"), ("partition", "rpartition"), ("find", "rfind"),
    ("lower", "upper"), ("startswith", "endswith"), ("any", "all"), ("min", "max"), ("search", "match"),
    ("bisect_left", "bisect_right"),
)  # fmt: skip
OTHER_NAMES = dict(TWINS) | {b: a for a, b in TWINS} | {
    "sorted": "list", "casefold": "lower", "fullmatch": "match", "exists": "is_file", "is_dir": "exists",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change: a field of a node of a module's syntax tree, and its other value."""

    module: str
    node: ast.AST
    field: str
    value: object
    lines: frozenset[int]
    """The lines of the statement, or those that name what it defines: a test that passes none of them cannot notice."""


def mutants_of(module, tree):
    """Yield each mutant of a module."""
    for node, statement in _nodes(tree, None):
        for name, value in _changes(node):
            yield Mutant(module, node, name, value, _lines(tree, statement))
        for name, value, other in _other_blocks(node):
            yield Mutant(module, node, name, value, _lines(tree, other))


def _nodes(node, statement):
    yield node, statement
    for name in node._fields:
        if name in ("annotation", "returns", "decorator_list"):
            continue
        value = getattr(node, name)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, (ast.Import, ast.ImportFrom, ast.Assert)) or not isinstance(child, ast.AST):
                continue
            if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):  # a docstring
                yield from _nodes(child, child if isinstance(child, ast.stmt) else statement)


def _changes(node):
    """Yield (field, other value) for each mistake that a hand could make in this node."""
    match node:
        case ast.Compare():
            for n, operator in enumerate(node.ops):
                yield "ops", [*node.ops[:n], COMPARISONS[type(operator)](), *node.ops[n + 1 :]]
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign() if type(node.op) in OPERATORS:
            yield "op", OPERATORS[type(node.op)]()
        case ast.UnaryOp(op=ast.Not()):
            yield "operand", ast.UnaryOp(ast.Not(), node.operand)
        case ast.If() | ast.While() | ast.IfExp() if not isinstance(node.test, (ast.Compare, ast.UnaryOp)):
            yield "test", ast.UnaryOp(ast.Not(), node.test)
        case ast.comprehension():
            yield from (("ifs", node.ifs[:n] + node.ifs[n + 1 :]) for n in range(len(node.ifs)))
        case ast.Constant():
            yield from (("value", value) for value in _other_values(node.value))
        case ast.Return(value=ast.AST()) if ast.unparse(node) not in ("return None", "return False"):
            yield "value", ast.Constant(None)
        case ast.Call():
            yield from (("keywords", node.keywords[:n] + node.keywords[n + 1 :]) for n in range(len(node.keywords)))
        case ast.Attribute() if node.attr in OTHER_NAMES:
            yield "attr", OTHER_NAMES[node.attr]
        case ast.Name() if node.id in OTHER_NAMES:
            yield "id", OTHER_NAMES[node.id]


def _other_blocks(node):
    """Yield (field, other block, the statement that is another) for each statement that a hand could forget."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        for n, statement in enumerate(block if isinstance(block, list) else []):
            for other in _other_statements(statement):
                new = ast.copy_location(other, statement)
                yield name, [*block[:n], new, *block[n + 1 :]], statement


def _other_statements(statement):
    match statement:
        case ast.Continue():
            return ast.Break(), ast.Pass()
        case ast.Break():
            return (ast.Continue(),)
        case ast.Raise() | ast.AugAssign() | ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            return (ast.Pass(),)
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]):
            return (ast.Pass(),)
    return ()


def _other_values(value):
    match value:
        case bool():
            return [not value]
        case int():
            return [value + 1] + [value - 1] * (value > 1)
        case bytes():
            return [b"XX" + value]
        case str():
            return dict.fromkeys([f"XX{value}XX", *_other_patterns(value)])
    return []


def _other_patterns(pattern):
    """Yield the patterns beside a regular expression; a text that is none has no others."""
    if not re.search(r"\[[^\]]+\]|\\[wds]|\(\?", pattern):
        return
    for sign in re.finditer(r"(?<!\\)(?<!\()[+*?^$|]", pattern):
        other = {"+": "*", "*": "+"}.get(sign[0], "")
        yield pattern[: sign.start()] + other + pattern[sign.end() :]
    for number in re.finditer(r"(?<=[{,])\d+(?=[,}])", pattern):
        for other in {int(number[0]) + 1, abs(int(number[0]) - 1)}:
            yield f"{pattern[: number.start()]}{other}{pattern[number.end() :]}"
    for letter in re.finditer(r"(?<=\\)[wWdDsS]", pattern):
        yield pattern[: letter.start()] + letter[0].swapcase() + pattern[letter.end() :]
    for look in re.finditer(r"(?<=\(\?)<?[=!]", pattern):
        yield pattern[: look.end() - 1] + {"=": "!", "!": "="}[look[0][-1]] + pattern[look.end() :]


def _lines(tree, statement):
    """Return the lines of a statement without its block; of one that runs at import, of all that is made with it."""
    if statement in tree.body and not isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        spans = [(part.lineno, part.end_lineno) for part in _made_with(tree, statement)]
    else:
        block = getattr(statement, "body", None)
        last = block[0].lineno - 1 if isinstance(block, list) else statement.end_lineno
        spans = [(statement.lineno, max(last, statement.lineno))]
    return frozenset(line for first, last in spans for line in range(first, last + 1))


def _made_with(tree, statement):
    """Return a statement at the top of a module, and the constants and functions that name what it defines."""
    parts, names = [statement], set()
    for part in parts:
        if not isinstance(part, (ast.FunctionDef, ast.ClassDef)):
            stored = (node for node in ast.walk(part) if isinstance(getattr(node, "ctx", None), ast.Store))
            names |= {node.id for node in stored if isinstance(node, ast.Name)}
            used = ((other, {node.id for node in ast.walk(other) if isinstance(node, ast.Name)}) for other in tree.body)
            parts += [other for other, others in used if other not in parts and names & others]
    return parts
