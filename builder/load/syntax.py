"""Where the YAML parser gave up -> where an editor should look, and what to do there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.problems import quoted

Place = tuple[int, int]
"""Line and column, from 1."""

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'")
_COMMENT = re.compile(r"(?<=[ \t])#")
_KEY = re.compile(r"\s*[\w-]+")
_KEY_WITHOUT_SPACE = re.compile(r"\s*[\w-]+:(?=[^\s:/])")
_QUOTE_IT = "put the value in quotation marks"


@dataclass(frozen=True)
class Slip:
    """What the parser says: what it was reading and from where, what it missed and where.

    It says so in words of its own only (libyaml's parser.c and scanner.c); it has no codes.
    """

    context: str
    start: Place | None
    problem: str
    place: Place


def explain_slip(lines: list[str], slip: Slip) -> tuple[Place, str]:
    """Return the place of a slip in the syntax, and what to do about it."""
    line, _ = slip.place
    here = lines[line - 1]
    if slip.context == "while scanning a quoted scalar":
        return slip.start or slip.place, "the quotation mark that opens here is not closed"
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return slip.place, "the indentation contains a tab; YAML needs spaces"
    if slip.problem.startswith("did not find expected ','"):
        return _explain_brackets(lines, slip)
    if slip.problem.startswith("mapping values"):
        return _explain_colon(lines, slip)
    if slip.problem == "did not find expected key":
        return slip.place, _explain_rest(here[: slip.place[1] - 1])
    if slip.problem == "could not find expected ':'":
        return slip.start or slip.place, "this line has no ': '; write 'key: value', or indent it to continue a value"
    if slip.problem == "found unknown escape character":
        return slip.place, "a backslash in double quotation marks must be doubled; or use single quotation marks"
    return _explain_beginning(lines, slip)


def _explain_brackets(lines: list[str], slip: Slip) -> tuple[Place, str]:
    """Explain braces or brackets in which the parser met something else than the next value or their end."""
    start = slip.start or slip.place
    opening = _sign_at(lines, start)
    comment = _find_comment(lines, start, slip.place)
    if comment:
        return comment, f"' #' begins a comment, here inside '{opening}'; {_QUOTE_IT} if the # belongs to it"
    before = lines[slip.place[0] - 1][: slip.place[1] - 1]
    sign = _sign_at(lines, slip.place)
    if sign and before.rstrip().endswith(('"', "'", "]", "}")):
        return slip.place, _explain_rest(before)
    is_next_key = slip.place[0] != start[0] and bool(_KEY.fullmatch(before))
    if sign and sign in "[]{}:" and not is_next_key:
        return slip.place, f"inside '{opening}' a value ends before '{sign}'; {_QUOTE_IT} if the sign belongs to it"
    return start, f"the '{opening}' that opens here is not closed; close it, or {_QUOTE_IT} if the sign belongs to it"


def _find_comment(lines: list[str], start: Place, end: Place) -> Place | None:
    """Return where a comment begins between two places, quotations passed over."""
    for number in range(start[0], end[0] + 1):
        line = _QUOTED.sub(lambda found: "x" * len(found[0]), lines[number - 1])
        found = _COMMENT.search(line, start[1] if number == start[0] else 0)
        if found and (number, found.start() + 1) < end:
            return number, found.start() + 1
    return None


def _explain_colon(lines: list[str], slip: Slip) -> tuple[Place, str]:
    line, column = slip.place
    above = _KEY_WITHOUT_SPACE.match(lines[line - 2]) if line > 1 else None
    if above and _KEY.fullmatch(lines[line - 1][: column - 1]):
        return (line - 1, above.end()), "a key needs a space after its colon: 'key: value'"
    return slip.place, f"': ' is for the end of a key; {_QUOTE_IT} if it contains ': ', or correct the indentation"


def _explain_rest(before: str) -> str:
    """Explain words that go on where a value or a group of keys has ended."""
    last = before.rstrip()[-1:]
    if last and last in "\"'":
        return (
            "the value ends at the quotation mark before this; put the whole value in quotation marks of another kind"
        )
    if last and last in "]}":
        return f"the value ends at the '{last}' before this; put the whole value in quotation marks"
    return "this line is indented like none of the lines above it; give it the indentation of the keys it belongs to"


def _explain_beginning(lines: list[str], slip: Slip) -> tuple[Place, str]:
    sign = _sign_at(lines, slip.start or slip.place)
    if sign and not sign.isalnum():
        return slip.start or slip.place, f"a value cannot begin with {quoted(sign)}; put it in quotation marks"
    return (
        slip.place,
        f"YAML cannot be read from here on: {slip.problem}; {_QUOTE_IT} if it contains special characters",
    )


def _sign_at(lines: list[str], place: Place) -> str:
    line, column = place
    return lines[line - 1][column - 1 : column]
