"""Checks of the evidence: receipts against what the YAML says now, and both against the texts that are at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from textwrap import shorten

from builder.checks.registry import Finding, check, read_rule
from builder.evidence.deciding import common_names, dots_of, hidden_by_dots, kinds_of, signs_of, words_of
from builder.evidence.receipt import Line, Receipt, hash_review, read_receipt, review_holds, sign_dots, vouched_for
from builder.evidence.shown import MOST, Shown, measure_shown
from builder.evidence.text import Found, NotFound, find_item, find_stretches, fold_typography, hash_text, words_held_by
from builder.model import Organisation, Person, Reviewed, Statement
from builder.model.library import Library
from builder.model.walk import PlacedItem, walk_items
from builder.model.where import Where, at_line
from builder.problems import Problem, quoted
from builder.words.counts import write_count
from builder.words.dates import read_span

FAR = 300
"""More than a sentence or two."""
LONG_PASSAGE = 260
"""In characters: about forty words. A receipt has places, not words."""
_SHOW_THEM = "add them to passage.words, then verify again"


def _remedy(source: str) -> str:
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
    receipts = _readable(library)
    for source, items in _by_source(library).items():
        if source not in library.declared["sources"]:
            continue
        if source not in library.receipts:
            yield library.places["articles", source], f"no file sources/{source}.receipt; {_remedy(source)}"
        elif source in receipts:
            for placed in items:
                if placed.line not in receipts[source].lines:
                    message = f"the receipt has no line for {quoted(placed.line)}; {_remedy(source)}"
                    yield placed.where, message


@check("E502", strict=True)
def words_changed(library: Library) -> Iterator[Finding]:
    """The words of an item are those that were verified.

    Why: one changed letter makes a quotation false.
    Fix: undo the change, or if it is right, run builder verify SOURCE TEXT again.
    """
    items = _by_source(library)
    for source, receipt in _readable(library).items():
        for placed in items.get(source, ()):
            line = receipt.lines.get(placed.line)
            if line is not None and not vouched_for(placed, receipt):
                message = (
                    f"the words of {quoted(placed.key)}, '{_show_words(placed)}', differ from those that were verified"
                )
                yield placed.where, f"{message}; undo the change, or {_remedy(source)}"


@check("W502")
def quotation_of_far_words(library: Library) -> Iterator[Finding]:
    """An ellipsis in a quotation leaves out at most 300 characters.

    Why: two remarks joined across half an article say together what nobody said.
    Fix: make them two statements, or write allow: {W502: what comes between them}.
    """
    for placed, line in _with_lines(library):
        if not isinstance(placed.item, Statement) or placed.item.quote is None:
            continue
        gap = max((after[0] - before[1] for before, after in pairwise(line.spans)), default=0)
        if gap > FAR:
            message = f"an ellipsis leaves out {gap:,} characters, more than {FAR}; make it two statements"
            yield placed.where.at("quote"), message


@check("E511")
def deciding_words_hidden(library: Library) -> Iterator[Finding]:
    """A card shows the negations, hedges, numbers and names on which its sentence turns.

    Why: “none has asked” beside “According to Lee … to South Korea” shows the reader nothing that proves it.
    Fix: add passage.words with the words that the message names, and run builder verify SOURCE TEXT again.
    """
    receipts = _readable(library)
    for source, items in _by_source(library).items():
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
        if line and vouched_for(placed, receipt):
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
    for placed, line in _with_lines(library):
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
    for source, receipt in _readable(library).items():
        if receipt.shown and receipt.shown.is_too_much:
            yield _receipt_place(source, 1), f"{say_shown(receipt.shown)}; at most {MOST} are allowed, so show less"


def say_shown(shown: Shown) -> str:
    """Write how much of a text is shown."""
    return f"{shown.words:,} of {write_count(shown.of, 'word')} are shown, {shown.percent:.1f} percent"


@check("E513", strict=True)
def changed_since_review(library: Library) -> Iterator[Finding]:
    """A reviewed item is as its reviewer saw it.

    Why: the review says that this sentence follows from these words; of others it says nothing.
    Fix: drop reviewed, or have the item reviewed again and write the new day; then run builder verify SOURCE TEXT.
    """
    for placed, line in _with_lines(library):
        if placed.item.reviewed is None:
            continue
        if not review_holds(placed, line):
            yield placed.where.at("reviewed"), f"{quoted(placed.key)} changed {_since_review(placed.item.reviewed)}"
        elif line.review != hash_review(placed):
            message = f"the receipt has no such review of {quoted(placed.key)}; {_remedy(placed.source)}"
            yield placed.where.at("reviewed"), message


def _since_review(reviewed: Reviewed) -> str:
    return f"since {quoted(reviewed.by)} reviewed it on {reviewed.date}; drop reviewed, or have it reviewed again"


@check("E514")
def reviewed_by_the_same(library: Library) -> Iterator[Finding]:
    """Somebody else reviews: not who read the source, nor who verified its words.

    Why: a second pair of eyes sees what the first one passed over.
    Fix: have another person read the sentence against the passage, or drop reviewed.
    """
    receipts = _readable(library)
    for placed in walk_items(library):
        reviewed, source = placed.item.reviewed, library.sources.get(placed.source)
        first = [source.checked.by] if source and source.checked else []
        first += [receipts[placed.source].by] if placed.source in receipts else []
        if reviewed and reviewed.by.casefold() in {name.casefold() for name in first}:
            message = f"{quoted(reviewed.by)} checked this source too; have somebody else review it, or drop reviewed"
            yield placed.where.at("reviewed", "by"), message


@check("E515")
def reviewed_too_early(library: Library) -> Iterator[Finding]:
    """No item was reviewed before its source was checked.

    Why: there was nothing yet to review, so one of the dates must be wrong.
    Fix: correct the date in reviewed, or in checked of the source.
    """
    for placed in walk_items(library):
        reviewed, source = placed.item.reviewed, library.sources.get(placed.source)
        if reviewed is None or source is None or source.checked is None:
            continue
        if read_span(reviewed.date).last < read_span(source.checked.date).first:
            message = (
                f"{reviewed.date} is before {source.checked.date}, when the source was checked; correct one of them"
            )
            yield placed.where.at("reviewed", "date"), message


@check("E503", whole=True, strict=True)
def receipt_line_without_item(library: Library) -> Iterator[Finding]:
    """Every line of a receipt is about an item of its source.

    Why: a line that is left behind may vouch for something else later.
    Fix: run builder verify SOURCE TEXT again; it leaves such lines out.
    """
    items = _by_source(library)
    for source, receipt in _readable(library).items():
        known = {placed.line for placed in items.get(source, ())}
        for number, line in enumerate(sorted(receipt.lines), start=2):
            if line not in known:
                message = f"no item {quoted(line)} in content/articles/{source}.yml; {_remedy(source)}"
                yield _receipt_place(source, number), message


@check("E504", strict=True)
def receipt_unreadable(library: Library) -> Iterator[Finding]:
    """A receipt has the form that builder verify gives it, and is named after its source.

    Why: a program makes receipts; one that was edited or renamed vouches for nothing.
    Fix: run builder verify SOURCE TEXT again.
    """
    for source, text in library.receipts.items():
        read = read_receipt(text)
        if isinstance(read, int):
            yield _receipt_place(source, read), f"this is not a line of a receipt; {_remedy(source)}"
        elif read.source != source:
            yield _receipt_place(source, 1), f"this is the receipt of {quoted(read.source)}; {_remedy(source)}"


@check("E505", strict=True)
def receipt_without_source(library: Library) -> Iterator[Finding]:
    """Every receipt belongs to a source.

    Why: a receipt without a source vouches for nothing that the site shows.
    Fix: delete the receipt, or bring its source back.
    """
    for source in library.receipts:
        if source not in library.declared["sources"]:
            yield _receipt_place(source, 1), f"no file sources/{source}.yml; delete the receipt, or add the source"


def check_texts(library: Library, texts: Mapping[str, str]) -> list[Problem]:
    """Verify every item again from the texts, by source, and compare the receipts with them."""
    receipts = _readable(library)
    problems = []
    for source, items in _by_source(library).items():
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
        message = f"the receipt was made from a different text; {_remedy(source)}"
        yield _receipt_place(source, 1).problem("E507", message)
    elif receipt.shown and receipt.shown != measure_shown(places, text):
        message = f"the receipt counts other words than the text shows; {_remedy(source)}"
        yield _receipt_place(source, 1).problem("E507", message)


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
        message = f"the receipt has {quoted(placed.key)} in another place than the text; {_remedy(placed.source)}"
        yield placed.where.problem("E507", message)
    elif line and receipt and receipt.shown and line.dots != sign_dots(placed, found, text, common):
        message = f"the receipt has other signs of what the passage of {quoted(placed.key)} leaves out"
        yield placed.where.problem("E507", f"{message}; {_remedy(placed.source)}")


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
    for placed in _by_source(library).get(source, ()):
        place = find_item(placed.item, fold_typography(text))
        if isinstance(place, Found):
            found.append((placed, place))
        else:
            problems.append(_place_of(placed, place).problem("E506", describe(place)))
    return found, problems


def find_unfit(library: Library, source: str, text: str) -> list[Problem]:
    """Return why the items of a source cannot get a receipt though their words are in its text."""
    items = _by_source(library).get(source, [])
    hidden = [
        where.problem("E511", message)
        for where, message in _hidden_in_text(library, [item for item in items if "E511" not in item.item.allow], text)
    ]
    receipt = _readable(library).get(source)
    lines = receipt.lines if receipt else {}
    changed = [placed for placed in items if placed.line in lines and not review_holds(placed, lines[placed.line])]
    return hidden + [
        placed.where.at("reviewed").problem(
            "E513", f"{quoted(placed.key)} changed {_since_review(placed.item.reviewed)}"
        )
        for placed in changed
        if placed.item.reviewed
    ]


def _with_lines(library: Library) -> Iterator[tuple[PlacedItem, Line]]:
    """Yield the items that a readable receipt has a line for."""
    receipts = _readable(library)
    for placed in walk_items(library):
        receipt = receipts.get(placed.source)
        if receipt and placed.line in receipt.lines:
            yield placed, receipt.lines[placed.line]


def _readable(library: Library) -> dict[str, Receipt]:
    """Return the receipts to which E504 and E505 do not object."""
    receipts = {source: read_receipt(text) for source, text in library.receipts.items()}
    return {
        source: receipt
        for source, receipt in receipts.items()
        if isinstance(receipt, Receipt) and receipt.source == source and source in library.declared["sources"]
    }


def _by_source(library: Library) -> dict[str, list[PlacedItem]]:
    groups: dict[str, list[PlacedItem]] = defaultdict(list)
    for placed in walk_items(library):
        groups[placed.source].append(placed)
    return groups


def _receipt_place(source: str, line: int) -> Where:
    return at_line(f"sources/{source}.receipt", line)
