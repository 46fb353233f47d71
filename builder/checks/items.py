"""Checks of the items of the articles: passages, quotations, relays, dates, utterances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from builder.checks.registry import Finding, check
from builder.evidence.deciding import holds_printed
from builder.model import Figure, Item, NotStory, Passage, Statement
from builder.model.library import Library
from builder.model.walk import PlacedItem, bearing_items, walk_items, walk_records
from builder.problems import did_you_mean, quoted
from builder.relations.origins import office_of
from builder.words.dates import read_span

MAX_PASSAGE_WORDS = 8
MAX_DECIDING_WORDS = 25


@check("E101")
def item_without_passage(library: Library) -> Iterator[Finding]:
    """Every item says where its words are in the source.

    Why: a reader must be able to get from the sentence to the words that support it.
    Fix: add passage: {start: first words, end: last words}, copied from the article; a quote will do instead.
    """
    for placed in walk_items(library):
        quote = placed.item.quote if isinstance(placed.item, Statement) else None
        if placed.item.passage is None and quote is None:
            message = f"{quoted(placed.key)} has no passage; add its first and last words in the article"
            yield placed.where, message


@check("E102")
def direct_without_quote(library: Library) -> Iterator[Finding]:
    """Every direct statement has its printed words.

    Why: 'direct' promises readers the speaker's own words.
    Fix: copy the words between the quotation marks to quote, or change the form to indirect.
    """
    for placed, statement in _statements(library):
        if statement.form == "direct" and statement.quote is None:
            message = f"{quoted(placed.key)} is direct but has no quote; copy the printed words, or change the form"
            yield placed.where.at("form"), message


@check("E103")
def quote_without_direct(library: Library) -> Iterator[Finding]:
    """Only a direct statement has a quote.

    Why: what we show in quotation marks, the source must print in quotation marks.
    Fix: change the form to direct if the source prints quotation marks; if not, put the sense in text and drop quote.
    """
    for placed, statement in _statements(library):
        if statement.form != "direct" and statement.quote is not None:
            message = (
                f"{quoted(placed.key)} has a quote but its form is {statement.form}; drop it, or make the form direct"
            )
            yield placed.where.at("quote"), message


@check("E104")
def passage_too_long(library: Library) -> Iterator[Finding]:
    """The start and the end of a passage, or of a stretch under not_story, have at most eight words each.

    Why: the article belongs to others; these few words are there to find the place, not to replace the text.
    Fix: shorten start to the first words, and end to the last words.
    """
    for where, record in walk_records(library):
        if isinstance(record, Passage | NotStory):
            for name, which, words in (("start", "first", record.start), ("end", "last", record.end or "")):
                count = len(words.split())
                if count > MAX_PASSAGE_WORDS:
                    message = f"{quoted(name)} has {count} words; keep the {which} {MAX_PASSAGE_WORDS} or fewer"
                    yield where.at(name), message


@check("E105")
def said_after_source(library: Library) -> Iterator[Finding]:
    """Nothing is said or holds later than its source was published.

    Why: a source cannot report what has not happened yet, so one of the two dates is wrong.
    Fix: correct the date of the item, or the date of publication. A date in the future belongs in due.
    """
    for placed in walk_items(library):
        source = library.sources.get(placed.source)
        if source is None or source.published.date is None:
            continue
        last_day = read_span(source.published.date).last
        for name in ("as_of", "date"):
            edtf = getattr(placed.item, name, None)
            if edtf and read_span(edtf).first > last_day:
                published = f"{source.published.date}, when {quoted(placed.source)} was published"
                yield placed.where.at(name), f"{edtf} is after {published}; correct one of the dates"


@check("E106")
def relay_named_twice(library: Library) -> Iterator[Finding]:
    """A chain of relays names nobody twice, and does not name the speaker.

    Why: a chain that comes back to itself has no origin.
    Fix: name each relay once, nearest first; the speaker, or attributed_to, is the end of the chain anyway.
    """
    for placed in walk_items(library):
        seen: set[str] = set()
        for index, relay in enumerate(placed.item.via):
            where = placed.where.at("via", index)
            if relay == placed.item.voice:
                yield where, f"{quoted(relay)} is the end of the chain anyway; name it only once"
            elif relay in seen:
                yield where, f"{quoted(relay)} is already in the chain; name it only once"
            seen.add(relay)


@check("E107", whole=True)
def lonely_utterance(library: Library) -> Iterator[Finding]:
    """At least two statements share each utterance.

    Why: a mistyped id would silently separate two renderings of the same words.
    Fix: give both statements the same utterance; leave it out if only one source has the words.
    """
    shared = _by_utterance(library)
    for name, group in shared.items():
        if len(group) == 1:
            placed, _ = group[0]
            hint = did_you_mean(name, shared.keys() - {name}) or "; leave it out"
            yield placed.where.at("utterance"), f"no other statement has the utterance {quoted(name)}{hint}"


@check("E108", whole=True)
def utterance_of_two_speakers(library: Library) -> Iterator[Finding]:
    """All renderings of an utterance have the same speaker.

    Why: one act of speaking has one speaker; two speakers mean two acts, or a source that names the wrong one.
    Fix: correct the speaker, or give the statements different utterances.
    """
    for name, group in _by_utterance(library).items():
        (first, other), *rest = group
        for placed, statement in rest:
            if statement.speaker != other.speaker:
                yield (
                    placed.where.at("speaker"),
                    f"the speaker of {quoted(name)} is {quoted(statement.speaker)} here and "
                    f"{quoted(other.speaker)} in {first.id}; correct one",
                )


@check("E110", whole=True)
def modality_missing(library: Library) -> Iterator[Finding]:
    """If one item of a claim says whose word it rests on, all do.

    Why: readers weigh a contested fact by whose word it is; a gap would look like certainty.
    Fix: give every item of the claim a modality, or none.
    """
    for claim, group in bearing_items(library).items():
        if any(placed.item.modality for placed in group):
            for placed in group:
                if not placed.item.modality:
                    message = f"other items of {quoted(claim)} have a modality; give {quoted(placed.key)} one too"
                    yield placed.where, message


@check("E111")
def deciding_words_too_long(library: Library) -> Iterator[Finding]:
    """The deciding words of a passage are at most 25.

    Why: the article belongs to others; a card shows what decides, and leads to the rest.
    Fix: keep the words without which the sentence could not be believed, or make two items of it.
    """
    for placed in walk_items(library):
        passage = placed.item.passage
        count = len(passage.words.split()) if passage and passage.words else 0
        if count > MAX_DECIDING_WORDS:
            message = f"'words' has {count} words; keep the deciding {MAX_DECIDING_WORDS} or fewer"
            yield placed.where.at("passage", "words"), message


@check("E112")
def number_not_among_the_words(library: Library) -> Iterator[Finding]:
    """If a figure has deciding words, they contain its number as printed, unless start or end does.

    Why: the number is what decides; apart from the words around it, it could count anything.
    Fix: copy words that contain what is in printed, or drop words: a card shows the printed number anyway.
    """
    for placed in walk_items(library):
        figure, passage = placed.item, placed.item.passage
        if not isinstance(figure, Figure) or passage is None or passage.words is None:
            continue
        shown = (passage.start, passage.words, passage.end or "")
        if not any(holds_printed(figure, words) for words in shown):
            message = (
                f"{quoted(passage.words)} does not contain {quoted(figure.printed)}; take words that do, or drop them"
            )
            yield placed.where.at("passage", "words"), message


@check("E113")
def conclusion_already_stated(library: Library) -> Iterator[Finding]:
    """Nothing is concluded about where an item comes from that the source says itself.

    Why: our conclusions are marked as ours; what the source says needs no conclusion, and must not look like one.
    Fix: drop likely_via; the chain in via, speaker or attributed_to is enough.
    """
    for placed in walk_items(library):
        item = placed.item
        stated = [office_of(name, library) for name in _stated(item)]
        chain = [office_of(name, library) for name in item.likely_via.chain] if item.likely_via else []
        if chain and stated[-len(chain) :] == chain:
            names = ", ".join(_stated(item)[-len(chain) :])
            message = f"the source names {quoted(names)} itself, which is the same chain; drop likely_via"
            yield placed.where.at("likely_via"), message


@check("E114")
def own_and_from_others(library: Library) -> Iterator[Finding]:
    """What an article found out itself does not come from others.

    Why: own reporting counts as a witness; what an article passes on does not.
    Fix: drop own if the article got it from others; if it did not, drop via, likely_via and attributed_to.
    """
    for placed in walk_items(library):
        item = placed.item
        others = [name for name in ("via", "likely_via", "attributed_to") if getattr(item, name, None)]
        if item.own == "yes" and others:
            message = f"{quoted(placed.key)} is the article's own and yet has {others[0]}; drop one of the two"
            yield placed.where.at("own"), message


@check("E115")
def from_its_own_source(library: Library) -> Iterator[Finding]:
    """No conclusion says that an article has something from itself.

    Why: a chain that comes back to the article has no origin.
    Fix: name whom the article has it from; if it found it out itself, write own: yes and drop likely_via.
    """
    for placed in walk_items(library):
        source = library.sources.get(placed.source)
        own = {placed.source, source.outlet if source else None}
        chain = placed.item.likely_via.chain if placed.item.likely_via else []
        for index, name in enumerate(chain):
            if name in own:
                message = f"{quoted(name)} is the article itself; name whom it has this from, or write own: yes"
                yield placed.where.at("likely_via", "chain", index), message


def _stated(item: Item) -> list[str]:
    """Return the chain that the source itself names, nearest first."""
    return [*item.via, item.voice] if item.voice else list(item.via)


def _statements(library: Library) -> Iterator[tuple[PlacedItem, Statement]]:
    for placed in walk_items(library):
        if isinstance(placed.item, Statement):
            yield placed, placed.item


def _by_utterance(library: Library) -> dict[str, list[tuple[PlacedItem, Statement]]]:
    groups: dict[str, list[tuple[PlacedItem, Statement]]] = defaultdict(list)
    for placed, statement in _statements(library):
        if statement.utterance:
            groups[statement.utterance].append((placed, statement))
    return groups
