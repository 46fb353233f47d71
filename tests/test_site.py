"""The whole way: YAML -> Markdown -> a real site whose every link and anchor resolves."""

import json
import re
from urllib.parse import unquote, urldefrag, urljoin

import jsonschema
import pytest
from conftest import HARBOUR, ROOT, build_site, copy_story
from lxml import html

import builder
from builder.build import build
from builder.link import link
from builder.load import load
from builder.pages import PAGE_TYPES
from builder.views.answers import count_rest
from builder.views.claims import view_site

REGEX = {"re": "http://exslt.org/regular-expressions"}
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
    assert build(ROOT).texts == build(ROOT).texts


@pytest.mark.parametrize("story", [ROOT, HARBOUR], ids=["real", "harbour"])
def test_the_data_fits_its_published_schema(story):
    texts = build(story).texts
    document = json.loads(texts["data/explainer.json"].content)
    jsonschema.Draft202012Validator(json.loads(texts["data/explainer.schema.json"].content)).validate(document)


@pytest.mark.parametrize("site", ["built_site", "harbour_site"])
def test_every_link_and_anchor_of_the_built_site_resolves(site, request):
    folder = request.getfixturevalue(site)
    pages = {path: html.parse(str(path)).getroot() for path in folder.rglob("*.html")}
    anchors = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    broken = [
        f"{path.relative_to(folder)} -> {target}"
        for path, page in pages.items()
        for target in page.xpath("//@href | //@src")
        if not resolves(target, path, folder, anchors)
    ]
    assert [] == broken


def resolves(target, path, folder, anchors):
    """Say whether a link inside the site leads to a file, and to an id where it names one."""
    if re.match(r"[a-z]+:", target):
        return target.startswith(("https://", "javascript:void(0)", "data:"))
    base = "/" if path.name == "404.html" else "/" + path.parent.relative_to(folder).as_posix().removeprefix(".") + "/"
    address, anchor = urldefrag(urljoin(base.replace("//", "/"), target))
    file = folder / unquote(address).lstrip("/")
    file = file / "index.html" if file.is_dir() else file
    if not anchor or anchor.startswith(":~:"):
        return file.is_file()
    return anchor in anchors.get(file, ())


@pytest.mark.parametrize("site", ["built_site", "harbour_site"])
def test_no_page_has_an_id_twice(site, request):
    for path in request.getfixturevalue(site).rglob("*.html"):
        ids = html.parse(str(path)).getroot().xpath("//@id")
        assert sorted(set(ids)) == sorted(ids), path


def test_every_address_in_the_data_leads_to_its_page_and_anchor(built_site):
    document = json.loads((built_site / "data" / "explainer.json").read_text("utf-8"))
    kinds = ("sources", "items", "claims", "quantities", "people", "organisations", "events", "questions")
    pages = [record["page"] for kind in kinds for record in document[kind].values()]
    assert len(pages) > 100
    for address in pages:
        page, _, anchor = address.partition("#")
        root = html.parse(str(built_site / page / "index.html")).getroot()
        assert not anchor or anchor in root.xpath("//@id"), address


@pytest.mark.parametrize("site", ["built_site", "harbour_site"])
def test_every_item_and_claim_that_a_page_tells_has_its_card_there(site, request):
    folder = request.getfixturevalue(site)
    bare = [
        f"{path.relative_to(folder)} {line.text_content()[:80]}"
        for path in folder.rglob("*.html")
        for line in html.parse(str(path)).getroot().xpath("//article//li[a] | //article//p[a]")
        if not line.xpath("ancestor::nav | ancestor::*[contains(@class, 'x-card')]")
        and line.xpath("a[1][re:test(@href, '#(facts|statements|figures|next)-')]", namespaces=REGEX)
        and not line.xpath("(a[1]/following-sibling::button | ancestor::li/button)[contains(@class, 'x-cue')]")
    ]
    assert [] == [line for line in bare if not line.startswith("figures/")]  # there the table above has the cues


