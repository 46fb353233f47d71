"""Everything that editors wrote, by kind and id, and where in the folders each kind is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, TypeVar, cast, get_args, get_type_hints

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

AnyRecord = TypeVar("AnyRecord", bound=Record)
Records = Mapping[str, AnyRecord]


@dataclass(frozen=True)
class Kept:
    """Marks a field of Library as a kind of record: where it is kept, its singular, and how many a file holds."""

    path: str
    singular: str
    holds: Holds = "records by id"


@dataclass(frozen=True)
class Kind:
    """Where the records of one kind are kept, what one is called, and whether a file holds one of them or many."""

    name: str
    model: type[Record]
    path: str
    singular: str
    holds: Holds

    @property
    def is_folder(self) -> bool:
        """Say whether the path is a folder of such files."""
        return not self.path.endswith(".yml")


@dataclass(frozen=True, eq=False)
class Library:
    """Everything that editors wrote, by kind and id; broken records are left out, and named in problems.

    A kind of record is a field marked as Kept; KINDS is read off these fields, in their order.
    """

    story: Annotated[Records[Story], Kept("content/story.yml", "story", "one record")] = field(default_factory=dict)
    sources: Annotated[Records[Source], Kept("sources", "source", "one record")] = field(default_factory=dict)
    articles: Annotated[Records[Article], Kept("content/articles", "article", "one record")] = field(
        default_factory=dict
    )
    claims: Annotated[Records[Claim], Kept("content/claims", "claim")] = field(default_factory=dict)
    quantities: Annotated[Records[Quantity], Kept("content/quantities.yml", "quantity")] = field(default_factory=dict)
    people: Annotated[Records[Person], Kept("content/people.yml", "person")] = field(default_factory=dict)
    organisations: Annotated[Records[Organisation], Kept("content/organisations.yml", "organisation")] = field(
        default_factory=dict
    )
    events: Annotated[Records[Event], Kept("content/events.yml", "event")] = field(default_factory=dict)
    questions: Annotated[Records[Question], Kept("content/questions.yml", "question")] = field(default_factory=dict)
    glossary: Annotated[Records[Term], Kept("content/glossary.yml", "term")] = field(default_factory=dict)
    corrections: Annotated[Records[Correction], Kept("content/corrections.yml", "correction")] = field(
        default_factory=dict
    )
    places: Mapping[tuple[str, str], Where] = field(default_factory=dict)
    """(kind, id) -> where the record is."""
    declared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Kind -> all ids that the files declare, those of broken records included."""
    unread: frozenset[str] = frozenset()
    """Kinds with a file that could not be read to the end: nobody knows which ids it declares."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Texts of the hand-written pages in content/pages, by file name."""
    receipts: Mapping[str, str] = field(default_factory=dict)
    """Source -> text of its receipt."""
    audits: Mapping[str, str] = field(default_factory=dict)
    """Source -> text of its audit."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Source -> the article's text, where it is at hand; words are verified against it, and it goes nowhere."""
    before: Library | None = None
    """The version that is published, where it is at hand; broken records of it are left out."""
    programs: Mapping[str, str] = field(default_factory=dict)
    """Path outside the content -> how it differs from the version before, if nothing there may differ."""
    today: date | None = None
    """The day that was given as today, if one was."""
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
        """Return the topic of a claim: the name of its file."""
        return self.places["claims", claim].file.stem


def _read_kinds() -> Iterator[Kind]:
    for name, hint in get_type_hints(Library, include_extras=True).items():
        for mark in getattr(hint, "__metadata__", ()):
            if isinstance(mark, Kept):
                _, model = get_args(hint.__origin__)
                yield Kind(name, model, mark.path, mark.singular, mark.holds)


KINDS = tuple(_read_kinds())
SINGULAR = {kind.name: kind.singular for kind in KINDS}
"""Kind -> what one record of it is called in a message."""
