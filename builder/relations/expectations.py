"""A next step and the day -> whether it is open, has happened, did not happen or is overdue."""

from __future__ import annotations

from datetime import date
from typing import Literal

from builder.model import Item, NextStep
from builder.words.dates import read_span

StepStatus = Literal["open", "happened", "did not happen", "overdue"]
_OUTCOMES: dict[str, StepStatus] = {"happened": "happened", "did-not-happen": "did not happen"}


def step_status(step: NextStep, today: date) -> StepStatus:
    """Return what became of an expectation; it is overdue once the last day that its due date may mean has passed."""
    if step.outcome:
        return _OUTCOMES[step.outcome.what]
    return "overdue" if step.due and read_span(step.due).last < today else "open"


def still_due(item: Item) -> str | None:
    """Return the date (EDTF) by which a source expects something, unless it is settled or withdrawn."""
    if not isinstance(item, NextStep) or item.outcome or item.withdrawn:
        return None
    return item.due
