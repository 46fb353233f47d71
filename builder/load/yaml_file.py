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

from builder.load.syntax import Place, Slip, explain_slip
from builder.model.where import START, Mark
from builder.problems import quoted
from builder.words.characters import delete_refused, explain_refused, find_refused, join_accents


@dataclass(frozen=True)
class Unread:
    """In place of a value that cannot be read; its fault has been reported."""


UNREAD = Unread()
Value = str | None | list["Value"] | dict[str, "Value"] | Unread

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep; no field needs that, look for a stray bracket"
_DEEPEST = "exceeded maximum nesting depth"
"""libyaml's words for 1,000 levels, which it counts while it looks ahead: before we have counted to twelve."""
MAX_VALUES = 50_000
MAX_REFUSED = 20
MAX_FAULTS = 1_000

_FRAMES = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_IF_TEXT = "; put text that begins with such a sign in quotation marks"
_QUOTE_COMMA = "put the whole value in quotation marks if the comma belongs to it"
_QUOTE_TEXT = "put text that begins with a brace in quotation marks"
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
    """UNREAD where the file could not be read to its end."""
    mark: Mark
    faults: tuple[Fault, ...]
    is_whole: bool = True
    """Whether every key in the file is among the values; a value may be UNREAD."""


class _StopError(Exception):
    """Reading cannot go on."""


def read_yaml(content: bytes, may_be_empty: bool = False) -> Document:
    """Read one YAML document; every fault has line, column and code, and nothing is raised."""
    reader = _Reader(may_be_empty)
    try:
        text = reader.decode(content)
        reader.note_refused(text)
        value, mark = reader.read_document(text)
    except _StopError:
        value, mark = UNREAD, START
        reader.is_whole = False
    return Document(value, mark, tuple(reader.faults), reader.is_whole)


def value_at(value: Value, loc: tuple[str | int, ...]) -> Value:
    """Return what is at a place of a value; UNREAD where nothing is."""
    for step in loc:
        if isinstance(value, dict):
            value = value.get(str(step), UNREAD)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return UNREAD
    return value


