"""A few lines about a few articles -> a library, without files: for tables of cases and for properties."""

from datetime import date

from builder.link import link
from builder.model import Article, Claim, Organisation, Person, Quantity, Source, Story
from builder.model.library import Library
from builder.model.where import File, Mark, Where

START = Mark((1, 1), (1, 1))
ORGANISATIONS = {
    "town": {"name": "The town", "kind": "government"},
    "office": {"name": "The office", "kind": "government", "part_of": "town"},
    "police": {"name": "The police", "kind": "government", "part_of": "town"},
    "guild": {"name": "The guild", "kind": "other"},
    "wire": {"name": "The wire", "kind": "agency"},
}
PEOPLE = {"ada": {"name": "Ada", "affiliation": "office"}, "bo": {"name": "Bo"}}
SECTIONS = {"quantity": "figures", "speaker": "statements", "question": "next"}
QUANTITY = {"label": "Boats", "unit": "boats", "counts": "All boats."}


def tell(articles, derived=None, claims=(), quantities=None, **more):
    """Make a library of articles, each a list of items; derived says what an article retells: a source or a body.

    An item is told from another by its place in the list; it is a fact, or what its own fields make it.
    """
    records = {
        "story": {"story": Story.model_validate(STORY)},
        "sources": {name: make_source((derived or {}).get(name)) for name in articles},
        "articles": {name: make_article(items) for name, items in articles.items()},
        "claims": {name: Claim.model_validate({"text": f"It is so: {name}."}) for name in claims or ["x", "y"]},
        "quantities": {name: Quantity.model_validate(QUANTITY | value) for name, value in (quantities or {}).items()},
        "organisations": {name: Organisation.model_validate(value) for name, value in ORGANISATIONS.items()},
        "people": {name: Person.model_validate(value) for name, value in PEOPLE.items()},
        **more,
    }
    places = {(kind, name): place_of(kind, name) for kind, those in records.items() for name in those}
    return Library(**records, places=places, today=date(2031, 6, 1))


STORY = {"title": "A story", "language": "en", "about": "Boats.", "as_of": "2031-06-01", "topics": {"topic": "Boats"}}


def place_of(kind, name):
    """Return a place for a record; the claims are of one topic."""
    return Where(File("topic.yml" if kind == "claims" else f"{kind}.yml", START), (name,))


def make_source(origin=None):
    """Make a source that was read whole, and retells a text if it is told which."""
    kind = "organisation" if origin in ORGANISATIONS else "source"
    derived = [{kind: origin, "basis": "inferred", "note": "The same words."}] if origin else []
    given = {"label": "A text", "language": "en", "kind": "report", "published": {"basis": "unknown"}}
    return Source.model_validate(given | {"derived_from": derived, "checked": {"by": "us", "date": "2031-05-04"}})


def make_article(items):
    """Make an article of items, each in the section that its fields call for."""
    sections = {}
    for place, item in enumerate(items):
        section = next((section for field, section in SECTIONS.items() if field in item), "facts")
        sections.setdefault(section, {})[f"n{place}"] = {"text": "So it is told.", **item}
    return Article.model_validate({"summary": "It tells.", **sections})


def link_story(articles, derived=None, **more):
    """Link a small story."""
    return link(tell(articles, derived, **more))
