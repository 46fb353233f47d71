"""The finished site, as texts by path -> every link and reference in it that leads nowhere, a line a fault."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

from builder.words.html import Tag, find_markup, read_tag

_ADDRESSES = frozenset(
    {"href", "src", "srcset", "poster", "data", "action", "formaction", "xlink:href", "cite", "background"}
)
_REFERENCES = frozenset(
    {"for", "form", "list", "headers", "popovertarget", "commandfor"}
    | {f"aria-{what}" for what in ("labelledby", "describedby", "controls", "owns", "details", "flowto")}
    | {"aria-errormessage", "aria-activedescendant"}
)
_PICTURES = frozenset({"og:image", "twitter:image"})
"""Properties of meta elements that hold an address of a picture."""
_THEME = "__"
"""How the names of the theme's switches begin: a page may name some that are only on other pages."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_STANDS = re.compile(r"https?://[^\s/]+|mailto:[^\s@]+@[^\s@]+$|data:(image|font)/|javascript:void\(0\)$|urn:")
_LOCATION = re.compile(r"<loc>(.*?)</loc>", re.DOTALL)
_FEED_LINK = re.compile(r"""<(?:link|id|guid|url)\b[^>]*>([^<]+)</|\bhref=["']([^"']+)["']""")
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")

_JSON_FIELD = r'"{0}"(?<=[{{,\s]"{0}")\s*:\s*("(?:[^"\\]|\\.)*")'
"""A key and its text; inside a text no quotation mark follows a bracket, a comma or white space."""
_JSON_PAGE = re.compile(_JSON_FIELD.format("page"))
_JSON_ID = re.compile(_JSON_FIELD.format("id"))


@dataclass(frozen=True)
class _Page:
    """What a file offers to links, and what it asks for."""

    ids: frozenset[str] = frozenset()
    doubled: tuple[tuple[str, int], ...] = ()
    addresses: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    """Attributes that name ids of the same page."""


@dataclass(frozen=True)
class _Site:
    root: str
    """The path under which the site is served, with a slash at both ends."""
    home: str
    """The address of the site, or the empty string."""
    paths: Collection[str]
    folders: Collection[str]
    pages: Mapping[str, _Page]
    known: dict[tuple[str, str], tuple[str, frozenset[str] | None]] = field(default_factory=dict)
    """What was found, by folder and address without its fragment: many links lead to the same pages."""


def find_broken(texts: Iterable[tuple[str, str]], paths: Collection[str], home: str = "") -> list[str]:
    """Return a line for every fault in the pages, maps, feeds and data among the texts, which have their paths.

    The paths are those of all files of the site, texts or not; home is its address, if known.
    """
    pages: dict[str, _Page] = {}
    others: dict[str, list[tuple[str, str]]] = {}
    tags: dict[str, tuple[tuple[str, str], ...]] = {}
    for path, text in texts:
        if path.endswith(".html"):
            pages[path] = _read_page(text, tags)
        else:
            readers = (read for ending, read in _READERS if path.endswith(ending))
            others[path] = [found for read in readers for found in read(path, text)]
    folders = {path.rsplit("/", 1)[0] + "/" for path in paths if "/" in path} | {""}
    site = _Site(urlsplit(home).path.rstrip("/") + "/", home, frozenset(paths), folders, pages)
    faults = {path: _find_in_page(site, path, page) for path, page in pages.items()}
    faults |= {path: _find_in_other(site, asked) for path, asked in others.items()}
    return [f"{path}: {fault}" for path in sorted(faults) for fault in dict.fromkeys(faults[path])]


