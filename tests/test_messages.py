"""What loading says, to the word and the column: a slip beside its line; nothing else is lost because of it."""

import os
import socket
import unicodedata
from datetime import date
from typing import get_args

import pytest
from cases import ARTICLE, BASE, GLOSSARY, lay_over_base, put

from builder.load import load, read_article
from builder.load.misfits import nested_model
from builder.load.yaml_file import UNREAD, read_yaml
from builder.model import Fact, Passage
from builder.model.library import KINDS, Holds, Library
from builder.model.where import Mark
from builder.problems import BuilderError

QUOTE_IT = "put the value in quotation marks"
COLON = f"E004 ': ' is for the end of a key; {QUOTE_IT} if it contains ': ', or correct the indentation"
NOT_CLOSED = f"E004 the '{{}}' that opens here is not closed; close it, or {QUOTE_IT} if the sign belongs to it"
HIDES = "is invisible or not what it looks like; delete it and type the text again"
CUT = "W001 ' #' ends the value here; put the value in quotation marks, or the comment on a line of its own"
BEGINS = "put text that begins with such a sign in quotation marks"
ANCHOR = f"is an anchor; delete it and write values out; {BEGINS}"
TAG = f"is a tag; delete it, no field needs one; {BEGINS}"
NO_KEY = "E005 a key must be a plain word; put it in quotation marks if it is text"
SEEN = "abcdefg~\xa0\xac\xae\u061b\u061d\u115e\u1161\u1820\u180d\u1820\u180f\u200a\u0628\u200c\u0628\u200d"
SEEN += "\u2010\u2027\u202f\u205f\u2070\u27ff"
SEEN += "\u2801\u3163\u3165\ufdcf\ufdf0\ufefe\uff0f\uff1a\uff9f\uffa1\uffef\U0001fffd\U00020000"
HIDDEN = "\u200c\u200d\ufe0f\u034f\u17b4\u180b\ue000\U0001d173\U0001d7d8\U000e0041\U000e0100\u2060\u206f\u2800"
HIDDEN += "\u3164\ufdd0\uffa0\ufff0\U0001ffff\U0010ffff"
WORDS = {
    b"a: 1\na: 2\na: 3\n": [f"{line}:1: E006 'a' is here and in line 1; keep one of the two" for line in (2, 3)],
    b"b: 0\na: 1\na: 2\n": ["3:1: E006 'a' is here and in line 2; keep one of the two"],
    b"&a a: 1\n": [f"1:1: E005 '&a' {ANCHOR}"],
    b"!!str a: 1\n": [f"1:1: E005 '!!str' {TAG}"],
    b"a: !b c\nd: e\n": [f"1:4: E005 '!b' {TAG}"],
    b"a: &x [b]\n": [f"1:4: E005 '&x' {ANCHOR}"],
    b"a: &x !!int 1\n": [f"1:4: E005 '&x' {ANCHOR}", f"1:4: E005 '!!int' {TAG}"],
    b"a: &x 1\nb: *x\n": [f"1:4: E005 '&x' {ANCHOR}", f"2:4: E005 '*x' is an alias; write the value out; {BEGINS}"],
    b"a: {<<: {b: c}, d: e}\n": ["1:5: E005 '<<' merges other keys in; write the keys out"],
    b"[a]: 1\n": [f"1:1: {NO_KEY}"],
    b"? {a: b}\n: 1\n": [f"1:3: {NO_KEY}"],
    b"*a : b\n": [f"1:1: {NO_KEY}"],
    b"": ["1:1: E008 the file is empty; fill it or delete it"],
    b"a: 1\n---\nb: 2\n---\nc: 3\n": ["3:1: E005 a second document begins here; one file holds one document"],
    b"%YAML 1.1\n---\na: 1\n": ["1:1: E005 a line that begins with % does not belong here; delete it"],
    b"%TAG ! x:\n---\na: 1\n": ["1:1: E005 a line that begins with % does not belong here; delete it"],
    b"a:\n\tb: 1\n": ["2:1: E004 the indentation contains a tab; YAML needs spaces"],
    b'a: "x\nb: 1\n': ["1:4: E004 the quotation mark that opens here is not closed"],
    b"a: b: c\n": [f"1:5: {COLON}"],
    b"a: b\nc: @d\te\n": ["2:4: E004 a value cannot begin with '@'; put it in quotation marks"],
    b"a: [b\n": [f"1:4: {NOT_CLOSED.format('[')}"],
    b"a: b\0c\n": [
        f"1:5: E007 U+0000 (a control character) {HIDES}",
        "1:1: E004 this is not YAML: unacceptable character #x0000: control characters are not allowed; "
        "save the file as plain text",
    ],
    b"a: b # c\nd: 'e' # f\ng: h#i\n# j\nk: l\t# m\nn: [o] # p\nq:\n  r\n  s #t\n": [
        f"{place}: {CUT}" for place in ("1:6", "5:6", "9:5")
    ],
    "a: b\nc: d\u200be\u200b\n".encode(): [f"2:{column}: E007 U+200B (zero width space) {HIDES}" for column in (5, 7)],
    ("a: " + 30 * "\u200b" + "\n").encode(): [
        f"1:{column}: E007 U+200B (zero width space) {HIDES}" for column in range(4, 24)
    ],
    ("a: x" + 7 * "\u0489").encode(): ["1:5: E007 more than six accents on one letter; delete them"],
    ("a: x" + 6 * "\u0489").encode(): [],
    "a: b\nc: d\ne: f\u200b\n".encode(): [f"3:5: E007 U+200B (zero width space) {HIDES}"],
    "\na\u200b: b\n".encode(): [f"2:2: E007 U+200B (zero width space) {HIDES}"],
    f"a: '\t {SEEN}'".encode(): [],
    f"a: {HIDDEN}".encode(): [
        f"1:{column}: E007 U+{ord(sign):04X} ({unicodedata.name(sign, 'a control character').lower()}) {HIDES}"
        for column, sign in enumerate(HIDDEN, 4)
    ],
    b'a: "\\u200b"\n': [f"1:4: E007 U+200B (zero width space) {HIDES}"],
    b'a: "X\\n"\n': [],
    b'a: "b\\u200b"\n': [f"1:4: E007 U+200B (zero width space) {HIDES}"],
    b"a: '\\u200b'\nb: \\u200b\n": [],
    "a: \u200c\n".encode(): [f"1:4: E007 U+200C (zero width non-joiner) {HIDES}"],
    ("a: x" + 30 * "\u0301\u0316").encode(): ["1:5: E007 more than six accents on one letter; delete them"],
    ("a: x" + 31 * "\u05b0" + "\u200b").encode(): [
        f"1:{column}: E007 {words}"
        for column, words in (
            (5, "more than six accents on one letter; delete them"),
            (36, f"U+200B (zero width space) {HIDES}"),
        )
    ],
    b"a:\n" + 1_001 * b"- &a b\n": [
        *(f"{line}:3: E005 '&a' {ANCHOR}" for line in range(2, 1_002)),
        "1002:3: E003 more than 1,000 mistakes above; fix those first",
    ],
    b"a: b\n\ncaf\xc3\xa9 \xff\xfe": ["3:6: E002 byte 0xff is not UTF-8; save the file in the encoding UTF-8"],
    b"- " * 13 + b"x": ["1:25: E003 nested more than 12 levels deep; no field needs that, look for a stray bracket"],
    b"{a: " * 12 + b"b" + b"}" * 12: [
        "1:49: E003 nested more than 12 levels deep; no field needs that, look for a stray bracket"
    ],
    b"{a: " * 11 + b"b" + b"}" * 11: [],
    b"\xef\xbb\xbf- a\xef\xbb\xbf": [f"1:4: E007 U+FEFF (zero width no-break space) {HIDES}"],
    b"a: '" + b"b" * (1_000_000 - 5) + b"'": [],
    "".join(f"k{n}: a\n" for n in range(25_000)).encode(): ["25000:9: E003 more than 50,000 values; split the file"],
    "".join(f"k{n}: a\n" for n in range(24_999)).encode(): [],
    "a: '\u200bb'\nc: \\d\n".encode(): [f"1:5: E007 U+200B (zero width space) {HIDES}"],
    'a: "\u200bb"\n'.encode(): [f"1:5: E007 U+200B (zero width space) {HIDES}"],
    b"- a\n" * 50_001: ["50000:3: E003 more than 50,000 values; split the file"],
    b"a: 'b\n" + b" " * 1_000_000: ["1:1: E003 the file has more than 1,000,000 bytes; split it"],
}


