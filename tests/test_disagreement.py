"""Who contradicts whom and who merely repeats: comparisons, origins, renderings, retellings, and the page of all."""

import re
import shutil
from datetime import date
from fractions import Fraction

import pytest
from cases import BASE
from conftest import HARBOUR
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

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
from builder.relations.retellings import find_retellings
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


def reading(name, item, estimator=None):
    return read_figure(
        f"{name}/figures/n", item if estimator is None else item.model_copy(update={"attributed_to": estimator})
    )


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
    (figure("400", as_of="2031-05"), figure("300", as_of="2031-06"), "not comparable", "running total cannot fall"),
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


NUMBERS = st.integers(min_value=1, max_value=50_000)
TIMES = st.sampled_from([None, "2031", "2031-05", "2031-05-02", "2031-06", "2031-02~", "2031-04-20/2031-05-02"])
QUALIFIERS = st.sampled_from(["exact", "about", "at_least", "more_than", "at_most", "less_than", "up_to"])
FIGURES = st.builds(
    lambda number, qualifier, as_of, scope: figure(str(number), qualifier, as_of=as_of, scope=scope),
    NUMBERS,
    QUALIFIERS,
    TIMES,
    st.sampled_from([None, "in the north"]),
)


@given(FIGURES, FIGURES)
def test_the_verdict_is_symmetric_and_a_conflict_needs_the_same_scope_and_a_common_day(a, b):
    there, back = (compare(reading("a", x), reading("b", y), KILLED).verdict for x, y in ((a, b), (b, a)))
    assert there == back
    if there == "conflict":
        assert a.scope == b.scope
        assert read_span(a.as_of).meets(read_span(b.as_of))


@given(FIGURES)
def test_no_reading_contradicts_itself(item):
    assert compare(reading("a", item), reading("b", item), KILLED).verdict in ("agree", "compatible")


@given(FIGURES, st.fractions(min_value=Fraction(1, 10), max_value=10))
def test_a_conflict_says_so_whatever_the_unit(item, factor):
    other = figure("700", as_of=item.as_of, scope=item.scope)
    scaled = [one.model_copy(update={"value": one.value * factor}) for one in (item, other)]
    if item.qualifier != "about":  # what a number is rounded to depends on how it is written
        first, second = (compare(reading("a", x), reading("b", y), KILLED) for x, y in ((item, other), scaled))
        assert first.verdict == second.verdict


def write_sources(root, items, **derived):
    """Lay sources over the base story, each with one fact that bears on the base's claim, through the relays given."""
    for name, via in items.items():
        base = (BASE / "sources/post-2031-03-06.yml").read_text("utf-8") + "\nchecked: {by: us, date: 2031-05-04}\n"
        line = (
            f"derived_from: [{{source: {derived[name]}, basis: inferred, note: Same words.}}]\n"
            if name in derived
            else ""
        )
        (root / f"sources/{name}.yml").write_text(re.sub(r"(?m)^derived_from:.*\n", "", base) + line, "utf-8")
        (root / f"content/articles/{name}.yml").write_text(
            f"summary: It tells.\nfacts:\n  told: {{text: It is told., claim: lamps-changed, via: [{', '.join(via)}], "
            "passage: {start: it is told}}\n",
            "utf-8",
        )
    return root


@pytest.fixture
def story(tmp_path):
    """A copy of the base story whose own articles do not bear on its claim."""
    root = tmp_path / "story"
    shutil.copytree(BASE, root)
    for path in (root / "content/articles").iterdir():
        path.write_text(path.read_text("utf-8").replace("    claim: lamps-changed\n", ""), "utf-8")
    (root / "content/organisations.yml").write_text(
        (root / "content/organisations.yml").read_text("utf-8")
        + "wire-one: {name: Wire One, kind: agency}\nwire-two: {name: Wire Two, kind: agency}\n",
        "utf-8",
    )
    return root


