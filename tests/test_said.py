"""Who said what: by date, by topic, and where a speaker's position on a claim changed."""

from types import SimpleNamespace

import pytest
from conftest import HARBOUR
from hypothesis import given
from hypothesis import strategies as st

from builder.build import build
from builder.link import link
from builder.link.positions import find_changed_positions
from builder.load import load
from builder.model import Statement
from builder.pages.said_in_order import said_in_order
from builder.views.claims import view_site
from builder.words.dates import read_span


def said(name, date, stance="supports", claim="c", withdrawn=None):
    given = {"text": "So.", "speaker": "s", "form": "indirect", stance: [claim], "date": date}
    taken_back = {"withdrawn": {"date": "2031-06-01", "reason": "Misread."}} if withdrawn else {}
    return SimpleNamespace(id=name, item=Statement.model_validate(given | taken_back))


# Statements of one speaker -> the ids of the turns.
CASES = [
    ([], []),
    ([said("a", "2031-05-02")], []),
    ([said("b", "2031-05-04"), said("a", "2031-05-02", "disputes")], [["a", "b"]]),
    ([said("a", "2031-05-02"), said("b", "2031-05-04")], []),
    ([said("a", "2031-05-02"), said("b", None, "disputes")], []),
    ([said("a", "2031-05-02"), said("b", "2031-05-02", "disputes")], []),
    ([said("a", "2031-05"), said("b", "2031-05-20", "disputes")], []),
    ([said("a", "2031-05~"), said("b", "2031-06-20", "disputes")], [["a", "b"]]),
    ([said("a", "2031-05-02"), said("b", "2031-05-04", "disputes", "d")], []),
    ([said("a", "2031-05-02"), said("b", "2031-05-04", "disputes", withdrawn=True)], []),
    (
        [
            said("a", "2031-01"),
            said("b", "2031-02", "qualifies"),
            said("c", "2031-03", "qualifies"),
            said("d", "2031-04"),
        ],
        [["a", "b", "d"]],
    ),
    (
        [
            said("a", "2031-01"),
            said("b", "2031-02"),
            said("c", "2031-02", "disputes"),
            said("d", "2031-03", "disputes"),
        ],
        [["a", "d"]],
    ),
]


@pytest.mark.parametrize(("statements", "expected"), CASES)
def test_a_change_of_position_needs_two_stances_in_a_certain_order(statements, expected):
    assert expected == [[turn.id for turn in change.turns] for change in find_changed_positions(statements)]


DATES = st.sampled_from([None, "2031", "2031-05", "2031-05~", "2031-05-02", "2031-05-02/2031-05-06", "2032-01"])
STATEMENTS = st.lists(
    st.builds(said, st.uuids().map(str), DATES, st.sampled_from(["supports", "disputes", "qualifies"])), max_size=12
)


@given(STATEMENTS, st.randoms())
def test_turns_follow_each_other_in_time_and_stance_whatever_the_order_given(statements, random):
    found = find_changed_positions(statements)
    for change in found:
        for before, after in zip(change.turns, change.turns[1:], strict=False):
            assert before.item.stance_on("c") != after.item.stance_on("c")
            assert read_span(before.item.date).last < read_span(after.item.date).first
    random.shuffle(statements)
    assert found == find_changed_positions(statements)


def test_each_order_shows_every_statement_once():
    views = view_site(link(load(HARBOUR)))
    wanted = sorted(name for name in views.items if "/statements/" in name)
    for page in said_in_order(views):
        groups = page.shows["groups"]
        assert wanted == sorted(item.id for group in groups for item in group.items)
        anchors = [group.anchor for group in groups]
        assert len(anchors) == len(set(anchors))


def test_the_second_story_shows_a_changed_position_and_direct_words_apart_from_the_rest():
    texts = build(HARBOUR).texts
    person = texts["people/mara-quist.md"].content
    assert "## Changed position { #changes }" in person
    changed = person.split("#changes }")[1].split("\n## ")[0]
    assert changed.index("Disputes") < changed.index("Supports")
    assert "#changes" not in texts["people/ivo-brandt.md"].content
    by_date = texts["said-by-date.md"].content
    headings = [line for line in by_date.splitlines() if line.startswith("## ")]
    assert [line.split(" { ")[0] for line in headings] == [
        "## By May 2031",
        "## 2 May 2031",
        "## 3 May 2031",
        "## By 3 May 2031",
        "## 4 May 2031",
        "## By 4 May 2031",
    ]
    assert "*“" in by_date
    assert by_date.count("[by topic](said-by-topic.md)") == 1
    assert "{ #topic-bridge " in texts["said-by-topic.md"].content
