"""What editors may write about a source: sources/<source>.yml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from builder.model.fields import (
    Date,
    Language,
    Line,
    OrganisationId,
    Printed,
    SourceId,
    Text,
    Url,
)
from builder.model.record import Entry, Record

DateBasis = Literal["printed", "address", "inferred", "unknown"]
DerivationBasis = Literal["stated", "inferred"]
KindOfText = Literal["report", "aggregation", "rewrite", "interview", "wire", "official"]


class Published(Record):
    date: Date | None = None
    """Day, month or year of publication (EDTF); null if unknown."""
    basis: DateBasis
    """How the date is known: printed in the text, taken from the web address, inferred (say how), or unknown."""
    note: Text | None = None
    """How the date was inferred, or what it refers to, for example the last update."""


class Archived(Record):
    url: Url
    """Address of the archive copy."""
    date: Date
    """Day on which the copy was made."""


class Derivation(Record):
    source: SourceId | None = None
    """The source that this article derives from, if it is one of ours."""
    organisation: OrganisationId | None = None
    """The organisation whose text it derives from, if that text is not one of our sources."""
    basis: DerivationBasis
    """stated: the article says so itself; inferred: we conclude it."""
    note: Text | None = None
    """What shows it; required if it is inferred."""


class Checked(Record):
    by: Line
    """Who read the whole article."""
    date: Date
    """When."""


class NotStory(Record):
    start: Printed
    """First words of the stretch, as printed, at most eight; every place where they occur is meant."""
    end: Printed | None = None
    """Last words of the stretch, as printed, at most eight; leave it out if start is the whole stretch."""
    reason: Text
    """What it is: page heading, appeal for donations, picture credit."""


class Source(Entry):
    """One article that an editor has read."""

    outlet: OrganisationId | None = None
    """The organisation that published it; null if the text does not name one."""
    label: Line | None = None
    """Short name for lists and cards; required if no outlet is known. Default: the outlet's name."""
    title: Printed | None = None
    """The printed headline; null if none is printed."""
    authors: list[Printed] = []
    """Names as printed."""
    language: Language
    """Language of the text, for example en or ko."""
    kind: KindOfText
    """report: does its own reporting; aggregation: puts together what others report; rewrite: retells one other
    text; interview; wire: an agency dispatch; official: a ministry, an army or a court speaks for itself."""
    published: Published
    """When it was published, and how we know."""
    url: Url | None = None
    """Public address; null if unknown, never guessed."""
    archived: Archived | None = None
    """An archive copy of the page."""
    snapshot: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$")] | None = None
    """File name of the saved text that the items were checked against."""
    derived_from: list[Derivation] = []
    """Texts that this article retells as a whole. Such an article never counts as an origin itself."""
    checked: Checked | None = None
    """Who read the whole article, and when; only then does its silence on a claim count."""
    not_story: list[NotStory] = Field(default=[], exclude=True)
    """Printed text that is not part of the article, and why: page furniture, appeals for donations, picture
    credits, related headlines. builder coverage expects no item there, and the site does not show it."""
    note: Text | None = None
    """What a reader should know about this text: a copy, a correction, what is missing."""
