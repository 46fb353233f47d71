"""Evidence: exact words, receipts that fit nothing else, and mutants of which none passes."""

import random
import re
import shutil

import pytest
from conftest import ALL, HARBOUR, copy_story
from hypothesis import given
from hypothesis import strategies as st

from builder.checks import run_checks
from builder.checks.evidence import check_texts
from builder.evidence.receipt import Receipt, hash_item, make_receipt, read_receipt, vouched_for, write_receipt
from builder.evidence.text import (
    Found,
    NotFound,
    find_item,
    find_passage,
    find_quote,
    find_stretches,
    fold_typography,
    hash_text,
    holds_words,
    words_held_by,
)
from builder.load import load
from builder.model import Fact, Figure, Statement
from builder.model.walk import PlacedItem
from builder.model.where import File, Mark, Where

SOURCES = sorted(path.stem for path in (HARBOUR / "sources").glob("*.yml"))
TEXT = fold_typography("He said: “No, we can’t — not in 2024.” Then he left. Then he came back; no, not he.")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("He said", None, "He said"),
        ("He said", "left", 'He said: "No, we can\'t - not in 2024." Then he left'),
        ("we can't - not in 2024", None, "we can't - not in 2024"),
        ("we can’t — not", None, "we can't - not"),
        ("  Then   he left", None, "Then he left"),
    ],
)
def test_a_passage_is_found_with_its_typography_folded(start, end, expected):
    found = find_passage(TEXT, start, end)
    assert isinstance(found, Found)
    ((first, last),) = found.spans
    assert expected == TEXT[first:last]


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        ("Then he", None, "occurs 2 times in the text; take more words"),
        ("he said", None, "is not in the text"),
        ("Then he lef", None, "is not in the text"),
        ("not in 2025", None, "is not in the text"),
        ("we can - not", None, "is not in the text"),
        ("Then he left", "He said", "does not come after the start"),
        ("Then left he", None, "is not in the text"),
    ],
)
def test_a_passage_that_is_not_exactly_there_once_is_refused(start, end, reason):
    found = find_passage(TEXT, start, end)
    assert isinstance(found, NotFound)
    assert reason == found.reason


@pytest.mark.parametrize(
    "quote", ["No, we can't … Then he left", "No, we can’t [...] Then he left", "can't ... came back"]
)
def test_an_ellipsis_splits_a_quotation_into_runs_that_follow_each_other(quote):
    assert isinstance(find_quote(TEXT, quote), Found)


@pytest.mark.parametrize("quote", ["Then he left … No, we can't", "No, we can't … he went", "we can … left"])
def test_runs_in_another_order_or_with_other_words_are_refused(quote):
    assert isinstance(find_quote(TEXT, quote), NotFound)


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text):
    assert fold_typography(text) == fold_typography(fold_typography(text))


@pytest.mark.parametrize("source", SOURCES)
def test_a_receipt_is_read_as_it_was_written(source):
    text = load(HARBOUR).receipts[source]
    assert text == write_receipt(read_receipt(text))


def test_every_item_is_vouched_for_and_agrees_with_its_text():
    library = load(HARBOUR)
    assert library.receipts.keys() == library.sources.keys()
    assert [] == [problem for problem in run_checks(library) if problem.code.startswith("E5")]
    assert [] == check_texts(library, {source: text_of(library, source) for source in SOURCES})


def text_of(library, source):
    return (HARBOUR / "texts" / library.sources[source].snapshot).read_text("utf-8")


FIELD = re.compile(r"(?P<key>quote|start|end|printed): (?P<words>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\n{}\[\],]+)")


STEP = 1 if ALL else 4
"""By default every fourth mutant is tried."""


def mutants(text, seed):
    """Yield the text with one word of a quotation, passage or printed number changed: letter, digit, order, word."""
    chance = random.Random(seed)
    for found in FIELD.finditer(block_scalars_joined(text)):
        first, last = found.span("words")
        words = found["words"]
        for mutant in (one_letter(words, chance), swapped(words), one_word_less(words), one_digit(words)):
            if mutant and fold_typography(mutant) != fold_typography(words):
                joined = block_scalars_joined(text)
                yield joined[:first] + mutant + joined[last:]


def block_scalars_joined(text):
    """Write folded quotations on one line, in quotation marks, so that a mutant is one change of one line."""

    def join(found):
        words = " ".join(found["block"].split()).replace("\\", "\\\\").replace('"', '\\"')
        return f'{found["indent"]}quote: "{words}"\n'

    return re.sub(r"(?m)^(?P<indent> +)quote: >-\n(?P<block>(?:(?P=indent) +.*\n)+)", join, text)


