"""Sources -> what readers learn of them: what sort of text each is, and where it gets its information."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.evidence.audit_file import Audit
from builder.link.site import LinkedSource, Site
from builder.model import Derivation, Source
from builder.relations.roles import makeup_of
from builder.views.answers import Answer, make_answers
from builder.views.claims import Views
from builder.views.items import published_words
from builder.views.labels import KINDS_OF_TEXT, SOURCE_ROLES
from builder.views.links import Link, name_link, source_link
from builder.words.counts import join_names, write_count
from builder.words.dates import show_date


@dataclass(frozen=True)
class SourceRow:
    """A source on an overview: what sort of text it is and where it takes its information from."""

    anchor: str
    link: Link
    title: str | None
    published: str
    kind: str
    mostly: str
    """What it mostly does, by its items."""
    derived: tuple[Link, ...]
    items: int
    own: int
    """How many items are credited to nobody else."""
    unknown: str | None
    """How many items name nobody at all, and how many of them a retelling added."""
    origins: tuple[Link, ...]
    summary: str

    @property
    def taken(self) -> int:
        """How many items it takes from others."""
        return self.items - self.own


def source_row(views: Views, linked: LinkedSource) -> SourceRow:
    """Sum up a source for an overview."""
    site, source = views.site, linked.source
    return SourceRow(
        anchor=f"source-{linked.id}",
        link=source_link(site, linked.id),
        title=source.title,
        published=published_words(source),
        kind=KINDS_OF_TEXT[source.kind],
        mostly=mostly_does(linked),
        derived=tuple(_derivation_link(views, derivation) for derivation in source.derived_from),
        items=len(linked.items),
        own=sum(item.origin.kind != "named" for item in linked.items),
        unknown=count_unknown(linked),
        origins=tuple(name_link(site, name) for name in linked.witnesses.ends),
        summary=site.library.articles[linked.id].summary,
    )


def mostly_does(linked: LinkedSource) -> str:
    """Say what an article mostly does, worked out from its items, with the numbers behind it."""
    twins = {item.id: item.retelling.of for item in linked.items if item.retelling}
    makeup = makeup_of(linked.source, linked.items, twins)
    parts = (
        (makeup.relayed + makeup.quoted, "credited to others"),
        (makeup.retold, "retold from another text"),
        (makeup.own, "found out by itself"),
        (makeup.unnamed, "without a named source"),
    )
    counted = join_names([f"{count} {words}" for count, words in parts if count])
    total = write_count(makeup.items, "point")
    return f"{SOURCE_ROLES[makeup.role]}. Of {total}: {counted}" if counted else SOURCE_ROLES[makeup.role]


def count_unknown(linked: LinkedSource) -> str | None:
    """Count the items for which nobody is named, and those of them that are not in the text retold."""
    unknown = [item for item in linked.items if item.origin.kind == "unknown" and not item.item.withdrawn]
    added = sum(item.origin.is_addition for item in unknown)
    if not unknown:
        return None
    counted = f"{len(unknown)} of {write_count(len(linked.items), 'point')}"
    return f"{counted}; {added} of them not in the text that it retells" if added else counted


def count_reviewed(site: Site) -> str:
    """Count the items whose sentence a second person held against the words."""
    items = [item.item for item in site.items.values() if not item.item.withdrawn]
    reviewed = sum(item.reviewed is not None for item in items)
    if not reviewed:
        return "No sentence has been read against its words by a second person yet."
    return f"A second person has read {reviewed} of {len(items)} sentences against the words behind them."


def about_source(views: Views, linked: LinkedSource) -> tuple[Answer, ...]:
    """Answer what a text is, when it was published, what it derives from, and whether it was read whole."""
    site, source = views.site, linked.source
    return (
        *make_answers(
            ("Outlet", name_link(site, source.outlet) if source.outlet else "not known"),
            ("Headline", source.title or "none printed"),
            ("Author", ", ".join(source.authors) or "not named"),
            ("Published", _published(source)),
            ("Kind of text", KINDS_OF_TEXT[source.kind]),
            ("What it mostly does", mostly_does(linked)),
        ),
        *_derivations(views, source),
        *make_answers(
            ("Read in full", _read_whole(source)),
            ("The original", _describe_audit(linked.audit) if linked.audit else None),
            ("Gets its information from", tuple(name_link(site, name) for name in linked.witnesses.ends)),
            ("No source named", count_unknown(linked)),
        ),
    )


def _published(source: Source) -> str:
    words = published_words(source)
    return f"{words}. {source.published.note}" if source.published.note else words


def _derivations(views: Views, source: Source) -> Iterator[Answer]:
    for derivation in source.derived_from:
        link = _derivation_link(views, derivation)
        values = (link, derivation.note) if derivation.note else (link,)
        yield Answer(f"Derived from ({derivation.basis})", values)


def _derivation_link(views: Views, derivation: Derivation) -> Link:
    return name_link(views.site, derivation.source or derivation.organisation or "")


def _read_whole(source: Source) -> str:
    if source.checked is None:
        return "not yet"
    return f"by {source.checked.by}, {show_date(source.checked.date)}"


def _describe_audit(audit: Audit) -> str:
    """Say what the last audit found at the source's address."""
    day = show_date(audit.date)
    if audit.dead:
        return f"the address did not answer on {day} ({audit.dead})"
    if audit.is_clean:
        return f"still there on {day}"
    return f"the source has changed since: {audit.tally} ({day})"
