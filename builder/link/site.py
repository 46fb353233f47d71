"""The linked story: what link.py makes, and every later step reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from builder.evidence.audit_file import Audit
from builder.evidence.receipt import Receipt
from builder.model import (
    STANCES,
    Claim,
    Correction,
    Event,
    Item,
    Organisation,
    Person,
    Quantity,
    Question,
    Source,
    Stance,
    Story,
)
from builder.model.library import Library
from builder.relations.arithmetic import Equation
from builder.relations.expectations import StepStatus
from builder.relations.origins import Origin, Witnesses
from builder.relations.readings import Comparison
from builder.relations.retellings import Retelling
from builder.relations.utterances import Rendering

Status = Literal["agreed", "one origin", "unknown origin", "disputed", "qualified", "withdrawn"]
STATUSES: tuple[Status, ...] = get_args(Status)
QuestionStatus = Literal["open", "answered"]


@dataclass(frozen=True)
class LinkedItem:
    """An item with what only the whole story tells of it."""

    id: str
    source: str
    section: str
    key: str
    item: Item
    origin: Origin
    """Where the information comes from, as far as known."""
    verified: Receipt | None
    """The receipt that vouches for the words, if one does."""
    found_on: str | None
    """The day on which this very run found the words in the article's text, where the text is at hand (ISO 8601)."""
    vanished: str | None
    """First day on which an audit no longer found the words in the original, if it did not."""
    is_lone_quotation: bool
    """Whether only a retelling prints these words as a quotation."""
    status: StepStatus | None
    """What became of it, for a next step."""
    retelling: Retelling | None
    """What it made of the item that it retells, where its source derives from another one."""


@dataclass(frozen=True)
class Side:
    """The items that bear on a claim in one way."""

    items: tuple[LinkedItem, ...]
    sources: tuple[str, ...]
    """Articles that say it, but those that only repeat another one of them."""
    copies: tuple[str, ...]
    """Articles that only repeat one of the sources."""
    witnesses: Witnesses


@dataclass(frozen=True)
class LinkedClaim:
    """A claim with everything that bears on it."""

    id: str
    topic: str
    claim: Claim
    status: Status
    sides: Mapping[Stance, Side]
    speaking: frozenset[str]
    """Sources with an item that bears on it; every other source is silent on it, or not read whole."""

    @property
    def items(self) -> tuple[LinkedItem, ...]:
        """All items that bear on the claim: supporting, disputing, qualifying; each once."""
        items = {item.id: item for stance in STANCES for item in self.sides[stance].items}
        return tuple(items.values())


@dataclass(frozen=True)
class LinkedQuantity:
    """A quantity with all its readings and what each pair of them has to do with each other."""

    id: str
    quantity: Quantity
    items: tuple[LinkedItem, ...]
    comparisons: tuple[Comparison, ...]
    witnesses: Witnesses
    equations: tuple[Equation, ...]
    """What follows from its readings or for them by the declared relations, the ones that do not hold first."""


@dataclass(frozen=True)
class DatedReading:
    """One date that sources give for an event."""

    edtf: str | None
    words: str | None
    items: tuple[LinkedItem, ...]


@dataclass(frozen=True)
class LinkedEvent:
    """An event with its items and the dates that they give for it."""

    id: str
    event: Event
    claims: tuple[str, ...]
    items: tuple[LinkedItem, ...]
    dates: tuple[DatedReading, ...]
    """The most precise date first."""
    conflict: bool
    """Whether two of the dates share no day."""


@dataclass(frozen=True)
class LinkedQuestion:
    """An open question with what the sources expect."""

    id: str
    question: Question
    status: QuestionStatus
    claims: tuple[str, ...]
    items: tuple[LinkedItem, ...]


@dataclass(frozen=True)
class LinkedName:
    """A person or an organisation with everything said by it, relayed from it or told of it."""

    id: str
    record: Person | Organisation
    statements: tuple[LinkedItem, ...]
    attributed: tuple[LinkedItem, ...]
    relayed: tuple[LinkedItem, ...]
    mentioned: tuple[LinkedItem, ...]
    published: tuple[str, ...]
    """The sources of which it is the outlet."""
    members: tuple[str, ...]
    """The people who speak for it."""


@dataclass(frozen=True)
class LinkedSource:
    """A source with its items and the organisations and sources that it takes them from."""

    id: str
    source: Source
    items: tuple[LinkedItem, ...]
    witnesses: Witnesses
    audit: Audit | None
    """What stood at its address on the day of the last audit, if there was one."""
    equations: tuple[Equation, ...]
    """What follows from its own numbers alone."""


@dataclass(frozen=True)
class Site:
    """The whole story, linked."""

    story: Story
    library: Library
    day: date
    """The day that counts as today."""
    sources: Mapping[str, LinkedSource]
    items: Mapping[str, LinkedItem]
    claims: Mapping[str, LinkedClaim]
    quantities: Mapping[str, LinkedQuantity]
    events: Mapping[str, LinkedEvent]
    questions: Mapping[str, LinkedQuestion]
    people: Mapping[str, LinkedName]
    organisations: Mapping[str, LinkedName]
    utterances: Mapping[str, tuple[LinkedItem, ...]]
    renderings: Mapping[str, tuple[Rendering, ...]]
    """Utterance -> how each source renders it."""
    corrections: Mapping[str, Correction]
    known_ends: tuple[str, ...]
    """Everybody who first said anything in the whole story, as far as known; each office once."""
    read: Mapping[str, LinkedSource]
    """The sources that were read whole, in order: where one of them says nothing on a claim, that is silence."""
    unread: Mapping[str, LinkedSource]


def source_label(library: Library, name: str) -> str:
    """Return the short name of a source: its label, or its outlet's name."""
    source = library.sources[name]
    return source.label or (library.organisations[source.outlet].name if source.outlet else name)


def name_of(library: Library, name: str) -> str:
    """Return what readers call a person, an organisation or a source."""
    if name in library.people:
        return library.people[name].name
    if name in library.organisations:
        return library.organisations[name].name
    return source_label(library, name)


def short_name_of(library: Library, name: str) -> str:
    """Return what readers call an organisation where there is little room; of anything else the name."""
    organisation = library.organisations.get(name)
    return (organisation and organisation.short) or name_of(library, name)
