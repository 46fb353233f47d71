"""What editors may write about what a source says: content/articles/<source>.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, get_args, get_origin

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
    """Last words of the passage, as printed, at most eight; leave it out if start is the whole passage."""


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

Placement = Literal["story", "headline", "caption"]
Form = Literal["direct", "indirect", "paraphrase"]
Qualifier = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "up_to"]
OutcomeKind = Literal["happened", "did-not-happen"]


class Item(Entry):
    """One thing that one source says."""

    text: Text
    """What the source says, in our own words. Plain text."""
    claim: ClaimId | None = None
    """The claim that this item bears on."""
    stance: Stance = "supports"
    """How it bears on the claim."""
    passage: Passage | None = None
    """Where the words are in the source."""
    placement: Placement = "story"
    """Where the article says it: in the story, or only in a headline or a picture caption."""
    via: list[SpeakerId] = []
    """Who passed it on, as the source itself says, nearest first: [agency, ministry]."""
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
            if issubclass(item_class, Item):
                yield name, item_class


Article.SECTIONS = MappingProxyType(dict(_read_sections()))
