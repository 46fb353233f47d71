"""What an article mostly is, by its items; where an editor says something else, W303 asks: tests/checks."""

import pytest

from builder.model import Fact, Source
from builder.model.walk import PlacedItem
from builder.model.where import File, Mark, Where
from builder.relations.roles import ARTICLE_ROLES, makeup_of, role_of

WHERE = Where(File("x.yml", Mark((1, 1), (1, 1))))
RELAYED, CONCLUDED = {"via": ["agency"]}, {"likely_via": {"chain": ["agency"], "reason": "The same words."}}
QUOTED, OWN, UNNAMED = {"attributed_to": "ada-berg"}, {"own": "yes"}, {}
GONE = {"withdrawn": {"date": "2031-05-09", "reason": "It was wrong."}, **OWN}


def source(**more):
    return Source(language="en", kind="report", published={"basis": "unknown"}, **more)


def placed(items):
    return [PlacedItem("post", "facts", f"f{n}", Fact(text="x", **item), WHERE) for n, item in enumerate(items)]


CASES = [
    ([RELAYED] * 2 + [UNNAMED] * 3, 0, "relays"),
    ([CONCLUDED] * 2 + [UNNAMED] * 3, 0, "relays"),
    ([QUOTED] * 2 + [UNNAMED] * 4, 0, "relays"),
    ([QUOTED] * 2 + [UNNAMED] * 5, 0, "unclear"),
    ([OWN] + [RELAYED] * 4, 0, "reports"),
    ([OWN] + [RELAYED] * 5, 0, "relays"),
    ([RELAYED] * 6, 3, "rewrites"),
    ([RELAYED] * 7, 3, "relays"),
    ([OWN] * 4, 0, "unclear"),
    ([OWN] * 4 + [GONE], 0, "unclear"),
]


@pytest.mark.parametrize(("items", "retold", "expected"), CASES)
def test_a_role_is_what_most_items_are(items, retold, expected):
    twins = {f"post/facts/f{n}": f"other/facts/f{n}" for n in range(retold)}
    assert expected == role_of(source(), placed(items), twins)


def test_every_role_is_reached():
    assert set(ARTICLE_ROLES) == {role for *_, role in CASES}


def test_all_of_an_article_retells_the_one_text_that_it_names():
    whole = source(derived_from=[{"organisation": "agency", "basis": "stated"}])
    makeup = makeup_of(whole, placed([RELAYED, OWN, UNNAMED]), {})
    assert (3, 3) == (makeup.retold, makeup.items)
