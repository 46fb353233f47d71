"""Coverage: what a text says is found with its place, and only found words cover it."""

import shutil

import pytest
from click.testing import CliRunner
from conftest import HARBOUR, copy_story
from hypothesis import given
from hypothesis import strategies as st

from builder.build import build
from builder.cli import cli
from builder.evidence.coverage import measure_coverage
from builder.evidence.details import find_things
from builder.load import load
from builder.model import Article, Source
from builder.model.library import Library
from builder.model.where import File, Mark, Where
from builder.problems import BuilderError

THINGS = {
    "He paid 1,250.50 for 12% of it.": ["number 1,250.50", "number 12%"],
    "It cost $5 million, or €3.": ["number $5 million", "number €3"],
    "Two of them, one-third, and two thirds.": ["number Two", "number one-third", "number two thirds"],
    "Twenty-one died, hundreds of thousands fled.": ["number Twenty-one", "number hundreds of thousands"],
    "A 26-year-old saw half of it.": ["number 26", "number half"],
    "One of the first came third.": [],
    "The 47th Brigade left on the 3rd try.": ["name Brigade", "number 3"],
    "It happened on March 17, 2031, at noon.": ["date March 17, 2031"],
    "It happened on 17 March, a Monday.": ["date 17 March", "date Monday"],
    "It was in late February or mid-May 2031.": ["date late February", "date mid-May 2031"],
    "Last week, two weeks earlier, since the late 1990s.": [
        "date Last week",
        "date two weeks earlier",
        "date late 1990s",
    ],
    "It may snow in May; we march in March.": ["date May", "date March"],
    "From 2031-05-03 to 4.5.2031, today.": ["date 2031-05-03", "date 4.5.2031", "date today"],
    "By Sept. 3, or Dec 2031, in 2032.": ["date Sept. 3", "date Dec 2031", "date 2032"],
    "He said: “Not so fast.” She said: \"Go on, then,\" and “no”.": ["quotation Not so fast", "quotation Go on, then"],
    "“It goes on in the next paragraph": ["quotation It goes on in the next paragraph"],
    "A plank of 5\" and one of 6\" by the door.": ["number 5", "number 6"],
    "There the Ministry of Public Works spoke to Mara Quist.": ["name Ministry of Public Works", "name Mara Quist"],
    "Weather was fine. Ships came.": [],
    "Quist left. Then Quist’s sister saw Quist.": ["name Quist", "name Quist", "name Quist"],
    "Mara Quist left.": ["name Mara Quist"],
    "NATO said so. I saw it on X, said @maraquist.": ["name NATO", "name X"],
    "Then @MaraQuist and Mr. Berg wrote to Port-au-Lac.": ["name @MaraQuist", "name Mr. Berg", "name Port-au-Lac"],
    "The T-34 stood in Harbour No. 5 in the U.K. then.": ["name T-34", "name Harbour No", "number 5", "name U.K."],
    "According to Coast Wire, In short, it is so.": ["name Coast Wire", "name In"],
    "": [],
}  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), THINGS.items(), ids=list(THINGS))
def test_quotations_dates_numbers_and_names_are_found(line, expected):
    assert expected == [f"{thing.kind} {thing.words}" for thing in find_things([line])]


@given(st.lists(st.text(st.sampled_from("AbC 12,.%“”\"'’-@ofMay\u0301…[]½"), max_size=60), max_size=4))
def test_every_thing_stands_at_its_line_and_column(lines):
    for thing in find_things(lines):
        first = thing.column - 1
        assert thing.words
        assert thing.words == lines[thing.line - 1][first : first + len(thing.words)]


def library(items=(), not_story=(), title=None, authors=()):
    """A library of one source; an item is its passage (start, end), or its quote."""
    facts = {f"f{n}": fact(item) for n, item in enumerate(items) if isinstance(item, tuple)}
    statements = {f"s{n}": statement(item) for n, item in enumerate(items) if isinstance(item, str)}
    marks = [{"start": start, "end": end, "reason": "Heading."} for start, end in not_story]
    source = Source.model_validate(
        {
            "title": title,
            "authors": list(authors),
            "language": "en",
            "kind": "report",
            "published": {"basis": "unknown"},
            "not_story": marks,
        }
    )
    article = Article.model_validate({"summary": "A text.", "facts": facts, "statements": statements})
    place = Where(File("content/articles/post.yml", Mark((1, 1), (1, 1))))
    return Library(sources={"post": source}, articles={"post": article}, places={("articles", "post"): place})


def fact(passage):
    return {"text": "Something.", "passage": {"start": passage[0], "end": passage[1]}}


