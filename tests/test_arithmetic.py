"""Relations of quantities worked out: cases with the answer beside them, and what must hold for every number."""

from dataclasses import replace
from fractions import Fraction

import pytest
from conftest import HARBOUR
from hypothesis import given
from hypothesis import strategies as st

from builder.build import build
from builder.model import Figure, Organisation, Quantity, Source
from builder.model.library import Library
from builder.relations.arithmetic import add, multiply, work_out
from builder.relations.ranges import Range
from builder.relations.readings import read_figure
from builder.views.figures import explain_equation
from builder.words.numbers import read_numbers, read_qualifier

QUANTITIES = {
    name: Quantity.model_validate({"label": name, "unit": "boats", "counts": "Boats.", **relations})
    for name, relations in {
        "fleet": {},
        "boats": {"sum_of": ["sails", "motors"], "part_of": "fleet"},
        "sails": {},
        "motors": {},
        "share-of-sails": {"share": {"part": "sails", "whole": "boats"}},
    }.items()
}

LIBRARY = Library(
    quantities=QUANTITIES,
    sources={name.lower(): Source.model_construct(label=name) for name in ("Post", "Mail")},
    organisations={name.lower(): Organisation.model_construct(name=name) for name in ("Ada", "Bo")},
)


def read(words, number=0):
    """Read 'Post: sails about 300 @ 2031-04 in the port by Ada': a source, a quantity, a number; then what is known."""
    source, _, rest = words.partition(": ")
    rest, _, voice = rest.partition(" by ")
    rest, _, scope = rest.partition(" in ")
    rest, _, as_of = rest.partition(" @ ")
    quantity, _, printed = rest.partition(" ")
    numbers = sorted(read_numbers(printed))
    amount = {"value": numbers[0]} if len(numbers) == 1 else {"low": numbers[0], "high": numbers[1]}
    figure = Figure.model_validate(
        {
            "text": words,
            "quantity": quantity,
            "printed": printed,
            "qualifier": read_qualifier(printed) or "exact",
            "as_of": as_of or None,
            "scope": scope or None,
            "attributed_to": voice.lower() or None,
            **amount,
        }
    )
    return read_figure(f"{source.lower()}/figures/n{number}", figure, voice or None)


def read_all(*lines):
    return [read(line, number) for number, line in enumerate(lines)]


def verdicts(readings):
    return [(found.kind, found.verdict, explain_equation(LIBRARY, found)) for found in work_out(readings, QUANTITIES)]


