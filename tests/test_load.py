"""Loading: values come through as typed, with their places; whatever a file holds, the answer is lines for editors."""

import base64
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_checks import BASE, CASES, lay_over_base, run_check

from builder.dates import read_span
from builder.load import KINDS, load
from builder.yaml_file import MAX_BYTES, MAX_DEPTH, MAX_VALUES, read_yaml

PAYLOADS = Path("/work/shared/payloads.yml")
GLOSSARY = "content/glossary.yml"
ARTICLE = "content/articles/lantern-2031-03-05.yml"
TRAPS = """
    NO no yes Yes off On y n true False Null NULL ~ 12:30 12:30:45 190:20:30 1_000 010 0o10 0b101 0x1F 1.10 1.0 1. .5 +1
    -0 1e3 1E-3 .nan .NaN .inf -.inf nan 2025-02-28 2025-02-30 2025-02-28T10:00:00Z = => << <<-like Norway's 1,000 007
    3.14.15 1/3 100% 5' #1 a#b a:b http://example.org/?a=b&c=d C:\\new\\table (c) $HOME ${HOME} \\u0041 --- ...
""".split()
PLAIN_TRAPS = [trap for trap in TRAPS if trap not in ("#1", "---", "...")]
SENTENCES = ["2025-02-28 10:00:00", "+1 234 567", "0 1 2", "yes, no", "a\\tb", "x = y", "he said 'no'", 'a "b" c']


def put(root, path, content):
    """Write a file of a story, text or bytes."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content if isinstance(content, bytes) else content.encode())


def faults_of(content):
    return [(fault.line, fault.column, fault.code) for fault in read_yaml(content).faults]


# --- as typed


@pytest.mark.parametrize("typed", [*PLAIN_TRAPS, *SENTENCES])
def test_plain_text_comes_through_as_typed(typed):
    assert {"text": typed, "list": [typed]} == read_yaml(f"text: {typed}\nlist:\n- {typed}\n".encode()).value


@pytest.mark.parametrize("typed", [*TRAPS, *SENTENCES, "null", "", " ", "- a", "a: b", "[a]", "{a: b}", "*a", "&a", "!a"])
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


# --- encodings and line ends


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_line_ends_make_no_difference(mark, line_end, tmp_path):
    for path in (path for path in BASE.rglob("*") if path.is_file()):
        put(tmp_path, path.relative_to(BASE), mark + path.read_bytes().replace(b"\n", line_end))
    assert "" == run_check(tmp_path)
    plain, other = load(BASE), load(tmp_path)
    assert [plain.records(kind.name) for kind in KINDS] == [other.records(kind.name) for kind in KINDS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_faults_of_a_windows_file_are_those_of_the_plain_one(case):
    for path in case.rglob("*.yml"):
        if path.is_file():
            plain = path.read_bytes()
            assert read_yaml(plain) == read_yaml(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp949", "cp1251"])
def test_other_encodings_are_refused_at_the_first_byte_that_is_wrong(encoding):
    text = {"cp949": "a: 조태열\n", "cp1251": "a: Сибіга\n"}.get(encoding, "a: café\n")
    document = read_yaml(text.encode(encoding))
    assert {"E002"} <= {fault.code for fault in document.faults} or encoding in ("utf-16-le", "utf-16-be")
    assert document.faults
    assert document.value is None


def test_letters_with_separate_accents_are_joined():
    assert {"a": "caf\u00e9", "b": "caf\u00e9"} == read_yaml('a: cafe\u0301\nb: "cafe\\u0301"\n'.encode()).value


# --- bounds


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
    "many_keys_twice": b"a: 1\n" * 20_000,
    "tag_directive": b"%TAG ! tag:yaml.org,2002:python/\n---\na: !object/apply:os.system [id]\n",
    "tag_of_a_program": b"a: !!python/object/apply:os.system [id]\n",
    "include": b"a: !include /etc/passwd\n",
    "set": b"a: !!set {x, y}\n",
    "wrong_tag": b'a: !!bool "zz"\n',
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
    "hash_in_a_sentence": b"a: {term: Route, text: Route #1 and # the rest}\n",
}


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