@pytest.mark.parametrize(("content", "lines"), WORDS.items(), ids=range(len(WORDS)))
def test_a_fault_of_the_file_has_its_place_and_its_words(content, lines):
    faults = read_yaml(content).faults
    assert lines == [f"{fault.line}:{fault.column}: {fault.code} {fault.message}" for fault in faults]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"a: 1\na: 2\n", {"a": "1"}),
        (b"a: &x 1\nb: *x\nc: d\n", {"a": "1", "b": UNREAD, "c": "d"}),
        (b"a: {<<: {b: c}, d: e}\nf: g\n", {"a": UNREAD, "f": "g"}),
        (b"a: 1\n---\nb: 2\n", {"a": "1"}),
        (b"a: ~\nb: ''\nc: 'null'\nd: \"\"\n", {"a": "~", "b": "", "c": "null", "d": ""}),
        ("a: cafe\u0301\n".encode(), {"a": "caf\u00e9"}),
        (b"- [a, b]\n- c\n", [["a", "b"], "c"]),
    ],
)
def test_what_can_be_read_is_read_whatever_else_is_wrong(content, value):
    assert value == read_yaml(content).value


@pytest.mark.parametrize("content", [b"", b"a: [", b"\xff", b"- " * 13])
def test_a_file_that_cannot_be_read_has_the_place_of_its_first_character(content):
    assert (UNREAD, Mark((1, 1), (1, 1))) == (read_yaml(content).value, read_yaml(content).mark)


