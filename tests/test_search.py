"""The search of the built site, in a real browser: what readers type leads to what they look for."""

import itertools
import json
import os

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT

from builder.data.search import tidy_index

QUERIES = yaml.safe_load((ROOT / "tests" / "search.yml").read_text("utf-8"))
FIRST = """() => [...document.querySelectorAll('.md-search-result__item')].slice(0, 3).map(
    item => [...item.querySelectorAll('a')].map(link => (link.pathname + link.hash).slice(1)))"""


@pytest.fixture(scope="module")
def found(chromium, site_url):
    """The addresses in the first three results of each query, all asked in one page."""
    page = chromium.new_context().new_page()
    page.goto(f"{site_url}?q=%2Bqqqzzz")
    page.wait_for_function(
        "() => document.querySelector('.md-search-result__meta').textContent.includes('No matching')"
    )
    yield {query["search"]: look_up(page, query["search"]) for query in QUERIES}
    page.context.close()


def look_up(page, words):
    """Type words into the emptied search box, and wait for what is found."""
    for text in ("+qqqzzz", words):
        box = page.locator(".md-search__input")
        box.fill(text)
        box.press("End")
        page.wait_for_function(
            f"some => some === (({FIRST})().length > 0)", arg=text == words, timeout=5000, polling=20
        )
    return page.evaluate(FIRST)


def test_at_least_sixty_queries_are_asked():
    assert len(QUERIES) >= 60
    assert len({query["search"] for query in QUERIES}) == len(QUERIES)


def test_each_query_leads_to_its_place_within_three_results(found):
    missed = {
        query["search"]: [query["finds"], *found[query["search"]]]
        for query in QUERIES
        if not any(query["finds"] in links for links in found[query["search"]])
    }
    assert {} == missed


@pytest.fixture
def page(chromium, site_url):
    """A fresh page that collects its errors and its requests to others."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(site_url) else faults.append(request.url))
    yield page
    assert [] == [fault for fault in faults if "404 (" not in fault]
    context.close()


def results(page):
    """Wait for what is found after the choice, and return the words of its tags."""
    page.wait_for_function("() => document.querySelector('.x-facets [role=status]')?.textContent")
    return page.evaluate(
        """() => [...document.querySelectorAll('.md-search-result__link')].filter(link => link.offsetParent).map(
            link => [...link.querySelectorAll('.md-tag')].map(tag => tag.textContent))"""
    )


def test_a_result_lacks_words_that_were_typed_and_no_others(page, site_url):
    page.goto(f"{site_url}?q=POW+zelensky")
    page.wait_for_selector(".md-search-result__terms del")
    page.wait_for_timeout(300)
    lacking = page.locator(".md-search-result__terms del").all_text_contents()
    assert {"pow", "zelensky"} >= {word.lower() for word in lacking}
    assert 0 == page.locator(".md-search-result__terms:not(:has(del))").count()


@pytest.mark.parametrize("words", ["Zelenski", "hospital"])
def test_what_was_found_by_other_words_is_not_called_missing(page, site_url, words):
    page.goto(f"{site_url}?q={words}")
    page.wait_for_selector(".md-search-result__item mark")
    page.wait_for_timeout(300)
    assert 0 == page.locator(".md-search-result__terms").count()


def test_an_address_brings_the_question_and_the_choice(page, site_url):
    page.goto(f"{site_url}?q=soldiers&kind=statement&speaker=cho-tae-yul")
    found = results(page)
    assert ["Statement", "Cho Tae-yul"] == sorted(
        {tag for tags in found if len(tags) == 3 for tag in tags[::2]}, reverse=True
    )
    assert {"Source", "Statement"} == {tags[0] for tags in found}, "a page stays above its sections"
    assert "Statement" == page.locator(".x-facets [aria-pressed=true]").inner_text()
    told = page.locator(".x-facets [role=status]").inner_text()
    assert f"{sum(tags[0] == 'Statement' for tags in found)} results shown: Statement, Cho Tae-yul" == told


def test_a_choice_by_keyboard_stands_in_the_address_and_leaves_with_the_search(page, site_url):
    page.goto(site_url)
    page.locator(".md-search__input").click()
    page.keyboard.type("asylum")
    page.wait_for_selector(".md-search-result__item")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert {"Claim"} == {tags[0] for tags in results(page)}
    assert page.url.endswith("?q=asylum&kind=claim")
    page.locator(".x-facets select").first.focus()
    page.keyboard.type("R")
    assert "source=rbc-ukraine-2025-01-14" in page.url
    page.keyboard.press("Escape")
    assert site_url == page.url
    assert not page.locator(".x-facets").is_visible()


def test_enter_opens_what_fits(page, site_url):
    page.goto(f"{site_url}?q=soldiers&kind=figure")
    results(page)
    page.locator(".md-search__input").press("Enter")
    page.wait_for_url("**/figures/**")


def test_a_statement_tells_its_kind_source_and_speaker(page, site_url):
    page.goto(f"{site_url}?q=free+will&kind=statement")
    assert ["Statement", "Newsweek (copy)", "YTN"] in results(page)


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
def test_a_file_that_comes_late_changes_nothing(page, site_url, late):
    def wait(route):
        page.wait_for_timeout(800)
        route.continue_()

    page.route(f"**/*{late}*", wait)
    page.goto(f"{site_url}?q=free+will&kind=statement")
    assert ["Statement", "Newsweek (copy)", "YTN"] in results(page)
    assert {"Source", "Statement"} == {tags[0] for tags in results(page)}


LOOKS = [("", 360, "light"), ("&kind=statement", 1280, "light"), ("&kind=statement", 360, "dark"), ("", 1280, "dark")]
if os.environ.get("TEST_ALL"):
    LOOKS = list(itertools.product(("", "&kind=statement"), (360, 1280), ("light", "dark")))


@pytest.mark.parametrize(("choice", "width", "scheme"), LOOKS)
def test_axe_finds_no_violation_in_the_open_search(page, site_url, width, scheme, choice):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_url}?q=soldiers{choice}")
    page.wait_for_selector(".x-facets + .md-search-result .md-search-result__item")
    page.wait_for_timeout(500)
    found = Axe().run(page).response["violations"]
    assert [] == [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_lost_address_offers_a_search_and_the_main_pages(page, site_url):
    page.goto(f"{site_url}404.html")
    page.locator(".x-lost input").fill("asylum")
    page.locator(".x-lost button").click()
    page.wait_for_url("**/?q=asylum")
    page.wait_for_selector(".md-search-result__item")
    page.goto(f"{site_url}404.html")
    assert page.locator("article li a").count() >= 8


def test_the_index_holds_each_thing_once_and_no_cards(built_site):
    index = json.loads((built_site / "search" / "search_index.json").read_text("utf-8"))
    places = [entry["location"] for entry in index["docs"]]
    assert len(places) == len(set(places))
    assert not [place for place in places if place.endswith("#top")]
    assert "Verified by receipt" not in json.dumps(index["docs"])
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


def test_the_theme_s_share_button_copies_the_choice_as_well(page, site_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}?q=soldiers&kind=figure")
    results(page)
    page.locator("[data-md-component=search-share]").click()
    page.wait_for_timeout(500)
    assert f"{site_url}?q=soldiers&kind=figure" == page.evaluate("navigator.clipboard.readText()")
