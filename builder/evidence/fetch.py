"""An address -> the page that is there, or why there is none.

Asks public hosts only, politely: each redirect is checked like the address itself, and robots.txt is heeded.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from builder.evidence.answers import Dead, Page, Redirect, Unasked
from builder.evidence.https import AGENT, Network, ask_address
from builder.words.urls import find_fault, is_public

MAX_REDIRECTS = 3
MAX_ROBOTS_REDIRECTS = 5
"""RFC 9309 asks crawlers to follow at least five for robots.txt."""
MAX_CRAWL_DELAY = 60.0
MAX_ROBOTS_WORK = 1_000_000
"""protego keeps each rule once for every agent of its group; a hostile file would fill the memory."""
NAME = AGENT.partition(" ")[0]
"""What a robots.txt may call us: the RFC compares only this first word."""


@dataclass
class Door:
    """Asks for pages, politely: robots.txt is heeded, and a host gets a pause between two questions."""

    network: Network = field(default_factory=Network)
    timeout: float = 20.0
    """Seconds that a question may take from the connection to the last byte."""
    pause: float = 2.0
    _robots: dict[str, Protego | Dead] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Page | Dead | Unasked:
        """Return the page at an address, after at most three redirects, each checked like the address itself."""
        answer = self._follow(url, self._visit, MAX_REDIRECTS)
        if isinstance(answer, Page) and not answer.body.strip():
            return Dead("an empty page")
        return answer

    def _follow(
        self, url: str, ask: Callable[[str], Page | Dead | Unasked | Redirect], most: int
    ) -> Page | Dead | Unasked:
        for _ in range(most + 1):
            answer = ask(url)
            if not isinstance(answer, Redirect):
                return answer
            url = answer.url
        return Dead(f"more than {most} redirects")

    def _visit(self, url: str) -> Page | Dead | Unasked | Redirect:
        fault = find_fault(url)
        if fault:
            return Dead(f"the address {fault}")
        robots = self._read_robots(urlsplit(url).netloc)
        if isinstance(robots, Dead):
            return robots
        if not robots.can_fetch(url, NAME):
            return Unasked("robots.txt of the site forbids it")
        return self._ask(url)

    def _read_robots(self, host: str) -> Protego | Dead:
        """Read robots.txt as RFC 9309 asks: a 4xx answer allows everything, no answer allows nothing."""
        if host not in self._robots:
            answer = self._follow(f"https://{host}/robots.txt", self._ask, MAX_ROBOTS_REDIRECTS)
            self._robots[host] = _parse_robots(answer)
        return self._robots[host]

    def _ask(self, url: str) -> Page | Dead | Redirect:
        fault = find_fault(url)
        if fault:
            return Dead(f"the address {fault}")
        host = urlsplit(url).netloc
        address = find_public_address(host, self.network.resolve)
        if isinstance(address, Dead):
            return address
        self._wait_for(host)
        return ask_address(url, address, self.network, self.timeout)

    def pause_for(self, host: str) -> float:
        """Return the seconds between two questions to a host: ours, or more if its robots.txt asks for more."""
        robots = self._robots.get(host)
        asked_for = robots.crawl_delay(NAME) if isinstance(robots, Protego) else None
        return max(self.pause, min(asked_for or 0, MAX_CRAWL_DELAY))

    def _wait_for(self, host: str) -> None:
        pause = self.pause_for(host)
        time.sleep(max(0.0, self._asked.get(host, -pause) + pause - time.monotonic()))
        self._asked[host] = time.monotonic()


def _parse_robots(answer: Page | Dead | Unasked) -> Protego | Dead:
    if isinstance(answer, Page):
        return _parse_rules(answer.body.decode("utf-8-sig", "replace"))
    if isinstance(answer, Dead) and answer.status not in range(400, 500):
        return answer
    return Protego.parse("")


def _parse_rules(text: str) -> Protego | Dead:
    lines = text.splitlines()
    agents = sum(line.strip()[:4].lower() == "user" for line in lines)
    if agents * len(lines) > MAX_ROBOTS_WORK:
        return Dead("a robots.txt that is too long to read")
    return Protego.parse(text)


def find_public_address(host: str, resolve: Callable[[str], list[str]]) -> str | Dead:
    """Return an address of a host, provided that all its addresses are public."""
    try:
        addresses = resolve(host)
    except (OSError, UnicodeError):
        return Dead("no host of that name")
    if not addresses:
        return Dead("no host of that name")
    if not all(is_public(address) for address in addresses):
        return Dead("the host is not on the public network")
    return addresses[0]
