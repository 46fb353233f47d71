"""The types of single fields: ids, texts, dates, numbers, addresses; what they accept, and how they refuse the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from builder.words.dates import read_span
from builder.words.urls import check_url

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NUMBER = r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,6}|/[1-9][0-9]{0,5})?$"

RESERVED = frozenset(
    ["index", "con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))]
)


@dataclass(frozen=True)
class Ref:
    """Marks a field as the id of a record of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class TheirWords:
    """Marks a field whose words are not ours to choose: a source prints them, or we once published them."""


def _check_date(text: str) -> str:
    try:
        read_span(text)
    except ValueError:
        raise PydanticCustomError(
            "date", "is not a date; write 2025-03-17, 2025-03, 2025, 2025-03~ (about) or 2025-03-01/2025-03-09"
        ) from None
    return text


def _read_number(text: object) -> object:
    if not isinstance(text, str):
        return text
    if not re.fullmatch(NUMBER, text):
        raise PydanticCustomError("number", "is not a number; write plain digits: 12000, 0.5 or 1/3")
    return Fraction(text)


def _show_number(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)


def _check_slug(slug: str) -> str:
    if slug in RESERVED:
        raise PydanticCustomError("id", "is the name of a page, or of a device on some systems; choose another id")
    if not re.fullmatch(SLUG, slug):
        raise PydanticCustomError("id", "cannot be an id; use lower-case letters a-z, digits and single hyphens")
    return slug


Slug = Annotated[
    str,
    StringConstraints(max_length=64),
    AfterValidator(_check_slug),
    WithJsonSchema({"type": "string", "maxLength": 64, "pattern": SLUG}),
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Printed = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), TheirWords()]
Quotation = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700), TheirWords()]
Date = Annotated[str, StringConstraints(max_length=40), AfterValidator(_check_date)]
Url = Annotated[str, StringConstraints(max_length=2000), AfterValidator(check_url)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
Number = Annotated[
    Fraction,
    BeforeValidator(_read_number),
    PlainSerializer(_show_number),
    WithJsonSchema({"type": ["number", "string"], "pattern": NUMBER}, mode="validation"),
]

SourceId = Annotated[Slug, Ref(("sources",))]
OrganisationId = Annotated[Slug, Ref(("organisations",))]
SpeakerId = Annotated[Slug, Ref(("people", "organisations"))]
ClaimId = Annotated[Slug, Ref(("claims",))]
QuantityId = Annotated[Slug, Ref(("quantities",))]
EventId = Annotated[Slug, Ref(("events",))]
QuestionId = Annotated[Slug, Ref(("questions",))]
