"""Which characters a text may have: all that Unicode has, held against what the standard says of each."""

import unicodedata

import pytest

from builder.words.characters import explain_refused, find_refused, join_accents

IGNORED = [
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]  # fmt: skip
"""Default_Ignorable_Code_Point, from DerivedCoreProperties.txt: what no font need show."""
LOOKALIKES = [(0x1D400, 0x1D7FF), (0xFF10, 0xFF19)]
"""The blocks of mathematical letters, and the full-width digits."""
UNSEEN = [(0x2028, 0x2029), (0x2800, 0x2800), (0xFFF9, 0xFFFD)]
"""Separators of lines and paragraphs, the empty Braille cell, annotation marks and what stands for lost letters."""
ACCENTS = (
    "\u0300\u036f\u0483\u0489\u0591\u05bd\u0610\u061a\u064b\u065f\u06d6\u06dc\u0730\u074a\u0e31\u0e34\u0e3a\u0e47\u0e4e"
    "\u0eb4\u0ebc\u0ec8\u0ecd\u1ab0\u1aff\u1dc0\u1dff\u20d0\u20ff\ufe20\ufe2f"
)
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
FINE = [
    "plain",
    "é",
    "Ελλάδα",
    "Україна",
    "한국어",
    "日本語",
    "العربية",
    "\t\n\r",
    "a\u00a0b",
    "",
    "می\u200cخواهم",
    "क्\u200dष",
    "👩\u200d🚀",
    "❤\ufe0f",
    "#\ufe0f\u20e3",
    "*\ufe0f",
    "0\ufe0f",
    "9\ufe0f",
    "©\ufe0f",
    "®\ufe0f",
    "日\ufe00",
    "ᠠ\u180b",
    "ᢪ\u180f",
    "㐀\U000e0100",
    "鿿\U000e01ef",
    "豈\U000e0100",
    "\U00020000\U000e0100",
    ENGLAND,
    f"{ENGLAND}{ENGLAND}",
    "\U0001f3f4\U000e0067\U000e0062\U000e0031\U000e007f",
    "\U0001f3f4" + "\U000e0067" * 6 + "\U000e007f",
    "\u0530\u200d",
    "\u3100\u200c",
]
REFUSED = [
    ("X\U000e0100", 1, "\U000e0100"),
    ("\U0001f3f4abc\U000e007f", 4, "\U000e007f"),
    ("\u200d", 0, "\u200d"),
    ("ab\u200c", 2, "\u200c"),
    ("я\u200d", 1, "\u200d"),
    ("か\u200c", 1, "\u200c"),
    ("日\u200d", 1, "\u200d"),
    ("한\u200c", 1, "\u200c"),
    ("👩\u200d\u200d", 2, "\u200d"),
    ("م\u200c\u200c", 2, "\u200c"),
    ("a\ufe0f", 1, "\ufe0f"),
    ('"\ufe00', 1, "\ufe00"),
    ("$\ufe00", 1, "\ufe00"),
    (")\ufe00", 1, "\ufe00"),
    ("+\ufe00", 1, "\ufe00"),
    ("/\ufe00", 1, "\ufe00"),
    (":\ufe00", 1, "\ufe00"),
    ("¨\ufe00", 1, "\ufe00"),
    ("ª\ufe00", 1, "\ufe00"),
    ("¯\ufe00", 1, "\ufe00"),
    ("я\ufe00", 1, "\ufe00"),
    ("❤\ufe0f\ufe0f", 2, "\ufe0f"),
    ("\u200d\ufe0f", 0, "\u200d"),
    ("a\u180b", 1, "\u180b"),
    ("\u181f\u180b", 1, "\u180b"),
    ("\u18ab\u180d", 1, "\u180d"),
    ("a\U000e0100", 1, "\U000e0100"),
    ("\u33ff\U000e0100", 1, "\U000e0100"),
    ("\ua000\U000e0100", 1, "\U000e0100"),
    ("か\U000e01ef", 1, "\U000e01ef"),
    ("\U0001f3f4\U000e0067\U000e0062\U000e007f", 1, "\U000e0067"),
    ("\U0001f3f4" + "\U000e0067" * 7 + "\U000e007f", 1, "\U000e0067"),
    ("a" + ENGLAND[1:], 1, "\U000e0067"),
    (ENGLAND[:-1], 1, "\U000e0067"),
    ("e" + "\u0301" * 7, 1, "\u0301" * 7),
    ("ee" + "\u0301" * 9, 2, "\u0301" * 9),
]


def refused_by_the_standard():
    ranges = (*IGNORED, *LOOKALIKES, *UNSEEN, (0xFDD0, 0xFDEF))
    codes = {code for first, last in ranges for code in range(first, last + 1)}
    codes |= {plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)}
    return codes | {code for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cc", "Cs", "Co")}


def test_after_a_latin_letter_just_what_cannot_be_seen_or_looks_like_another_is_refused():
    refused = refused_by_the_standard() - set(map(ord, "\t\n\r"))
    found = find_refused("".join(f"a{chr(code)}" for code in range(0x110000)))
    assert [(2 * code + 1, chr(code)) for code in sorted(refused)] == list(found)


@pytest.mark.parametrize("text", FINE)
def test_what_scripts_and_emoji_need_is_fine(text):
    assert [] == list(find_refused(text))


@pytest.mark.parametrize(("text", "place", "what"), REFUSED)
def test_what_has_no_place_there_is_refused(text, place, what):
    assert (place, what) == next(find_refused(text))


@pytest.mark.parametrize("accent", ACCENTS)
def test_six_accents_are_enough(accent):
    assert [] == list(find_refused(f"a{accent * 6}"))
    assert [(1, accent * 7)] == list(find_refused(f"a{accent * 7}"))


@pytest.mark.parametrize(
    ("mark", "count", "found"),
    [
        ("\u0301", 30, (2, 30)),
        ("\u0301", 31, (2, 31)),
        ("\u0301", 40, (2, 31)),
        ("\U0001e947", 30, None),
        ("\U0001e947", 31, (2, 31)),
    ],
)
def test_a_flood_of_marks_is_refused_as_one_and_never_put_in_order(mark, count, found):
    text = f"ae{mark * count}"
    assert ([(found[0], mark * found[1])] if found else []) == list(find_refused(text))
    assert (text if count > 30 else unicodedata.normalize("NFC", text)) == join_accents(text)


def test_a_flood_begins_after_the_last_letter_and_other_faults_are_told_beside_it():
    text = "\u2605\u0301\u2605" + "\u0301" * 31 + "\u200b" + "\u0301" * 7
    assert [(3, "\u0301" * 31), (34, "\u200b")] == list(find_refused(text))


def test_a_long_row_of_signs_is_no_flood():
    assert "\u00e9" + "\u2605" * 40 == join_accents("e\u0301" + "\u2605" * 40)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            "\u200b",
            "U+200B (zero width space) is invisible or not what it looks like; delete it and type the text again",
        ),
        (
            "\x1b",
            "U+001B (a control character) is invisible or not what it looks like; delete it and type the text again",
        ),
        ("\u0301\u0301", "more than six accents on one letter; delete them"),
    ],
)
def test_what_is_wrong_is_told_by_its_number_and_name(found, words):
    assert words == explain_refused(found)
