"""The page that sets every claim and every number against every source; silence is shown, no cell is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder import addresses
from builder.link.site import LinkedItem
from builder.model import Figure, Stance
from builder.pages.page import Page, overview
from builder.views.claims import Views
from builder.views.labels import NUMBERS_AS_PRINTED, SILENT, UNREAD
from builder.views.links import Link, quantity_link, source_link

AGAINST: tuple[Stance, ...] = ("disputes", "qualifies")
COLUMNS = 6
"""Sources with a column of their own: those with most to say on the topic; the others are counted in the last one."""


@dataclass(frozen=True)
class Cell:
    """What a source says on something: words that lead to its items, or that it says nothing."""

    source: str
    links: tuple[tuple[Link, bool], ...]
    """Each with whether it speaks against the sentence, or limits it."""
    words: str
    """Where it says nothing: silent, or not read whole."""


@dataclass(frozen=True)
class Row:
    """Something that sources speak on, with a cell for each column."""

    link: Link
    cells: tuple[Cell, ...]
    others: str
    """What the sources without a column say, in numbers."""


@dataclass(frozen=True)
class Table:
    """A heading with rows that have the same columns."""

    anchor: str
    title: str
    columns: tuple[Link, ...]
    others: int
    """How many sources have no column."""
    rows: tuple[Row, ...]


def compare(views: Views) -> Iterator[Page]:
    """Plan the page that compares all sources."""
    site = views.site
    topics: dict[str, dict[Link, Sequence[LinkedItem]]] = {topic: {} for topic in site.story.topics}
    for name, claim in site.claims.items():
        topics[claim.topic][views.claims[name].here] = claim.items
    tables = [
        _table(views, f"compare-{topic}", site.story.topics[topic], rows, _stance)
        for topic, rows in topics.items()
        if rows
    ]
    numbers = {quantity_link(site, name): quantity.items for name, quantity in site.quantities.items()}
    if numbers:
        tables.append(_table(views, "compare-figures", NUMBERS_AS_PRINTED, numbers, _printed))
    yield overview(
        site.story,
        addresses.COMPARE,
        template="compare",
        edit="content/story.yml",
        shows={"tables": tuple(tables)},
    )


def _stance(linked: LinkedItem) -> str:
    return linked.item.stance


def _printed(linked: LinkedItem) -> str:
    assert isinstance(linked.item, Figure)
    return f"“{linked.item.printed}”"


def _table(
    views: Views, anchor: str, title: str, rows: Mapping[Link, Sequence[LinkedItem]], says: Callable[[LinkedItem], str]
) -> Table:
    """Give the sources that say most on these rows a column each, in the order of the story."""
    sources = views.site.sources
    said = Counter(item.source for items in rows.values() for item in items)
    most = sorted(sources, key=lambda name: -said[name])[:COLUMNS]
    columns = [name for name in sources if name in most]
    return Table(
        anchor,
        title,
        tuple(source_link(views.site, name) for name in columns),
        len(sources) - len(columns),
        tuple(_row(views, link, items, columns, says) for link, items in rows.items()),
    )


def _row(
    views: Views,
    link: Link,
    items: Sequence[LinkedItem],
    columns: Sequence[str],
    says: Callable[[LinkedItem], str],
) -> Row:
    by_source: dict[str, list[LinkedItem]] = {}
    for item in items:
        by_source.setdefault(item.source, []).append(item)
    cells = tuple(_cell(views, name, by_source.get(name, ()), says) for name in columns)
    return Row(link, cells, _count_others(views, by_source, columns))


def _cell(views: Views, source: str, items: Sequence[LinkedItem], says: Callable[[LinkedItem], str]) -> Cell:
    """Lead to the first item of each thing that a source says."""
    label = source_link(views.site, source).text
    words: dict[str, Link] = {}
    for item in items:
        words.setdefault(says(item), Link(says(item), views.items[item.id].here.to))
    nothing = SILENT if source in views.site.read else UNREAD
    return Cell(label, tuple((link, link.text in AGAINST) for link in words.values()), nothing)


def _count_others(views: Views, by_source: Mapping[str, Sequence[LinkedItem]], columns: Sequence[str]) -> str:
    """Count the stances of the sources without a column; the rest were read and are silent, or were not read."""
    others = {name: items for name, items in by_source.items() if name not in columns}
    shown = set(columns) | set(others)
    counts: Counter[str] = Counter(
        stance for items in others.values() for stance in {item.item.stance for item in items}
    )
    counts[SILENT] = len(views.site.read) - len(views.site.read.keys() & shown)
    counts[UNREAD] = len(views.site.unread) - len(views.site.unread.keys() & shown)
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)
