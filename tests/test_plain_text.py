"""Text is text: whatever stands in a YAML field appears on the page as those characters, and as nothing else."""

import re
import unicodedata

import markdown
import planting
import pytest
import yaml
from conftest import HARBOUR, ROOT, build_site, copy_story
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from vouching import vouch

from builder.load.yaml_file import read_yaml
from builder.pages.page import Page
from builder.render import front_matter
from builder.words.escape import escape_text, isolate_text, lighten_html
from builder.words.folding import bounded, fold_letters, has_unusual, is_unspaced, is_unusual, words_of

HOSTILE = [
    " ".join(unicodedata.normalize("NFC", text.replace("@@", "1")).split())
    for group, texts in planting.HOSTILE.items()
    for text in texts
    if group not in ("unseen", *planting.FORMS)
]
TAGS = set("html body h1 p ul li a blockquote table thead tbody tr th td strong".split())  # noqa: SIM905 - reads better
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=80) | st.sampled_from(
    HOSTILE
)


@pytest.fixture(scope="module")
def engine():
    """Python-Markdown with the extensions of the project's own mkdocs.yml."""
    listed = re.search(r"(?s)markdown_extensions:\n(.*?)\n\n", (ROOT / "mkdocs.yml").read_text()).group(1)
    names = [next(iter(entry)) if isinstance(entry, dict) else entry for entry in yaml.safe_load(listed)]
    return markdown.Markdown(extensions=names)


def folded(text):
    return " ".join(text.split())


def is_accepted(text):
    return not read_yaml(b"a: " + yaml_quoted(text).encode()).faults


def yaml_quoted(text):
    return "'" + text.replace("'", "''") + "'"


@settings(max_examples=400)
@given(texts)
def test_any_text_comes_through_markdown_as_itself_in_every_place(engine, text):
    if not is_accepted(folded(text)) or not folded(text):
        return
    safe = escape_text(text)
    page = (
        f"# {safe} {{ #top }}\n\n{safe}\n{{: .note }}\n\n- {safe}\n- [{safe}](x.md)\n\n> {safe}\n\n"
        f"| {safe} | b |\n| --- | --- |\n| {safe} | **{safe}** |\n"
    )
    root = html.document_fromstring(engine.reset().convert(page))
    shown = [
        folded(element.text_content())
        for element in root.xpath("//h1|//p[@class='note']|//li|//blockquote/p|//td[1]|//strong|//a")
    ]
    assert [folded(text)] * 8 == shown
    assert TAGS >= {element.tag for element in root.iter()}


@settings(max_examples=300)
@given(texts)
def test_any_text_comes_through_front_matter_as_itself(text):
    if not is_accepted(folded(text)) or not folded(text):
        return
    page = Page("x.md", "x", title=text, description=text, edit="", shows={})
    meta = yaml.safe_load(front_matter(page).split("---")[1])
    assert folded(text) == html.fromstring(f"<p>{meta['title']}</p>").text_content()
    assert re.fullmatch(r"(?:[^\x00-\x7f]|[A-Za-z0-9 ]|&#\d+;)*", meta["description"])


def test_hostile_text_in_a_real_build_is_shown_and_never_runs(tmp_path):
    """Titles, names, headlines, items, labels: through YAML, Jinja, Markdown, the theme and the navigation."""
    story = copy_story(HARBOUR, tmp_path / "story")
    articles = story / "content" / "articles" / "unnamed-2031.yml"
    lines = [articles.read_text(), "facts:\n"]
    lines += [
        f"  f{n}: {{text: {yaml_quoted(folded(text))}, passage: {{start: x}}}}\n" for n, text in enumerate(HOSTILE)
    ]
    articles.write_text("".join(lines), "utf-8")
    hostile = yaml_quoted(HOSTILE[0] + " {{ x }} **b**")
    replace(story / "content" / "story.yml", r"(?m)^title:.*", f"title: {hostile}")
    replace(story / "content" / "story.yml", r"bridge: The closing of the bridge", f"bridge: {hostile}")
    replace(story / "content" / "people.yml", r"name: Mara Quist", f"name: {hostile}")
    replace(story / "content" / "claims" / "bridge.yml", r"text: A diver found the crack\.", f"text: {hostile}")
    replace(story / "sources" / "lindholm-courier-2031-05-02.yml", r"title: .*", f"title: {hostile}")
    replace(
        story / "content" / "quantities.yml",
        r"label: People who cross the bridge on a working day",
        f"label: {hostile}",
    )
    vouch(story)
    run = build_site(story, tmp_path / "site")
    assert run.returncode == 0, run.stderr
    page = html.parse(str(tmp_path / "site" / "sources" / "unnamed-2031" / "index.html")).getroot()
    shown = [folded(heading.text_content()) for heading in page.xpath("//h3[starts-with(@id, 'facts-f')]")]
    assert [folded(text) for text in HOSTILE] == shown
    shown_title = HOSTILE[0] + " {{ x }} **b**"
    for path in (tmp_path / "site").rglob("index.html"):
        root = html.parse(str(path)).getroot()
        assert not [script for script in root.xpath("//script") if "alert" in (script.text or "")], path
        assert not root.xpath("//@*[starts-with(name(), 'on')] | //img | //iframe"), path
    for name in (
        "index.html",
        "people/mara-quist/index.html",
        "claims/diver-found-crack/index.html",
        "figures/commuters/index.html",
    ):
        root = html.parse(str(tmp_path / "site" / name)).getroot()
        assert shown_title == folded(root.xpath("//h1")[0].text_content())
        assert folded(root.xpath("//title")[0].text_content()).startswith(shown_title)


