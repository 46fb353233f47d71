"""What is withheld stops the build wherever it stands and however it is written; no message gives it away."""

import json
import unicodedata
from urllib.parse import quote

import pytest
from cases import BASE, lay_over_base
from conftest import build_site, copy_story
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from vouching import vouch

from builder.build import build, make_texts, refuse_withheld
from builder.checks import run_checks
from builder.checks.withheld import find_withheld, read_secrets
from builder.load import load
from builder.load.yaml_file import read_yaml
from builder.model import Person
from builder.model.library import Library
from builder.model.where import File, Mark, Where
from builder.problems import ContentError
from builder.words.escape import escape_text
from builder.words.folding import words_of

WORDS = st.text(alphabet="xqzXQZjkyÄÉéñøжщЖґ이재웅조태ＡｂＣ0567", min_size=2, max_size=8)
"""Of letters that are rare in the story below, so that chance does not put the words there."""
GAPS = st.sampled_from([" ", " ", "-", "'", "’", ". ", ", ", "_", " & ", "/", " (", "–", "·"])
HAS_WORDS = st.tuples(WORDS, st.lists(st.tuples(GAPS, WORDS), max_size=3)).map(
    lambda parts: parts[0] + "".join(gap + word for gap, word in parts[1])
)
STRINGS = HAS_WORDS.filter(lambda string: len("".join(words_of(string))) > 3)
QUICK = settings(max_examples=15, suppress_health_check=list(HealthCheck))

PLACES = [
    ("claims/lamps.yml", "lamps-changed", "text"),
    ("claims/lamps.yml", "lamps-changed", "note"),
    ("story.yml", "about"),
    ("story.yml", "title"),
    ("people.yml", "ada-berg", "role"),
    ("people.yml", "ada-berg", "name"),
    ("people.yml", "ada-berg", "native"),
    ("organisations.yml", "evening-post", "name"),
    ("organisations.yml", "evening-post", "native"),
    ("organisations.yml", "evening-post", "note"),
    ("events.yml", "change", "title"),
    ("events.yml", "change", "note"),
    ("questions.yml", "more-streets", "text"),
    ("questions.yml", "more-streets", "note"),
    ("quantities.yml", "new-lamps", "label"),
    ("quantities.yml", "new-lamps", "unit"),
    ("quantities.yml", "new-lamps", "counts"),
    ("articles/lantern-2031-03-05.yml", "summary"),
    ("articles/lantern-2031-03-05.yml", "facts", "changed", "text"),
    ("articles/lantern-2031-03-05.yml", "facts", "changed", "note"),
    ("articles/lantern-2031-03-05.yml", "facts", "changed", "as_of_words"),
    ("articles/lantern-2031-03-05.yml", "facts", "changed", "passage", "start"),
    ("articles/lantern-2031-03-05.yml", "facts", "changed", "passage", "end"),
    ("articles/lantern-2031-03-05.yml", "statements", "brighter", "text"),
    ("articles/lantern-2031-03-05.yml", "statements", "brighter", "quote"),
    ("articles/lantern-2031-03-05.yml", "statements", "brighter", "channel"),
    ("articles/lantern-2031-03-05.yml", "figures", "lamps", "scope"),
    ("articles/lantern-2031-03-05.yml", "next", "other-streets", "text"),
    ("../sources/lantern-2031-03-05.yml", "title"),
    ("../sources/lantern-2031-03-05.yml", "label"),
    ("../sources/lantern-2031-03-05.yml", "note"),
    ("../sources/lantern-2031-03-05.yml", "published", "note"),
]


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The base story of the checks."""
    return lay_over_base(BASE, tmp_path_factory.mktemp("story"))


@pytest.fixture(scope="module")
def clean(story):
    """The texts of the base story."""
    return {path: text.content for path, text in build(story).texts.items()}


def plain(value):
    """Return the lists and dicts of a file that was read."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def problems_with(root, withheld, place, words):
    """Plant words at a place in the story, withhold a string, build; return the problems, and tidy up."""
    file, *way, last = place
    paths = {root / "content" / file, root / "content/people.yml"}
    former = {path: path.read_bytes() for path in paths}
    values = {path: plain(read_yaml(content).value) for path, content in former.items()}
    record = values[root / "content" / file]
    for step in way:
        record = record[step]
    record[last] = words
    values[root / "content/people.yml"]["keeper"] = {
        "name": "Lamp keeper",
        "role": "Keeper",
        "policy": "role",
        "withhold": [withheld],
    }
    try:
        for path, value in values.items():
            path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
        vouch(root)
        library = load(root)
        refuse_withheld(library, make_texts(library))
        return []
    except ContentError as error:
        return error.problems
    finally:
        for path, content in former.items():
            path.write_bytes(content)


@QUICK
@given(STRINGS, st.sampled_from(PLACES))
def test_a_withheld_string_in_any_field_stops_the_build_and_no_message_repeats_it(story, clean, string, place):
    problems = problems_with(story, string, place, f"Here it is: {string} it is.")
    found = [problem for problem in problems if problem.code == "E404"]
    assert found
    for problem in found:
        path = problem.message.removeprefix("this string occurs in ").partition(";")[0]
        assert path in clean.keys() | {"content/pages/method.md", "people/keeper.md"}
        assert problem.message.endswith("; remove it there, or in the YAML behind it")
    assert not any("".join(words_of(string)) in "".join(words_of(problem.message)) for problem in problems)


