"""Loading: values come through as typed, with their places; whatever a file holds, the answer is lines for editors."""

import base64
import os
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
import yaml
from cases import ARTICLE, BASE, CASES, GLOSSARY, lay_over_base, put, run_check
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.load import load
from builder.load.yaml_file import MAX_BYTES, MAX_DEPTH, MAX_VALUES, UNREAD, read_yaml
from builder.model.library import KINDS
from builder.words.dates import read_span

PAYLOADS = ROOT.parent / "shared" / "payloads.yml"
TRAPS = [
    "NO", "no", "yes", "Yes", "off", "On", "y", "n", "true", "False", "Null", "NULL", "~", "12:30", "12:30:45",
    "190:20:30", "1_000", "010", "0o10", "0b101", "0x1F", "1.10", "1.0", "1.", ".5", "+1", "-0", "1e3", "1E-3",
    ".nan", ".NaN", ".inf", "-.inf", "nan", "2025-02-28", "2025-02-30", "2025-02-28T10:00:00Z", "=", "=>", "<<",
    "<<-like", "Norway's", "1,000", "007", "3.14.15", "1/3", "100%", "5'", "#1", "a#b", "a:b",
    "http://example.org/?a=b&c=d", "C:\\new\\table", "(c)", "$HOME", "${HOME}", "\\u0041", "---", "...",
]  # fmt: skip
PLAIN_TRAPS = [trap for trap in TRAPS if trap not in ("#1", "---", "...")]
SENTENCES = ["2025-02-28 10:00:00", "+1 234 567", "0 1 2", "yes, no", "a\\tb", "x = y", "he said 'no'", 'a "b" c']


def faults_of(content):
    return [(fault.line, fault.column, fault.code) for fault in read_yaml(content).faults]


@pytest.mark.parametrize("typed", [*PLAIN_TRAPS, *SENTENCES])
def test_plain_text_comes_through_as_typed(typed):
    assert {"text": typed, "list": [typed]} == read_yaml(f"text: {typed}\nlist:\n- {typed}\n".encode()).value


@pytest.mark.parametrize(
    "typed", [*TRAPS, *SENTENCES, "null", "", " ", "- a", "a: b", "[a]", "{a: b}", "*a", "&a", "!a"]
)
def test_quoted_text_comes_through_as_typed(typed):
    quoted = typed.replace("'", "''")
    assert {"text": typed} == read_yaml(f"text: '{quoted}'\n".encode()).value


def test_every_text_field_keeps_what_was_typed(tmp_path):
    lay_over_base(BASE, tmp_path)
    terms = "".join(f"trap-{n}:\n  term: {typed}\n  text: {typed}\n" for n, typed in enumerate(PLAIN_TRAPS))
    claims = "".join(f"trap-{n}:\n  text: x\n  note: {typed}\n" for n, typed in enumerate(PLAIN_TRAPS))
    put(tmp_path, GLOSSARY, terms)
    put(tmp_path, "content/claims/traps.yml", claims)
    library = load(tmp_path)
    assert () == library.problems
    assert PLAIN_TRAPS == [term.term for term in library.glossary.values()]
    assert PLAIN_TRAPS == [term.text for term in library.glossary.values()]
    assert PLAIN_TRAPS == [claim.note for name, claim in library.claims.items() if name.startswith("trap")]


def test_ids_that_yaml_would_take_for_something_else_stay_ids(tmp_path):
    names = ["no", "yes", "on", "null", "true", "010", "1e3", "2025-02-28"]
    put(tmp_path, GLOSSARY, "".join(f"{name}: {{term: a, text: b}}\n" for name in names))
    assert names == list(load(tmp_path).glossary)


@pytest.mark.parametrize("nothing", ["", " null", " null ", "\n"])
def test_only_nothing_and_null_mean_unknown(nothing):
    assert {"note": None} == read_yaml(f"note:{nothing}\n".encode()).value


