"""Words that readers may not know -> groups with what each means here."""

from __future__ import annotations

from builder.addresses import term_target
from builder.model import Term
from builder.views.answers import Group, make_answers


def term_group(name: str, term: Term) -> Group:
    """Explain a word, with the other words for it."""
    return Group(
        anchor=term_target(name).anchor,
        title=term.term,
        notes=(term.text,),
        answers=make_answers(("Also", ", ".join(term.also) or None)),
    )
