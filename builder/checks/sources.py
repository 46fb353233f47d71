"""Checks of the sources: pairs of files, dates, derivation, addresses."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.registry import Finding, check
from builder.model.library import Library
from builder.model.walk import walk_items
from builder.problems import did_you_mean, quoted
from builder.relations.graphs import derivations, find_rings
from builder.words.dates import read_span
from builder.words.urls import same_page


@check("E301")
def article_without_source(library: Library) -> Iterator[Finding]:
    """Every summary in content/articles has its source in sources.

    Why: without outlet, date and address nobody can tell whose words these are.
    Fix: add sources/<same name>.yml, or rename one of the two files.
    """
    for name in library.articles:
        if name not in library.declared["sources"]:
            hint = did_you_mean(name, library.declared["sources"]) or "; add it"
            yield library.places["articles", name], f"no file sources/{name}.yml{hint}"


@check("E302")
def source_without_article(library: Library) -> Iterator[Finding]:
    """Every source has its summary in content/articles.

    Why: a source that nobody has summarised says nothing, and its silence would be counted.
    Fix: add content/articles/<same name>.yml, or delete the source.
    """
    for name in library.sources:
        if name not in library.declared["articles"]:
            hint = did_you_mean(name, library.declared["articles"]) or "; add it"
            yield library.places["sources", name], f"no file content/articles/{name}.yml{hint}"


@check("E303")
def date_without_basis(library: Library) -> Iterator[Finding]:
    """A date of publication has a basis, and 'unknown' has no date.

    Why: readers must see whether a date is printed or only concluded.
    Fix: make basis printed, address or inferred where there is a date, unknown where there is none.
    """
    for name, source in library.sources.items():
        if (source.published.date is None) != (source.published.basis == "unknown"):
            yield (
                library.places["sources", name].at("published", "basis"),
                f"the basis is {quoted(source.published.basis)} and the date is {source.published.date or 'null'}; "
                "correct one of them",
            )


@check("E304")
def inferred_without_note(library: Library) -> Iterator[Finding]:
    """What is inferred says how.

    Why: a conclusion of ours must be open to the reader's own judgement.
    Fix: add note: what shows it.
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
    """A derivation names one source or one organisation.

    Why: it is one text that was retold.
    Fix: keep source where the text is one of ours, else organisation; write two entries for two texts.
    """
    for name, source in library.sources.items():
        for index, derived in enumerate(source.derived_from):
            if (derived.source is None) == (derived.organisation is None):
                yield (
                    library.places["sources", name].at("derived_from", index),
                    "name either a source or an organisation",
                )


@check("E306")
def circular_derivation(library: Library) -> Iterator[Finding]:
    """No source derives from itself, however long the way round.

    Why: of two texts only one can be the copy, and a ring has no origin.
    Fix: look along derived_from and drop the entry that leads back.
    """
    rings = find_rings(derivations(library.sources))
    for name in library.sources:
        if name in rings:
            yield (
                library.places["sources", name].at("derived_from"),
                f"{quoted(name)} leads back to itself through derived_from",
            )


@check("E307")
def source_without_label(library: Library) -> Iterator[Finding]:
    """A source without a known outlet has a label.

    Why: lists and cards must call it something that says that the outlet is unknown.
    Fix: add label, for example: Unnamed outlet (copy of an agency text).
    """
    for name, source in library.sources.items():
        if source.outlet is None and source.label is None:
            yield library.places["sources", name], f"{quoted(name)} has neither outlet nor label; add a label"


@check("E308")
def read_before_published(library: Library) -> Iterator[Finding]:
    """No source was read or archived before it was published.

    Why: one of the dates is a slip.
    Fix: correct the date in checked, archived or published.
    """
    for name, source in library.sources.items():
        if source.published.date is None:
            continue
        first = read_span(source.published.date).first
        for key, entry in (("checked", source.checked), ("archived", source.archived)):
            if entry and read_span(entry.date).last < first:
                yield (
                    library.places["sources", name].at(key, "date"),
                    f"{entry.date} is before {source.published.date}, the date of publication; correct one of them",
                )


@check("E309")
def address_used_twice(library: Library) -> Iterator[Finding]:
    """No two sources have the same address; no copy has that of another page.

    Why: one article counted twice looks like two witnesses.
    Fix: merge the two sources, or correct the address.
    """
    first: dict[str, str] = {}
    for name, source in library.sources.items():
        addresses = {"url": source.url, "archived": source.archived.url if source.archived else None}
        for key, address in addresses.items():
            other = first.setdefault(same_page(address), f"{name} {key}") if address else f"{name} {key}"
            if other != f"{name} {key}":
                yield (
                    library.places["sources", name].at(key),
                    f"{quoted(other.partition(' ')[0])} has the same address; merge the two sources, or correct one",
                )


@check("W301")
def address_without_archive(library: Library) -> Iterator[Finding]:
    """A source with an address has an archive copy.

    Why: pages change and vanish; the copy shows what was there.
    Fix: add archived: {url, date}; where there is none, write allow: {W301: why}.
    """
    for name, source in library.sources.items():
        if source.url and source.archived is None:
            yield (
                library.places["sources", name].at("url"),
                "no archive copy is named; add archived, or allow W301 with the reason",
            )


@check("W302", whole=True)
def source_without_claims(library: Library) -> Iterator[Finding]:
    """Every source bears on some claim.

    Why: a source that nothing refers to was either read in vain or not linked.
    Fix: give its items claims, or delete the source.
    """
    used = {placed.source for placed in walk_items(library) if placed.item.claim}
    for name in library.sources:
        if name in library.articles and name not in used:
            yield library.places["sources", name], f"no item of {quoted(name)} bears on a claim; link some"
