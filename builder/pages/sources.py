"""A page for each source: the summary of the article in its four parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from builder import addresses
from builder.evidence.audit_file import Audit
from builder.link.site import LinkedSource, Site
from builder.pages.page import HOME_LINK, SOURCES_LINK, Answer, Page, make_answers, neighbours
from builder.pages.source_list import derivation_link
from builder.views.claims import Views
from builder.views.items import KINDS_OF_TEXT, published_words
from builder.views.links import Link, claim_link, name_link, quantity_link, source_link
from builder.words.dates import show_date

SHOWN_SILENT = 20
SECTION_TITLES = {
    "facts": "Key facts",
    "statements": "Who said what",
    "figures": "Figures",
    "next": "What happens next",
}


def sources(views: Views) -> Iterator[Page]:
    """Plan a page for each source: the summary of the article in its four parts."""
    site = views.site
    links = {name: source_link(site, name) for name in site.sources}
    for name, before, after in neighbours(links):
        linked = site.sources[name]
        article = site.library.articles[name]
        items = views.of(linked.items)
        yield Page(
            path=addresses.source_target(name).path,
            template="sources",
            title=linked.source.title or links[name].text,
            description=article.summary,
            edit=f"content/articles/{name}.yml",
            shows={
                "label": links[name].text,
                "summary": article.summary,
                "about": _about_source(views, linked),
                "note": linked.source.note,
                "sections": tuple(
                    (
                        section,
                        SECTION_TITLES[section],
                        tuple(item for item in items if item.section == section),
                        _slips(site, linked) if section == "figures" else (),
                    )
                    for section in article.SECTIONS
                ),
                "silent": _silences(views, linked),
            },
            trail=(HOME_LINK, SOURCES_LINK),
            previous=before,
            next=after,
        )


def _slips(site: Site, linked: LinkedSource) -> tuple[tuple[str, Link], ...]:
    """Say which numbers of an article do not add up, each with the quantity that tells more."""
    return tuple(
        (found.why, quantity_link(site, found.against.figure.quantity))
        for found in linked.equations
        if found.against and found.verdict == "does not hold"
    )


def _silences(views: Views, linked: LinkedSource) -> tuple[Link, ...]:
    """Link the first claims on which a source says nothing though it was read whole."""
    if linked.id not in views.site.read:
        return ()
    silent = (name for name, claim in views.site.claims.items() if linked.id not in claim.speaking)
    return tuple(claim_link(views.site, name) for name in islice(silent, SHOWN_SILENT))


def _about_source(views: Views, linked: LinkedSource) -> tuple[Answer, ...]:
    site, source = views.site, linked.source
    published = published_words(source)
    note = f"{published}. {source.published.note}" if source.published.note else published
    derived = [
        (f"Derived from ({entry.basis})", (derivation_link(views, entry), entry.note or ""))
        for entry in source.derived_from
    ]
    return (
        *make_answers(
            ("Outlet", name_link(site, source.outlet) if source.outlet else "not known"),
            ("Headline", source.title or "none printed"),
            ("Author", ", ".join(source.authors) or "not named"),
            ("Published", note),
            ("Kind of text", KINDS_OF_TEXT[source.kind]),
        ),
        *(Answer(key, tuple(value for value in values if value)) for key, values in derived),
        *make_answers(
            (
                "Read in full",
                f"by {source.checked.by}, {show_date(source.checked.date)}" if source.checked else "not yet",
            ),
            ("The original", _audit_words(linked.audit) if linked.audit else None),
            ("Origins", tuple(name_link(site, name) for name in linked.origins)),
        ),
    )


def _audit_words(audit: Audit) -> str:
    """Write what the last audit found at the source's address."""
    day = show_date(audit.date)
    if audit.dead:
        return f"the address did not answer on {day} ({audit.dead})"
    if audit.is_clean:
        return f"still there on {day}"
    return f"the source has changed since: {audit.tally} ({day})"
