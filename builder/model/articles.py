"""What editors may write of what a source says: content/articles/<source>.yml."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from builder.model.fields import (
    ClaimId,
    Date,
    EventId,
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


Stance = Literal["supports", "disputes", "qualifies"]
STANCES: tuple[Stance, ...] = get_args(Stance)


class Item(Entry):
    """One thing that one source says."""

    text: Text
    """What the source says, in our own words. Plain text."""
    claim: ClaimId | None = None
    """The claim that this item bears on."""
    stance: Stance = "supports"
    """How it bears on the claim."""
    passage: Passage | None = None
    """Where the words stand in the source."""
    placement: Literal["story", "headline", "caption"] = "story"
    """The part of the article that says it; caption: only the words under a picture do."""
    via: list[SpeakerId] = []
    """The relays that the source itself names for this, nearest first: [agency, ministry]."""
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
    facts: dict[Slug, Fact] = {}
    """Key facts."""
    statements: dict[Slug, Statement] = {}
    """Who said what."""
    figures: dict[Slug, Figure] = {}
    """Numbers."""
    next: dict[Slug, NextStep] = {}
    """What happens next."""
