"""The built site in a real headless Chromium: layout, evidence cards, no script errors, no request to others."""

import gzip
import os
import re
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

PAGES = [
    "",
    "facts/",
    "claims/none-has-asked/",
    "said/",
    "said-by-date/",
    "said-by-topic/",
    "people/",
    "people/volodymyr-zelenskyy/",
    "organisations/",
    "figures/",
    "figures/killed-or-wounded/",
    "compare/",
    "timeline/",
    "next/",
    "sources/",
    "sources/unnamed-rewrite/",
    "provenance/",
    "corrections/",
    "glossary/",
    "method/",
    "contribute/",
    "404.html",
]
WIDTHS = [320, 360, 640, 768, 1280, 1920]
"""640 is a desktop's 1280 at 200 % zoom."""
CUT = """() => [...document.querySelectorAll("article :is(p, li, h1, h2, h3, td, th, q, blockquote, button)")].filter(
    one => one.checkVisibility() && !one.closest("[popover]") && getComputedStyle(one).clipPath === "none" &&
        getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1
).map(one => one.outerHTML.slice(0, 200))"""


@pytest.fixture
def page(chromium, site_url):
    """A fresh page that collects what goes wrong on it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: note_foreign(page, request.url, site_url))
    yield page
    assert [] == page.faults
    context.close()


def note_foreign(page, url, site_url):
    """Remember a request to anybody but the site's own server."""
    if urlsplit(url).scheme not in ("data", "blob") and not url.startswith(site_url):
        page.faults.append(f"asked {url}")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_cuts_words_or_reports_an_error_at_any_width(page, site_url, path):
    page.goto(site_url + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300 if width == 1280 else 50)  # there the theme's drawer glides out of the way
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, f"{path} at {width}"
        assert [] == page.evaluate(CUT), f"{path} at {width}"


def test_the_front_page_reads_as_a_finished_explainer(page, site_url):
    page.goto(site_url)
    headings = page.locator("article h2").all_inner_texts()
    expected = [
        "What happened",
        "Key facts",
        "Who said what",
        "Disputed claims and figures",
        "Timeline in short",
        "What happens next",
        "How we know",
    ]
    assert expected == headings
    leads = page.locator("p.x-lead")
    assert leads.count() >= 3
    assert leads.count() == page.locator("p.x-lead > button.x-cue").count()
    assert page.locator("h1").bounding_box()["y"] < 300


@pytest.mark.parametrize("key", ["Enter", "Space", "click"])
def test_a_card_opens_by_keyboard_and_click_and_gives_the_focus_back(page, site_url, key):
    page.goto(site_url)
    cue = page.locator(".x-cue").first
    if key == "click":
        cue.click()
    else:
        cue.focus()
        page.keyboard.press(key)
    card = page.locator(f"[id='{cue.get_attribute('popovertarget')}']")
    assert card.is_visible()
    assert card.locator("li").count() >= 2
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert cue.evaluate("cue => cue === document.activeElement")


def test_cards_work_without_scripts_and_from_a_file(chromium, built_site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built_site / "facts" / "index.html").as_uri())
    page.locator(".x-cue").first.click()
    assert page.locator(".x-card").first.is_visible()
    context.close()


LOOKS = [("light", 1280), ("dark", 360)] + ([("light", 360), ("dark", 1280)] if os.environ.get("TEST_ALL") else [])


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(page, site_url, path, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(site_url + path)
    page.wait_for_timeout(300)
    found = Axe().run(page).response
    assert "color-contrast" in {rule["id"] for rule in found["passes"]}
    assert [] == [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]]


@pytest.mark.parametrize("words", ["said", "Zelensky", "12000", "asylum", "조태열"])
def test_the_search_finds_what_readers_type(page, site_url, words):
    page.goto(f"{site_url}?q={words}")
    page.wait_for_selector(".md-search-result__item", state="attached", timeout=10000)
    assert page.locator(".md-search-result__item").count() >= 1


def test_a_card_opens_by_touch_and_closes_by_its_button(chromium, site_url):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site_url)
    page.locator(".x-cue").first.tap()
    card = page.locator(".x-card:popover-open")
    assert card.count() == 1
    card.locator("button").tap()
    assert page.locator(".x-card:popover-open").count() == 0
    context.close()


@pytest.mark.parametrize("path", ["", "facts/", "claims/none-has-asked/"])
def test_axe_finds_no_violation_in_an_open_card(page, site_url, path):
    page.goto(site_url + path)
    for cue in page.locator(".x-cue").all()[:2]:
        cue.click()
        assert [] == [rule["id"] for rule in Axe().run(page).response["violations"]]
        page.keyboard.press("Escape")


