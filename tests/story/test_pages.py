"""Every page of this repository's site: that it is whole, whatever it says."""

import json

import jsonschema
import pytest
from conftest import open_page, watch
from lxml import html
from opened import CUT, come_to_rest, find_violations, load_whole, measure_overhang, packed
from whole_site import FINDERS, read_data

from builder.publish.dead_links import find_broken
from builder.publish.folder import list_folder, read_folder
from builder.publish.policy import find_scripts, make_policy

WIDTHS = (320, 1280)


def test_every_page_fits_and_pleases_axe_and_reports_no_error(chromium, story_site, story_url):
    wrong = {}
    with open_page(chromium) as page:
        faults = watch(page)
        for path in sorted(story_site.rglob("*.html")):
            address = path.relative_to(story_site).as_posix().removesuffix("index.html")
            faults += look_at(page, story_url + address)
            if faults:
                wrong[address] = list(faults)
                faults.clear()
    assert {} == wrong


def look_at(page, url):
    """Open a page narrow and wide; return what does not fit on it and what axe objects to."""
    page.goto(url)
    unfit = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        come_to_rest(page)
        unfit += [f"too wide at {width}"] if measure_overhang(page) > 0 else []
        unfit += page.evaluate(CUT)
    return unfit + find_violations(page)


@pytest.mark.parametrize("find", FINDERS)
def test_the_site_is_whole(story_site, find):
    assert [] == list(find(story_site)), find.__doc__


def test_the_builder_finds_no_dead_link(story_site):
    assert [] == find_broken(read_folder(story_site), list_folder(story_site))


def test_every_page_allows_the_scripts_of_the_theme_and_no_others(story_site):
    for path in story_site.rglob("*.html"):
        text = path.read_text("utf-8")
        (policy,) = html.fromstring(text.encode()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert make_policy(find_scripts(text)) == policy, path


def test_the_data_fit_their_published_schema(story_site):
    schema = json.loads((story_site / "data" / "explainer.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(read_data(story_site))


def test_the_front_page_and_all_that_it_loads_are_light(page, story_url):
    loaded = load_whole(page, story_url)
    assert packed(loaded[story_url]) <= 60_000
    assert sum(map(packed, loaded.values())) <= 300_000
