"""Checks of the evidence: receipts against what the YAML says now, and both against the texts that are at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from textwrap import shorten

from builder.checks.registry import Finding, check, read_rule
from builder.evidence.deciding import common_names
from builder.evidence.receipt import Line, Receipt, read_receipt, sign_dots, vouched_for
from builder.evidence.shown import measure_shown
from builder.evidence.text import Found, NotFound, find_item, find_stretches, fold_typography, hash_text, words_held_by
from builder.model import Statement
from builder.model.library import Library
from builder.model.walk import PlacedItem, walk_items
from builder.model.where import Where, at_line
from builder.problems import Problem, quoted

FAR = 300
"""More than a sentence or two."""


def remedy(source: str) -> str:
    """Write the command that makes a receipt."""
    return f"run: builder verify {source} <the article's text>"


TEXT_RULES = {
    "E506": read_rule(
        "E506",
        """The words of an item occur in the text of its source, exactly once.
Why: a reader must find these very words, and only these.
Fix: copy the words again; if they occur twice, take a longer start; correct a quotation letter by letter.""",
    ),
    "E507": read_rule(
        "E507",
        """A receipt agrees with the text that it was made from.
Why: a receipt that was edited, or made from another text, vouches for nothing.
Fix: run builder verify with the source's text, and look at what changes in the receipt.""",
    ),
    "E510": read_rule(
        "E510",
        """What a source marks as not_story occurs in its text.
Why: a mark that matches nothing is useless, or the text has changed since.
Fix: copy the words again, or delete the mark.""",
    ),
}


@check("E501", strict=True)
def item_not_verified(library: Library) -> Iterator[Finding]:
    """Every item is vouched for by its source's receipt.

    Why: the articles are not in the repository; the receipt is the proof that the words are in them.
    Fix: run builder verify SOURCE TEXT on a machine that has the article's text, and commit the receipt.
    """
    receipts = readable(library)
    for source, items in by_source(library).items():
        if source not in library.declared["sources"]:
            continue
        if source not in library.receipts:
            yield library.places["articles", source], f"no file sources/{source}.receipt; {remedy(source)}"
        elif source in receipts:
            for placed in items:
                if placed.line not in receipts[source].lines:
                    message = f"the receipt has no line for {quoted(placed.line)}; {remedy(source)}"
                    yield placed.where, message


@check("E502", strict=True)
def words_changed(library: Library) -> Iterator[Finding]:
    """The words of an item are those that were verified.

    Why: one changed letter makes a quotation false.
    Fix: undo the change, or if it is right, run builder verify SOURCE TEXT again.
    """
    items = by_source(library)
    for source, receipt in readable(library).items():
        for placed in items.get(source, ()):
            line = receipt.lines.get(placed.line)
            if line is not None and not vouched_for(placed, receipt):
                message = (
                    f"the words of {quoted(placed.key)}, '{_show_words(placed)}', differ from those that were verified"
                )
                yield placed.where, f"{message}; undo the change, or {remedy(source)}"


@check("W502")
def quotation_of_far_words(library: Library) -> Iterator[Finding]:
    """An ellipsis in a quotation leaves out at most 300 characters.

    Why: two remarks joined across half an article say together what nobody said.
    Fix: make them two statements, or write allow: {W502: what comes between them}.
    """
    for placed, line in with_lines(library):
        if not isinstance(placed.item, Statement) or placed.item.quote is None:
            continue
        gap = max((after[0] - before[1] for before, after in pairwise(line.spans)), default=0)
        if gap > FAR:
            message = f"an ellipsis leaves out {gap:,} characters, more than {FAR}; make it two statements"
            yield placed.where.at("quote"), message


@check("E503", whole=True, strict=True)
def receipt_line_without_item(library: Library) -> Iterator[Finding]:
    """Every line of a receipt is about an item of its source.

    Why: a line that is left behind may vouch for something else later.
    Fix: run builder verify SOURCE TEXT again; it leaves such lines out.
    """
    items = by_source(library)
    for source, receipt in readable(library).items():
        known = {placed.line for placed in items.get(source, ())}
        for number, line in enumerate(sorted(receipt.lines), start=2):
            if line not in known:
                message = f"no item {quoted(line)} in content/articles/{source}.yml; {remedy(source)}"
                yield receipt_place(source, number), message


@check("E504", strict=True)
def receipt_unreadable(library: Library) -> Iterator[Finding]:
    """A receipt has the form that builder verify gives it, and is named after its source.

    Why: a program makes receipts; one that was edited or renamed vouches for nothing.
    Fix: run builder verify SOURCE TEXT again.
    """
    for source, text in library.receipts.items():
        read = read_receipt(text)
        if isinstance(read, int):
            yield receipt_place(source, read), f"this is not a line of a receipt; {remedy(source)}"
        elif read.source != source:
            yield receipt_place(source, 1), f"this is the receipt of {quoted(read.source)}; {remedy(source)}"


