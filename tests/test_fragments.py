"""Every text-fragment link, opened in a real browser against the article's text, scrolls to its passage."""

import html
import json
from urllib.parse import urlsplit

import pytest
from conftest import ALL, HARBOUR, open_page, serve
from opened import come_to_rest

from builder.build import build
from builder.evidence.receipt import read_receipt
from builder.evidence.text import fold_typography
from builder.load import load
from builder.model.walk import walk_items
from builder.views.items import fragment_url
from builder.words.urls import link_to_words

TEXTS = HARBOUR / "texts"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("a, b-c", None, "https://x.example/p#:~:text=a%2C%20b%2Dc"),
        ("  two   words ", "end & more", "https://x.example/p#:~:text=two%20words,end%20%26%20more"),
        ("조태열", None, "https://x.example/p#:~:text=%EC%A1%B0%ED%83%9C%EC%97%B4"),
    ],
)
def test_a_fragment_escapes_what_its_grammar_would_read(start, end, expected):
    assert expected == link_to_words("https://x.example/p", start, end)


def write_pages(library, folder):
    """Write each text as a page of tall paragraphs, below a screen of empty space."""
    for source, record in library.sources.items():
        lines = (TEXTS / record.snapshot).read_text("utf-8").splitlines()
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
        page = (
            f"<!doctype html><meta charset=utf-8><style>body{{padding:3000px 0}}p{{margin:400px 0}}</style>{paragraphs}"
        )
        (folder / f"{source}.html").write_text(page, "utf-8")


STEP = 1 if ALL else 2
"""By default every other link is opened."""


def test_every_fragment_link_scrolls_to_its_passage(chromium, tmp_path):
    library = load(HARBOUR)
    write_pages(library, tmp_path)
    missed = []
    with serve(tmp_path) as address, open_page(chromium, viewport={"width": 800, "height": 600}) as page:
        for placed in list(walk_items(library))[::STEP]:
            receipt = read_receipt(library.receipts[placed.source])
            spans = receipt.lines[placed.line].spans
            text = fold_typography((TEXTS / library.sources[placed.source].snapshot).read_text("utf-8"))
            first_words = " ".join(text[spans[0][0] : spans[0][1]].split()[:3])
            if not is_shown(page, fragment_url(f"{address}{placed.source}.html", placed.item), first_words):
                missed.append(placed.id)
    assert [] == missed


def is_shown(page, url, words):
    """Open an address; say whether it scrolled down, to these words."""
    page.goto("about:blank")
    page.goto(url)
    come_to_rest(page)
    shown = page.evaluate(
        """() => [...document.querySelectorAll("p")].filter(p => {
            const box = p.getBoundingClientRect();
            return box.bottom > 0 && box.top < innerHeight;
        }).map(p => p.textContent).join(" ")"""
    )
    return page.evaluate("scrollY") >= 1000 and words in fold_typography(shown)


def test_addresses_of_the_data_are_those_fragments():
    document = json.loads(build(HARBOUR).texts["data/explainer.json"].content)
    urls = [item["passage"]["url"] for item in document["items"].values() if item["passage"]["url"]]
    assert len(urls) == 10
    assert all(":~:text=" in urlsplit(url).fragment for url in urls)


def test_annotations_have_one_selection_each_within_the_quotation_policy():
    page = json.loads(build(HARBOUR).texts["data/annotations.jsonld"].content)
    library = load(HARBOUR)
    items = {placed.id: placed.item for placed in walk_items(library)}
    assert len(items) == len(page["items"])
    assert ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage") == (page["@context"], page["type"])
    for annotation in page["items"]:
        selectors = annotation["target"]["selector"]
        selectors = selectors if isinstance(selectors, list) else [selectors]
        quotes = [selector["exact"] for selector in selectors if selector["type"] == "TextQuoteSelector"]
        places = [selector for selector in selectors if selector["type"] == "TextPositionSelector"]
        assert len(quotes) <= 1
        assert all(0 <= place["start"] < place["end"] for place in places)
        assert {"TextQuoteSelector", "TextPositionSelector"} >= {selector["type"] for selector in selectors}
        allowed = {getattr(item, "quote", None) for item in items.values()} | {
            item.passage.start for item in items.values() if item.passage and item.passage.end is None
        }
        assert set(quotes) <= allowed