def test_block_text_keeps_its_lines():
    assert {"a": "NO\n1.10\n", "b": "12:30 010"} == read_yaml(b"a: |\n  NO\n  1.10\nb: >-\n  12:30\n  010\n").value


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_line_ends_make_no_difference(mark, line_end, tmp_path):
    for path in (path for path in BASE.rglob("*") if path.is_file()):
        put(tmp_path, path.relative_to(BASE), mark + path.read_bytes().replace(b"\n", line_end))
    assert "" == run_check(tmp_path)
    plain, other = load(BASE), load(tmp_path)
    assert [plain.records(kind.name) for kind in KINDS] == [other.records(kind.name) for kind in KINDS]


def test_windows_files_have_the_faults_and_places_of_the_plain_ones():
    for path in (path for case in CASES for path in case.rglob("*.yml") if path.is_file()):
        plain = path.read_bytes()
        assert read_yaml(plain) == read_yaml(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")), path


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp949", "cp1251"])
def test_other_encodings_are_refused_at_the_first_byte_that_is_wrong(encoding):
    text = {"cp949": "a: 조태열\n", "cp1251": "a: Сибіга\n"}.get(encoding, "a: café\n")
    document = read_yaml(text.encode(encoding))
    assert (UNREAD, ["E002"]) == (document.value, [fault.code for fault in document.faults])


def test_utf16_without_its_mark_is_refused_for_the_characters_that_cannot_be_seen():
    document = read_yaml("a: b\n".encode("utf-16-le"))
    assert (UNREAD, {"E007", "E004"}) == (document.value, {fault.code for fault in document.faults})


def test_letters_with_separate_accents_are_joined():
    assert {"a": "caf\u00e9", "b": "caf\u00e9"} == read_yaml('a: cafe\u0301\nb: "cafe\\u0301"\n'.encode()).value


@pytest.mark.parametrize("size", [MAX_BYTES, MAX_BYTES + 1, 5 * MAX_BYTES])
def test_size_is_bounded(size, tmp_path):
    put(tmp_path, "content/story.yml", (BASE / "content/story.yml").read_bytes().ljust(size, b"\n"))
    expected = [] if size <= MAX_BYTES else ["the file has more than 1,000,000 bytes; split it"]
    assert expected == [problem.message for problem in load(tmp_path).problems]


@pytest.mark.parametrize("depth", [MAX_DEPTH, MAX_DEPTH + 1])
@pytest.mark.parametrize("style", ["flow", "block"])
def test_depth_is_bounded(depth, style):
    flow = "[" * depth + "]" * depth
    block = "".join("  " * level + "a:\n" for level in range(depth - 1)) + "  " * (depth - 1) + "a\n"
    codes = [fault.code for fault in read_yaml((flow if style == "flow" else block).encode()).faults]
    assert (["E003"] if depth > MAX_DEPTH else []) == codes


@pytest.mark.parametrize("extra", [0, 1])
def test_number_of_values_is_bounded(extra):
    codes = [fault.code for fault in read_yaml(b"- a\n" * (MAX_VALUES - 1 + extra)).faults]
    assert ["E003"] * extra == codes


BOMBS = {
    "billion_laughs": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "deep_flow": b"[" * 100_000,
    "deep_block": b"".join(b" " * level + b"a:\n" for level in range(1_300)),
    "chain_of_questions": b"? " * 5_000 + b"x",
    "chain_of_dashes": b"- " * 5_000 + b"x",
    "endless_braces": b"{" * 100_000,
    "merge_of_itself": b"a: &a\n  <<: *a\n  x: 1\n",
    "keys_twice_after_joining_accents": "café: 1\ncafe\u0301: 2\n".encode(),
    "many_keys_twice": b"a: 1\n" * 2_000,
    "tag_directive": b"%TAG ! tag:yaml.org,2002:python/\n---\na: !object/apply:os.system [id]\n",
    "tag_of_a_program": b"a: !!python/object/apply:os.system [id]\n",
    "include": b"a: !include /etc/passwd\n",
    "set": b"a: !!set {x, y}\n",
    "wrong_tag": b'a: !!bool "zz"\n',
    "key_with_an_anchor": b"&a lamp: {term: a, text: b}\n",
    "key_with_a_tag": b"!!str lamp: {term: a, text: b}\n",
    "code_point_beyond_the_last": b'a: "\\UFFFFFFFF"\n',
    "half_a_code_point": b'a: "\\uD800"\n',
    "nul": b"a: b\0c\n",
    "escape_of_a_terminal": b"a: \x1b[31mred\n",
    "too_long_utf8": b"a: \xc0\xbcscript\n",
    "half_a_character": b"a: caf\xc3",
    "truncated_in_a_key": b"title: A\nsumm",
    "quotation_never_closed": b'a: "x\nb: 1\n',
    "text_after_quotation": b'text: "He left", she said\n',
    "two_documents": b"a: 1\n---\na: 2\n",
    "only_a_byte_order_mark": b"\xef\xbb\xbf",
    "two_byte_order_marks": b"\xef\xbb\xbf\xef\xbb\xbfa: b\n",
    "empty": b"",
    "blank": b"   \n\n",
    "only_a_dash": b"---\n",
    "picture": b"\x89PNG\r\n\x1a\n\0\0",
    "list_at_the_top": b"- a\n",
    "text_at_the_top": b"a\n",
    "null_at_the_top": b"null\n",
    "flood_of_accents": ("a: {term: x" + "\u0301\u0316" * 100_000 + ", text: y}\n").encode(),
    "flood_of_escaped_accents": b'a: {term: "x' + b"\\u0301\\u0316" * 60_000 + b'", text: y}\n',
    "flood_of_points": ("a: {term: x" + "\u05b0\u0316" * 100_000 + ", text: y}\n").encode(),
    "flood_of_anchors": b"a:\n" + b"- &a b\n" * 20_000,
    "flood_of_comments": b"a:\n" + b"- b # c\n" * 20_000,
    "long_tag": b"a: !" + b"a" * 900_000 + b" b\n",
    "long_anchor": b"a: &" + b"a" * 900_000 + b" b\n",
    "hash_in_a_sentence": b"a: {term: Route, text: Route #1 and # the rest}\n",
}


@pytest.mark.parametrize("number", ["9" * 5_000, "-1", "", "\u0661"])
def test_a_receipt_with_an_impossible_number_is_no_receipt(number, tmp_path):
    lay_over_base(BASE, tmp_path)
    path = "sources/post-2031-03-06.receipt"
    text = (tmp_path / path).read_text("utf-8")
    put(tmp_path, path, re.sub(r"(length |\d+-)\d+", lambda found: found[1] + number, text))
    assert f"{path}:1:1: E504" in run_check(tmp_path)


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_a_hostile_file_gets_lines_with_places_and_nothing_else(content, tmp_path):
    put(tmp_path, "content/story.yml", (BASE / "content/story.yml").read_bytes())
    put(tmp_path, GLOSSARY, content)
    assert_refused(tmp_path, GLOSSARY)


def assert_refused(root, path):
    lines = [line for line in run_check(root).splitlines() if line.startswith(path)]
    assert lines
    for line in lines:
        assert re.fullmatch(re.escape(path) + r":[1-9]\d*:[1-9]\d*: [EW]\d{3} [ -~…\u00a0-\U0010ffff]+", line)


def shared_files():
    """Return the bytes of the shared collection's files that must be refused, by name; none where it is absent."""
    entries = yaml.safe_load(PAYLOADS.read_text("utf-8"))["payloads"] if PAYLOADS.is_file() else []
    files = [entry for entry in entries if entry["context"] == "file" and "refused" in entry["must_hold"]]
    return {f"{entry['id']} {entry['note']}": shared_bytes(entry) for entry in files}


def shared_bytes(entry):
    if "bytes_b64" in entry:
        return base64.b64decode(entry["bytes_b64"])
    make = entry.get("make")
    if make is None:
        text = entry["payload"]
    elif "indent_steps" in make:
        text = "".join(f"{' ' * step}{make['text']}\n" for step in range(min(make["indent_steps"], 1_300)))
    elif "lines" in make:
        text = make["before"] + "".join(make["text"].format(n=n) + "\n" for n in range(make["lines"]))
    else:
        text = make.get("before", "") + make["repeat"] * make["times"] + make.get("then", "")
    return text.encode()


def test_the_shared_hostile_files_are_refused_in_lines_with_places(tmp_path):
    put(tmp_path, "content/story.yml", (BASE / "content/story.yml").read_bytes())
    for name, content in shared_files().items():
        put(tmp_path, GLOSSARY, content)
        assert any(line.startswith(GLOSSARY) for line in run_check(tmp_path).splitlines()), name
        assert_refused(tmp_path, GLOSSARY)


def make_link(place):
    place.symlink_to(BASE / "content/questions.yml")


def make_dangling_link(place):
    place.symlink_to(place.with_name("nowhere"))


def make_link_to_itself(place):
    place.symlink_to(place)


def make_link_to_a_device(place):
    place.symlink_to("/dev/zero")


REFUSED_AS_LINK = "this is a link, or lies behind one; put the file or folder itself in its place"
NO_FILE = "this is not a regular file; put a plain file in its place"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (make_link, REFUSED_AS_LINK),
        (make_dangling_link, REFUSED_AS_LINK),
        (make_link_to_itself, REFUSED_AS_LINK),
        (make_link_to_a_device, REFUSED_AS_LINK),
        (os.mkfifo, NO_FILE),
        (Path.mkdir, NO_FILE),
    ],
)
@pytest.mark.parametrize(
    "path",
    [GLOSSARY, ARTICLE, "content/claims/lamps.yml", "sources/post-2031-03-06.yml", "content/pages/lamp.png"],
)
def test_only_regular_files_are_read(path, make, words, tmp_path):
    lay_over_base(BASE, tmp_path)
    (tmp_path / path).unlink(missing_ok=True)
    make(tmp_path / path)
    assert f"{path}:1:1: E001 {words}\n" == run_check(tmp_path)


