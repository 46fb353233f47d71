"""The second story shows each kind of conclusion that the builder can come to: what it lacks is found, not listed."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from conftest import HARBOUR
from pydantic import BaseModel

from builder.build import build
from builder.link import link
from builder.link.site import STATUSES, QuestionStatus, Site
from builder.load import load
from builder.model.articles import STANCES, TimeKind
from builder.model.library import KINDS
from builder.model.walk import walk_classes
from builder.relations.arithmetic import EQUATION_VERDICTS, RelationKind
from builder.relations.expectations import StepStatus
from builder.relations.origins import ORIGIN_KINDS
from builder.relations.readings import CAUSES, VERDICTS
from builder.relations.retellings import Changed
from builder.views.badges import write_badge, write_remark
from builder.views.figures import explain_comparison

LINKED_ONLY = ("library", "story")
"""Fields of the linked story that hold what editors wrote, all of which is linked besides."""


@pytest.fixture(scope="module")
def site():
    return link(load(HARBOUR))


@cache
def sets_of(annotation):
    """Return the closed sets in a type, as frozen sets of words."""
    if get_origin(annotation) is Literal:
        return frozenset({frozenset(get_args(annotation))})
    return frozenset(found for part in get_args(annotation) for found in sets_of(part))


def values_by_set(value, found):
    """Collect each word that stands in a linked story where a field is of a closed set, by the set."""
    if isinstance(value, BaseModel):
        hints = {name: field.annotation for name, field in type(value).model_fields.items()}
    elif is_dataclass(value):
        named = [field.name for field in fields(value) if not (isinstance(value, Site) and field.name in LINKED_ONLY)]
        hints = {name: hint for name, hint in hints_of(type(value)).items() if name in named}
    else:
        inner = [*value, *value.values()] if isinstance(value, Mapping) else value
        for one in inner if isinstance(inner, (list, tuple)) else ():
            values_by_set(one, found)
        return found
    for name, hint in hints.items():
        inner = getattr(value, name)
        for words in sets_of(hint):
            held = [inner] if isinstance(inner, str) else inner or ()
            found.setdefault(words, set()).update(words.intersection(held))
        values_by_set(inner, found)
    return found


hints_of = cache(get_type_hints)
CONCLUDED = {
    "status": STATUSES,
    "verdict": VERDICTS,
    "cause": CAUSES,
    "kind of origin": ORIGIN_KINDS,
    "kind of time": get_args(TimeKind),
    "change in a retelling": get_args(Changed),
    "verdict of an equation": EQUATION_VERDICTS,
    "kind of relation": get_args(RelationKind),
    "stance": STANCES,
}


@pytest.mark.parametrize("name", CONCLUDED)
def test_the_second_story_lacks_no_member_of_a_closed_set(site, name):
    shown = values_by_set(site, {}).get(frozenset(CONCLUDED[name]), set())
    assert [] == [word for word in CONCLUDED[name] if word not in shown]


def test_every_closed_set_of_what_is_concluded_is_asked_for(site):
    """A new set is not forgotten: it is in the table above, or it depends on the day, or editors write it."""
    found = set(values_by_set(site, {})) - {frozenset(words) for words in CONCLUDED.values()}
    by_day = {frozenset(get_args(words)) for words in (QuestionStatus, StepStatus)}
    assert [] == [sorted(words) for words in found - by_day - sets_that_editors_write()]


@cache
def sets_that_editors_write():
    """Return the closed sets of the model's fields."""
    models = [model for kind in KINDS for model in walk_classes(kind.model)]
    return {words for model in models for field in model.model_fields.values() for words in sets_of(field.annotation)}


# A form of badge -> what it says, with any name.
BADGES = {
    "named": "From [^;]+",
    "all from": "All from .+",
    "two offices": "Two offices of .+",
    "two bodies": "[^;]+ and [^;,]+",
    "own reporting": ".+’s own reporting",
    "own words": ".+’s own words",
    "nobody": "Nobody is named",
    "concluded": "Probably from .+",
}


@pytest.mark.parametrize("form", BADGES)
def test_the_second_story_shows_each_form_of_badge(site, form):
    badges = [write_badge(site, claim) for claim in site.claims.values()]
    assert any(re.fullmatch(BADGES[form], badge) for badge in badges), badges


# What is said beside a badge -> words of it.
REMARKS = {
    "elsewhere nobody": "in its own words, naming nobody",
    "in one article": "in one article only",
    "our conclusion": "our conclusion",
}


@pytest.mark.parametrize("form", REMARKS)
def test_the_second_story_shows_each_remark_beside_a_badge(site, form):
    remarks = [write_remark(site, claim) or "" for claim in site.claims.values()]
    assert any(REMARKS[form] in remark for remark in remarks), remarks


# What an item can show besides -> whether an item shows it.
SHOWN = {
    "our conclusion on where it comes from": lambda item: item.origin.is_inferred and item.item.likely_via,
    "an addition of a retelling": lambda item: item.origin.is_addition,
    "what comes through the text retold": lambda item: item.retelling and item.origin.is_inferred,
    "a quotation that only a retelling prints": lambda item: item.is_lone_quotation,
    "deciding words": lambda item: item.item.passage and item.item.passage.words,
    "a second reader": lambda item: item.item.reviewed,
    "a withdrawal": lambda item: item.item.withdrawn,
    "a receipt": lambda item: item.verified,
}


@pytest.mark.parametrize("what", SHOWN)
def test_the_second_story_shows_what_a_card_can_say(site, what):
    assert any(SHOWN[what](item) for item in site.items.values())


def test_the_second_story_shows_what_only_some_records_have(site):
    assert any(quantity.quantity.explanations for quantity in site.quantities.values())
    assert any(article.silent for article in site.library.articles.values())
    assert any(claim.claim.answers for claim in site.claims.values())
    assert any(event.event.after for event in site.events.values())
    assert any(event.conflict for event in site.events.values())
    renderings = [one for group in site.renderings.values() for one in group]
    assert any(one.order_changed for one in renderings)
    assert any(not one.cuts_marked or one.left_out for one in renderings)


def test_the_second_story_gives_each_kind_of_reason(site):
    compared = [found for quantity in site.quantities.values() for found in quantity.comparisons]
    reasons = " ".join(explain_comparison(site.library, found) for found in compared)
    for words in ("Different date", "Different scope", "Different estimators", "one includes the other", "cannot fall"):
        assert words in reasons


def test_what_editors_explain_and_settle_is_on_the_pages():
    texts = build(HARBOUR).texts
    assert "Most likely the blog misread the Herald" in texts["figures/boats.md"].content
    assert "is not older than its stones" in texts["claims/steel-age.md"].content
