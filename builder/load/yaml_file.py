"""The bytes of a YAML file -> its values, every scalar as typed, with the line and column of each.

Reads parser events only and builds the values itself: the constructors of PyYAML guess types (NO becomes False),
keep the last of two equal keys and can be made to hang. Bounded in size, depth and number of values.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from builder.model.where import START, Mark
from builder.problems import quoted
from builder.words.characters import explain_refused, find_refused, join_accents

Value = str | None | list["Value"] | dict[str, "Value"]

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_VALUES = 50_000
MAX_REFUSED = 20
MAX_FAULTS = 1_000

_FRAMES = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_TRAILING_COMMENT = re.compile(r"[ \t]+#")


@dataclass(frozen=True)
class Fault:
    """Something wrong in the file: place counted from 1, code, words."""

    line: int
    column: int
    code: str
    message: str


@dataclass(frozen=True)
class Document:
    """The values of one file, their places, and what was wrong."""

    value: Value
    mark: Mark
    faults: tuple[Fault, ...]


class _StopError(Exception):
    """Reading cannot go on."""


def read_yaml(content: bytes) -> Document:
    """Read one YAML document; every fault has line, column and code, and nothing is raised."""
    reader = _Reader()
    try:
        text = reader.decode(content)
        reader.note_refused(text)
        value, mark = reader.read_document(text)
    except _StopError:
        value, mark = None, START
    return Document(value, mark, tuple(reader.faults))


def read_plain(content: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Read a text that is no YAML, with its faults: size, encoding, characters. Its line ends are plain."""
    reader = _Reader()
    try:
        text = reader.decode(content)
        reader.note_refused(text.replace("\r\n", "\n").replace("\r", "\n"))
    except _StopError:
        text = content.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(reader.faults)


