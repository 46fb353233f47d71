"""The shape of data/explainer.json, typed once: explainer.py fills it in, schema.py describes it.

A row is one line of the file. Where a row has a `record`, the fields that an editor wrote are written among the row's
own, so that they are typed in builder/model only; where both have a field of one name, the row's is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, StringConstraints

from builder.link.site import QuestionStatus, Status
from builder.model import (
    Article,
    Claim,
    Event,
    Item,
    NextStep,
    Organisation,
    Person,
    Quantity,
    Question,
    Source,
    Story,
)
from builder.model.fields import (
    SLUG,
    ClaimId,
    Date,
    EventId,
    OrganisationId,
    Printed,
    QuantityId,
    QuestionId,
    Slug,
    SourceId,
    Text,
)
from builder.relations.arithmetic import EquationVerdict, RelationKind
from builder.relations.expectations import StepStatus
from builder.relations.readings import Verdict
from builder.relations.retellings import Retelling
from builder.relations.utterances import Rendering

_ID = SLUG.removeprefix("^").removesuffix("$")
ItemId = Annotated[str, StringConstraints(pattern=f"^{_ID}/({'|'.join(Article.SECTIONS)})/{_ID}$")]
"""<source>/<section>/<key>"""
ItemIds = tuple[ItemId, ...]
NameId = Slug
"""The id of a person, an organisation or a source."""
Address = str
"""Address of a page below the site's root, with the anchor of a place on it."""


@dataclass(frozen=True, kw_only=True)
class PassagePart:
    """Where the words of an item are in its source."""

    start: Printed | None
    """First words of the passage; null where the item is a quotation, which says for itself where it is."""
    end: Printed | None
    """Last words of the passage; null where the start is the whole passage."""
    url: str | None
    """Address of the article, leading to the words in browsers that can; null where the article has no address."""


@dataclass(frozen=True, kw_only=True)
class VerificationPart:
    """How we know that the words are in the article."""

    how: Literal["receipt", "text"]
    """text: found in the article's text when this file was made; receipt: found in it before, and noted."""
    date: Date
    """Day on which they were found."""
    by: str
    """Who found them."""


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """An item, with where it comes from and how well its words are vouched for."""

    record: Item
    source: SourceId
    """The source that says it."""
    section: str
    """The part of the article's summary that it is in."""
    page: Address
    """Its place on the page of its source."""
    passage: PassagePart
    """Where its words are in the source."""
    verified: bool
    """Whether its words were found in the article."""
    verification: VerificationPart | None
    """How, when and by whom its words were found; null where they were not."""
    chain: tuple[NameId, ...]
    """From the source, relay by relay, to where the information comes from, as far as known."""
    origin: NameId
    """Where the information comes from: the end of the chain."""
    chain_inferred: bool
    """Whether the chain is our conclusion from what the article retells, not what the article says."""
    lone_quotation: bool
    """Whether only a retelling prints these words as a quotation."""
    retells: Retelling | None
    """The item of another source that it retells, and what changed; null where it retells none."""


@dataclass(frozen=True, kw_only=True)
class StepRow(ItemRow):
    """A next step, with what became of it."""

    record: NextStep
    status: StepStatus
    """What became of the expectation by the day of this file."""


