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
from builder.words.html import find_outside, resolve_references

KINDS = {
    "claim": "Claim",
    "fact": "Reported fact",
    "statement": "Statement",
    "figure": "Figure",
    "person": "Person",
    "organisation": "Organisation",
    "source": "Source",
    "timeline": "Timeline",
    "next": "What is next",
}
"""Kind, as an address has it -> the word for readers."""
_SECTIONS = {"facts": "fact", "statements": "statement", "figures": "figure", "next": "next"}
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
"""Pages whose lists only lead to what is found at its own place."""
_LIST_TAGS = frozenset({"ul", "ol"})
_SECTION = 2
"""A thing that is a section of a page counts so much more: the theme favours whole pages by that."""
_ITEM = 0.5
_PERSON = 1.4
"""Who asks for an office wants the one who holds it."""
_TOP = "#top"
_PUBLISHED = re.compile(r",? (?:\d{1,2} )?(?:\w+ )?\d{4} \(by its address\)")
"""Beside each link to an article: the day is to be found with the article, not with all that it says."""
_BEGINNING = re.compile(r"\W+")

Tags = Mapping[str, tuple[str, ...]]
"""Address below the site's root -> what it is, whose words, in which source; only the first is always there."""


def tag_places(site: Site) -> Tags:
    """Return what a result at each address is to say of itself."""
    library = site.library
    places: dict[str, tuple[str, ...]] = {}
    places |= {addresses.claim_target(name).url: (KINDS["claim"],) for name in site.claims}
    places |= {addresses.quantity_target(name).url: (KINDS["figure"],) for name in site.quantities}
    places |= {addresses.name_target(library, name).url: (KINDS["person"],) for name in site.people}
    places |= {addresses.name_target(library, name).url: (KINDS["organisation"],) for name in site.organisations}
    places |= {
        addresses.source_target(name).url: (KINDS["source"], source_label(library, name)) for name in site.sources
    }
    places |= {addresses.event_target(name).url: (KINDS["timeline"],) for name in site.events}
    places |= {addresses.question_target(name).url: (KINDS["next"],) for name in site.questions}
    places |= {addresses.item_target(item.id).url: _tags_of_item(site, item) for item in site.items.values()}
    return places


def _tags_of_item(site: Site, item: LinkedItem) -> tuple[str, ...]:
    kind, source = KINDS[_SECTIONS[item.section]], source_label(site.library, item.source)
    if isinstance(item.item, Statement):
        return kind, source, name_of(site.library, item.item.speaker)
    return kind, source


def make_facets(site: Site) -> dict[str, list[tuple[str, ...]]]:
    """Return what results can be narrowed to, in order: kinds, sources, speakers; ids with their words; and synonyms.

    Synonyms are the forms of a word in the glossary, and those of the story: who asks for one of them asks for all.
    """
    speakers = {item.item.speaker for item in site.items.values() if isinstance(item.item, Statement)}
    return {
        "kind": list(KINDS.items()),
        "source": [(name, source_label(site.library, name)) for name in site.sources],
        "speaker": sorted(((name, name_of(site.library, name)) for name in speakers), key=lambda pair: pair[1]),
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


def _tidy_entries(entries: list[dict[str, Any]], tags: Tags) -> Iterator[dict[str, Any]]:
    beginnings = {entry["location"].removesuffix(_TOP): entry for entry in entries if entry["location"].endswith(_TOP)}
    for entry in entries:
        location = entry["location"]
        if location.endswith(_TOP):
            continue
        beginning = beginnings.get(location)
        text = f"{beginning['text']} {entry['text']}".strip() if beginning else entry["text"]
        if location.partition("#")[0] in _LISTS:
            pieces = (piece.strip() for piece in find_outside(text, _LIST_TAGS))
            text = " ".join(filter(None, pieces))
        if not location.startswith("sources/"):
            text = _PUBLISHED.sub("", text)
        title = resolve_references(beginning["title"] if beginning else entry["title"])
        tidy = {"location": location, "title": title, "text": resolve_references(text)}
        if location in tags:
            tidy["tags"] = [_write_tag(tag) for tag in tags[location]]
        yield tidy | {"boost": _weigh(entry.get("boost", 1), location, title)}


def _weigh(boost: float, location: str, title: str) -> float:
    """Weigh a short title above one in which a word is one of many, and a thing above what an article has on it."""
    if "#" in location:
        boost *= _ITEM if location.startswith("sources/") else _SECTION
    elif location.startswith("people/"):
        boost *= _PERSON
    return round(boost / math.sqrt(1 + len(title.split())), 2)


def _write_tag(tag: str) -> str:
    """Write a tag so that it begins with what the search takes for a word.

    Else the theme would put its marks into the tag before, where that ends in a shorter word.
    """
    head = _BEGINNING.match(tag)
    marks = head[0] if head else ""
    return "".join(f"&#{ord(mark)};" for mark in marks) + html.escape(tag[len(marks) :], quote=False)
