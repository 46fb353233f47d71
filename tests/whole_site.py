"""What holds of any built site: a folder -> what is wrong in it, by a reader of HTML that is not the builder's own."""

import json
import re
from functools import cache
from urllib.parse import unquote, urldefrag, urljoin

from lxml import html

REGEX = {"re": "http://exslt.org/regular-expressions"}
KINDS = ("sources", "items", "claims", "quantities", "people", "organisations", "events", "questions")


@cache
def read_pages(folder):
    """Return the pages of a site by path."""
    return {path: html.parse(str(path)).getroot() for path in sorted(folder.rglob("*.html"))}


@cache
def read_data(folder):
    """Return the data of a site."""
    return json.loads((folder / "data" / "explainer.json").read_text("utf-8"))


def find_broken_links(folder):
    """Every link inside the site leads to a file, and to an id where it names one."""
    pages = read_pages(folder)
    anchors = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path, page in pages.items():
        for target in page.xpath("//@href | //@src"):
            if not _resolves(target, path, folder, anchors):
                yield f"{path.relative_to(folder)} -> {target}"


def _resolves(target, path, folder, anchors):
    if re.match(r"[a-z]+:", target):
        return target.startswith(("https://", "javascript:void(0)", "data:"))
    file, anchor = _locate(target, path, folder)
    if not anchor or anchor.startswith(":~:"):
        return file.is_file()
    return anchor in anchors.get(file, ())


def _locate(target, path, folder):
    """Return the file that a link on a page leads to, and the id."""
    place = "" if path.name == "404.html" else path.parent.relative_to(folder).as_posix().removeprefix(".")
    address, anchor = urldefrag(urljoin(f"/{place}/".replace("//", "/"), target))
    file = folder / unquote(address).lstrip("/")
    return file / "index.html" if file.is_dir() else file, anchor


def find_twin_ids(folder):
    """No page has an id twice."""
    for path, page in read_pages(folder).items():
        ids = page.xpath("//@id")
        yield from (f"{path}: {one}" for one in set(ids) if ids.count(one) > 1)


def find_lost_addresses(folder):
    """Every address in the data leads to its page and place."""
    for kind in KINDS:
        for name, record in read_data(folder)[kind].items():
            address, _, anchor = record["page"].partition("#")
            page = read_pages(folder).get(folder / address / "index.html")
            if page is None or (anchor and not page.xpath("//*[@id=$id]", id=anchor)):
                yield f"{kind} {name}: {record['page']}"


def find_bare_lines(folder):
    """Every item that a page tells has its card there; on pages of quantities the table above has the cues."""
    for path, page in read_pages(folder).items():
        if path.relative_to(folder).parts[0] == "figures":
            continue
        for line in page.xpath("//article//li[a] | //article//p[a]"):
            if (
                not line.xpath("ancestor::nav | ancestor::*[contains(@class, 'x-card')]")
                and line.xpath("a[1][re:test(@href, '#(facts|statements|figures|next)-')]", namespaces=REGEX)
                and not line.xpath("(a[1]/following-sibling::button | ancestor::li/button)[contains(@class, 'x-cue')]")
            ):
                yield f"{path.relative_to(folder)} {line.text_content()[:80]}"


def find_lonely_cards(folder):
    """Every cue opens a card of its page, and every card has a cue."""
    for path, page in read_pages(folder).items():
        opened = page.xpath("//button[contains(@class, 'x-cue')]/@popovertarget")
        cards = page.xpath("//div[@class='x-card']/@id")
        if list(dict.fromkeys(opened)) != cards:
            yield f"{path}: {sorted(set(opened) ^ set(cards))}"


def find_items_without_words(folder):
    """Every item has a card with its words, and that they were verified, at its own place."""
    for name, item in read_data(folder)["items"].items():
        address, _, anchor = item["page"].partition("#")
        page = read_pages(folder)[folder / address / "index.html"]
        card = page.xpath("//h3[@id=$anchor]/following::button[contains(@class, 'x-cue')][1]", anchor=anchor)[0]
        shown = page.get_element_by_id(card.get("popovertarget")).text_content()
        words = item.get("quote") or item["passage"]["start"]
        if not (words in shown and "Verified by receipt" in shown):
            yield f"{name}: {shown}"


def find_unreached(folder):
    """Every page can be reached from the front page."""
    pages = read_pages(folder)
    seen, todo = set(), [folder / "index.html"]
    while todo:
        path = todo.pop()
        if path in pages and path not in seen:
            seen.add(path)
            targets = (target for target in pages[path].xpath("//a/@href") if not re.match(r"[a-z]+:", target))
            todo += (_locate(target, path, folder)[0] for target in targets)
    yield from (path for path in pages if path not in seen and path.name == "index.html")


FINDERS = (
    find_broken_links,
    find_twin_ids,
    find_lost_addresses,
    find_bare_lines,
    find_lonely_cards,
    find_items_without_words,
    find_unreached,
)
