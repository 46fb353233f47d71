"""What editors may write of a source: sources/<source>.yml."""

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
    not_story: list[NotStory] = Field(default=[], exclude=True)
    """What the text prints that is not part of the article, and why: page furniture, appeals for donations, picture
    credits, related headlines. builder coverage asks for no item there; the site does not show it."""
    note: Text | None = None
    """What a reader should know about this text: a copy, a correction, what is missing."""
