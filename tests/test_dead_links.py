"""The link checker: it finds every kind of planted fault, and none on a site that is as it should be."""

import json

import pytest
from conftest import HARBOUR, build_site, copy_story

from builder.publish.dead_links import find_broken
from builder.publish.folder import list_folder, read_folder

PAGE = "claims/crack-known/index.html"
HOME = "https://example.org/bridge/"

FAULTS = [
    ('<a href="../nowhere/">x</a>', "'../nowhere/' leads to no file"),
    ('<a href="../../facts">x</a>', "'../../facts' leads to a folder without its slash"),
    ('<a href="../../facts/#nothing">x</a>', "names the id 'nothing', which is not there"),
    ('<a href="#nothing">x</a>', "'#nothing' names the id 'nothing', which is not there"),
    ('<a href="../../../outside/">x</a>', "leads out of the site"),
    ('<a href="/facts/">x</a>', "'/facts/' leads out of the site"),
    ('<a href="/bridge/none/">x</a>', "'/bridge/none/' leads to no file"),
    (f'<a href="{HOME}none/">x</a>', "leads to no file"),
    ("<a href='../none/'>x</a>", "'../none/' leads to no file"),
    ("<a href=../none/>x</a>", "'../none/' leads to no file"),
    ('<A HREF = "../none/">x</A>', "'../none/' leads to no file"),
    ('<a title="a > b" href="../none/">x</a>', "'../none/' leads to no file"),
    ("<a title=x/href=../none/ href='../none/'>x</a>", "'../none/' leads to no file"),
    ('<a/href="../none/">x</a>', "'../none/' leads to no file"),
    ('<a title="x"href="../none/">x</a>', "'../none/' leads to no file"),
    ("<a title=it's href='../none/'>x</a>", "'../none/' leads to no file"),
    ("<a title=a<b href='../none/'>x</a>", "'../none/' leads to no file"),
    ("<a title='<!--' href='../none/'>x</a><i title='-->'>y</i>", "'../none/' leads to no file"),
    ("<script>'<!--'</script><a href='../none/'>x</a><!-- y -->", "'../none/' leads to no file"),
    ('<a href="../../facts/?a=1&copy=2#none">x</a>', "'../../facts/?a=1&copy=2#none' names the id 'none'"),
    ('<a href="javascript:alert(1)">x</a>', "'javascript:alert(1)' is not an address that a page may link to"),
    ('<a href="file:///etc/passwd">x</a>', "is not an address that a page may link to"),
    ('<a href="https:nothing">x</a>', "is not an address that a page may link to"),
    ('<a href="//example.org/">x</a>', "names another host without https:"),
    ('<a href=" ../../facts/">x</a>', "contains white space"),
    ('<a href="../../Facts/">x</a>', "'../../Facts/' leads to no file"),
    ('<img src="../../none.png" alt="">', "'../../none.png' leads to no file"),
    ('<img srcset="../../assets/images/favicon.png 1x, b.png 2x" alt="">', "'b.png' leads to no file"),
    (f'<meta property="og:image" content="{HOME}none.png">', f"'{HOME}none.png' leads to no file"),
    ('<meta content="../../none.png" name="twitter:image">', "'../../none.png' leads to no file"),
    ('<script src="../../none.js"></script>', "'../../none.js' leads to no file"),
    ('<link rel="stylesheet" href="../../none.css">', "'../../none.css' leads to no file"),
    ('<form action="../none/"></form>', "'../none/' leads to no file"),
    ('<blockquote cite="../none/">x</blockquote>', "'../none/' leads to no file"),
    ('<svg><a xlink:href="#none"><text>x</text></a></svg>', "names the id 'none', which is not there"),
    ('<p id="twin"></p><p id="twin"></p>', "the id 'twin' occurs 2 times"),
    ('<button popovertarget="none">x</button>', "popovertarget names the id 'none', which is not on the page"),
    ('<p aria-labelledby="twin none" id="twin"></p>', "aria-labelledby names the id 'none'"),
    ('<p aria-describedby="none"></p>', "aria-describedby names the id 'none'"),
    ('<button aria-controls="none">x</button>', "aria-controls names the id 'none'"),
    ('<label for="none">x</label>', "for names the id 'none'"),
    ('<td headers="none">x</td>', "headers names the id 'none'"),
]
HARMLESS = [
    '<textarea><a href="../none/">x</a></textarea><style>/* <a href="../none/"> */</style>',
    '<!--> --><a href="../../facts/" href="../none/">x</a>',
    '<![CDATA[ <a href="../none/"> ]]><? <a href="../none/"> ?>',
    '<!-- <a href="../none/">x</a> -->',
    '<script>"<a href=../none/>"</script>',
    'He wrote <code>&lt;a href="../none/"&gt;</code> and href="../none/" there.',
    '<a title=\'x href="../none/"\' href="../../facts/?q=1#:~:text=a,b">x</a>',
    '<a href="https://elsewhere.example/none/#x">x</a> <a href="mailto:desk@example.org">x</a>',
    f'<a href="{HOME}facts/">x</a> <a href="/bridge/facts/">x</a> <a href="">x</a> <a href="?q=x">x</a>',
    '<meta property="og:image" content="https://elsewhere.example/x.png"><meta name="author" content="../none/">',
    '<a data-href="../none/" href="&#46;./../facts/">x</a>',
    '<p id="Twin"></p><p id="twin"></p><button popovertarget="twin">x</button>',
]