def one_letter(words, chance):
    places = [place for place, letter in enumerate(words) if letter.isalpha() and words[place - 1 : place] != "\\"]
    if not places:
        return None
    place = chance.choice(places)
    return words[:place] + ("x" if words[place].lower() != "x" else "y") + words[place + 1 :]


def one_digit(words):
    found = re.search(r"\d", words)
    return words[: found.start()] + str((int(found.group()) + 1) % 10) + words[found.end() :] if found else None


def swapped(words):
    found = re.search(r"([A-Za-z]+) ([A-Za-z]+)", words)
    if not found or found[1].lower() == found[2].lower():
        return None
    return words[: found.start()] + f"{found[2]} {found[1]}" + words[found.end() :]


def one_word_less(words):
    found = re.search(r"(?<=[a-z]) [a-z]+(?= )", words)
    return words[: found.start()] + words[found.end() :] if found else None


@pytest.mark.parametrize("source", SOURCES)
def test_no_mutant_of_a_quotation_passage_or_number_passes(source, tmp_path):
    """With the receipt alone, and with the text at hand: each is refused with file and line."""
    story = copy_story(HARBOUR, tmp_path / "story")
    path = story / "content" / "articles" / f"{source}.yml"
    texts = {source: text_of(load(HARBOUR), source)}
    tried = list(mutants(path.read_text("utf-8"), seed=source))[::STEP]
    assert tried
    for mutant in tried:
        path.write_text(mutant, "utf-8")
        library = load(story)
        refused = {problem.code for problem in run_checks(library) if problem.path == f"content/articles/{source}.yml"}
        assert refused & {"E502", "E121", "E122"} or min(refused) < "E1", mutant
        if not library.problems:
            told = {problem.code for problem in check_texts(library, texts)}
            assert told & {"E506", "E507"} or refused & {"E121"}, mutant


def test_there_are_at_least_a_hundred_mutants():
    articles = (HARBOUR / "content" / "articles").glob("*.yml")
    assert 100 <= sum(1 for path in articles for _ in mutants(path.read_text("utf-8"), seed=path.stem))


def test_a_quotation_moved_to_another_source_is_refused(tmp_path):
    for folder in ("content", "sources"):
        shutil.copytree(HARBOUR / folder, tmp_path / folder)
    courier = tmp_path / "content" / "articles" / "lindholm-courier-2031-05-02.yml"
    post = tmp_path / "content" / "articles" / "island-post-2031-05-03.yml"
    moved = re.search(r"(?s)  quist-safety:\n.*?(?=^figures)", courier.read_text(), re.M).group()
    post.write_text(re.sub(r"(?s)  quist-safety:\n.*?(?=^figures)", moved, post.read_text(), flags=re.M))
    found = {(problem.path, problem.code) for problem in run_checks(load(tmp_path))}
    assert ("content/articles/island-post-2031-05-03.yml", "E502") in found


def test_no_exception_covers_evidence(tmp_path):
    for folder in ("content", "sources"):
        shutil.copytree(HARBOUR / folder, tmp_path / folder)
    path = tmp_path / "content" / "articles" / "unnamed-2031.yml"
    path.write_text(path.read_text() + "facts:\n  new: {text: New., passage: {start: New}, allow: {E501: Trust me.}}\n")
    assert "E501" in {problem.code for problem in run_checks(load(tmp_path))}


def test_a_receipt_holds_numbers_and_hashes_and_no_words():
    for path in (HARBOUR / "sources").glob("*.receipt"):
        lines = path.read_text("utf-8").splitlines()
        form = r"[a-z]+/[a-z0-9-]+ [\d,-]+ [0-9a-f]{32}(?: dots (?:[hn]|q?[0-9a-f]{7,8}|,)+)?(?: review [0-9a-f]{16})?"
        assert [] == [line for line in lines[1:] if not re.fullmatch(form, line)]


