"""Dates: the days that each may mean, the words that readers get, and what is no date."""

import pytest

from builder.words.dates import read_span, show_date


@pytest.mark.parametrize(
    ("edtf", "first", "last", "days", "words"),
    [
        ("2025-03-17", "2025-03-17", "2025-03-17", 1, "17 March 2025"),
        ("2025-03-01~", "2025-03-01", "2025-03-01", 1, "about 1 March 2025"),
        ("2024-02", "2024-02-01", "2024-02-29", 29, "February 2024"),
        ("2023-02?", "2023-02-01", "2023-02-28", 28, "February 2023 (uncertain)"),
        ("2025-12%", "2025-12-01", "2025-12-31", 31, "about December 2025 (uncertain)"),
        ("2025-01", "2025-01-01", "2025-01-31", 31, "January 2025"),
        ("2025-05", "2025-05-01", "2025-05-31", 31, "May 2025"),
        ("2025-06", "2025-06-01", "2025-06-30", 30, "June 2025"),
        ("2025-07", "2025-07-01", "2025-07-31", 31, "July 2025"),
        ("2025-08", "2025-08-01", "2025-08-31", 31, "August 2025"),
        ("2025-09", "2025-09-01", "2025-09-30", 30, "September 2025"),
        ("2025-10", "2025-10-01", "2025-10-31", 31, "October 2025"),
        ("2025-11", "2025-11-01", "2025-11-30", 30, "November 2025"),
        ("2025", "2025-01-01", "2025-12-31", 365, "2025"),
        ("0001~", "0001-01-01", "0001-12-31", 365, "about 1"),
        ("9999-12-31", "9999-12-31", "9999-12-31", 1, "31 December 9999"),
        ("2025-01-06/2025-01-12", "2025-01-06", "2025-01-12", 7, "6 to 12 January 2025"),
        ("2025-01-31/2025-02-01", "2025-01-31", "2025-02-01", 2, "31 January to 1 February 2025"),
        ("2024-12/2025-01", "2024-12-01", "2025-01-31", 62, "December 2024 to January 2025"),
        ("2025-01/2025-01", "2025-01-01", "2025-01-31", 31, "January to January 2025"),
        ("2025-01/2025-01-05", "2025-01-01", "2025-01-05", 5, "January to 5 January 2025"),
        ("2025-01/2025", "2025-01-01", "2025-12-31", 365, "January 2025 to 2025"),
        ("2024/2025", "2024-01-01", "2025-12-31", 731, "2024 to 2025"),
        ("2025/2025", "2025-01-01", "2025-12-31", 365, "2025 to 2025"),
        ("2025-03~/2025-04?", "2025-03-01", "2025-04-30", 61, "about March 2025 to April 2025 (uncertain)"),
    ],
)
def test_a_date_has_its_days_and_its_words(edtf, first, last, days, words):
    span = read_span(edtf)
    assert (first, last, days) == (span.first.isoformat(), span.last.isoformat(), span.days)
    assert words == show_date(edtf)


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "2025/", "/2025", "2025-00", "2025-13", "2025-03-00", "2025-02-29", "2025-03-32", "0000", "25",
        "20250",
        "2025-3", "2025-03-1", "2025-03-011", "-2025", "+2025", "2025-03-17T10:00", "2025-03~~", "~2025", "2025-21",
        "2025-03-17/2025-03-16", "2025-04/2025-03", "2025/2026/2027", "2025-03-17 ", "2025-03\n", "٢٠٢٥", "2025..",
        "2025-XX", "202X", "2025-03-XX", "../2025", "2025/..", "May 2025",
    ],
)  # fmt: skip
def test_anything_else_is_no_date(text):
    with pytest.raises(ValueError):
        read_span(text)


@pytest.mark.parametrize("text", ["2025-3", "2025-04/2025-03"])
def test_what_is_no_date_is_named(text):
    with pytest.raises(ValueError, match=f"^{text}$"):
        read_span(text)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("2025-03-17", "2025-03", True),
        ("2025-03-01", "2025-03", True),
        ("2025-03-31", "2025-03", True),
        ("2025-04-01", "2025-03", False),
        ("2025-02-28", "2025-03", False),
        ("2025", "2025-12-31/2026", True),
    ],
)
def test_two_dates_meet_where_they_share_a_day(one, other, meet):
    assert meet is read_span(one).meets(read_span(other)) is read_span(other).meets(read_span(one))