@pytest.fixture(scope="module")
def site(harbour_site):
    """The texts of the second story, and the paths of all its files; served below a folder of a host."""
    texts = dict(read_folder(harbour_site))
    error = texts["404.html"].replace('"/', '"/bridge/')
    return texts | {"404.html": error}, list_folder(harbour_site)


def test_a_site_as_it_should_be_has_no_fault(harbour_site):
    assert [] == find_broken(read_folder(harbour_site), list_folder(harbour_site))


def faults_with(site, path, before, planted):
    texts, paths = site
    assert before in texts[path]
    changed = texts | {path: texts[path].replace(before, planted + before, 1)}
    return find_broken(changed.items(), paths, HOME)


@pytest.mark.parametrize("planted, told", FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(site, planted, told):
    found = faults_with(site, PAGE, "</article>", planted)
    assert 1 == len(found), found
    assert found[0].startswith(f"{PAGE}: ")
    assert told in found[0]


@pytest.mark.parametrize("planted", HARMLESS)
def test_what_is_no_link_or_a_good_one_is_no_fault(site, planted):
    assert [] == faults_with(site, PAGE, "</article>", planted)


@pytest.mark.parametrize(
    "path, before, planted",
    [
        ("sitemap.xml", "</urlset>", f"<url><loc>{HOME}none/</loc></url>"),
        ("data/seen.json", '"figures/', '"none/": "x", '),
        ("assets/explainer.css", "/*", "a { background: url(none.svg) }"),
        ("404.html", "</body>", '<a href="facts/">x</a>'),
    ],
)
def test_faults_of_other_files_are_found(site, path, before, planted):
    assert [f"{path}: "] == [fault[: len(path) + 2] for fault in faults_with(site, path, before, planted)]


@pytest.mark.parametrize("kind", ["claims", "items", "quantities"])
def test_an_address_in_the_data_that_leads_nowhere_is_found(site, kind):
    texts, paths = site
    document = json.loads(texts["data/explainer.json"])
    record = next(iter(document[kind].values()))
    record["page"] = record["page"] + "#nothing" if kind == "claims" else "none/"
    found = find_broken((texts | {"data/explainer.json": json.dumps(document)}).items(), paths, HOME)
    assert [True] == [fault.startswith("data/explainer.json: '") for fault in found]


def test_an_annotation_of_nothing_is_found(site):
    texts, paths = site
    text = texts["data/annotations.jsonld"].replace("../sources/", "../none/", 1)
    found = find_broken((texts | {"data/annotations.jsonld": text}).items(), paths, HOME)
    assert [True] == [fault.startswith("data/annotations.jsonld: '../none/") for fault in found]


def test_a_feed_is_held_against_the_site(site):
    texts, paths = site
    feed = f'<feed><link href="{HOME}facts/"/><entry><link href="{HOME}none/"/></entry></feed>'
    found = find_broken((texts | {"feed.xml": feed}).items(), paths, HOME)
    assert [f"feed.xml: '{HOME}none/' leads to no file"] == found


def test_a_build_with_a_broken_link_is_refused_in_one_line_a_fault(tmp_path):
    story = copy_story(HARBOUR, tmp_path / "story")
    method = next((story / "content" / "pages").glob("*.md"))
    method.write_text(method.read_text("utf-8") + "\n[x [y] z](vbscript:x)\n{: #a }\n\nx\n{: #a }\n")
    run = build_site(story, tmp_path / "site")
    page = f"{method.stem}/index.html"
    assert 1 == run.returncode
    assert f"{page}: 'vbscript:x' is not an address that a page may link to\n" in run.stderr
    assert f"{page}: the id 'a' occurs 2 times\n" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "site").exists()
