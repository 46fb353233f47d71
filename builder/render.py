"""Pages -> Markdown texts; the only door to Jinja. What a template prints is escaped unless it is markup of ours."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.addresses import Target
from builder.pages import Page
from builder.problems import BuilderError
from builder.views.claims import ClaimView, Views
from builder.views.items import ItemView
from builder.views.links import Link
from builder.words.escape import escape_text, isolate_text

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_CUE = re.compile("\x02(.*?)\x03")
"""The card that a cue is to open, between control characters, which no text of editors can have."""
_NUMBER = "\x04"
_ROOT = "\x05"
"""Placeholders for a card's number and for the way to the site's root until the page is known."""


def make_renderer(templates: Path, views: Views) -> Callable[[Page], str]:
    """Return a function that turns a page into the text of its Markdown file.

    Each cue on a page opens a card; the cards come at the page's end, in the order of their cues, each once.
    """
    environment = _make_environment(templates)
    parts: Any = environment.get_template("parts/cards.md.j2").module  # its macros are known to the template only

    @cache
    def evidence(card: str) -> tuple[str, str]:
        """Write the cue and the card once; each page puts in its number and its way to the root."""
        view = views.card(card)
        words = parts.of_claim(view) if isinstance(view, ClaimView) else parts.of_item(view)
        return str(parts.cue(view, Markup(_NUMBER))).strip(), str(parts.card(view, Markup(_NUMBER), words))

    def render_page(page: Page) -> str:
        template = environment.get_template(f"pages/{page.template}.md.j2")
        numbers: dict[str, str] = {}

        def write_cue(mark: re.Match[str]) -> str:
            number = numbers.setdefault(mark[1], str(len(numbers) + 1))
            return evidence(mark[1])[0].replace(_NUMBER, number)

        body = _CUE.sub(write_cue, template.render(page=page, **page.shows))
        body = _BLANK_LINES.sub("\n\n", body).strip("\n") + "\n"
        if numbers:
            cards = "".join(evidence(card)[1].replace(_NUMBER, number) for card, number in numbers.items())
            root = "../" * Target(page.path).url.count("/")
            body += f'\n<section class="x-cards" data-search-exclude>\n{cards.replace(_ROOT, root)}</section>\n'
        return front_matter(page) + body

    return render_page


def _make_environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=True,  # so that what a macro returns is markup; finalize has escaped its values, once
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "link": _link,
        "cue": _cue,
        "href": _href,
        "from_root": _from_root,
        "path": _path,
        "away": _away,
        "anchor": _anchor,
        "robust": _robust,
        "links": _links,
        "relays": _relays,
        "isolated": isolate_text,
        "one_line": _one_line,
        "one_list": _one_list,
    }
    return environment


def front_matter(page: Page) -> str:
    """Write title and description as YAML that holds letters, digits, spaces and character references only.

    The theme prints both raw, so the references are what a browser must get.
    """
    return (
        f'---\ntitle: "{escape_text(page.title)}"\ndescription: "{escape_text(page.description)}"\n'
        f"hide: [navigation, toc]\nsearch: {{boost: {page.boost}}}\n---\n\n"
    )


def _finalize(value: object) -> Markup:
    """Make every printed value safe, and refuse None: a template must say what it shows where something is missing."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, (int, float)):
        return Markup(value)
    if isinstance(value, str):
        return escape_text(value)
    raise BuilderError(f"a template prints {value!r}, which is neither text nor markup")


def _link(link: Link, page: Page) -> Markup:
    """Write a Markdown link from a page to a place on the site, with the cue for its evidence where it has a card."""
    cue = f" {_cue(link)}" if link.card else ""
    return Markup(f"[{escape_text(link.text)}]({link.to.path_from(page.path)}){cue}")


def _cue(link: Link) -> Markup:
    """Mark the place of the cue for the card of a link."""
    return Markup(f"\x02{link.card}\x03")


def _links(values: Iterable[str | Link], page: Page) -> Markup:
    """Write words and links one after the other."""
    parts = (isolate_text(value) if isinstance(value, str) else _link(value, page) for value in values)
    return Markup("; ".join(parts))


def _relays(item: ItemView, page: Page) -> Markup:
    """Write the chain from the source's own relay to where the information enters."""
    chain = " ← ".join(_link(link, page) for link in item.chain)
    if not chain:
        return escape_text(item.origin_words)
    return Markup(f"{chain} ({escape_text(item.after_chain)})" if item.after_chain else chain)


def _path(link: Link, page: Page) -> Markup:
    """Write the Markdown path of a place relative to a page."""
    return Markup(link.to.path_from(page.path))


def _href(link: Link, page: Page) -> Markup:
    """Write the relative address of a place, for an attribute in HTML."""
    return Markup(link.to.url_from(page.path))


def _from_root(link: Link) -> Markup:
    """Write the address of a place for a card, which does not know on which pages it will appear."""
    return Markup(f"{_ROOT}{link.to.url}")


def _away(url: str) -> Markup:
    """Write the address of a page elsewhere, for an attribute in HTML."""
    return Markup(html.escape(url, quote=True))


def _robust(item: ItemView) -> Markup:
    """Write the attributes of a link to the original: its address, and what Robust Links adds for when it is gone."""
    pairs = {
        "href": item.original,
        "data-originalurl": item.url,
        "data-versiondate": item.version,
        "data-versionurl": item.archive,
    }
    return Markup(" ".join(f'{name}="{_away(value)}"' for name, value in pairs.items() if value))


def _one_line(block: Markup) -> Markup:
    """Write a block of a template in one line: a table's row ends with its line, and so does a point of a list."""
    return Markup(" ".join(block.split()) + "\n")


def _one_list(block: Markup) -> Markup:
    """Leave the blank lines out of a block: with one between them, Markdown takes points for paragraphs."""
    return Markup("".join(f"{line}\n" for line in block.split("\n") if line.strip()))


def _anchor(anchor: str) -> Markup:
    """Write an anchor that was made from ids, which need no escaping."""
    if not re.fullmatch(r"[a-z0-9-]+", anchor):
        raise BuilderError(f"{anchor!r} is not an anchor")
    return Markup(anchor)