def test_the_key_of_all_that_a_file_holds_is_its_first_character():
    assert ((1, 1), (3, 1)) == read_yaml(b"\n\na: b\n").mark[:2]


def test_a_place_is_not_sought_below_a_key_that_is_not_there():
    mark = read_yaml(b"a: b\n").mark
    assert mark == mark.find(("c", "a"))


def test_a_file_holds_one_record_or_records_by_id():
    assert ("one record", "records by id") == get_args(Holds)
    assert ["story", "sources", "articles"] == [kind.name for kind in KINDS if kind.holds == "one record"]
    assert {kind.holds for kind in KINDS} == set(get_args(Holds))


def test_records_are_found_by_kind_and_claims_know_their_topic():
    library = load(BASE)
    assert ["lamps-changed"] == list(library.records("claims"))
    assert "lamps" == library.topic_of("lamps-changed")
    assert {} == Library().records("story")


def test_the_day_that_is_given_is_kept():
    assert date(2031, 5, 4) == load(BASE, today=date(2031, 5, 4)).today


LINKED = "this is a link, or lies behind one; put the file or folder itself in its place"
SOURCE = "sources/post-2031-03-06.yml"
STORY = "content/story.yml"
NO_KEYS = "E008 the file must contain keys with values; docs/fields.md lists its fields"
NO_ID = "cannot be an id; use lower-case letters a-z, digits and single hyphens"
NO_VALUE = "has no value; write one, or leave the key out if it may be missing"
NO_DATE = "is not a date; write 2025-03-17, 2025-03, 2025, 2025-03~ (about) or 2025-03-01/2025-03-09"
RESERVED = "is the name of a page, or of a device on some systems; choose another id"
KEYS = "but must be keys with values"
TEXT = "but must be text; put it in quotation marks if its brackets, braces or ': ' belong to the text"
PURPOSE = "The number in digits, or a fraction such as 1/3 for shares."
FIGURE = "summary: A.\nfigures: {a: {text: A., quantity: b, printed: c, qualifier: %s, value: %s}}\n"
RELAYS = "Who passed it on, as the source itself says, nearest first: [agency, ministry]."
QUALIFIERS = "write one of exact, about, at_least, more_than, at_most, less_than, up_to"
FACT = "summary: A.\nfacts: {a: {text: x, %s}, b: {text: y}}\n"
TOPICS = "title: a\nlanguage: en\nabout: b\nas_of: 2031\ntopics: %s\n"
TWICE = "an id is used once, so rename or delete one of the two"
COMMA = "if the comma before it belongs to the value there, put that value in quotation marks"
SLIPS = [
    (GLOSSARY, "lamp: [a]\n", [f"1:1: E017 the record is a list {KEYS}"]),
    (GLOSSARY, "lamp: a\n", [f"1:7: E017 the record is the text 'a' {KEYS}"]),
    (GLOSSARY, "lamp:\n", [f"1:1: E012 the record {NO_VALUE}"]),
    (
        GLOSSARY,
        "lamp: {term: [a], text: {b: c}}\n",
        [
            f"1:8: E017 'term' is a list {TEXT}: The word or abbreviation.",
            f"1:19: E017 'text' is a set of keys {TEXT}: What it means here.",
        ],
    ),
    (GLOSSARY, "lamp: {term: '', text: b}\n", [f"1:8: E012 'term' {NO_VALUE}"]),
    (GLOSSARY, "lamp: {term: a}\n", ["1:1: E010 'text' is missing; add it: What it means here."]),
    (GLOSSARY, "lamp: {term: a, text: b, texts: c}\n", ["1:26: E011 there is no field 'texts'; did you mean 'text'?"]),
    (
        GLOSSARY,
        "lamp: {term: a, text: b, z: c}\n",
        [f"1:26: E011 there is no field 'z'; known are allow, also, term, text; {COMMA}"],
    ),
    (
        GLOSSARY,
        f"lamp: {{term: {'a' * 1201}, text: b}}\n",
        ["1:14: E014 'term' has 1,201 characters; at most 200 are allowed, shorten it"],
    ),
    (
        GLOSSARY,
        f"lamp: {{term: a, text: {'b' * 1001}}}\n",
        ["1:23: E014 'text' has 1,001 characters; at most 1,000 are allowed, shorten it"],
    ),
    (GLOSSARY, f"lamp: {{term: {'a' * 200}, text: {'b' * 1000}}}\n", []),
    (
        GLOSSARY,
        "lamp: {term: a, text: b, allow: {E101: [x]}}\n",
        [f"1:34: E017 'E101' is a list {TEXT}"],
    ),
    (GLOSSARY, "lamp: {term: a, text: b, allow: {E101: }}\n", [f"1:34: E012 'E101' {NO_VALUE}"]),
    (GLOSSARY, "con: {term: a, text: b}\n", [f"1:1: E015 'con' {RESERVED}"]),
    (GLOSSARY, "Lamp: a\n", [f"1:1: E015 'Lamp' {NO_ID}", f"1:7: E017 the record is the text 'a' {KEYS}"]),
    ("sources/Lamp.yml", "a: b\n", [f"1:1: E015 'Lamp' {NO_ID}; rename the file"]),
    (GLOSSARY, "Lamp: {term: a, text: b}\n", [f"1:1: E015 'Lamp' {NO_ID}"]),
    (GLOSSARY, f"{'a' * 64}: {{term: a, text: b}}\n", []),
    (
        GLOSSARY,
        f"{'a' * 65}: {{term: a, text: b}}\n",
        [f"1:1: E015 '{'a' * 57}…' is too long for an id; at most 64 characters are allowed"],
    ),
    (GLOSSARY, "- a\n", [f"1:1: {NO_KEYS}"]),
    (GLOSSARY, "", ["1:1: E008 the file is empty; fill it or delete it"]),
    (ARTICLE, FIGURE % ("about", "[1]"), [f"2:68: E017 'value' is a list {TEXT}: {PURPOSE}"]),
    (ARTICLE, FIGURE % ("about", ""), []),
    (
        ARTICLE,
        FIGURE % ("about", "1/0"),
        ["2:75: E019 'value': '1/0' is not a number; write plain digits: 12000, 0.5 or 1/3"],
    ),
    (
        ARTICLE,
        FIGURE % ("about", '"12\\n"'),
        ["2:75: E019 'value': '12\\u{a}' is not a number; write plain digits: 12000, 0.5 or 1/3"],
    ),
    (ARTICLE, FIGURE % ("abuot", "1"), [f"2:61: E013 'qualifier' is 'abuot'; {QUALIFIERS}; did you mean 'about'?"]),
    (ARTICLE, FIGURE % ("zzz", "1"), [f"2:61: E013 'qualifier' is 'zzz'; {QUALIFIERS}"]),
    (ARTICLE, FIGURE % ("", "1"), [f"2:50: E012 'qualifier' {NO_VALUE}"]),
    (
        ARTICLE,
        FIGURE % ("[a]", "1"),
        [f"2:50: E017 'qualifier' is a list {TEXT}: How the printed words qualify the number."],
    ),
    (ARTICLE, "summary: A.\nfacts: {A_B: {text: x}}\n", [f"2:9: E015 'A_B' {NO_ID}"]),
    (ARTICLE, "summary: A.\nfacts: {index: {text: x}}\n", [f"2:9: E015 'index' {RESERVED}"]),
    (ARTICLE, FACT % "via: [Ab, c, con]", [f"2:28: E015 'Ab' {NO_ID}", f"2:35: E015 'con' {RESERVED}"]),
    (
        ARTICLE,
        FACT % f"via: [a, {'b' * 65}]",
        ["2:31: E014 value 2 of 'via' has 65 characters; at most 64 are allowed, shorten it"],
    ),
    (
        ARTICLE,
        FACT % "via: [null, [a]]",
        [
            f"2:28: E012 value 1 of 'via' {NO_VALUE}",
            f"2:34: E017 value 2 of 'via' is a list {TEXT}",
        ],
    ),
    (
        ARTICLE,
        FACT % "via: b",
        [f"2:27: E017 'via' is the text 'b' but must be a list: {RELAYS}"],
    ),
    (
        ARTICLE,
        FACT % "passage: {end: b}",
        ["2:22: E010 'start' is missing; add it: First words of the passage, as printed, at most eight."],
    ),
    (ARTICLE, FACT % "passage: {start: a, ends: b}", ["2:42: E011 there is no field 'ends'; did you mean 'end'?"]),
    (ARTICLE, FACT % "as_of: May", [f"2:29: E018 'as_of': 'May' {NO_DATE}"]),
    (ARTICLE, "summary: A.\nfigures: [a]\n", [f"2:1: E017 'figures' is a list {KEYS}: Numbers."]),
    (
        SOURCE,
        "language: EN\nkind: report\npublished: {date: 31, basis: printed}\nurl: http://a.example/\n",
        [
            "1:11: E016 'language' cannot be 'EN': Language of the text, for example en or ko.",
            f"3:19: E018 'date': '31' {NO_DATE}",
            "4:6: E020 'url': 'http://a.example/' does not start with https://; write the https address",
        ],
    ),
    (STORY, TOPICS % "{a: [b]}", [f"5:10: E017 'a' is a list {TEXT}"]),
    (
        STORY,
        TOPICS % f"{{{'a' * 65}: b}}",
        [f"5:10: E014 '{'a' * 57}…' has 65 characters; at most 64 are allowed, shorten it"],
    ),
    (STORY, TOPICS % "{A: b}", [f"5:10: E015 'A' {NO_ID}"]),
    (
        "sources/notes.txt",
        "x",
        ["1:1: E009 nothing reads this file; move it away, or see docs/fields.md for the names of files"],
    ),
    ("sources/a.b.yaml", "x", ["1:1: E009 nothing reads this file; rename it to 'sources/a.b.yml'"]),
    ("content/glossary.YAML", "x", ["1:1: E009 nothing reads this file; rename it to 'content/glossary.yml'"]),
    ("content/claims/a.YML", "x", ["1:1: E009 nothing reads this file; rename it to 'content/claims/a.yml'"]),
    ("content/storry.yml", "x", ["1:1: E009 nothing reads this file; did you mean 'content/story.yml'?"]),
    (GLOSSARY, "a # b\n", [f"1:1: {NO_KEYS}", f"1:3: {CUT}"]),
    (
        "content/articles/a.txt",
        "x",
        ["1:1: E009 nothing reads this file; move it away, or see docs/fields.md for the names of files"],
    ),
    (
        "content/claims/a.receipt",
        "x",
        ["1:1: E009 nothing reads this file; move it away, or see docs/fields.md for the names of files"],
    ),
    (
        "content/claims/other.yml",
        "lamps-changed: {text: a}\n",
        [f"1:1: E006 'lamps-changed' is in content/claims/lamps.yml:1 already; {TWICE}"],
    ),
]


