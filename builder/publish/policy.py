"""A finished page -> the page with a policy for browsers: which scripts and files it may load and run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterable

from builder.words.html import find_markup, read_tag

_DATA = frozenset({"application/json", "application/ld+json"})
"""Types of scripts that are not programs."""
_HEAD = re.compile(r'<head>\s*<meta charset="utf-8">')

_RULES = (
    "default-src 'none'",
    "script-src 'self'{scripts}",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)


def find_scripts(html: str) -> list[str]:
    """Return the programs that a page itself holds."""
    tags = (read_tag(markup) for markup in find_markup(html))
    scripts = (tag for tag in tags if tag and tag.name == "script" and "src" not in tag.attributes)
    return [script.text for script in scripts if script.attributes.get("type", "").lower() not in _DATA]


def choose_scripts(html: str, scripts: Collection[str]) -> frozenset[str]:
    """Return those of the given programs that a page may have, without reading it tag by tag."""
    return frozenset(script for script in scripts if f">{script}</script>" in html)


def make_policy(scripts: Iterable[str]) -> str:
    """Return the policy that allows files of the site and, by their hashes, these programs in pages."""
    hashes = sorted({_hash(script) for script in scripts})
    return "; ".join(_RULES).format(scripts="".join(f" '{found}'" for found in hashes))


def add_policy(html: str, policy: str) -> str:
    """Put the policy before everything in the page that it could stop."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _HEAD.sub(lambda found: f"{found[0]}\n      {meta}", html, count=1)


def write_headers(scripts: Iterable[str]) -> str:
    """Return the file _headers, for hosts that read one: the policy again, and what only a header can say."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {make_policy(scripts)}; frame-ancestors 'self'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
    )


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