def _find_in_other(site: _Site, asked: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from filter(None, (_explain(site, base, address) for base, address in asked))


def _find_in_page(site: _Site, path: str, page: _Page) -> Iterator[str]:
    yield from (f"the id '{name}' occurs {count} times" for name, count in page.doubled)
    for attribute, name in page.references:
        if name not in page.ids:
            yield f"{attribute} names the id '{name}', which is not on the page"
    yield from filter(None, (_explain(site, path, address) for address in page.addresses))


def _explain(site: _Site, path: str, address: str) -> str:
    """Return what is wrong with an address on a page, or the empty string."""
    fault = _find_fault(site, path, address)
    return f"'{address}' {fault}" if fault else ""


def _find_fault(site: _Site, path: str, address: str) -> str:
    if address != address.strip() or "\n" in address or "\t" in address or "\r" in address:
        return "contains white space"
    whole, _, fragment = address.partition("#")
    to_root = "../" * path.count("/")
    if to_root and whole.startswith(to_root):
        key = ("", site.root + whole[len(to_root) :])  # the same from every page
    else:
        is_own = path == "404.html" or whole[:1] in {"", "?"}
        key = (path if is_own else path.rpartition("/")[0], whole)
    if key not in site.known:
        site.known[key] = _find_target(site, path, key[1])
    fault, ids = site.known[key]
    if fault or ids is None or fragment in ids:
        return fault
    anchor = unquote(fragment).partition(":~:")[0]
    return f"names the id '{anchor}', which is not there" if anchor and anchor not in ids else ""


def _find_target(site: _Site, path: str, address: str) -> tuple[str, frozenset[str] | None]:
    """Return what is wrong with an address without a fragment, and the ids of the page that it leads to."""
    if site.home and address.startswith(site.home):
        address = site.root + address[len(site.home) :].lstrip("/")
    if address.startswith("//"):
        return "names another host without https:", None
    if path == "404.html" and address and not address.startswith("/") and not _SCHEME.match(address):
        return "would lead elsewhere: this page is shown at any address", None
    if _SCHEME.match(address):
        return ("" if _STANDS.match(address) else "is not an address that a page may link to"), None
    return _find_inside(site, path, address)


def _find_inside(site: _Site, path: str, address: str) -> tuple[str, frozenset[str] | None]:
    target = _resolve(site, path, unquote(address.partition("?")[0]))
    if target is None:
        return "leads out of the site", None
    if target in site.folders:
        target += "index.html"
    if target not in site.paths:
        is_folder = f"{target}/" in site.folders
        return ("leads to a folder without its slash" if is_folder else "leads to no file"), None
    return "", site.pages[target].ids if target in site.pages else None


def _resolve(site: _Site, path: str, address: str) -> str | None:
    """Return the path, from the root, that an address on a page leads to; None where that is above the root."""
    if not address:
        return path
    if address.startswith("/"):
        if not f"{address}/".startswith(site.root):
            return None
        parts, steps = [], address[len(site.root) :]
    else:
        parts, steps = path.split("/")[:-1], address
    for step in steps.split("/"):
        if step == "..":
            if not parts:
                return None
            parts.pop()
        elif step not in {"", "."}:
            parts.append(step)
    is_folder = steps.endswith("/") or steps.rpartition("/")[2] in {"", ".", ".."}
    return "/".join(parts) + ("/" if parts and is_folder else "")


def _read_page(text: str, known: dict[str, tuple[tuple[str, str], ...]]) -> _Page:
    ids: Counter[str] = Counter()
    addresses: dict[str, None] = {}
    references: dict[tuple[str, str], None] = {}
    for markup, count in Counter(find_markup(text)).items():
        if markup not in known:
            tag = read_tag(markup)
            known[markup] = tuple(_read_references(tag)) if tag else ()
        for name, value in known[markup]:
            if name == "id":
                ids[value] += count
            elif name in _ADDRESSES:
                addresses[value] = None
            else:
                references[name, value] = None
    doubled = tuple((name, count) for name, count in ids.items() if count > 1)
    return _Page(frozenset(ids), doubled, tuple(addresses), tuple(references))


def _read_references(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield each id, each address and each id that is referred to, with the name of the attribute."""
    if tag.name == "meta" and (tag.attributes.get("property") or tag.attributes.get("name")) in _PICTURES:
        yield "src", tag.attributes.get("content", "")
    for name, value in tag.attributes.items():
        if name == "srcset":
            yield from ((name, part.split()[0]) for part in value.split(",") if part.strip())
        elif name == "id" or name in _ADDRESSES:
            yield name, value
        elif name in _REFERENCES:
            yield from ((name, word) for word in value.split() if not word.startswith(_THEME))


def _read_xml(path: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a sitemap, or else of a feed."""
    yield from ((path, unescape(address.strip())) for address in _LOCATION.findall(text))
    if "<loc>" not in text:
        yield from ((path, unescape((one or other).strip())) for one, other in _FEED_LINK.findall(text))


def _read_css(path: str, text: str) -> Iterator[tuple[str, str]]:
    yield from ((path, address) for address in _CSS_ADDRESS.findall(text))


def _read_data(path: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses in our own data: from the root for each page, from their file for ids of annotations."""
    if not path.startswith("data/") or path.endswith(".schema.json"):
        return
    if path == "data/seen.json":
        yield from (("", address) for address in json.loads(text)["things"])
    elif path.endswith(".jsonld"):
        yield from ((path, json.loads(value)) for value in _JSON_ID.findall(text))
    else:
        yield from (("", json.loads(value)) for value in _JSON_PAGE.findall(text))


def _read_search(path: str, text: str) -> Iterator[tuple[str, str]]:
    yield from (("", entry["location"]) for entry in json.loads(text)["docs"])


_READERS: tuple[tuple[str, Callable[[str, str], Iterator[tuple[str, str]]]], ...] = (
    ("search/search_index.json", _read_search),
    (".xml", _read_xml),
    (".jsonld", _read_data),
    (".json", _read_data),
    (".css", _read_css),
)
