"""Items and claims -> where an article is silent on a claim though one of its items looks as if it bore on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.model import Item
from builder.model.library import Library
from builder.model.walk import PlacedItem, bearing_items, walk_items

Mark = tuple[str, str]
"""What two items may share: a quantity, an event, a question or an utterance, with its id."""
_FIELDS = ("quantity", "event", "question", "utterance")


@dataclass(frozen=True)
class Silence:
    """An article that says nothing on a claim, and its item that shares something with those that do."""

    source: str
    claim: str
    item: str
    shared: Mark


def find_suspicious_silences(library: Library) -> Iterator[Silence]:
    """Yield the silences that may be mistakes, each once: by what an item shares with items on the claim.

    Only articles that were read in full can be silent; what an editor has settled is passed over.
    """
    bearing = bearing_items(library)
    subjects = _find_subjects(library, bearing)
    found: dict[tuple[str, str], Silence] = {}
    for placed in walk_items(library):
        if placed.item.withdrawn is None and _was_read(placed.source, library):
            for claim, shared in _claims_near(placed, library, subjects):
                found.setdefault((placed.source, claim), Silence(placed.source, claim, placed.line, shared))
    speaking = {(placed.source, claim) for claim, group in bearing.items() for placed in group}
    for (source, claim), silence in found.items():
        if (source, claim) not in speaking and claim not in library.articles[source].silent:
            yield silence


def _was_read(name: str, library: Library) -> bool:
    source = library.sources.get(name)
    return source is not None and source.checked is not None


@dataclass(frozen=True)
class _Subjects:
    """The claims that items share a mark or a person with."""

    by_mark: Mapping[Mark, list[str]]
    by_person: Mapping[str, list[str]]


def _find_subjects(library: Library, bearing: Mapping[str, list[PlacedItem]]) -> _Subjects:
    by_mark: dict[Mark, list[str]] = defaultdict(list)
    by_person: dict[str, list[str]] = defaultdict(list)
    for claim in library.claims:
        group = bearing.get(claim, [])
        for mark in dict.fromkeys(mark for placed in group for mark in sorted(marks_of(placed.item))):
            by_mark[mark].append(claim)
        for name in people_of_most(group):
            by_person[name].append(claim)
    return _Subjects(by_mark, by_person)


def _claims_near(placed: PlacedItem, library: Library, subjects: _Subjects) -> Iterator[tuple[str, Mark]]:
    """Yield the claims that an item looks as if it bore on, and what it shares with the items on them."""
    for kind, name in sorted(marks_of(placed.item)):
        yield from ((claim, (kind, name)) for claim in subjects.by_mark.get((kind, name), ()))
    topics = {library.topic_of(claim) for claim in placed.item.claims if claim in library.claims}
    for name in sorted(people_of(placed.item) & library.people.keys()):  # a ministry speaks on everything
        for claim in subjects.by_person.get(name, ()):
            if library.topic_of(claim) in topics:
                yield claim, ("person", name)


def marks_of(item: Item) -> set[Mark]:
    """Return what an item may share with others."""
    found = ((field, getattr(item, field, None)) for field in _FIELDS)
    return {(field, name) for field, name in found if name}


def people_of(item: Item) -> set[str]:
    """Return who speaks in an item or is mentioned; who only passed it on is neither."""
    return {*item.mentions, item.voice} if item.voice else set(item.mentions)


def people_of_most(group: list[PlacedItem]) -> list[str]:
    """Return those that at least half of the items on a claim have: one that a single item has proves nothing."""
    counts = Counter(name for placed in group for name in people_of(placed.item))
    return sorted(name for name, count in counts.items() if 2 * count >= len(group))
