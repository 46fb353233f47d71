"""Library -> every record, reference, text and item in it, each with its place; knows no field by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_origin

from builder.model import Article, Item, Record
from builder.model.fields import Ref, TheirWords
from builder.model.library import KINDS, Library
from builder.model.where import Where

Container = Literal["one", "list", "dict"]


@dataclass(frozen=True)
class FieldPlan:
    """What the walk must know of a field: its container, and what each value in it is."""

    name: str
    container: Container
    is_record: bool
    ref: Ref | None
    is_ours: bool


@dataclass(frozen=True)
class PlacedItem:
    """An item with its address in the content."""

    source: str
    section: str
    key: str
    item: Item
    where: Where

    @property
    def id(self) -> str:
        """The item's id: <source>/<section>/<key>."""
        return f"{self.source}/{self.line}"

    @property
    def line(self) -> str:
        """The name of the item's line in the receipt and the audit of its source: <section>/<key>."""
        return f"{self.section}/{self.key}"


@lru_cache(maxsize=2)
def walk_records(library: Library) -> tuple[tuple[Where, Record], ...]:
    """Return every record of the library and every record inside one."""
    return tuple(_find_records(library))


def _find_records(library: Library) -> Iterator[tuple[Where, Record]]:
    for kind in KINDS:
        for name, record in library.records(kind.name).items():
            yield from _walk(record, library.places[kind.name, name])


@lru_cache(maxsize=2)
def walk_references(library: Library) -> tuple[tuple[Where, Ref, str], ...]:
    """Return every id that a record names, with the kinds it may be of."""
    return tuple(_find_references(library))


def _find_references(library: Library) -> Iterator[tuple[Where, Ref, str]]:
    for where, record in walk_records(library):
        for plan in plan_fields(type(record)):
            if plan.ref:
                for step, value in _values(record, plan):
                    yield where.at(*step), plan.ref, value


def walk_texts(library: Library) -> Iterator[tuple[Where, str]]:
    """Yield every text in our own words."""
    for where, record in walk_records(library):
        for plan in plan_fields(type(record)):
            if plan.is_ours:
                for step, value in _values(record, plan):
                    yield where.at(*step), value


@lru_cache(maxsize=2)
def walk_items(library: Library) -> tuple[PlacedItem, ...]:
    """Return every item of every article, in the order of the files and of the sections."""
    return tuple(_find_items(library))


def _find_items(library: Library) -> Iterator[PlacedItem]:
    for source, article in library.articles.items():
        where = library.places["articles", source]
        for section in Article.SECTIONS:
            for key, item in getattr(article, section).items():
                yield PlacedItem(source, section, key, item, where.at(section, key))


def bearing_items(library: Library) -> dict[str, list[PlacedItem]]:
    """Return the items that bear on each claim and are not withdrawn."""
    groups: dict[str, list[PlacedItem]] = defaultdict(list)
    for placed in walk_items(library):
        if placed.item.claim and not placed.item.withdrawn:
            groups[placed.item.claim].append(placed)
    return dict(groups)


@cache
def plan_fields(model: type[Record]) -> tuple[FieldPlan, ...]:
    """Return the plans of the fields that hold records, references or texts."""
    plans = []
    for name, info in model.model_fields.items():
        kinds = [*_parts(info.annotation), *info.metadata]
        is_record = any(isinstance(part, type) and issubclass(part, Record) for part in kinds)
        ref = next((part for part in kinds if isinstance(part, Ref)), None)
        is_text = str in kinds and not is_record and not ref
        is_ours = is_text and not any(isinstance(part, TheirWords) for part in kinds) and _is_free(kinds)
        if is_record or ref or is_ours:
            plans.append(FieldPlan(name, _container(info.annotation), is_record, ref, is_ours))
    return tuple(plans)


@cache
def linkable_kinds() -> frozenset[str]:
    """Return the kinds of record that some field names by their ids."""
    models = [model for kind in KINDS for model in walk_classes(kind.model)]
    plans = [plan for model in models for plan in plan_fields(model)]
    return frozenset(name for plan in plans if plan.ref for name in plan.ref.kinds)


def walk_classes(model: type[Record]) -> Iterator[type[Record]]:
    """Yield the class of a record, and the classes of the records inside it."""
    yield model
    for info in model.model_fields.values():
        for part in _parts(info.annotation):
            if isinstance(part, type) and issubclass(part, Record):
                yield from walk_classes(part)


def _is_free(kinds: list[Any]) -> bool:
    """Tell free text from ids, dates and addresses, which have a pattern or a validator."""
    return not any(getattr(part, "pattern", None) or hasattr(part, "func") for part in kinds)


def _container(annotation: Any) -> Container:
    origin = get_origin(annotation)
    if origin is dict:
        return "dict"
    return "list" if origin is list else "one"


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield the classes and markers inside an annotation; for a dict, only those of its values."""
    arguments = get_args(annotation)
    if not arguments:
        yield annotation
    for argument in arguments[1:] if get_origin(annotation) is dict else arguments:
        yield from _parts(argument)


def _walk(record: Record, where: Where) -> Iterator[tuple[Where, Record]]:
    yield where, record
    for plan in plan_fields(type(record)):
        if plan.is_record:
            for step, value in _values(record, plan):
                yield from _walk(value, where.at(*step))


def _values(record: Record, plan: FieldPlan) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    value = getattr(record, plan.name)
    if value is None:
        return
    if plan.container == "dict":
        yield from (((plan.name, key), inner) for key, inner in value.items())
    elif plan.container == "list":
        yield from (((plan.name, index), inner) for index, inner in enumerate(value))
    else:
        yield (plan.name,), value
