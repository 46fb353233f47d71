"""What pydantic found wrong in a record -> codes and words that an editor can act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError

from builder.load.yaml_file import Value
from builder.model.where import Loc
from builder.problems import did_you_mean, quoted


def explain_errors(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Loc, bool, str, str]]:
    """Yield place within the record, whether its key is meant, code and words for all that does not fit the model."""
    for fault in error.errors():
        loc = tuple(step for step in fault["loc"] if step != "[key]")
        code, message = _WORDS.get(fault["type"], _wrong_type)(fault, loc, model)
        yield loc, "[key]" in fault["loc"] or code in ("E011", "E012"), code, message


def _name(loc: Loc) -> str:
    if not loc:
        return "the record"
    last = loc[-1]
    return quoted(last) if isinstance(last, str) else f"value {last + 1} of {_name(loc[:-1])}"


def _missing(fault: Mapping[str, Any], loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    return "E010", f"{_name(loc)} is missing; add it{_help(model, loc)}"


def _unknown_key(fault: Mapping[str, Any], loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    known = _fields_at(model, loc[:-1])
    hint = did_you_mean(str(loc[-1]), known) or f"; known are {', '.join(sorted(known))}"
    return "E011", f"there is no field {_name(loc)}{hint}"


def _not_one_of(fault: Mapping[str, Any], loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    if not isinstance(fault["input"], str):
        return _wrong_type(fault, loc, model)
    allowed = fault["ctx"]["expected"]
    words = [word.strip(" '") for word in allowed.replace(" or ", ",").split(",")]
    return (
        "E013",
        f"{_name(loc)} is {quoted(fault['input'])}; write one of {', '.join(words)}"
        f"{did_you_mean(fault['input'], words)}",
    )


def _too_long(fault: Mapping[str, Any], loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    return "E014", f"{_name(loc)} has {len(fault['input']):,} characters; at most {fault['ctx']['max_length']:,} fit"


def _bad_pattern(fault: Mapping[str, Any], loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    value = quoted(str(fault["input"]))
    if "a-z0-9]+(-" in fault["ctx"]["pattern"]:
        return "E015", f"{value} cannot be an id; ids have lower-case letters a-z, digits and single hyphens"
    return "E016", f"{_name(loc)} cannot be {value}{_help(model, loc)}"


def _own_words(code: str) -> Any:
    def words(fault: Mapping[str, Any], loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
        return code, f"{_name(loc)}: {quoted(str(fault['input']))} {fault['msg']}"

    return words


def _reserved(fault: Mapping[str, Any], loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    return "E015", f"{quoted(fault['input'])} {fault['msg']}"


def _empty(loc: Loc) -> tuple[str, str]:
    return "E012", f"{_name(loc)} has no value; write one, or leave the key out if it may be missing"


def _wrong_type(fault: Mapping[str, Any], loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    if fault["input"] is None or fault["type"] == "string_too_short":
        return _empty(loc)
    wanted = {"dict_type": "keys with values", "model_type": "keys with values", "list_type": "a list"}
    return (
        "E017",
        f"{_name(loc)} is {_shape(fault['input'])}, where {wanted.get(fault['type'], 'text')} should stand"
        f"{_help(model, loc)}",
    )


def _shape(value: Value) -> str:
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return "a list" if isinstance(value, list) else "a set of keys"


_WORDS = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _not_one_of,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _bad_pattern,
    "date": _own_words("E018"),
    "number": _own_words("E019"),
    "url": _own_words("E020"),
    "reserved": _reserved,
}


def _fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    found = model_at(model, loc)
    return list(found.model_fields) if found else []


def _help(model: type[BaseModel], loc: Loc) -> str:
    """Return ': <what the field is for>' from the model, or nothing where the loc is no field."""
    owner = model_at(model, loc[:-1]) if loc else None
    field = owner.model_fields.get(str(loc[-1])) if owner else None
    return f": {' '.join(field.description.split())}" if field and field.description else ""


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the record class that stands at a place of a record of the given class."""
    found, in_container = model, False
    for step in loc:
        if in_container:
            in_container = False
            continue
        field = found.model_fields.get(str(step))
        annotation = field.annotation if field else None
        nested = nested_model(annotation)
        if nested is None:
            return None
        found, in_container = nested, get_origin(annotation) in (dict, list)
    return found


def nested_model(annotation: Any) -> type[BaseModel] | None:
    """Return the record class inside an annotation such as list[X], dict[str, X] or X | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = [nested_model(part) for part in getattr(annotation, "__args__", ())]
    return next((part for part in inner if part), None)
