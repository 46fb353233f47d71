"""What editors may write: one class a record, the help text under each field.

Everything that is said about a field stands here, once; JSON Schema and docs/fields.md are generated from it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from builder.fields import (
    ClaimId,
    Date,
    EventId,
    Language,
    Line,
    Number,
    OrganisationId,
    Printed,
    QuantityId,
    QuestionId,
    Quotation,
    Slug,
    SourceId,
    SpeakerId,
    Text,
    Url,
)


class Record(BaseModel):
    """Anything an editor writes: frozen, and no key beyond the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, arbitrary_types_allowed=True)


class Entry(Record):
    """A record with a place of its own, where exceptions to checks may be written."""

    allow: dict[str, Text] = {}
    """Checks that this record may break: the code, and the reason."""


# --- sources/<source>.yml -------------------------------------------------------------------------


class Published(Record):
    date: Date | None = None
    """Day, month or year of publication (EDTF); null where unknown."""
    basis: Literal["printed", "address", "inferred", "unknown"]
    """How the date is known: printed in the text, read off the address, inferred (say how), or unknown."""
    note: Text | None = None
    """How the date was inferred, or what it is the date of."""


class Archived(Record):
    url: Url
    """Address of the archive copy."""
    date: Date
    """Day of the copy."""


class Derivation(Record):
    source: SourceId | None = None
    """The source that this article derives from, where it is one of ours."""
    organisation: OrganisationId | None = None
    """The organisation whose text it derives from, where that text is not one of our sources."""
    basis: Literal["stated", "inferred"]
    """Whether the article says so itself, or we conclude it."""
    note: Text | None = None
    """What shows it; needed where it is inferred."""


class Checked(Record):
    by: Line
    """Who read the article whole."""
    date: Date
    """When."""


class NotStory(Record):
    start: Printed
    """First words of the stretch, as printed, at most eight; where they stand several times, each time is meant."""
    end: Printed | None = None
    """Last words of the stretch, as printed, at most eight; left out where the start is the whole stretch."""
    reason: Text
    """What it is: page heading, appeal for donations, caption's credit."""


class Source(Entry):
    """One article that an editor has read."""

    outlet: OrganisationId | None = None
    """The organisation that published it; null where the text does not name one."""
    label: Line | None = None
    """Short name for lists and cards; needed where no outlet is known. Default: the outlet's name."""
    title: Printed | None = None
    """The printed headline; null where none is printed."""
    authors: list[Printed] = []
    """Names as printed."""
    language: Language
    """Language of the text, for example en or ko."""
    kind: Literal["report", "aggregation", "rewrite", "interview", "wire", "official"]
    """report: gathers its own news; aggregation: puts together what others report; rewrite: retells one other
    text; interview; wire: an agency's dispatch; official: a ministry, an army, a court speaks for itself."""
    published: Published
    """When it was published, and how we know."""
    url: Url | None = None
    """Public address; null where unknown, never guessed."""
    archived: Archived | None = None
    """An archive copy of the page."""
    snapshot: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$")] | None = None
    """File name of the saved text that the items were checked against."""
    derived_from: list[Derivation] = []
    """Texts that this article as a whole retells. Such an article never counts as an origin of its own."""
    checked: Checked | None = None
    """Who read the article whole; with it, silence on a claim counts as silence."""
    not_story: list[NotStory] = []
    """What the text prints that is not part of the article, and why: page furniture, appeals for donations, picture
    credits, related headlines. builder coverage asks for no item there; the site does not show it."""
    note: Text | None = None
    """What a reader should know about this text: a copy, a correction, what is missing."""


# --- content/articles/<source>.yml ----------------------------------------------------------------


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


