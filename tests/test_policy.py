"""What a browser may run on a page: the theme's and our scripts, and nothing that got into the page some other way."""

import contextlib
import itertools
import re
import shutil

import pytest
from conftest import ALL, open_page, serve
from lxml import html
from opened import come_to_rest
from playwright.sync_api import expect

from builder.publish.policy import add_policy, choose_scripts, find_scripts, make_policy

PAGES = ["", "facts/", "figures/", "claims/crack-known/", "provenance/", "404.html"]
WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", found =>
        violations.push(`${found.violatedDirective} ${found.blockedURI} ${found.sample}`));
"""

PROGRAM = "window.executed = (window.executed || 0) + 1"
PLANTED = [
    "<script>{}</script>",
    "<script type=module>{}</script>",
    "<script type=text/javascript>{}</script>",
    "<SCRIPT >{}</SCRIPT >",
    "<svg><script>{}</script></svg>",
    "<script src='data:text/javascript,{}'></script>",
    "<script src='blob:null/x'></script><script>{}</script>",
    "<script>/*\n*/{}//</script>",
    "<img src=nowhere onerror='{}'>",
    "<img src=x: onerror='{}'>",
    "<svg onload='{}'></svg>",
    "<body onload='{}'>",
    "<body onpageshow='{}'>",
    "<video><source onerror='{}'></video>",
    "<video src=nowhere onerror='{}'></video>",
    "<audio src=nowhere onerror='{}'></audio>",
    "<iframe srcdoc='<script>parent.{}</script>'></iframe>",
    "<iframe src='javascript:parent.{}'></iframe>",
    "<iframe src='data:text/html,<script>parent.{}</script>'></iframe>",
    "<iframe onload='{}'></iframe>",
    "<object data='javascript:parent.{}'></object>",
    "<object data='data:text/html,<script>parent.{}</script>' onerror='{}'></object>",
    "<embed src='javascript:parent.{}'>",
    "<embed src='data:image/svg+xml,<svg onload=\"parent.{}\"/>'>",
    "<details open ontoggle='{}'><summary>x</summary></details>",
    "<input autofocus onfocus='{}'>",
    "<select autofocus onfocus='{}'></select>",
    "<textarea autofocus onfocus='{}'></textarea>",
    "<a class=click href='javascript:{}'>x</a>",
    "<a class=click href='java\tscript:{}'>x</a>",
    "<a class=click href='JaVaScRiPt:{}'>x</a>",
    "<a class=click href='#' onclick='{}'>x</a>",
    "<button class=click onclick='{}'>x</button>",
    "<form action='javascript:{}'><button class=click>x</button></form>",
    "<form><button class=click formaction='javascript:{}'>x</button></form>",
    "<svg><a class=click xlink:href='javascript:{}'><text>x</text></a></svg>",
    "<svg><animate onbegin='{}' attributeName=x dur=1s></svg>",
    "<svg><set onbegin='{}' attributeName=x></svg>",
    "<svg><foreignObject><img src=x: onerror='{}'></foreignObject></svg>",
    "<math><mtext><img src=x: onerror='{}'></mtext></math>",
    "<marquee onstart='{}'>x</marquee>",
    "<link rel=stylesheet href=nowhere onerror='{}'>",
    "<style onload='{}'></style>",
    "<style>@keyframes k{{}}b{{animation:k}}</style><b onanimationstart='{}'>x</b>",
    "<template><script>{}</script></template>",
    "<noscript><p title='</noscript><img src=x: onerror=\"{}\">'>",
    "<base href='data:text/javascript,'><script src='{}'></script>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<script>{}</script><!--",
    "--><script>{}</script>",
]


def test_every_page_starts_with_the_policy_and_allows_each_script_of_the_theme(harbour_site):
    for path in harbour_site.rglob("*.html"):
        text = path.read_text("utf-8")
        head = html.fromstring(text.encode()).xpath("//head/*")
        assert ["utf-8", "Content-Security-Policy"] == [head[0].get("charset"), head[1].get("http-equiv")], path
        assert make_policy(find_scripts(text)) == head[1].get("content"), path
        assert "unsafe" not in head[1].get("content")
        assert [] == html.fromstring(text.encode()).xpath("//@style | //style | //@*[starts-with(name(), 'on')]"), path


def test_the_headers_allow_what_every_page_allows(harbour_site):
    lines = (harbour_site / "_headers").read_text("utf-8").splitlines()
    scripts = {script for path in harbour_site.rglob("*.html") for script in find_scripts(path.read_text("utf-8"))}
    assert ["/*", f"  Content-Security-Policy: {make_policy(scripts)}; frame-ancestors 'self'"] == lines[:2]
    assert all(len(line) < 2000 for line in lines)


@pytest.fixture
def page(chromium):
    """A fresh page that notes what the policy stopped."""
    with open_page(chromium) as page:
        page.said = []
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        page.add_init_script(WATCH)
        yield page


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_stops_nothing_of_ours(page, harbour_url, path):
    page.goto(harbour_url + path)
    come_to_rest(page)
    for cue in page.locator(".x-cue").all()[:1]:
        cue.click()
        expect(page.locator(".x-card:popover-open")).to_be_visible()
        page.keyboard.press("Escape")
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("label[for^='__palette']:not([hidden])").first.click()
    page.wait_for_function("scheme => document.body.dataset.mdColorScheme !== scheme", arg=scheme)
    assert ([], []) == (page.evaluate("violations"), page.said)
    page.goto(f"{harbour_url}{path}?q=bridge")
    page.wait_for_selector(".md-search-result__item", state="attached")
    assert ([], []) == (page.evaluate("violations"), page.said)


def test_a_page_opened_as_a_file_has_its_styles_and_scripts(page, harbour_site):
    page.goto((harbour_site / "facts" / "index.html").as_uri())
    page.wait_for_function("typeof document$ === 'object'")  # the theme's script has run
    come_to_rest(page)
    assert [] == page.evaluate("violations")
    assert page.evaluate("[...document.styleSheets].length") >= 3
    page.locator(".x-cue").first.click()
    expect(page.locator(".x-card:popover-open")).to_be_visible()


STEP = 1 if ALL else 3
"""By default every third page with a planted program is opened."""


def test_the_same_programs_do_run_without_the_policy(page, planted):
    bare = planted("bare", lambda text: re.sub(r'<meta http-equiv="Content-Sec[^>]*>', "", text))
    assert executed(page, bare[:: 2 * STEP]) * STEP > 20


def test_nothing_that_is_planted_into_a_page_is_executed(page, planted):
    assert 0 == executed(page, planted("guarded", lambda text: text)[::STEP])


def executed(page, addresses):
    """Open pages, click what is to be clicked, and return how many of the planted programs ran."""
    count = 0
    for address in addresses:
        page.goto(address, wait_until="load")
        come_to_rest(page)
        page.evaluate("document.querySelectorAll('.click').forEach(one => one.dispatchEvent(new MouseEvent('click')))")
        come_to_rest(page)
        count += bool(page.evaluate("window.executed"))
    return count


@pytest.fixture
def planted(harbour_site, tmp_path):
    """Plant each program into two places of a page of its own; return the addresses."""
    servers = contextlib.ExitStack()

    def plant(name, change):
        folder = tmp_path / name
        shutil.copytree(harbour_site / "assets", folder / "assets")
        text = change((harbour_site / "glossary" / "index.html").read_text("utf-8"))
        programs = [form.format(PROGRAM, PROGRAM) for form in PLANTED]
        for number, (program, place) in enumerate(itertools.product(programs, ("<h1", "</article>"))):
            (folder / str(number)).mkdir()
            planted = text.replace(place, program + place, 1)
            assert planted != text
            (folder / str(number) / "index.html").write_text(planted, encoding="utf-8")
        address = servers.enter_context(serve(folder))
        return [f"{address}{number}/" for number in range(2 * len(programs))]

    with servers:
        yield plant


def test_a_program_in_a_page_does_not_allow_itself():
    text = '<html><head>\n<meta charset="utf-8"><title>x</title></head><script>evil()</script></html>'
    assert 1 == add_policy(text, make_policy(["good()"])).count("sha256-")
    assert make_policy(["evil()"]) not in add_policy(text, make_policy(["good()"]))


SCRIPTS = {
    "<script>a()</script>": ["a()"],
    "<SCRIPT type=module>a()</SCRIPT >": ["a()"],
    "<script title='>' type='text/javascript'>a()\n</script><script>b()</script>": ["a()\n", "b()"],
    "<script data-src=x>a()</script>": ["a()"],
    "<script src=x>a()</script><script SRC='x'></script>": [],
    "<script type=application/json>{}</script><script type='application/LD+json'>{}</script>": [],
    "<!-- <script>a()</script> --><p title='<script>a()</script>'><textarea><script>a()</script></textarea>": [],
    "<scripts>a()</scripts>": [],
    "<script>'</scripts>'</script>": ["'</scripts>'"],
}


@pytest.mark.parametrize("text", SCRIPTS)
def test_the_programs_of_a_page_are_those_that_a_browser_would_run(text):
    assert SCRIPTS[text] == find_scripts(text)


def test_of_the_themes_programs_a_page_allows_those_it_has():
    assert {"b()"} == choose_scripts("<script>a();c()</script><script>b()</script>", {"a()", "b()", "c()"})
