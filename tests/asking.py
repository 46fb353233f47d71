"""The search of a site: type words into its box, and see where the first three results lead."""

from conftest import open_page

from builder.load import load

META = "document.querySelector('.md-search-result__meta').textContent"
"""What the search says of its results: how many match, that none does, or that it waits to be asked."""
FIRST = """() => [...document.querySelectorAll('.md-search-result__item')].slice(0, 3).map(
    item => [...item.querySelectorAll('a')].map(link => (link.pathname + link.hash).slice(1)))"""


def find_missed(chromium, address, queries):
    """Ask all in one page; return those that do not lead to their place within three results, with where they lead."""
    with open_page(chromium) as page:
        page.goto(f"{address}?q=%2Bqqqzzz")
        page.wait_for_function(f"() => {META}.includes('No matching')")
        asked = {words: look_up(page, words) for words in queries}
    return {
        words: [place, *asked[words]]
        for words, place in queries.items()
        if not any(place in links for links in asked[words])
    }


def look_up(page, words):
    """Type words into the emptied box, and wait for what is found, or for the word that nothing is.

    The box listens to keys, and letters of other scripts come without any, so End is pressed.
    """
    box = page.locator(".md-search__input")
    for text, is_asked in (("", False), (words, True)):
        box.fill(text)
        box.press("End")
        page.wait_for_function(f"is_asked => is_asked === /matching/.test({META})", arg=is_asked, polling=20)
    return page.evaluate(FIRST)


def names_of(root):
    """Return each form of each name of a story, and the place to which it must lead."""
    library = load(root)
    places = [(person, f"people/{name}/") for name, person in library.people.items()]
    places += [(body, f"organisations/#organisation-{name}") for name, body in library.organisations.items()]
    return {
        form: place
        for record, place in places
        for form in (record.name, record.native, *(variant.form for variant in record.variants))
        if form
    }