@pytest.mark.parametrize(("path", "text", "lines"), SLIPS, ids=range(len(SLIPS)))
def test_a_slip_has_its_place_and_its_words(path, text, lines, tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, path, text)
    assert [f"{path}:{line}" for line in lines] == [str(problem) for problem in load(tmp_path).problems]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\ntitle: A\ntitle: B\n---\n# A\n", ["3:1: E006 'title' is here and in line 1; keep one of the two"]),
        ("--- \t\ntitle: &b c\n...\t \n", [f"2:8: E005 '&b' {ANCHOR}"]),
        ("---\r\ntitle: &b c\r\n---\r\n", [f"2:8: E005 '&b' {ANCHOR}"]),
        ("---\rtitle: &b c\r---\r", [f"2:8: E005 '&b' {ANCHOR}"]),
        ("---\ntitle: &b c\n---\n\na: &d e\n---\n", [f"2:8: E005 '&b' {ANCHOR}"]),
        ("---\n\n---\n", []),
        ("---\n# a note\n---\n", []),
        ("--\na: &b c\n---\n", []),
        ("---\na: &b c\n--\n", []),
        ("---\na: &b c\n..\n", []),
        (
            b"---\ntitle: b\xff\n---\n",
            [
                "2:9: E002 byte 0xff is not UTF-8; save the file in the encoding UTF-8",
                f"2:9: E007 U+FFFD (replacement character) {HIDES}",
            ],
        ),
        ("# A\n---\na: &b c\n---\n", []),
        ("---\na: &b c\n", []),
        ("a: &b c\n---\n", ["1:1: E022 MkDocs would read this line as front matter; begin the page with its heading"]),
    ],
)
def test_front_matter_of_a_page_has_the_places_of_the_page(text, lines, tmp_path):
    path = "content/pages/a.md"
    lay_over_base(BASE, tmp_path)
    put(tmp_path, path, text)
    assert [f"{path}:{line}" for line in lines] == [str(problem) for problem in load(tmp_path).problems]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (FACT % "as_of: May", {"facts": ["b"]}),
        (FACT % "zzz: a", {"facts": ["b"]}),
        ("summary: A.\nfigures: {a: {text: b}}\nfacts: {a: {text: b}}\n", {"facts": ["a"], "figures": []}),
    ],
)
def test_a_broken_item_leaves_its_neighbours(text, items, tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, ARTICLE, text)
    article = load(tmp_path).articles["lantern-2031-03-05"]
    assert items == {section: list(getattr(article, section)) for section in items}


