"""What YAML would twist: each such word, typed bare into each field, comes through as typed or is refused there."""

import re
from fractions import Fraction
from types import NoneType
from typing import Annotated, Literal, get_args, get_origin

import pytest
from cases import put
from conftest import ALL
from pydantic import BaseModel, TypeAdapter, ValidationError
from test_load import PLAIN_TRAPS

from builder.load import load
from builder.model.fields import NUMBER, Number
from builder.model.library import KINDS

MORE_TRAPS = [
    "ON", "OFF", "N", "Y", "TRUE", "null", "0b1", "0o17", "0777", "08", "1_000.5", "+.inf", "-1", "+1.5", "1e+3",
    "6.02E23", "0.10", "1.0000000", "2025-03-17", "2025-03-17 10:00", "20:30", "0x1f", "1,000", "12e03", "685230.15",
    "2025", "00", "0", "None", "no-NO", "2025-03", "1.5e3", "0.1.2", "١٢", "٣.٥",
]  # fmt: skip
WORDS = list(dict.fromkeys([*PLAIN_TRAPS, *MORE_TRAPS]))
SAMPLES = ("2031", "en", "https://www.example.org/")
KEY = "[key]"


def is_record(annotation):
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def places(annotation, way=()):
    """Yield the way to each single value that the type can hold: names of fields, KEY or 'a' in keys, 0 in a list."""
    parts = get_args(annotation)
    if is_record(annotation):
        for name, field in annotation.model_fields.items():
            yield from places(field.annotation, (*way, name))
    elif get_origin(annotation) is dict:
        yield (*way, KEY)
        yield from places(parts[1], (*way, "a"))
    elif get_origin(annotation) is list or NoneType in parts:
        yield from places(parts[0], (*way, 0) if get_origin(annotation) is list else way)
    else:
        yield way


def holding(annotation, way, word):
    """Return what the type takes, with the word at the end of the way, and nothing that need not be there."""
    parts = get_args(annotation)
    if not way:
        return word
    if is_record(annotation):
        below = holding(annotation.model_fields[way[0]].annotation, way[1:], word)
        return smallest(annotation) | {way[0]: below}
    if get_origin(annotation) is dict:
        return {word: smallest(parts[1])} if way[0] == KEY else {way[0]: holding(parts[1], way[1:], word)}
    return [holding(parts[0], way[1:], word)] if way[0] == 0 else holding(parts[0], way, word)


def smallest(annotation, metadata=()):
    """Return the smallest value that the type takes."""
    if is_record(annotation):
        fields = annotation.model_fields.items()
        return {name: smallest(field.annotation, field.metadata) for name, field in fields if field.is_required()}
    if get_origin(annotation) is dict:
        return {"a": smallest(get_args(annotation)[1])}
    if get_origin(annotation) is list:
        return [smallest(*get_args(annotation))]
    samples = get_args(annotation) if get_origin(annotation) is Literal else SAMPLES
    return next(text for text in samples if takes(Annotated[(annotation, *metadata)] if metadata else annotation, text))


def takes(annotation, text):
    try:
        TypeAdapter(annotation).validate_python(text)
    except ValidationError:
        return False
    return True


def write(value, indent=""):
    """Yield the lines of a value, every word bare."""
    pairs = [(f"{key}:", inner) for key, inner in value.items()] if isinstance(value, dict) else [("-", value[0])]
    for start, inner in pairs:
        if isinstance(inner, str):
            yield f"{indent}{start} {inner}"
        else:
            yield f"{indent}{start}"
            yield from write(inner, f"{indent}  ")


def found(record, way):
    for step in way[:-1] if way[-1] == KEY else way:
        record = getattr(record, step) if is_record(type(record)) else record[step]
    return record


def is_as_typed(value, word):
    if isinstance(value, Fraction):
        return bool(re.fullmatch(NUMBER, word)) and Fraction(word) == value
    return word in value if isinstance(value, dict) else value == (None if word == "null" else word)


def misread(kind, cases, root):
    """Write a record for each way and word, load them all, and return those that came through otherwise than typed."""
    texts, spots = {}, []
    for number, (way, word) in enumerate(cases):
        lines = list(write(holding(kind.model, way, "@@")))
        name = "story" if kind.name == "story" else f"r{number}"
        if kind.holds == "one record":
            path = f"{kind.path}/{name}.yml" if kind.is_folder else kind.path
        else:
            path = f"{kind.path}/topic.yml" if kind.is_folder else kind.path
            lines = [f"{name}:", *(f"  {line}" for line in lines)]
        there = texts.setdefault(path, [])
        there += [line.replace("@@", word) for line in lines]
        below = next(at for at, line in enumerate(lines) if "@@" in line)
        spots.append((path, len(there) - len(lines) + below + 1, name))
    for path, lines in texts.items():
        put(root, path, "\n".join(lines) + "\n")
    library = load(root)
    refused = {(problem.path, problem.line) for problem in library.problems}
    records = library.records(kind.name)
    return [
        (*case, path, line)
        for case, (path, line, name) in zip(cases, spots, strict=True)
        if (path, line) not in refused and not is_as_typed(found(records[name], case[0]), case[1])
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_word_is_changed_in_silence_in_any_field(kind, tmp_path):
    cases = [(way, word) for way in places(kind.model) for word in WORDS][:: 1 if ALL else 7]
    at_once = 1 if kind.name == "story" else len(cases)
    for first in range(0, len(cases), at_once):
        assert [] == misread(kind, cases[first : first + at_once], tmp_path)


def test_the_words_are_many_and_take_turns_in_every_place():
    assert len(WORDS) >= 40
    assert len(WORDS) % 7


@pytest.mark.parametrize(("typed", "number"), [("12000", 12000), ("0.5", 0.5), ("1/4", 0.25), ("1.0", 1), ("0", 0)])
def test_a_number_is_a_plain_number_in_the_data(typed, number):
    shown = TypeAdapter(Number).dump_python(TypeAdapter(Number).validate_python(typed))
    assert (type(number), number) == (type(shown), shown)
