"""What is behind a claim -> a badge that names it, and the positions of a contested claim by date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.link.site import LinkedClaim, LinkedItem, Side, Site, name_of, source_label
from builder.link.times import ItemTime, time_of
from builder.model import Answers, Stance
from builder.words.dates import show_date, time_key

SHOWN_ENDS = 3
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ANSWERS: Mapping[Stance, str] = {"supports": "yes", "disputes": "no", "qualifies": "in part"}
"""What a side answers where the editor gives no word of its own."""


def write_badge(site: Site, linked: LinkedClaim) -> str:
    """Name who is behind a claim: behind its support, or else behind what qualifies or disputes it."""
    side = next((side for side in linked.sides.values() if side.items), linked.sides["supports"])
    return name_witnesses(site, side)


def name_witnesses(site: Site, side: Side) -> str:
    """Name who is behind a side, or say what is missing: 'All from Seoul’s foreign ministry', 'Nobody is named'."""
    witnesses = side.witnesses
    if not witnesses.ends:
        return _name_nobody(site, side)
    if len(witnesses.ends) == 1:
        words = _name_one(site, side)
    elif len(witnesses.bodies) == 1:
        count = len(witnesses.ends)
        number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
        words = f"{number.capitalize()} offices of {name_of(site.library, witnesses.bodies[0])}"
    else:
        words = _list_names(site, witnesses.ends)
        words = words if witnesses.are_independent else f"{words}, in one article"
    return f"{words}; elsewhere nobody is named" if witnesses.unknown else words


def _name_nobody(site: Site, side: Side) -> str:
    """Say whose words they are where only one article has them, as it names nobody behind them."""
    if len(side.witnesses.unknown) != 1:
        return "Nobody is named"
    (source,) = side.witnesses.unknown
    outlet = site.library.sources[source].outlet
    return f"{name_of(site.library, outlet or source)}’s own words"


def _name_one(site: Site, side: Side) -> str:
    (end,) = side.witnesses.ends
    own = [item for item in side.items if item.origin.kind == "own"]
    if own:
        return f"{name_of(site.library, end)}’s own reporting"
    is_concluded = all(item.origin.is_inferred for item in side.items if item.origin.end == end)
    name = name_of(site.library, end)
    if is_concluded:
        return f"Probably from {name}"
    articles = len(side.sources) + len(side.copies)
    return f"All from {name}" if articles > 1 and not side.witnesses.unknown else f"From {name}"


def _list_names(site: Site, ends: tuple[str, ...]) -> str:
    names = [name_of(site.library, end) for end in ends]
    shown, more = names[:SHOWN_ENDS], len(names) - SHOWN_ENDS
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


@dataclass(frozen=True)
class Position:
    """What one item answers, when, and on whose word."""

    stance: Stance
    answer: str
    when: str
    who: str
    item: str
    """The item's id."""


def find_positions(site: Site, linked: LinkedClaim) -> tuple[Position, ...]:
    """Return what is said on a contested claim, by the time that it is about, what has no time last."""
    placed = [(time_of(site, item), stance, item) for stance, side in linked.sides.items() for item in side.items]
    placed.sort(key=lambda row: (time_key(row[0].edtf), row[2].id))
    return tuple(
        Position(stance, answer_of(linked.claim.answers, stance), _when(time), _who(site, item), item.id)
        for time, stance, item in placed
    )


def answer_of(answers: Answers | None, stance: Stance) -> str:
    """Return the word for a side: the editor's, else yes, no, in part."""
    given = getattr(answers, stance) if answers else None
    return given or _ANSWERS[stance]


def _when(time: ItemTime) -> str:
    if time.edtf is None:
        return "no date"
    shown = show_date(time.edtf)
    return f"by {shown}" if time.basis == "article" else shown


def _who(site: Site, item: LinkedItem) -> str:
    label = source_label(site.library, item.source)
    end = item.origin.end
    if item.origin.kind == "own" or end is None:
        return label
    name = name_of(site.library, end)
    return f"probably {name}" if item.origin.is_inferred else name


def write_positions(site: Site, linked: LinkedClaim) -> str | None:
    """Write the positions on a disputed claim: 'January 2025: no (the ministry) · 19 February 2025: perhaps (a paper)'.

    None where the claim is not disputed.
    """
    if linked.status != "disputed":
        return None
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for position in find_positions(site, linked):
        groups.setdefault((position.when, position.answer), {})[position.who] = None
    return " · ".join(f"{when}: {answer} ({', '.join(names)})" for (when, answer), names in groups.items())
