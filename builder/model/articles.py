"""What editors may write about what a source says: content/articles/<source>.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, get_args, get_origin

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
    """Last words of the passage, as printed, at most eight; leave it out if start is the whole passage."""
    words: Excerpt | None = None
    """The deciding words between start and end, as printed, at most 25: what a reader must see to believe the
    sentence. Needed if a negation, number, name or hedge of the sentence would be left out."""


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

YesOrNo = Literal["yes", "no"]

Stance = Literal["supports", "disputes", "qualifies"]
"""How an item bears on a claim; each is also the name of the item's field for it."""
STANCES: tuple[Stance, ...] = get_args(Stance)

Placement = Literal["story", "headline", "caption"]
Form = Literal["direct", "indirect", "paraphrase"]
Qualifier = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "up_to"]
OutcomeKind = Literal["happened", "did-not-happen"]


class Item(Entry):
    """One thing that one source says."""

    FORMER: ClassVar[Mapping[str, str]] = {
        "claim": "'claim' is now supports, disputes or qualifies: write supports: [{value}]",
        "stance": "'stance' is now the field that names the claim: write {value}: [<the claim>]",
    }

    text: Text
    """What the source says, in our own words. Plain text."""
    supports: list[ClaimId] = []
    """The claims that it supports."""
    disputes: list[ClaimId] = []
    """The claims that it contradicts."""
    qualifies: list[ClaimId] = []
    """The claims that it limits: by a condition, by a hedge, or because it says only a part of them."""
    passage: Passage | None = None
    """Where the words are in the source."""
    placement: Placement = "story"
    """Where the article says it: in the story, or only in a headline or a picture caption."""
    via: list[SpeakerId] = []
    """Who passed it on, as the source itself says, nearest first: [agency, ministry]."""
    likely_via: LikelyVia | None = None
    """Where we conclude it comes from, if the source does not say; always shown as our conclusion."""
    own: YesOrNo = "no"
    """yes: the article found this out itself (told us, our reporter saw, asked for comment)."""
    as_of: Date | None = None
    """The time that it describes or holds for (EDTF); null if the source does not say."""
    as_of_words: Printed | None = None
    """The source's own words for that time, if EDTF is less exact: early January, last week, on Monday."""
    modality: Modality | None = None
    """For contested facts: whose word it rests on."""
    event: EventId | None = None
    """The event that it reports."""
    mentions: list[SpeakerId] = []
    """People and organisations that it mentions, besides those in speaker, via and attributed_to."""
    note: Text | None = None
    """What a reader should know about this item: a likely slip, a cut, how it differs from others."""
    withdrawn: Withdrawn | None = None
    """Set when we withdraw the item; it keeps its address and says so."""
    reviewed: Reviewed | None = None
    """Set once a second person found that the sentence follows from the passage; void once either changes."""

    @property
    def bearings(self) -> tuple[tuple[Stance, str], ...]:
        """Return each claim that it bears on, with how."""
        return tuple((stance, claim) for stance in STANCES for claim in getattr(self, stance))

    @property
    def claims(self) -> tuple[str, ...]:
        """Return each claim that it bears on once."""
        return tuple(dict.fromkeys(claim for _, claim in self.bearings))

    def stance_on(self, claim: str) -> Stance | None:
        """Return how it bears on a claim, or None if it does not."""
        return next((stance for stance, name in self.bearings if name == claim), None)

    @property
    def voice(self) -> str | None:
        """Return whose word it is: the far end of the chain of relays, if the source names anyone."""
        return None


class Fact(Item):
    """Something that the source reports."""

    attributed_to: SpeakerId | None = None
    """Who the source credits for it; null if it speaks in its own voice."""

    @property
    def voice(self) -> str | None:
        """Return whose word it is."""
        return self.attributed_to


class Statement(Item):
    """Who said what, as one source renders it."""

    speaker: SpeakerId
    """Who speaks: a person or an organisation."""
    form: Form
    """direct: printed in quotation marks; indirect: reported speech; paraphrase: the sense, in the outlet's words."""
    quote: Quotation | None = None
    """The printed words, word for word, without the outer quotation marks; only if form is direct."""
    channel: Annotated[Line, TheirWords()] | None = None
    """Where it was said: post on X, telephone call, interview with …; null if the source does not say."""
    date: Date | None = None
    """When it was said (EDTF); null if the source does not say."""
    date_words: Printed | None = None
    """The source's own words for that date, if EDTF is less exact."""
    utterance: Slug | None = None
    """An id that all renderings of the same act of speaking share."""

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
    qualifier: Qualifier
    """How the printed words qualify the number."""
    as_of_kind: TimeKind = "point"
    """What as_of is: point (the number as of then), within (taken at some time then), whole (counts all of then)."""
    scope: Line | None = None
    """What narrows the count further: a place, a unit, a stretch of time; null if nothing does."""
    attributed_to: SpeakerId | None = None
    """Whose number it is; null if the source does not say."""

    @property
    def voice(self) -> str | None:
        """Return whose number it is."""
        return self.attributed_to


class Outcome(Record):
    what: OutcomeKind
    """What became of the expectation."""
    claim: ClaimId
    """The claim that reports it."""


class NextStep(Item):
    """What a source expects next, or says is still open."""

    question: QuestionId
    """The open question that it belongs to."""
    attributed_to: SpeakerId | None = None
    """Who expects it; null if the source speaks in its own voice."""
    due: Date | None = None
    """When it should have happened, if the source says so (EDTF)."""
    outcome: Outcome | None = None
    """Set once it is known; until then the step is open, and overdue once its due date has passed."""

    @property
    def voice(self) -> str | None:
        """Return who expects it."""
        return self.attributed_to


class Article(Record):
    """The curated summary of one source."""

    SECTIONS: ClassVar[Mapping[str, type[Item]]]
    """Section -> the class of its items, in the order in which readers meet them: the fields below say both."""

    summary: Text
    """The article in two or three sentences of our own."""
    silent: dict[ClaimId, Text] = {}
    """Claims on which the article says nothing though one might think so: the claim, and why it does not."""
    facts: dict[Slug, Fact] = {}
    """Key facts."""
    statements: dict[Slug, Statement] = {}
    """Who said what."""
    figures: dict[Slug, Figure] = {}
    """Numbers."""
    next: dict[Slug, NextStep] = {}
    """What happens next."""


def _read_sections() -> Iterator[tuple[str, type[Item]]]:
    for name, field in Article.model_fields.items():
        if get_origin(field.annotation) is dict:
            _, item_class = get_args(field.annotation)
            if isinstance(item_class, type) and issubclass(item_class, Item):
                yield name, item_class


Article.SECTIONS = MappingProxyType(dict(_read_sections()))
