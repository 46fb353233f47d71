"""What is behind a claim -> a badge that names it, and the positions of a contested claim by date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from builder.link.site import LinkedClaim, LinkedItem, Side, Site, name_of, short_name_of, source_label
from builder.link.times import time_of
from builder.model import Answers, Figure, Stance, Statement
from builder.views.moments import place_in_time, write_placed
from builder.words.counts import join_names
from builder.words.dates import time_key

SHOWN_ENDS = 3
FITS = 45
"""So many characters fit a badge on a telephone; a longer list names the bodies instead of their offices."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ANSWERS: Mapping[Stance, str] = {"supports": "yes", "disputes": "no", "qualifies": "in part"}
"""What a side answers where the editor gives no word of its own."""


def write_badge(site: Site, linked: LinkedClaim) -> str:
    """Name who is behind a claim: behind its support, or else behind what qualifies or disputes it."""
    return name_witnesses(site, _first_side(linked))


def write_remark(site: Site, linked: LinkedClaim) -> str | None:
    """Say what a badge has no room for: that some of the articles name nobody, or that all of it is one article's."""
    return remark_on(site, _first_side(linked))


def _first_side(linked: LinkedClaim) -> Side:
    return next((side for side in linked.sides.values() if side.items), linked.sides["supports"])


def name_witnesses(site: Site, side: Side) -> str:
    """Name who is behind a side, or say what is missing: 'All from Seoul’s foreign ministry', 'Nobody is named'."""
    witnesses = side.witnesses
    if not witnesses.ends:
        return _name_nobody(site, side)
    if len(witnesses.ends) == 1:
        return _name_one(site, side)
    if len(witnesses.bodies) == 1:
        return f"{_number(len(witnesses.ends))} offices of {name_of(site.library, witnesses.bodies[0])}"
    offices = _list_names(site, witnesses.ends)
    return offices if len(offices) <= FITS else _list_names(site, witnesses.bodies)


def remark_on(site: Site, side: Side) -> str | None:
    """Say what the badge of a side has no room for; None where it says all."""
    remarks = (_remark_on_articles(side), _remark_on_conclusions(site, side), _remark_on_unknown(site, side))
    return " ".join(remark for remark in remarks if remark) or None


def _remark_on_articles(side: Side) -> str | None:
    if len(side.witnesses.bodies) < 2 or side.witnesses.are_independent:
        return None
    return "They speak in one article only, or in articles of which one retells the other."


def _remark_on_conclusions(site: Site, side: Side) -> str | None:
    """Name the articles whose source is our conclusion, where that of others is their own word."""
    known = [item for item in side.items if item.origin.kind != "unknown"]
    stated = {item.source for item in known if not item.origin.is_inferred}
    concluded = dict.fromkeys(item.source for item in known if item.source not in stated)
    if not stated or not concluded:
        return None
    return f"For {join_names([source_label(site.library, source) for source in concluded])} that is our conclusion."


def _remark_on_unknown(site: Site, side: Side) -> str | None:
    unknown = side.witnesses.unknown
    if not side.witnesses.ends or not unknown:
        return None
    labels = join_names([source_label(site.library, source) for source in unknown])
    if len(unknown) == 1:
        return f"{labels} has something of it in its own words, naming nobody."
    return f"{labels} have something of it in their own words, naming nobody."


def _number(count: int) -> str:
    return _NUMBERS[count].capitalize() if count < len(_NUMBERS) else str(count)


def _name_nobody(site: Site, side: Side) -> str:
    """Say whose words they are where only one article has them, as it names nobody behind them."""
    if len(side.witnesses.unknown) != 1:
        return "Nobody is named"
    (source,) = side.witnesses.unknown
    outlet = site.library.sources[source].outlet
    return f"{short_name_of(site.library, outlet)}’s own words" if outlet else "An unnamed outlet’s own words"


def _name_one(site: Site, side: Side) -> str:
    (end,) = side.witnesses.ends
    name = short_name_of(site.library, end)
    behind = [item for item in side.items if item.origin.kind != "unknown"]
    if all(item.origin.kind == "own" for item in behind):
        return f"{name}’s own reporting"
    concluded = [item for item in behind if item.origin.is_inferred]
    if len(concluded) == len(behind):
        return f"Probably from {name}"
    is_all = len(side.sources) + len(side.copies) > 1 and not concluded and not side.witnesses.unknown
    return f"All from {name}" if is_all else f"From {name}"


def _list_names(site: Site, ends: Sequence[str]) -> str:
    names = [short_name_of(site.library, end) for end in ends]
    shown, more = names[:SHOWN_ENDS], len(names) - SHOWN_ENDS
    return f"{', '.join(shown)} and {more} more" if more > 0 else join_names(shown)


@dataclass(frozen=True)
class Position:
    """What one item answers, when, and on whose word."""

    stance: Stance
    answer: str
    day: str
    """The time in short."""
    when: str
    """The time with the source's own words for it."""
    who: str
    """Whose word it is."""
    how: str
    """What leads to whose word: after, probably after, in; empty where somebody says so."""
    item: str
    """The item's id."""


def find_positions(site: Site, linked: LinkedClaim) -> tuple[Position, ...]:
    """Return what is said on a contested claim, by the time that it is about, what has no time last."""
    placed = [(time_of(site, item), stance, item) for stance, side in linked.sides.items() for item in side.items]
    placed.sort(key=lambda row: (time_key(row[0].edtf), row[2].id))
    counted = {item.item.quantity for item in linked.sides["supports"].items if isinstance(item.item, Figure)}
    return tuple(
        Position(
            stance,
            _answer(linked, stance, item, counted),
            write_placed(time, item.item.as_of_words),
            place_in_time(site, item),
            *_whose_word(site, item),
            item.id,
        )
        for time, stance, item in placed
    )


def _answer(linked: LinkedClaim, stance: Stance, item: LinkedItem, counted: Set[str]) -> str:
    """Answer with the printed number where it counts what the claim counts, else with the word for the side."""
    if isinstance(item.item, Figure) and item.item.quantity in counted:
        return f"“{item.item.printed}”"
    return answer_of(linked.claim.answers, stance)


def answer_of(answers: Answers | None, stance: Stance) -> str:
    """Return the word for a side: the editor's, else yes, no, in part."""
    given = getattr(answers, stance) if answers else None
    return given or _ANSWERS[stance]


def _whose_word(site: Site, item: LinkedItem) -> tuple[str, str]:
    label = source_label(site.library, item.source)
    end = item.origin.end
    if item.origin.kind == "own" or end is None:
        return label, "in"
    name = short_name_of(site.library, end)
    if item.origin.is_inferred:
        return name, "probably after"
    return name, "" if isinstance(item.item, Statement) else "after"


def write_positions(site: Site, linked: LinkedClaim) -> str | None:
    """Write the positions on a disputed claim: 'January 2025: no, says the ministry · 19 February: perhaps, after …'.

    None where the claim is not disputed.
    """
    if linked.status != "disputed":
        return None
    groups: dict[tuple[str, str, str], dict[str, None]] = {}
    for position in find_positions(site, linked):
        groups.setdefault((position.day, position.answer, position.how), {})[position.who] = None
    return " · ".join(_write_position(*key, list(names)) for key, names in groups.items())


def _write_position(day: str, answer: str, how: str, names: Sequence[str]) -> str:
    says = "says" if len(names) == 1 else "say"
    return f"{day}: {answer}, {how or says} {join_names(names)}"