@pytest.mark.parametrize(
    "text",
    [
        "- a\n",
        "facts: {a: {text: x}}\n",
        "facts: {a: {text: x, as_of: May}}\n",
        "summary: A.\nfigures: [a]\n",
        "summary: A.\nnotes: {a: {text: b}}\n",
    ],
)
def test_an_article_with_other_faults_is_left_out_and_known(text, tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, ARTICLE, text)
    library = load(tmp_path)
    assert ["post-2031-03-06"] == list(library.articles)
    assert {"lantern-2031-03-05", "post-2031-03-06"} == library.declared["articles"]


def test_what_cannot_be_read_is_known_as_unread(tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, GLOSSARY, "- a\n")
    put(tmp_path, "content/people.yml", "a: [\n")
    (tmp_path / "content/quantities.yml").unlink()
    (tmp_path / "content/quantities.yml").symlink_to(BASE / "content/quantities.yml")
    (tmp_path / SOURCE).unlink()
    (tmp_path / SOURCE).symlink_to(BASE / SOURCE)
    library = load(tmp_path)
    assert {"glossary", "people", "quantities"} == library.unread
    assert "post-2031-03-06" in library.declared["sources"]
    assert ["E008", "E004", "E001", "E001"] == [problem.code for problem in library.problems]


@pytest.mark.parametrize(
    "path", ["content/pages/method.md", "sources/post-2031-03-06.receipt", "sources/post-2031-03-06.audit"]
)
def test_a_linked_page_or_receipt_is_refused_and_not_read(path, tmp_path):
    root = lay_over_base(BASE, tmp_path / "story")
    (tmp_path / "elsewhere").write_text("x")
    (root / path).unlink(missing_ok=True)
    (root / path).symlink_to(tmp_path / "elsewhere")
    library = load(root)
    assert [f"{path}:1:1: E001 {LINKED}"] == [str(problem) for problem in library.problems]
    assert "x" not in {*library.pages.values(), *library.receipts.values(), *library.audits.values()}


