"""The types of single fields: what each takes, as what, and with which fault it refuses the rest."""

import re
from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from builder.model import fields
from builder.model.fields import Ref, TheirWords

RESERVED = "is the name of a page, or of a device on some systems; choose another id"
NO_DATE = "is not a date; write 2025-03-17, 2025-03, 2025, 2025-03~ (about) or 2025-03-01/2025-03-09"
NO_NUMBER = "is not a number; write plain digits: 12000, 0.5 or 1/3"
DEVICES = [f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)]

TAKEN = [
    ("Slug", ["a", "0", "a-b", "z9-0a-m", "a" * 64, "com", "lpt", "com10", "com-1", "indexes", "x-index"]),
    ("Text", ["a", "a" * 1000]),
    ("Line", ["a", "a" * 200]),
    ("Printed", ["a", "a" * 200]),
    ("Quotation", ["a", "a" * 700]),
    ("Date", ["2025-03-17", "2025", "2025-03~", "2025-03-01/2025-03-09"]),
    ("Url", ["https://a.bc/", f"https://a.bc/{'d' * 1987}"]),
    (
        "Language",
        [
            "en",
            "kok",
            "zh-Hant",
            "de-1996",
            "az-Latn-x1",
            "sl-rozaj-biske-1994",
            "en-a1b2c3d4",
            "en-abcdefgh-abcdefgh-abcdefgh-abcde",
        ],
    ),
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TAKEN for text in texts])
def test_a_fitting_text_is_taken_as_it_is(kind, text):
    assert text == TypeAdapter(getattr(fields, kind)).validate_python(text)


@pytest.mark.parametrize("kind", ["Text", "Line", "Printed", "Quotation"])
def test_spaces_around_words_are_dropped(kind):
    assert "a b" == TypeAdapter(getattr(fields, kind)).validate_python(" \n a b\t")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", Fraction(0)),
        ("9", Fraction(9)),
        ("10", Fraction(10)),
        ("9" * 15, Fraction(10**15 - 1)),
        ("0.000001", Fraction(1, 10**6)),
        ("12.50", Fraction(25, 2)),
        ("0.5", Fraction(1, 2)),
        ("1/3", Fraction(1, 3)),
        ("2/4", Fraction(1, 2)),
        ("0/1", Fraction(0)),
        ("1/999999", Fraction(1, 999999)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_a_number_is_exact(typed, number):
    assert number == TypeAdapter(fields.Number).validate_python(typed)


PATTERN = "string_pattern_mismatch"
SHORT = "string_too_short"
LONG = "string_too_long"
REFUSED = [
    ("Slug", "id", ["", "A", "aB", "-a", "a-", "a--b", "a_b", "a b", "é"]),
    ("Slug", "id", ["a/b", "a.b", "a\n", " a", "a@", "a`", "a:"]),
    ("Slug", LONG, ["a" * 65]),
    ("Slug", "id", ["index", "con", "prn", "aux", "nul", *DEVICES]),
    ("Text", SHORT, ["", " \n"]),
    ("Text", LONG, ["a" * 1001]),
    ("Line", SHORT, ["", " "]),
    ("Line", LONG, ["a" * 201]),
    ("Printed", SHORT, ["", " "]),
    ("Printed", LONG, ["a" * 201]),
    ("Quotation", SHORT, ["", " "]),
    ("Quotation", LONG, ["a" * 701]),
    ("Date", "date", ["", "May", "2025-13", "2025-02-30", "2025-3-17", "a" * 40]),
    ("Date", LONG, ["a" * 41]),
    ("Url", "url", ["", "a", "http://a.bc/"]),
    ("Url", LONG, [f"https://a.bc/{'d' * 1988}"]),
    ("Language", PATTERN, ["", "e", "engl", "EN", "En", "e1"]),
    ("Language", PATTERN, ["en-", "en-a", "en-a1b2c3d4e", "en_GB", "en-GB-", "-en", "en ", "xen-é"]),
    ("Language", LONG, ["en-abcdefgh-abcdefgh-abcdefgh-abcdef"]),
    (
        "Number",
        "number",
        [
            "", "a", "01", "00", "-1", "+1", "1" * 16, "1.", ".5", "1.0000001", "1/", "1/0", "1/01", "1/1000000", "0x1",
            "1,000", "1 000", "1e3", "1.5/2", "1/2.5", "1/2/3", "1\n", " 1", "x1", "١٢", "NaN", "inf",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "fault", "text"), [(kind, fault, text) for kind, fault, texts in REFUSED for text in texts]
)
def test_what_does_not_fit_is_refused(kind, fault, text):
    assert fault == fault_of(kind, text)["type"]


def fault_of(kind, value):
    with pytest.raises(ValidationError) as error:
        TypeAdapter(getattr(fields, kind)).validate_python(value)
    return error.value.errors()[0]


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [("Slug", "index", RESERVED), ("Date", "May", NO_DATE), ("Number", "x", NO_NUMBER)],
)
def test_a_refusal_says_what_to_write(kind, text, words):
    assert words == fault_of(kind, text)["msg"]


def test_what_is_not_text_at_all_is_not_a_number():
    assert ["fraction_type", "fraction_type"] == [fault_of("Number", value)["type"] for value in (None, [])]


@pytest.mark.parametrize(
    ("kind", "marks"),
    [
        ("Slug", []),
        ("Text", []),
        ("Line", []),
        ("Printed", [TheirWords()]),
        ("Quotation", [TheirWords()]),
        ("SourceId", [Ref(("sources",))]),
        ("OrganisationId", [Ref(("organisations",))]),
        ("SpeakerId", [Ref(("people", "organisations"))]),
        ("ClaimId", [Ref(("claims",))]),
        ("QuantityId", [Ref(("quantities",))]),
        ("EventId", [Ref(("events",))]),
        ("QuestionId", [Ref(("questions",))]),
    ],
)
def test_a_type_is_marked_with_what_it_holds(kind, marks):
    assert marks == [mark for mark in getattr(fields, kind).__metadata__ if isinstance(mark, (Ref, TheirWords))]


def test_editors_programs_take_the_numbers_that_the_builder_takes():
    schema = TypeAdapter(fields.Number).json_schema()
    assert {"type": ["number", "string"], "pattern": fields.NUMBER} == schema
    assert ["1", "0.5"] == [text for text in ("1", "0.5", "x1", "1x") if re.search(schema["pattern"], text)]
