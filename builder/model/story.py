"""What editors may write about the explainer itself: the other files in content/."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from builder.model.articles import Modality, Withdrawn, YesOrNo
from builder.model.fields import (
    ClaimId,
    Date,
    EventId,
    Language,
    Line,
    OrganisationId,
    Printed,
    QuantityId,
    QuestionId,
    Slug,
    SourceId,
    Text,
    TheirWords,
)
from builder.model.record import Entry, Record

Rank = Literal["lead", "key", "detail"]
Policy = Literal["named", "surname", "role"]
OrganisationKind = Literal[
    "outlet", "agency", "broadcaster", "government", "ministry", "military", "intelligence", "alliance", "other"
]


class Answers(Record):
    supports: Line
    """What those who support the claim answer, in a word: no."""
    disputes: Line
    """What those who dispute it answer: perhaps."""
    qualifies: Line | None = None
    """What those who qualify it answer: only if asked."""


class Claim(Entry):
    """One sentence of the explainer itself; items support, dispute or qualify it."""

    text: Text
    """The sentence, in our own words; no firmer than what the sources say."""
    rank: Rank = "detail"
    """lead: says on the front page what happened; key: a key fact there; detail: only on the facts page."""
    event: EventId | None = None
    """The event that it reports."""
    question: QuestionId | None = None
    """The open question that it belongs to."""
    modality: Modality | None = None
    """For a contested fact: whose word the sentence rests on; no firmer than the firmest item that supports it."""
    answers: Answers | None = None
    """For a disputed claim: the word for each side in the line of dated positions, such as no and perhaps."""
    note: Text | None = None
    """What a reader should know: why sources differ, what nobody says."""
    withdrawn: Withdrawn | None = None
    """Set when we withdraw the claim; it keeps its address and says so."""


class Share(Record):
    part: QuantityId
    """The quantity in the numerator."""
    whole: QuantityId
    """The quantity in the denominator."""


class Explanation(Record):
    readings: list[Line]
    """The readings that it explains: <source>/figures/<key>."""
    text: Text
    """What probably happened, worded as ours: most likely, our reading."""


class Quantity(Entry):
    """What exactly is counted."""

    label: Line
    """Short name, for headings and tables."""
    unit: Line
    """What is being counted: soldiers, people, share."""
    counts: Text
    """What is counted and what is not, in one sentence."""
    cumulative: YesOrNo = "no"
    """yes: a running total, which cannot fall between one date and a later one."""
    sum_of: list[QuantityId] = []
    """The quantities that add up to this one."""
    part_of: QuantityId | None = None
    """The quantity that includes this one."""
    share: Share | None = None
    """For a fraction: its part and its whole."""
    explanations: list[Explanation] = []
    """Why readings differ, as far as we can tell; shown wherever the numbers are, and marked as ours."""


class Variant(Record):
    form: Printed
    """A spelling or former name."""
    sources: list[SourceId] = []
    """The sources that print it."""


class Person(Entry):
    """A human who speaks or is spoken of."""

    name: Line
    """The canonical form, used everywhere outside quotations."""
    native: Printed | None = None
    """The name in its own script."""
    variants: list[Variant] = []
    """Other spellings, and the sources that print them."""
    role: Line | None = None
    """Office, or part in the story."""
    affiliation: OrganisationId | None = None
    """The organisation that the person speaks for; it counts as the origin of what he or she says."""
    policy: Policy = "named"
    """How much of the name the site may show."""
    withhold: list[Printed] = Field(default=[], exclude=True)
    """Strings that must not occur anywhere in the output."""


class Organisation(Entry):
    """An outlet, agency, ministry, army or service: publishes, speaks or is relayed."""

    name: Line
    """The canonical form."""
    short: Line | None = None
    """What it is called on badges and in lines of positions, where the name is long: Seoul’s foreign ministry."""
    native: Printed | None = None
    """The name in its own script."""
    variants: list[Variant] = []
    """Other names, and the sources that print them."""
    kind: OrganisationKind
    """What sort of organisation it is."""
    part_of: OrganisationId | None = None
    """The organisation that it belongs to."""
    note: Text | None = None
    """What a reader should know about it."""


class Event(Entry):
    """Something that happened; its date comes from the items."""

    title: Line
    """What happened, as a short headline."""
    after: list[EventId] = []
    """Events that came before this one, whatever their printed dates leave open."""
    note: Text | None = None
    """What a reader should know: which dates differ, and why."""


class Question(Entry):
    """Something that the sources leave open."""

    text: Line
    """The question, as a reader would ask it."""
    answer: ClaimId | None = None
    """The claim that answers it, once one does."""
    note: Text | None = None
    """What is known about it, and what nobody says."""


class Term(Entry):
    """A word that readers may not know."""

    term: Line
    """The word or abbreviation."""
    text: Text
    """What it means here."""
    also: list[Annotated[Line, TheirWords()]] = []
    """Other words that readers may type for it: searching for any one of them finds them all."""


class Correction(Entry):
    """Something that the site got wrong, and what it says now. Names one claim or one item."""

    date: Date
    """Day of the correction."""
    claim: ClaimId | None = None
    """The claim that was corrected."""
    item: Line | None = None
    """The item that was corrected: <source>/<section>/<key>."""
    was: Annotated[Text, TheirWords()]
    """What the site said before."""
    now: Text
    """What it says now, and why."""


class Story(Entry):
    """What the explainer is about."""

    title: Line
    """The title of the site."""
    language: Language
    """The language in which the explainer is written."""
    about: Text
    """What is explained here, in one or two sentences, for readers and search engines."""
    as_of: Date
    """The day up to which the explainer takes the sources into account."""
    topics: dict[Slug, Line]
    """Headings of the claims files, in the order in which readers meet them."""
    synonyms: list[list[Annotated[Line, TheirWords()]]] = []
    """Lists of words that readers may use for one another: searching for any one of a list finds them all."""
