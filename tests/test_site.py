"""The whole way: YAML -> Markdown -> a real site whose every link and anchor resolves."""

import json
import re
import shutil

import jsonschema
import pytest
from conftest import HARBOUR, ROOT, build_site, copy_story
from lxml import html
from whole_site import FINDERS, KINDS, read_data, read_pages

from builder.build import build
from builder.link import link
from builder.load import load
from builder.pages import PAGE_TYPES
from builder.views.answers import count_rest
from builder.views.claims import view_site

EXPECTED = sorted(path for path in (HARBOUR / "expected").rglob("*") if path.is_file())


def test_the_second_story_renders_as_expected():
    texts = {path: text.content for path, text in build(HARBOUR).texts.items() if not path.endswith(".schema.json")}
    expected = {path.relative_to(HARBOUR / "expected").as_posix(): path.read_bytes().decode() for path in EXPECTED}
    assert expected.keys() == texts.keys()
    for path, text in expected.items():
        assert text == texts[path], f"{path} differs; if that is meant, run make golden and read the difference"


def test_every_page_type_has_pages_in_the_second_story():
    templates = {path.name.removesuffix(".md.j2") for path in (ROOT / "site_templates" / "pages").iterdir()}
    views = view_site(link(load(HARBOUR)))
    pages = {page_type.__name__: [page.template for page in page_type(views)] for page_type in PAGE_TYPES}
    assert [] == [name for name, used in pages.items() if name not in used]
    assert templates == {template for used in pages.values() for template in used}


def test_no_line_of_a_template_or_script_is_longer_than_a_line_of_code():
    long = [
        f"{path.name}:{number}"
        for path in (ROOT / "site_templates").rglob("*")
        if path.suffix in (".j2", ".html", ".js", ".css")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 115
    ]
    assert [] == long


@pytest.mark.parametrize(
    ("count", "expected"),
    [(2, None), (3, "1 more is in the data file."), (14, "12 more are in the data file.")],
)
def test_what_a_page_leaves_out_is_counted(count, expected):
    assert expected == count_rest(count, 2)


def test_the_same_input_gives_the_same_texts():
    assert build(HARBOUR).texts == build(HARBOUR).texts


def test_the_data_fits_its_published_schema():
    texts = build(HARBOUR).texts
    document = json.loads(texts["data/explainer.json"].content)
    jsonschema.Draft202012Validator(json.loads(texts["data/explainer.schema.json"].content)).validate(document)


@pytest.mark.parametrize("find", FINDERS)
def test_the_built_site_is_whole(harbour_site, find):
    assert [] == list(find(harbour_site)), find.__doc__


def test_there_is_something_that_could_be_broken(harbour_site):
    cues = [cue for page in read_pages(harbour_site).values() for cue in page.xpath("//button[@popovertarget]")]
    assert len(cues) > 200
    assert sum(len(read_data(harbour_site)[kind]) for kind in KINDS) > 50


def test_a_page_made_from_yaml_opens_that_yaml_when_edited(tmp_path):
    out = tmp_path / "site"
    run = build_site(copy_story(HARBOUR, tmp_path / "story"), out, EDIT_URL="https://forge.example.org/edit/main/")
    assert run.returncode == 0, run.stderr
    page = html.parse(str(out / "claims" / "crack-known" / "index.html")).getroot()
    expected = ["https://forge.example.org/edit/main/content/claims/bridge.yml"]
    assert expected == page.xpath("//a[@rel='edit']/@href")


def test_a_failing_build_leaves_the_site_that_stands(harbour_site, tmp_path):
    story, out = copy_story(HARBOUR, tmp_path / "story"), tmp_path / "site"
    shutil.copytree(harbour_site, out)
    before = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (story / "content" / "events.yml").write_text("closing: {titel: x}\n")
    run = build_site(story, out)
    after = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert run.returncode == 1
    assert "content/events.yml:1:11: E011 there is no field 'titel'; did you mean 'title'?" in run.stderr
    assert "Traceback" not in run.stderr
    assert before == after


def test_advice_is_told_and_stops_no_strict_build(tmp_path):
    story, out = copy_story(HARBOUR, tmp_path / "story"), tmp_path / "site"
    source = story / "sources" / "lindholm-courier-2031-05-02.yml"
    source.write_text(re.sub(r"(?m)^archived:.*\n", "", source.read_text()))
    run = build_site(story, out)
    assert run.returncode == 0
    assert "W301" in run.stderr
    assert (out / "index.html").is_file()


def test_the_environment_says_which_day_counts(tmp_path):
    """Whatever is written there is a text: MkDocs would read a day of the environment as YAML does, and refuse it."""
    run = build_site(HARBOUR, tmp_path / "out", SOURCE_DATE_EPOCH="", TODAY="2031-08-01")
    assert (run.returncode, "W401" in run.stderr) == (1, True), run.stderr
    run = build_site(HARBOUR, tmp_path / "out", TODAY="2031-02-30")
    assert (run.returncode, "'2031-02-30', which is not a day" in run.stderr) == (1, True), run.stderr


def test_what_a_killed_build_left_behind_is_swept_up(tmp_path):
    story, out = copy_story(HARBOUR, tmp_path / "story"), tmp_path / "site"
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "index.html").write_text("the last good site")
    (tmp_path / ".site.new").mkdir()
    (tmp_path / ".site.new" / "half.html").write_text("half")
    (story / "content" / "events.yml").write_text("broken: {")
    assert build_site(story, out).returncode == 1
    assert "the last good site" == (out / "index.html").read_text()
    assert not (tmp_path / ".site.old").exists()