@pytest.mark.parametrize("folder", ["sources", "content/articles", "content/claims"])
def test_a_linked_folder_is_refused_and_not_read(folder, tmp_path):
    root = lay_over_base(BASE, tmp_path / "story")
    (root / folder).rename(tmp_path / "elsewhere")
    (root / folder).symlink_to(tmp_path / "elsewhere")
    library = load(root)
    assert f"{folder}:1:1: E001 {REFUSED_AS_LINK}" == str(library.problems[0])
    assert {} == library.records(folder.rpartition("/")[2])


def test_a_linked_content_folder_is_refused_and_not_read(tmp_path):
    root = lay_over_base(BASE, tmp_path / "story")
    (root / "content").rename(tmp_path / "elsewhere")
    (root / "content").symlink_to(tmp_path / "elsewhere")
    library = load(root)
    assert "content:1:1" == str(library.problems[0]).partition(": ")[0]
    assert {"E001"} == {problem.code for problem in library.problems}
    assert {} == library.story | library.people | library.claims


def test_a_link_to_the_whole_story_is_followed_because_the_caller_names_it(tmp_path):
    (tmp_path / "link").symlink_to(BASE)
    assert "" == run_check(tmp_path / "link")


BAD_NAMES = [
    "Upper",
    "two words",
    "a..b",
    "..",
    "-rf",
    "a-",
    "a.",
    "_redirects",
    ".htaccess",
    "`id`",
    "a:b",
    "sitemap.xml",
]
RESERVED_NAMES = ["index", "con", "aux", "nul", "com1", "lpt9"]


