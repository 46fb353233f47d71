"""What a shared link shows elsewhere, and how a page is cited: also where titles look like markup."""

import html
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from conftest import HARBOUR, ROOT, build_site, copy_story
from PIL import Image
from playwright.sync_api import expect

from builder.build import build
from builder.publish.paint import ACCENT, HEIGHT, INK, LINE, MARGIN, PAPER, SOFT, STATUS_COLOURS, WIDTH, Painter
from builder.views.pictures import STORY_CARD
from builder.words.wrapping import cut, fit

ODD = "Tags <b>bold</b> & \"quotes\", 'single' &amp; {{ braces }} </title><script>alert(1)</script> *stars*?"


HOME = "https://story.example/a&b/"
HANGUL = "잠수부가 균열을 발견했다."


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
    """The second story with an address, with a title that looks like markup, and with a claim in other letters."""
    place = copy_story(HARBOUR, tmp_path_factory.mktemp("odd"))
    quoted = ODD.replace("'", "''")
    story = place / "content" / "story.yml"
    text = story.read_text("utf-8")
    story.write_text(re.sub(r"(?m)^title: .*$", lambda _: f"title: '{quoted}'", text), "utf-8")
    claims = place / "content" / "claims" / "bridge.yml"
    claims.write_text(claims.read_text("utf-8").replace("A diver found the crack.", HANGUL), "utf-8")
    run = build_site(place, place / "site", SITE_URL=HOME)
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


def test_every_generated_page_is_described_and_can_be_cited(harbour_site):
    pages = list(harbour_site.rglob("index.html"))
    assert len(pages) > 30
    for path in pages:
        page = Reader(path.read_text("utf-8"))
        assert page.metas["og:title"].strip(), path
        assert page.metas["og:description"] == page.metas["description"], path
        assert page.metas["og:site_name"] and page.metas["twitter:card"] == "summary"
        assert "og:image" not in page.metas, path
        assert page.cited.endswith("Address: see your browser"), path
        assert "version of 4 May 2031" in page.cited


def test_an_address_is_given_only_where_the_site_has_one(harbour_site, odd_site):
    without, given = read(harbour_site, "facts/index.html"), read(odd_site, "facts/index.html")
    assert "og:url" not in without.metas
    assert "canonical" not in without.links
    assert given.metas["og:url"] == given.links["canonical"] == "https://story.example/a&b/facts/"
    assert given.cited.endswith("https://story.example/a&b/facts/")


def test_titles_are_written_with_plain_punctuation(harbour_site):
    text = (harbour_site / "claims" / "nobody-hurt" / "index.html").read_text("utf-8")
    title = re.search(r'property="og:title" content="([^"]*)"', text)[1]
    assert "&#44;" not in title
    assert html.unescape(title).endswith(", the Harbour Office says.")


def test_a_script_writes_the_address_into_the_citation(page, harbour_url):
    page.goto(f"{harbour_url}facts/?q=x#top")
    page.locator(".x-cite summary").click()
    expect(page.locator(".x-cite span")).to_have_text(f"{harbour_url}facts/")


def test_there_are_no_cards_where_the_site_has_no_address(harbour_site):
    assert not (harbour_site / "cards").exists()


def test_every_page_names_a_card_that_is_there_and_says_what_it_says(odd_site):
    pages = sorted(odd_site.rglob("index.html"))
    for path in pages:
        metas = Reader(path.read_text("utf-8")).metas
        assert metas["og:image"].startswith(f"{HOME}cards/"), path
        assert metas["twitter:card"] == "summary_large_image"
        picture = odd_site / metas["og:image"].removeprefix(HOME)
        with Image.open(picture) as image:
            assert (metas["og:image:width"], metas["og:image:height"]) == tuple(map(str, image.size)) == ("1200", "630")
            assert ("PNG", "P") == (image.format, image.mode)
            assert {} == image.info, "nothing stands in a picture but its pixels"
            image.load()
        assert picture.stat().st_size < 32_000
        name = path.parent.name
        if path.parent.parent.name == "claims" and name != "diver-found-crack":
            assert picture == odd_site / "cards" / "claims" / f"{name}.png"
            assert metas["og:image:alt"].startswith(metas["og:title"]), "the claim comes first"
            assert metas["og:description"].partition(".")[0] in metas["og:image:alt"], "and its status is not left out"
        else:
            assert (picture, metas["og:image:alt"]) == (odd_site / STORY_CARD, ODD), path
    assert len(pages) - 1 > len(list(odd_site.glob("cards/claims/*.png"))) > 5


