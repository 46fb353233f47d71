"""Comparisons and equations of readings -> the sentences that explain them to readers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from builder.link.site import LinkedQuantity, name_of
from builder.model import Figure
from builder.model.library import Library
from builder.relations.arithmetic import Equation, middle_of, multiply
from builder.relations.readings import VERDICTS, Cause, Comparison, Reading, in_time
from builder.views.labels import TIME_KINDS
from builder.views.moments import write_brief_time
from builder.words.dates import show_date, time_key, write_time
from builder.words.tables import Partial

_PLAIN_CAUSES: Partial[Cause, str] = {
    "same number": "The same number.",
    "copied": "The same number, copied.",
    "rounded": "One of them is rounded, and both fit.",
    "limit": "Both can be true: at least one is only a limit.",
    "limits of one side": (
        "Both can be true, as each is only a limit. But both credit the same side for the same time, "
        "so one of the two may be a slip."
    ),
    "ranges apart": "The same thing at the same time, and no number fits both.",
}
"""What needs no names, dates or numbers to be said."""


def explain_comparison(library: Library, found: Comparison) -> str:
    """Say in a sentence or two why two readings agree, differ or cannot be compared."""
    return " ".join(_explain_comparison(library, found))


def _explain_comparison(library: Library, found: Comparison) -> Iterator[str]:
    a, b = found.a, found.b
    if found.cause in _PLAIN_CAUSES:
        yield _PLAIN_CAUSES[found.cause]
    if found.cause == "other scope":
        yield f"Different scope: {_scope(a)}; {_scope(b)}."
        return
    if found.cause == "part of the other":
        whole, part = (library.quantities[reading.figure.quantity].label for reading in (a, b))
        yield f"They count different things, and one includes the other: “{whole}” includes “{part}”."
        return
    if found.cause == "other kind of time":
        yield f"Not known to be of one time: {_kind_of_time(a)}; {_kind_of_time(b)}."
    if found.cause == "other date":
        yield f"Different date: {_time_of(a)}; {_time_of(b)}."
    if found.cause == "total falls":
        earlier, later = in_time(a, b)
        yield f"A running total cannot fall from {_at(earlier)} to {_at(later)}."
    if found.cause == "one estimate, two dates":
        earlier, later = in_time(a, b)
        yield f"The same number under two dates: {_time_of(earlier)} and {_time_of(later)}."
        yield "One article retells the other, or both retell a third."
    if found.cause == "worked out":
        yield f"{_source(library, b)} gives {quote(b)} of its own total, which makes another number than {quote(a)}."
    if found.cause == "parts against total":
        yield f"{quote(b)} counts a part of what {quote(a)} counts, and the numbers do not add up."
    if undated := [_source(library, reading) for reading in (a, b) if reading.figure.as_of is None]:
        yield f"No date is given by: {' and '.join(undated)}."
    if found.cause in ("no date", "total falls", "ranges apart", "worked out", "parts against total"):
        yield _name_estimators(library, a, b)


def _name_estimators(library: Library, a: Reading, b: Reading) -> str:
    if a.estimator is None and b.estimator is None:
        return "Neither article says whose number it gives."
    one, other = (name_of(library, name) if name else "not named" for name in (a.estimator, b.estimator))
    return f"Both credit {one}." if one == other else f"Different estimators: {one}; {other}."


def _at(reading: Reading) -> str:
    return f"{quote(reading)} ({_time_of(reading)})"


def _kind_of_time(reading: Reading) -> str:
    return f"{TIME_KINDS[reading.figure.as_of_kind]} {_time_of(reading)}"


def _scope(reading: Reading) -> str:
    return f"“{reading.figure.scope}”" if reading.figure.scope else "no limit stated"


def _time_of(reading: Reading) -> str:
    return write_time(reading.figure.as_of, reading.figure.as_of_words) or "no date given"


def _source(library: Library, reading: Reading) -> str:
    return name_of(library, reading.source)


def quote(reading: Reading) -> str:
    """Put the printed number in quotation marks."""
    return f"“{reading.figure.printed}”"


def explain_equation(library: Library, found: Equation) -> str:
    """Say what was worked out, what it is held against, and what a reader must know besides."""
    sentence = _explain_part(library, found) if found.kind == "part" else _explain_sum(library, found)
    return " ".join((sentence, *_remarks(library, found)))


def _explain_sum(library: Library, found: Equation) -> str:
    sign = " + " if found.kind == "sum" else " × "
    worked_out = f"{sign.join(map(quote, found.terms))} = {write_result(found)}"
    if found.against is None:
        total = library.quantities[found.total].label if found.total in library.quantities else found.total
        return f"{worked_out}; the article prints no number for “{total}”."
    if found.source:
        return f"{worked_out}; the article prints {quote(found.against)}."
    teller, other = _source(library, found.terms[0]), _source(library, found.against)
    return f"{teller}: {worked_out}; {other} prints {quote(found.against)}."


def _explain_part(library: Library, found: Equation) -> str:
    part, whole = found.readings
    one, other = quote(part), quote(whole)
    if not found.source:
        one, other = f"{one} ({_source(library, part)})", f"{other} ({_source(library, whole)})"
    return f"{one} counts a part of what {other} counts, {_part_verdict(found)}."


def _part_verdict(found: Equation) -> str:
    part, whole = found.readings
    if found.verdict == "does not hold":
        return "yet is more"
    highest, lowest = part.range.high, whole.range.low
    if highest is not None and lowest is not None and highest <= lowest:
        return "and is not more"
    return "and need not be more"


def _remarks(library: Library, found: Equation) -> Iterator[str]:
    """Yield what a reader must know besides: limits, a missing date, other estimators, a date that is only a month."""
    first, against = found.terms[0], found.against
    if found.kind == "share" and first.figure.as_of != found.terms[1].figure.as_of:
        yield f"For {quote(first)} no date is given; the share is taken to be of the article's own number."
    if against is None:
        return
    if found.verdict == "holds":
        if found.kind != "part" and (found.result.is_bound or against.range.is_bound):
            yield _PLAIN_CAUSES["limit"]
        return
    yield from _credit(library, found)
    if not found.source and first.figure.as_of and first.span and first.span.days > 1:
        yield f"Both are of {show_date(first.figure.as_of)}, which need not be the same day."


def _credit(library: Library, found: Equation) -> Iterator[str]:
    """Yield whose numbers they are, where that may be why they differ."""
    voices = dict.fromkeys(reading.estimator for reading in found.readings)
    named = [name_of(library, voice) for voice in voices if voice]
    if len(named) > 1:
        yield f"Different estimators, which may be why they differ: {'; '.join(named)}."
    elif named and len(voices) > 1:
        yield f"Only some of the numbers are credited, to {named[0]}."
    elif not found.source:
        yield f"Both articles credit {named[0]}." if named else "Neither article says whose numbers it gives."


def write_result(found: Equation) -> str:
    """Write the numbers that follow: 'about 4,000', 'more than 2,667'; rounded only with 'about'."""
    is_percent = all("%" in term.figure.printed for term in found.terms)
    middle = middle_of(found)
    if middle is not None:
        shown = write_number(middle, is_percent)
        is_exact = found.result.low == found.result.high
        return shown if is_exact or shown.startswith("about") else f"about {shown}"
    result = multiply(*(term.range for term in found.terms)) if found.kind == "share" else found.result
    if result.high is None:
        limit = "more than" if result.low_open else "at least"
        return f"{limit} {write_number(result.low or Fraction(0), is_percent)}"
    if not result.low:
        limit = "less than" if result.high_open else "up to"
        return f"{limit} {write_number(result.high, is_percent)}"
    return f"{write_number(result.low, is_percent)} to {write_number(result.high, is_percent)}"


def write_number(number: Fraction, is_percent: bool = False) -> str:
    """Write whole numbers and up to three decimals as they are, anything else as about its first three digits."""
    number = number * 100 if is_percent else number
    rounded = number
    if number.denominator != 1 and round(number, 3) != number:
        rounded = round(number, 3 - len(str(int(number))))
    digits = f"{Decimal(rounded.numerator) / Decimal(rounded.denominator):,f}{'%' if is_percent else ''}"
    return digits if rounded == number else f"about {digits}"


def sum_up_comparisons(library: Library, linked: LinkedQuantity, own: list[Comparison]) -> str:
    """Say the strongest thing that is true of any two readings of a quantity, with the numbers in it."""
    if not own:
        return "One number" if linked.items else "No number"
    verdict = min((found.verdict for found in own), key=VERDICTS.index)
    if verdict == "conflict":
        return f"They clash: {_list_numbers(linked, own)}"
    if _are_same(own):
        return "The same number, copied" if all(found.verdict == "copied" for found in own) else "The same number"
    if verdict == "compatible":
        return f"They differ, but can all be true: {_list_numbers(linked, own)}"
    if any(found.verdict == "not comparable" for found in own):
        return f"They differ: {_list_numbers(linked, own)}"
    return "The same number"


def _are_same(own: list[Comparison]) -> bool:
    """Say whether all readings give one number for one scope, whatever their dates."""
    readings = [reading for found in own for reading in (found.a, found.b)]
    return len({(reading.range, reading.figure.scope) for reading in readings}) == 1


def _list_numbers(linked: LinkedQuantity, own: list[Comparison]) -> str:
    """List the numbers by time, each time once: '“over 3,000” and “over 4,000” for January 2025'."""
    readings = {reading.id: reading for found in own for reading in (found.a, found.b)}
    by_time: dict[str, dict[str, None]] = {}
    for reading in sorted(readings.values(), key=lambda reading: (time_key(reading.figure.as_of), reading.id)):
        if reading.figure.quantity == linked.id:
            figure = reading.figure
            brief = write_brief_time(figure.as_of, figure.as_of_words)
            when = f"for {brief}" if figure.as_of else "without a date"
            by_time.setdefault(when, {})[quote(reading)] = None
    return "; ".join(f"{' and '.join(numbers)} {when}" for when, numbers in by_time.items())


def sum_up_equations(library: Library, linked: LinkedQuantity) -> str | None:
    """Say whether the numbers that it is tied to go with it; None where nothing was held against anything."""
    held = [found for found in linked.equations if found.against]
    failing = [found for found in held if found.verdict == "does not hold"]
    within = dict.fromkeys(found.source for found in failing if found.source)
    is_total = any(_is_total(linked, found) for found in failing)
    what = "Does not add up" if is_total else "Clashes with related numbers"
    if within:
        return f"{what} in {'; '.join(name_of(library, source) for source in within)}"
    if failing:
        return f"{what} across articles"
    if any(_is_total(linked, found) for found in held):
        return "Its parts add up"
    return "Fits related numbers" if held else None


def _is_total(linked: LinkedQuantity, found: Equation) -> bool:
    return found.kind == "sum" and found.against is not None and found.against.figure.quantity == linked.id


def list_numbers(linked: LinkedQuantity) -> str:
    """Write the label of a quantity and the numbers that are printed for it."""
    printed = dict.fromkeys(item.item.printed for item in linked.items if isinstance(item.item, Figure))
    return f"{linked.quantity.label}: {'; '.join(printed) or 'no number'}"


def describe_quantity(linked: LinkedQuantity) -> str:
    """Describe the page of a quantity in a line: what it counts, and the numbers that are printed."""
    return f"{list_numbers(linked)}. {linked.quantity.counts}"
