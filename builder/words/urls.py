"""Web addresses: what an editor may write, what is public, and the link to a passage inside a page."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from pydantic_core import PydanticCustomError

# RFC 3986 without the characters that end an attribute, a Markdown link or a shell word.
_ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&*+,;=%()]+")
_HOST = re.compile(r"(?!.{254})([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")

_TRACKER = re.compile(r"utm_|(?:fbclid|gclid|igshid|mc_cid|mc_eid|ref)(?:=|$)")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def check_url(url: str) -> str:
    """Return the address if it is an https address of a named host, else raise an error in editors' words."""
    fault = find_fault(url)
    if fault:
        raise PydanticCustomError("url", "{fault}", {"fault": fault})
    return url


def find_fault(url: str) -> str | None:
    """Say why this is not an https address of a named host; None where it is one."""
    if not _ALLOWED.fullmatch(url):
        return "has characters that no web address may have; copy it from the address bar of the browser"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is not a web address; copy it from the address bar of the browser"
    if parts.scheme != "https" or not url.startswith("https://"):
        return "does not start with https://; write the https address"
    if "@" in parts.netloc:
        return "names a user before the host; leave that part out"
    if port is not None:
        return "names a port; write the public address without it"
    if not _HOST.fullmatch(parts.netloc):
        return "has no host name such as www.example.org; numbers and local names are not public addresses"
    if ":~:" in parts.fragment:
        return "has a text directive (:~:), which would highlight words in the page; cut it off"
    return None


def same_page(url: str) -> str:
    """Return what addresses of the same page have in common: without fragment, trackers, www and last slash."""
    parts = urlsplit(url)
    query = "&".join(sorted(part for part in parts.query.split("&") if part and not _TRACKER.match(part)))
    return f"{parts.netloc.removeprefix('www.')}{unquote(parts.path).rstrip('/')}?{query}"


def is_public(address: str) -> bool:
    """Say whether a numeric address is one of the public network, whatever it is wrapped in."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        inner = _unwrap(number)
        if inner is not None:
            return is_public(str(inner))
        if number.is_site_local:
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved


def _unwrap(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside an IPv6 one: mapped, 6to4, or NAT64 (RFC 6052)."""
    if number in _NAT64:
        return ipaddress.IPv4Address(number.packed[-4:])
    return number.ipv4_mapped or number.sixtofour


@lru_cache(maxsize=65536)
def link_to_words(url: str, start: str, end: str | None) -> str:
    """Return the address with a text fragment for the passage (WICG scroll-to-text-fragment)."""
    terms = ",".join(_fragment_term(term) for term in (start, end) if term)
    base, _, fragment = url.partition("#")
    return f"{base}#{fragment.partition(':~:')[0]}:~:text={terms}"


def _fragment_term(words: str) -> str:
    """Encode one term: a bare comma or hyphen would be read as the fragment's own grammar."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