CASES = {
    "the parts of a source make its total": (
        ["Post: sails about 300", "Post: motors about 2,700", "Post: boats 3,000"],
        [("sum", "holds", "“about 300” + “about 2,700” = about 3,000; the article prints “3,000”.")],
    ),
    "the parts of a source do not make its total": (
        ["Post: sails 10", "Post: motors 20", "Post: boats 40"],
        [("sum", "does not hold", "“10” + “20” = 30; the article prints “40”.")],
    ),
    "a source has the parts alone": (
        ["Post: sails 10", "Post: motors more than 20"],
        [
            (
                "sum",
                "nothing to hold it against",
                "“10” + “more than 20” = more than 30; the article prints no number for “boats”.",
            )
        ],
    ),
    "only a limit": (
        ["Post: sails up to 10", "Post: motors up to 20", "Post: boats 25"],
        [("sum", "holds", "“up to 10” + “up to 20” = up to 30; the article prints “25”.")],
    ),
    "a limit on one side leaves both possible": (
        ["Post: sails more than 10", "Post: motors 20", "Post: boats at least 25"],
        [
            (
                "sum",
                "holds",
                "“more than 10” + “20” = more than 30; the article prints “at least 25”. "
                "Both can be true: at least one is only a limit.",
            )
        ],
    ),
    "a printed range among the parts": (
        ["Post: sails 10 to 15", "Post: motors 20", "Post: boats 36"],
        [("sum", "does not hold", "“10 to 15” + “20” = 30 to 35; the article prints “36”.")],
    ),
    "other dates are not added up": (["Post: sails 10 @ 2031-04", "Post: motors 20 @ 2031-05", "Post: boats 40"], []),
    "other scopes are not added up": (["Post: sails 10 in port", "Post: motors 20 in port", "Post: boats 40"], [
        ("sum", "nothing to hold it against", "“10” + “20” = 30; the article prints no number for “boats”."),
    ]),
    "a summand alone is a part": (
        ["Post: sails 10", "Post: boats 9"],
        [("part", "does not hold", "“10” counts a part of what “9” counts, yet is more.")],
    ),
    "a part is less than its whole": (
        ["Post: boats 9", "Post: fleet about 40"],
        [("part", "holds", "“9” counts a part of what “about 40” counts, and is not more.")],
    ),
    "a part without an upper end need not be more": (
        ["Post: boats over 9", "Post: fleet 40"],
        [("part", "holds", "“over 9” counts a part of what “40” counts, and need not be more.")],
    ),
    "a share of its base": (
        ["Post: share-of-sails one-third", "Post: boats approximately 12,000", "Post: sails approximately 4,000"],
        [
            (
                "share",
                "holds",
                "“approximately 12,000” × “one-third” = about 4,000; the article prints “approximately 4,000”.",
            ),
            (
                "part",
                "holds",
                "“approximately 4,000” counts a part of what “approximately 12,000” counts, and is not more.",
            ),
        ],
    ),
    "a share is rounded though no word says so": (
        ["Post: share-of-sails half", "Post: boats 41", "Post: sails 20"],
        [
            ("share", "holds", "“41” × “half” = about 20.5; the article prints “20”."),
            ("part", "holds", "“20” counts a part of what “41” counts, and is not more."),
        ],
    ),
    "a share of another number": (
        ["Post: share-of-sails 50%", "Post: boats 40", "Post: sails 10"],
        [
            ("share", "does not hold", "“40” × “50%” = about 20; the article prints “10”."),
            ("part", "holds", "“10” counts a part of what “40” counts, and is not more."),
        ],
    ),
    "a share of more than a number": (
        ["Post: share-of-sails two-thirds", "Post: boats over 4,000"],
        [
            (
                "share",
                "nothing to hold it against",
                "“over 4,000” × “two-thirds” = more than about 2,670; the article prints no number for “sails”.",
            )
        ],
    ),
    "a share of a base without a date": (
        ["Post: share-of-sails half @ 2031-04", "Post: boats 40", "Post: sails 20 @ 2031-04"],
        [
            (
                "share",
                "holds",
                "“40” × “half” = about 20; the article prints “20”. "
                "For “40” no date is given; the share is taken to be of the article's own number.",
            )
        ],
    ),
    "a share is held against another source's part too": (
        ["Post: share-of-sails half @ 2031", "Post: boats 40 @ 2031", "Mail: sails 10 @ 2031"],
        [
            ("part", "holds", "“10” (Mail) counts a part of what “40” (Post) counts, and is not more."),
            (
                "share",
                "nothing to hold it against",
                "“40” × “half” = about 20; the article prints no number for “sails”.",
            ),
            (
                "share",
                "does not hold",
                "Post: “40” × “half” = about 20; Mail prints “10”. Neither article says whose numbers it gives. "
                "Both are of 2031, which need not be the same day.",
            ),
        ],
    ),
    "another source's total of the same day": (
        [
            "Post: sails 10 @ 2031-04-01 by Ada",
            "Post: motors 20 @ 2031-04-01 by Ada",
            "Mail: boats 40 @ 2031-04-01 by Bo",
        ],
        [
            ("sum", "nothing to hold it against", "“10” + “20” = 30; the article prints no number for “boats”."),
            (
                "sum",
                "does not hold",
                "Post: “10” + “20” = 30; Mail prints “40”. "
                "Different estimators, which may be why they differ: Ada; Bo.",
            ),
        ],
    ),
    "another source's total of the same month": (
        ["Post: sails 10 @ 2031-04", "Post: motors 20 @ 2031-04", "Mail: boats 40 @ 2031-04"],
        [
            ("sum", "nothing to hold it against", "“10” + “20” = 30; the article prints no number for “boats”."),
            (
                "sum",
                "does not hold",
                "Post: “10” + “20” = 30; Mail prints “40”. Neither article says whose numbers it gives. "
                "Both are of April 2031, which need not be the same day.",
            ),
        ],
    ),
    "another source's total without a date": (
        ["Post: sails 10", "Post: motors 20", "Mail: boats 40"],
        [("sum", "nothing to hold it against", "“10” + “20” = 30; the article prints no number for “boats”.")],
    ),
    "the parts of two sources": (["Post: sails 10 @ 2031", "Mail: motors 20 @ 2031", "Post: fleet 40"], []),
    "two estimators in one article are not mixed": (
        [
            "Post: sails 10 by Ada", "Post: motors 20 by Ada", "Post: boats 30 by Ada",
            "Post: sails 15 by Bo", "Post: motors 25 by Bo", "Post: boats 40 by Bo",
        ],
        [
            ("sum", "holds", "“10” + “20” = 30; the article prints “30”."),
            ("sum", "holds", "“15” + “25” = 40; the article prints “40”."),
        ],
    ),
    "an article that leaves open which numbers go together": (
        ["Post: sails 10", "Post: sails 15", "Post: motors 20", "Post: boats 40"],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES.keys())
def test_relation_is_worked_out_as_expected(lines, expected):
    assert sorted(expected) == sorted(verdicts(read_all(*lines)))


def test_an_equation_within_one_source_names_it():
    (found,) = work_out(read_all("Post: sails 10", "Post: motors 20", "Post: boats 30"), QUANTITIES)
    assert "post" == found.source


COUNTS = st.integers(1, 10**9)
QUALIFIERS = ("", "about ", "more than ", "at least ", "up to ")


@given(st.lists(COUNTS, min_size=2, max_size=5))
def test_exact_parts_of_a_true_sum_always_hold(parts):
    names = [f"part{place}" for place, _ in enumerate(parts)]
    plain = {"unit": "boats", "counts": "Boats."}
    quantities = {name: Quantity.model_validate({"label": name, **plain}) for name in names}
    quantities["all"] = Quantity.model_validate({"label": "all", "sum_of": names, **plain})
    readings = read_all(
        f"Post: all {sum(parts)}", *(f"Post: {name} {part}" for name, part in zip(names, parts, strict=True))
    )
    assert ["holds"] == [found.verdict for found in work_out(readings, quantities)]


@given(COUNTS, COUNTS)
def test_an_exact_share_of_a_true_whole_always_holds(part, rest):
    whole = part + rest
    share = read("Post: share-of-sails half", 3)
    figure = share.figure.model_copy(update={"value": Fraction(part, whole), "printed": f"{part}/{whole}"})
    exact = read_figure(share.id, figure)
    found = work_out([*read_all(f"Post: boats {whole}", f"Post: sails {part}"), exact], QUANTITIES)
    assert {("share", "holds"), ("part", "holds")} == {(equation.kind, equation.verdict) for equation in found}


LINES = st.builds(
    "{}: {} {}{}{}{}".format,
    st.sampled_from(("Post", "Mail")),
    st.sampled_from(("fleet", "boats", "sails", "motors")),
    st.sampled_from(QUALIFIERS),
    st.integers(1, 60),
    st.sampled_from(("", " @ 2031-04", " @ 2031-05")),
    st.sampled_from(("", " in port")),
)
STORIES = st.lists(LINES, max_size=10).map(lambda lines: read_all(*lines))


@given(STORIES.flatmap(lambda readings: st.tuples(st.just(readings), st.permutations(readings))))
def test_the_order_of_the_readings_does_not_matter(two):
    readings, mixed = two
    assert _told(readings) == _told(mixed)


@given(STORIES, LINES, st.sampled_from((" @ 2030-01", " in another place")))
def test_a_reading_of_another_date_or_scope_changes_no_equation(readings, line, elsewhere):
    figure = read(line.partition(" @ ")[0].partition(" in ")[0] + elsewhere, 99)
    assert _told(readings) == _told([*readings, figure])


@given(STORIES, st.data())
def test_what_holds_still_holds_when_a_range_is_wider(readings, data):
    held = {_names(found) for found in work_out(readings, QUANTITIES) if found.verdict == "holds"}
    wider = [replace(reading, range=_widen(reading.range, data.draw)) for reading in readings]
    failing = {_names(found) for found in work_out(wider, QUANTITIES) if found.verdict == "does not hold"}
    assert set() == held & failing


def _told(readings):
    return sorted((*_names(found), found.verdict) for found in work_out(readings, QUANTITIES))


def _names(found):
    return found.kind, tuple(reading.id for reading in found.readings)


def _widen(found, draw):
    low = None if found.low is None or draw(st.booleans()) else found.low * draw(st.sampled_from((Fraction(1, 2), 1)))
    high = None if found.high is None or draw(st.booleans()) else found.high * draw(st.sampled_from((2, 1)))
    return Range(low, high, found.low_open and low == found.low, found.high_open and high == found.high)


@st.composite
def ranges_with_a_number(draw):
    number = Fraction(draw(st.integers(0, 40)), draw(st.integers(1, 4)))
    below, above = draw(st.none() | st.integers(0, 5)), draw(st.none() | st.integers(0, 5))
    low = None if below is None else max(number - below, Fraction(0))
    high = None if above is None else number + above
    low_open, high_open = draw(st.booleans()) and low != number, draw(st.booleans()) and high != number
    return Range(low, high, bool(low is not None and low_open), bool(high is not None and high_open)), number


@given(ranges_with_a_number(), ranges_with_a_number())
def test_sum_and_product_lie_in_the_sum_and_product_of_their_ranges(one, other):
    total, product = one[1] + other[1], one[1] * other[1]
    assert add(one[0], other[0]).meets(Range(total, total))
    assert multiply(one[0], other[0]).meets(Range(product, product))


def test_an_allowed_slip_of_an_article_is_still_shown_to_readers():
    texts = {path: text.content for path, text in build(HARBOUR).texts.items()}
    page = texts["sources/island-post-2031-05-03.md"]
    assert "These numbers in the article do not add up" in page
    assert "These numbers in the article do not add up" not in texts["sources/lindholm-courier-2031-05-02.md"]
    assert "Does not add up in" in texts["figures/index.md"]