def replace(path, pattern, text):
    before = path.read_text("utf-8")
    after = re.sub(pattern, lambda _: text, before, count=1)
    assert before != after, pattern
    path.write_text(after, "utf-8")


@pytest.mark.parametrize(
    "character", ["\u202e", "\u200b", "\u2066", "\x00", "\x1b", "\u2800", "\ufeff", "\u00ad", "５"]
)
def test_characters_that_hide_or_turn_text_are_refused_with_their_place(character):
    faults = read_yaml(f"a: one\nb: two{character}\n".encode()).faults
    assert ("E007", 2, 7) in {(fault.code, fault.line, fault.column) for fault in faults}


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("aZ09 é", "aZ09 é"),
        (" a \n\t b ", "a b"),
        ("!/:@[`{~", "&#33;&#47;&#58;&#64;&#91;&#96;&#123;&#126;"),
        ("\x7f\u2019", "\x7f\u2019"),
    ],
)
def test_each_sign_becomes_a_reference(text, escaped):
    assert escaped == escape_text(text) == isolate_text(text)


def test_ordinary_punctuation_is_itself_in_a_finished_page():
    signs = "".join(map(chr, range(0x21, 0x7F)))
    light = lighten_html(escape_text(signs))
    assert set(".,-:()/?;%") <= set(light)
    assert signs == html.fromstring(f"<p>{light}</p>").text_content()
    assert set("<>\"'`*_[]{}|\\!~=^+$@") & set(light) == set()


@pytest.mark.parametrize("letter", "\u0590\u08ff\ufb1d\ufdff\ufe70\ufefc\U00010800\U0001e8ff")
def test_what_runs_from_the_right_is_isolated(letter):
    assert f"<bdi>a {letter}</bdi>" == isolate_text(f"a {letter}")


@pytest.mark.parametrize("letter", "\u058f\u0900\ufb1c\ufe6f\U0001f600")
def test_what_runs_from_the_left_is_not(letter):
    assert f"a {letter}" == isolate_text(f"a {letter}")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ada BERG 1", "ada berg 1"),
        ("“Ada” – ‘x’… A·B", "“ada” – ‘x’… a·b"),
        ("É\u0301a", "ea"),
        ("E\u0301a", "ea"),
        ("STRASSE Straße", "strasse strasse"),
        ("ＡＢ ﬁ", "ab fi"),
        ("Й й И", "и и и"),
        ("a\u200bb\u00adc\ufeffd\u2060e\ufe0f", "abcde"),
        ("Łódź", "łodz"),
        ("조태열", "조태열"),
        ("İ", "i"),
        ("", ""),
        ("\ud800A", "\ud800a"),
    ],
)
def test_what_counts_as_the_same_word(text, folded):
    assert folded == fold_letters(text)


@pytest.mark.parametrize(
    ("text", "unusual"),
    [("", False), ("Ada\n1\x7f", False), ("“Ada” – ‘x’… A·B", False), ("É", True), ("a\u200b", True), ("“Й”", True)],
)
def test_which_letters_folding_may_change(text, unusual):
    assert unusual is is_unusual(text)
    assert unusual is has_unusual(text.encode())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Berg's 2nd", ["ada", "berg", "s", "2nd"]),
        ("a_b-c", ["a", "b", "c"]),
        ("Éa 조태", ["ea", "조태"]),
        ("… _", []),
    ],
)
def test_the_words_of_a_text(text, words):
    assert words == words_of(text)


@pytest.mark.parametrize(
    ("text", "unspaced"),
    [
        ("abXY1", False),
        ("Ж", False),
        ("a조", True),
        ("かな", True),
        ("漢", True),
        ("\u1100", True),
        ("\uf900", True),
        ("", False),
    ],
)
def test_scripts_without_blanks(text, unspaced):
    assert unspaced is is_unspaced(text)


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("berg", "a berg.", True),
        ("berg", "berg", True),
        ("berg", "bergs", False),
        ("berg", "iceberg", False),
        ("berg", "berg_1 _berg_", True),
        ("berg", "berg1", False),
        ("조태", "김조태는", True),
        ("a조", "ba조는", False),
        ("조a", "김조ab", False),
        ("조a", "김조a b", True),
        ("a|b", "ab", False),
    ],
)
def test_a_word_ends_where_its_script_says(word, text, found):
    assert found is bool(re.search(bounded(word, word[0], word[-1]), text))
