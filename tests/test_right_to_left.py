"""Names that are written from right to left leave everything beside them in its place."""

import pytest
from conftest import HARBOUR, build_site, copy_story, serve

from builder.words.escape import isolate_text

OUTLET = "صحيفة الميناء"
# The first letter behind a link stands right of the link.
MISPLACED = """() => [...document.querySelectorAll('article li > a:first-child')].filter(link => {
    const behind = link.nextSibling;
    if (!behind || behind.nodeType !== 3 || !behind.textContent.startsWith(', ')) return false;
    const range = document.createRange();
    range.setStart(behind, 0);
    range.setEnd(behind, 3);
    const lines = [...link.getClientRects()], place = range.getBoundingClientRect(), last = lines[lines.length - 1];
    return last && place.top < last.bottom - 3 && place.bottom > last.top + 3 && place.left < last.right - 1;
}).map(link => link.parentElement.textContent)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The second story with an outlet and a person whose names run from right to left."""
    place = copy_story(HARBOUR, tmp_path_factory.mktemp("rtl"))
    for name, before, after in [
        ("organisations", "name: County Herald", f"name: {OUTLET}"),
        ("people", "native: Мара Квист", "native: מארה קוויסט"),
    ]:
        path = place / "content" / f"{name}.yml"
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after), "utf-8")
    run = build_site(place, place / "site")
    assert run.returncode == 0, run.stderr
    with serve(place / "site") as address:
        yield address


@pytest.mark.parametrize("path", ["said/", "people/ivo-brandt/", "timeline/", "claims/crack-known/", "facts/"])
def test_what_follows_a_name_stays_behind_it(site, page, path):
    page.goto(site + path)
    if path in ("said/", "people/ivo-brandt/"):
        assert OUTLET in page.locator("article").inner_text()
    assert [] == page.evaluate(MISPLACED)


def test_a_native_form_is_kept_apart(site, page):
    page.goto(site + "people/mara-quist/")
    assert page.locator("bdi").first.inner_text() == "מארה קוויסט"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Quist", "Quist"), ("Квист", "Квист"), ("مارا", "<bdi>مارا</bdi>"), ("<ב>", "<bdi>&#60;ב&#62;</bdi>")],
)
def test_only_what_runs_from_right_to_left_is_isolated(text, expected):
    assert expected == isolate_text(text)
