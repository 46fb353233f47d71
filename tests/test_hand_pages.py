"""Hand-written pages, built: whatever Markdown makes of them is plain, and no link is followed out of the folder."""

import pytest
from conftest import HARBOUR, build_site, copy_story

from builder.load import load
from builder.load.hand_pages import check_page, find_foreign, is_picture_name

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
MARKDOWN_MADE = [
    '<h1 id="a-1_é">a</h1><h6 class="x-deck x-2 x-3">b</h6><p class="x-a">c</p>',
    '<p><a href="https://example.org/?a=1&amp;b" title="a\nb">a</a></p>',
    '<ol start="1"><li>a</li></ol><ol start="9999"><li>a</li></ol><ul></ul>',
    "<table><thead><tr><th>a</th></tr></thead></table>",
    '<tbody><td style="text-align: left;">a</td><td style="text-align: right;">b</td></tbody>',
    '<td style="text-align: center;">c</td>',
    '<img alt="a\nb" src="a"><img alt="" src="../../a/b-c_d.1.png" title="">',
    '<a href="">a</a><hr><br>',
    "<h2>a</h2><h3>a</h3><h4>a</h4><h5>a</h5><em>a</em><strong>a</strong><code>a</code><pre>a</pre><blockquote>a</blockquote>",
]
FOREIGN = {
    "<p onclick='x'>a</p>": '<p onclick="x">',
    "<script>x</script>": "<script> </script>",
    "<iframe>": "<iframe>",
    "<svg></svg>": "<svg> </svg>",
    "</article>": "</article>",
    "</p id='a' onclick='x'>": '</p onclick="x">',
    "<p title='<b>' onclick=x>": '<p onclick="x">',
    "<p/onclick=x>": '<p onclick="x">',
    '<a href="x"onclick=y>': '<a onclick="y">',
    "<![CDATA[x]]>": "<![CDATA[x]]>",
    "<!--> <b> -->": "<!--> <b>",
    "<svg/>": "<svg>",
    "<!-- a -->": "<!-- a -->",
    "<!DOCTYPE html>": "<!DOCTYPE html>",
    "<?php x ?>": "<?php x ?>",
    "<input id='a'>": "<input>",
    "<a name='a'>b</a>": '<a name="a">',
    "<P STYLE>": '<p style="">',
    "<img src='https://a.b/x.png'>": '<img src="https://a.b/x.png">',
    "<img src='//a.b/x'>": '<img src="//a.b/x">',
    "<img src='/x'>": '<img src="/x">',
    "<img src='.../x'>": '<img src=".../x">',
    "<img src=''>": '<img src="">',
    "<img src='x' srcset='y'>": '<img srcset="y">',
    "<p style='position:fixed'>": '<p style="position:fixed">',
    "<td style='text-align: left; color: red'>": '<td style="text-align: left; color: red">',
    "<td style='text-align: x;'>": '<td style="text-align: x;">',
    "<p class='md-overlay'>": '<p class="md-overlay">',
    "<p class='x-a md-b'>": '<p class="x-a md-b">',
    "<p class='x-'>": '<p class="x-">',
    "<p class='x-a  x-b'>": '<p class="x-a  x-b">',
    "<p class='x-a x-'>": '<p class="x-a x-">',
    "<p class=''>": '<p class="">',
    "<h2 id='__config'>": '<h2 id="__config">',
    "<h2 id=''>": '<h2 id="">',
    "<h2 id='a b'>": '<h2 id="a b">',
    "<ol start='12345'>": '<ol start="12345">',
    "<ol start=''>": '<ol start="">',
    "<ol start='-1'>": '<ol start="-1">',
}
NO_HTML = "a page cannot contain HTML; write Markdown, links as [words](https://…)"
NO_BRACES = "braces may hold only an id and styles of ours, { #an-id .x-a-style }; write any other `{` as code"
NO_HTTPS = "does not start with https://; write the https address"
NO_PICTURE = "is that of a picture elsewhere; put the picture beside the page"
NO_TEXT = 'must be plain text that begins with a letter, without < > & and "'
NO_LIST = "front matter is one line each for title, description, hide"
NO_PART = "'hide' must be a list of some of these: navigation, toc, footer, path"
NO_KEY = "is not allowed in the front matter; allowed are title, description, hide"
FIRST_LINE = "MkDocs would read this line as front matter; begin the page with its heading"
PAGES = {
    "<b": [(1, 1, NO_HTML)],
    "a\n\nb<B c": [(3, 2, NO_HTML)],
    "</b": [(1, 1, NO_HTML)],
    "\n<b": [(2, 1, NO_HTML)],
    "`a` <b": [(1, 5, NO_HTML)],
    "``a`<b>`": [(1, 5, NO_HTML)],
    "<!": [(1, 1, NO_HTML)],
    "<?": [(1, 1, NO_HTML)],
    "<é <1 < b <": [],
    "`<b>` a `<i>`": [],
    "`` <b>": [(1, 4, NO_HTML)],
    "`<b>``": [(1, 2, NO_HTML)],
    "``<b>`": [(1, 3, NO_HTML)],
    "`<b>\n<i>`": [(1, 2, NO_HTML), (2, 1, NO_HTML)],
    "\\`<b>`": [(1, 3, NO_HTML)],
    "`<b>` ` <i>": [(1, 2, NO_HTML), (1, 9, NO_HTML)],
    "{": [(1, 1, NO_BRACES)],
    "a\n{ a": [(2, 1, NO_BRACES)],
    "{#a} {: #a-1 } {.x-a} {:.x-a-1 #b .x-c }": [],
    "{ #A }": [(1, 1, NO_BRACES)],
    "{  #a  .x-b  }": [],
    "{:  #a}": [],
    "{ : #a}": [(1, 1, NO_BRACES)],
    "{}": [(1, 1, NO_BRACES)],
    "{#}": [(1, 1, NO_BRACES)],
    "{#a1}{#a}": [],
    "{#1a}": [(1, 1, NO_BRACES)],
    "{#a_b}": [(1, 1, NO_BRACES)],
    "{.x-}": [(1, 1, NO_BRACES)],
    "{.a}": [(1, 1, NO_BRACES)],
    "{#a .b}": [(1, 1, NO_BRACES)],
    "{x-a}": [(1, 1, NO_BRACES)],
    "{#a": [(1, 1, NO_BRACES)],
    "{.x-A}": [(1, 1, NO_BRACES)],
    "[a](b.md) [c]: d.md [](x)": [],
    "[a](mailto:a@b) [a](https://a.bc/)": [],
    "![a](b.png)": [],
    "![a](mailto:a@b)": [(1, 1, f"the address 'mailto:a@b' {NO_PICTURE}")],
    "![a](//b.c/d)": [(1, 1, f"the address '//b.c/d' {NO_PICTURE}")],
    "a\n ![a](https://b.cd/)": [(2, 2, f"the address 'https://b.cd/' {NO_PICTURE}")],
    "[a](http://b.cd)": [(1, 1, f"the address 'http://b.cd' {NO_HTTPS}")],
    "[a](  x:y)": [(1, 1, f"the address 'x:y' {NO_HTTPS}")],
    "[a](\nx:y)": [(1, 1, f"the address 'x:y' {NO_HTTPS}")],
    "[a](X1+.-:y)": [(1, 1, f"the address 'X1+.-:y' {NO_HTTPS}")],
    "[a]:  \n x:y": [(1, 1, f"the address 'x:y' {NO_HTTPS}")],
    "[](x:y z)": [(1, 1, f"the address 'x:y' {NO_HTTPS}")],
    "[[a](x:y)](b)": [(1, 2, f"the address 'x:y' {NO_HTTPS}")],
    "[a](x&colon;y)": [(1, 1, f"the address 'x&colon;y' {NO_HTTPS}")],
    "[a](b//c) [a](1:2) [a] (x:y)": [],
    "a: b": [(1, 1, FIRST_LINE)],
    "   A_1-: b": [(1, 1, FIRST_LINE)],
    "    a: b": [],
    "é: b": [],
    "a b: c": [],
    ": b": [],
    "\na: b": [],
    "---\ntitle: é\n---\n<b": [(4, 1, NO_HTML)],
    "--- \t\ntitle: aX b\n... \na": [],
    "---\nx: a\n...\n": [(2, 1, f"'x' {NO_KEY}")],
    "---\n---\n<b": [(3, 1, NO_HTML)],
    "---\ntitle: a\n----\n<b": [(4, 1, NO_HTML)],
    "----\na: <b\n---\n": [(2, 4, NO_HTML)],
    "---\n- a\n---\n": [(2, 1, NO_LIST)],
    "---\n\n---\n": [],
    "---\na\n---\n": [(2, 1, NO_LIST)],
    "---\nx: a\n  \ny: b\n---\n": [(2, 1, f"'x' {NO_KEY}"), (4, 1, f"'y' {NO_KEY}")],
    "---\nhide: [toc, path, footer, navigation]\n---\n": [],
    "---\nhide: []\n---\n": [],
    "---\nhide: toc\n---\n": [(2, 1, NO_PART)],
    "---\nhide: [toc, tags]\n---\n": [(2, 1, NO_PART)],
    "---\nhide:\n  toc: a\n---\n": [(2, 1, NO_PART)],
    "---\nhide: [[]]\n---\n": [(2, 1, NO_PART)],
    "---\ndescription: [a]\n---\n": [(2, 14, f"'description' {NO_TEXT}")],
    "---\ntitle:\n---\n": [(2, 7, f"'title' {NO_TEXT}")],
} | {
    f"---\ntitle: {text}\n---\n": [(2, 8, f"'title' {NO_TEXT}")]
    for text in (
        "'1'",
        "2025",
        "''",
        "'“a”'",
        "a<b",
        "a>b",
        "a&b",
        'a"b',
        "'a\n\n  b'",
        "Yes",
        "no",
        "ON",
        "off",
        "True",
        "false",
        "Null",
        "y",
        "N",
    )
}
TWICE = "---\ntitle: a\ntitle: b\n---\n"

