"""An address -> the page that stands there, or why there is none. The only door to the network.

Asks public hosts only, each checked by its numeric address, and connects to that very address: a name that resolves
to something else a moment later changes nothing.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from builder.urls import find_fault, is_public

AGENT = "explainer-builder audit"
MAX_REDIRECTS = 3
MAX_BYTES = 5_000_000
TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
MAX_CRAWL_DELAY = 60.0
BROKEN = "an answer that breaks off or makes no sense"


@dataclass(frozen=True)
class Page:
    """What an address answered."""

    body: bytes
    charset: str | None
    """The encoding that the server names."""


@dataclass(frozen=True)
class Dead:
    """Why an address shows no page."""

    reason: str


@dataclass(frozen=True)
class Unasked:
    """Why we did not ask for a page that may well be there."""

    reason: str


@dataclass(frozen=True)
class _Redirect:
    url: str


def resolve_host(host: str) -> list[str]:
    """Return the numeric addresses of a host."""
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect_to(address: str, timeout: float) -> socket.socket:
    """Connect to the https port of a numeric address."""
    return socket.create_connection((address, 443), timeout)


@dataclass(frozen=True)
class Network:
    """What lies behind the door; tests put a server of their own on the loopback address there, without TLS."""

    resolve: Callable[[str], list[str]] = resolve_host
    connect: Callable[[str, float], socket.socket] = connect_to
    tls: ssl.SSLContext | None = field(default_factory=ssl.create_default_context)


@dataclass
class Door:
    """Asks for pages, politely: robots.txt is heeded, and a host has some seconds between two questions."""

    network: Network = field(default_factory=Network)
    timeout: float = 20.0
    """Seconds that a question may take from the connection to the last byte."""
    pause: float = 2.0
    _robots: dict[str, RobotFileParser | Dead] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Page | Dead | Unasked:
        """Return the page at an address, after at most three redirects, each checked like the address itself."""
        answer = self._follow(url, self._visit)
        if isinstance(answer, Page) and not answer.body.strip():
            return Dead("an empty page")
        return answer

    def _follow(self, url: str, ask: Callable[[str], Page | Dead | Unasked | _Redirect]) -> Page | Dead | Unasked:
        for _ in range(MAX_REDIRECTS + 1):
            answer = ask(url)
            if not isinstance(answer, _Redirect):
                return answer
            url = answer.url
        return Dead(f"more than {MAX_REDIRECTS} redirects")

    def _visit(self, url: str) -> Page | Dead | Unasked | _Redirect:
        fault = find_fault(url)
        if fault:
            return Dead(f"the address {fault}")
        robots = self._read_robots(urlsplit(url).netloc)
        if isinstance(robots, Dead):
            return robots
        if not robots.can_fetch(AGENT, url):
            return Unasked("robots.txt of the site forbids it")
        return self._ask(url)

    def _read_robots(self, host: str) -> RobotFileParser | Dead:
        """Read robots.txt as RFC 9309 wants it: a 4xx answer allows everything, no answer allows nothing."""
        if host not in self._robots:
            answer = self._follow(f"https://{host}/robots.txt", self._ask)
            self._robots[host] = _parse_robots(answer)
        return self._robots[host]

    def _ask(self, url: str) -> Page | Dead | _Redirect:
        fault = find_fault(url)
        if fault:
            return Dead(f"the address {fault}")
        host = urlsplit(url).netloc
        address = find_public_address(host, self.network.resolve)
        if isinstance(address, Dead):
            return address
        self._wait_for(host)
        return _ask_address(url, address, self.network, self.timeout)

    def _wait_for(self, host: str) -> None:
        robots = self._robots.get(host)
        asked_for = robots.crawl_delay(AGENT) if isinstance(robots, RobotFileParser) else None
        pause = max(self.pause, min(float(asked_for or 0), MAX_CRAWL_DELAY))
        time.sleep(max(0.0, self._asked.get(host, -pause) + pause - time.monotonic()))
        self._asked[host] = time.monotonic()


def _parse_robots(answer: Page | Dead | Unasked) -> RobotFileParser | Dead:
    robots = RobotFileParser()
    if isinstance(answer, Page):
        robots.parse(answer.body.decode("utf-8", "replace").splitlines())
    elif isinstance(answer, Dead) and not answer.reason.startswith("4"):
        return answer
    else:
        robots.parse([])
    return robots


def find_public_address(host: str, resolve: Callable[[str], list[str]]) -> str | Dead:
    """Return an address of a host of which every address is public."""
    try:
        addresses = resolve(host)
    except (OSError, UnicodeError):
        return Dead("no host of that name")
    if not addresses:
        return Dead("no host of that name")
    if not all(is_public(address) for address in addresses):
        return Dead("the host is not on the public network")
    return addresses[0]


class _Pinned(http.client.HTTPSConnection):
    """A connection that is there already; the name serves for TLS and for the Host header only."""

    def __init__(self, host: str, *, raw: socket.socket, tls: ssl.SSLContext | None, timeout: float) -> None:
        super().__init__(host, timeout=timeout, context=tls)
        self.raw, self.tls = raw, tls

    def connect(self) -> None:
        self.sock = self.tls.wrap_socket(self.raw, server_hostname=self.host) if self.tls else self.raw


class _PinnedHandler(urllib.request.HTTPSHandler):
    """Sends a request over the one connection."""

    def __init__(self, raw: socket.socket, tls: ssl.SSLContext | None) -> None:
        super().__init__(context=tls)
        self.connection = partial(_Pinned, raw=raw, tls=tls)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self.connection, req)


def _ask_address(url: str, address: str, network: Network, timeout: float) -> Page | Dead | _Redirect:
    late = threading.Event()
    try:
        with closing(network.connect(address, timeout)) as raw, _time_limit(raw, timeout, late):
            answer = _send(url, raw, network.tls, timeout)
    except HTTPError as error:
        with error:
            answer = _read_refusal(url, error)
    except (OSError, http.client.HTTPException, ValueError) as error:
        answer = Dead(_describe(error))
    return Dead(f"no answer within {timeout:g} seconds") if late.is_set() else answer


@contextmanager
def _time_limit(raw: socket.socket, seconds: float, late: threading.Event) -> Iterator[None]:
    """Cut the connection when the time is over, however slowly bytes drip in."""
    with closing(raw.dup()) as twin:

        def cut() -> None:
            late.set()
            with suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


def _send(url: str, raw: socket.socket, tls: ssl.SSLContext | None, timeout: float) -> Page | Dead:
    opener = urllib.request.OpenerDirector()
    for handler in (
        _PinnedHandler(raw, tls),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
    ):
        opener.add_handler(handler)
    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": ", ".join(TEXT_TYPES)})
    with opener.open(request, timeout=timeout) as response:
        return _read_page(response)


def _read_page(response: http.client.HTTPResponse) -> Page | Dead:
    if response.headers.get_content_type() not in TEXT_TYPES:
        return Dead("not a web page but a file of another kind")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        return Dead("a packed page, which was not asked for")
    body = response.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        return Dead(f"more than {MAX_BYTES // 1_000_000} MB")
    if response.length:
        return Dead(BROKEN)
    return Page(body, response.headers.get_content_charset())


def _read_refusal(url: str, error: HTTPError) -> Dead | _Redirect:
    location = error.headers.get("Location")
    if error.code in (301, 302, 303, 307, 308) and location:
        return _Redirect(_tidy(urljoin(url, location)))
    known = error.code in set(HTTPStatus)
    return Dead(f"{error.code} {HTTPStatus(error.code).phrase}" if known else "an answer without meaning")


def _tidy(url: str) -> str:
    """Write the target of a redirect as an editor would: quoted, the host in small letters, without the usual port."""
    scheme, mark, rest = quote(url.encode("latin-1", "replace"), safe="%/:?#@!$&*+,;=()~[]'").partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.lower().removesuffix(':443')}{slash}{path}"


def _describe(error: Exception) -> str:
    """Say what went wrong in words of ours: nothing that a server wrote gets into our files."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    if isinstance(cause, ssl.SSLError):
        return "no valid certificate"
    return "no connection" if isinstance(cause, OSError) else BROKEN