SHORT = "one two, three-four can't five. one six"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("‘a’ ‚b‛ ′c` ´d ʼe", "'a' 'b' 'c' 'd 'e"),
        ("“a” „b‟ ″c «d»", '"a" "b" "c "d"'),
        ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
        ("a﹘b ‴", "a-b '''"),
        (" a\n\tb  c ", "a b c"),
        ("a...b … c[...]d [ … ] e[…]f", "a … b … c … d … e … f"),
        ("½ ﬁ Ａ ²", "1⁄2 fi A 2"),
        ("a.. b", "a.. b"),
        ("A 1 É", "A 1 É"),
    ],
)
def test_only_typography_is_folded(text, folded):
    assert folded == fold_typography(text)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("two", None, Found(((4, 7),))),
        ("two", "five", Found(((4, 30),))),
        ("two", "one", Found(((4, 35),))),
        ("one six", "six", NotFound("passage.end", "six", "does not come after the start", "six")),
        ("one", None, NotFound("passage.start", "one", "occurs 2 times in the text; take more words", "")),
        ("tow three", None, NotFound("passage.start", "tow three", "is not in the text", "wo, three")),
        ("two", "qqqq", NotFound("passage.end", "qqqq", "does not come after the start", "")),
        ("three", None, NotFound("passage.start", "three", "is not in the text", "three")),
        ("four", None, NotFound("passage.start", "four", "is not in the text", "four")),
        ("can", None, NotFound("passage.start", "can", "is not in the text", "can")),
        ("t five", None, NotFound("passage.start", "t five", "is not in the text", "t five")),
        ("ix", None, NotFound("passage.start", "ix", "is not in the text", "ix")),
        ("three-", None, NotFound("passage.start", "three-", "is not in the text", "three-")),
        ("-four", None, NotFound("passage.start", "-four", "is not in the text", "-four")),
        ("two,", "can't", Found(((4, 25),))),
        ("two", "fiev", NotFound("passage.end", "fiev", "does not come after the start", " fiv")),
        ("zzzzzz", None, NotFound("passage.start", "zzzzzz", "is not in the text", "")),
        ("", None, NotFound("passage.start", "", "is not in the text", "")),
    ],
)
def test_a_passage_has_its_first_and_last_character(start, end, expected):
    assert expected == find_passage(SHORT, start, end)


@pytest.mark.parametrize(
    ("text", "words", "nearest"),
    [
        ("qqq abcde qq", "abcxy", " abcd"),  # a likeness of 60 of 100
        ("gadagbffcgbf a dgbggaf", "febdccgfd cadaabgfgdca", ""),  # of 59.5
    ],
)
def test_words_that_are_too_unlike_are_not_suggested(text, words, nearest):
    assert NotFound("passage.start", words, "is not in the text", nearest) == find_passage(text, words, None)


@pytest.mark.parametrize(
    ("text", "words", "times"),
    [
        ("a b a b a", "a", 3),
        ("!!", "!", 2),
        ("ab", "b", 0),
        ("a-b", "b", 0),
        (". a-b", "b", 0),
        (". a-b", "a", 0),
        ("a -b", "b", 1),
        ("a' b", "a", 1),
        ("a--b", "a", 1),
        ("a--b", "b", 1),
        ("a-, b", ", b", 1),
    ],
)
def test_words_are_counted_as_whole_words(text, words, times):
    found = find_passage(text, words, None)
    assert times == (
        1 if isinstance(found, Found) else int((re.findall(r"occurs (\d+) times", found.reason) or [0])[0])
    )


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("two, three-four", Found(((4, 19),))),
        ("two … five", Found(((4, 7), (26, 30)))),
        ("  ", NotFound("quote", "", "is not in the text", "")),
        ("two … two", NotFound("quote", "two", "comes before what it follows in the quote", "")),
        ("five … two", NotFound("quote", "two", "comes before what it follows in the quote", "")),
        ("two … one", NotFound("quote", "one", "occurs 2 times in the text; take more words", "")),
        ("one tow", NotFound("quote", "one tow", "is not in the text", "one tw")),
    ],
)
def test_a_quotation_has_its_runs(quote, expected):
    assert expected == find_quote(SHORT, quote)


def test_runs_may_touch_and_an_ellipsis_may_be_the_source_s_own():
    assert Found(((0, 1), (1, 2))) == find_quote("-a", "- … a")
    assert Found(((0, 5),)) == find_quote("a … b c", "a … b")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("one", None, Found(((0, 3), (32, 35)))),
        ("one", "six", Found(((0, 39), (32, 39)))),
        ("one", "two", Found(((0, 7),))),
        ("two", "one", Found(((4, 35),))),
        ("one", "one", Found(((0, 35),))),
        (" three–four", "can’t", Found(((9, 25),))),
        ("one", "fiev", NotFound("end", "fiev", "does not come after the start", " fiv")),
        ("five", "two", NotFound("end", "two", "does not come after the start", "two")),
        ("oen two", "two", NotFound("start", "oen two", "is not in the text", "one two")),
    ],
)
def test_each_stretch_is_found(start, end, expected):
    assert expected == find_stretches(SHORT, start, end)


