"""The page of words that readers may not know."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import HOME_LINK, Group, Page, make_answers
from builder.views.claims import Views


def glossary(views: Views) -> Iterator[Page]:
    """Plan the page of words that readers may not know."""
    site = views.site
    terms = sorted(site.library.glossary.items(), key=lambda pair: pair[1].term.casefold())
    groups = tuple(
        Group(
            addresses.term_target(name).anchor,
            term.term,
            notes=(term.text,),
            answers=make_answers(("Also", ", ".join(term.also) or None)),
        )
        for name, term in terms
    )
    yield Page(
        path=addresses.GLOSSARY.path,
        template="glossary",
        title="Glossary",
        description=f"Words and abbreviations of this explainer: {site.story.title}",
        edit="content/glossary.yml",
        shows={"groups": groups},
        trail=(HOME_LINK,),
    )
