"""A page that is open in the browser: when it has come to rest, what it weighs, what axe says of it."""

import gzip
from contextlib import ExitStack

from axe_playwright_python.sync_playwright import Axe

AT_REST = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const moving = () => document.getAnimations().filter(
        one => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity);
    await document.fonts.ready;
    do {
        moving().forEach(one => one.finish());
        await frame();
        await frame();
    } while (moving().length);
}"""
"""What glides or fades arrives at once; two frames show every change."""
LATE = ("/data/seen.json", "/search/search_index.json")
"""What a page asks for when it is there."""
CUT = """() => [...document.querySelectorAll("article :is(p, li, h1, h2, h3, td, th, q, blockquote, button)")].filter(
    one => one.checkVisibility() && !one.closest("[popover]") && getComputedStyle(one).clipPath === "none" &&
        getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1
).map(one => one.outerHTML.slice(0, 200))"""
"""What is not shown whole: words wider than their box, but for what hides on purpose."""


def come_to_rest(page):
    """Wait until the page is laid out and nothing moves any more."""
    page.evaluate(AT_REST)


def load_whole(page, url):
    """Open a page, wait for what it asks for later as well; return the bytes of all by address."""
    weighed = {}
    page.on("requestfinished", lambda request: weighed.update({request.url: request.response().body()}))
    with ExitStack() as late:
        for path in LATE:
            late.enter_context(page.expect_event("requestfinished", lambda request, path=path: path in request.url))
        page.goto(url)
    return weighed


def packed(content):
    """Return the size that goes over the wire."""
    return len(gzip.compress(content))


def measure_overhang(page):
    """Return by how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def find_violations(page, *rules):
    """Return what axe objects to, by all of its rules or by these: (rule, the first piece of the page)."""
    chosen = {"runOnly": list(rules)} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"]} | chosen).response
    assert "color-contrast" in {rule["id"] for rule in found["passes"]}, "axe has not looked at the colours"
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]]
