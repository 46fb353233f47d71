"""One question to one numeric address -> the page, a redirect, or why there is none. The only user of the network.

The address was checked before: a name that resolves to something else a moment later changes nothing.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin

AGENT = "explainer-builder audit"
MAX_BYTES = 5_000_000
TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
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
class Redirect:
    """Where an address leads instead."""

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


def ask_address(url: str, address: str, network: Network, timeout: float) -> Page | Dead | Redirect:
    """Ask a numeric address for the page at a URL, within a time limit."""
    late = threading.Event()
    answer: Page | Dead | Redirect
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


def _read_refusal(url: str, error: HTTPError) -> Dead | Redirect:
    location = error.headers.get("Location")
    if error.code in (301, 302, 303, 307, 308) and location:
        with suppress(ValueError):
            return Redirect(_tidy(urljoin(url, location)))
        return Dead(BROKEN)
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
