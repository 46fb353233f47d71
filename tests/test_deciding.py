"""What a card must show: the words on which a sentence turns, the bound of what is shown in all, reviews."""

import pytest
from cases import BASE, lay_over_base, put
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from builder.cli import cli
from builder.evidence.deciding import (
    HEDGE,
    NEGATION,
    common_names,
    dots_of,
    hidden_by_dots,
    kinds_of,
    signs_left_out,
    signs_of,
    words_of,
)
from builder.evidence.receipt import Line, Receipt, hash_review, read_receipt, review_holds, write_receipt
from builder.evidence.shown import LONG, Shown, find_shown, measure_shown
from builder.evidence.text import Found, find_item, fold_typography
from builder.model import Article, Fact, Figure, Statement
from builder.model.walk import PlacedItem
from builder.model.where import File, Mark, Where

WHERE = Where(File("x.yml", Mark((1, 1), (1, 1))))


def fact(sentence, start, end=None, words=None, **more):
    return Fact(text=sentence, passage={"start": start, "end": end, "words": words}, **more)


def hidden_in(item, passage, on_card="", common=frozenset()):
    """Return the words that a passage hides from whoever sees the card."""
    dots = dots_of(item, fold_typography(passage))
    return words_of(hidden_by_dots(item, signs_of(dots) - common, on_card), dots)


TWICE = "He did not say so, and the lamps were, said Berg, not lit"


@pytest.mark.parametrize(
    ("sentence", "passage", "shown", "expected"),
    [
        ("None has asked.", "By Lee no one has yet asked them", ("By Lee", "asked them"), ("no",)),
        ("None has asked.", "By Lee no one has yet asked them", ("By Lee", "asked them", "no one"), ()),
        ("They can't go.", "They said they can’t go home", ("They said", "home"), ("can't",)),
        ("He denies it.", "He said he denied having done it", ("He said", "done it"), ("denied",)),
        ("He left.", "He said he did not stay but left", ("He said", "left"), ()),
        ("He did not say that it was not lit.", TWICE, ("He did not say so", "lit"), ("not",)),
        ("They may come.", "They said that they might come soon", ("They said", "come soon"), ("might",)),
        ("They came in May.", "They said that they might come soon", ("They said", "come soon"), ()),
        ("They would come.", "They said that they would come soon", ("They said", "come soon"), ()),
        ("It cost 300.", "The lamp cost them 300 in all", ("The lamp", "in all"), ("300",)),
        ("It cost 300.", "The lamp cost them three hundred in all", ("The lamp", "in all"), ("300",)),
        ("It cost 40.", "The lamp cost forty in all", ("The lamp", "in all"), ("forty",)),
        ("One lamp broke.", "The lamp, one of many, broke", ("The lamp", "broke"), ()),
        ("Two lamps broke.", "The lamps, two of many, broke", ("The lamps", "broke"), ("two",)),
        ("The two lamps broke.", "The lamps, two of many, broke", ("The lamps", "broke"), ()),
        ("The two thousand lamps broke.", "The lamps, all two thousand, broke", ("The lamps", "broke"), ("2,000",)),
        ("Ada Lind came.", "A woman called Ada Lind, Ada Lind indeed, came", ("A woman", "came"), ("Ada Lind",)),
        ("Bo Lund came.", "A man by the name of Bo Lund came", ("A man", "came"), ("Lund",)),
        ("Ada Lind came.", "They say that Ada Lind came", ("They say that Ada", "came"), ()),
        ("The South Korean Cho came.", "A South Korean man, Cho, came", ("A South Korean", "came"), ("Cho",)),
        ("Koreans came.", "Many of them, all Koreans, came to Korea", ("Many", "came to Korea"), ()),
        ("However dark, it was lit.", "It was, However they did it, lit", ("It was", "lit"), ()),
        ("Berg's lamp broke.", "The lamp that was Berg's broke", ("The lamp", "broke"), ("Berg",)),
    ],
)
def test_what_a_sentence_turns_on_is_not_hidden_by_the_dots(sentence, passage, shown, expected):
    assert expected == hidden_in(fact(sentence, *shown), passage)


def test_a_name_on_the_card_is_not_hidden():
    item, passage = fact("Berg said so.", "The lamps", "are lit"), "The lamps, said Berg, are lit"
    assert ("Berg",) == hidden_in(item, passage)
    assert () == hidden_in(item, passage, on_card="Lantern … Ada Berg")


def test_a_name_that_a_text_has_often_is_its_subject():
    item, passage = fact("Berg said so.", "The lamps", "are lit"), "The lamps, said Berg, are lit"
    assert () == hidden_in(item, passage, common=common_names("Berg and Berg and Berg's or Berg"))
    assert ("Berg",) == hidden_in(item, passage, common=common_names("Berg and Berg and Berg's"))


