"""One question to one numeric address -> the page, a redirect, or why there is none. The only user of the network.

The address was checked before: a name that resolves to something else a moment later changes nothing. urllib3 asks
over a single connection, without its pools: they would follow redirects, try again and keep connections.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException
from urllib.parse import quote, urljoin, urlsplit

from urllib3 import exceptions
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import HTTPResponse

from builder.evidence.answers import Dead, Page, Redirect

AGENT = "explainer-builder audit"
MAX_BYTES = 5_000_000
TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
BROKEN = "an answer that breaks off or makes no sense"
_PORT = 443


def resolve_host(host: str) -> list[str]:
    """Return the numeric addresses of a host."""
    found = socket.getaddrinfo(host, _PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def reach_https(address: str) -> tuple[str, int]:
    """Return where to connect for a numeric address: the address itself, at the port for https."""
    return address, _PORT


@dataclass(frozen=True)
class Network:
    """What lies behind the door; tests put a server of their own on the loopback address there, without TLS."""

    resolve: Callable[[str], list[str]] = resolve_host
    reach: Callable[[str], tuple[str, int]] = reach_https
    tls: ssl.SSLContext | None = field(default_factory=ssl.create_default_context)


def ask_address(url: str, address: str, network: Network, timeout: float) -> Page | Dead | Redirect:
    """Ask a numeric address for the page at a URL, within a time limit."""
    late = threading.Event()
    answer: Page | Dead | Redirect
    try:
        with closing(_make_connection(url, address, network, timeout)) as connection:
            start = time.monotonic()
            connection.connect()
            with _time_limit(connection.sock, timeout - (time.monotonic() - start), late):
                answer = _ask(url, connection)
    except (OSError, HTTPException, exceptions.HTTPError, ValueError) as error:
        answer = Dead(_describe(error))
    return Dead(f"no answer within {timeout:g} seconds") if late.is_set() else answer


def _make_connection(url: str, address: str, network: Network, timeout: float) -> HTTPConnection:
    """Return a connection to the numeric address; the name in the URL is only what its certificate must be for."""
    place, port = network.reach(address)
    if network.tls is None:
        return HTTPConnection(place, port, timeout=timeout)
    name = urlsplit(url).netloc
    return HTTPSConnection(place, port, timeout=timeout, ssl_context=network.tls, server_hostname=name)


@contextmanager
def _time_limit(connected: socket.socket, seconds: float, late: threading.Event) -> Iterator[None]:
    """Cut the connection when the time is up, however slowly bytes drip in: urllib3 starts again at each byte."""
    # A second descriptor: the connection may close its own, whose number then belongs to something else.
    with closing(socket.fromfd(connected.fileno(), connected.family, connected.type)) as twin:

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


def _ask(url: str, connection: HTTPConnection) -> Page | Dead | Redirect:
    parts = urlsplit(url)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    headers = {"Host": parts.netloc, "User-Agent": AGENT, "Accept": ", ".join(TEXT_TYPES)}
    connection.request("GET", target, headers=headers, preload_content=False, decode_content=False)
    with connection.getresponse() as response:
        if 200 <= response.status < 300:
            return _read_page(response)
        return _read_refusal(url, response)


def _read_page(response: HTTPResponse) -> Page | Dead:
    kind = _read_kind(response)
    if kind.get_content_type() not in TEXT_TYPES:
        return Dead("not a web page but a file of another kind")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        return Dead("a packed page, which was not asked for")
    body = response.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        return Dead(f"more than {MAX_BYTES // 1_000_000} MB")
    if response.length_remaining:
        return Dead(BROKEN)
    return Page(body, kind.get_content_charset())


def _read_kind(response: HTTPResponse) -> Message:
    """Return the first content type that a server names; the standard library takes it apart."""
    kind = Message()
    for value in response.headers.getlist("Content-Type")[:1]:
        kind["Content-Type"] = value
    return kind


def _read_refusal(url: str, response: HTTPResponse) -> Dead | Redirect:
    status, location = response.status, response.get_redirect_location()
    if location:
        with suppress(ValueError):
            return Redirect(_tidy(urljoin(url, location)))
        return Dead(BROKEN)
    if status in set(HTTPStatus):
        return Dead(f"{status} {HTTPStatus(status).phrase}", status)
    return Dead("an answer with an unknown status", status)


def _tidy(url: str) -> str:
    """Write the target of a redirect as an editor would: quoted, host in small letters, without the usual port."""
    scheme, mark, rest = quote(url.encode("latin-1", "replace"), safe="%/:?#@!$&*+,;=()~[]'").partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.lower().removesuffix(':443')}{slash}{path}"


def _describe(error: Exception) -> str:
    """Say what went wrong in our own words: nothing that a server wrote gets into our files."""
    if isinstance(error, exceptions.NewConnectionError):
        return "no connection"  # before the timeouts, of which urllib3 makes it one
    if isinstance(error, (TimeoutError, exceptions.TimeoutError)):
        return "no answer in time"
    if isinstance(error, ssl.SSLError):
        return "no valid certificate"
    return "no connection" if isinstance(error, OSError) else BROKEN
