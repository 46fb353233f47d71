"""Pages -> Markdown texts; the only door to Jinja. What a template prints is escaped unless it is markup of ours."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.escape import escape_text
from builder.pages import Page
from builder.problems import BuilderError
from builder.views import ItemView, Link

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


def make_renderer(templates: Path) -> Callable[[Page], str]:
    """Return a function that turns a page into the text of its Markdown file."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=False,  # finalize escapes everything that is not markup, once
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "link": _link,
        "href": _href,
        "path": _path,
        "away": _away,
        "anchor": _anchor,
        "markup": _markup,
        "robust": _robust,
        "links": _links,
        "relays": _relays,
    }

    def render_page(page: Page) -> str:
        template = environment.get_template(f"pages/{page.template}.md.j2")
        body = template.render(page=page, **page.shows)
        return front_matter(page) + _BLANK_LINES.sub("\n\n", body).strip("\n") + "\n"

    return render_page


def front_matter(page: Page) -> str:
    """Write title and description as YAML that holds letters, digits, blanks and character references only.

    The theme prints both raw, so the references are what a browser must get.
    """
    return (
        f'---\ntitle: "{escape_text(page.title)}"\ndescription: "{escape_text(page.description)}"\n'
        "hide: [navigation, toc]\n---\n\n"
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
    """Write a Markdown link from a page to a place on the site."""
    return Markup(f"[{escape_text(link.text)}]({link.to.path_from(page.path)})")


def _links(values: Iterable[str | Link], page: Page) -> Markup:
    """Write words and links one after the other."""
    parts = (escape_text(value) if isinstance(value, str) else _link(value, page) for value in values)
    return Markup("; ".join(parts))


def _relays(item: ItemView, page: Page) -> Markup:
    """Write the chain from the source's own relay to where the information enters."""
    return Markup(" ← ".join(_link(link, page) for link in item.chain) or "the article itself names nobody")


def _path(link: Link, page: Page) -> Markup:
    """Write the Markdown path of a place relative to a page."""
    return Markup(link.to.path_from(page.path))


def _href(link: Link, page: Page) -> Markup:
    """Write the relative address of a place, for an attribute in HTML."""
    return Markup(link.to.url_from(page.path))


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


def _markup(text: str) -> Markup:
    """Vouch for the output of a macro of ours, whose own values are escaped already."""
    return Markup(text.strip())


def _anchor(anchor: str) -> Markup:
    """Write an anchor that was made from ids, which need no escaping."""
    if not re.fullmatch(r"[a-z0-9-]+", anchor):
        raise BuilderError(f"{anchor!r} is no anchor")
    return Markup(anchor)
