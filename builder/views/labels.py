"""Closed sets of the model and of what is concluded -> what readers call their members."""

from __future__ import annotations

from collections.abc import Mapping

from builder.link.relays import Role
from builder.link.site import Status
from builder.model import DateBasis, Form, KindOfText, Modality, Placement, Policy, Stance, TimeKind
from builder.relations.arithmetic import EquationVerdict
from builder.relations.readings import Verdict
from builder.relations.roles import SourceRole

STATUS_WORDS: Mapping[Status, str] = {
    "agreed": "Agreed",
    "one origin": "One source",
    "unknown origin": "No source named",
    "disputed": "Disputed",
    "qualified": "Qualified",
    "withdrawn": "Withdrawn",
}
STATUS_MEANING: Mapping[Status, str] = {
    "agreed": "Two independent sources say so, in articles that do not copy each other, and nobody disputes it.",
    "one origin": "However many articles say so, it comes from one side, or from one article.",
    "unknown origin": "The articles that say so name nobody from whom they got it.",
    "disputed": "Sources contradict each other, or one contradicts itself.",
    "qualified": "At least one source sets a condition or a limit.",
    "withdrawn": "We no longer say this.",
}
STANCE_WORDS: Mapping[Stance, str] = {"supports": "Supports", "disputes": "Disputes", "qualifies": "Qualifies"}

KINDS_OF_TEXT: Mapping[KindOfText, str] = {
    "report": "Report",
    "aggregation": "Aggregation of other reports",
    "rewrite": "Rewrite of another text",
    "interview": "Interview",
    "wire": "Agency dispatch",
    "official": "Official text",
}
BASIS_WORDS: Mapping[DateBasis, str] = {
    "printed": "",
    "address": " (by its address)",
    "inferred": " (inferred)",
    "unknown": "",
}
FORMS: Mapping[Form, str] = {"direct": "Direct quotation", "indirect": "Reported speech", "paraphrase": "Paraphrase"}
CHANGED_FORMS: Mapping[Form, str] = {
    "direct": "a direct quotation",
    "indirect": "reported speech",
    "paraphrase": "a paraphrase",
}
PLACEMENTS: Mapping[Placement, str | None] = {
    "story": None,
    "headline": "Only in a headline",
    "caption": "Only in a caption",
}
MODALITY_WORDS: Mapping[Modality, str] = {
    "said-by-himself": "said by the person concerned",
    "said-by-an-official": "said by an official",
    "reported-with-attribution": "reported with a source named",
    "reported-without-attribution": "reported without a source named",
}
SOURCE_ROLES: Mapping[SourceRole, str] = {
    "relays": "passes on what others say",
    "reports": "reports itself",
    "rewrites": "retells another text",
    "unclear": "its points do not show it",
}
"""What an article mostly does, by its items."""
SECTION_TITLES = {
    "facts": "Key facts",
    "statements": "Who said what",
    "figures": "Figures",
    "next": "What happens next",
}
PROTECTION: Mapping[Policy, str | None] = {
    "named": None,
    "surname": "Protected: only the surname is shown",
    "role": "Protected: not named",
}
ROLE_WORDS: Mapping[Role, str] = {"article": "Articles", "relay": "Passed on by", "end": "Original sources"}

VERDICT_WORDS: Mapping[Verdict, str] = {
    "conflict": "Conflict",
    "compatible": "Can both be true",
    "agree": "The same",
    "copied": "Copied",
    "not comparable": "Not comparable",
}
EQUATION_WORDS: Mapping[EquationVerdict, str] = {
    "does not hold": "Does not fit",
    "holds": "Fits",
    "nothing to hold it against": "No printed number to compare",
}
NUMBERS_AS_PRINTED = "Numbers as printed"
SILENT = "silent"
"""What the comparison of sources says of an article that was read whole and has no item on something."""
UNREAD = "not read"
"""The same of an article that was not read whole."""
FOUND_AS = {
    "claims": ("claim", "Claim"),
    "facts": ("fact", "Reported fact"),
    "statements": ("statement", "Statement"),
    "figures": ("figure", "Figure"),
    "quantities": ("figure", "Figure"),
    "people": ("person", "Person"),
    "organisations": ("organisation", "Organisation"),
    "sources": ("source", "Source"),
    "events": ("timeline", "Timeline"),
    "next": ("next", "What is next"),
    "questions": ("next", "What is next"),
}
"""Kind of record, or section of an article -> what a result is: its id in an address, and the word for readers."""
TIME_KINDS: Mapping[TimeKind, str] = {"point": "as of", "within": "at some time in", "whole": "over all of"}
"""What a number's date is, before the date."""
