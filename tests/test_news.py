"""What is new since the last visit, and links to copy, in a real headless Chromium."""

import json
import shutil

import pytest
from conftest import open_page, serve, watch
from opened import come_to_rest, measure_overhang
from playwright.sync_api import expect

CLAIM = "claims/crack-known/"
FIGURE = "figures/commuters/"
QUESTION = "next/#question-"
SOURCE = "sources/lindholm-courier-2031-05-02/"
CHANGE = """([changes, gone]) => {
    const seen = JSON.parse(localStorage.getItem('explainer-seen'));
    Object.assign(seen.things, changes);
    gone.forEach(address => delete seen.things[address]);
    seen.day = '2026-01-05';
    localStorage.setItem('explainer-seen', JSON.stringify(seen));
}"""
REMEMBERED = "() => localStorage.getItem('explainer-seen')"


@pytest.fixture(scope="session")
def things(harbour_site):
    """What the site offers to remember: address -> words."""
    return json.loads((harbour_site / "data" / "seen.json").read_text("utf-8"))["things"]


def go_and_compare(page, url):
    """Open a page and wait until it has what it compares with; what comes of that is there with the next frame."""
    with page.expect_response("**/data/seen.json") as answer:
        page.goto(url)
    answer.value.finished()
    come_to_rest(page)


def visit(page, url):
    """Visit once, so that everything there is counts as seen."""
    page.goto(url)
    page.wait_for_function(REMEMBERED)


def change(page, changes, gone=()):
    """Let the reader have seen other words last time."""
    page.evaluate(CHANGE, [changes, list(gone)])


def test_the_first_visit_marks_nothing(page, harbour_url, things):
    visit(page, harbour_url)
    assert 0 == page.locator(".x-news, .x-new, .x-before").count()
    assert things == json.loads(page.evaluate(REMEMBERED))["things"]


def test_a_later_visit_tells_how_many_things_are_new_or_changed(page, harbour_url, things):
    visit(page, harbour_url)
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
def test_a_page_marks_what_changed_with_what_it_said_before(page, harbour_url, path, address):
    visit(page, harbour_url)
    change(page, {address: "Older <i>words</i>"})
    page.goto(harbour_url + path)
    page.locator(".x-new").first.wait_for()
    assert {"Changed"} == set(page.locator(".x-new").all_inner_texts())
    assert {"It said: Older <i>words</i>"} == set(page.locator(".x-before").all_inner_texts())


def test_a_page_marks_what_is_new_at_its_own_place(page, harbour_url, things):
    visit(page, harbour_url)
    question = next(address for address in things if address.startswith(QUESTION))
    item = next(address for address in things if address.startswith("sources/"))
    change(page, {}, [question, item])
    for address in (question, item):
        page.goto("about:blank")
        page.goto(harbour_url + address)
        page.locator(".x-new").first.wait_for()
        place = page.locator(f"[id='{address.split('#')[1]}']")
        assert place.locator(".x-new").inner_text() == "New"
    assert 0 == page.locator("article > .x-new").count()


@pytest.mark.parametrize("key", ["click", "Enter"])
def test_mark_all_as_seen_removes_everything_for_good(page, harbour_url, key):
    visit(page, harbour_url)
    change(page, {CLAIM: "Older words"})
    page.goto(harbour_url + CLAIM)
    button = page.get_by_role("button", name="Mark all as seen")
    button.wait_for()
    if key == "click":
        button.click()
    else:
        button.press(key)
    assert 0 == page.locator(".x-news, .x-new, .x-before").count()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    go_and_compare(page, page.url)
    assert 0 == page.locator(".x-news, .x-new, .x-before").count()


def test_a_long_list_is_cut_and_says_so(page, harbour_url, things):
    many = things | {f"claims/more-{number}/": f"Something more, number {number}." for number in range(60)}
    visit(page, harbour_url)
    change(page, {}, things)
    page.route("**/data/seen.json", lambda route: route.fulfill(json={"things": many, "day": "2031-05-04"}))
    page.reload()
    page.locator(".x-news summary").click()
    assert 51 == page.locator(".x-news li").count()
    assert page.locator(".x-news li").last.inner_text() == f"… and {len(many) - 50} more"
    assert measure_overhang(page) <= 0


