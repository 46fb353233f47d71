"""What every page has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.addresses import Target
from builder.model import Story
from builder.views.links import Link
from builder.views.titles import HOME_LINK, TITLES

NAME_BOOST = 2
"""Enough for a name to lead to its own page before the many pages that mention it (measured on both stories)."""


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


def overview(
    story: Story,
    place: Target,
    *,
    template: str,
    edit: str,
    shows: Mapping[str, object],
    trail: tuple[Link, ...] = (HOME_LINK,),
    boost: int = 1,
) -> Page:
    """Make a page of the whole story, which has its title from views/titles.py."""
    title = TITLES[place]
    return Page(
        path=place.path,
        template=template,
        title=title.text,
        description=title.describe(story),
        edit=edit,
        shows=shows,
        trail=trail,
        search_words=title.searched,
        boost=boost,
    )


def neighbours(links: Mapping[str, Link]) -> Iterator[tuple[str, Link | None, Link | None]]:
    """Yield each id with the links to the one before and the one after it."""
    names = list(links)
    for place, name in enumerate(names):
        before = links[names[place - 1]] if place else None
        after = links[names[place + 1]] if place + 1 < len(names) else None
        yield name, before, after
