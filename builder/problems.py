"""What is wrong, where, and what to do: the shape of every finding, and how it is printed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from rapidfuzz import process

Level = Literal["error", "advice"]


@dataclass(frozen=True, order=True)
class Problem:
    """One finding of a check: file, line, column (both from 1), code, words."""

    path: str
    line: int
    column: int
    code: str
    message: str

    @property
    def level(self) -> Level:
        """How much it matters: an error (E…) stops the build, advice (W…) stops nothing."""
        return "advice" if self.code.startswith("W") else "error"

    @property
    def is_advice(self) -> bool:
        """Whether it stops nothing."""
        return self.level == "advice"

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}: {self.code} {printable(self.message)}"


class ContentError(Exception):
    """The content breaks rules; carries every problem, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class BuilderError(Exception):
    """The machine or the builder is at fault, not the content; the message says what to do."""


def printable(text: str) -> str:
    """Return the text with everything escaped that could steer a terminal or break a line."""
    return "".join(
        char if not unicodedata.category(char).startswith(("C", "Zl", "Zp")) else f"\\u{{{ord(char):x}}}"
        for char in text
    )


def quoted(text: str) -> str:
    """Quote a value for a message, cut to what fits on a line."""
    return f"'{text if len(text) <= 60 else text[:57] + '…'}'"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return '; did you mean 'x'?' for the nearest known word, or the empty string."""
    nearest = find_nearest(word, known)
    return f"; did you mean '{nearest}'?" if nearest else ""


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that this one was probably meant to be, if there is one."""
    found = process.extractOne(word, sorted(known), score_cutoff=70)
    return found[0] if found else None


def format_text(problems: Iterable[Problem]) -> str:
    """Write one line a problem: path:line:column: code message."""
    return "".join(f"{problem}\n" for problem in problems)


def format_json(problems: Iterable[Problem]) -> str:
    """Write the problems as a JSON list of objects: the fields of Problem, and its level."""
    objects = [{**asdict(problem), "level": problem.level} for problem in problems]
    return json.dumps(objects, ensure_ascii=True, indent=1) + "\n"


def format_github(problems: Iterable[Problem]) -> str:
    """Write workflow commands; GitHub shows ten of each level per step, so a last line counts them all."""
    found = list(problems)
    lines = []
    for problem in found:
        level = "warning" if problem.is_advice else "error"  # GitHub's own words for the two levels
        place = f"file={_property(problem.path)},line={problem.line},col={problem.column},title={problem.code}"
        lines.append(f"::{level} {place}::{_command_text(printable(problem.message))}")
    if len(found) > 10:
        lines.append(f"{len(found)} problems in all; GitHub shows the first ten of each level")
    return "".join(f"{line}\n" for line in lines)


def _command_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command_text(printable(text)).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": format_text, "github": format_github, "json": format_json}