@pytest.mark.parametrize("kept", ["no JSON", "null", "7", "{}", '{"things": "x"}', '{"things": null, "day": 3}'])
def test_what_is_not_ours_in_the_storage_counts_as_a_first_visit(page, harbour_url, things, kept):
    page.goto(harbour_url + "404.html")
    page.evaluate("kept => localStorage.setItem('explainer-seen', kept)", kept)
    go_and_compare(page, harbour_url)
    assert 0 == page.locator(".x-news").count()
    assert things == json.loads(page.evaluate(REMEMBERED))["things"]


def test_blocked_storage_gives_no_error_of_ours(chromium, harbour_url):
    with open_page(chromium) as page:
        faults = []
        page.on("pageerror", lambda error: faults.append(error.stack))
        page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})")
        go_and_compare(page, harbour_url + "facts/")
        assert [] == [stack for stack in faults if "explainer.js" in stack]
        expect(page.locator(".x-copy").first).to_be_visible()
        assert 0 == page.locator(".x-news").count()


@pytest.mark.parametrize("body", ["no JSON", "null", "{}"])
def test_a_data_file_of_another_shape_gives_no_error(page, harbour_url, body):
    page.route("**/data/seen.json", lambda route: route.fulfill(body=body))
    go_and_compare(page, harbour_url)
    assert 0 == page.locator(".x-news").count()


def test_a_missing_data_file_breaks_nothing(chromium, harbour_site, tmp_path):
    shutil.copytree(harbour_site, tmp_path / "site")
    (tmp_path / "site" / "data" / "seen.json").unlink()
    with serve(tmp_path / "site") as address, open_page(chromium) as page:
        faults = watch(page)
        go_and_compare(page, address)
        expect(page.locator(".x-copy").first).to_be_visible()
        assert [True] == ["404 (" in fault for fault in faults]


def test_from_a_file_nothing_is_asked_and_no_error_reported(page, harbour_site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((harbour_site / "facts" / "index.html").as_uri())
    expect(page.locator(".x-copy").first).to_be_visible()
    come_to_rest(page)
    assert 0 == page.locator(".x-news").count()
    assert not any(url.endswith("seen.json") for url in asked)


def test_without_scripts_the_page_is_complete(chromium, harbour_url, page):
    with open_page(chromium, java_script_enabled=False) as plain:
        for path in ("facts/", "next/"):
            plain.goto(harbour_url + path)
            go_and_compare(page, harbour_url + path)
            page.evaluate("document.querySelectorAll('.x-copy').forEach(button => button.remove())")
            page.evaluate("document.querySelector('[data-here]').textContent = 'Address: see your browser'")
            without = plain.evaluate("document.querySelector('article').textContent")
            assert page.evaluate("document.querySelector('article').textContent").split() == without.split()
            assert 0 == plain.locator(".x-copy, .x-news").count()


@pytest.mark.parametrize(("path", "least"), [("facts/", 1), (CLAIM, 1), ("next/", 2), (SOURCE, 5)])
def test_each_copy_button_copies_the_address_of_its_heading(page, harbour_url, path, least):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{harbour_url}{path}?h=words#top")
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
        assert page.evaluate("navigator.clipboard.readText()") == f"{harbour_url}{path}{anchor}"
        assert button.inner_text() == "Copied"
        assert button.get_attribute("aria-label").startswith("Copy link to: ")


def test_a_refused_clipboard_says_so_without_an_error(page, harbour_url):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new DOMException('no'))")
    page.goto(harbour_url)
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


@pytest.mark.parametrize("path", [CLAIM, "next/", "said/", SOURCE])
def test_each_copy_button_is_level_with_the_first_line_of_its_heading(page, harbour_url, path):
    page.goto(f"{harbour_url}{path}")
    page.wait_for_selector(".x-copy")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        away = page.evaluate(LEVEL)
        assert max(pixels for pixels, _ in away) <= 5
        assert min(gap for _, gap in away) > 0