def fact(start, end=None, **more):
    return Fact(text="x", passage={"start": start, "end": end}, **more)


def figure(printed, start="two", end="five", **more):
    return Figure(
        text="x", quantity="q", qualifier="exact", printed=printed, passage={"start": start, "end": end}, **more
    )


def statement(quote, **more):
    return Statement(text="x", speaker="a", form="direct", quote=quote, **more)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Fact(text="x"), Found(())),
        (fact("two"), Found(((4, 7),))),
        (fact("one"), NotFound("passage.start", "one", "occurs 2 times in the text; take more words", "")),
        (statement("six"), Found(((36, 39),))),
        (statement(None), Found(())),
        (statement("six", passage={"start": "two"}), Found(((4, 7), (36, 39)))),
        (statement("sixx"), NotFound("quote", "sixx", "is not in the text", "six")),
        (figure("three-four"), Found(((4, 30),))),
        (figure("two"), Found(((4, 30),))),
        (figure("three–four"), Found(((4, 30),))),
        (figure("one"), NotFound("printed", "one", "is not inside the passage", SHORT[4:30])),
        (figure("six"), NotFound("printed", "six", "is not inside the passage", SHORT[4:30])),
        (Figure(text="x", quantity="q", qualifier="exact", printed="nine"), Found(())),
    ],
)
def test_an_item_is_found_with_all_its_words(item, expected):
    assert expected == find_item(item, SHORT)


@pytest.mark.parametrize(
    ("item", "words", "held"),
    [
        (fact("five", "two"), ("five", "two", "", ""), True),
        (fact("one"), ("one", "", "", ""), True),
        (statement("two … ‘nine’"), ("", "", "two … 'nine'", ""), False),
        (statement("six … two"), ("", "", "six … two", ""), True),
        (statement("six … one two"), ("", "", "six … one two", ""), True),
        (figure("nine"), ("two", "five", "", "nine"), False),
    ],
)
def test_the_words_of_an_item_stand_in_a_text_or_not(item, words, held):
    assert words == words_held_by(item)
    assert held is holds_words(SHORT, item)


WHERE = Where(File("x.yml", Mark((1, 1), (1, 1))))
PLACED = PlacedItem("post", "facts", "lit", fact("two"), WHERE)


LATER = PlacedItem("post", "facts", "dark", statement("two … five"), WHERE)
SEEN = fact("two", "five", reviewed={"by": "Bo Lund", "date": "2031-05-06"})
HELD = PlacedItem("post", "facts", "held", SEEN, WHERE)


def test_a_receipt_is_the_same_for_ever():
    """Receipts are stored for years: these bytes must never change."""
    found = [(placed, find_item(placed.item, fold_typography(SHORT))) for placed in (PLACED, LATER, HELD)]
    receipt = make_receipt("post", found, f" {SHORT}\n", "2031-05-04", "Ada Berg")
    assert RECEIPT_2 == write_receipt(receipt)
    assert receipt == read_receipt(RECEIPT_2)
    assert receipt.text_hash == hash_text(SHORT)
    assert all(vouched_for(placed, receipt) for placed in (PLACED, LATER, HELD))


RECEIPT_2 = """\
receipt 2 source post text \
998d15c8edbc5d86249de08bc4050ea4e3e6539b5c69ee03be605c4ad5beee9e length 39 words 7 shown 0 \
verified 2031-05-04 by Ada Berg
facts/dark 4-7,26-30 7dce744d4e195bb16fdc7b70691190dd
facts/held 4-30 a52100c5275cc65252f4d82776aa9c02 dots n,qb227777,qe074085 review 4291c4bc9c36b8ad
facts/lit 4-7 d6a4a0ec3753251ddac72d7665efd3cb
"""
RECEIPT = """\
receipt 1 source post text \
998d15c8edbc5d86249de08bc4050ea4e3e6539b5c69ee03be605c4ad5beee9e length 39 verified 2031-05-04 by Ada Berg
facts/dark 4-7,26-30 d47e3df6d33365532f5f552cd7833150
facts/lit 4-7 07b109d8db037b332dd29ff920878e81
"""