class Item(Entry):
    """One thing that one source says."""

    text: Text
    """What the source says, in our own words. Plain text."""
    claim: ClaimId | None = None
    """The claim that this item bears on."""
    stance: Literal["supports", "disputes", "qualifies"] = "supports"
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
    modality: (
        Literal["said-by-himself", "said-by-an-official", "reported-with-attribution", "reported-without-attribution"]
        | None
    ) = None
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
    channel: Line | None = None
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


class NextStep(Item):
    """What a source expects next, or says is still open."""

    question: QuestionId
    """The open question that it belongs to."""
    attributed_to: SpeakerId | None = None
    """Who expects it; null where the source speaks in its own voice."""
    due: Date | None = None
    """When it should have happened, where the source says so (EDTF)."""

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


# --- the rest of content/ -------------------------------------------------------------------------


class Claim(Entry):
    """One sentence of the explainer itself; items support, dispute or qualify it."""

    text: Text
    """The sentence, in our own words; no firmer than what the sources say."""
    rank: Literal["lead", "key", "detail"] = "detail"
    """lead: tells on the front page what happened; key: a key fact there; detail: stands on the facts page."""
    event: EventId | None = None
    """The event that it tells of."""
    question: QuestionId | None = None
    """The open question that it belongs to."""
    note: Text | None = None
    """What a reader should know: why sources differ, what nobody says."""
    withdrawn: Withdrawn | None = None
    """Set when we take the claim back; it keeps its address and says so."""


class Share(Record):
    part: QuantityId
    """The quantity counted in the numerator."""
    whole: QuantityId
    """The quantity counted in the denominator."""


class Quantity(Entry):
    """What exactly is counted."""

    label: Line
    """Short name, for headings and tables."""
    unit: Line
    """What one of it is: soldiers, people, share."""
    counts: Text
    """What is counted and what is not, in a sentence."""
    cumulative: Literal["yes", "no"] = "no"
    """yes: a running total, which cannot fall from one date to a later one."""
    sum_of: list[QuantityId] = []
    """The quantities that add up to this one."""
    part_of: QuantityId | None = None
    """The quantity that includes this one."""
    share: Share | None = None
    """For a fraction: the part and the whole."""


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
    """Office or part in the story."""
    affiliation: OrganisationId | None = None
    """The organisation that the person speaks for; what he or she says counts as that origin."""
    policy: Literal["named", "surname", "role"] = "named"
    """How much of the name the site may show."""
    withhold: list[Printed] = []
    """Strings that may occur nowhere in the output."""


class Organisation(Entry):
    """An outlet, agency, ministry, army or service: publishes, speaks or is relayed."""

    name: Line
    """The canonical form."""
    native: Printed | None = None
    """The name in its own script."""
    variants: list[Variant] = []
    """Other names, and the sources that print them."""
    kind: Literal[
        "outlet", "agency", "broadcaster", "government", "ministry", "military", "intelligence", "alliance", "other"
    ]
    """What sort of organisation it is."""
    part_of: OrganisationId | None = None
    """The organisation that it belongs to."""
    note: Text | None = None
    """What a reader should know about it."""


class Event(Entry):
    """Something that happened; its date is what the items say."""

    title: Line
    """What happened, as a short headline."""
    note: Text | None = None
    """What a reader should know: which dates differ and why."""


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


class Correction(Entry):
    """Something that the site said wrongly, and what it says now. Names one claim or one item."""

    date: Date
    """Day of the correction."""
    claim: ClaimId | None = None
    """The claim that was corrected."""
    item: Line | None = None
    """The item that was corrected: <source>/<section>/<key>."""
    was: Text
    """What the site said before."""
    now: Text
    """What it says now, and why."""


class Story(Entry):
    """What the explainer is about."""

    title: Line
    """The title of the site."""
    language: Language
    """The language that the explainer is written in."""
    about: Text
    """One or two sentences on what is explained here, for readers and search engines."""
    as_of: Date
    """The day up to which the explainer takes the sources into account."""
    topics: dict[Slug, Line]
    """Headings of the claims files, in the order in which readers meet them."""
