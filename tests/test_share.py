"""What a shared link shows elsewhere, and how a page is cited: also where titles look like markup."""

import html
import re
from html.parser import HTMLParser

import pytest
from conftest import HARBOUR, build_site, copy_story

ODD = "Tags <b>bold</b> & \"quotes\", 'single' &amp; {{ braces }} </title><script>alert(1)</script> *stars*?"


class Reader(HTMLParser):
    """Collects meta elements, links, and the text of the citation."""

    def __init__(self, text):
        """Read a page."""
        super().__init__()
        self.metas, self.links, self.cited = {}, {}, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note what matters."""
        pairs = dict(attrs)
        if tag == "meta" and (pairs.get("property") or pairs.get("name")):
            self.metas[pairs.get("property") or pairs["name"]] = pairs["content"]
        if tag == "link":
            self.links[pairs.get("rel")] = pairs["href"]
        if tag == "details" and pairs.get("class") == "x-cite":
            self.cited = []

    def handle_data(self, data):
        """Collect the words of the citation, which are the last of the page that are ours."""
        if isinstance(self.cited, list):
            self.cited.append(data)

    def handle_endtag(self, tag):
        """Close the citation."""
        if tag == "details" and isinstance(self.cited, list):
            self.cited = " ".join("".join(self.cited).split())


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory):
    """The second story with an address, and with a title that looks like markup."""
    place = copy_story(HARBOUR, tmp_path_factory.mktemp("odd"))
    quoted = ODD.replace("'", "''")
    story = place / "content" / "story.yml"
    text = story.read_text("utf-8")
    story.write_text(re.sub(r"(?m)^title: .*$", lambda _: f"title: '{quoted}'", text), "utf-8")
    run = build_site(place, place / "site", SITE_URL="https://story.example/a&b/")
    assert run.returncode == 0, run.stderr
    return place / "site"


def read(site, path):
    """Read a page of a site."""
    return Reader((site / path).read_text("utf-8"))


def test_words_that_look_like_markup_are_shared_and_cited_as_they_are(odd_site):
    page = read(odd_site, "index.html")
    assert ODD == page.metas["og:title"]
    assert page.cited.startswith(f"Cite this page {ODD} ")
    assert "<script>alert" not in (odd_site / "index.html").read_text("utf-8")


def test_every_generated_page_is_described_and_can_be_cited(built_site):
    pages = list(built_site.rglob("index.html"))
    assert len(pages) > 50
    for path in pages:
        page = Reader(path.read_text("utf-8"))
        assert page.metas["og:title"].strip(), path
        assert page.metas["og:description"] == page.metas["description"], path
        assert page.metas["og:site_name"] and page.metas["twitter:card"] == "summary"
        assert page.cited.endswith("Address: as your browser shows it"), path
        assert "version of 18 March 2025" in page.cited


def test_an_address_is_given_only_where_the_site_has_one(built_site, odd_site):
    without, given = read(built_site, "facts/index.html"), read(odd_site, "facts/index.html")
    assert "og:url" not in without.metas
    assert "canonical" not in without.links
    assert given.metas["og:url"] == given.links["canonical"] == "https://story.example/a&b/facts/"
    assert given.cited.endswith("https://story.example/a&b/facts/")


def test_titles_are_written_with_plain_punctuation(built_site):
    text = (built_site / "claims" / "none-has-asked" / "index.html").read_text("utf-8")
    title = re.search(r'property="og:title" content="([^"]*)"', text)[1]
    assert "&#44;" not in title
    assert html.unescape(title).endswith("one article says in March.")


def test_a_script_writes_the_address_into_the_citation(chromium, site_url):
    page = chromium.new_page()
    page.goto(f"{site_url}facts/?q=x#top")
    page.locator(".x-cite summary").click()
    assert page.locator(".x-cite span").inner_text() == f"{site_url}facts/"
    page.close()