class _Reader:
    """Collects the faults of one file while its events are turned into values."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.count = 0
        self.has_escapes = False
        self.plain_ends: list[tuple[int, int]] = []

    def fault(self, line: int, column: int, code: str, message: str) -> None:
        self.faults.append(Fault(line, column, code, message))

    def fault_at(self, event: yaml.Event, code: str, message: str) -> None:
        self.fault(*_place(event), code, message)

    def stop(self, line: int, column: int, code: str, message: str) -> _StopError:
        self.fault(line, column, code, message)
        return _StopError()

    def decode(self, content: bytes) -> str:
        if len(content) > MAX_BYTES:
            raise self.stop(1, 1, "E003", f"the file has more than {MAX_BYTES:,} bytes; split it")
        content = content.removeprefix(BOM_UTF8)
        try:
            text = content.decode()
        except UnicodeDecodeError as error:
            before = content[: error.start]
            column = len(before.rpartition(b"\n")[2].decode()) + 1
            message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file in the encoding UTF-8"
            raise self.stop(before.count(b"\n") + 1, column, "E002", message) from None
        return join_accents(text)

    def note_refused(self, text: str) -> None:
        self.has_escapes = "\\" in text
        for place, found in islice(find_refused(text), MAX_REFUSED):
            line = text.count("\n", 0, place) + 1
            column = place - text.rfind("\n", 0, place)
            self.fault(line, column, "E007", explain_refused(found))

    def read_document(self, text: str) -> tuple[Value, Mark]:
        try:
            events = self.events(text)
            first = next(events, None)
            if first is None:
                raise self.stop(1, 1, "E008", "the file is empty; fill it or delete it")
            value, mark = self.value(first, events, (1, 1), 1)
            second = next(events, None)
            if second is not None:
                self.fault_at(second, "E005", "a second document begins here; one file holds one document")
        except yaml.MarkedYAMLError as error:
            lines = text.splitlines()
            line, column = _error_place(lines, error)
            raise self.stop(line, column, "E004", _syntax_words(lines[line - 1], error)) from None
        except (yaml.YAMLError, UnicodeError, ValueError, OverflowError) as error:
            raise self.stop(1, 1, "E004", f"this is no YAML: {str(error).splitlines()[0]}") from None
        if "#" in text:
            self.note_cut_values(text)
        return value, mark

    def events(self, text: str) -> Iterator[Any]:
        """Yield the events that carry values; refuse what only a program would write."""
        parser = yaml.CSafeLoader(text)
        while True:
            event: Any = parser.get_event()
            if event is None:
                return
            kind = type(event)
            if kind not in _FRAMES:
                yield event
            elif kind is yaml.DocumentStartEvent and (event.tags or event.version):
                self.fault_at(event, "E005", "a % directive has no place here; delete the line")

    def value(self, event: Any, events: Iterator[Any], key: tuple[int, int], depth: int) -> tuple[Value, Mark]:
        place = _place(event)
        self.count += 1
        if len(self.faults) >= MAX_FAULTS:
            raise self.stop(*place, "E003", f"more than {MAX_FAULTS:,} mistakes above this place; mend these first")
        if depth > MAX_DEPTH:
            raise self.stop(*place, "E003", f"nested more than {MAX_DEPTH} deep; no field needs that")
        if self.count > MAX_VALUES:
            raise self.stop(*place, "E003", f"more than {MAX_VALUES:,} values; split the file")
        if isinstance(event, yaml.AliasEvent):
            self.fault_at(event, "E005", f"{quoted(f'*{event.anchor}')} is an alias; write the value out")
            return None, Mark(key, place)
        if event.anchor or event.tag:
            self.note_machinery(event, event.anchor, event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event), Mark(key, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, key, place, depth)
        return self.mapping(events, key, place, depth)

    def note_machinery(self, event: yaml.Event, anchor: str | None, tag: str | None) -> None:
        if anchor:
            self.fault_at(event, "E005", f"{quoted(f'&{anchor}')} is an anchor; leave it out and write values out")
        if tag:
            self.fault_at(
                event,
                "E005",
                f"{quoted(tag.replace('tag:yaml.org,2002:', '!!'))} is a tag; leave it out, the field knows its type",
            )

    def scalar(self, event: yaml.ScalarEvent) -> str | None:
        text = event.value
        if not event.style:
            self.plain_ends.append(_end(event))
            return None if text in ("", "null") else text
        if event.style == '"' and self.has_escapes:
            text = join_accents(text)
            for _, found in islice(find_refused(text), 1):
                self.fault_at(event, "E007", explain_refused(found))
        return text

    def sequence(
        self, events: Iterator[Any], key: tuple[int, int], place: tuple[int, int], depth: int
    ) -> tuple[Value, Mark]:
        values: list[Value] = []
        marks: dict[str | int, Mark] = {}
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            item, mark = self.value(event, events, _place(event), depth + 1)
            marks[len(values)] = mark
            values.append(item)
        return values, Mark(key, place, marks)

    def mapping(
        self, events: Iterator[Any], key: tuple[int, int], place: tuple[int, int], depth: int
    ) -> tuple[Value, Mark]:
        values: dict[str, Value] = {}
        marks: dict[str | int, Mark] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key_place = _place(event)
            name = self.key_of(event)
            item, mark = self.value(next(events), events, key_place, depth + 1)
            if name == "<<":
                continue
            if name in values:
                first = marks[name].key
                self.fault(*key_place, "E006", f"{quoted(name)} stands here and in line {first[0]}; keep one")
                continue
            values[name] = item
            marks[name] = mark
        return values, Mark(key, place, marks)

    def key_of(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            line, column = _place(event)
            raise self.stop(line, column, "E005", "a key is a plain word, not a list or a mapping")
        if event.anchor or event.tag:
            self.note_machinery(event, event.anchor, event.tag)
        if event.value == "<<":
            self.fault_at(event, "E005", "'<<' merges mappings; write the keys out")
        self.count += 1
        return join_accents(event.value)

    def note_cut_values(self, text: str) -> None:
        """Warn where ' #' ends a value: in YAML the rest of the sentence would be gone in silence."""
        lines = text.splitlines()
        words = "' #' ends the value here; quote the value, or move the comment to a line of its own"
        for line, column in self.plain_ends:
            if len(self.faults) >= MAX_FAULTS:
                break
            cut = _TRAILING_COMMENT.match(lines[line - 1], column - 1) if line <= len(lines) else None
            if cut:
                self.fault(line, cut.end(), "W001", words)


def _place(event: yaml.Event) -> tuple[int, int]:
    """Return line and column of an event, from 1; the parser gives every event a mark."""
    mark = event.start_mark
    assert mark is not None
    return mark.line + 1, mark.column + 1


def _end(event: yaml.Event) -> tuple[int, int]:
    """Return line and column, from 1, of what follows an event."""
    mark = event.end_mark
    assert mark is not None
    return mark.line + 1, mark.column + 1


def _is_open_quotation(error: yaml.MarkedYAMLError) -> bool:
    """Tell a quotation mark that is never closed: the parser stops far below it, the editor must look at its start."""
    return error.context == "while scanning a quoted scalar"


def _error_place(lines: list[str], error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """Return where an editor should look; where the parser missed something at the end, that is the last line."""
    mark = error.context_mark if _is_open_quotation(error) else error.problem_mark
    assert mark is not None  # the parser says where
    return (mark.line + 1, mark.column + 1) if mark.line < len(lines) else (len(lines), len(lines[-1]) + 1)


def _syntax_words(here: str, error: yaml.MarkedYAMLError) -> str:
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return "a tab stands in the indentation; YAML wants blanks"
    if _is_open_quotation(error):
        return "the quotation mark that opens here is not closed"
    hint = "; put quotes around a value that holds ': ' or begins with a quotation mark or other sign"
    return f"this is no YAML: {error.problem}{hint}"