def test_a_quotation_and_a_printed_number_are_shown_whole():
    passage = {"start": "Berg", "end": "said"}
    quoting = Statement(text="No.", speaker="a", form="direct", quote="No", passage=passage)
    figure = Figure(text="Forty.", quantity="q", qualifier="exact", printed="forty", passage=passage)
    assert frozenset() == signs_left_out(quoting, "Berg not Lund said", frozenset())
    assert frozenset() == signs_left_out(Fact(text="No."), "Berg not Lund said", frozenset())
    assert () == hidden_in(figure, "Berg had forty lamps, he said")
    assert ("Berg", "forty", "said") == tuple(
        "Berg had forty lamps, he said"[slice(*span)]
        for span in find_shown(figure, (0, 29), "Berg had forty lamps, he said")
    )


def test_words_that_are_not_in_the_passage_cut_nothing_out_of_it():
    assert " … , and no,  … " == dots_of(fact("x", "It is", "lit", "gone"), "It is, and no, lit")


def test_signs_say_what_they_are_of():
    signs = signs_of("Berg might not have 40")
    assert {NEGATION, HEDGE} < signs
    assert ("a hedge", "a name", "a negation", "a number") == tuple(sorted(kinds_of(signs)))


FILLERS = ("the", "lamp", "was", "lit", "there", "and", "so", "on")
NEGATIONS = ("not", "no", "never", "none", "without", "neither")
NUMBERS = ("12", "3,000", "forty", "seven", "50%")
told = st.lists(st.sampled_from([*FILLERS, *NEGATIONS, *NUMBERS]), min_size=3, max_size=12)


def spaced(words):
    """Put a word that means nothing between all words, so that no two of them make another number."""
    return [part for word in words for part in (word, "lamp")]


@given(told, told, st.data())
def test_no_negation_or_number_of_a_sentence_is_hidden_unsaid(sentence, passage, data):
    first = data.draw(st.integers(1, len(passage) - 1))
    last = data.draw(st.integers(first, len(passage) - 1))
    start, dots, end = (spaced(part) for part in (passage[:first], passage[first:last], passage[last:]))
    item = fact(" ".join(spaced(sentence)), " ".join(start), " ".join(end))
    found = hidden_in(item, " ".join([*start, *dots, *end]))
    unseen = {word for word in sentence if word in dots and word not in (*start, *end)}
    assert unseen.intersection(NUMBERS) <= set(found)
    if not set(NEGATIONS).intersection((*start, *end)) and set(NEGATIONS).intersection(sentence):
        assert set(NEGATIONS).intersection(dots) <= set(found)


@given(st.lists(st.text("abc ,.-'“”12", min_size=1, max_size=6), min_size=3, max_size=9), st.data())
def test_the_words_that_an_item_shows_are_inside_its_passage(parts, data):
    text = fold_typography(" ".join(parts))
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    start, words, end = (text[a:b].strip() for a, b in zip(places[::2], places[1::2], strict=True))
    if not start:
        return
    item = fact("x", start, end or None, words or None)
    found = find_item(item, text)
    if isinstance(found, Found):
        ((first, last),) = found.spans
        spans = list(find_shown(item, (first, last), text))
        assert all(first <= a < b <= last for a, b in spans)
        assert [fold_typography(word) for word in (start, words, end) if word] == [text[a:b] for a, b in spans]
        assert measure_shown([(item, found)], text).words <= len(text[first:last].split())


def test_words_are_counted_once_and_quotations_of_people_not_at_all():
    text = "The lamps are lit now. It is bright, says Berg."
    items = [
        fact("x", "The lamps", "lit now"),
        fact("x", "lamps are lit now"),
        Statement(text="x", speaker="a", form="direct", quote="It is bright", passage={"start": "It is bright, says"}),
    ]
    assert Shown(6, 10) == measure_shown([(item, find_item(item, text)) for item in items], text)


@pytest.mark.parametrize(
    ("words", "of", "expected"), [(0, 0, False), (100, LONG, False), (101, LONG, True), (248, LONG - 1, False)]
)
def test_a_long_text_is_not_shown_above_the_bound(words, of, expected):
    assert expected == Shown(words, of).is_too_much


hexes = st.text("0123456789abcdef", min_size=32, max_size=32)
spans = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=3).map(tuple)
signs = st.frozensets(st.sampled_from(["n", "h", "q0a1b2c3", "12345678", "deadbeef"]))
lines = st.builds(Line, spans, hexes, signs, st.none() | hexes.map(lambda text: text[:16]))
receipts = st.builds(
    Receipt,
    source=st.sampled_from(["post", "post-2031-03-06"]),
    version=st.just("2"),
    text_hash=hexes.map(lambda text: text * 2),
    length=st.integers(0, 999_999),
    date=st.just("2031-05-04"),
    by=st.sampled_from(["Ada Berg", "shown 3 verified", "words 1 shown 2 by"]),
    lines=st.dictionaries(st.sampled_from(["facts/a", "next/b-2", "figures/c"]), lines),
    shown=st.none() | st.builds(Shown, st.integers(0, 999), st.integers(0, 999)),
)


@given(receipts)
def test_a_receipt_is_read_as_it_was_written(receipt):
    assert receipt == read_receipt(write_receipt(receipt))