# Articles with their relays, what derives from what -> the origins of the claim.
ORIGINS = [
    ({"one": []}, {}, ["one"]),
    ({"one": [], "two": []}, {}, ["one", "two"]),
    ({"one": ["wire-one"], "two": ["wire-one"], "three": ["wire-one"]}, {}, ["wire-one"]),
    ({"one": ["wire-one"], "two": ["wire-two"]}, {}, ["wire-one", "wire-two"]),
    ({"one": ["wire-one"], "two": ["wire-two", "wire-one"]}, {}, ["wire-one"]),
    ({"one": [], "two": []}, {"two": "one"}, ["one"]),
    ({"one": ["wire-one"], "two": []}, {"two": "one"}, ["wire-one"]),
    ({"one": ["wire-one"], "two": [], "three": []}, {"two": "one", "three": "two"}, ["wire-one"]),
    ({"one": [], "two": ["wire-one"]}, {"two": "one"}, ["one"]),
]


@pytest.mark.parametrize(("articles", "derived", "expected"), ORIGINS)
def test_a_copy_is_no_second_origin(story, articles, derived, expected):
    claim = link(load(write_sources(story, articles, **derived))).claims["lamps-changed"]
    assert expected == list(claim.sides["supports"].origins)
    assert ("agreed" if len(expected) > 1 else "one origin") == claim.status


def test_removing_a_relay_changes_the_number_of_origins_everywhere(story):
    together = link(load(write_sources(story, {"one": ["wire-one"], "two": ["wire-one"]})))
    apart = link(load(write_sources(story, {"one": ["wire-one"], "two": []})))
    for site, count in ((together, 1), (apart, 2)):
        data = make_data(site)
        assert count == len(site.claims["lamps-changed"].sides["supports"].origins)
        assert count == len(data.claims["lamps-changed"].origins)
        assert count == len({data.items[f"{name}/facts/told"].origin for name in ("one", "two")})


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
        placed("paper", Fact, "facts", claim="it", stance="qualifies"),
        placed("copy", Fact, "facts", claim="it"),
        [("stance", "qualifies", "supports")],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_what_a_retelling_has_otherwise_is_found(before, after, expected):
    found = find_retellings([before, after], {"copy": ["paper"]})
    assert {"copy/" + after.id.partition("/")[2]} == set(found)
    retelling = found[after.id]
    assert before.id == retelling.of
    assert expected == [(change.what, change.before, change.after) for change in retelling.changes]


def test_of_two_numbers_only_the_likest_is_a_retelling():
    before = number("paper", "60", scope="in the north")
    near, far = number("copy", "80", scope="in the north"), number("copy", "90", scope="in all")
    near = PlacedItem(near.source, near.section, "near", near.item, ANYWHERE)
    assert {near.id} == set(find_retellings([before, near, far], {"copy": ["paper"]}))


def test_items_of_sources_that_do_not_derive_from_each_other_are_not_retellings():
    assert {} == find_retellings([number("paper", "300"), number("other", "400")], {"copy": ["paper"]})


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


def test_a_new_source_is_silent_until_it_says_something(story):
    before = make_data(link(load(story))).claims["lamps-changed"]
    write_sources(story, {"one": []})
    article = story / "content/articles/one.yml"
    said = make_data(link(load(story))).claims["lamps-changed"]
    article.write_text(article.read_text("utf-8").replace("claim: lamps-changed, ", ""), "utf-8")
    silent = make_data(link(load(story))).claims["lamps-changed"]
    assert sorted([*before.silent, "one"]) == sorted(silent.silent)
    assert (before.silent, ("one/facts/told",)) == (said.silent, said.supports)


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


def test_the_second_story_shows_each_kind_of_disagreement():
    site = link(load(HARBOUR))
    compared = [found for quantity in site.quantities.values() for found in quantity.comparisons]
    assert {"agree", "compatible", "conflict", "not comparable"} == {found.verdict for found in compared}
    reasons = " ".join(explain_comparison(site.library, found) for found in compared)
    for words in ("Different date", "Different scope", "Different estimators", "one includes the other", "cannot fall"):
        assert words in reasons
    assert {"holds", "does not hold"} <= {one.verdict for found in site.quantities.values() for one in found.equations}
    assert {"agreed", "one origin", "disputed", "qualified"} == {claim.status for claim in site.claims.values()}
    assert any(event.conflict for event in site.events.values())
    renderings = [one for group in site.renderings.values() for one in group]
    assert any(one.order_changed for one in renderings)
    assert any(item.is_lone_quotation for item in site.items.values())
    assert any(item.is_inferred for item in site.items.values())
    changed = {change.what for item in site.items.values() if item.retelling for change in item.retelling.changes}
    assert {"number", "attribution", "form"} <= changed