@check("E505", strict=True)
def receipt_without_source(library: Library) -> Iterator[Finding]:
    """Every receipt belongs to a source.

    Why: a receipt without a source vouches for nothing that the site shows.
    Fix: delete the receipt, or bring its source back.
    """
    for source in library.receipts:
        if source not in library.declared["sources"]:
            yield receipt_place(source, 1), f"no file sources/{source}.yml; delete the receipt, or add the source"


def check_texts(library: Library, texts: Mapping[str, str]) -> list[Problem]:
    """Verify every item again from the texts, by source, and compare the receipts with them."""
    receipts = readable(library)
    problems: list[Problem] = []
    for source, items in by_source(library).items():
        if source not in texts:
            continue
        text = fold_typography(texts[source])
        receipt = receipts.get(source)
        common = common_names(text)
        if receipt:
            problems += _check_receipt(source, items, text, receipt)
        for placed in items:
            problems += _check_item(placed, text, common, receipt)
    for source in texts:
        problems += check_not_story(library, source, texts[source])
    return sorted(problems)


def _check_receipt(source: str, items: list[PlacedItem], text: str, receipt: Receipt) -> Iterator[Problem]:
    """Yield a problem if a receipt was made from another text than this folded one, or counts other words in it."""
    found = [(placed.item, find_item(placed.item, text)) for placed in items]
    places = [(item, place) for item, place in found if isinstance(place, Found)]
    if receipt.text_hash != hash_text(text) or receipt.length != len(text):
        message = f"the receipt was made from a different text; {remedy(source)}"
        yield receipt_place(source, 1).problem("E507", message)
    elif receipt.shown and receipt.shown != measure_shown(places, text):
        message = f"the receipt counts other words than the text shows; {remedy(source)}"
        yield receipt_place(source, 1).problem("E507", message)


def check_not_story(library: Library, source: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each stretch marked as not_story that is not in the text."""
    record = library.sources.get(source)
    for index, mark in enumerate(record.not_story if record else ()):
        missing = find_stretches(fold_typography(text), mark.start, mark.end)
        if isinstance(missing, NotFound):
            where = library.places["sources", source].at("not_story", index, missing.field)
            yield where.problem("E510", describe(missing))


def _check_item(placed: PlacedItem, text: str, common: frozenset[str], receipt: Receipt | None) -> Iterator[Problem]:
    found = find_item(placed.item, text)
    if isinstance(found, NotFound):
        yield _place_of(placed, found).problem("E506", describe(found))
        return
    line = receipt.lines.get(placed.line) if receipt else None
    if line and line.spans != found.spans:
        message = f"the receipt has {quoted(placed.key)} in another place than the text; {remedy(placed.source)}"
        yield placed.where.problem("E507", message)
    elif line and receipt and receipt.shown and line.dots != sign_dots(placed, found, text, common):
        message = f"the receipt has other signs of what the passage of {quoted(placed.key)} leaves out"
        yield placed.where.problem("E507", f"{message}; {remedy(placed.source)}")


def _show_words(placed: PlacedItem) -> str:
    """Return the words that an item holds, to be quoted in a message."""
    return " … ".join(shorten(words, 24, placeholder="…") for words in words_held_by(placed.item) if words)


def _place_of(placed: PlacedItem, missing: NotFound) -> Where:
    return placed.where.at(*missing.field.split("."))


def describe(missing: NotFound) -> str:
    """Write why words were not found, and the nearest words that were."""
    nearest = f"; the nearest words are {quoted(missing.nearest)}" if missing.nearest else ""
    return f"{quoted(missing.words)} {missing.reason}{nearest}"


def find_all(library: Library, source: str, text: str) -> tuple[list[tuple[PlacedItem, Found]], list[Problem]]:
    """Find the words of every item of a source in its text: what was found, and a problem for each that was not."""
    found, problems = [], []
    for placed in by_source(library).get(source, ()):
        place = find_item(placed.item, fold_typography(text))
        if isinstance(place, Found):
            found.append((placed, place))
        else:
            problems.append(_place_of(placed, place).problem("E506", describe(place)))
    return found, problems


def with_lines(library: Library) -> Iterator[tuple[PlacedItem, Line]]:
    """Yield the items that a readable receipt has a line for."""
    receipts = readable(library)
    for placed in walk_items(library):
        receipt = receipts.get(placed.source)
        if receipt and placed.line in receipt.lines:
            yield placed, receipt.lines[placed.line]


def readable(library: Library) -> dict[str, Receipt]:
    """Return the receipts to which E504 and E505 do not object."""
    receipts = {source: read_receipt(text) for source, text in library.receipts.items()}
    return {
        source: receipt
        for source, receipt in receipts.items()
        if isinstance(receipt, Receipt) and receipt.source == source and source in library.declared["sources"]
    }


def by_source(library: Library) -> dict[str, list[PlacedItem]]:
    """Return the items of each source."""
    groups: dict[str, list[PlacedItem]] = defaultdict(list)
    for placed in walk_items(library):
        groups[placed.source].append(placed)
    return groups


def receipt_place(source: str, line: int) -> Where:
    """Return the place of a line in a receipt."""
    return at_line(f"sources/{source}.receipt", line)