ANY = {
    "text": ("It is lit.", "It is not lit."),
    "supports": (["a"], ["b"]),
    "disputes": (["c"], []),
    "qualifies": (["d"], ["d", "e"]),
    "passage": ({"start": "It"}, {"start": "It", "words": "is"}),
    "placement": ("story", "caption"),
    "via": (["x"], ["y"]),
    "likely_via": (None, {"chain": ["z"], "reason": "The same words."}),
    "own": ("no", "yes"),
    "as_of": ("2031", "2032"),
    "as_of_words": ("then", None),
    "modality": (None, "said-by-himself"),
    "event": ("e", "f"),
    "mentions": ([], ["x"]),
    "note": (None, "A slip."),
    "withdrawn": (None, {"date": "2031-05-09", "reason": "It was wrong."}),
    "attributed_to": (None, "x"),
    "speaker": ("x", "y"),
    "form": ("direct", "indirect"),
    "quote": ("It is lit", "It is lit now"),
    "channel": (None, "by letter"),
    "date": ("2031", "2030"),
    "date_words": (None, "then"),
    "utterance": (None, "u"),
    "quantity": ("q", "r"),
    "printed": ("40", "41"),
    "value": ("40", "41"),
    "low": (None, "1/3"),
    "high": (None, "2"),
    "qualifier": ("exact", "about"),
    "as_of_kind": ("point", "whole"),
    "scope": (None, "in town"),
    "question": ("q", "r"),
    "due": (None, "2033"),
    "outcome": (None, {"what": "happened", "claim": "a"}),
}
"""Of every field of any item, a value and another one."""
REVIEW = {"by": "Bo Lund", "date": "2031-05-06"}
FIELDS = [
    (section, field)
    for section, model in Article.SECTIONS.items()
    for field in model.model_fields
    if field not in ("reviewed", "allow")
]


def reviewed(section, review, changed=None):
    model = Article.SECTIONS[section]
    values = {field: ANY[field][field == changed] for field in model.model_fields if field in ANY}
    return PlacedItem("post", section, "lit", model(reviewed=review, **values), WHERE)


@pytest.mark.parametrize(("section", "field"), FIELDS)
def test_a_change_of_any_field_voids_a_review(section, field):
    before, after = reviewed(section, REVIEW), reviewed(section, REVIEW, field)
    line = Line(((0, 1),), "", review=hash_review(before))
    assert review_holds(before, line)
    assert not review_holds(after, line)


@pytest.mark.parametrize("review", [None, {"by": "Bo Lund", "date": "2031-05-07"}, {"by": "Cai", "date": "2031-05-06"}])
def test_a_changed_item_may_be_reviewed_again_or_not_at_all(review):
    line = Line(((0, 1),), "", review=hash_review(reviewed("facts", REVIEW)))
    assert review_holds(reviewed("facts", review, "text"), line)


def test_an_item_that_nobody_reviewed_has_no_hash():
    assert hash_review(reviewed("facts", None)) is None
    assert review_holds(reviewed("facts", REVIEW), Line(((0, 1),), ""))


POST = "content/articles/post-2031-03-06.yml"
RECEIPT = "sources/post-2031-03-06.receipt"
TEXT = "Market Street has, says Berg, no new lamps but 12 old ones.\n"
ITEM = """\
summary: The Post tells of the same change.
facts:
  changed:
    text: {text}
    supports: [lamps-changed]
    reviewed: {{by: Cai Moe, date: {day}}}
    passage: {passage}
"""
HIDING = "{start: Market Street, end: old ones}"
SHOWING = "{start: Market Street, end: old ones, words: no new lamps but 12}"


def verify(root, text, passage=SHOWING, day="2031-03-09", more=""):
    """Run builder verify of an item that says this with this passage; return what it prints."""
    put(root, POST, ITEM.format(text=text, passage=passage, day=day) + more)
    put(root, "text.txt", TEXT)
    command = ["verify", "--root", str(root), "post-2031-03-06", str(root / "text.txt"), "--today", "2031-03-10"]
    result = CliRunner().invoke(cli, command)
    return str(getattr(result.exception, "problems", [result.output])[0])


def test_no_receipt_is_written_of_an_item_that_hides_what_it_turns_on(tmp_path):
    root = lay_over_base(BASE, tmp_path)
    before = (root / RECEIPT).read_text("utf-8")
    hidden = verify(root, "No new lamps, 12 old ones.", HIDING)
    assert "E511 the passage leaves out 'no', '12'; add them to passage.words" in hidden
    assert before == (root / RECEIPT).read_text("utf-8")
    allowed = verify(root, "No new lamps, 12 old ones.", HIDING, more="    allow: {E511: It is the headline.}\n")
    assert "1 item verified" in allowed


def test_no_receipt_is_written_of_an_item_that_changed_since_its_review(tmp_path):
    root = lay_over_base(BASE, tmp_path)
    assert "1 item verified" in verify(root, "No new lamps, 12 old ones.")
    before = (root / RECEIPT).read_text("utf-8")
    assert "E513 'changed' changed since its review" in verify(root, "No new lamps, but 12 old ones.")
    assert before == (root / RECEIPT).read_text("utf-8")
    assert "1 item verified" in verify(root, "No new lamps, but 12 old ones.", day="2031-03-10")
