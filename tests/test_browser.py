"""The built site in a real headless Chromium: layout, evidence cards, no script errors, no request to others."""

import re
from io import BytesIO

import pytest
from conftest import ALL, HARBOUR, open_page
from opened import CUT, come_to_rest, find_violations, load_whole, measure_overhang, packed
from PIL import Image
from playwright.sync_api import expect

from builder.link import link
from builder.load import load
from builder.pages import plan_pages
from builder.views.claims import view_site

PAGES = [
    "",
    "facts/",
    "claims/crack-known/",
    "said/",
    "said-by-date/",
    "said-by-topic/",
    "people/",
    "people/mara-quist/",
    "organisations/",
    "figures/",
    "figures/commuters/",
    "compare/",
    "timeline/",
    "next/",
    "sources/",
    "sources/lindholm-courier-2031-05-02/",
    "provenance/",
    "corrections/",
    "glossary/",
]
"""One of each type, the fullest where there are several."""
OTHERS = ["method/", "contribute/", "404.html"]
"""Written by hand, and the theme's."""
WIDTHS = [320, 360, 640, 768, 1280, 1920]
"""640 is a desktop's 1280 at 200 % zoom."""


def test_a_page_of_each_type_is_looked_at():
    templates = {
        re.sub(r"(^|(?<=/))index\.md$|\.md$", "", page.path).rstrip("/"): page.template
        for page in plan_pages(view_site(link(load(HARBOUR))))
    }
    assert set(templates.values()) == {templates[path.rstrip("/")] for path in PAGES}


@pytest.mark.parametrize("path", PAGES + OTHERS)
def test_no_page_scrolls_sideways_cuts_words_or_reports_an_error_at_any_width(page, harbour_url, path):
    page.goto(harbour_url + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        come_to_rest(page)  # the theme's drawer glides out of the way
        assert measure_overhang(page) <= 0, f"{path} at {width}"
        assert [] == page.evaluate(CUT), f"{path} at {width}"


def test_the_front_page_reads_as_a_finished_explainer(page, harbour_url):
    page.goto(harbour_url)
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
    leads = [claim for claim in load(HARBOUR).claims.values() if claim.rank == "lead"]
    assert len(leads) == page.locator("p.x-lead").count() == page.locator("p.x-lead > button.x-cue").count()
    assert page.locator("h1").bounding_box()["y"] < 300


@pytest.mark.parametrize("key", ["Enter", "Space", "click"])
def test_a_card_opens_by_keyboard_and_click_and_gives_the_focus_back(page, harbour_url, key):
    page.goto(harbour_url)
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


def test_cards_work_without_scripts_and_from_a_file(chromium, harbour_site):
    with open_page(chromium, java_script_enabled=False) as page:
        page.goto((harbour_site / "facts" / "index.html").as_uri())
        page.locator(".x-cue").first.click()
        expect(page.locator(".x-card").first).to_be_visible()


@pytest.mark.parametrize("path", PAGES + OTHERS)
def test_axe_finds_no_violation(page, harbour_url, path):
    """By all rules where little fits; in the other scheme only the colours differ."""
    page.set_viewport_size({"width": 360, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(harbour_url + path)
    come_to_rest(page)
    assert [] == find_violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 900})
    come_to_rest(page)
    assert [] == find_violations(page, *([] if ALL else ["color-contrast"]))


def test_a_card_opens_by_touch_and_closes_by_its_button(chromium, harbour_url):
    with open_page(chromium, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as page:
        page.goto(harbour_url)
        page.locator(".x-cue").first.tap()
        card = page.locator(".x-card:popover-open")
        expect(card).to_have_count(1)
        card.locator("button").tap()
        expect(card).to_have_count(0)


@pytest.mark.parametrize("path", ["", "facts/", "claims/crack-known/"])
def test_axe_finds_no_violation_in_an_open_card(page, harbour_url, path):
    page.goto(harbour_url + path)
    for cue in page.locator(".x-cue").all()[:2]:
        cue.click()
        come_to_rest(page)
        assert [] == find_violations(page)
        page.keyboard.press("Escape")


FOCUSED = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"


def walk(page, count):
    """Press Tab so often; return the names of what gets the focus."""
    names = []
    for _ in range(count):
        page.keyboard.press("Tab")
        come_to_rest(page)
        names.append(page.evaluate(FOCUSED))
    return names


def test_keys_reach_the_text_past_the_search_and_open_a_card(page, harbour_url):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(harbour_url)
    come_to_rest(page)
    names = walk(page, 8)
    assert ["Skip to content", "Menu"] == names[:2]
    assert "Search" in names
    cue = next(name for name in names if name.endswith("show the evidence"))
    while page.evaluate(FOCUSED) != cue:
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.locator(".x-card:popover-open").count() == 1


def test_keys_open_the_menu_of_a_narrow_screen_and_shut_it(page, harbour_url):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(harbour_url)
    come_to_rest(page)
    assert walk(page, 2)[1] == "Menu"
    page.keyboard.press("Enter")
    assert "true" == page.get_by_role("button", name="Menu").get_attribute("aria-expanded")
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    assert ("Menu", False) == (page.evaluate(FOCUSED), page.locator("#__drawer").is_checked())
    assert not any("menu" in name.lower() for name in walk(page, 3)), "a shut menu is out of reach"
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not page.get_by_role("button", name="Menu").is_visible(), "a wide screen has its tabs"


def test_a_chosen_scheme_is_there_before_the_text(page, harbour_url):
    page.goto(harbour_url)
    come_to_rest(page)
    page.keyboard.press("Escape")
    page.locator("form.md-header__option label:visible").first.click()
    page.add_init_script(
        """new MutationObserver((_, watch) => {
            if (!document.querySelector("article")) return;
            window.firstScheme = document.body.dataset.mdColorScheme;
            watch.disconnect();
        }).observe(document, { childList: true, subtree: true })"""
    )
    page.goto(harbour_url + "facts/")
    assert "slate" == page.evaluate("window.firstScheme")


@pytest.mark.parametrize("what", [".x-cue", "td svg", ".x-times svg"])
def test_forced_colours_leave_cues_and_bars_to_be_seen(page, harbour_url, what):
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(harbour_url + "figures/cracks/")
    picture = Image.open(BytesIO(page.locator(what).first.screenshot())).convert("L")
    darkest, lightest = picture.getextrema()
    assert lightest - darkest > 150


def test_the_front_page_and_all_that_it_loads_are_light(page, harbour_url):
    loaded = load_whole(page, harbour_url)
    assert len(loaded) >= 5
    assert packed(loaded[harbour_url]) <= 60_000
    assert sum(map(packed, loaded.values())) <= 300_000


def test_in_print_every_claim_ends_in_a_numbered_note(page, harbour_url):
    page.goto(harbour_url)
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


def test_a_hundred_cards_weigh_less_than_the_page_without_them(page, harbour_url):
    loaded = load_whole(page, harbour_url)
    text = loaded[harbour_url].decode()
    without = re.sub(
        r'(?s)<section class="x-cards".*?</section>|<button type="button" class="x-cue.*?</button>', "", text
    )
    count = text.count('class="x-card"')
    assert count > 15
    assert "x-card" not in without.replace("x-cards", "")
    assert len(text) < 3.5 * len(without)
    weight_of_page = packed(without.encode())
    a_card = (packed(text.encode()) - weight_of_page) / count
    assert 100 * a_card < sum(map(packed, loaded.values())) - packed(text.encode()) + weight_of_page
