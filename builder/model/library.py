"""Everything that editors wrote, by kind and id, and where in the folders each kind stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from builder.model import (
    Article,
    Claim,
    Correction,
    Event,
    Organisation,
    Person,
    Quantity,
    Question,
    Record,
    Source,
    Story,
    Term,
)
from builder.model.where import Where
from builder.problems import Problem

Holds = Literal["one record", "records by id"]


@dataclass(frozen=True)
class Kind:
    """Where the records of one kind stand, and whether a file holds one of them or many."""

    name: str
    model: type[Record]
    path: str
    holds: Holds

    @property
    def is_folder(self) -> bool:
        """Say whether the path is a folder of such files."""
        return not self.path.endswith(".yml")


KINDS = (
    Kind("story", Story, "content/story.yml", "one record"),
    Kind("sources", Source, "sources", "one record"),
    Kind("articles", Article, "content/articles", "one record"),
    Kind("claims", Claim, "content/claims", "records by id"),
    Kind("quantities", Quantity, "content/quantities.yml", "records by id"),
    Kind("people", Person, "content/people.yml", "records by id"),
    Kind("organisations", Organisation, "content/organisations.yml", "records by id"),
    Kind("events", Event, "content/events.yml", "records by id"),
    Kind("questions", Question, "content/questions.yml", "records by id"),
    Kind("glossary", Term, "content/glossary.yml", "records by id"),
    Kind("corrections", Correction, "content/corrections.yml", "records by id"),
)


@dataclass(frozen=True, eq=False)
class Library:
    """Everything that editors wrote, by kind and id; broken records are left out and stand in problems."""

    story: Mapping[str, Story] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Where] = field(default_factory=dict)
    """(kind, id) -> where the record stands."""
    declared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Kind -> all ids that the files declare, also of records that are broken."""
    unread: frozenset[str] = frozenset()
    """Kinds with a file that could not be read to its end: nobody knows which ids it declares."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Texts of the hand-written pages in content/pages, by file name."""
    receipts: Mapping[str, str] = field(default_factory=dict)
    """Source -> text of its receipt."""
    audits: Mapping[str, str] = field(default_factory=dict)
    """Source -> text of its audit."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Source -> the article's text, where it is at hand; it is verified against and goes nowhere."""
    before: Library | None = None
    """The version that is published, where it is at hand; what of it is broken is left out."""
    programs: Mapping[str, str] = field(default_factory=dict)
    """Path besides the content -> how it differs from the version before, where nothing may."""
    today: date | None = None
    """The day that was given as today."""
    missing_texts: tuple[str, ...] = ()
    """Names of the files that should hold articles' texts, where texts were asked for and these not found."""
    is_whole: bool = True
    """Whether every record and every id that the files hold is here, so that one may conclude from what is missing."""
    readings: tuple[Library, ...] = ()
    """If records have faults: the library with them, read in two ways. What is wrong in both is wrong in any case."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the files and the shape of the records."""

    def records(self, kind: str) -> Mapping[str, Record]:
        """Return the records of a kind by id."""
        return cast(Mapping[str, Record], getattr(self, kind))

    def topic_of(self, claim: str) -> str:
        """Return the topic that a claim stands under: the name of its file."""
        return self.places["claims", claim].file.stem
