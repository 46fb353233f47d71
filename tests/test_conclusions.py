"""What must hold of the conclusions of any small story: copies, orders, symmetry, and what agreed means."""

from itertools import combinations

from conftest import ALL
from hypothesis import given, settings
from hypothesis import strategies as st
from small_stories import link_story

from builder.relations.graphs import derivations, reach
from builder.views.badges import write_badge, write_positions
from builder.views.figures import sum_up_comparisons

NAMES = ("one", "two", "three", "four")
GIVERS = st.lists(st.sampled_from(["wire", "office", "police", "town", "guild", "ada", "bo"]), max_size=2, unique=True)
SENTENCES = st.sampled_from(["Boats came in.", "Boats came in at night.", "A crane was seen.", "Nobody was hurt."])
VOICES = st.sampled_from([None, "office", "guild", "ada", "bo"])
REASON = "The same words."
CONCLUDED = st.builds(
    lambda chain: {"chain": chain, "reason": REASON},
    st.lists(st.sampled_from(["wire", "office", "guild", "one", "two"]), min_size=1, max_size=2, unique=True),
)
BEARINGS = st.dictionaries(
    st.sampled_from(["x", "y"]), st.sampled_from(["supports", "supports", "disputes", "qualifies"])
)
COMMON = {
    "text": SENTENCES,
    "bearings": BEARINGS,
    "via": GIVERS,
    "likely_via": st.one_of(st.none(), st.none(), CONCLUDED),
    "own": st.sampled_from(["no", "no", "yes"]),
}
TIMES = st.sampled_from([None, "2031", "2031-05", "2031-05-02", "2031-06"])
FACTS = st.fixed_dictionaries(COMMON | {"attributed_to": VOICES, "as_of": TIMES})
STATEMENTS = st.fixed_dictionaries(
    COMMON
    | {
        "speaker": st.sampled_from(["ada", "bo", "guild"]),
        "form": st.just("indirect"),
        "utterance": st.sampled_from([None, "speech"]),
    }
)
STEPS = st.fixed_dictionaries(COMMON | {"question": st.just("when"), "attributed_to": VOICES})
NUMBERS = {"boats": ["300", "310", "3000"], "sails": ["100", "200"], "motors": ["100", "200"], "share": ["1/3", "1/2"]}
FIGURES = st.sampled_from(sorted(NUMBERS)).flatmap(
    lambda quantity: st.fixed_dictionaries(
        COMMON
        | {
            "quantity": st.just(quantity),
            "printed": st.just("so many"),
            "value": st.sampled_from(NUMBERS[quantity]),
            "qualifier": st.sampled_from(["exact", "about", "more_than", "up_to"]),
            "attributed_to": VOICES,
            "as_of": TIMES,
            "as_of_kind": st.sampled_from(["point", "within", "whole"]),
            "scope": st.sampled_from([None, None, "in port"]),
        }
    )
)
QUANTITIES = {
    "boats": {"sum_of": ["sails", "motors"], "cumulative": "yes"},
    "sails": {},
    "motors": {"cumulative": "yes"},
    "share": {"share": {"part": "sails", "whole": "boats"}},
}
ITEMS = st.lists(st.one_of(FACTS, FACTS, STATEMENTS, STEPS, FIGURES, FIGURES), max_size=4)
PARENTS = st.lists(st.sampled_from([None, None, "one", "two", "three", "wire"]), min_size=3, max_size=3)
MANY = settings(max_examples=2000 if ALL else 150)


def write_item(drawn):
    """Write what was drawn as an item: its bearings as the lists that editors write."""
    item = {key: value for key, value in drawn.items() if key != "bearings" and value is not None}
    for claim, stance in drawn["bearings"].items():
        item.setdefault(stance, []).append(claim)
    return item


