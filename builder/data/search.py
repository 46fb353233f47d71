"""The search index of MkDocs -> a lean one, in which each thing is found at its own place and says what it is."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from builder import addresses
from builder.link.site import LinkedItem, Site, name_of, source_label
from builder.model import Statement
from builder.views.labels import FOUND_AS
from builder.words.html import find_outside, resolve_references

_LISTS = frozenset(
    target.url
    for target in (
        addresses.FACTS,
        addresses.SAID,
        addresses.TIMELINE,
        addresses.NEXT,
        addresses.PEOPLE,
        addresses.ORGANISATIONS,
    )
)
"""Pages whose lists only lead to things that are found at their own places."""
_LIST_TAGS = frozenset({"ul", "ol"})
_SECTION = 2
"""How much more a thing counts that is a section of a page, as the theme favours whole pages."""
_ITEM = 0.5
"""How much less an item counts: the claims and figures made from it are better answers."""
_PERSON = 1.4
"""A reader who types an office wants the person who holds it."""
_LONG = 12
"""Words from which a longer title no longer counts less: a claim that says who says so is no worse an answer."""
_TOP = "#top"
_BEGINNING = re.compile(r"\W+")

Entry = dict[str, Any]
"""One entry of the index of MkDocs: location, title, text, perhaps a boost."""
Tags = Mapping[str, tuple[str, ...]]
"""Address below the site's root -> what it is, in which source, whose words; only the first is always there."""


def tag_places(site: Site) -> Tags:
    """Return what a result at each address says of itself."""
    library = site.library
    places: dict[str, tuple[str, ...]] = {}
    places |= {addresses.claim_target(name).url: (_word_for("claims"),) for name in site.claims}
    places |= {addresses.quantity_target(name).url: (_word_for("quantities"),) for name in site.quantities}
    places |= {addresses.name_target(library, name).url: (_word_for("people"),) for name in site.people}
    places |= {addresses.name_target(library, name).url: (_word_for("organisations"),) for name in site.organisations}
    places |= {
        addresses.source_target(name).url: (_word_for("sources"), source_label(library, name)) for name in site.sources
    }
    places |= {addresses.event_target(name).url: (_word_for("events"),) for name in site.events}
    places |= {addresses.question_target(name).url: (_word_for("questions"),) for name in site.questions}
    places |= {addresses.item_target(item.id).url: _tags_of_item(site, item) for item in site.items.values()}
    return places


def _word_for(kind: str) -> str:
    _, word = FOUND_AS[kind]
    return word


def _tags_of_item(site: Site, item: LinkedItem) -> tuple[str, ...]:
    kind = _word_for(item.section)
    source = source_label(site.library, item.source)
    if isinstance(item.item, Statement):
        return kind, source, name_of(site.library, item.item.speaker)
    return kind, source


def make_facets(site: Site) -> dict[str, list[tuple[str, ...]]]:
    """Return what results can be narrowed to, in order: kinds, sources, speakers (ids with their words); and synonyms.

    Synonyms are the forms of a word in the glossary, and those of the story: a search for one of them finds all.
    """
    speakers = {item.item.speaker for item in site.items.values() if isinstance(item.item, Statement)}
    named = [(name, name_of(site.library, name)) for name in speakers]
    return {
        "kind": list(dict.fromkeys(FOUND_AS.values())),
        "source": [(name, source_label(site.library, name)) for name in site.sources],
        "speaker": sorted(named, key=lambda pair: (pair[1], pair[0])),
        "synonyms": _list_synonyms(site),
    }


def _list_synonyms(site: Site) -> list[tuple[str, ...]]:
    terms = [(term.term, *term.also) for term in site.library.glossary.values() if term.also]
    return terms + [tuple(words) for words in site.story.synonyms]


def tidy_index(index: str, tags: Tags) -> str:
    """Return the index with one entry for a page and its beginning, plain words in titles, and a tag for each kind."""
    content = json.loads(index)
    content["docs"] = list(_tidy_entries(content["docs"], tags))
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _tidy_entries(entries: list[Entry], tags: Tags) -> Iterator[Entry]:
    beginnings = {entry["location"].removesuffix(_TOP): entry for entry in entries if entry["location"].endswith(_TOP)}
    for entry in entries:
        location = entry["location"]
        if not location.endswith(_TOP):
            yield _tidy_entry(entry, beginnings.get(location), tags.get(location))


def _tidy_entry(entry: Entry, beginning: Entry | None, tags: tuple[str, ...] | None) -> Entry:
    """Return the entry of a page or a section with what the beginning of the page has beside it."""
    location, title, text = entry["location"], entry["title"], entry["text"]
    if beginning:
        title, text = beginning["title"], f"{beginning['text']} {text}".strip()
    if location.partition("#")[0] in _LISTS:
        text = _drop_lists(text)
    plain_title = resolve_references(title)
    tidy = {"location": location, "title": plain_title, "text": resolve_references(text)}
    if tags:
        tidy["tags"] = [_write_tag(tag) for tag in tags]
    return tidy | {"boost": _weigh(entry.get("boost", 1), location, plain_title)}


def _weigh(boost: float, location: str, title: str) -> float:
    """Weigh a short title above one in which a word is one of many, and a thing above what an article says of it."""
    if "#" in location:
        boost *= _ITEM if location.startswith("sources/") else _SECTION
    elif location.startswith("people/"):
        boost *= _PERSON
    return round(boost / math.sqrt(1 + min(len(title.split()), _LONG)), 2)


def _write_tag(tag: str) -> str:
    """Write a tag so that it begins with what the search takes for a word.

    Without this the theme would put its marks into the tag before, where that ends in a shorter word.
    """
    head = _BEGINNING.match(tag)
    marks = head[0] if head else ""
    return "".join(f"&#{ord(mark)};" for mark in marks) + html.escape(tag[len(marks) :], quote=False)


def _drop_lists(text: str) -> str:
    """Leave out lists with everything in them."""
    pieces = (piece.strip() for piece in find_outside(text, _LIST_TAGS))
    return " ".join(filter(None, pieces))