@pytest.mark.parametrize(
    "name", [*BAD_NAMES, *RESERVED_NAMES, "caf\u00e9", "\u0430bc", "a" * 65, "line\nbreak", "\x1b[31m"]
)
@pytest.mark.parametrize("folder", ["sources", "content/articles", "content/claims"])
def test_a_file_name_that_is_no_id_is_refused(folder, name, tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, f"{folder}/{name}.yml", "a: b\n")
    (line,) = run_check(tmp_path).splitlines()
    assert re.fullmatch(r"[^\n\x1b]+\.yml:1:1: E015 '[^\n\x1b]*' [^\n\x1b]*; rename the file", line)


@pytest.mark.parametrize(
    "name", [*BAD_NAMES, *RESERVED_NAMES, "caf\u00e9", "\u0430bc", "a" * 65, "a/b", "../a", "", " a"]
)
def test_a_key_that_is_no_id_is_refused_at_its_place(name, tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, GLOSSARY, f"lamp: {{term: a, text: b}}\n'{name}': {{term: a, text: b}}\n")
    assert run_check(tmp_path).startswith(f"{GLOSSARY}:2:1: E015 '{name[:57]}")


@pytest.mark.parametrize("folder", ["content", "sources", "content/articles", "content/claims"])
def test_a_file_that_nothing_reads_is_refused_wherever_it_stands(folder, tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, f"{folder}/photo.jpg", b"")
    put(tmp_path, f"{folder}/list.yaml", "a: b\n")
    codes = [line.partition(" ")[2].split()[0] for line in run_check(tmp_path).splitlines()]
    assert ["E009", "E009"] == codes