@pytest.mark.parametrize("site", ["built_site", "harbour_site"])
def test_every_cue_opens_a_card_of_its_page_and_every_card_has_a_cue(site, request):
    cues = 0
    for path in request.getfixturevalue(site).rglob("*.html"):
        page = html.parse(str(path)).getroot()
        opened = page.xpath("//button[contains(@class, 'x-cue')]/@popovertarget")
        cards = page.xpath("//div[@class='x-card']/@id")
        assert list(dict.fromkeys(opened)) == cards, path
        cues += len(opened)
    assert cues > 50


@pytest.mark.parametrize("site", ["built_site", "harbour_site"])
def test_every_item_has_a_card_with_its_words_at_its_own_place(site, request):
    folder = request.getfixturevalue(site)
    data = json.loads((folder / "data" / "explainer.json").read_text("utf-8"))
    for name, item in data["items"].items():
        address, _, anchor = item["page"].partition("#")
        page = html.parse(str(folder / address / "index.html")).getroot()
        card = page.xpath("//h3[@id=$anchor]/following::button[contains(@class, 'x-cue')][1]", anchor=anchor)[0]
        shown = page.get_element_by_id(card.get("popovertarget")).text_content()
        words = item.get("quote") or item["passage"]["start"]
        assert words in shown, name
        assert "Verified by receipt" in shown


def test_every_page_can_be_reached_from_the_front_page(built_site):
    seen, todo = set(), [built_site / "index.html"]
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        base = "/" + path.parent.relative_to(built_site).as_posix().removeprefix(".") + "/"
        for target in html.parse(str(path)).getroot().xpath("//a/@href"):
            if not re.match(r"[a-z]+:", target):
                file = built_site / urldefrag(urljoin(base.replace("//", "/"), target))[0].lstrip("/")
                todo.append(file / "index.html" if file.is_dir() else file)
    unreached = set(built_site.rglob("index.html")) - seen
    assert set() == unreached


def test_a_page_made_from_yaml_opens_that_yaml_when_edited(tmp_path):
    out = tmp_path / "site"
    run = build_site(copy_story(HARBOUR, tmp_path / "story"), out, EDIT_URL="https://forge.example.org/edit/main/")
    assert run.returncode == 0, run.stderr
    page = html.parse(str(out / "claims" / "crack-known" / "index.html")).getroot()
    expected = ["https://forge.example.org/edit/main/content/claims/bridge.yml"]
    assert expected == page.xpath("//a[@rel='edit']/@href")


def test_a_failing_build_leaves_the_site_that_stands(tmp_path):
    story, out = copy_story(HARBOUR, tmp_path / "story"), tmp_path / "site"
    assert build_site(story, out).returncode == 0
    before = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (story / "content" / "events.yml").write_text("closing: {titel: x}\n")
    run = build_site(story, out)
    after = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert run.returncode == 1
    assert "content/events.yml:1:11: E011 there is no field 'titel'; did you mean 'title'?" in run.stderr
    assert "Traceback" not in run.stderr
    assert before == after


def test_a_warning_stops_a_strict_build_before_it_is_published(tmp_path):
    story, out = copy_story(HARBOUR, tmp_path / "story"), tmp_path / "site"
    source = story / "sources" / "lindholm-courier-2031-05-02.yml"
    source.write_text(re.sub(r"(?m)^archived:.*\n", "", source.read_text()))
    run = build_site(story, out)
    assert run.returncode == 1
    assert "W301" in run.stderr
    assert not out.exists()


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


def test_the_table_of_contents_of_the_builder_names_every_room():
    rooms = {
        path.name
        for path in (ROOT / "builder").glob("*")
        if path.name not in ("__init__.py", "__main__.py", "__pycache__")
    }
    assert rooms == {name.rstrip("/") for name in re.findall(r"^(\w+(?:\.py|/)) ", builder.__doc__, re.M)}