def test_pages_and_notes_are_read_without_their_marks(tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, "content/pages/a.md", b"\xef\xbb\xbf# A\xff\n")
    put(tmp_path, "sources/a.b.receipt", b"\xef\xbb\xbfb\xff\r\n")
    put(tmp_path, "sources/a.audit", b"c\r\n")
    library = load(tmp_path)
    assert "# A\ufffd\n" == library.pages["a.md"]
    assert ("b\ufffd\n", "c\n") == (library.receipts["a.b"], library.audits["a"])


def test_texts_are_read_for_the_sources_that_name_them(tmp_path):
    lay_over_base(BASE, tmp_path)
    source = tmp_path / SOURCE
    source.write_text(source.read_text() + "snapshot: post.txt\n")
    put(tmp_path, "texts/lantern.txt", "no one names it")
    with pytest.raises(BuilderError, match=r"^no article's text is in .*; name the folder that contains post\.txt, or"):
        load(tmp_path, tmp_path / "texts")
    put(tmp_path, "texts/post.txt", "\ufeffthe text")
    assert {"post-2031-03-06": "the text"} == load(tmp_path, tmp_path / "texts").texts
    assert {} == load(tmp_path).texts
    put(tmp_path, "texts/post.txt", b"\xff")
    words = r"^cannot read .*/texts/post\.txt: it contains the byte 0xff; save it as UTF-8$"
    with pytest.raises(BuilderError, match=words):
        load(tmp_path, tmp_path / "texts")
    with pytest.raises(BuilderError, match=r"^cannot read .*/texts: Is a directory; it must be a text file in UTF-8$"):
        read_article(tmp_path / "texts")


