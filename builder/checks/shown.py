"""Checks of what is shown of a source: the words that decide, and how much of the text in all."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.evidence import by_source, readable, receipt_place, with_lines
from builder.checks.registry import Finding, check
from builder.evidence.deciding import common_names, dots_of, hidden_by_dots, kinds_of, signs_of, words_of
from builder.evidence.receipt import Receipt, vouched_for
from builder.evidence.shown import MOST, Shown
from builder.evidence.text import Found, find_item, fold_typography
from builder.model import Organisation, Person
from builder.model.library import Library
from builder.model.walk import PlacedItem
from builder.model.where import Where
from builder.problems import Problem, quoted
from builder.words.counts import write_count

LONG_PASSAGE = 260
"""In characters: about forty words. A receipt has places, not words."""
_SHOW_THEM = "add them to passage.words, then verify again"


@check("E511")
def deciding_words_hidden(library: Library) -> Iterator[Finding]:
    """A card shows the negations, hedges, numbers and names on which its sentence turns.

    Why: “none has asked” beside “According to Lee … to South Korea” shows the reader nothing that proves it.
    Fix: add passage.words with the words that the message names, and run builder verify SOURCE TEXT again.
    """
    receipts = readable(library)
    for source, items in by_source(library).items():
        if source in library.texts:
            yield from _hidden_in_text(library, items, library.texts[source])
        elif source in receipts:
            yield from _hidden_by_receipt(library, items, receipts[source])


def _hidden_in_text(library: Library, items: list[PlacedItem], text: str) -> Iterator[Finding]:
    folded = fold_typography(text)
    common = common_names(folded)
    for placed in items:
        found = find_item(placed.item, folded)
        if isinstance(found, Found) and placed.item.passage:
            dots = dots_of(placed.item, folded[slice(*found.spans[0])])
            hidden = hidden_by_dots(placed.item, signs_of(dots) - common, _names_on_card(library, placed))
            if hidden:
                words = ", ".join(map(quoted, words_of(hidden, dots)))
                yield _passage_place(placed), f"the passage leaves out {words}; {_SHOW_THEM}"


def _hidden_by_receipt(library: Library, items: list[PlacedItem], receipt: Receipt) -> Iterator[Finding]:
    for placed in items:
        line = receipt.lines.get(placed.line)
        if line and line.dots and vouched_for(placed, receipt):
            hidden = hidden_by_dots(placed.item, line.dots, _names_on_card(library, placed))
            if hidden:
                kinds = " and ".join(kinds_of(hidden))
                yield _passage_place(placed), f"the passage leaves out {kinds} of the sentence; {_SHOW_THEM}"


def _passage_place(placed: PlacedItem) -> Where:
    return placed.where.at("passage")


def _names_on_card(library: Library, placed: PlacedItem) -> str:
    """Return the names that the card of an item shows beside its words: the article, speakers and relays."""
    item = placed.item
    source = library.sources.get(placed.source)
    chain = item.likely_via.chain if item.likely_via else ()
    ids = (source.outlet if source else None, *item.via, item.voice, *chain)
    names = [record.name for name in ids if (record := _find_speaker(library, name))]
    return " … ".join([*names, (source.label if source else None) or ""])


def _find_speaker(library: Library, name: str | None) -> Person | Organisation | None:
    return library.people.get(name or "") or library.organisations.get(name or "")


@check("W503")
def long_passage_without_words(library: Library) -> Iterator[Finding]:
    """A passage of more than 40 words shows its deciding words.

    Why: between two ends so far apart, a reader cannot see which words support the sentence.
    Fix: add passage.words, or narrow the passage; if its ends are enough, write allow: {W503: why}.
    """
    for placed, line in with_lines(library):
        passage = placed.item.passage
        if passage is None or passage.words is not None or getattr(placed.item, "quote", None):
            continue
        length = line.spans[0][1] - line.spans[0][0]
        if length > LONG_PASSAGE:
            message = f"the passage has {length:,} characters and shows only its ends; add passage.words, or narrow it"
            yield _passage_place(placed), message


@check("E512", strict=True)
def too_much_shown(library: Library) -> Iterator[Finding]:
    """The passages of one source show at most 40 percent of the words of its text, quotations of people left out.

    Why: the article belongs to others; a reader who wants all of it should read it there.
    Fix: shorten start, end and words where the sentence needs less; builder coverage prints the share.
    """
    for source, receipt in readable(library).items():
        if receipt.shown and receipt.shown.is_too_much:
            yield receipt_place(source, 1), f"{say_shown(receipt.shown)}; at most {MOST} are allowed, so show less"


def say_shown(shown: Shown) -> str:
    """Write how much of a text is shown."""
    return f"{shown.words:,} of {write_count(shown.of, 'word')} are shown, {shown.percent:.1f} percent"


def find_hidden(library: Library, source: str, text: str) -> list[Problem]:
    """Return what the passages of a source's items leave out of its text, but for what editors allow."""
    items = [placed for placed in by_source(library).get(source, []) if "E511" not in placed.item.allow]
    return [where.problem("E511", message) for where, message in _hidden_in_text(library, items, text)]
