"""The calendar of what is expected, read back by a reader of RFC 5545 lines of our own."""

import re
from datetime import date

import pytest
from cases import BASE
from conftest import HARBOUR, copy_story
from hypothesis import given
from hypothesis import strategies as st

from builder.build import build
from builder.data.calendar import escape_value, fold_line, make_calendar
from builder.link import link
from builder.load import load

ARTICLE = "content/articles/lindholm-courier-2031-05-02.yml"


def read_lines(calendar):
    """Unfold a calendar into (name, value)."""
    assert calendar.endswith("\r\n")
    assert "\n" not in calendar.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    lines = calendar.replace("\r\n ", "").split("\r\n")[:-1]
    return [tuple(line.split(":", 1)) for line in lines]


def unescape(value):
    """Read a value of text."""
    return re.sub(r"\\(.)", r"\1", value)


def harbour_with(tmp_path, before, after):
    """Return the calendar of the second story with one step changed."""
    story = copy_story(HARBOUR, tmp_path)
    path = story / ARTICLE
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    return make_calendar(link(load(story)))


def test_a_dated_step_becomes_an_event_over_the_days_that_its_date_may_mean():
    built = build(HARBOUR, today=date(2031, 5, 6), address="https://story.example/a/").texts
    lines = read_lines(built["data/next.ics"].content)
    item = "lindholm-courier-2031-05-02/next/june"
    assert [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//explainer-builder//EN"),
        ("NAME", "What happens next: The harbour bridge of Lindholm (invented)"),
        ("BEGIN", "VEVENT"),
        ("UID", f"{item}@explainer"),
        ("DTSTAMP", "20310506T000000Z"),
        ("DTSTART;VALUE=DATE", "20310601"),
        ("DTEND;VALUE=DATE", "20310701"),
        ("SUMMARY", "The office hopes to open the bridge in June."),
        ("DESCRIPTION", "Expected by Harbour Office\\, due June 2031. Source: Lindholm Courier."),
        ("URL", "https://story.example/a/sources/lindholm-courier-2031-05-02/#next-june"),
        ("STATUS", "TENTATIVE"),
        ("TRANSP", "TRANSPARENT"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ] == lines


def test_without_an_address_there_is_no_url_and_the_same_input_gives_the_same_bytes():
    calendar = build(HARBOUR).texts["data/next.ics"].content
    assert "URL" not in dict(read_lines(calendar))
    assert calendar == build(HARBOUR).texts["data/next.ics"].content


def test_the_page_links_the_calendar_only_where_there_is_one():
    assert "(data/next.ics)" in build(HARBOUR).texts["next.md"].content
    texts = build(BASE).texts
    assert "data/next.ics" not in texts
    assert "(data/next.ics)" not in texts["next.md"].content


@pytest.mark.parametrize(
    ("after", "start", "end"),
    [
        ("due: 2031-06-05", "20310605", "20310606"),
        ("due: 2031~", "20310101", "20320101"),
        ("due: 2031-06-05/2031-06-07", "20310605", "20310608"),
        ("due: 9999-12-31", "99991231", None),
    ],
)
def test_the_end_is_the_day_after_the_last(tmp_path, after, start, end):
    lines = dict(read_lines(harbour_with(tmp_path, "due: 2031-06", after)))
    assert (start, end) == (lines["DTSTART;VALUE=DATE"], lines.get("DTEND;VALUE=DATE"))


def test_what_comes_first_is_first_and_at_one_time_the_narrower_date(tmp_path):
    words = "question: when-open, passage: {start: hopes to open, end: in June}"
    dues = {"early": "2031-05-31", "late": "2031-06-02", "narrow": "2031-06-01"}
    more = "".join(f"  {name}: {{text: {name}., due: {due}, {words}}}\n" for name, due in dues.items())
    lines = read_lines(harbour_with(tmp_path, "\nnext:\n", f"\nnext:\n{more}"))
    assert ["early.", "narrow.", "The office hopes to open the bridge in June.", "late."] == [
        value for name, value in lines if name == "SUMMARY"
    ]


@pytest.mark.parametrize(
    "after",
    [
        "due: null",
        "due: 2031-06\n    outcome: {what: happened, claim: opens-again}",
        "due: 2031-06\n    withdrawn: {date: 2031-05-05, reason: Misread.}",
    ],
)
def test_what_has_no_date_or_is_settled_is_left_out(tmp_path, after):
    assert harbour_with(tmp_path, "due: 2031-06", after) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a, b; c\\n", "a\\, b\\; c\\\\n"),
        ("two\nlines\r\nand\u2028three", "two lines and three"),
        ("BEGIN:VEVENT", "BEGIN:VEVENT"),
        ("“quoted”: fine", "“quoted”: fine"),
    ],
)
def test_what_separates_values_is_escaped(text, expected):
    assert expected == escape_value(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_whole(text):
    folded = fold_line(f"SUMMARY:{escape_value(text)}") + "\r\n"
    assert [("SUMMARY", " ".join(text.split()))] == [(name, unescape(value)) for name, value in read_lines(folded)]


def test_no_letter_is_split():
    pieces = fold_line("SUMMARY:" + "항구" * 60).split("\r\n ")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join(pieces) == "SUMMARY:" + "항구" * 60
