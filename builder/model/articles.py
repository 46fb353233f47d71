"""What editors may write of what a source says: content/articles/<source>.yml."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from builder.model.fields import (
    ClaimId,
    Date,
    EventId,
    Excerpt,
    GiverId,
    Line,
    Number,
    Printed,
    QuantityId,
    QuestionId,
    Quotation,
    Slug,
    SpeakerId,
    Text,
    TheirWords,
)
from builder.model.record import Entry, Record


class Passage(Record):
    start: Printed
    """First words of the passage, as printed, at most eight."""
    end: Printed | None = None
    """Last words of the passage, as printed, at most eight; left out where the start is the whole passage."""
    words: Excerpt | None = None
    """The deciding words between start and end, as printed, at most 25: what a reader must see to believe the
    sentence. Needed where a negation, number, name or hedge of the sentence would be cut out."""


class LikelyVia(Record):
    chain: Annotated[list[GiverId], Field(min_length=1)]
    """Where we conclude the item comes from, nearest first: people, organisations or sources."""
    reason: Text
    """What shows it, in a sentence for readers."""


class Reviewed(Record):
    by: Line
    """Who read the sentence against the passage: somebody other than its author."""
    date: Date
    """When."""


class Withdrawn(Record):
    date: Date
    """Day of the withdrawal."""
    reason: Text
    """Why, in a sentence for readers."""


Modality = Literal[
    "said-by-himself", "said-by-an-official", "reported-with-attribution", "reported-without-attribution"
]
"""Whose word a contested fact rests on, the firmest first."""
MODALITIES: tuple[Modality, ...] = get_args(Modality)


YesNo = Literal["yes", "no"]

Stance = Literal["supports", "disputes", "qualifies"]
"""How an item bears on a claim; each is also the name of a field of an item."""
STANCES: tuple[Stance, ...] = get_args(Stance)


class Item(Entry):
    """One thing that one source says."""

    text: Text
    """What the source says, in our own words. Plain text."""
    supports: list[ClaimId] = []
    """The claims that this item supports."""
    disputes: list[ClaimId] = []
    """The claims that it contradicts."""
    qualifies: list[ClaimId] = []
    """The claims that it limits: a condition, a hedge, a part of it only."""
    passage: Passage | None = None
    """Where the words stand in the source."""
    placement: Literal["story", "headline", "caption"] = "story"
    """The part of the article that says it; caption: only the words under a picture do."""
    via: list[SpeakerId] = []
    """The relays that the source itself names for this, nearest first: [agency, ministry]."""
    likely_via: LikelyVia | None = None
    """What we conclude about where this comes from, where the source does not say; always shown as our conclusion."""
    own: YesNo = "no"
    """yes: the article found this out itself (told us, our reporter saw, asked for comment)."""
    as_of: Date | None = None
    """The day or time that it is about or holds for (EDTF); null where the source does not say."""
    as_of_words: Printed | None = None
    """The source's own words for that time where EDTF is coarser: early January, last week, on Monday."""
    modality: Modality | None = None
    """For contested facts: whose word it rests on."""
    event: EventId | None = None
    """The event that it tells of."""
    mentions: list[SpeakerId] = []
    """People and organisations that it speaks of, beyond speaker, via and attribution."""
    note: Text | None = None
    """What a reader should know about this item: a likely slip, a cut, a difference to others."""
    withdrawn: Withdrawn | None = None
    """Set when we take the item back; it keeps its address and says so."""
    reviewed: Reviewed | None = None
    """A second person found that the sentence follows from the passage; void once either changes."""

    @property
    def bearings(self) -> tuple[tuple[Stance, str], ...]:
        """Return each claim that it bears on, with how."""
        return tuple((stance, claim) for stance in STANCES for claim in getattr(self, stance))

    @property
    def claims(self) -> tuple[str, ...]:
        """Return each claim that it bears on once."""
        return tuple(dict.fromkeys(claim for _, claim in self.bearings))

    def stance_on(self, claim: str) -> Stance | None:
        """Return how it bears on a claim, or None where it does not."""
        return next((stance for stance, name in self.bearings if name == claim), None)

    @property
    def voice(self) -> str | None:
        """Return whose word it is: the end of the chain of relays, where the source names one."""
        return None


class Fact(Item):
    """Something that the source reports."""

    attributed_to: SpeakerId | None = None
    """Whose word the source gives for it; null where it speaks in its own voice."""

    @property
    def voice(self) -> str | None:
        """Return whose word it is."""
        return self.attributed_to


class Statement(Item):
    """Who said what, as one source renders it."""

    speaker: SpeakerId
    """Who speaks: a person or an organisation."""
    form: Literal["direct", "indirect", "paraphrase"]
    """direct: printed in quotation marks; indirect: reported speech; paraphrase: the sense in the outlet's words."""
    quote: Quotation | None = None
    """The printed words without the outer quotation marks, word for word; only for form: direct."""
    channel: Annotated[Line, TheirWords()] | None = None
    """Where it was said: post on X, telephone call, interview with …; null where the source does not say."""
    date: Date | None = None
    """When it was said (EDTF); null where the source does not say."""
    date_words: Printed | None = None
    """The source's own words for that date where EDTF is coarser."""
    utterance: Slug | None = None
    """Shared by all renderings of the same act of speaking."""

    @property
    def voice(self) -> str | None:
        """Return who speaks."""
        return self.speaker


TimeKind = Literal["point", "within", "whole"]


class Figure(Item):
    """One reading of a quantity by one source."""

    quantity: QuantityId
    """What exactly is counted."""
    printed: Printed
    """The number with its qualifier, as printed."""
    value: Number | None = None
    """The number in digits, or a fraction such as 1/3 for shares."""
    low: Number | None = None
    """Lower end of a printed range."""
    high: Number | None = None
    """Upper end of a printed range."""
    qualifier: Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "up_to"]
    """What the printed words make of the number."""
    as_of_kind: TimeKind = "point"
    """What as_of is: point (the number as of then), within (taken at some time then), whole (counts all of then)."""
    scope: Line | None = None
    """What limits the count beyond the quantity: a place, a unit, a stretch of time; null for none."""
    attributed_to: SpeakerId | None = None
    """Whose number it is; null where the source does not say."""

    @property
    def voice(self) -> str | None:
        """Return whose number it is."""
        return self.attributed_to


class Outcome(Record):
    what: Literal["happened", "did-not-happen"]
    """What became of the expectation."""
    claim: ClaimId
    """The claim that tells of it."""


class NextStep(Item):
    """What a source expects next, or says is still open."""

    question: QuestionId
    """The open question that it belongs to."""
    attributed_to: SpeakerId | None = None
    """Who expects it; null where the source speaks in its own voice."""
    due: Date | None = None
    """When it should have happened, where the source says so (EDTF)."""
    outcome: Outcome | None = None
    """Set once it is known; until then the expectation is open, and overdue after its due date."""

    @property
    def voice(self) -> str | None:
        """Return who expects it."""
        return self.attributed_to


class Article(Record):
    """The curated summary of one source."""

    SECTIONS: ClassVar = ("facts", "statements", "figures", "next")

    summary: Text
    """The article in two or three sentences of our own."""
    silent: dict[ClaimId, Text] = {}
    """Claims on which the article says nothing though it looks as if it might: the claim, and why not."""
    facts: dict[Slug, Fact] = {}
    """Key facts."""
    statements: dict[Slug, Statement] = {}
    """Who said what."""
    figures: dict[Slug, Figure] = {}
    """Numbers."""
    next: dict[Slug, NextStep] = {}
    """What happens next."""
