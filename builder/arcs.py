"""Who relays whom -> an arc diagram: names one below the other, an arc from each to those whom it has it from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from unicodedata import east_asian_width

from builder.provenance import ROLES, Edge, Node, Role

# Units of the drawing: a small phone shows nine tenths of a pixel for each, and the letters are 14 high.
WIDTH = 320
AXIS = 104
TEXT = AXIS + 14
LINE = 18
GAP = 12
HEADING = 34
MARGIN = 4
PORT = 4
"""Arcs arrive so far above the middle of a name, and leave so far below it."""
LETTER = 7.4
CAPITAL = 9.6
BROAD = 14.2
MOST_LINES = 2


@dataclass(frozen=True)
class Row:
    """A name in the diagram, in one line or two."""

    id: str
    lines: tuple[tuple[int, str], ...]
    """Each with the height of its base line."""
    y: int
    """Height of its middle, where the arcs arrive and leave."""
    is_told: bool
    """Whether an arc arrives."""


@dataclass(frozen=True)
class Heading:
    """The words above the rows of one role."""

    role: Role
    y: int


@dataclass(frozen=True)
class Arc:
    """A step in the diagram."""

    edge: Edge
    path: str
    width: float


@dataclass(frozen=True)
class Diagram:
    """Everything with its place."""

    height: int
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    arcs: tuple[Arc, ...]


def draw(nodes: Collection[Node], edges: Sequence[Edge], name_of: Callable[[str], str]) -> Diagram:
    """Give every node and edge its place; edges to nodes that are not shown are left out."""
    shown = {node.id for node in nodes}
    kept = [edge for edge in edges if edge.teller in shown and edge.giver in shown]
    told = {edge.giver for edge in kept}
    headings: list[Heading] = []
    rows: dict[str, Row] = {}
    y = MARGIN
    for node in order(nodes, kept):
        if not headings or headings[-1].role != node.role:
            headings.append(Heading(node.role, y + LINE))
            y += HEADING
        lines = wrap(name_of(node.id))
        height = LINE * len(lines)
        bases = tuple((y + LINE * place + LINE - 4, line) for place, line in enumerate(lines))
        rows[node.id] = Row(node.id, bases, y + height // 2, node.id in told)
        y += height + GAP
    longest = max((abs(rows[edge.teller].y - rows[edge.giver].y) for edge in kept), default=1)
    arcs = tuple(_arc(edge, rows[edge.teller].y, rows[edge.giver].y, longest) for edge in kept)
    return Diagram(y + MARGIN, tuple(headings), tuple(rows.values()), arcs)


def order(nodes: Iterable[Node], edges: Iterable[Edge]) -> list[Node]:
    """Put articles first, then relays, both by depth, then ends; each near those who have it from them."""
    tellers = defaultdict(list)
    for edge in edges:
        tellers[edge.giver].append(edge.teller)
    levels = defaultdict(list)
    for node in nodes:
        levels[ROLES.index(node.role), 0 if node.role == "end" else node.depth].append(node)
    placed: dict[str, int] = {}
    ordered: list[Node] = []
    for _, level in sorted(levels.items()):

        def nearness(node: Node) -> tuple[float, int, str]:
            above = [placed[name] for name in tellers[node.id] if name in placed]
            return (sum(above) / len(above) if above else 0, -node.items, node.id)

        for node in sorted(level, key=nearness):
            placed[node.id] = len(ordered)
            ordered.append(node)
    return ordered


def wrap(name: str) -> tuple[str, ...]:
    """Break a name into lines that fit beside the axis; what does not fit in the last line is cut with an ellipsis."""
    lines = list(_lines(name.split()))
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    last = lines[MOST_LINES - 1]
    while _width(last + "…") > WIDTH - TEXT:
        last = last[:-1]
    return (*lines[: MOST_LINES - 1], last.rstrip() + "…")


def _lines(words: Sequence[str]) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if _width(longer) <= WIDTH - TEXT:
            line = longer
            continue
        if line:
            yield line
        line = word
        while _width(line) > WIDTH - TEXT:
            head = _head(line)
            yield head
            line = line[len(head) :]
    if line:
        yield line


def _head(word: str) -> str:
    """Return as much of a word as fits in a line."""
    end = 1
    while end < len(word) and _width(word[: end + 1]) <= WIDTH - TEXT:
        end += 1
    return word[:end]


def _width(text: str) -> float:
    """Guess how broad a text is, on the broad side, as nobody knows the reader's typeface."""
    return sum(BROAD if east_asian_width(one) in "WF" else CAPITAL if one.isupper() else LETTER for one in text)


def _arc(edge: Edge, teller: int, giver: int, longest: int) -> Arc:
    """Draw half an ellipse left of the axis, the farther the two ends the broader."""
    start, end = teller + PORT, giver - PORT
    broad = 16 + (AXIS - 24) * abs(giver - teller) / longest
    high = abs(end - start) / 2
    sweep = 0 if end > start else 1
    path = f"M{AXIS} {start}A{broad:.0f} {high:.1f} 0 0 {sweep} {AXIS} {end}"
    return Arc(edge, path, round(min(6.0, 0.7 + 0.8 * sqrt(edge.items)), 1))