@st.composite
def stories(draw):
    """Draw some articles, of which a later one may retell an earlier one."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    articles = {name: [write_item(item) for item in draw(ITEMS)] for name in names}
    parents = dict(zip(NAMES[1:], draw(PARENTS), strict=True))
    derived = {
        name: parent
        for name, parent in parents.items()
        if parent and (parent == "wire" or NAMES.index(parent) < NAMES.index(name))
    }
    return articles, {name: parent for name, parent in derived.items() if name in names}


def conclude(site):
    """Return what a site concludes: of each claim and each quantity, in no order."""
    claims = {
        name: (claim.status, write_badge(site, claim), [site_side(side) for side in claim.sides.values()])
        for name, claim in site.claims.items()
    }
    quantities = {name: sum_up(site, quantity) for name, quantity in site.quantities.items()}
    return claims, quantities, {name: compared(quantity) for name, quantity in site.quantities.items()}


def site_side(side):
    found = side.witnesses
    return found.ends, found.bodies, sorted(found.unknown), found.are_independent


def sum_up(site, quantity):
    own = [found for found in quantity.comparisons if found.b.figure.quantity == found.a.figure.quantity]
    return sum_up_comparisons(site.library, quantity, own)


def compared(quantity, without=()):
    return sorted(
        (*sorted((found.a.id, found.b.id)), found.verdict, found.cause)
        for found in quantity.comparisons
        if found.a.source not in without and found.b.source not in without
    )


@MANY
@given(stories(), st.sampled_from(NAMES))
def test_a_copy_of_an_article_changes_no_conclusion(story, copied):
    articles, derived = story
    copied = copied if copied in articles else "one"
    before = link_story(articles, derived, quantities=QUANTITIES)
    after = link_story(articles | {"copy": articles[copied]}, derived | {"copy": copied}, quantities=QUANTITIES)
    for name, claim in before.claims.items():
        assert claim.status == after.claims[name].status
        for stance, side in claim.sides.items():
            assert site_side(side) == site_side(after.claims[name].sides[stance])
    assert before.known_ends == after.known_ends
    for name, quantity in before.quantities.items():
        assert compared(quantity) == compared(after.quantities[name], without=["copy"])
        words = sum_up(before, quantity)
        assert words == sum_up(after, after.quantities[name]) or words == "One number"


@MANY
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_no_conclusion(story, random):
    articles, derived = story
    before = link_story(articles, derived, quantities=QUANTITIES)
    names = list(articles)
    random.shuffle(names)
    after = link_story({name: articles[name] for name in names}, derived, quantities=QUANTITIES)
    assert conclude(before) == conclude(after)
    assert {name: item.origin for name, item in before.items.items()} == {
        name: item.origin for name, item in after.items.items()
    }
    for name, claim in before.claims.items():
        assert write_positions(before, claim) == write_positions(after, after.claims[name])


@MANY
@given(stories())
def test_agreed_needs_two_bodies_in_two_articles_that_share_no_text(story):
    site = link_story(*story, quantities=QUANTITIES)
    families = {name: {name, *reach(name, derivations(site.library.sources))} for name in site.sources}
    for claim in site.claims.values():
        known = [item for item in claim.sides["supports"].items if item.origin.kind != "unknown"]
        bodies = {item.id: body_of(item.origin.end) for item in known}
        is_independent = any(
            bodies[a.id] != bodies[b.id] and families[a.source].isdisjoint(families[b.source] - {"wire"})
            for a, b in combinations(known, 2)
        )
        assert claim.status != "agreed" or is_independent
        assert claim.status not in ("agreed", "one origin") or known


def body_of(end):
    return "town" if end in ("office", "police", "town") else end


@MANY
@given(stories())
def test_a_conflict_is_between_numbers_that_speak_of_one_thing(story):
    site = link_story(*story, quantities=QUANTITIES)
    for name, quantity in site.quantities.items():
        pairs = [frozenset((found.a.id, found.b.id)) for found in quantity.comparisons]
        assert len(pairs) == len(set(pairs))
        for found in quantity.comparisons:
            if found.verdict == "conflict":
                assert_comparable(name, found.a.figure, found.b.figure, found.cause)


def assert_comparable(name, a, b, cause):
    assert a.scope == b.scope
    if cause in ("worked out", "parts against total"):
        declared = {"boats": {"sails", "motors"}, "sails": {"share"}}
        assert b.quantity in declared[name]
    else:
        assert a.quantity == b.quantity == name
    if cause in ("ranges apart", "worked out", "parts against total"):
        assert (a.as_of_kind == "whole") == (b.as_of_kind == "whole")


@MANY
@given(stories())
def test_nobody_named_is_never_a_witness(story):
    site = link_story(*story, quantities=QUANTITIES)
    for item in site.items.values():
        assert (item.origin.end is None) == (item.origin.kind == "unknown")
    unknown = {item.source for item in site.items.values() if item.origin.kind == "unknown"}
    known = {item.source for item in site.items.values() if item.origin.kind == "own"}
    assert not (unknown - known) & set(site.known_ends)
