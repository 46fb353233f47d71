"""Evidence: exact words, receipts that fit nothing else, and mutants of which none passes."""

import random
import re
import shutil

import pytest
from conftest import HARBOUR, ROOT
from hypothesis import given
from hypothesis import strategies as st

from builder.checks import run_checks
from builder.checks.evidence import check_texts
from builder.evidence import Found, NotFound, find_passage, find_quote, normalise, read_receipt, write_receipt
from builder.load import load

ARTICLES = ROOT.parent / "shared" / "articles"
TEXT = normalise("He said: “No, we can’t — not in 2024.” Then he left. Then he came back; no, not he.")


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
        ("Then he", None, "stands 2 times in the text; take more words"),
        ("he said", None, "does not stand in the text"),
        ("Then he lef", None, "does not stand in the text"),
        ("not in 2025", None, "does not stand in the text"),
        ("we can - not", None, "does not stand in the text"),
        ("Then he left", "He said", "does not stand after the start"),
        ("Then left he", None, "does not stand in the text"),
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
    assert normalise(text) == normalise(normalise(text))


@pytest.mark.parametrize("source", sorted(load(ROOT).receipts))
def test_a_receipt_is_read_as_it_was_written(source):
    text = load(ROOT).receipts[source]
    assert text == write_receipt(read_receipt(text))


def test_every_item_of_both_stories_is_vouched_for():
    for root in (ROOT, HARBOUR):
        library = load(root)
        assert library.receipts.keys() == library.sources.keys()
        assert [] == [problem for problem in run_checks(library) if problem.code.startswith("E5")]


def test_both_stories_agree_with_their_texts():
    texts = {"harbour": HARBOUR / "texts"} | ({"real": ARTICLES} if ARTICLES.is_dir() else {})
    for name, folder in texts.items():
        library = load(HARBOUR if name == "harbour" else ROOT)
        at_hand = {source: (folder / record.snapshot).read_text("utf-8") for source, record in library.sources.items()}
        assert [] == check_texts(library, at_hand)


FIELD = re.compile(r"(?P<key>quote|start|end|printed): (?P<words>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\n{}\[\],]+)")


def mutants(text, seed):
    """Yield the text with one word of a quotation, passage or printed number changed: letter, digit, order, word."""
    chance = random.Random(seed)
    for found in FIELD.finditer(block_scalars_joined(text)):
        first, last = found.span("words")
        words = found["words"]
        for mutant in (one_letter(words, chance), swapped(words), one_word_less(words), one_digit(words)):
            if mutant and normalise(mutant) != normalise(words):
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


@pytest.mark.parametrize("source", sorted(load(ROOT).articles))
def test_no_mutant_of_a_quotation_passage_or_number_passes(source, tmp_path):
    """With the receipt alone, and with the text where it is at hand: each is refused with file and line."""
    story = tmp_path / "story"
    for folder in ("content", "sources"):
        shutil.copytree(ROOT / folder, story / folder)
    path = story / "content" / "articles" / f"{source}.yml"
    snapshot = ARTICLES / load(ROOT).sources[source].snapshot
    texts = {source: snapshot.read_text("utf-8")} if snapshot.is_file() else {}
    made = 0
    for mutant in mutants(path.read_text("utf-8"), seed=source):
        path.write_text(mutant, "utf-8")
        library = load(story)
        refused = {problem.code for problem in run_checks(library) if problem.path == f"content/articles/{source}.yml"}
        assert refused & {"E502", "E121", "E122"} or min(refused) < "E1", mutant
        if texts and not library.problems:
            assert {problem.code for problem in check_texts(library, texts)} & {"E506", "E507"} or refused & {"E121"}, (
                mutant
            )
        made += 1
    assert made >= 40


def test_there_are_at_least_five_hundred_mutants():
    articles = (ROOT / "content" / "articles").glob("*.yml")
    assert 500 <= sum(1 for path in articles for _ in mutants(path.read_text("utf-8"), seed=path.stem))


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
    for path in (ROOT / "sources").glob("*.receipt"):
        lines = path.read_text("utf-8").splitlines()
        assert all(re.fullmatch(r"[a-z]+/[a-z0-9-]+ [\d,-]+ [0-9a-f]{32}", line) for line in lines[1:])
