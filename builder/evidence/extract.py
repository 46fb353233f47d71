"""A page from elsewhere -> the article in it, and all its text. The only importer of trafilatura and lxml."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
import trafilatura

from builder.evidence.answers import Dead, Page
from builder.evidence.audit import PageText

LATIN = dict.fromkeys(("iso-8859-1", "latin-1", "us-ascii"), "cp1252")  # as browsers read them
SILENT = ("script", "style", "noscript", "template", "head")
INLINE = (
    "a",
    "abbr",
    "b",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "u",
)


def extract_text(page: Page) -> PageText | Dead:
    """Take the article's text out of a page; what this leaves out is still in the whole."""
    try:
        article = trafilatura.extract(_parse(page), favor_recall=True, include_comments=False)
        whole = _join_text(_parse(page))
    except (lxml.etree.LxmlError, ValueError, AssertionError, RecursionError):
        return Dead("a page that cannot be read")
    return PageText(article or "", whole) if whole.strip() else Dead("a page without text")


def _parse(page: Page) -> Any:
    body, encoding = _as_utf8(page)
    return lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding=encoding))


def _as_utf8(page: Page) -> tuple[bytes, str | None]:
    """Decode as the server says, or else as UTF-8; failing both, the parser asks the page itself."""
    named = (page.charset or "utf-8").lower()
    for name in (LATIN.get(named, named), "utf-8"):
        with suppress(LookupError, UnicodeError):
            return page.body.decode(name).encode(), "utf-8"
    return page.body, None


def _join_text(tree: Any) -> str:
    """Join all text of a page that readers see, with a break at each block."""
    for element in list(tree.iter("*")):
        if element.tag in SILENT:
            element.drop_tree()
        elif element.tag not in INLINE:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    return str(tree.text_content())
