"""Checks of the sources: pairs of files, dates, derivation, addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from builder.checks.registry import Finding, check
from builder.model.library import Library
from builder.model.sources import KindOfText
from builder.model.walk import PlacedItem, walk_items
from builder.problems import did_you_mean, quoted
from builder.relations.graphs import derivations, find_rings
from builder.relations.retellings import find_twins
from builder.relations.roles import ArticleRole, Makeup, makeup_of
from builder.words.dates import read_span
from builder.words.urls import same_page

UNLIKE: Mapping[ArticleRole, frozenset[KindOfText]] = {
    "relays": frozenset(["rewrite", "official"]),
    "reports": frozenset(["aggregation", "rewrite"]),
    "rewrites": frozenset(["report", "aggregation", "interview", "wire", "official"]),
    "unclear": frozenset(),
}
"""The kinds that an editor would not give a source whose items are mostly such."""


@check("E301")
def article_without_source(library: Library) -> Iterator[Finding]:
    """Every summary in content/articles has its source in sources.

    Why: without outlet, date and address nobody can tell whose words these are.
    Fix: add sources/<same name>.yml, or rename one of the two files.
    """
    known = library.declared["sources"]
    for name in library.articles:
        if name not in known:
            hint = did_you_mean(name, known) or "; add it"
            yield library.places["articles", name], f"no file sources/{name}.yml{hint}"


@check("E302")
def source_without_article(library: Library) -> Iterator[Finding]:
    """Every source has its summary in content/articles.

    Why: a source that nobody has summarised says nothing, and its silence would be counted.
    Fix: add content/articles/<same name>.yml, or delete the source.
    """
    known = library.declared["articles"]
    for name in library.sources:
        if name not in known:
            hint = did_you_mean(name, known) or "; add it"
            yield library.places["sources", name], f"no file content/articles/{name}.yml{hint}"


@check("E303")
def date_without_basis(library: Library) -> Iterator[Finding]:
    """A date of publication has a basis; if the basis is 'unknown', there is no date.

    Why: readers must see whether a date is printed or only concluded.
    Fix: if there is a date, make basis printed, address or inferred; if there is none, make it unknown.
    """
    for name, source in library.sources.items():
        published = source.published
        if (published.date is None) != (published.basis == "unknown"):
            date = "there is no date" if published.date is None else f"the date is {published.date}"
            message = f"the basis is {quoted(published.basis)} but {date}; correct one of them"
            yield library.places["sources", name].at("published", "basis"), message


@check("E304")
def inferred_without_note(library: Library) -> Iterator[Finding]:
    """Whatever is inferred says how.

    Why: readers must be able to judge our conclusions for themselves.
    Fix: add a note that says what shows it.
    """
    for name, source in library.sources.items():
        where = library.places["sources", name]
        if source.published.basis == "inferred" and source.published.note is None:
            yield where.at("published"), "the date is inferred; add a note that says from what"
        for index, derived in enumerate(source.derived_from):
            if derived.basis == "inferred" and derived.note is None:
                yield where.at("derived_from", index), "the derivation is inferred; add a note that says what shows it"


@check("E305")
def derivation_of_two(library: Library) -> Iterator[Finding]:
    """A derivation names either a source or an organisation.

    Why: it is one text that was retold.
    Fix: keep source if the text is one of our sources, and organisation if not; write two entries for two texts.
    """
    for name, source in library.sources.items():
        for index, derived in enumerate(source.derived_from):
            if (derived.source is None) == (derived.organisation is None):
                found = "both; keep one" if derived.source else "neither; add one"
                message = f"a derivation must name either a source or an organisation, and this names {found}"
                yield library.places["sources", name].at("derived_from", index), message


@check("E306")
def circular_derivation(library: Library) -> Iterator[Finding]:
    """No source derives from itself, directly or through others.

    Why: of two texts only one can be the copy, and a ring has no origin.
    Fix: follow derived_from, and drop the entry that leads back.
    """
    rings = find_rings(derivations(library.sources))
    for name in library.sources:
        if name in rings:
            message = f"{quoted(name)} derives from itself; follow derived_from, and drop the entry that leads back"
            yield library.places["sources", name].at("derived_from"), message


@check("E307")
def source_without_label(library: Library) -> Iterator[Finding]:
    """A source without a known outlet has a label.

    Why: lists and cards need a name for it that says that the outlet is unknown.
    Fix: add label, for example: Unnamed outlet (copy of an agency text).
    """
    for name, source in library.sources.items():
        if source.outlet is None and source.label is None:
            yield library.places["sources", name], f"{quoted(name)} has neither outlet nor label; add a label"


@check("E308")
def read_before_published(library: Library) -> Iterator[Finding]:
    """No source was read or archived before it was published.

    Why: one of the dates must be wrong.
    Fix: correct the date in checked, archived or published.
    """
    for name, source in library.sources.items():
        if source.published.date is None:
            continue
        first = read_span(source.published.date).first
        for key, entry in (("checked", source.checked), ("archived", source.archived)):
            if entry and read_span(entry.date).last < first:
                message = (
                    f"{entry.date} is before {source.published.date}, the date of publication; correct one of them"
                )
                yield library.places["sources", name].at(key, "date"), message


@check("E309")
def address_used_twice(library: Library) -> Iterator[Finding]:
    """No two sources have the same address, and no archive copy has the address of another page.

    Why: one article counted twice looks like two witnesses.
    Fix: merge the two sources, or correct the address.
    """
    first: dict[str, tuple[str, str]] = {}
    for name, source in library.sources.items():
        copy = source.archived.url if source.archived else None
        for key, address in (("url", source.url), ("archived", copy)):
            if address is None:
                continue
            user, _ = owner = first.setdefault(same_page(address), (name, key))
            if owner != (name, key):
                yield library.places["sources", name].at(key), _say_same_address(name, user)


def _say_same_address(name: str, user: str) -> str:
    if name == user:
        return "the archive copy has the same address as the page itself; correct one of them"
    return f"{quoted(user)} has the same address; merge the two sources, or correct one address"


@check("W303", whole=True)
def kind_unlike_the_items(library: Library) -> Iterator[Finding]:
    """What a source is said to be fits what its items say it mostly is.

    Why: readers weigh an article by whether it found things out or passed them on.
    Fix: correct kind, or the items (via, likely_via, own, derived_from); if kind is right, write allow: {W303: why}.
    """
    twins = find_twins(walk_items(library), derivations(library.sources))
    items: dict[str, list[PlacedItem]] = defaultdict(list)
    for placed in walk_items(library):
        items[placed.source].append(placed)
    for name, source in library.sources.items():
        makeup = makeup_of(source, items[name], twins)
        if source.kind in UNLIKE[makeup.role] or (source.kind == "report" and _only_passes_on(makeup)):
            message = f"the kind is {quoted(source.kind)}, but the article mostly {makeup.role}: {_say_makeup(makeup)}"
            yield library.places["sources", name].at("kind"), f"{message}; correct one of them"


def _only_passes_on(makeup: Makeup) -> bool:
    """Say whether an article has nothing of its own, and much that others reported before: to quote is to report."""
    return makeup.role == "relays" and not makeup.own and makeup.relayed * 2 >= makeup.items


def _say_makeup(makeup: Makeup) -> str:
    parts = {"are passed on": makeup.relayed, "quote somebody": makeup.quoted, "are its own": makeup.own}
    parts["retell another text"] = makeup.retold
    told = ", ".join(f"{count} {words}" for words, count in parts.items() if count)
    return f"of its {makeup.items} items, {told}"


@check("W301")
def address_without_archive(library: Library) -> Iterator[Finding]:
    """A source with an address has an archive copy.

    Why: pages change and vanish; the copy shows what was there.
    Fix: add archived: {url, date}; if there is no copy, write allow: {W301: why}.
    """
    for name, source in library.sources.items():
        if source.url and source.archived is None:
            message = "no archive copy is named; add archived, or allow W301 and say why"
            yield library.places["sources", name].at("url"), message


@check("W302", whole=True)
def source_without_claims(library: Library) -> Iterator[Finding]:
    """Every source bears on some claim.

    Why: a source that no claim refers to was read in vain, or its items were never linked.
    Fix: link its items to claims, or delete the source.
    """
    used = {placed.source for placed in walk_items(library) if placed.item.claims}
    for name in library.sources:
        if name in library.articles and name not in used:
            yield library.places["sources", name], f"no item of {quoted(name)} bears on a claim; link some"
