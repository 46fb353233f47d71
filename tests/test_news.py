"""What is new since the last visit, and links to copy, in a real headless Chromium."""

import json
import shutil

import pytest
from conftest import serve

CLAIM = "claims/none-has-asked/"
FIGURE = "figures/killed-or-wounded/"
QUESTION = "next/#question-"
CHANGE = """([changes, gone]) => {
    const seen = JSON.parse(localStorage.getItem('explainer-seen'));
    Object.assign(seen.things, changes);
    gone.forEach(address => delete seen.things[address]);
    seen.day = '2026-01-05';
    localStorage.setItem('explainer-seen', JSON.stringify(seen));
}"""
REMEMBERED = "() => localStorage.getItem('explainer-seen')"


@pytest.fixture
def page(chromium):
    """A fresh browser that collects the errors on its page."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(5000)
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    assert [] == page.faults
    context.close()


@pytest.fixture(scope="session")
def things(built_site):
    """What the site offers to remember: address -> words."""
    return json.loads((built_site / "data" / "seen.json").read_text("utf-8"))["things"]


def visit(page, url):
    """Visit once, so that everything there is counts as seen."""
    page.goto(url)
    page.wait_for_function(REMEMBERED)


def change(page, changes, gone=()):
    """Let the reader have seen other words last time."""
    page.evaluate(CHANGE, [changes, list(gone)])


def test_the_first_visit_marks_nothing(page, site_url, things):
    visit(page, site_url)
    assert 0 == page.locator(".x-news, .x-new, .x-before").count()
    assert things == json.loads(page.evaluate(REMEMBERED))["things"]


def test_a_later_visit_tells_how_many_things_are_new_or_changed(page, site_url, things):
    visit(page, site_url)
    question = next(address for address in things if address.startswith(QUESTION))
    change(page, {CLAIM: "Older words <b>of it</b>", FIGURE: "Killed: about 3"}, [question])
    page.reload()
    bar = page.locator(".x-news")
    bar.wait_for()
    assert bar.locator("p").inner_text() == "3 things are new or changed since 5 January 2026."
    page.locator(".x-news summary").click()
    assert 3 == bar.locator("li").count()
    told = bar.locator("li").all_inner_texts()
    assert any(line == f"{things[CLAIM]} (it said: Older words <b>of it</b>)" for line in told)
    assert any(line == f"{things[question]} (new)" for line in told)
    page.wait_for_function(
        "() => document.querySelector('[role=status]:not(.x-facets *)').textContent.startsWith('3 things')"
    )


@pytest.mark.parametrize(
    ("path", "address"),
    [(CLAIM, CLAIM), ("facts/", CLAIM), (FIGURE, FIGURE), ("figures/", FIGURE), (f"{CLAIM}?from=mail", CLAIM)],
)
def test_a_page_marks_what_changed_with_what_it_said_before(page, site_url, path, address):
    visit(page, site_url)
    change(page, {address: "Older <i>words</i>"})
    page.goto(site_url + path)
    page.locator(".x-new").first.wait_for()
    assert {"Changed"} == set(page.locator(".x-new").all_inner_texts())
    assert {"It said: Older <i>words</i>"} == set(page.locator(".x-before").all_inner_texts())


def test_a_page_marks_what_is_new_at_its_own_place(page, site_url, things):
    visit(page, site_url)
    question = next(address for address in things if address.startswith(QUESTION))
    item = next(address for address in things if address.startswith("sources/"))
    change(page, {}, [question, item])
    for address in (question, item):
        page.goto("about:blank")
        page.goto(site_url + address)
        page.locator(".x-new").first.wait_for()
        place = page.locator(f"[id='{address.split('#')[1]}']")
        assert place.locator(".x-new").inner_text() == "New"
    assert 0 == page.locator("article > .x-new").count()


@pytest.mark.parametrize("key", ["click", "Enter"])
def test_mark_all_as_seen_removes_everything_for_good(page, site_url, key):
    visit(page, site_url)
    change(page, {CLAIM: "Older words"})
    page.goto(site_url + CLAIM)
    button = page.get_by_role("button", name="Mark all as seen")
    button.wait_for()
    if key == "click":
        button.click()
    else:
        button.press(key)
    assert 0 == page.locator(".x-news, .x-new, .x-before").count()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.reload(wait_until="networkidle")
    assert 0 == page.locator(".x-news, .x-new, .x-before").count()


def test_a_long_list_is_cut_and_says_so(page, site_url, things):
    visit(page, site_url)
    change(page, {}, things)
    page.reload()
    page.locator(".x-news summary").click()
    assert 51 == page.locator(".x-news li").count()
    assert page.locator(".x-news li").last.inner_text() == f"… and {len(things) - 50} more"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("kept", ["no JSON", "null", "7", "{}", '{"things": "x"}', '{"things": null, "day": 3}'])
def test_what_is_not_ours_in_the_storage_counts_as_a_first_visit(page, site_url, things, kept):
    page.goto(site_url + "404.html")
    page.evaluate("kept => localStorage.setItem('explainer-seen', kept)", kept)
    page.goto(site_url, wait_until="networkidle")
    assert 0 == page.locator(".x-news").count()
    assert things == json.loads(page.evaluate(REMEMBERED))["things"]


def test_blocked_storage_gives_no_error_of_ours(chromium, site_url):
    page = chromium.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(error.stack))
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})")
    page.goto(site_url + "facts/", wait_until="networkidle")
    assert [] == [stack for stack in faults if "explainer.js" in stack]
    page.wait_for_selector(".x-copy")
    assert 0 == page.locator(".x-news").count()
    page.close()


@pytest.mark.parametrize("body", ["no JSON", "null", "{}"])
def test_a_data_file_of_another_shape_gives_no_error(page, site_url, body):
    page.route("**/data/seen.json", lambda route: route.fulfill(body=body))
    page.goto(site_url, wait_until="networkidle")
    assert 0 == page.locator(".x-news").count()


def test_a_missing_data_file_breaks_nothing(chromium, built_site, tmp_path):
    shutil.copytree(built_site, tmp_path / "site")
    (tmp_path / "site" / "data" / "seen.json").unlink()
    page = chromium.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    with serve(tmp_path / "site") as address:
        page.goto(address, wait_until="networkidle")
        page.wait_for_selector(".x-copy")
    assert [] == faults
    page.close()


def test_from_a_file_nothing_is_asked_and_no_error_reported(page, built_site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((built_site / "facts" / "index.html").as_uri(), wait_until="networkidle")
    assert 0 == page.locator(".x-news").count()
    assert not any(url.endswith("seen.json") for url in asked)


def test_without_scripts_the_page_is_complete(chromium, site_url, page):
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    for path in ("facts/", "next/"):
        plain.goto(site_url + path)
        page.goto(site_url + path, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('.x-copy').forEach(button => button.remove())")
        page.evaluate("document.querySelector('[data-here]').textContent = 'Address: see your browser'")
        without = plain.evaluate("document.querySelector('article').textContent")
        assert page.evaluate("document.querySelector('article').textContent").split() == without.split()
        assert 0 == plain.locator(".x-copy, .x-news").count()
    context.close()


@pytest.mark.parametrize(("path", "least"), [("facts/", 1), (CLAIM, 1), ("next/", 2), ("sources/unnamed-rewrite/", 5)])
def test_each_copy_button_copies_the_address_of_its_heading(page, site_url, path, least):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}{path}?h=words#top")
    buttons = page.locator(".x-copy")
    assert buttons.count() >= least
    for number in dict.fromkeys((0, buttons.count() - 1)):
        button = buttons.nth(number)
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "() => document.querySelector('[role=status]:not(.x-facets *)')?.textContent === 'Link copied.'"
        )
        heading = button.evaluate("one => ({tag: one.nextElementSibling.tagName, id: one.nextElementSibling.id})")
        anchor = "" if heading["tag"] == "H1" else f"#{heading['id']}"
        assert page.evaluate("navigator.clipboard.readText()") == f"{site_url}{path}{anchor}"
        assert button.inner_text() == "Copied"
        assert button.get_attribute("aria-label").startswith("Copy link to: ")


def test_a_refused_clipboard_says_so_without_an_error(page, site_url):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new DOMException('no'))")
    page.goto(site_url)
    page.locator(".x-copy").first.click()
    page.wait_for_function("() => document.querySelector('.x-copy').textContent === 'Not allowed'")


LEVEL = """() => [...document.querySelectorAll('.x-copy')].map(button => {
    const lines = thing => {
        const range = document.createRange();
        range.selectNodeContents(thing);
        return [...range.getClientRects()].filter(line => line.width > 1);
    };
    const middle = line => line.top + line.height / 2;
    const [word, heading] = [lines(button)[0], lines(button.nextElementSibling)[0]];
    return [Math.abs(middle(word) - middle(heading)), word.left - heading.right];
})"""


@pytest.mark.parametrize("path", [CLAIM, "next/", "said/", "sources/unnamed-rewrite/"])
def test_each_copy_button_is_level_with_the_first_line_of_its_heading(page, site_url, path):
    page.goto(f"{site_url}{path}")
    page.wait_for_selector(".x-copy")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        away = page.evaluate(LEVEL)
        assert max(pixels for pixels, _ in away) <= 5
        assert min(gap for _, gap in away) > 0