def read_plain(content: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Read a text that is not YAML, with its faults: size, encoding, characters. Its line ends are plain."""
    reader = _Reader()
    try:
        text = reader.decode(content)
        reader.note_refused(text.replace("\r\n", "\n").replace("\r", "\n"))
    except _StopError:
        text = content.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(reader.faults)


class _Reader:
    """Collects the faults of one file while its events are turned into values."""

    def __init__(self, may_be_empty: bool = False) -> None:
        self.may_be_empty = may_be_empty
        self.faults: list[Fault] = []
        self.count = 0
        self.has_escapes = False
        self.has_refused = False
        self.is_whole = True
        self.plain_ends: list[Place] = []

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
            self.has_refused = True
            line = text.count("\n", 0, place) + 1
            column = place - text.rfind("\n", 0, place)
            self.fault(line, column, "E007", explain_refused(found))

    def read_document(self, text: str) -> tuple[Value, Mark]:
        try:
            events = self.events(text)
            first = next(events, None)
            if first is None and self.may_be_empty:
                return {}, START
            if first is None:
                raise self.stop(1, 1, "E008", "the file is empty; fill it or delete it")
            value, mark = self.value(first, events, (1, 1), 1)
            second = next(events, None)
            if second is not None:
                self.is_whole = False
                self.fault_at(second, "E005", "a second document begins here; one file holds one document")
        except yaml.MarkedYAMLError as error:
            lines = text.splitlines()
            slip = _slip(lines, error)
            if slip.problem == _DEEPEST:
                raise self.stop(*slip.place, "E003", _TOO_DEEP) from None
            (line, column), message = explain_slip(lines, slip)
            raise self.stop(line, column, "E004", message) from None
        except (yaml.YAMLError, UnicodeError, ValueError, OverflowError) as error:
            message = f"this is not YAML: {str(error).splitlines()[0]}; save the file as plain text"
            raise self.stop(1, 1, "E004", message) from None
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
                self.fault_at(event, "E005", "a line that begins with % does not belong here; delete it")

    def value(self, event: Any, events: Iterator[Any], key: Place, depth: int) -> tuple[Value, Mark]:
        place = _place(event)
        self.count += 1
        if len(self.faults) >= MAX_FAULTS:
            raise self.stop(*place, "E003", f"more than {MAX_FAULTS:,} mistakes above; fix those first")
        if depth > MAX_DEPTH:
            raise self.stop(*place, "E003", _TOO_DEEP)
        if self.count > MAX_VALUES:
            raise self.stop(*place, "E003", f"more than {MAX_VALUES:,} values; split the file")
        if isinstance(event, yaml.AliasEvent):
            self.fault_at(event, "E005", f"{quoted(f'*{event.anchor}')} is an alias; write the value out{_IF_TEXT}")
            return UNREAD, Mark(key, place)
        if event.anchor or event.tag:
            self.note_machinery(event, event.anchor, event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event), Mark(key, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, key, depth)
        return self.mapping(event, events, key, depth)

    def note_machinery(self, event: yaml.Event, anchor: str | None, tag: str | None) -> None:
        if anchor:
            self.fault_at(
                event, "E005", f"{quoted(f'&{anchor}')} is an anchor; delete it and write values out{_IF_TEXT}"
            )
        if tag:
            self.fault_at(
                event,
                "E005",
                f"{quoted(tag.replace('tag:yaml.org,2002:', '!!'))} is a tag; delete it, no field needs one{_IF_TEXT}",
            )

    def scalar(self, event: yaml.ScalarEvent) -> Value:
        text: str = event.value
        if not event.style:
            self.plain_ends.append(_end(event))
        elif event.style == '"' and self.has_escapes:
            text = join_accents(text)
            for _, found in islice(find_refused(text), 1):
                self.fault_at(event, "E007", explain_refused(found))
                return UNREAD
        if self.has_refused and any(find_refused(text)):
            return UNREAD
        return None if not event.style and text in ("", "null") else text

    def sequence(self, start: Any, events: Iterator[Any], key: Place, depth: int) -> tuple[Value, Mark]:
        values: list[Value] = []
        marks: dict[str | int, Mark] = {}
        before: Any = None
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            item, mark = self.value(event, events, _place(event), depth + 1)
            if start.flow_style and _is_cut_number(before, event):
                number = quoted(f"{before.value},{event.value}")
                self.fault_at(before, "E004", f"the comma ends the value; put {number} in quotation marks")
                values[-1], item = UNREAD, UNREAD
            marks[len(values)] = mark
            values.append(item)
            before = event
        return values, Mark(key, _place(start), marks)

    def mapping(self, start: Any, events: Iterator[Any], key: Place, depth: int) -> tuple[Value, Mark]:
        values: dict[str, Value] = {}
        marks: dict[str | int, Mark] = {}
        is_lost, last = False, ""
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key_place = _place(event)
            name = self.key_of(event)
            first = next(events)
            if start.flow_style and _is_without_colon(event, first):
                is_lost = not self.note_missing_colon(event, values, marks, last) or is_lost
                continue
            item, mark = self.value(first, events, key_place, depth + 1)
            is_lost = is_lost or name == "<<"
            if name in values:
                self.is_whole = False
                line = marks[name].key[0]
                self.fault(*key_place, "E006", f"{quoted(name)} is here and in line {line}; keep one of the two")
                continue
            values[name] = item
            marks[name] = mark._replace(is_after_comma=start.flow_style and bool(values))
            last = name
        return UNREAD if is_lost else values, Mark(key, _place(start), marks)

    def note_missing_colon(
        self, event: yaml.ScalarEvent, values: dict[str, Value], marks: dict[str | int, Mark], last: str
    ) -> bool:
        """Report words in braces that are neither a key nor a value: most often a comma has cut a value in two.

        Return whether only that value is lost.
        """
        self.is_whole = False
        value = values.get(last)
        if value is UNREAD:
            return True
        if re.match(r"[\w-]+:\S", event.value):
            self.fault_at(event, "E004", f"{quoted(event.value)} needs a space after the colon: 'key: value'")
        elif isinstance(value, str):
            message = f"in braces the comma after {quoted(value)} ends the value; {_QUOTE_COMMA}"
            self.fault(*marks[last].value, "E004", message)
            values[last] = UNREAD
            return True
        else:
            message = f"{quoted(event.value)} is in braces without a value; write 'key: value', or {_QUOTE_TEXT}"
            self.fault_at(event, "E004", message)
        return False

    def key_of(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            line, column = _place(event)
            raise self.stop(line, column, "E005", "a key must be a plain word; put it in quotation marks if it is text")
        if event.anchor or event.tag:
            self.note_machinery(event, event.anchor, event.tag)
        if event.value == "<<":
            self.fault_at(event, "E005", "'<<' merges other keys in; write the keys out")
        self.count += 1
        name = join_accents(event.value)
        return delete_refused(name) if self.has_refused else name

    def note_cut_values(self, text: str) -> None:
        """Warn where ' #' ends a value: to YAML the rest of the line is a comment."""
        lines = text.splitlines()
        words = "' #' ends the value here; put the value in quotation marks, or the comment on a line of its own"
        for line, column in self.plain_ends:
            if len(self.faults) >= MAX_FAULTS:
                break
            cut = _TRAILING_COMMENT.match(lines[line - 1], column - 1) if line <= len(lines) else None
            if cut:
                self.fault(line, cut.end(), "W001", words)


def _place(event: yaml.Event) -> Place:
    """Return line and column of an event, from 1; the parser gives every event a mark."""
    mark = event.start_mark
    assert mark is not None
    return mark.line + 1, mark.column + 1


def _end(event: yaml.Event) -> Place:
    """Return line and column, from 1, of what follows an event."""
    mark = event.end_mark
    assert mark is not None
    return mark.line + 1, mark.column + 1


def _is_without_colon(key: yaml.ScalarEvent, value: Any) -> bool:
    """Tell words in braces that no colon follows: the parser takes them for a key, and adds an empty value."""
    return isinstance(value, yaml.ScalarEvent) and not value.style and _end(key) == _place(value) == _end(value)


def _is_cut_number(before: Any, event: Any) -> bool:
    """Tell whether a comma inside a number has made two values of it: [about 4,000]."""
    are_plain = all(isinstance(one, yaml.ScalarEvent) and not one.style for one in (before, event))
    if not are_plain or not re.search("[0-9]$", before.value) or not re.match("[0-9]{3}(?![0-9])", event.value):
        return False
    line, column = _end(before)
    return _place(event) == (line, column + 1)


def _slip(lines: list[str], error: yaml.MarkedYAMLError) -> Slip:
    """Return what the parser says of its error in our own terms; a place behind the last line is its end."""
    marks = [(mark.line + 1, mark.column + 1) if mark else None for mark in (error.context_mark, error.problem_mark)]
    start, place = (_inside(lines, mark) if mark else None for mark in marks)
    assert place is not None  # the parser says where
    return Slip(error.context or "", start, error.problem or "", place)


def _inside(lines: list[str], place: Place) -> Place:
    return place if place[0] <= len(lines) else (len(lines), len(lines[-1]) + 1)