TOO_MUCH = {
    "[" * 13: "3:13 E003 more than 12 brackets open",
    "![a](b" * 13: "3:76 E003 more than 12 brackets open",
    "*[" * 6 + "\n" + "*[" * 7: "4:14 E003 more than 12 brackets open",
    "``a`" * 13: "3:48 E003 more than 12 brackets open, or double backticks",
    "x\n" * 60_000: "49999:1 E003 a page has at most 100,000 characters",
    "# a\n" * 500: "502:1 E003 a page has at most 500 headings",
    "   # a\n" * 500: "502:1 E003 a page has at most 500 headings",
    "](a](b) " * 13: "3:92 E003 more than 12 brackets open",
    "[a[b] " * 13: "3:69 E003 more than 12 brackets open",
    "a\n===\n\n" * 500: "1501:1 E003 a page has at most 500 headings",
    "{x}\n" * 1_200: "1003:1 E003 more than 1,000 mistakes",
    "a](b" * 13: "3:50 E003 more than 12 brackets open",
    "`` " * 13 + "[" * 13: "3:37 E003 more than 12 brackets open, or double backticks",
    "x" * 99_993: "3:99993 E003 a page has at most 100,000 characters; split it",
}
"""What Markdown would take minutes for; each with the last fault that is told."""


