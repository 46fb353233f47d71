"""What every page has, and the groups and answers that pages are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder import addresses
from builder.link.site import LinkedName
from builder.model import Organisation, Person
from builder.views.claims import ClaimView, Views
from builder.views.items import ItemView
from builder.views.links import Link, source_link


@dataclass(frozen=True)
class Page:
    """A page before it is rendered."""

    path: str
    """Markdown path from the site's root."""
    template: str
    title: str
    description: str
    edit: str
    """Path of the YAML file that an editor changes to change the page."""
    shows: Mapping[str, object]
    trail: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    link: Link | None = None
    """The page of what it is about."""
    search_words: tuple[str, ...] = ()
    """Other spellings and ways to write a number, for the search only."""
    boost: int = 1
    """How much more a match on this page counts in the search than elsewhere."""


@dataclass(frozen=True)
class Answer:
    """A key and a value in a list of facts about something."""

    key: str
    values: tuple[str | Link, ...]

    @property
    def is_list(self) -> bool:
        """Whether the values are sentences, each with its evidence, which stand below each other."""
        return len(self.values) > 1 and any(isinstance(value, Link) and value.card for value in self.values)


@dataclass(frozen=True)
class Group:
    """A heading with what stands under it."""

    anchor: str
    title: str
    claims: tuple[ClaimView, ...] = ()
    items: tuple[ItemView, ...] = ()
    notes: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    when: str = ""
    """In a line on it: the first of its dates, or that there is none."""
    status: str = ""
    link: Link | None = None
    """The page of what it is about."""
    search_words: tuple[str, ...] = ()
    """Other spellings, for the search only."""
    evidence: Link | None = None
    """Where a line on it leads to the words behind it."""


# The pages above others. Their titles are the words of these links; the front page is titled like the story.
HOME_LINK = Link("Home", addresses.HOME)
FACTS_LINK = Link("Facts", addresses.FACTS)
SAID_LINK = Link("Who said what", addresses.SAID)
PEOPLE_LINK = Link("People", addresses.PEOPLE)
FIGURES_LINK = Link("Figures", addresses.FIGURES)
SOURCES_LINK = Link("Sources", addresses.SOURCES)


def make_answers(*pairs: tuple[str, str | Link | tuple[Link, ...] | None]) -> tuple[Answer, ...]:
    """Keep the pairs that have a value."""
    kept = []
    for key, value in pairs:
        values = value if isinstance(value, tuple) else (value,) if value is not None else ()
        if values:
            kept.append(Answer(key, values))
    return tuple(kept)


def count_rest(count: int, shown: int) -> str | None:
    """Say how many of a list are not shown, and where they are; None where all are shown."""
    rest = count - shown
    verb = "is" if rest == 1 else "are"
    return f"{rest} more {verb} in the data file." if rest > 0 else None


def neighbours(links: Mapping[str, Link]) -> Iterator[tuple[str, Link | None, Link | None]]:
    """Yield each id with the links to the one before and the one after it."""
    names = list(links)
    for place, name in enumerate(names):
        before = links[names[place - 1]] if place else None
        after = links[names[place + 1]] if place + 1 < len(names) else None
        yield name, before, after


NAME_BOOST = 2
"""Enough for a name to lead to its own page before the many pages that mention it (measured on both stories)."""


def role_of(name: LinkedName) -> tuple[str, ...]:
    """Return a person's office or part in the story, if one is written down."""
    record = name.record
    return (record.role,) if isinstance(record, Person) and record.role else ()


def link_printers(views: Views, sources: Sequence[str]) -> tuple[Link, ...] | str:
    """Link the sources that print a spelling."""
    return tuple(source_link(views.site, source) for source in sources) or "in other texts"


def other_names(record: Person | Organisation) -> tuple[str, ...]:
    """Return the name in its own script and its other spellings, for the search."""
    native = (record.native,) if record.native else ()
    return (*native, *(variant.form for variant in record.variants))
