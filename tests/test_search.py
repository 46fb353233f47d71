"""The search of the built site, in a real browser: what readers type leads to what they look for."""

import pytest
import yaml
from conftest import ROOT, serve

QUERIES = yaml.safe_load((ROOT / "tests" / "search.yml").read_text("utf-8"))
FIRST = """() => [...document.querySelectorAll('.md-search-result__item')].slice(0, 3).map(
    item => [...item.querySelectorAll('a')].map(link => new URL(link.href)).map(url => (url.pathname + url.hash).slice(1)))"""


@pytest.fixture(scope="module")
def found(chromium, built_site):
    """The addresses in the first three results of each query, all asked in one page."""
    server = serve(built_site)
    page = chromium.new_context().new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/?q=qqqzzz")
    page.wait_for_function("() => document.querySelector('.md-search-result__meta').textContent.includes('No matching')")
    yield {query["search"]: look_up(page, query["search"]) for query in QUERIES}
    page.context.close()
    server.shutdown()


def look_up(page, words):
    """Type words into the emptied search box, and wait for what is found."""
    for text in ("qqqzzz", words):
        box = page.locator(".md-search__input")
        box.fill(text)
        box.press("End")
        page.wait_for_function(f"some => some === (({FIRST})().length > 0)", arg=text == words, timeout=5000, polling=20)
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
