"""The line breaker; here every letter is one wide."""

import pytest

from builder.words.wrapping import balance, cut, fit, wrap


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("one two3 four", ["one two3", "four"]),
        ("a abcdefghij b", ["a", "abcdefghij", "b"]),
    ],
)
def test_lines_are_filled_and_a_wide_word_has_its_own(text, lines):
    assert lines == wrap(text.split(), len, 8)


def test_lines_of_a_balanced_text_are_as_many_and_more_even():
    words = ["aa", "bb", "cc", "dd", "ee"]
    assert ["aa bb cc dd", "ee"] == wrap(words, len, 11)
    assert ["aa bb cc", "dd ee"] == balance(words, len, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two", "one two"),
        ("one two3", "one two3"),
        ("one two33", "one…"),
        ("one, two33", "one…"),
        ("“a” – “bcd”", "“a”…"),
        ("abcdefghi", "abcdefg…"),
        ("abcdefg hi", "abcdefg…"),
        ("abcdefgh hi", "abcdefg…"),
    ],
)
def test_a_text_is_cut_at_a_word_or_else_at_a_letter(text, expected):
    assert expected == cut(text, len, 8)


@pytest.mark.parametrize(
    ("text", "rows", "lines"),
    [
        ("one  two", 1, ["one two"]),
        ("one two three four", 2, ["one two", "three…"]),
        ("abcdefghijkl m", 2, ["abcdefgh", "ijkl m"]),
        ("abcdefghijklmnopqr", 2, ["abcdefgh", "ijklmno…"]),
    ],
)
def test_a_text_fills_at_most_so_many_lines(text, rows, lines):
    assert lines == fit(text, len, 8, rows)
