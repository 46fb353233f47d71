"""The page of words that readers may not know."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.model import Term
from builder.pages.page import Page, overview
from builder.views.answers import Group, make_answers
from builder.views.claims import Views


def glossary(views: Views) -> Iterator[Page]:
    """Plan the page of words that readers may not know."""
    site = views.site
    terms = sorted(site.library.glossary.items(), key=lambda pair: pair[1].term.casefold())
    yield overview(
        site.story,
        addresses.GLOSSARY,
        template="glossary",
        edit="content/glossary.yml",
        shows={"groups": tuple(_term_group(name, term) for name, term in terms)},
    )


def _term_group(name: str, term: Term) -> Group:
    return Group(
        addresses.term_target(name).anchor,
        term.term,
        notes=(term.text,),
        answers=make_answers(("Also", ", ".join(term.also) or None)),
    )