def test_a_claim_in_letters_that_the_fonts_lack_has_the_card_of_the_story(odd_site):
    assert not (odd_site / "cards" / "claims" / "diver-found-crack.png").exists()
    assert f"{HOME}{STORY_CARD}" == read(odd_site, "claims/diver-found-crack/index.html").metas["og:image"]


@pytest.fixture(scope="module")
def cards():
    """The cards of the second story."""
    return build(HARBOUR).cards


@pytest.fixture(scope="module")
def painter():
    """A painter with the fonts that come with the builder."""
    return Painter(ROOT / "site_templates" / "fonts")


@pytest.mark.parametrize(
    "text",
    [
        "No.",
        "Mara Quist wrote to the mayor on Monday.",
        "The ministers spoke; " * 99,
        "https://example.org/" + "a" * 400,
        "W" * 3000,
        "Їжак і ґанок, Łódź, Škoda, Ağrı, Ωμέγα " * 4,
        ODD * 3,
    ],
)
@pytest.mark.parametrize("number", [0, 1])
def test_words_stay_within_the_margins_however_long(cards, painter, text, number):
    card = replace(cards[number], text=text, head=text, note=text)
    assert painter.can_paint(card)
    size, rows = painter.fit_text(" ".join(text.split()))
    assert all(painter.serif.measure(row) * size <= WIDTH - 2 * MARGIN for row in rows)
    assert len(rows) < 7
    image = Image.open(io.BytesIO(painter.paint(card)))
    edges = [(0, 0, MARGIN - 2, HEIGHT), (WIDTH - MARGIN + 2, 0, WIDTH, HEIGHT)]
    edges += [(0, 0, WIDTH, 40), (0, HEIGHT - 24, WIDTH, HEIGHT)]
    for edge in edges:
        assert (0, 0) == image.crop(edge).getextrema(), edge
    assert image.crop((MARGIN, 140, WIDTH - MARGIN, 440)).getextrema()[1] > 0, "something is written"


def test_pictures_have_the_same_bytes_whoever_paints_them(cards, painter):
    other = Painter(ROOT / "site_templates" / "fonts")
    assert [painter.paint(card) for card in cards] == list(map(other.paint, reversed(cards)))[::-1]
    assert len(cards) == len({painter.paint(card) for card in cards})


def test_a_withdrawn_claim_is_struck_out(cards, painter):
    before, after = (painter.paint(replace(cards[1], status=status)) for status in ("agreed", "withdrawn"))
    ink, soft = (
        {index for _, index in Image.open(io.BytesIO(picture)).crop((72, 140, 1128, 432)).getcolors()}
        for picture in (before, after)
    )
    assert not (ink & soft) - {0}


@pytest.mark.parametrize(
    "text", [HANGUL, "مارا", "מארה", "a\u0323\u0301b", "\u202ea", "👍", "中文", "e\u200bf", "\ue000"]
)
def test_letters_that_would_be_boxes_or_misplaced_are_refused(cards, painter, text):
    assert not painter.can_paint(replace(cards[1], text=text))
    assert not painter.can_paint(replace(cards[1], head=text))


def test_letters_with_their_marks_apart_are_put_together(cards, painter):
    assert painter.paint(replace(cards[1], text="Łódź")) == painter.paint(replace(cards[1], text="Ło\u0301dz\u0301"))


def test_cards_have_the_colours_of_the_site():
    styles = (ROOT / "site_templates" / "theme" / "assets" / "explainer.css").read_text("utf-8")
    light = styles.partition('[data-md-color-scheme="slate"]')[0]
    for name, colour in {
        "paper": PAPER,
        "ink": INK,
        "soft": SOFT,
        "line": LINE,
        "accent": ACCENT,
        **STATUS_COLOURS,
    }.items():
        assert f"--x-{name}: {colour};" in light


@pytest.mark.parametrize(
    ("text", "rows", "expected"),
    [
        ("one two three", 2, ["one two", "three"]),
        ("one two three four, five", 2, ["one two", "three…"]),
        ("one a, five", 1, ["one a…"]),
        ("abcdefghijklmno", 3, ["abcdefgh", "ijklmno"]),
        ("abcdefghijklmno", 1, ["abcdefg…"]),
    ],
)
def test_words_that_do_not_fit_are_cut_at_a_word(text, rows, expected):
    assert expected == fit(text, len, 8, rows)
    assert expected[-1] == cut(expected[-1], len, 8)
