"""The search of the built site, in a real browser: what readers type leads to what they look for."""

import itertools
import json
from collections import Counter

import pytest
import yaml
from asking import find_missed, names_of
from conftest import ALL, HARBOUR, ROOT
from opened import come_to_rest, find_violations, measure_overhang

from builder.data.search import tidy_index

QUERIES = {
    query["search"]: query["finds"] for query in yaml.safe_load((ROOT / "tests" / "queries.yml").read_text("utf-8"))
}


@pytest.mark.parametrize("queries", [QUERIES, names_of(HARBOUR)], ids=["queries", "names"])
def test_what_is_typed_leads_to_its_place_within_three_results(chromium, harbour_url, queries):
    assert {} == find_missed(chromium, harbour_url, queries)


def results(page):
    """Wait for what is found after the choice, and return the words of its tags."""
    page.wait_for_function("() => document.querySelector('.x-facets [role=status]')?.textContent")
    return page.evaluate(
        """() => [...document.querySelectorAll('.md-search-result__link')].filter(link => link.offsetParent).map(
            link => [...link.querySelectorAll('.md-tag')].map(tag => tag.textContent))"""
    )


def test_a_result_lacks_words_that_were_typed_and_no_others(page, harbour_url):
    page.goto(f"{harbour_url}?q=crack+quist")
    page.wait_for_selector(".md-search-result__terms del")
    come_to_rest(page)
    lacking = page.locator(".md-search-result__terms del").all_text_contents()
    assert {"crack", "quist"} >= {word.lower() for word in lacking}
    assert 0 == page.locator(".md-search-result__terms:not(:has(del))").count()


@pytest.mark.parametrize("words", ["Kvist", "crossing"])
def test_what_was_found_by_other_words_is_not_called_missing(page, harbour_url, words):
    page.goto(f"{harbour_url}?q={words}")
    page.wait_for_selector(".md-search-result__item mark")
    come_to_rest(page)
    assert 0 == page.locator(".md-search-result__terms").count()


def test_an_address_brings_the_question_and_the_choice(page, harbour_url):
    page.goto(f"{harbour_url}?q=crack&kind=statement&speaker=ivo-brandt")
    found = results(page)
    assert ["Statement", "Ivo Brandt"] == sorted(
        {tag for tags in found if len(tags) == 3 for tag in tags[::2]}, reverse=True
    )
    assert {"Source", "Statement"} == {tags[0] for tags in found}, "a page stays above its sections"
    assert "Statement" == page.locator(".x-facets [aria-pressed=true]").inner_text()
    told = page.locator(".x-facets [role=status]").inner_text()
    assert f"{sum(tags[0] == 'Statement' for tags in found)} results shown: Statement, Ivo Brandt" == told


def test_a_choice_by_keyboard_stands_in_the_address_and_leaves_with_the_search(page, harbour_url):
    page.goto(harbour_url)
    page.locator(".md-search__input").click()
    page.keyboard.type("bridge")
    page.wait_for_selector(".md-search-result__item")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert {"Claim"} == {tags[0] for tags in results(page)}
    assert page.url.endswith("?q=bridge&kind=claim")
    page.locator(".x-facets select").first.focus()
    page.keyboard.type("County")
    assert "source=county-herald-2031-05-03" in page.url
    page.keyboard.press("Escape")
    assert harbour_url == page.url
    assert not page.locator(".x-facets").is_visible()


def test_enter_opens_what_fits(page, harbour_url):
    page.goto(f"{harbour_url}?q=bridge&kind=figure")
    results(page)
    page.locator(".md-search__input").press("Enter")
    page.wait_for_url("**/figures/**")


def test_a_statement_tells_its_kind_source_and_speaker(page, harbour_url):
    page.goto(f"{harbour_url}?q=nobody+answered&kind=statement")
    assert ["Statement", "County Herald", "Ivo Brandt"] in results(page)


@pytest.mark.parametrize(
    "late",
    [
        "assets/search.js",
        "assets/facets.js",
        "javascripts/bundle",
        "workers/search",
        "data/facets.json",
        "search_index.json",
    ],
)
def test_a_file_that_comes_later_than_all_others_changes_nothing(page, harbour_url, late):
    held, count = [], Counter()

    def hold(route):
        held.append(route)

    page.on("request", lambda _: count.update({"open": 1}))
    page.on("requestfinished", lambda _: count.subtract({"open": 1}))
    page.route(f"**/*{late}*", hold)
    page.goto(f"{harbour_url}?q=nobody+answered&kind=statement", wait_until="commit")
    while not held or count["open"] > len(held):
        page.wait_for_timeout(20)
    held[0].continue_()
    assert ["Statement", "County Herald", "Ivo Brandt"] in results(page)
    assert {"Source", "Statement"} == {tags[0] for tags in results(page)}


