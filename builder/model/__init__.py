"""What editors may write: one class a record, the help text under each field.

Everything that is said about a field stands here, once; JSON Schema and docs/fields.md are generated from it.
"""

from __future__ import annotations

from builder.model.articles import (
    MODALITIES,
    STANCES,
    Article,
    Fact,
    Figure,
    Item,
    LikelyVia,
    Modality,
    NextStep,
    Outcome,
    Passage,
    Reviewed,
    Stance,
    Statement,
    Withdrawn,
)
from builder.model.record import Entry, Record
from builder.model.sources import Archived, Checked, Derivation, NotStory, Published, Source
from builder.model.story import (
    Answers,
    Claim,
    Correction,
    Event,
    Explanation,
    Organisation,
    Person,
    Quantity,
    Question,
    Share,
    Story,
    Term,
    Variant,
)

__all__ = [
    "MODALITIES",
    "STANCES",
    "Answers",
    "Archived",
    "Article",
    "Checked",
    "Claim",
    "Correction",
    "Derivation",
    "Entry",
    "Event",
    "Explanation",
    "Fact",
    "Figure",
    "Item",
    "LikelyVia",
    "Modality",
    "NextStep",
    "NotStory",
    "Organisation",
    "Outcome",
    "Passage",
    "Person",
    "Published",
    "Quantity",
    "Question",
    "Record",
    "Reviewed",
    "Share",
    "Source",
    "Stance",
    "Statement",
    "Story",
    "Term",
    "Variant",
    "Withdrawn",
]
