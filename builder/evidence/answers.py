"""What became of a question to an address: a page, a redirect, or why there is none. Imports no library."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """What an address answered."""

    body: bytes
    charset: str | None
    """The encoding that the server names."""


@dataclass(frozen=True)
class Redirect:
    """Where an address leads instead."""

    url: str


@dataclass(frozen=True)
class Dead:
    """Why an address shows no page."""

    reason: str
    status: int | None = field(default=None, compare=False)
    """The HTTP status, where a server answered with one."""


@dataclass(frozen=True)
class Unasked:
    """Why we did not ask for a page that may well be there."""

    reason: str