LOOKS = [("", 360, "light"), ("&kind=statement", 1280, "light"), ("&kind=statement", 360, "dark"), ("", 1280, "dark")]
if ALL:
    LOOKS = list(itertools.product(("", "&kind=statement"), (360, 1280), ("light", "dark")))


@pytest.mark.parametrize(("choice", "width", "scheme"), LOOKS)
def test_axe_finds_no_violation_in_the_open_search(page, harbour_url, width, scheme, choice):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{harbour_url}?q=crack{choice}")
    page.wait_for_selector(".x-facets + .md-search-result .md-search-result__item")
    come_to_rest(page)
    only_colours = scheme == "dark" and not ALL
    assert [] == find_violations(page, *(["color-contrast"] if only_colours else []))
    assert measure_overhang(page) <= 0


def test_a_lost_address_offers_a_search_and_the_main_pages(page, harbour_url):
    page.goto(f"{harbour_url}404.html")
    page.locator(".x-lost input").fill("crack")
    page.locator(".x-lost button").click()
    page.wait_for_url("**/?q=crack")
    page.wait_for_selector(".md-search-result__item")
    page.goto(f"{harbour_url}404.html")
    assert page.locator("article li a").count() >= 8


def test_the_index_holds_each_thing_once_and_no_cards(harbour_site):
    index = json.loads((harbour_site / "search" / "search_index.json").read_text("utf-8"))
    places = [entry["location"] for entry in index["docs"]]
    assert len(places) == len(set(places))
    assert not [place for place in places if place.endswith("#top")]
    words_of_a_card = "Verified by receipt"
    assert words_of_a_card in (harbour_site / "facts" / "index.html").read_text("utf-8")
    assert words_of_a_card not in json.dumps(index["docs"])
    assert max(len(entry["text"]) for entry in index["docs"]) < 4000


def test_titles_are_plain_words_and_never_markup():
    entries = [
        {
            "location": "a/",
            "title": "Cho Tae&#45;yul &#60;b&#62; &amp;lt; R&#38;D &#39;x&#39;",
            "text": "<p hidden>forms</p>",
            "boost": 4,
        },
        {"location": "a/#top", "title": "Cho Tae-yul &lt;b&gt; &amp;lt; R&amp;D 'x'", "text": "<p>words</p>"},
        {"location": "facts/", "title": "Facts", "text": ""},
        {
            "location": "facts/#b",
            "title": "B",
            "text": "<p>kept</p> <ul> <li>x <ul> <li>y</li> </ul> z</li> </ul> <p>too</p>",
        },
    ]
    first, facts, section = json.loads(tidy_index(json.dumps({"docs": entries}), {"a/": ("Person", "R&D <x>")}))["docs"]
    assert "Cho Tae-yul &lt;b&gt; &amp;lt; R&amp;D 'x'" == first["title"]
    assert ["Person", "R&amp;D &lt;x&gt;"] == first["tags"]
    assert "<p>words</p> <p hidden>forms</p>" == first["text"]
    (tagged,) = json.loads(tidy_index(json.dumps({"docs": entries[:1]}), {"a/": ("Next", '"<b> & so')}))["docs"]
    assert ["Next", "&#34;&#60;b&gt; &amp; so"] == tagged["tags"]
    assert "Facts" == facts["title"]
    assert "<p>kept</p> <p>too</p>" == section["text"]
    lone = json.loads(tidy_index(json.dumps({"docs": [{**entries[0], "location": "b/"}]}), {}))["docs"][0]
    assert "Cho Tae-yul &lt;b&gt; &amp;lt; R&amp;D 'x'" == lone["title"]


def test_the_theme_s_share_button_copies_the_choice_as_well(page, harbour_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{harbour_url}?q=bridge&kind=figure")
    results(page)
    page.locator("[data-md-component=search-share]").click()
    page.wait_for_function(
        "async url => await navigator.clipboard.readText() === url", arg=f"{harbour_url}?q=bridge&kind=figure"
    )
