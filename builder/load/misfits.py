"""What pydantic found wrong in a record -> codes and words that an editor can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from builder.load.yaml_file import UNREAD, Value, value_at
from builder.model import Record
from builder.model.where import Loc
from builder.problems import did_you_mean, find_nearest, quoted

Details = Mapping[str, Any]
"""What pydantic says of one fault: type, loc, input, ctx, msg."""
BAD_ID = "id"
"""The type of the error that our own type of ids raises."""
_KEY = "[key]"
"""Pydantic's last step to a key, where not its value but the key itself is wrong."""


@dataclass(frozen=True)
class Misfit:
    """One thing in a record that does not fit the model: its place within the record, and what pydantic says of it."""

    loc: Loc
    details: Details
    nearest: str | None = None
    """The field whose name an unknown key resembles."""
    is_free: bool = False
    """Whether the record does not have that field already."""

    is_former: bool = False
    """Whether it is a field that such a record once had."""

    @property
    def meant(self) -> str | None:
        """The field that an unknown key was probably meant to be."""
        return self.nearest if self.is_free else None

    @property
    def is_key(self) -> bool:
        """Whether a key among others is wrong, and not what it holds."""
        return _KEY in self.details["loc"]

    @property
    def is_unknown(self) -> bool:
        """Whether the record has no such field."""
        return bool(self.details["type"] == "extra_forbidden")


def find_misfits(value: Value, error: ValidationError, model: type[BaseModel]) -> list[Misfit]:
    """Return everything in a record's value that does not fit the model."""
    return [_read_misfit(value, details, model) for details in error.errors()]


def _read_misfit(value: Value, details: Details, model: type[BaseModel]) -> Misfit:
    loc = tuple(step for step in details["loc"] if step != _KEY)
    misfit = Misfit(loc, details)
    if not misfit.is_unknown:
        return misfit
    if _formerly(model, loc):
        return Misfit(loc, details, is_former=True)
    nearest = find_nearest(str(loc[-1]), _fields_at(model, loc[:-1]))
    record = value_at(value, loc[:-1])
    is_free = isinstance(record, dict) and nearest not in record
    return Misfit(loc, details, nearest, is_free)


def explain_misfits(misfits: list[Misfit], model: type[BaseModel]) -> Iterator[tuple[Misfit, bool, str, str]]:
    """Yield what an editor should hear about: the misfit, whether the place is its key, code and words.

    That is not what could not be read, which has been reported, nor a missing field whose name is only mistyped.
    """
    mistyped = {(*misfit.loc[:-1], misfit.meant) for misfit in misfits if misfit.meant}
    for misfit in misfits:
        kind = misfit.details["type"]
        is_reported = misfit.details["input"] is UNREAD and not misfit.is_unknown
        is_mistyped = kind == "missing" and misfit.loc in mistyped
        if is_reported or is_mistyped:
            continue
        code, message = _WORDS.get(kind, _wrong_type)(misfit.details, misfit.loc, model)
        yield misfit, misfit.is_key or code in _AT_KEY, code, message


def _name(loc: Loc) -> str:
    if not loc:
        return "the record"
    last = loc[-1]
    return quoted(last) if isinstance(last, str) else f"value {last + 1} of {_name(loc[:-1])}"