@dataclass(frozen=True, kw_only=True)
class StoryRow:
    """What the explainer is about, and how it is ordered."""

    record: Story


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A source, with what we take from it."""

    record: Source
    page: Address
    """The page of its summary."""
    items: ItemIds
    """Everything that the article says, in the order of its summary."""
    origins: tuple[NameId, ...]
    """Where its information comes from."""
    summary: Text
    """The article in two or three sentences of our own."""


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """A claim, with what bears on it."""

    record: Claim
    topic: Slug
    """The heading of the story that it is under."""
    status: Status
    """What the sources together make of it, worked out from the items."""
    supports: ItemIds
    """Items that say so too."""
    disputes: ItemIds
    """Items that say the opposite, or that it is not so."""
    qualifies: ItemIds
    """Items that limit it."""
    silent: tuple[SourceId, ...]
    """Sources that were read whole and have no item that bears on it."""
    origins: tuple[NameId, ...]
    """Where the supporting information comes from, each origin once however many articles pass it on."""
    page: Address
    """Its page."""


@dataclass(frozen=True, kw_only=True)
class ComparisonPart:
    """Two readings, and whether they fit together; the same whichever of them comes first."""

    a: ItemId
    """One reading."""
    b: ItemId
    """The other."""
    verdict: Verdict
    """Whether the numbers agree, leave room for each other, conflict, or are not about the same thing and time."""
    why: str
    """The reason, in a sentence for readers."""


@dataclass(frozen=True, kw_only=True)
class EquationPart:
    """A sum, a part or a share that quantities declare, worked out with printed numbers."""

    kind: RelationKind
    """What the quantities declare."""
    terms: ItemIds
    """The readings that the result is worked out from."""
    against: ItemId | None
    """The reading that the result is compared with; null where no source prints one."""
    verdict: EquationVerdict
    """Whether the result fits the reading that it is compared with."""
    why: str
    """The calculation, in a sentence for readers."""


@dataclass(frozen=True, kw_only=True)
class QuantityRow:
    """A quantity, with its readings and how they fit together."""

    record: Quantity
    readings: ItemIds
    """The numbers that sources print for it."""
    comparisons: tuple[ComparisonPart, ...]
    """Each pair of readings, and each reading with the readings of the quantities that this one includes."""
    equations: tuple[EquationPart, ...]
    """What follows from its readings, or for them, by the relations that quantities declare."""
    origins: tuple[NameId, ...]
    """Where the numbers come from."""
    page: Address
    """Its page."""


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """A person, with the page of everything he or she says."""

    record: Person
    page: Address
    """Its page."""


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    """An organisation, with its place on the site."""

    record: Organisation
    page: Address
    """Its place among the organisations."""


@dataclass(frozen=True, kw_only=True)
class DatePart:
    """One date that sources give for an event."""

    date: Date | None
    """The date (EDTF); null where the sources give it in words only."""
    words: Printed | None
    """The sources' own words for it."""
    items: ItemIds
    """The items that give this date."""


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """An event, with what tells of it and the dates that are given for it."""

    record: Event
    items: ItemIds
    """The items that tell of it."""
    claims: tuple[ClaimId, ...]
    """The claims that tell of it."""
    dates: tuple[DatePart, ...]
    """The dates that sources give for it, the most precise first."""
    page: Address
    """Its place on the timeline."""


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """An open question, with what is expected."""

    record: Question
    status: QuestionStatus
    """Answered where the editors name the claim that answers it."""
    items: ItemIds
    """What sources expect, or say is still open."""
    claims: tuple[ClaimId, ...]
    """The claims that belong to it."""
    page: Address
    """Its place among the open questions."""


@dataclass(frozen=True, kw_only=True)
class UtteranceRow:
    """One act of speaking, with everything that renders it."""

    items: ItemIds
    """The statements that render it."""
    renderings: tuple[Rendering, ...]
    """How each source gives the words, compared with the fullest quotation."""
    page: Address
    """Its place on the page of who said what."""


@dataclass(frozen=True, kw_only=True)
class Explainer:
    """The whole story for programs. Every key is always there; what is not known is null, or an empty list."""

    __pydantic_config__: ClassVar = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    """The rows and parts use it too, as they have none of their own."""

    version: Literal[1] = 1
    """Changes when a program that reads this file would have to change."""
    story: StoryRow
    """What the explainer is about."""
    sources: Mapping[SourceId, SourceRow]
    """The articles, by id."""
    items: Mapping[ItemId, ItemRow | StepRow]
    """Everything that the articles say, by id: <source>/<section>/<key>."""
    claims: Mapping[ClaimId, ClaimRow]
    """The sentences of the explainer, by id."""
    quantities: Mapping[QuantityId, QuantityRow]
    """What is counted, by id."""
    people: Mapping[NameId, PersonRow]
    """The people, by id."""
    organisations: Mapping[OrganisationId, OrganisationRow]
    """The organisations, by id."""
    events: Mapping[EventId, EventRow]
    """What happened, by id."""
    questions: Mapping[QuestionId, QuestionRow]
    """The open questions, by id."""
    utterances: Mapping[Slug, UtteranceRow]
    """The acts of speaking that several statements render, by id."""


def write_fields(row: object) -> dict[str, Any]:
    """Return what is written of a row or a part: its own fields, and among them those of its record."""
    own = vars(row)
    if "record" not in own:
        return own
    written: dict[str, Any] = own["record"].model_dump(mode="json") | own
    del written["record"]
    return written