@pytest.mark.parametrize("ending", ["receipt", "audit"])
def test_what_cannot_be_seen_is_refused_in_notes_of_the_machine_too(ending, tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, f"sources/post-2031-03-06.{ending}", "one\ntwo\u200b\n")
    assert ("E007", 2, 4) in {(problem.code, problem.line, problem.column) for problem in load(tmp_path).problems}


def test_a_missing_story_is_one_line(tmp_path):
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "content/story.yml").unlink()
    expected = (
        "content/story.yml:1:1: E009 the file is missing; write it: it gives the story's title, language and topics\n"
    )
    assert expected == run_check(tmp_path)


def test_an_empty_folder_lacks_a_story_and_nothing_else(tmp_path):
    line = "content/story.yml:1:1: E009 the file is missing; write it: it gives the story's title, language and topics"
    assert [line] == [str(problem) for problem in load(tmp_path).problems]


def test_what_the_caller_names_comes_with_the_content(tmp_path):
    root = lay_over_base(BASE, tmp_path / "story")
    before = lay_over_base(BASE, tmp_path / "before")
    put(root, "sources/post-2031-03-06.audit", "found")
    put(root, "sources/post-2031-03-06.yml", (BASE / "sources/post-2031-03-06.yml").read_text() + "snapshot: a.txt\n")
    put(tmp_path, "texts/a.txt", "\ufeffThe lamps")
    library = load(root, tmp_path / "texts", date(2031, 4, 1), before)
    assert {"post-2031-03-06": "The lamps"} == library.texts
    assert {"post-2031-03-06": "found"} == library.audits
    assert date(2031, 4, 1) == library.today
    assert load(before).claims == library.before.claims
    plain = load(root)
    assert ({}, None, None) == (plain.texts, plain.today, plain.before)


def test_the_number_of_hand_written_pages_is_bounded(tmp_path):
    root = lay_over_base(BASE, tmp_path)
    for number in range(198):
        put(root, f"content/pages/a{number}.png", b"")
    assert "" == run_check(root)
    put(root, "content/pages/n.exe", b"")
    expected = "content/pages:1:1: E003 201 files; at most 200 are allowed here, remove some\n"
    assert expected == run_check(root)


def test_the_order_of_a_folder_makes_no_difference(tmp_path, monkeypatch):
    root = lay_over_base(BASE, tmp_path)
    names = os.listdir(root / "sources")
    for order in (sorted(names), sorted(names, reverse=True)):
        monkeypatch.setattr(os, "listdir", lambda folder, order=order: order if str(folder).endswith("sources") else [])
        assert ["lantern-2031-03-05", "post-2031-03-06"] == list(load(root).sources)


def test_places_are_exact_for_nested_values():
    content = b"""\
facts:
  lit:
    via: [one, two,
          three]
    passage: {start: the lamps,
      end: "are lit"}
list:
- a
-   b: c
    d:
      - e
"""
    mark = read_yaml(content).mark
    places = {
        ("facts",): ((1, 1), (2, 3)),
        ("facts", "lit"): ((2, 3), (3, 5)),
        ("facts", "lit", "via"): ((3, 5), (3, 10)),
        ("facts", "lit", "via", 1): ((3, 16), (3, 16)),
        ("facts", "lit", "via", 2): ((4, 11), (4, 11)),
        ("facts", "lit", "passage", "start"): ((5, 15), (5, 22)),
        ("facts", "lit", "passage", "end"): ((6, 7), (6, 12)),
        ("list", 0): ((8, 3), (8, 3)),
        ("list", 1, "b"): ((9, 5), (9, 8)),
        ("list", 1, "d", 0): ((11, 9), (11, 9)),
    }
    assert places == {loc: (mark.find(loc).key, mark.find(loc).value) for loc in places}