FOCUSED = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"


def walk(page, count):
    """Press Tab so often; return the names of what gets the focus."""
    names = []
    for _ in range(count):
        page.keyboard.press("Tab")
        page.wait_for_timeout(200)
        names.append(page.evaluate(FOCUSED))
    return names


def test_keys_reach_the_text_past_the_search_and_open_a_card(page, site_url):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site_url)
    page.wait_for_timeout(300)
    names = walk(page, 8)
    assert ["Skip to content", "Menu"] == names[:2]
    assert "Search" in names
    cue = next(name for name in names if name.endswith("show the evidence"))
    while page.evaluate(FOCUSED) != cue:
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.locator(".x-card:popover-open").count() == 1


def test_keys_open_the_menu_of_a_narrow_screen_and_shut_it(page, site_url):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site_url)
    page.wait_for_timeout(300)
    assert walk(page, 2)[1] == "Menu"
    page.keyboard.press("Enter")
    assert "true" == page.get_by_role("button", name="Menu").get_attribute("aria-expanded")
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    assert ("Menu", False) == (page.evaluate(FOCUSED), page.locator("#__drawer").is_checked())
    assert not any("menu" in name.lower() for name in walk(page, 3)), "a shut menu is out of reach"
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not page.get_by_role("button", name="Menu").is_visible(), "a wide screen has its tabs"


def test_a_chosen_scheme_is_there_before_the_text(page, site_url):
    page.goto(site_url)
    page.wait_for_timeout(300)
    page.keyboard.press("Escape")
    page.locator("form.md-header__option label:visible").first.click()
    page.add_init_script(
        """new MutationObserver((_, watch) => {
            if (!document.querySelector("article")) return;
            window.firstScheme = document.body.dataset.mdColorScheme;
            watch.disconnect();
        }).observe(document, { childList: true, subtree: true })"""
    )
    page.goto(site_url + "facts/")
    assert "slate" == page.evaluate("window.firstScheme")


@pytest.mark.parametrize("what", [".x-cue", "td svg", ".x-times svg"])
def test_forced_colours_leave_cues_and_bars_to_be_seen(page, site_url, what):
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(site_url + "figures/killed-or-wounded/")
    picture = Image.open(BytesIO(page.locator(what).first.screenshot())).convert("L")
    darkest, lightest = picture.getextrema()
    assert lightest - darkest > 150


def test_the_front_page_and_all_that_it_loads_are_light(page, site_url, built_site):
    loaded = []
    page.on("response", lambda response: loaded.append((response.url, response.body())))
    page.goto(site_url, wait_until="networkidle")
    assert packed((built_site / "index.html").read_bytes()) <= 60_000
    assert len(loaded) >= 5
    assert sum(packed(body) for _, body in loaded) <= 300_000


def test_in_print_every_claim_ends_in_a_numbered_note(page, site_url):
    page.goto(site_url)
    page.emulate_media(media="print")
    cards = page.locator(".x-card")
    assert page.locator(".x-cue").count() >= cards.count() >= 16
    assert all(card.is_visible() for card in cards.all())
    marks = page.evaluate(
        """() => ['.x-cue', '.x-card'].map(name =>
            [...document.querySelectorAll(name)].map(one => getComputedStyle(one, '::before').content))"""
    )
    assert list(dict.fromkeys(marks[0])) == [mark.replace('] "', ']"') for mark in marks[1]]
    assert marks[0][:2] == ['"[1]"', '"[2]"']
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_hundred_cards_weigh_less_than_the_page_without_them(page, site_url, built_site):
    loaded = []
    page.on("response", lambda response: loaded.append(response.body()))
    page.goto(site_url + "facts/", wait_until="networkidle")
    text = (built_site / "facts" / "index.html").read_text("utf-8")
    without = re.sub(
        r'(?s)<section class="x-cards".*?</section>|<button type="button" class="x-cue.*?</button>', "", text
    )
    count = text.count('class="x-card"')
    assert count > 50
    assert "x-card" not in without.replace("x-cards", "")
    assert len(text) < 3.5 * len(without)
    a_card = (packed(text.encode()) - packed(without.encode())) / count
    assert 100 * a_card < sum(map(packed, loaded)) - packed(text.encode()) + packed(without.encode())


def packed(content):
    """Return the size that goes over the wire."""
    return len(gzip.compress(content))
