"""Hand-written pages, built: whatever Markdown makes of them is plain, and no link is followed out of the folder."""

import pytest
from conftest import HARBOUR, build_site, copy_story

from builder.by_hand import check_page, find_foreign
from builder.characters import join_accents
from builder.load import load

PLAIN = """---
title: About us “and” others
description: Who we are
hide: [toc]
---
# About { #about .x-deck }

A `<name>`, [one](method.md), [two](https://example.org/), [three](mailto:us@example.org),
![four](four.png), 2 < 3 & 4 > 3.

| a | b |
|:--|--:|
| c | d |

1. **e** _f_

> g

---
"""
FOREIGN = [
    "<p onclick='x'>a</p>", "<script>x</script>", "<img src='https://example.org/x.png'>",
    "<p style='position:fixed'>a</p>",
    "<p class='md-overlay'>a</p>", "<h2 id='__config'>a</h2>", "<!-- a -->", "<!DOCTYPE html>",
    "<?php x ?>", "<svg></svg>", "<iframe>",
    "<input id='a'>", "<a name='a'>b</a>", "<P STYLE=''>a</P>", "<img src='x' srcset='y'>", "<![CDATA[x]]>",
]  # fmt: skip

TOO_MUCH = {
    "[" * 13: "3:13 E003 more than 12 brackets open",
    "![a](b" * 13: "3:76 E003 more than 12 brackets open",
    "*[" * 6 + "\n" + "*[" * 7: "4:14 E003 more than 12 brackets open",
    "``a`" * 13: "3:48 E003 more than 12 brackets open, or double backticks",
    "x\n" * 60_000: "49999:1 E003 a page has at most 100,000 characters",
    "# a\n" * 500: "502:1 E003 a page has at most 500 headings",
    "a\n===\n\n" * 500: "1501:1 E003 a page has at most 500 headings",
    "{x}\n" * 1_200: "1003:1 E003 more than 1,000 mistakes",
}
"""What Markdown would take minutes for; each with the last fault that is told."""


def test_plain_markdown_has_no_fault():
    assert [] == list(check_page(PLAIN))


@pytest.mark.parametrize("body", TOO_MUCH, ids=lambda body: body[:6])
def test_a_page_is_no_more_than_markdown_can_read_at_once(body):
    *_, fault = check_page(f"# Long\n\n{body}")
    assert f"{fault.line}:{fault.column} {fault.code} {fault.message}".startswith(TOO_MUCH[body])


def test_brackets_of_many_paragraphs_or_in_code_or_closed_are_plain():
    body = "[a\n\n" * 100 + "`" + "[" * 100 + "`\n\n" + "[1](a.md) " * 100
    assert [] == list(check_page(f"# Long\n\n{body}"))


@pytest.mark.parametrize("html", FOREIGN)
def test_what_is_no_plain_markdown_is_found_in_what_markdown_made(html):
    assert find_foreign(f"<h1 id='a'>b</h1>{html}<p>c</p>")


@pytest.mark.parametrize("heading", ["## __config", "## \\_\\_search", "[TOC]"])
def test_what_only_markdown_shows_stops_the_build(heading, tmp_path):
    root = copy_story(HARBOUR, tmp_path / "story")
    (root / "content/pages/about.md").write_text(f"# About\n\n{heading}\n")
    run = build_site(root, tmp_path / "site")
    assert (1, True) == (run.returncode, "about.md: E021 " in run.stderr)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", ["about.md", "picture.png", "folder", "_headers"])
def test_a_link_below_the_pages_stops_the_build_before_it_is_followed(name, tmp_path):
    root = copy_story(HARBOUR, tmp_path / "story")
    for copy in range(3):
        (root / "content/pages" / f"{copy}{name}").symlink_to(root / "content" / "pages")
    run = build_site(root, tmp_path / "site")
    assert (1, True) == (run.returncode, "E001 a link leads elsewhere" in run.stderr)


def test_a_picture_may_stand_beside_the_pages(tmp_path):
    root = copy_story(HARBOUR, tmp_path / "story")
    (root / "content" / "pages" / "bridge.png").write_bytes(b"\x89PNG")
    assert () == load(root).problems


def test_a_long_row_of_signs_is_no_flood_of_accents():
    assert "\u00e9" + "\u2605" * 40 == join_accents("e\u0301" + "\u2605" * 40)