def test_a_place_that_is_not_in_the_file_is_the_deepest_one_that_is():
    mark = read_yaml(b"facts:\n  lit:\n    text: x\n").mark
    assert mark.find(("facts", "lit")) == mark.find(("facts", "lit", "passage", "start"))
    assert mark.find(("facts", "lit")) == mark.find(("facts", "lit", "passage", "text"))


def test_what_is_not_finished_is_reported_where_it_begins():
    assert [(2, 1, "E004")] == faults_of(b"title: A\nsumm")
    assert [(1, 4, "E004")] == faults_of(b"a: [b\n")


def test_a_quotation_that_is_not_closed_is_reported_where_it_opens():
    assert [(2, 4, "E004")] == faults_of(b'a: x\nb: "y\nc: z\nd: z\n')


def test_columns_count_letters_not_bytes(tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, GLOSSARY, "lamp: {term: 조태열 외교부, text: é, extra: x}\n")
    assert run_check(tmp_path).startswith(f"{GLOSSARY}:1:32: E011 there is no field 'extra'; known are")


def test_all_faults_of_all_files_come_in_one_run_sorted_by_place(tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, GLOSSARY, "lamp:\n  text: A light.\n  terms: Lamp\nLit: {}\n")
    put(tmp_path, "content/people.yml", "ada-berg:\n  name: Ada Berg\n  policy: hidden\n  role: [a]\n")
    put(tmp_path, "content/questions.yml", "more-streets: {text: a: b}\n")
    put(tmp_path, "sources/photo.jpg", b"\xff\xd8\xff")
    put(tmp_path, "sources/post-2031-03-06.yml", "language: en\nkind: report\npublished: {date: May, basis: printed}\n")
    places = [line.split(" ")[:2] for line in run_check(tmp_path).splitlines()]
    assert [
        ["content/glossary.yml:3:3:", "E011"],
        ["content/glossary.yml:4:1:", "E015"],
        ["content/glossary.yml:4:6:", "E010"],
        ["content/glossary.yml:4:6:", "E010"],
        ["content/people.yml:3:11:", "E013"],
        ["content/people.yml:4:3:", "E017"],
        ["content/questions.yml:1:23:", "E004"],
        ["sources/photo.jpg:1:1:", "E009"],
        ["sources/post-2031-03-06.yml:1:1:", "E307"],
        ["sources/post-2031-03-06.yml:3:19:", "E018"],
    ] == places


def test_faults_of_content_and_of_shape_come_together(tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, GLOSSARY, "lamp: {term: Lamp}\n")
    put(tmp_path, "content/people.yml", "ada-berg: {name: Ada Berg, affiliation: lighting-ofice}\n")
    assert ["E010", "E203"] == [line.split(" ")[1] for line in run_check(tmp_path).splitlines()]


def test_a_broken_item_does_not_hide_the_faults_of_its_neighbours(tmp_path):
    lay_over_base(BASE, tmp_path)
    text = (
        BASE_TEXTS[ARTICLE].replace("as_of: 2031-03-04", "as_of: early March").replace("form: direct", "form: indirect")
    )
    put(tmp_path, ARTICLE, text)
    assert ["E018", "E103"] == [line.split(" ")[1] for line in run_check(tmp_path).splitlines()]


def test_a_broken_file_is_not_blamed_on_those_who_name_its_ids(tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, "content/people.yml", 'ada-berg: {name: "Ada Berg}\n')
    put(tmp_path, "content/organisations.yml", b"daily-lantern: {name: caf\xe9}\n")
    put(tmp_path, "sources/post-2031-03-06.yml", "")
    assert ["E002", "E004", "E008"] == sorted(line.split(" ")[1] for line in run_check(tmp_path).splitlines())