def test_plain_markdown_has_no_fault():
    assert [] == list(check_page(PLAIN))


@pytest.mark.parametrize("text", PAGES)
def test_what_is_no_plain_markdown_is_found_at_its_place(text):
    assert PAGES[text] == [(fault.line, fault.column, fault.message) for fault in check_page(text)]


@pytest.mark.parametrize(
    ("text", "code"), [("<b", "E021"), ("a: b", "E022"), ("---\na: b\n---\n", "E022"), (TWICE, "E006")]
)
def test_a_fault_of_a_page_has_its_code(text, code):
    assert [code] == [fault.code for fault in check_page(text)]


def test_a_fault_of_the_front_matter_is_told_where_it_stands():
    assert [(3, 1)] == [(fault.line, fault.column) for fault in check_page(TWICE)]


@pytest.mark.parametrize("body", TOO_MUCH, ids=lambda body: body[:6])
def test_a_page_is_no_more_than_markdown_reads_in_a_moment(body):
    *_, fault = check_page(f"# Long\n\n{body}")
    assert f"{fault.line}:{fault.column} {fault.code} {fault.message}".startswith(TOO_MUCH[body])


def test_brackets_of_many_paragraphs_or_in_code_or_closed_are_plain():
    body = "[a\n\n" * 100 + "`" + "[" * 100 + "`\n \t\n" + "[1](a.md) " * 100
    body += "] " * 20 + "[" * 12 + "\n\n" + ") " * 20 + "](a" * 12
    assert [] == list(check_page(f"# Long\n\n{body}"))
    for body in ("`` " * 12, "` " * 13, "[a\n\n" + "[" * 12, "    # a\n" * 600, "a # b\n" * 600, "--- a\n" * 600):
        assert [] == list(check_page(f"# Long\n\n{body}"))
    assert [] == list(check_page("x" * 100_000))


@pytest.mark.parametrize("html", FOREIGN)
def test_what_is_no_plain_markdown_is_found_in_what_markdown_made(html):
    assert FOREIGN[html] == " ".join(find_foreign(f"<h1 id='a'>b</h1>{html}<p>c</p>"))


@pytest.mark.parametrize("html", ["<p title='a", "<p", "<!-- a", "</p title='a", "<!", "<?"])
def test_markup_that_does_not_end_is_foreign(html):
    assert [html] == find_foreign(f"<p>a</p>{html}")


@pytest.mark.parametrize("html", MARKDOWN_MADE)
def test_what_markdown_makes_of_itself_is_not_foreign(html):
    assert [] == find_foreign(html)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [(name, True) for name in ("a.png", "0-a_b.c.jpg", "a.jpeg", "a.webp", f"{'a' * 61}.png")]
    + [
        (name, False)
        for name in (
            "A.png",
            ".a.png",
            "-a.png",
            "a.PNG",
            "a.svg",
            "a.gif",
            "apng",
            "a.png.",
            "é.png",
            f"{'a' * 62}.png",
        )
    ],
)
def test_a_picture_is_known_by_its_name(name, is_one):
    assert is_one == is_picture_name(name)


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
    assert (1, True) == (run.returncode, "E001 this is a link" in run.stderr)


def test_a_picture_may_stand_beside_the_pages(tmp_path):
    root = copy_story(HARBOUR, tmp_path / "story")
    (root / "content" / "pages" / "bridge.png").write_bytes(b"\x89PNG")
    assert () == load(root).problems
