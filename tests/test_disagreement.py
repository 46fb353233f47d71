"""Who contradicts whom and who merely repeats: comparisons, origins, renderings, retellings, and the page of all."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from conftest import HARBOUR
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from small_stories import link_story, tell

from builder.build import build
from builder.data.explainer import make_data
from builder.link import link
from builder.load import load
from builder.model import Fact, Figure, NextStep, Organisation, Quantity, Source, Statement
from builder.model.library import Library
from builder.model.walk import PlacedItem
from builder.model.where import File, Mark, Where
from builder.relations.expectations import step_status
from builder.relations.readings import compare, read_figure
from builder.relations.retellings import find_retellings, find_twins
from builder.relations.silence import find_suspicious_silences
from builder.relations.utterances import compare_quotations, lone_quotations, render_utterance
from builder.views.figures import explain_comparison
from builder.words.dates import read_span

ANYWHERE = Where(File("x.yml", Mark((1, 1), (1, 1))))
KILLED = Quantity.model_validate({"label": "Killed", "unit": "people", "counts": "The dead.", "cumulative": "yes"})

LIBRARY = Library(
    sources={name: Source.model_construct(label=f"source {name}") for name in ("a", "b")},
    organisations={"office": Organisation.model_construct(name="The Harbour Office")},
)


def figure(printed, qualifier="exact", **fields):
    value = {} if "low" in fields else {"value": re.sub(r"\D", "", printed)}
    given = {"text": "So many.", "quantity": "killed", "printed": printed, "qualifier": qualifier, **value, **fields}
    return Figure.model_validate(given)


def reading(name, item, estimator=None, side=None):
    item = item if estimator is None else item.model_copy(update={"attributed_to": estimator})
    return read_figure(f"{name}/figures/n", item, side)


def explain(found):
    return explain_comparison(LIBRARY, found)


# Two readings -> verdict, and a part of the reason.
PAIRS = [
    (figure("300", as_of="2031-05"), figure("300", as_of="2031-05"), "agree", "same number"),
    (figure("about 300", "about", as_of="2031-05"), figure("320", as_of="2031-05"), "agree", "rounded"),
    (figure("about 300", "about", as_of="2031-05"), figure("360", as_of="2031-05"), "conflict", "no number fits both"),
    (figure("300", as_of="2031-05"), figure("400", as_of="2031-05"), "conflict", "same time"),
    (figure("300", as_of="2031-05-02"), figure("400", as_of="2031-05"), "conflict", "no number fits both"),
    (figure("300", as_of="2031-05"), figure("400", as_of="2031-06"), "not comparable", "Different date"),
    (figure("400", as_of="2031-05"), figure("300", as_of="2031-06"), "conflict", "running total cannot fall"),
    (figure("over 400", "more_than", as_of="2031-05"), figure("300", as_of="2031-06"), "conflict", "cannot fall"),
    (figure("up to 400", "up_to", as_of="2031-05"), figure("300", as_of="2031-06"), "not comparable", "Different date"),
    (
        figure("400", as_of="2031-05", as_of_kind="whole"),
        figure("300", as_of="2031-06"),
        "conflict",
        "running total cannot fall",
    ),
    (
        figure("400", as_of="2031-05"),
        figure("300", as_of="2031-06", as_of_kind="whole"),
        "not comparable",
        "Different date",
    ),
    (
        figure("400", as_of="2031-05"),
        figure("300", as_of="2031-05", as_of_kind="whole"),
        "not comparable",
        "over all of May 2031",
    ),
    (
        figure("400", as_of="2031-05", as_of_kind="whole"),
        figure("300", as_of="2031-05", as_of_kind="whole"),
        "conflict",
        "no number fits both",
    ),
    (
        figure("400", as_of="2031-05", as_of_kind="within"),
        figure("300", as_of="2031-05"),
        "not comparable",
        "at some time in May 2031; as of May 2031",
    ),
    (
        figure("400", as_of="2031-05", as_of_kind="within"),
        figure("300", as_of="2031-05", as_of_kind="within"),
        "not comparable",
        "Not known to be of one time",
    ),
    (
        figure("400", as_of="2031-05-02", as_of_kind="within"),
        figure("300", as_of="2031-05-02", as_of_kind="within"),
        "conflict",
        "no number fits both",
    ),
    (figure("300", as_of="2031"), figure("over 250", "more_than", as_of="2031-06"), "compatible", "only a limit"),
    (figure("over 300", "more_than", as_of="2031"), figure("300", as_of="2031"), "conflict", "no number fits both"),
    (figure("at least 300", "at_least", as_of="2031"), figure("300", as_of="2031"), "compatible", "only a limit"),
    (
        figure("up to 300", "up_to", as_of="2031"),
        figure("over 300", "more_than", as_of="2031"),
        "conflict",
        "no number",
    ),
    (
        figure("300", scope="in the north", as_of="2031"),
        figure("400", as_of="2031"),
        "not comparable",
        "Different scope",
    ),
    (figure("300"), figure("400", as_of="2031"), "not comparable", "No date is given by: source a"),
    (figure("300", scope="in the north"), figure("400"), "not comparable", "Different scope"),
    (figure("300"), figure("300"), "agree", "No date is given by: source a and source b"),
    (
        figure("200 to 300", low="200", high="300", as_of="2031"),
        figure("300 to 400", low="300", high="400", as_of="2031"),
        "agree",
        "both fit",
    ),
]


@pytest.mark.parametrize(("a", "b", "verdict", "why"), PAIRS)
def test_two_readings_are_judged_as_a_careful_reader_would(a, b, verdict, why):
    found = compare(reading("a", a), reading("b", b), KILLED)
    assert (verdict, True) == (found.verdict, why in explain(found)), explain(found)


def test_a_conflict_names_who_the_numbers_are_credited_to():
    a = reading("a", figure("300", as_of="2031"), "office")
    b = reading("b", figure("400", as_of="2031"))
    assert "Different estimators: The Harbour Office; not named." in explain(compare(a, b, KILLED))


# Two readings of which one retells the other -> verdict, cause.
COPIES = [
    (figure("300", as_of="2031-05"), figure("300", as_of="2031-05"), "copied", "copied"),
    (figure("300", as_of="2031-05"), figure("about 300", "about", as_of="2031-05"), "copied", "copied"),
    (figure("300", as_of="2031-05"), figure("300"), "copied", "copied"),
    (figure("300", as_of="2031-05"), figure("300", as_of="2031-06"), "conflict", "one estimate, two dates"),
    (figure("300", as_of="2031-05"), figure("400", as_of="2031-06"), "not comparable", "other date"),
    (figure("300", as_of="2031-05"), figure("300", scope="in the north"), "not comparable", "other scope"),
    (figure("300", as_of="2031-05"), figure("400", as_of="2031-05"), "conflict", "ranges apart"),
]


@pytest.mark.parametrize(("a", "b", "verdict", "cause"), COPIES)
def test_a_retold_number_is_judged_as_a_copy(a, b, verdict, cause):
    found = compare(reading("a", a), reading("b", b), KILLED, is_retold=True)
    assert (verdict, cause) == (found.verdict, found.cause)


def test_two_limits_that_one_side_gives_for_one_time_may_be_a_slip():
    a = reading("a", figure("over 300", "more_than", as_of="2031-05"), side="office")
    b = figure("over 400", "more_than", as_of="2031-05")
    assert "may be a slip" in explain(compare(a, reading("b", b, side="office"), KILLED))
    assert "may be a slip" not in explain(compare(a, reading("b", b, side="guild"), KILLED))


NUMBERS = st.integers(min_value=1, max_value=50_000)
TIMES = st.sampled_from([None, "2031", "2031-05", "2031-05-02", "2031-06", "2031-02~", "2031-04-20/2031-05-02"])
QUALIFIERS = st.sampled_from(["exact", "about", "at_least", "more_than", "at_most", "less_than", "up_to"])
FIGURES = st.builds(
    lambda number, qualifier, **fields: figure(str(number), qualifier, **fields),
    NUMBERS,
    QUALIFIERS,
    as_of=TIMES,
    scope=st.sampled_from([None, "in the north"]),
    as_of_kind=st.sampled_from(["point", "within", "whole"]),
)


@given(FIGURES, FIGURES, st.booleans())
def test_the_verdict_is_symmetric_and_a_conflict_needs_the_same_scope_and_like_times(a, b, is_retold):
    there, back = (compare(reading("a", x), reading("b", y), KILLED, is_retold) for x, y in ((a, b), (b, a)))
    assert (there.verdict, there.cause) == (back.verdict, back.cause)
    if there.verdict == "conflict":
        assert a.scope == b.scope
        is_one_time = read_span(a.as_of).meets(read_span(b.as_of))
        assert is_one_time == (there.cause == "ranges apart")
        assert not is_one_time or (a.as_of_kind == "whole") == (b.as_of_kind == "whole")


@given(FIGURES)
def test_no_reading_contradicts_itself(item):
    assert compare(reading("a", item), reading("b", item), KILLED).verdict in ("agree", "compatible")


@given(FIGURES, st.fractions(min_value=Fraction(1, 10), max_value=10))
def test_a_conflict_says_so_whatever_the_unit(item, factor):
    other = figure("700", as_of=item.as_of, scope=item.scope, as_of_kind=item.as_of_kind)
    scaled = [one.model_copy(update={"value": one.value * factor}) for one in (item, other)]
    if item.qualifier != "about":  # what a number is rounded to depends on how it is written
        first, second = (compare(reading("a", x), reading("b", y), KILLED) for x, y in ((item, other), scaled))
        assert first.verdict == second.verdict


def said_by(*via, **fields):
    """Return an item that supports x, passed on by those named."""
    return {"supports": ["x"], "via": list(via), **fields}


def concluded(*chain, **fields):
    return said_by(**fields, likely_via={"chain": list(chain), "reason": "The same words."})


WHOLLY_OTHER = "A crane came by water in the night."
# Items of the article asked about and of the article `paper`, what the first retells -> the origin of its first item.
ORIGINS = {
    "nobody is named": ([said_by()], [], None, ("unknown", None, "one")),
    "whom the article names": ([said_by("wire", "office")], [], None, ("named", "office", "one wire office")),
    "who speaks, behind who passes it on": (
        [said_by("wire", speaker="ada", form="indirect")],
        [],
        None,
        ("named", "office", "one wire ada"),
    ),
    "whom it credits": ([said_by(attributed_to="bo")], [], None, ("named", "bo", "one bo")),
    "its own reporting": ([said_by(own="yes")], [], None, ("own", "one", "one")),
    "what others told it is theirs": (
        [said_by(own="yes", attributed_to="guild")],
        [],
        None,
        ("named", "guild", "one guild"),
    ),
    "our conclusion": ([concluded("wire", "guild")], [], None, ("named", "guild", "one wire guild", "inferred")),
    "our conclusion beside the article's own word": (
        [concluded("wire", "office", attributed_to="office")],
        [],
        None,
        ("named", "office", "one office"),
    ),
    "our conclusion goes behind the article's word": (
        [concluded("office", attributed_to="bo")],
        [],
        None,
        ("named", "office", "one office", "inferred"),
    ),
    "our conclusion goes on in the other article": (
        [concluded("paper")],
        [said_by("wire", "guild")],
        None,
        ("named", "guild", "one paper wire guild", "inferred"),
    ),
    "our conclusion ends where the other article names nobody": (
        [concluded("paper")],
        [said_by()],
        None,
        ("unknown", None, "one paper", "inferred"),
    ),
    "our conclusion ends where the other article does not say it": (
        [concluded("paper")],
        [{"disputes": ["x"], "attributed_to": "guild"}],
        None,
        ("unknown", None, "one paper", "inferred"),
    ),
    "retold": (
        [said_by()],
        [said_by("wire")],
        "paper",
        ("named", "wire", "one paper wire", "inferred"),
    ),
    "retold, and nobody is named there either": (
        [said_by()], [said_by()], "paper", ("unknown", None, "one paper", "inferred")
    ),
    "an addition: not in the text that it retells": (
        [said_by(text=WHOLLY_OTHER)],
        [said_by("wire", text="Lamps shone.")],
        "paper",
        ("unknown", None, "one", "addition"),
    ),
    "another speaker is no retelling": (
        [said_by(speaker="bo", form="indirect")],
        [said_by(speaker="ada", form="indirect")],
        "paper",
        ("named", "bo", "one bo"),
    ),
    "a text of an agency, whose word it is unknown": (
        [said_by()],
        [],
        "wire",
        ("unknown", None, "one wire", "inferred"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("items", "others", "retells", "expected"), ORIGINS.values(), ids=ORIGINS)
def test_each_item_comes_from_somebody_or_from_nobody_known(items, others, retells, expected):
    site = link_story({"one": items, "paper": others}, {"one": retells} if retells else {})
    origin = site.items[next(name for name in site.items if name.startswith("one/"))].origin
    marks = {"inferred": origin.is_inferred, "addition": origin.is_addition}
    found = (origin.kind, origin.end, " ".join(origin.chain), *(name for name, is_so in marks.items() if is_so))
    assert expected == found


def test_a_ring_of_conclusions_ends_in_nobody_known():
    site = link_story({"one": [concluded("two")], "two": [concluded("one")]})
    assert {("unknown", None)} == {(item.origin.kind, item.origin.end) for item in site.items.values()}


# Articles, what derives from what -> ends, bodies, articles that name nobody, status.
COUNTS = {
    "nobody": ({"one": [said_by()], "two": [said_by()]}, {}, ("", "", "one two", "unknown origin")),
    "one": ({"one": [said_by("wire")]}, {}, ("wire", "wire", "", "one origin")),
    "one and nobody": ({"one": [said_by("wire")], "two": [said_by()]}, {}, ("wire", "wire", "two", "one origin")),
    "three articles from one": (
        {name: [said_by("wire")] for name in ("one", "two", "three")}, {}, ("wire", "wire", "", "one origin")
    ),
    "two": (
        {"one": [said_by("wire")], "two": [said_by("guild")]}, {}, ("guild wire", "guild wire", "", "agreed")
    ),
    "two offices of one body": (
        {"one": [said_by("office")], "two": [said_by("police")]}, {}, ("office police", "town", "", "one origin")
    ),
    "an office and its body": (
        {"one": [said_by("office")], "two": [said_by("town")]}, {}, ("office", "town", "", "one origin")
    ),
    "a person and the office": (
        {"one": [said_by("ada")], "two": [said_by("office")]}, {}, ("office", "town", "", "one origin")
    ),
    "two voices in one article": (
        {"one": [said_by("wire"), said_by("guild", text=WHOLLY_OTHER)]},
        {},
        ("guild wire", "guild wire", "", "one origin"),
    ),
    "own reporting of two": (
        {"one": [said_by(own="yes")], "two": [said_by(own="yes")]}, {}, ("one two", "one two", "", "agreed")
    ),
    "a copy": ({"one": [said_by("wire")], "two": [said_by()]}, {"two": "one"}, ("wire", "wire", "", "one origin")),
    "a copy of nobody": ({"one": [said_by()], "two": [said_by()]}, {"two": "one"}, ("", "", "one", "unknown origin")),
    "a copy that names another": (
        {"one": [said_by("wire")], "two": [said_by("guild")]}, {"two": "one"}, ("wire", "wire", "", "one origin")
    ),
    "an addition that names another": (
        {"one": [said_by("wire")], "two": [said_by("guild", text=WHOLLY_OTHER)]},
        {"two": "one"},
        ("guild wire", "guild wire", "", "one origin"),
    ),
    "a copy of a copy": (
        {"one": [said_by("wire")], "two": [said_by()], "three": [said_by()]},
        {"two": "one", "three": "two"},
        ("wire", "wire", "", "one origin"),
    ),
    "siblings of one text that is silent": (
        {
            "one": [{"text": "Lamps shone."}],
            "two": [said_by("wire")],
            "three": [said_by("guild")],
        },
        {"two": "one", "three": "one"},
        ("guild wire", "guild wire", "", "one origin"),
    ),
    "who passes it on elsewhere is no second one": (
        {"one": [said_by("wire")], "two": [said_by("wire", "office")]}, {}, ("office", "town", "", "one origin")
    ),
    "relays in a ring": (
        {"one": [said_by("wire", "guild")], "two": [said_by("guild", "wire")]}, {}, ("guild", "guild", "", "one origin")
    ),
    "our conclusion makes two one": (
        {"one": [said_by("office")], "two": [concluded("office", attributed_to="bo")]},
        {},
        ("office", "town", "", "one origin"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("articles", "derived", "expected"), COUNTS.values(), ids=COUNTS)
def test_only_known_and_unrelated_witnesses_agree(articles, derived, expected):
    claim = link_story(articles, derived).claims["x"]
    found = claim.sides["supports"].witnesses
    assert expected == (" ".join(found.ends), " ".join(found.bodies), " ".join(found.unknown), claim.status)


AGREEING = {"one": [said_by("wire")], "two": [said_by("guild")]}
DISPUTING, QUALIFYING = {"disputes": ["x"]}, {"qualifies": ["x"]}
# Articles -> status of the claim.
STATUSES = {
    "agreed although qualified": (AGREEING | {"three": [QUALIFYING]}, "agreed"),
    "disputed although agreed": (AGREEING | {"three": [DISPUTING]}, "disputed"),
    "disputed by the article itself": ({"one": [said_by("wire"), DISPUTING]}, "disputed"),
    "disputed alone": ({"one": [DISPUTING]}, "disputed"),
    "qualified": ({"one": [said_by("wire"), QUALIFYING]}, "qualified"),
    "qualified alone": ({"one": [QUALIFYING]}, "qualified"),
    "a withdrawn item counts for nothing": (
        {"one": [said_by("wire"), DISPUTING | {"withdrawn": {"date": "2031-05-04", "reason": "Misread."}}]},
        "one origin",
    ),
}


@pytest.mark.parametrize(("articles", "expected"), STATUSES.values(), ids=STATUSES)
def test_a_status_says_what_the_items_say(articles, expected):
    assert expected == link_story(articles).claims["x"].status


def test_removing_a_relay_leaves_an_article_without_a_known_origin():
    together = make_data(link_story({"one": [said_by("wire")], "two": [said_by("wire")]}))
    apart = make_data(link_story({"one": [said_by("wire")], "two": [said_by()]}))
    assert [("wire", "named"), ("wire", "named")] == [(i.origin, i.origin_kind) for i in together.items.values()]
    assert [("wire", "named"), (None, "unknown")] == [(i.origin, i.origin_kind) for i in apart.items.values()]
    assert (("wire",), ("wire",)) == (together.claims["x"].origins, apart.claims["x"].origins)


def counted(quantity, printed, qualifier="exact", **fields):
    value = re.sub(r"[^\d/]", "", printed)
    given = {"quantity": quantity, "printed": printed, "value": value, "qualifier": qualifier, "as_of": "2031-05"}
    return given | fields


FLEET = {
    "boats": {"sum_of": ["sails", "motors"], "cumulative": "yes"},
    "sails": {},
    "motors": {},
    "share": {"share": {"part": "sails", "whole": "boats"}},
}
# Articles, what derives from what -> the conflicts: quantity, the two items, cause.
CONFLICTS = {
    "a share of the article's own total against another article's number": (
        {"one": [counted("boats", "300"), counted("share", "1/3")], "two": [counted("sails", "30")]},
        {},
        [("sails", "one/figures/n1", "two/figures/n0", "worked out")],
    ),
    "a share of another time": (
        {"one": [counted("boats", "300"), counted("share", "1/3")], "two": [counted("sails", "30", as_of="2031-06")]},
        {},
        [],
    ),
    "a share of another kind of time": (
        {
            "one": [counted("boats", "300"), counted("share", "1/3")],
            "two": [counted("sails", "30", as_of_kind="whole")],
        },
        {},
        [],
    ),
    "a share of another scope": (
        {"one": [counted("boats", "300"), counted("share", "1/3")], "two": [counted("sails", "30", scope="in port")]},
        {},
        [],
    ),
    "parts against another article's total": (
        {"one": [counted("sails", "10"), counted("motors", "20")], "two": [counted("boats", "40")]},
        {},
        [
            ("boats", "one/figures/n0", "two/figures/n0", "parts against total"),
            ("boats", "one/figures/n1", "two/figures/n0", "parts against total"),
        ],
    ),
    "parts that make another article's total": (
        {"one": [counted("sails", "10"), counted("motors", "20")], "two": [counted("boats", "30")]}, {}, []
    ),
    "an estimate of a month under another one": (
        {"one": [counted("boats", "300")], "two": [counted("boats", "300", as_of="2031-02")]},
        {"two": "one"},
        [("boats", "one/figures/n0", "two/figures/n0", "one estimate, two dates")],
    ),
    "two copies of one estimate under two dates": (
        {
            "one": [counted("boats", "300", as_of=None)],
            "two": [counted("boats", "300", as_of="2031-02")],
            "three": [counted("boats", "300", as_of="2031-03")],
        },
        {"two": "one", "three": "one"},
        [("boats", "three/figures/n0", "two/figures/n0", "one estimate, two dates")],
    ),
    "the same number of others under two dates": (
        {"one": [counted("boats", "300")], "two": [counted("boats", "300", as_of="2031-02")]}, {}, []
    ),
    "a total that falls": (
        {"one": [counted("boats", "300")], "two": [counted("boats", "200", as_of="2031-06")]},
        {},
        [("boats", "one/figures/n0", "two/figures/n0", "total falls")],
    ),
    "what is no running total may fall": (
        {"one": [counted("sails", "300")], "two": [counted("sails", "200", as_of="2031-06")]}, {}, []
    ),
}  # fmt: skip


@pytest.mark.parametrize(("articles", "derived", "expected"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_contradicts_what_is_found_over_the_whole_story(articles, derived, expected):
    site = link_story(articles, derived, quantities=FLEET)
    assert expected == [
        (name, *sorted((found.a.id, found.b.id)), found.cause)
        for name, quantity in site.quantities.items()
        for found in quantity.comparisons
        if found.verdict == "conflict"
    ]


def test_copies_of_one_number_are_the_same_number_copied_however_they_are_kin():
    numbers = {name: [counted("sails", "300")] for name in ("one", "two", "three", "four")}
    site = link_story(numbers, {"two": "one", "three": "two", "four": "one"}, quantities=FLEET)
    assert {"copied"} == {found.verdict for found in site.quantities["sails"].comparisons}


STRAY = {"supports": ["y"]}
# Items of an article beside one that supports x, shared fields -> what is suspicious.
SILENCES = {
    "an item of the same event": ({"event": "feast"}, {"event": "feast"}, [("event", "feast")]),
    "an item of the same quantity": (counted("boats", "300"), counted("boats", "400"), [("quantity", "boats")]),
    "an item of the same question": ({"question": "when"}, {"question": "when"}, [("question", "when")]),
    "an item of the same utterance": (
        {"speaker": "bo", "form": "indirect", "utterance": "speech"},
        {"speaker": "bo", "form": "indirect", "utterance": "speech"},
        [("utterance", "speech")],
    ),
    "another event": ({"event": "feast"}, {"event": "storm"}, []),
    "nothing shared": ({}, {}, []),
}


@pytest.mark.parametrize(("fields", "other", "expected"), SILENCES.values(), ids=SILENCES)
def test_silence_is_suspicious_where_an_item_looks_as_if_it_bore_on_the_claim(fields, other, expected):
    library = tell({"one": [said_by() | fields], "two": [STRAY | other]})
    found = [silence for silence in find_suspicious_silences(library) if silence.source == "two"]
    assert [("x", shared) for shared in expected] == [(silence.claim, silence.shared) for silence in found]


def test_silence_is_not_suspicious_once_settled_or_where_nobody_read_the_article_whole():
    library = tell({"one": [said_by() | {"event": "feast"}], "two": [{"event": "feast"}]})
    settled = library.articles["two"].model_copy(update={"silent": {"x": "It tells of the music."}})
    unread = library.sources["two"].model_copy(update={"checked": None})
    assert 1 == len(list(find_suspicious_silences(library)))
    for kind, record in (("articles", settled), ("sources", unread)):
        changed = replace(library, **{kind: {**library.records(kind), "two": record}})
        assert [] == list(find_suspicious_silences(changed))


FULL = "We came in May. The gate was open, and nobody asked us for a paper. Then we left."
# A retelling's quotations -> words kept, words of its own, cuts marked, order changed.
QUOTATIONS = [
    ([FULL], 18, 0, True, False),
    (["The gate was open, and nobody asked us for a paper."], 11, 0, True, False),
    (["We came in May... Then we left."], 7, 0, True, False),
    (["We came in May. Then we left."], 7, 0, False, False),
    (["Then we left. … We came in May."], 7, 0, True, True),
    (["The gate was wide open"], 3, 2, True, False),
    (["Doors stood ajar everywhere"], 0, 4, True, False),
]


@pytest.mark.parametrize(("quotes", "kept", "own", "marked", "moved"), QUOTATIONS)
def test_a_quotation_is_held_against_the_fullest_one(quotes, kept, own, marked, moved):
    found = compare_quotations("copy", ("direct",), ("paper", [FULL]), quotes)
    assert (kept, 18 - kept, own, marked, moved) == (
        found.kept,
        found.left_out,
        found.other_words,
        found.cuts_marked,
        found.order_changed,
    )


def statement(source, form, quote=None, **fields):
    given = {"text": "He said so.", "speaker": "he", "form": form, "quote": quote, "utterance": "speech", **fields}
    return PlacedItem(source, "statements", "said", Statement.model_validate(given), ANYWHERE)


def test_a_quotation_that_only_a_retelling_prints_is_lone_and_no_measure():
    group = [statement("paper", "indirect"), statement("copy", "direct", FULL)]
    derived = {"copy": ["paper"]}
    lone = lone_quotations({"speech": group}, derived)
    assert {"copy/statements/said"} == lone
    assert [None, None] == [found.fullest for found in render_utterance(group, derived, lone)]


def test_the_fullest_quotation_is_not_the_retelling():
    group = [statement("copy", "direct", FULL), statement("paper", "direct", "We came in May.")]
    found = {rendering.source: rendering for rendering in render_utterance(group, {"copy": ["paper"]}, ())}
    assert (None, "paper") == (found["paper"].fullest, found["copy"].fullest)


def placed(source, model, section, **fields):
    return PlacedItem(source, section, "one", model.model_validate({"text": "So it is told.", **fields}), ANYWHERE)


def number(source, printed, qualifier="exact", **fields):
    return PlacedItem(source, "figures", "one", figure(printed, qualifier, **fields), ANYWHERE)


def retell(items):
    return find_retellings({item.id: item for item in items}, find_twins(items, {"copy": ["paper"]}))


# The item retold, the retelling -> what changed.
CHANGES = [
    (number("paper", "300", as_of="2031"), number("copy", "300", as_of="2031"), []),
    (number("paper", "about 300", "about"), number("copy", "300"), [("qualifier", "about 300", "300")]),
    (number("paper", "300"), number("copy", "400"), [("number", "300", "400")]),
    (number("paper", "300", as_of="2031-05"), number("copy", "300"), [("date", "2031-05", None)]),
    (number("paper", "300", scope="in May"), number("copy", "300"), [("scope", "in May", None)]),
    (number("paper", "300", attributed_to="he"), number("copy", "300"), [("attribution", "he", None)]),
    (number("paper", "300", via=["wire"]), number("copy", "300"), [("relays", "wire", None)]),
    (
        statement("paper", "indirect", channel="radio"),
        statement("copy", "direct", FULL),
        [("form", "indirect", "direct"), ("channel", "radio", None)],
    ),
    (statement("paper", "indirect", channel="on the radio"), statement("copy", "indirect", channel="radio"), []),
    (
        placed("paper", Fact, "facts", qualifies=["it"]),
        placed("copy", Fact, "facts", supports=["it"]),
        [("stance", "qualifies", "supports")],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_what_a_retelling_has_otherwise_is_found(before, after, expected):
    found = retell([before, after])
    assert {"copy/" + after.id.partition("/")[2]} == set(found)
    retelling = found[after.id]
    assert before.id == retelling.of
    assert expected == [(change.what, change.before, change.after) for change in retelling.changes]


def test_of_two_numbers_only_the_likest_is_a_retelling():
    before = number("paper", "60", scope="in the north")
    near, far = number("copy", "80", scope="in the north"), number("copy", "90", scope="in all")
    near = PlacedItem(near.source, near.section, "near", near.item, ANYWHERE)
    assert {near.id} == set(retell([before, near, far]))
    assert {near.id} == set(retell([far, near, before]))


def test_items_of_sources_that_do_not_derive_from_each_other_are_not_retellings():
    assert {} == retell([number("paper", "300"), number("other", "400")])


def test_a_number_printed_twice_is_retold_twice():
    told = [number(source, "300") for source in ("paper", "copy") for _ in range(2)]
    told = [PlacedItem(item.source, item.section, f"n{n}", item.item, ANYWHERE) for n, item in enumerate(told)]
    assert ["copy/figures/n2", "copy/figures/n3"] == sorted(retell(told))


def test_every_cell_of_the_comparison_says_what_the_data_say(harbour_site):
    data = make_data(link(load(HARBOUR)))
    page = html.parse(str(harbour_site / "compare" / "index.html")).getroot()
    seen = 0
    for row in page.xpath("//article//table/tbody/tr[td/a[starts-with(@href, '../claims/')]]"):
        claim = data.claims[row.xpath("td[1]/a/@href")[0].split("/")[2]]
        sources = [link.split("/")[2] for link in row.xpath("ancestor::table/thead//a/@href")]
        assert sorted(data.sources) == sorted(sources)
        for source, cell in zip(sources, row.xpath("td[position() > 1]"), strict=True):
            stances = [
                stance
                for stance in ("supports", "disputes", "qualifies")
                if any(item.startswith(f"{source}/") for item in getattr(claim, stance))
            ]
            nothing = "silent" if source in claim.silent else "not read"
            assert (stances or [nothing]) == re.findall(
                r"supports|disputes|qualifies|silent|not read", cell.text_content()
            )
            seen += 1
    assert seen == len(data.claims) * len(data.sources)


def test_a_new_source_is_silent_until_it_says_something():
    def silent(items):
        claim = make_data(link_story({"one": [said_by()], "two": items})).claims["x"]
        return claim.silent, claim.supports

    assert (("two",), ("one/facts/n0",)) == silent([])
    assert ((), ("one/facts/n0", "two/facts/n0")) == silent([said_by()])


STEPS = [
    ({}, "2031-05-02", "open"),
    ({"due": "2031-05"}, "2031-05-31", "open"),
    ({"due": "2031-05"}, "2031-06-01", "overdue"),
    ({"due": "2031-05-02/2031-07"}, "2031-07-31", "open"),
    ({"due": "2031-05", "outcome": {"what": "happened", "claim": "it"}}, "2031-06-01", "happened"),
    ({"due": "2031-05", "outcome": {"what": "did-not-happen", "claim": "it"}}, "2031-05-01", "did not happen"),
]


@pytest.mark.parametrize(("fields", "today", "expected"), STEPS)
def test_an_expectation_expires(fields, today, expected):
    step = NextStep.model_validate({"text": "It will be so.", "question": "what-then", **fields})
    assert expected == step_status(step, date.fromisoformat(today))


def test_an_overdue_step_says_so_in_the_data_and_on_its_page(tmp_path):
    texts = build(HARBOUR, today=date(2031, 7, 2)).texts
    assert '"status": "overdue"' in texts["data/explainer.json"].content
    assert "overdue" in texts["next.md"].content
    assert "overdue" not in build(HARBOUR).texts["next.md"].content