BASE_TEXTS = {str(path.relative_to(BASE)): path.read_text("utf-8") for path in sorted(BASE.rglob("*.yml"))}
SPLICES = st.sampled_from([
    "", ":", ": ", "- ", "\t", "  ", "\n", "'", '"', "#", " # ", "&a ", "*a", "!t ", "<<: ", "[", "]", "{", "}",
    "|\n", ">", "? ", "---\n", "%", "@", "`", "\\", "\u202e", "\0", "\x85", "\u2028", "\ufeff", "\ud800", "null",
    "~", "2031-02-30", "a" * 65, "é", "10\xb2", "1/0", "https://[", "ada-berg", "lighting-office",
    "lantern-2031-03-05", "new-lamps",
])  # fmt: skip


@st.composite
def mutated(draw, texts):
    """Return a base file's path and its text with up to three stretches replaced."""
    path = draw(st.sampled_from(sorted(texts)))
    text = texts[path]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(SPLICES) + text[end:]
    return path, text


LINE_BREAKS = [b"\n", b"\r", b"\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9"]


def assert_readable(content):
    document = read_yaml(content)
    for fault in document.faults:
        assert 1 <= fault.line <= 1 + sum(map(content.count, LINE_BREAKS))
        assert fault.column >= 1
        assert re.fullmatch(r"[EW]0\d\d", fault.code)
        assert fault.message


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf\xff")
@example(b"a: !<x")
@example(b"%YAML 9.9\n---\n")
@example(b"a: \x85b")
@settings(max_examples=300)
def test_any_bytes_can_be_read(content):
    assert_readable(content)


@given(st.text(st.sampled_from("ab:-?#&*!|>'\"%@`[]{},\n\t \\<~\u00e9\u202e\x85\r\ufeff"), max_size=60))
@settings(max_examples=300)
def test_any_text_of_yaml_signs_can_be_read(text):
    assert_readable(text.encode())


@given(mutated(BASE_TEXTS))
@settings(max_examples=200)
def test_any_slip_in_a_good_file_can_be_read(change):
    assert_readable(change[1].encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def story():
    """A copy of the base story that one property test changes and puts back."""
    with tempfile.TemporaryDirectory() as folder:
        yield lay_over_base(BASE, Path(folder) / "story")


@given(st.lists(mutated(BASE_TEXTS), min_size=1, max_size=2))
@settings(max_examples=40)
def test_any_slip_in_a_good_story_gets_lines_with_places(story, changes):
    try:
        for path, text in changes:
            put(story, path, text.encode("utf-8", "surrogatepass"))
        lines = run_check(story).splitlines()
    finally:
        for path, _ in changes:
            put(story, path, BASE_TEXTS[path])
    for line in lines:
        assert re.match(r"(content|sources)/[a-z0-9/.-]+:[1-9]\d*:[1-9]\d*: [EW]\d{3} .", line)


@given(st.text(max_size=20) | st.from_regex(r"[0-9X~?%/T:.\- ]{1,24}", fullmatch=True))
@example("2031-1X")
@example("2031-W10-4")
@example("2031-03\n")
@settings(max_examples=60)
def test_a_date_is_read_or_refused_and_nothing_else(text):
    try:
        span = read_span(text)
    except ValueError:
        return
    assert span.first <= span.last
    assert text == text.strip()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ntitle: " + "[" * 30_000 + "\n---\n# Method\n", "E003"),
        ("---\r\ntitle: " + "{" * 30_000 + "\r\n---\r\n# Method\r\n", "E003"),
        ("---\ntitle: &a [*a]\n---\n# Method\n", "E005"),
        ("---\nhooks: !!python/object/apply:os.system [id]\n---\n# Method\n", "E005"),
        ("---\ntitle: Method\ntitle: Again\n...\n# Method\n", "E006"),
    ],
)
def test_front_matter_of_a_page_is_bounded_as_other_files_are(text, code, tmp_path):
    lay_over_base(BASE, tmp_path)
    put(tmp_path, "content/pages/method.md", text)
    lines = run_check(tmp_path).splitlines()
    assert all(re.match(r"content/pages/method\.md:[23]:[1-9]\d*: E\d{3} ", line) for line in lines)
    assert code in {line.split(" ")[1] for line in lines}
