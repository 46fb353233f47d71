"""Whoever types any form of a name into the search of the built site is led to the person or the organisation."""

import pytest
from conftest import HARBOUR, ROOT, serve
from playwright.sync_api import TimeoutError

from builder.load import load

FOUND = """() => [...document.querySelectorAll('.md-search-result__item')].slice(0, 3).map(
    item => [...item.querySelectorAll('a')].map(link => new URL(link.href)).map(url => url.pathname + url.hash))"""


def forms(root):
    """Yield each form of each name, and the place to which it must lead."""
    library = load(root)
    for name, person in library.people.items():
        for form in (person.name, person.native, *(variant.form for variant in person.variants)):
            if form:
                yield form, f"/people/{name}/"
    for name, body in library.organisations.items():
        for form in (body.name, body.native, *(variant.form for variant in body.variants)):
            if form:
                yield form, f"/organisations/#organisation-{name}"


@pytest.mark.parametrize(("story", "site"), [(ROOT, "built_site"), (HARBOUR, "harbour_site")])
def test_every_form_of_a_name_leads_to_its_place_within_three_results(story, site, chromium, request):
    page = chromium.new_context().new_page()
    with serve(request.getfixturevalue(site)) as address:
        page.goto(f"{address}?q=qqqzzz")
        missed = [(form, place) for form, place in forms(story) if not is_found(page, form, place)]
        page.context.close()
    assert [] == missed


def is_found(page, form, place):
    """Type a form into the emptied search box, and wait until its place is among the first three results."""
    look_for(page, "qqqzzz")
    page.wait_for_function(f"() => ({FOUND})().length === 0", polling=20)
    look_for(page, form)
    try:
        page.wait_for_function(
            f"place => ({FOUND})().some(links => links.includes(place))", arg=place, timeout=5000, polling=20
        )
    except TimeoutError:
        return False
    return True


def look_for(page, words):
    """Type words; the box listens to keys, and letters of other scripts come without any, so End is pressed."""
    box = page.locator(".md-search__input")
    box.fill(words)
    box.press("End")
