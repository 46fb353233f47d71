"""The reader of HTML: what a browser takes for a tag, and nothing else."""

import pytest

from builder.words.html import find_markup, find_outside, read_tag, resolve_references

TAGS = {
    "no markup < 3 <> <3 <é>": [],
    "<p>a</p><BR/>": ["p", "/p", "br"],
    '<a href="b" title=\'c"d\'>': [("a", {"href": "b", "title": 'c"d'})],
    "<A HREF = b\nDisabled x= >": [("a", {"href": "b", "disabled": "", "x": ""})],
    "<a\thref=b/c?d=e/>": [("a", {"href": "b/c?d=e/"})],
    "<a/href=b/ title=c>": [("a", {"href": "b/", "title": "c"})],
    "<a b=\"c\"d='e'f>": [("a", {"b": "c", "d": "e", "f": ""})],
    '<a b="x > y" c>': [("a", {"b": "x > y", "c": ""})],
    "<a b=it's c='d'>": [("a", {"b": "it's", "c": "d"})],
    "<a b<c d>": [("a", {"b<c": "", "d": ""})],
    "<a =b =><c == d>": [("a", {"=b": ""}), ("c", {"=": "d"})],
    "<a b=1 B=2>": [("a", {"b": "1"})],
    "<a b='&lt;&#34;&#x22;&amp;&eacute;'>": [("a", {"b": '<""&é'})],
    "<a b='?x=1&copy=2&reg&amp;lt'>": [("a", {"b": "?x=1&copy=2®&lt"})],
    "<a b='&copyright &copy'>": [("a", {"b": "&copyright ©"})],
    "<a-b:c é=d>": [("a-b:c", {"é": "d"})],
    "</a b='>'><i>": [("/a", {"b": ">"}), "i"],
    "<!-- <a> --><b>": ["b"],
    "<!-- <a> --!><b>": ["b"],
    "<!--><b>-->": ["b"],
    "<!---><b>-->": ["b"],
    "<!-- <a>": [],
    "<!doctype html><? <a> ?></3 <b>": [],
    "<![CDATA[ <a> ]]>": [],
    "<a title='<!--'><b>-->": [("a", {"title": "<!--"}), "b"],
    "<a title='<script>'><b>": [("a", {"title": "<script>"}), "b"],
    "<script>'<a>' </scripts></script><b>": ["script", "/script", "b"],
    "<SCRIPT x>a < b</script >": [("script", {"x": ""}), "/script"],
    "<style><a></style/><textarea><a></textarea><xmp><a></xmp>": [
        *("style", "/style", "textarea", "/textarea", "xmp", "/xmp")
    ],
    "<script><!-- <a> ": ["script"],
    "<scripts><a>": ["scripts", "a"],
    "<\u017fcript><a>": ["a"],
    "<noscript><a>": ["noscript", "a"],
    "<a b='c><d>": [],
    "<a b='c><d>'": [],
    "<a": [],
    "<svg><title><a></title>": ["svg", "title", "a", "/title"],
}
"""A piece of HTML -> its tags, with their attributes where they have any."""


@pytest.mark.parametrize("html", TAGS)
def test_tags_are_those_of_the_standard(html):
    tags = filter(None, map(read_tag, find_markup(html)))
    assert TAGS[html] == [(tag.name, tag.attributes) if tag.attributes else tag.name for tag in tags]


def test_markup_comes_as_it_was_written_and_a_script_with_its_text():
    html = '<p Class="a">b<!-- <c> --><script>d < e</script></p><!f><g h=\'i'
    assert ['<p Class="a">', "<!-- <c> -->", "<script>d < e", "</script>", "</p>", "<!f>", "<g h='i"] == find_markup(
        html
    )
    assert "d < e" == read_tag("<script>d < e").text


@pytest.mark.parametrize(
    "html", ["<a" + " b='" * 20_000, "<" * 100_000, "<!--" * 50_000, "<script>" * 50_000, "<a =" * 50_000]
)
def test_markup_without_an_end_is_read_in_one_go(html):
    assert len(find_markup(html)) <= 1


@pytest.mark.parametrize(
    ("html", "pieces"),
    [
        ("a", ["a"]),
        ("a<ul>b</ul>c", ["a", "c"]),
        ("a<ul>b<ol>c</ol>d</ul>e<p>f</p>", ["a", "e<p>f</p>"]),
        ("a<UL class='x'>b</ul >c<ol>d", ["a", "c"]),
        ("a</ul>b<!-- <ul> -->c", ["a", "b<!-- <ul> -->c"]),
    ],
)
def test_what_is_outside_of_lists_is_kept(html, pieces):
    assert pieces == list(find_outside(html, {"ul", "ol"}))


def test_references_become_characters_but_for_those_of_markup():
    assert 'é “a” &lt;b&gt; &amp; " &amp;x; &' == resolve_references(
        "&eacute; &#8220;a&#x201D; &lt;b&gt; &amp; &quot; &x; &"
    )