def test_a_receipt_of_the_first_version_is_still_read():
    receipt = read_receipt(RECEIPT)
    assert ("1", None) == (receipt.version, receipt.shown)
    assert all(vouched_for(placed, receipt) for placed in (PLACED, LATER))
    assert {(frozenset(), None)} == {(line.dots, line.review) for line in receipt.lines.values()}
    assert RECEIPT == write_receipt(receipt)


@pytest.mark.parametrize(
    "other",
    [
        PlacedItem("post", "facts", "lit", fact("tow"), WHERE),
        PlacedItem("post", "facts", "lit", fact("two", "five"), WHERE),
        PlacedItem("post", "facts", "other", PLACED.item, WHERE),
        PlacedItem("other", "facts", "lit", PLACED.item, WHERE),
        PlacedItem("post", "next", "lit", PLACED.item, WHERE),
    ],
)
def test_a_receipt_fits_nothing_else(other):
    assert not vouched_for(other, read_receipt(RECEIPT))


def test_a_line_depends_on_the_text_and_on_the_spans():
    line = hash_item(PLACED, "a" * 64, ((4, 7),))
    assert len({line, hash_item(PLACED, "b" * 64, ((4, 7),)), hash_item(PLACED, "a" * 64, ((4, 8),))}) == 3
    assert re.fullmatch("[0-9a-f]{32}", line)


LINES = RECEIPT.splitlines(keepends=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 1),
        (RECEIPT.replace("receipt 1", "receipt 3"), 1),
        (RECEIPT_2.replace("words 7 ", ""), 1),
        (RECEIPT_2.replace("shown 0", "shown some"), 1),
        (RECEIPT_2.replace(" dots ", " Dots "), 3),
        (RECEIPT_2.replace(" dots n,", " dots ,"), 3),
        (RECEIPT_2.replace(" review ", " review a"), 3),
        (RECEIPT.replace("2031-05-04", "2031-02-30"), 1),
        (RECEIPT.replace(" by Ada Berg", " by "), 1),
        (RECEIPT.replace("source post", "source Post"), 1),
        (RECEIPT.replace("length 39", "length x"), 1),
        (RECEIPT.replace("source post", "source "), 1),
        (RECEIPT.replace("length 39", "length "), 1),
        (RECEIPT.replace("text ", "text a"), 1),
        (f"a{RECEIPT}", 1),
        (RECEIPT.replace("facts/lit ", "facts/lit/x "), 3),
        (RECEIPT.replace("facts/lit ", "/lit "), 3),
        (RECEIPT.replace("facts/lit ", "facts/ "), 3),
        (RECEIPT.replace("facts/lit ", "! facts/lit "), 3),
        (RECEIPT.replace(" 4-7 ", " 4- "), 3),
        (RECEIPT.replace(" 4-7 ", " -7 "), 3),
        (RECEIPT.replace(" 4-7 ", " ٤-7 "), 3),
        (RECEIPT.replace(",26-30 ", ",26- "), 2),
        (RECEIPT.replace(",26-30 ", ",-30 "), 2),
        (RECEIPT.replace(" 4-7 ", " 4-7, "), 3),
        (RECEIPT.replace(" 4-7,", " 4-7;"), 2),
        (RECEIPT.replace(" 4-7 ", " 1234567890-7 "), 3),
        (RECEIPT.replace(" 4-7 ", " 4-1234567890 "), 3),
        (RECEIPT.replace("length 39", "length 1234567890"), 1),
        (RECEIPT[:-2] + "\n", 3),
        (RECEIPT[:-1] + "0\n", 3),
        (RECEIPT[:-1], 3),
        (LINES[0][:-1], 1),
        (LINES[0] + LINES[1][:-1], 2),
        (RECEIPT + "\n", 4),
        (RECEIPT + LINES[1], 4),
    ],
)
def test_a_line_that_is_none_is_named(text, number):
    assert number == read_receipt(text)


@pytest.mark.parametrize(("by", "length"), [("Ada Berg", 39), ("A", 1), ("Ada", 123456789)])
def test_a_receipt_without_lines_can_be_read(by, length):
    header = LINES[0].replace("Ada Berg", by).replace("length 39", f"length {length}")
    assert Receipt("post", "1", hash_text(SHORT), length, "2031-05-04", by, {}) == read_receipt(header)


@pytest.mark.parametrize("spans", [((1, 2),), ((123456789, 987654321), (3, 4))])
def test_the_spans_of_a_line_have_one_to_nine_digits(spans):
    written = ",".join(f"{first}-{last}" for first, last in spans)
    assert spans == read_receipt(RECEIPT.replace(" 4-7 ", f" {written} ")).lines["facts/lit"].spans
