"""Checks of the items of the articles: passages, quotations, relays, dates, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from builder.checks.registry import Finding, check
from builder.model import NotStory, Passage, Statement
from builder.model.library import Library
from builder.model.walk import PlacedItem, bearing_items, walk_items, walk_records
from builder.problems import did_you_mean, quoted
from builder.words.dates import read_span

MAX_PASSAGE_WORDS = 8


@check("E101")
def item_without_passage(library: Library) -> Iterator[Finding]:
    """Every item says where its words stand in the source.

    Why: a reader must get from the sentence to the words that support it.
    Fix: add passage: {start: first words, end: last words}, copied from the article; a quote will do.
    """
    for placed in walk_items(library):
        quote = placed.item.quote if isinstance(placed.item, Statement) else None
        if placed.item.passage is None and quote is None:
            yield (
                placed.where,
                f"{quoted(placed.key)} has no passage; add the first and last words of the place in the article",
            )


@check("E102")
def direct_without_quote(library: Library) -> Iterator[Finding]:
    """Every direct statement has its printed words.

    Why: 'direct' promises the reader the speaker's own words.
    Fix: copy the words between the quotation marks to quote, or make the form indirect.
    """
    for placed, statement in _statements(library):
        if statement.form == "direct" and statement.quote is None:
            yield (
                placed.where.at("form"),
                f"{quoted(placed.key)} is direct but has no quote; copy the printed words or change the form",
            )


@check("E103")
def quote_without_direct(library: Library) -> Iterator[Finding]:
    """Only a direct statement has a quote.

    Why: words in quotation marks must be words that the source prints in quotation marks.
    Fix: make the form direct if the source does, else tell the sense in text and drop the quote.
    """
    for placed, statement in _statements(library):
        if statement.form != "direct" and statement.quote is not None:
            yield (
                placed.where.at("quote"),
                f"{quoted(placed.key)} is {statement.form} but has a quote; drop it, or make the form direct",
            )


@check("E104")
def passage_too_long(library: Library) -> Iterator[Finding]:
    """The start and the end of a passage, or of what is no story, have at most eight words each.

    Why: the article belongs to others; the few words are there to find the place, not to replace the text.
    Fix: shorten start to the first words and end to the last words.
    """
    for where, record in walk_records(library):
        if isinstance(record, Passage | NotStory):
            for name, words in (("start", record.start), ("end", record.end or "")):
                if len(words.split()) > MAX_PASSAGE_WORDS:
                    yield (
                        where.at(name),
                        f"{quoted(name)} has {len(words.split())} words; at most {MAX_PASSAGE_WORDS} fit, "
                        "the first or last ones will do",
                    )


@check("E105")
def said_after_source(library: Library) -> Iterator[Finding]:
    """Nothing is said or holds later than its source was published.

    Why: a source cannot report what has not happened yet; one of the two dates is a slip.
    Fix: correct the date of the item, or the source's published date. Dates ahead belong to due.
    """
    for placed in walk_items(library):
        source = library.sources.get(placed.source)
        if source is None or source.published.date is None:
            continue
        last_day = read_span(source.published.date).last
        for name in ("as_of", "date"):
            edtf = getattr(placed.item, name, None)
            if edtf and read_span(edtf).first > last_day:
                yield (
                    placed.where.at(name),
                    f"{edtf} is after {source.published.date}, when {quoted(placed.source)} was published; "
                    "correct one of them",
                )


@check("E106")
def relay_named_twice(library: Library) -> Iterator[Finding]:
    """A chain of relays names nobody twice, and not the speaker.

    Why: a chain that comes back to itself has no origin.
    Fix: name each relay once, nearest first; the speaker or attributed_to already is the end of the chain.
    """
    for placed in walk_items(library):
        seen = {placed.item.voice} if placed.item.voice else set()
        for index, relay in enumerate(placed.item.via):
            if relay in seen:
                yield placed.where.at("via", index), f"{quoted(relay)} stands in the chain already; name it once"
            seen.add(relay)


@check("E107", whole=True)
def lonely_utterance(library: Library) -> Iterator[Finding]:
    """An utterance is shared by at least two statements.

    Why: a mistyped name would tear two renderings of the same words apart in silence.
    Fix: give both statements the same utterance, or leave it out where only one source has the words.
    """
    shared = _by_utterance(library)
    for name, group in shared.items():
        if len(group) == 1:
            others = shared.keys() - {name}
            yield (
                group[0][0].where.at("utterance"),
                f"no other statement has the utterance {quoted(name)}{did_you_mean(name, others) or '; leave it out'}",
            )


@check("E108", whole=True)
def utterance_of_two_speakers(library: Library) -> Iterator[Finding]:
    """All renderings of an utterance have one speaker.

    Why: one act of speaking has one speaker; two would be two acts, or a misattribution to be shown as such.
    Fix: correct the speaker, or give the statements different utterances.
    """
    for name, group in _by_utterance(library).items():
        first = group[0][1].speaker
        for placed, statement in group[1:]:
            if statement.speaker != first:
                yield (
                    placed.where.at("speaker"),
                    f"{quoted(name)} is said by {quoted(first)} in {group[0][0].id}, "
                    f"here by {quoted(statement.speaker)}; correct one",
                )


@check("E110", whole=True)
def modality_missing(library: Library) -> Iterator[Finding]:
    """Where one item of a claim says whose word it rests on, all do.

    Why: a contested fact is weighed by its words; a gap would look like certainty.
    Fix: give each item of the claim a modality, or none.
    """
    for claim, group in bearing_items(library).items():
        if any(placed.item.modality for placed in group):
            for placed in group:
                if not placed.item.modality:
                    yield placed.where, f"other items of {quoted(claim)} have a modality; give {quoted(placed.key)} one"


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