@QUICK
@given(STRINGS, STRINGS, st.sampled_from(PLACES))
def test_a_string_that_occurs_nowhere_stops_nothing(story, string, other, place):
    assume(not set("".join(words_of(string))) <= set("".join(words_of(other))))
    codes = {problem.code for problem in problems_with(story, string, place, f"Here it is: {other} it is.")}
    assert "E404" not in codes


def secrets_of(*strings):
    """Return the secrets of a story that withholds these strings."""
    person = Person(name="Ada Berg", withhold=list(strings))
    place = Where(File("content/people.yml", Mark((1, 1), (1, 1))))
    return read_secrets(Library(people={"ada-berg": person}, places={("people", "ada-berg"): place}))


def references(string):
    return "".join(f"&#x{ord(char):x};" for char in string)


def full_width(string):
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in string)


WAYS = {
    "as it is": str,
    "upper case": str.upper,
    "in pages": escape_text,
    "character references": references,
    "JSON": json.dumps,
    "an address": lambda string: quote(string, safe=""),
    "an address in a form": lambda string: quote(string, safe="").replace("%20", "+"),
    "accents apart": lambda string: unicodedata.normalize("NFD", string),
    "full width": full_width,
    "an id": lambda string: "-".join(words_of(string)),
    "a file name": lambda string: "_".join(words_of(string)),
    "glued": lambda string: "".join(words_of(string)),
    "over two lines": lambda string: "\n  ".join(words_of(string)),
    "with soft hyphens": "\u00ad".join,
    "in bold": lambda string: " <b>".join(words_of(string)) + "</b>",
    "in bold Markdown": lambda string: " **".join(words_of(string)) + "**",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_withheld_string_is_found_however_it_is_written(way):
    @settings(max_examples=100)
    @given(STRINGS)
    def is_found(string):
        secrets = secrets_of(string)
        assert find_withheld(secrets, [("x.html", f"<p>before {way(string)} after</p>\n")])

    is_found()


@pytest.mark.parametrize(
    ("withheld", "text"),
    [
        ("Li Na", "Carolina said so"),
        ("Li Na", "in Berli, Na"),
        ("Ada Berg", "Ada. Berg came later"),
        ("Ada Berg", "- Ada\n\n- Berg"),
        ("Ada Berg", "Adam Berg"),
        ("김 구", "김치 구이"),
    ],
)
def test_other_words_are_let_through(withheld, text):
    assert [] == find_withheld(secrets_of(withheld), [("x.md", text)])


def test_an_address_is_not_repeated():
    secrets = secrets_of("Ada Maria Berg")
    found = find_withheld(secrets, [("people/ada-maria-berg.md", "Ada Maria Berg")])
    assert 2 == len(found)
    assert not any("maria" in problem.message for problem in found)


def test_what_mkdocs_makes_of_the_texts_is_searched_as_well(tmp_path):
    root = copy_story(BASE, tmp_path)
    assert 0 == build_site(root, tmp_path / "site").returncode
    former = (tmp_path / "site" / "index.html").read_bytes()
    with open(root / "content/people.yml", "a", encoding="utf-8") as people:
        people.write("  withhold: [Ada Maria Berg]\n")
    assert 0 == build_site(root, tmp_path / "site").returncode
    assert former == (tmp_path / "site" / "index.html").read_bytes()
    with open(root / "mkdocs.yml", "a", encoding="utf-8") as config:
        config.write("copyright: <b>Ada</b> Maria Berg\n")
    refused = build_site(root, tmp_path / "site")
    assert "E404 this string occurs in index.html" in refused.stderr
    assert "Maria" not in refused.stderr
    assert 1 == refused.returncode
    assert former == (tmp_path / "site" / "index.html").read_bytes()


@pytest.mark.parametrize("name", ["ada_maria_berg.png", "picture.png"])
def test_a_file_that_is_no_text_is_searched_by_name_and_bytes(name, tmp_path):
    root = copy_story(BASE, tmp_path)
    with open(root / "content/people.yml", "a", encoding="utf-8") as people:
        people.write("  withhold: [Ada Maria Berg]\n")
    content = b"\x89PNG\xff" + (b"" if "ada" in name else b"Ada Maria Berg") + b"\x00\xfe"
    (root / "content/pages" / name).write_bytes(content)
    refused = build_site(root, tmp_path / "site")
    assert "E404 this string occurs in" in refused.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "words", ["the Evening Post", "a Berg “Kvist” hat", "Ada", "Kvista", "a Kvist-free Office of Kvist"]
)
def test_only_another_form_of_a_name_is_refused(words, tmp_path):
    root = lay_over_base(BASE, tmp_path)
    people = {
        "ada-berg": {
            "name": "Ada Berg",
            "variants": [{"form": "Evening"}, {"form": "Kvist"}],
            "affiliation": "lighting-office",
        },
        "office": {"name": "Kvist-free Office of Kvist"},
    }
    (root / "content/people.yml").write_text(json.dumps(people), "utf-8")
    (root / "content/glossary.yml").write_text(json.dumps({"word": {"term": "A word", "text": words}}), "utf-8")
    assert [] == [problem.message for problem in run_checks(load(root)) if problem.code == "E109"]