def test_texts_that_no_source_names_cannot_be_read(tmp_path):
    with pytest.raises(BuilderError, match=r"^no source names its text, so none can be read from .*; add snapshot: "):
        load(BASE, tmp_path)


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (Passage, Passage),
        (Passage | None, Passage),
        (dict[str, Fact], Fact),
        (list[Passage] | None, Passage),
        (str, None),
    ],
)
def test_the_record_inside_a_type_is_found(annotation, expected):
    assert expected is nested_model(annotation)


def test_an_id_that_is_used_twice_is_refused_where_it_comes_again(tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, "content/claims/early.yml", "other: {text: a}\nagain: {text: b}\n")
    put(tmp_path, "content/claims/late.yml", "more: {text: a}\nagain: {text: b}\n")
    line = f"content/claims/late.yml:2:1: E006 'again' is in content/claims/early.yml:2 already; {TWICE}"
    assert [line] == [str(problem) for problem in load(tmp_path).problems]


def test_a_file_that_cannot_be_opened_or_is_none_is_named_and_nothing_stays_open(tmp_path):
    lay_over_base(BASE, tmp_path)
    os.mkfifo(tmp_path / "content/corrections.yml")
    before = len(os.listdir("/proc/self/fd"))
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / GLOSSARY))
        problems = load(tmp_path).problems
    assert [
        "content/corrections.yml:1:1: E001 this is not a regular file; put a plain file in its place",
        f"{GLOSSARY}:1:1: E001 the file cannot be opened: No such device or address; put a plain file in its place",
    ] == [str(problem) for problem in problems]
    assert before == len(os.listdir("/proc/self/fd"))
