"""Checks of the claims and of the ids that join the records."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.registry import Finding, check
from builder.model import MODALITIES
from builder.model.library import Library
from builder.model.walk import bearing_items, walk_items, walk_references
from builder.problems import did_you_mean, quoted

_SINGULAR = {
    "sources": "source",
    "people": "person",
    "organisations": "organisation",
    "claims": "claim",
    "quantities": "quantity",
    "events": "event",
    "questions": "question",
}


@check("E201", whole=True)
def claim_without_items(library: Library) -> Iterator[Finding]:
    """Every claim rests on at least one item of a source.

    Why: the site says nothing that no source says.
    Fix: give an item of an article 'claim: <this id>', or delete the claim before it is published.
    """
    borne = bearing_items(library)
    for name, claim in library.claims.items():
        if name not in borne and not claim.withdrawn:
            yield (
                library.places["claims", name],
                f"no item bears on the claim {quoted(name)}; link one to it, or delete the claim",
            )


@check("E202", whole=True)
def unknown_topic(library: Library) -> Iterator[Finding]:
    """Every file of claims is a topic of the story.

    Why: the topics give the order in which readers meet the claims; a file outside it would be missing.
    Fix: add the file's name to topics in content/story.yml, or rename the file.
    """
    topics = {topic for story in library.story.values() for topic in story.topics}
    known: set[str] = set()
    for name in library.claims:
        topic = library.topic_of(name)
        if topic not in topics | known:
            known.add(topic)
            hint = did_you_mean(topic, topics) or "; add it there"
            yield library.places["claims", name], f"{quoted(topic)} is no topic in content/story.yml{hint}"


@check("E203")
def unknown_id(library: Library) -> Iterator[Finding]:
    """Every id that a record names is the id of a record.

    Why: what it was to be linked to would be missing from the page, or be something else.
    Fix: take the id that the message proposes, or add the record.
    """
    for where, ref, name in walk_references(library):
        is_known = any(name in library.declared.get(kind, ()) for kind in ref.kinds)
        if not is_known and library.unread.isdisjoint(ref.kinds):
            known = {other for kind in ref.kinds for other in library.declared.get(kind, ())}
            kinds = " or ".join(_SINGULAR[kind] for kind in ref.kinds)
            yield where, f"no {kinds} {quoted(name)}{did_you_mean(name, known) or '; add it, or correct the id'}"


@check("E204")
def stance_without_claim(library: Library) -> Iterator[Finding]:
    """An item that disputes or qualifies names the claim.

    Why: otherwise nobody sees what is disputed.
    Fix: add claim: <id>, or drop the stance.
    """
    for placed in walk_items(library):
        if placed.item.stance != "supports" and placed.item.claim is None:
            yield (
                placed.where.at("stance"),
                f"{quoted(placed.key)} {placed.item.stance}, but names no claim; add claim, or drop stance",
            )


@check("E205")
def one_id_two_kinds(library: Library) -> Iterator[Finding]:
    """No id belongs to two of source, person and organisation.

    Why: speakers, relays and origins name any of the three by its id alone.
    Fix: rename one of the two, for example by adding its part in the story.
    """
    for kind, others in (("people", ("organisations",)), ("sources", ("people", "organisations"))):
        for name in library.records(kind):
            for other in others:
                if name in library.declared[other]:
                    place = library.places[other, name]
                    yield (
                        library.places[kind, name],
                        f"{quoted(name)} is also the id of {_article(_SINGULAR[other])} in {place.file.path}; "
                        "rename one",
                    )


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


@check("E206")
def contested_without_modality(library: Library) -> Iterator[Finding]:
    """A claim whose items say whose word they rest on says so itself.

    Why: where sources contradict each other on a yes or no, no headline may be firmer than they are; E207 compares.
    Fix: add modality to the claim: as whose word its sentence puts the fact.
    """
    bearing = bearing_items(library)
    for name, claim in library.claims.items():
        if claim.modality is None and any(placed.item.modality for placed in bearing.get(name, ())):
            yield library.places["claims", name], f"{quoted(name)} is contested; add modality: as whose word it is put"


@check("E207")
def firmer_than_its_items(library: Library) -> Iterator[Finding]:
    """No contested claim is put more firmly than the firmest item that supports it.

    Why: “he asked” is not what “he appeared to have asked, a paper reported” says.
    Fix: take the modality of the firmest item that supports it, and word the claim as no more than that.
    """
    bearing = bearing_items(library)
    for name, claim in library.claims.items():
        supports = [placed.item.modality for placed in bearing.get(name, []) if placed.item.stance == "supports"]
        known = [modality for modality in supports if modality]
        if claim.modality and known:
            firmest = min(known, key=MODALITIES.index)
            if MODALITIES.index(claim.modality) < MODALITIES.index(firmest):
                yield (
                    library.places["claims", name].at("modality"),
                    f"{quoted(claim.modality)} is firmer than any item that supports the claim; "
                    f"the firmest is {quoted(firmest)}",
                )


@check("W201", whole=True)
def topic_without_claims(library: Library) -> Iterator[Finding]:
    """Every topic of the story has claims.

    Why: a heading over nothing tells readers that something is missing.
    Fix: add claims to content/claims/<topic>.yml, or drop the topic from content/story.yml.
    """
    used = {library.topic_of(name) for name in library.claims}
    for story_id, story in library.story.items():
        for topic in story.topics:
            if topic not in used:
                yield (
                    library.places["story", story_id].at("topics", topic),
                    f"the topic {quoted(topic)} has no claims; add some or drop it",
                )


@check("W202", whole=True)
def unused_record(library: Library) -> Iterator[Finding]:
    """Every person, organisation, quantity, event and question is named by something.

    Why: an address that no page leads to is never read, and often shows a mistyped id elsewhere.
    Fix: name it where it belongs, or delete it before it is published.
    """
    used = {(kind, name) for _, ref, name in walk_references(library) for kind in ref.kinds}
    for kind in ("people", "organisations", "quantities", "events", "questions"):
        for name in library.records(kind):
            if (kind, name) not in used:
                yield (
                    library.places[kind, name],
                    f"nothing names the {_SINGULAR[kind]} {quoted(name)}; link it or delete it",
                )
