"""A page for each source: the summary of the article in its four parts."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.link.site import LinkedSource
from builder.model import Article
from builder.pages.page import Page, neighbours
from builder.views.answers import count_rest
from builder.views.claims import Views
from builder.views.figures import explain_equation
from builder.views.labels import SECTION_TITLES
from builder.views.links import Link, claim_link, quantity_link, source_link
from builder.views.sources import about_source
from builder.views.titles import HOME_LINK, SOURCES_LINK

SHOWN_SILENT = 20


def sources(views: Views) -> Iterator[Page]:
    """Plan a page for each source: the summary of the article in its four parts."""
    site = views.site
    links = {name: source_link(site, name) for name in site.sources}
    for name, before, after in neighbours(links):
        linked = site.sources[name]
        article = site.library.articles[name]
        silent = _silences(views, linked)
        yield Page(
            path=addresses.source_target(name).path,
            template="sources",
            title=linked.source.title or links[name].text,
            description=article.summary,
            edit=f"content/articles/{name}.yml",
            shows={
                "label": links[name].text,
                "summary": article.summary,
                "about": about_source(views, linked),
                "note": linked.source.note,
                "sections": _sections(views, linked),
                "silent": silent[:SHOWN_SILENT],
                "more_silent": count_rest(len(silent), SHOWN_SILENT),
            },
            trail=(HOME_LINK, SOURCES_LINK),
            previous=before,
            next=after,
        )


def _sections(views: Views, linked: LinkedSource) -> tuple[object, ...]:
    items = views.of(linked.items)
    return tuple(
        (
            section,
            SECTION_TITLES[section],
            tuple(item for item in items if item.section == section),
            _slips(views, linked) if section == "figures" else (),
        )
        for section in Article.SECTIONS
    )


def _slips(views: Views, linked: LinkedSource) -> tuple[tuple[str, Link], ...]:
    """Explain the numbers of a source that do not fit together, each with a link to the quantity."""
    site = views.site
    return tuple(
        (explain_equation(site.library, found), quantity_link(site, found.against.figure.quantity))
        for found in linked.equations
        if found.against and found.verdict == "does not hold"
    )


def _silences(views: Views, linked: LinkedSource) -> list[tuple[Link, str | None]]:
    """Link the claims on which a source is silent though it was read whole; those with a reason come first."""
    if linked.id not in views.site.read:
        return []
    reasons = views.site.library.articles[linked.id].silent
    silent = [name for name, claim in views.site.claims.items() if linked.id not in claim.speaking]
    silent.sort(key=lambda name: name not in reasons)
    return [(claim_link(views.site, name), reasons.get(name)) for name in silent]