def statement(quote):
    return {"text": "Words.", "speaker": "mara-quist", "form": "direct", "quote": quote}


TEXT = """Bridge shut after dive
By A. Writer

On Friday, Mara Quist shut the bridge to 4,000 people.
“Nobody was in danger,” she said.

Why It Matters
Support us with 5 euros!"""

ALL = ["4:4 date Friday", "4:12 name Mara Quist", "4:42 number 4,000", "5:2 quotation Nobody was in danger"]
FURNITURE = ["7:5 name It Matters", "8:17 number 5"]
STORY = {"items": [("On Friday", "4,000 people"), "Nobody was in danger,"]}
MARKS = {"not_story": [("Why It Matters", None), ("Support us", "euros")]}

GAPS = {
    "nothing is covered": ({}, [*ALL, "2:4 name A. Writer", *FURNITURE]),
    "the title is a line of its own": ({"title": "Bridge shut after dive", **STORY, **MARKS}, ["2:4 name A. Writer"]),
    "the author is named": ({"authors": ["A. Writer"], **STORY, **MARKS}, []),
    "items cover their passages": (STORY, ["2:4 name A. Writer", *FURNITURE]),
    "marks cover their stretches": (MARKS, [*ALL, "2:4 name A. Writer"]),
    "a passage that ends in a name does not cover it": (
        {"items": [("On Friday, Mara", None)], **MARKS},
        ["2:4 name A. Writer", *ALL[1:]],
    ),
    "a quotation needs to be covered whole": (
        {"items": [("Nobody was", None)], **MARKS},
        ["2:4 name A. Writer", *ALL],
    ),
    "items that touch cover together": (
        {"items": [("Nobody was", None), ("in danger", None)], **MARKS},
        ["2:4 name A. Writer", *ALL[:3]],
    ),
    "words that are not there cover nothing": (
        {"items": [("On Fridays", None)], **MARKS},
        ["2:4 name A. Writer", *ALL],
    ),
    "a mark that is not there covers nothing": (
        {"not_story": [("Why It Mattered", None), ("Support us", "dollars")], **STORY},
        ["2:4 name A. Writer", *FURNITURE],
    ),
}


def find_gaps(story, text):
    return list(measure_coverage(story, "post", text).gaps)


def described(gaps):
    return [f"{gap.line}:{gap.column} {gap.kind} {gap.words}" for gap in gaps]


@pytest.mark.parametrize(("written", "expected"), GAPS.values(), ids=list(GAPS))
def test_gaps_are_what_nothing_covers(written, expected):
    assert set(expected) == set(described(find_gaps(library(**written), TEXT)))


def test_a_mark_that_stands_several_times_covers_each():
    text = "Mara Quist left.\nRead 5 more\nShe left at 6.\nRead 5 more"
    assert ["1:1 name Mara Quist", "3:13 number 6"] == described(
        find_gaps(library(not_story=[("Read 5 more", None)]), text)
    )


def test_a_mark_with_an_end_reaches_to_the_nearest_one():
    text = "Photo: Mara Quist (Wire)\nBen Berg came.\nPhoto: Ada Berg (Wire)\nThe fee is 7 (Wire)"
    marked = library(not_story=[("Photo:", "(Wire)")])
    assert ["2:1 name Ben Berg", "4:12 number 7"] == described(find_gaps(marked, text))


@pytest.mark.parametrize(
    "text",
    [
        "She  said — “No…  never” — to Mara\u00a0Quist.",
        "She said [ … ] to ﬁve men... “No...never” \u2014 to Mara Quist.",
        "½ of the cafe\u0301 is Mara Quist’s, said «her own  words».",
    ],
)
def test_folded_typography_does_not_shift_what_is_covered(text):
    assert [] == find_gaps(library(items=[(text.split()[0], text.split()[-1])]), text)
    assert [] != find_gaps(library(items=[(text.split()[0], "to" if " to " in text else "is")]), text)


PLAIN = [
    "Mara",
    "Quist",
    "of",
    "the",
    "left.",
    "“So",
    "it",
    "is”",
    "5,000",
    "two-thirds",
    "Monday",
    "in",
    "late",
    "2031",
]
ODD = ["…", "[...]", "cafe\u0301", "½", "ﬁve", "\n", "\u00a0", "—", "’s", "May", "@Ada", "U.K."]
WORDS = st.sampled_from(PLAIN + ODD)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@given(TEXTS)
def test_nothing_is_left_of_a_text_that_is_marked_whole(text):
    marked = library(not_story=[("begin", "end")])
    assert [] == find_gaps(marked, f"begin {text} end")


