"""Checks of the claims and of the ids that join the records."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.registry import Finding, check
from builder.model import MODALITIES
from builder.model.library import KINDS, SINGULAR, Library
from builder.model.walk import bearing_items, linkable_kinds, walk_items, walk_references
from builder.problems import did_you_mean, quoted
from builder.relations.graphs import find_rings
from builder.relations.silence import find_suspicious_silences

OWN_RULES = frozenset(["sources", "claims"])
"""E201, E302 and W302 ask whether these are used."""
SPEAKERS = ("people", "organisations")


@check("E201", whole=True)
def claim_without_items(library: Library) -> Iterator[Finding]:
    """Every claim rests on at least one item of a source.

    Why: the site says nothing that no source says.
    Fix: write supports: [<this id>] at an item of an article, or delete the claim if it has never been published.
    """
    borne = bearing_items(library)
    for name, claim in library.claims.items():
        if name not in borne and not claim.withdrawn:
            message = f"no item bears on the claim {quoted(name)}; link one to it, or delete the claim"
            yield library.places["claims", name], message


@check("E202", whole=True)
def unknown_topic(library: Library) -> Iterator[Finding]:
    """Every file of claims is a topic of the story.

    Why: the topics set the order in which readers meet the claims; claims of no topic would be missing.
    Fix: add the file's name to topics in content/story.yml, or rename the file.
    """
    topics = {topic for story in library.story.values() for topic in story.topics}
    reported: set[str] = set()
    for name in library.claims:
        topic = library.topic_of(name)
        if topic not in topics | reported:
            reported.add(topic)
            hint = did_you_mean(topic, topics) or "; add it there, or rename the file"
            yield library.places["claims", name], f"{quoted(topic)} is not a topic in content/story.yml{hint}"


@check("E203")
def unknown_id(library: Library) -> Iterator[Finding]:
    """Every id that a record names is the id of a record.

    Why: a link to nothing would be missing from the page, and a link to the wrong record would mislead.
    Fix: use the id that the message suggests, or add the record.
    """
    for where, ref, name in walk_references(library):
        is_known = any(name in library.declared.get(kind, ()) for kind in ref.kinds)
        if not is_known and library.unread.isdisjoint(ref.kinds):
            known = {other for kind in ref.kinds for other in library.declared.get(kind, ())}
            kinds = " or ".join(SINGULAR[kind] for kind in ref.kinds)
            yield where, f"no {kinds} {quoted(name)}{did_you_mean(name, known) or '; add it, or correct the id'}"


@check("E205")
def one_id_two_kinds(library: Library) -> Iterator[Finding]:
    """No id belongs to two of source, person and organisation.

    Why: speakers, relays and origins may be any of the three, and are named by id alone.
    Fix: rename one of the two, for example by adding its part in the story.
    """
    for kind, others in (("people", ("organisations",)), ("sources", SPEAKERS)):
        for name in library.records(kind):
            for other in others:
                if name in library.declared[other]:
                    path = library.places[other, name].file.path
                    twin = f"{_with_article(SINGULAR[other])} in {path}"
                    yield library.places[kind, name], f"{quoted(name)} is also the id of {twin}; rename one"


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


@check("E206")
def contested_without_modality(library: Library) -> Iterator[Finding]:
    """If the items of a claim say whose word they rest on, the claim says so too.

    Why: if sources contradict each other on a yes or no, no headline may be firmer than they are; E207 compares.
    Fix: add modality to the claim: whose word its sentence rests on.
    """
    bearing = bearing_items(library)
    for name, claim in library.claims.items():
        if claim.modality is None and any(placed.item.modality for placed in bearing.get(name, ())):
            message = f"{quoted(name)} is contested; add modality: whose word its sentence rests on"
            yield library.places["claims", name], message


@check("E207")
def firmer_than_its_items(library: Library) -> Iterator[Finding]:
    """No contested claim is firmer than the firmest item that supports it.

    Why: “he asked” is not the same as “he appeared to have asked, a paper reported”.
    Fix: take the modality of the firmest item that supports the claim, and word the claim no more firmly than that.
    """
    bearing = bearing_items(library)
    for name, claim in library.claims.items():
        supports = [placed.item.modality for placed in bearing.get(name, []) if name in placed.item.supports]
        known = [modality for modality in supports if modality]
        if claim.modality and known:
            firmest = min(known, key=MODALITIES.index)
            if MODALITIES.index(claim.modality) < MODALITIES.index(firmest):
                yield (
                    library.places["claims", name].at("modality"),
                    f"{quoted(claim.modality)} is firmer than any item that supports the claim; "
                    f"the firmest is {quoted(firmest)}: write that",
                )


@check("E208")
def two_stances_on_one_claim(library: Library) -> Iterator[Finding]:
    """An item bears on a claim in one way only.

    Why: what supports a claim cannot dispute it at the same time.
    Fix: keep the claim in one of supports, disputes and qualifies.
    """
    for placed in walk_items(library):
        seen: set[str] = set()
        for stance, claim in placed.item.bearings:
            if claim in seen:
                yield placed.where.at(stance), f"{quoted(claim)} is named twice; keep it in one place"
            seen.add(claim)


@check("E209")
def silent_but_speaking(library: Library) -> Iterator[Finding]:
    """An article is silent only on claims on which none of its items bears.

    Why: the table of sources would say both.
    Fix: delete the entry in silent, or the claim from the item.
    """
    speaking = {(placed.source, claim) for placed in walk_items(library) for claim in placed.item.claims}
    for source, article in library.articles.items():
        for claim in article.silent:
            if (source, claim) in speaking:
                where = library.places["articles", source].at("silent", claim)
                yield where, f"an item of this article bears on {quoted(claim)}; delete this entry, or unlink the item"


@check("E210")
def event_before_itself(library: Library) -> Iterator[Finding]:
    """No event comes after itself, directly or through others.

    Why: the timeline could not be put in order.
    Fix: follow after, and drop the one that leads back.
    """
    rings = find_rings({name: event.after for name, event in library.events.items()})
    for name in library.events:
        if name in rings:
            message = f"{quoted(name)} comes after itself; follow after, and drop the one that leads back"
            yield library.places["events", name].at("after"), message


@check("W204", whole=True)
def suspicious_silence(library: Library) -> Iterator[Finding]:
    """An article that was read in full is silent on a claim only if none of its items looks as if it bore on it.

    Why: “silent” is a statement about the article, and a wrong one if an item was only not linked.
    Fix: link the item to the claim; or write silent: {claim: reason} in the article's file.
    """
    for silence in find_suspicious_silences(library):
        place = library.places["articles", silence.source]
        kind, name = silence.shared
        topic = " and the topic" if kind == "person" else ""
        reason = f"{quoted(silence.item)} shares the {kind} {name}{topic} with it"
        yield (
            place,
            (
                f"silent on {quoted(silence.claim)}, though {reason}; "
                f"link the item, or write silent: {{{silence.claim}: why}}"
            ),
        )


@check("W201", whole=True)
def topic_without_claims(library: Library) -> Iterator[Finding]:
    """Every topic of the story has claims.

    Why: a heading with nothing under it tells readers that something is missing.
    Fix: add claims to content/claims/<topic>.yml, or drop the topic from content/story.yml.
    """
    used = {library.topic_of(name) for name in library.claims}
    for story_id, story in library.story.items():
        for topic in story.topics:
            if topic not in used:
                message = f"the topic {quoted(topic)} has no claims; add some, or drop it"
                yield library.places["story", story_id].at("topics", topic), message


@check("W202", whole=True)
def unused_record(library: Library) -> Iterator[Finding]:
    """Every person, organisation, quantity, event and question is named by another record.

    Why: a page that nothing links to is never read, and often means that an id elsewhere is mistyped.
    Fix: name it where it belongs, or delete it if it has never been published.
    """
    used = {(kind, name) for _, ref, name in walk_references(library) for kind in ref.kinds}
    expected = linkable_kinds() - OWN_RULES
    for kind in (kind.name for kind in KINDS if kind.name in expected):
        for name in library.records(kind):
            if (kind, name) not in used:
                message = f"nothing names the {SINGULAR[kind]} {quoted(name)}; link it, or delete it"
                yield library.places[kind, name], message