def _missing(details: Details, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    return "E010", f"{_name(loc)} is missing; add it{_help(model, loc)}"


def _unknown_key(details: Details, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    former = _formerly(model, loc)
    if former:
        return "E011", former.replace("{value}", _written(details["input"]))
    known = _fields_at(model, loc[:-1])
    hint = did_you_mean(str(loc[-1]), known) or f"; known are {', '.join(sorted(known))}"
    return "E011", f"there is no field {_name(loc)}{hint}"


def _formerly(model: type[BaseModel], loc: Loc) -> str | None:
    """Return what to write instead of a field that the record at this place once had."""
    owner = model_at(model, loc[:-1])
    return owner.FORMER.get(str(loc[-1])) if owner and issubclass(owner, Record) else None


def _written(value: Value) -> str:
    """Return the values of a former field as an editor would type them; dots where there is none to take over."""
    words = value if isinstance(value, list) else [value]
    typed = [word for word in words if isinstance(word, str) and word]
    return ", ".join(typed) if typed else "…"


def _not_one_of(details: Details, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    if not isinstance(details["input"], str):
        return _wrong_type(details, loc, model)
    words = [str(word) for word in get_args(bare_type(type_at(model, loc)))]
    return (
        "E013",
        f"{_name(loc)} is {quoted(details['input'])}; write one of {', '.join(words)}"
        f"{did_you_mean(details['input'], words)}",
    )


def _too_long(details: Details, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    length, most = len(details["input"]), details["ctx"]["max_length"]
    return "E014", f"{_name(loc)} has {length:,} characters; at most {most:,} are allowed, shorten it"


def _bad_pattern(details: Details, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    return "E016", f"{_name(loc)} cannot be {quoted(str(details['input']))}{_help(model, loc)}"


def _own_words(code: str) -> Callable[[Details, Loc, type[BaseModel]], tuple[str, str]]:
    def words(details: Details, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
        return code, f"{_name(loc)}: {quoted(str(details['input']))} {details['msg']}"

    return words


def _bad_id(details: Details, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    return "E015", f"{quoted(details['input'])} {details['msg']}"


def _empty(loc: Loc) -> tuple[str, str]:
    return "E012", f"{_name(loc)} has no value; write one, or leave the key out if it may be missing"


def _wrong_type(details: Details, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    given = details["input"]
    if given is None or details["type"] == "string_too_short":
        return _empty(loc)
    wanted = _WANTED.get(details["type"], "text")
    hint = _QUOTE_IT if wanted == "text" else ""
    return "E017", f"{_name(loc)} is {_shape(given)} but must be {wanted}{hint}{_help(model, loc)}"


def _shape(value: Value) -> str:
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return "a list" if isinstance(value, list) else "a set of keys"


_AT_KEY = ("E011", "E012")
"""Codes of faults that an editor looks for at the key, as there is no value to look at."""
_QUOTE_IT = "; put it in quotation marks if its brackets, braces or ': ' belong to the text"
_WANTED = {"dict_type": "keys with values", "model_type": "keys with values", "list_type": "a list"}
_WORDS = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _not_one_of,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _bad_pattern,
    "date": _own_words("E018"),
    "number": _own_words("E019"),
    "url": _own_words("E020"),
    BAD_ID: _bad_id,
}


def _fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    found = model_at(model, loc)
    return list(found.model_fields) if found else []


def _help(model: type[BaseModel], loc: Loc) -> str:
    """Return ': <what the field is for>' from the model, or nothing if the loc is not a field."""
    owner = model_at(model, loc[:-1]) if loc else None
    field = owner.model_fields.get(str(loc[-1])) if owner else None
    return f": {' '.join(field.description.split())}" if field and field.description else ""


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the record class at a place of a record of the given class."""
    found = bare_type(type_at(model, loc))
    return found if is_record(found) else None


def type_at(model: type[BaseModel], loc: Loc) -> Any:
    """Return the type of what should be at a place of a record, with what limits it; None if there is no such place."""
    found: Any = model
    for step in loc:
        owner = bare_type(found)
        if is_record(owner):
            found = field_type(owner.model_fields[str(step)]) if step in owner.model_fields else None
        else:
            found = get_args(owner)[-1] if get_origin(owner) in (dict, list) else None
    return found


def field_type(field: FieldInfo) -> Any:
    """Return the type of a field, with what limits it."""
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def bare_type(annotation: Any) -> Any:
    """Return a type without what limits it, and without None."""
    if get_origin(annotation) is Annotated:
        return bare_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return bare_type(next(part for part in get_args(annotation) if part is not NoneType))
    return annotation


def is_record(annotation: Any) -> TypeGuard[type[BaseModel]]:
    """Say whether a type is a class of records."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def nested_model(annotation: Any) -> type[BaseModel] | None:
    """Return the record class inside an annotation such as list[X], dict[str, X] or X | None."""
    if is_record(annotation):
        return annotation
    inner = [nested_model(part) for part in getattr(annotation, "__args__", ())]
    return next((part for part in inner if part), None)
