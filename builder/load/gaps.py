"""A record with faults -> two readings of it, in which stand-ins fill the gaps that the faults leave.

Nobody knows what an editor meant to write in a gap. What the checks find in both readings is wrong whatever was meant;
what they find in one only, or in other words in each, rests on a stand-in and is not reported. So a slip hides no other
slip, and is reported once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from builder.load.misfits import Misfit, bare_type, field_type, is_record, model_at, type_at
from builder.load.yaml_file import Value, value_at
from builder.model import Entry, Record
from builder.model.where import Loc


@dataclass(frozen=True)
class Gap:
    """A place in a record at which nothing usable is written."""

    loc: Loc
    kind: Any = None
    """The type of what should be there; None if it is left out of both readings."""
    is_optional: bool = False
    """Whether the first reading leaves it out."""
    default: object = None
    may_name: bool = False
    """Whether an id, an item or words may be missing on which something elsewhere depends."""


def find_gaps(misfits: list[Misfit], model: type[Record]) -> list[Gap]:
    """Return the gaps that faults leave in a record; one at () if nothing of it can be used."""
    return [gap for misfit in misfits for gap in _gaps_of(misfit, model)]


def _gaps_of(misfit: Misfit, model: type[Record]) -> Iterator[Gap]:
    loc = misfit.loc
    if misfit.is_unknown:
        yield Gap(loc, may_name=misfit.is_former)
        if misfit.meant:
            yield _gap_at(model, (*loc[:-1], misfit.meant))
    elif misfit.is_key:
        yield Gap(loc, may_name=True)
    elif _is_list_of_exceptions(model, loc):
        yield Gap(loc[:-1], may_name=True)  # nobody knows which faults of the record the editor allows
    else:
        yield _gap_at(model, loc)


def _is_list_of_exceptions(model: type[Record], loc: Loc) -> bool:
    owner = model_at(model, loc[:-1]) if loc else None
    return owner is not None and issubclass(owner, Entry) and loc[-1] in Entry.model_fields


def _gap_at(model: type[Record], loc: Loc) -> Gap:
    """Return the gap at a field, in a list, or in a mapping, out of which a whole record is left."""
    kind = type_at(model, loc)
    container = bare_type(type_at(model, loc[:-1])) if loc else None
    if container is None or (get_origin(container) is dict and is_record(bare_type(kind))):
        return Gap(loc, may_name=True)
    field = container.model_fields[str(loc[-1])] if is_record(container) else None
    is_optional = field is not None and not field.is_required()
    return Gap(loc, kind, is_optional, field.default if field else None, may_name=not _is_bounded(kind))


def read_twice(value: Value, gaps: list[Gap], model: type[Record], numbers: Iterator[int]) -> list[Record]:
    """Return two readings of a record; none if nothing of it can be used. The numbers make each stand-in unique."""
    if any(not gap.loc for gap in gaps):
        return []
    numbered = [(gap, next(numbers)) for gap in gaps]
    return [model.model_validate(_fill(value, numbered, which)) for which in (0, 1)]


def _fill(value: Value, gaps: list[tuple[Gap, int]], which: int) -> Value:
    filled = _copy(value)
    for gap, number in gaps:
        owner, step = value_at(filled, gap.loc[:-1]), gap.loc[-1]
        is_left_out = gap.kind is None or (gap.is_optional and which == 0)
        if isinstance(owner, dict) and is_left_out:
            owner.pop(str(step), None)
        elif isinstance(owner, dict):
            owner[str(step)] = _stand_in(gap.kind, which, number, gap)
        elif isinstance(owner, list) and isinstance(step, int):
            owner[step] = _stand_in(gap.kind, which, number, gap)
    return filled


def _copy(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


def _stand_in(kind: Any, which: int, number: int, gap: Gap | None = None) -> Value:
    """Return something that the type takes: other in each reading, and unlike anything that an editor would write."""
    bare = bare_type(kind)
    if is_record(bare):
        fields = bare.model_fields.items()
        return {name: _stand_in(field_type(field), which, number) for name, field in fields if field.is_required()}
    if get_origin(bare) is dict:
        return {}
    if get_origin(bare) is list:
        return [_stand_in(get_args(bare)[0], which, number)]
    if get_origin(bare) is Literal:
        words = [word for word in get_args(bare) if not (gap and word == gap.default)]
        return str(words[0 if gap and gap.is_optional else min(which, len(words) - 1)])
    return _samples(which, number)[_which_sample(kind)]


def _samples(which: int, number: int) -> list[str]:
    """Return a text, a date or number, an address and a language; the dates lie before and after all others."""
    name = f"unread-{number}-{which}"
    return [name, ("1600", "2900")[which], f"https://{name}.example.org/", ("xa", "xb")[which]]


@cache
def _which_sample(kind: Any) -> int:
    """Return which of the samples is the first that the type takes."""
    return next(place for place, text in enumerate(_samples(0, 0)) if _takes(TypeAdapter(kind), text))


def _takes(adapter: TypeAdapter[Any], text: str) -> bool:
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True


def _is_bounded(kind: Any) -> bool:
    """Tell dates, numbers, addresses and words of a choice from texts, ids and whatever contains any."""
    bare = bare_type(kind)
    if is_record(bare) or get_origin(bare) in (dict, list):
        return False
    return get_origin(bare) is Literal or _which_sample(kind) > 0
