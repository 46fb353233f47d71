"""The list of sources: what sort of text each is, and where it gets its information."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder import addresses
from builder.link.site import LinkedSource
from builder.model import Derivation
from builder.pages.page import HOME_LINK, SOURCES_LINK, Page
from builder.views.claims import Views
from builder.views.items import KINDS_OF_TEXT, published_words
from builder.views.links import Link, name_link, source_link


@dataclass(frozen=True)
class SourceRow:
    """A source on an overview: what sort of text it is and where it takes its information from."""

    anchor: str
    link: Link
    title: str | None
    published: str
    kind: str
    derived: tuple[Link, ...]
    items: int
    own: int
    """How many items name nobody."""
    origins: tuple[Link, ...]
    summary: str

    @property
    def taken(self) -> int:
        """How many items it takes from others."""
        return self.items - self.own


def source_list(views: Views) -> Iterator[Page]:
    """Plan the list of sources."""
    site = views.site
    yield Page(
        path=addresses.SOURCES.path,
        template="source_list",
        title=SOURCES_LINK.text,
        description=f"The articles that this explainer rests on, and what each reports or relays: {site.story.title}",
        edit="content/story.yml",
        shows={"sources": tuple(source_row(views, source) for source in site.sources.values())},
        trail=(HOME_LINK,),
    )


def source_row(views: Views, linked: LinkedSource) -> SourceRow:
    """Sum up a source for an overview."""
    site, source = views.site, linked.source
    return SourceRow(
        anchor=f"source-{linked.id}",
        link=source_link(site, linked.id),
        title=source.title,
        published=published_words(source),
        kind=KINDS_OF_TEXT[source.kind],
        derived=tuple(derivation_link(views, derivation) for derivation in source.derived_from),
        items=len(linked.items),
        own=sum(item.origin == linked.id for item in linked.items),
        origins=tuple(name_link(site, name) for name in linked.origins if name != linked.id),
        summary=site.library.articles[linked.id].summary,
    )


def derivation_link(views: Views, derivation: Derivation) -> Link:
    """Link what an article derives from: a source or an organisation."""
    return name_link(views.site, derivation.source or derivation.organisation or "")
