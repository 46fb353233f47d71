"""The YAML files -> records by kind and id, each with its place, and every fault of their shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import cast

from pydantic import TypeAdapter, ValidationError

from builder.load.disk import Disk
from builder.load.gaps import find_gaps, read_twice
from builder.load.misfits import BAD_ID, Misfit, explain_misfits, find_misfits
from builder.load.yaml_file import UNREAD, Document, Value, read_yaml
from builder.model import Article, Record, Story
from builder.model.fields import Slug
from builder.model.library import KINDS, Kind, Library
from builder.model.where import START, File, Where
from builder.problems import quoted

Records = dict[str, dict[str, Record]]
"""Kind -> id -> record."""
_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


class Shelf:
    """Collects the records while the files are read."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.records = _empty_shelves()
        """Sound records; articles with faults, without the items that have them."""
        self.readings = (_empty_shelves(), _empty_shelves())
        """The same with the records that have faults, read in two ways."""
        self.declared: dict[str, set[str]] = {kind.name: set() for kind in KINDS}
        self.places: dict[tuple[str, str], Where] = {}
        self.unread: set[str] = set()
        self.has_gaps = False
        self.is_whole = True
        self._numbers = count()

    def read_all(self) -> None:
        """Read every file of every kind."""
        for kind in KINDS:
            for path in self._find_files(kind):
                self._add_file(kind, path)

    def make_library(self, records: Records) -> Library:
        """Return a library of these records."""
        shelves = cast(dict[str, Mapping[str, Story]], records)
        return Library(
            **shelves,  # type: ignore[arg-type]  # one mapping a kind, as KINDS says
            places=self.places,
            declared={kind: frozenset(ids) for kind, ids in self.declared.items()},
            unread=frozenset(self.unread),
            is_whole=self.is_whole,
        )

    def _find_files(self, kind: Kind) -> Iterator[str]:
        if kind.is_folder:
            yield from self.disk.list_folder(kind.path, ".yml")
        elif self.disk.exists(kind.path):
            yield kind.path
        elif kind.name == "story":
            self.is_whole = False
            message = "the file is missing; write it: it gives the story's title, language and topics"
            self.disk.report(kind.path, "E009", message)

    def _add_file(self, kind: Kind, path: str) -> None:
        content = self.disk.read_bytes(path)
        if content is None:
            self._note_unread(kind, File(path, START))
            return
        document = read_yaml(content)
        self.disk.report_faults(path, document.faults)
        self.is_whole = self.is_whole and document.is_whole
        self._add_document(kind, File(path, document.mark), document)

    def _add_document(self, kind: Kind, file: File, document: Document) -> None:
        fault = find_fault_of_id(file.stem) if kind.is_folder else None
        if fault:
            self.disk.report(file.path, "E015", f"{fault}; rename the file")
            self.is_whole = False
        elif not isinstance(document.value, dict):
            self._note_unread(kind, file)
            if document.value is not UNREAD:
                message = "the file must contain keys with values; docs/fields.md lists its fields"
                self.disk.report(file.path, "E008", message)
        elif kind.holds == "one record":
            self._add_record(kind, file.stem, document.value, Where(file))
        else:
            for name, value in document.value.items():
                self._add_named(kind, name, value, Where(file, (name,)))

    def _note_unread(self, kind: Kind, file: File) -> None:
        """Remember what a file may have declared, so that no reference to it is reported as well."""
        self.is_whole = False
        if kind.holds == "one record":
            self.declared[kind.name].add(file.stem)
        else:
            self.unread.add(kind.name)

    def _add_named(self, kind: Kind, name: str, value: Value, where: Where) -> None:
        fault = find_fault_of_id(name)
        if not fault and (kind.name, name) not in self.places:
            self._add_record(kind, name, value, where)
            return
        self.is_whole = False
        if fault:
            self.disk.problems.append(where.problem("E015", fault, at_key=True))
        else:
            first = self.places[kind.name, name]
            place = f"{first.file.path}:{first.file.mark.find(first.loc).key[0]}"
            message = f"{quoted(name)} is in {place} already; an id is used once, so rename or delete one of the two"
            self.disk.problems.append(where.problem("E006", message, at_key=True))
        self._read(kind, value, where)

    def _add_record(self, kind: Kind, name: str, value: Value, where: Where) -> None:
        self.declared[kind.name].add(name)
        self.places[kind.name, name] = where
        sound, readings = self._read(kind, value, where)
        if sound:
            self.records[kind.name][name] = sound
        for records, record in zip(self.readings, readings, strict=False):
            records[kind.name][name] = record

    def _read(self, kind: Kind, value: Value, where: Where) -> tuple[Record | None, list[Record]]:
        """Report a record's faults; return the record if it is sound, and the two readings of it, if it has any."""
        try:
            record = kind.model.model_validate(value)
        except ValidationError as error:
            misfits = find_misfits(value, error, kind.model)
        else:
            return record, [record, record]
        for misfit, at_key, code, message in explain_misfits(misfits, kind.model):
            place = where.at(*misfit.loc)
            self.disk.problems.append(place.problem(code, message + _explain_comma(misfit, place), at_key))
        gaps = find_gaps(misfits, kind.model)
        readings = read_twice(value, gaps, kind.model, self._numbers)
        self.has_gaps = True
        self.is_whole = self.is_whole and bool(readings) and not any(gap.may_name for gap in gaps)
        return _without_broken_items(value, misfits) if kind.model is Article else None, readings


def _empty_shelves() -> Records:
    return {kind.name: {} for kind in KINDS}


def _explain_comma(misfit: Misfit, place: Where) -> str:
    """Say what to do if an unknown key in braces is in truth the rest of a value with a comma."""
    is_after_comma = place.file.mark.find(place.loc).is_after_comma
    if not misfit.is_unknown or misfit.nearest or not is_after_comma:
        return ""
    return "; if the comma before it belongs to the value there, put that value in quotation marks"


def _without_broken_items(article: Value, misfits: list[Misfit]) -> Record | None:
    """Return the article without the items that have faults; None if more is broken."""
    broken = {misfit.loc[:2] for misfit in misfits}
    if not isinstance(article, dict) or not all(len(loc) == 2 and loc[0] in Article.SECTIONS for loc in broken):
        return None
    sound = {
        section: {key: item for key, item in items.items() if (section, key) not in broken}
        if isinstance(items, dict)
        else items
        for section, items in article.items()
    }
    return Article.model_validate(sound)


def find_fault_of_id(name: str) -> str | None:
    """Say what is wrong with an id, if anything is."""
    try:
        _SLUG.validate_python(name)
    except ValidationError as error:
        details = error.errors()[0]
        if details["type"] == BAD_ID:
            return f"{quoted(name)} {details['msg']}"
        return f"{quoted(name)} is too long for an id; at most 64 characters are allowed"
    return None
