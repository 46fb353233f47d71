"""Who relays whom -> a diagram: names one below the other, a lane for each teller, with a branch to each giver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from unicodedata import east_asian_width

from builder.link.relays import ROLES, Edge, Node, Role
from builder.words.wrapping import fit

# Units of the drawing: a small phone shows nine tenths of a pixel for each, and the letters are 14 high.
WIDTH = 320
AXIS = 104
TEXT = AXIS + 14
LINE = 18
GAP = 12
HEADING = 34
MARGIN = 4
PORT = 5
"""Branches arrive so far above the middle of a name, and lanes begin so far below it."""
BEND = 5
NEAREST_LANE = 16
FARTHEST_LANE = AXIS - 4
LANE = 13
LETTER = 7.4
CAPITAL = 9.6
BROAD = 14.2
MOST_LINES = 2


@dataclass(frozen=True)
class Branch:
    """A step in the diagram: it leaves the teller's lane with a dot and ends in an arrow at the giver's name."""

    edge: Edge
    y: int
    radius: float
    """Of the dot: it grows with the root of the number of items."""


@dataclass(frozen=True)
class Lane:
    """The lane from a teller to its givers."""

    x: int
    path: str
    """From the name along the lane, as far as its branches go."""
    is_stated: bool
    """Whether any of its branches is."""
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Row:
    """A name in the diagram, in one line or two, with what leads from it."""

    id: str
    lines: tuple[tuple[int, str], ...]
    """Each with the height of its base line."""
    tip: int | None
    """Height at which branches arrive, if any does."""
    lane: Lane | None


@dataclass(frozen=True)
class Heading:
    """The words above the rows of one role."""

    role: Role
    y: int


@dataclass(frozen=True)
class Diagram:
    """Everything with its place."""

    height: int
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


def draw(nodes: Collection[Node], edges: Iterable[Edge], name_of: Callable[[str], str]) -> Diagram:
    """Give every node and edge its place; edges to nodes that are not shown are left out."""
    shown = {node.id for node in nodes}
    kept = [edge for edge in edges if edge.teller in shown and edge.giver in shown]
    headings: list[Heading] = []
    lines: dict[str, tuple[tuple[int, str], ...]] = {}
    middles: dict[str, int] = {}
    y = MARGIN
    for node in order(nodes, kept):
        if not headings or headings[-1].role != node.role:
            headings.append(Heading(node.role, y + LINE))
            y += HEADING
        words = wrap(name_of(node.id))
        lines[node.id] = tuple((y + LINE * place + LINE - 4, line) for place, line in enumerate(words))
        middles[node.id] = y + LINE * len(words) // 2
        y += LINE * len(words) + GAP
    lanes = _lay_lanes(kept, middles)
    told = {edge.giver for edge in kept}
    rows = (Row(name, lines[name], middles[name] - PORT if name in told else None, lanes.get(name)) for name in lines)
    return Diagram(y + MARGIN, tuple(headings), tuple(rows))


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
        near = {node.id: _middle([placed[name] for name in tellers[node.id] if name in placed]) for node in level}
        for node in sorted(level, key=lambda node: (near[node.id], -node.items, node.id)):
            placed[node.id] = len(ordered)
            ordered.append(node)
    return ordered


def _middle(places: Sequence[int]) -> float:
    return sum(places) / len(places) if places else 0


def wrap(name: str) -> tuple[str, ...]:
    """Break a name into lines that fit beside the axis; words left over are cut with an ellipsis."""
    return tuple(fit(name, width_of, WIDTH - TEXT, MOST_LINES))


def width_of(text: str) -> float:
    """Guess how broad a text is, on the broad side, as nobody knows the reader's typeface."""
    return sum(BROAD if east_asian_width(one) in "WF" else CAPITAL if one.isupper() else LETTER for one in text)


def _lay_lanes(edges: Iterable[Edge], middles: Mapping[str, int]) -> dict[str, Lane]:
    """Draw the steps of each teller along a lane of its own."""
    steps = defaultdict(list)
    for edge in edges:
        steps[edge.teller].append(edge)
    spans = {}
    for name, group in steps.items():
        heights = [middles[name], *(middles[edge.giver] for edge in group)]
        spans[name] = (min(heights), max(heights))
    places = _assign_lanes(spans)
    pitch = min(LANE, (FARTHEST_LANE - NEAREST_LANE) / max(1, *places.values())) if places else LANE
    return {
        name: _lane(AXIS - NEAREST_LANE - round(pitch * places[name]), middles[name] + PORT, group, middles, pitch)
        for name, group in steps.items()
    }


def _assign_lanes(spans: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """Give each span the nearest free lane; higher names get outer lanes, so that fewer lines cross."""
    taken: list[list[tuple[int, int]]] = []
    lanes = {}
    for name, (top, end) in sorted(spans.items(), key=lambda pair: pair[1], reverse=True):
        free = (place for place, lane in enumerate(taken) if all(top > low or end < high for high, low in lane))
        lanes[name] = next(free, len(taken))
        if lanes[name] == len(taken):
            taken.append([])
        taken[lanes[name]].append((top, end))
    return lanes


def _lane(x: int, start: int, edges: Iterable[Edge], middles: Mapping[str, int], pitch: float) -> Lane:
    branches = tuple(
        Branch(edge, middles[edge.giver] - PORT, round(min(pitch * 0.45, 1.4 + 0.6 * sqrt(edge.items)), 1))
        for edge in edges
    )
    ends = [branch.y for branch in branches]
    path = "".join(_path(x, start, end) for end in sorted({min(start, *ends), max(start, *ends)} - {start}))
    return Lane(x, path, any(edge.is_stated for edge in edges), branches)


def _path(x: int, start: int, end: int) -> str:
    """Draw from the axis to the lane and along it, with a round corner."""
    turn = BEND if end > start else -BEND
    return f"M{AXIS} {start}H{x + BEND}Q{x} {start} {x} {start + turn}V{end}"