@given(TEXTS)
def test_without_items_every_thing_is_a_gap_and_the_sums_agree(text):
    lines = text.split("\n")
    measured = measure_coverage(library(), "post", text)
    assert find_things(lines) == list(measured.gaps)
    assert (len(measured.gaps), 0) == (measured.things, measured.marked)


@given(TEXTS, TEXTS)
def test_what_follows_a_covered_stretch_stays_a_gap(marked, open_text):
    gaps = find_gaps(library(not_story=[("begin", "end")]), f"begin {marked} end\n{open_text}\nthen 77 came")
    first = marked.count("\n") + 2
    assert all(gap.line >= first for gap in gaps)
    assert "77" == gaps[-1].words


def test_a_source_without_a_record_is_still_measured():
    without = library(items=[("Mara", "left")])
    orphan = Library(articles=without.articles, places=without.places)
    assert [] == find_gaps(orphan, "Then Mara left.")


def run(*arguments):
    """Run builder coverage in this process."""
    return CliRunner().invoke(cli, ["coverage", *map(str, arguments)], catch_exceptions=False)


HARBOUR_GAPS = {
    "lindholm-courier-2031-05-02": [
        "4:47: name 'Coast Wire'",
        "4:78: name 'Harbour Office'",
        "6:66: name 'Mara Quist'",
        "6:104: date 'Friday'",
        "8:18: name 'Harbour Office'",
        "8:76: date 'this year'",
        "8:113: date 'April'",
        "12:13: date 'April'",
        "12:52: name 'Harbour Office'",
    ],
    "island-post-2031-05-03": ["5:30: date 'This month'", "5:86: date 'this month'", "7:13: date 'April'"],
    "unnamed-2031": [],
}


@pytest.mark.parametrize(("source", "gaps"), HARBOUR_GAPS.items(), ids=list(HARBOUR_GAPS))
def test_the_gaps_of_the_invented_story_are_listed_in_order(source, gaps):
    text = HARBOUR / "texts" / load(HARBOUR).sources[source].snapshot
    result = run("--root", HARBOUR, source, text)
    assert (bool(gaps), [f"{text}:{gap}" for gap in gaps]) == (result.exit_code, result.stdout.splitlines())


def test_the_last_line_sums_up():
    result = run("--root", HARBOUR, "lindholm-courier-2031-05-02", HARBOUR / "texts/courier.txt")
    sums = "9 of 18 things uncovered (4 dates, 5 names), 0 marked as not_story"
    shown = "37 of 125 words are shown, 29.6 percent"
    assert f"lindholm-courier-2031-05-02: {sums}\nlindholm-courier-2031-05-02: {shown}\n" == result.stderr


def test_an_unknown_source_is_wrong_use():
    result = run("--root", HARBOUR, "unnamed-2032", HARBOUR / "texts/leaflet.txt")
    assert 2 == result.exit_code
    assert "no file content/articles/unnamed-2032.yml; did you mean 'unnamed-2031'?" in result.stderr


def test_items_whose_words_are_not_found_are_said_to_be_missing():
    result = run("--root", HARBOUR, "unnamed-2031", HARBOUR / "texts/post.txt")
    assert (1, True) == (result.exit_code, " E506 'up to 5,000 people' is not" in result.stdout)


def test_marks_that_do_not_stand_in_the_text_are_said_to_be_missing(tmp_path):
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    with open(tmp_path / "sources/unnamed-2031.yml", "a", encoding="utf-8") as source:
        source.write("not_story: [{start: Why It Matters, reason: Heading.}]\n")
    result = run("--root", tmp_path, "unnamed-2031", tmp_path / "texts/leaflet.txt")
    expected = "sources/unnamed-2031.yml:7:21: E510 'Why It Matters' is not in the text\n"
    assert (1, expected) == (result.exit_code, result.stdout)


def test_a_text_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "text.txt").write_bytes("Café 5".encode("latin-1"))
    with pytest.raises(BuilderError, match="save it as UTF-8"):
        run("--root", HARBOUR, "unnamed-2031", tmp_path / "text.txt")


def test_marks_are_in_no_data_file(tmp_path):
    story = copy_story(HARBOUR, tmp_path / "story")
    with (story / "sources" / "unnamed-2031.yml").open("a", encoding="utf-8") as source:
        source.write("not_story: [{start: Open our bridge, reason: Heading.}]\n")
    assert load(story).sources["unnamed-2031"].not_story
    assert "not_story" not in build(story).texts["data/explainer.json"].content
