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


def test_plain_markdown_has_no_fault():
    assert [] == list(check_page(PLAIN))


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
