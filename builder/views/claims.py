"""Linked records -> what a template shows of them: words and links, nothing left to work out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from builder.addresses import claim_target, topic_target
from builder.link.site import LinkedClaim, LinkedItem, Side, Site, name_of
from builder.model import Stance
from builder.views.badges import (
    Position,
    find_positions,
    name_witnesses,
    remark_on,
    write_badge,
    write_positions,
    write_remark,
)
from builder.views.items import ItemView, verified_words, view_item
from builder.views.labels import MODALITY_WORDS, STANCE_WORDS, STATUS_MEANING, STATUS_WORDS
from builder.views.links import Link, event_link, name_link, question_link, source_link
from builder.words.counts import join_names, write_count
from builder.words.dates import show_date

SHOWN_SILENT = 20
SHOWN_RELAYS = 3


@dataclass(frozen=True)
class OriginView:
    """Who said something first, and the relays that it comes through."""

    link: Link
    relays: str

    @property
    def words(self) -> str:
        """The origin and its relays in a line."""
        return f"{self.link.text}, through {self.relays}" if self.relays else self.link.text


@dataclass(frozen=True)
class SideView:
    """The items that bear on a claim in one way, and who is behind them."""

    stance: str
    heading: str
    items: tuple[ItemView, ...]
    count: str
    origins: tuple[OriginView, ...]
    badge: str
    """Who is behind it, or what is missing."""
    remark: str | None
    """What the badge has no room for."""

    @property
    def summary(self) -> str:
        """How many articles say so, and what the badge has no room for."""
        return f"{self.count}. {self.remark}" if self.remark else f"{self.count}."


@dataclass(frozen=True)
class ClaimView:
    """A claim, ready to be shown with its evidence."""

    id: str
    text: str
    here: Link
    topic: Link
    status: str
    status_word: str
    status_meaning: str
    badge: str
    """Who is behind it, or what is missing."""
    remark: str | None
    """What the badge has no room for."""
    count: str
    """How many articles say so, and how many only repeat them."""
    sides: tuple[SideView, ...]
    silent: tuple[Link, ...]
    """The first sources that were read whole and say nothing on it."""
    more_silent: str | None
    """How many more there are."""
    unread: tuple[Link, ...]
    more_unread: str | None
    event: Link | None
    question: Link | None
    note: str | None
    withdrawn: str | None
    modality: str | None
    """For a contested fact: as whose word the sentence puts it."""
    positions: tuple[tuple[Position, ItemView], ...]
    """For a contested or disputed claim: what is said, by the time that it is about."""
    position_line: str | None
    """The same in one line, of a disputed claim."""
    verified: str
    """Whether, how and when the words of all its items were found in their articles."""

    @property
    def lede(self) -> str:
        """The line below the claim on its page: its positions where it is disputed, else who is behind it."""
        if self.position_line:
            return f"{self.position_line}. {self.count}."
        return f"{self.badge}. {self.status_meaning} {self.count}."

    @property
    def cue(self) -> str:
        """The words on the cue: who is behind the claim, unless it is disputed."""
        return self.status_word if self.status == "disputed" else self.badge

    @property
    def description(self) -> str:
        """The claim in a line, for search engines and shared links."""
        return f"{self.status_word}: {self.count}. {self.text}"

    @property
    def firmness(self) -> str | None:
        """A sentence on whose word a contested fact rests, never firmer than the firmest item that supports it."""
        return None if self.withdrawn or not self.modality else f"Put no more firmly than this: {self.modality}."

    @property
    def cue_label(self) -> str:
        """What the cue is called where it is not seen."""
        return f"{self.status_word}, {self.badge}: show the evidence"


def count_story(site: Site) -> tuple[str, ...]:
    """Count what the story consists of."""
    return (
        write_count(len(site.sources), "article"),
        f"{write_count(len(site.items), 'point')} checked",
        write_count(len(site.claims), "claim"),
        write_count(len(site.known_ends), "known source"),
    )


def count_articles(sources: int, copies: int) -> str:
    """Write '2 articles', or '2 articles, repeated by 1 more'."""
    articles = write_count(sources, "article")
    return f"{articles}, repeated by {copies} more" if copies else articles


@dataclass(frozen=True)
class Views:
    """The site with all its items and claims ready to be shown."""

    site: Site
    items: Mapping[str, ItemView]
    claims: Mapping[str, ClaimView]

    def card(self, card: str) -> ItemView | ClaimView:
        """Return what a card is about."""
        kind, _, name = card.partition("/")
        return self.claims[name] if kind == "claims" else self.items[name]

    def of(self, items: Iterable[LinkedItem]) -> tuple[ItemView, ...]:
        """Return the views of items, in their order."""
        return tuple(self.items[linked.id] for linked in items)


def view_site(site: Site) -> Views:
    """Make everything ready to be shown, each item and claim once."""
    items = {name: view_item(site, linked) for name, linked in site.items.items()}
    claims = {name: view_claim(site, items, linked) for name, linked in site.claims.items()}
    return Views(site, items, claims)


def view_claim(site: Site, views: Mapping[str, ItemView], linked: LinkedClaim) -> ClaimView:
    """Make a claim ready to be shown with everything that bears on it."""
    claim = linked.claim
    is_contested = bool(claim.modality or linked.status == "disputed")
    positions = find_positions(site, linked) if is_contested else ()
    sides = tuple(_view_side(site, views, stance, side) for stance, side in linked.sides.items() if side.items)
    return ClaimView(
        id=linked.id,
        text=claim.text,
        here=Link(claim.text, claim_target(linked.id), f"claims/{linked.id}"),
        topic=Link(site.story.topics[linked.topic], topic_target(linked.topic)),
        status=linked.status.replace(" ", "-"),
        status_word=STATUS_WORDS[linked.status],
        status_meaning=STATUS_MEANING[linked.status],
        badge=write_badge(site, linked),
        remark=write_remark(site, linked),
        count=_count_sides(linked),
        sides=sides,
        silent=_first_others(site, site.read, linked.speaking),
        more_silent=_more_others(site.read, linked.speaking),
        unread=_first_others(site, site.unread, linked.speaking),
        more_unread=_more_others(site.unread, linked.speaking),
        event=event_link(site, claim.event) if claim.event else None,
        question=question_link(site, claim.question) if claim.question else None,
        note=claim.note,
        withdrawn=f"{show_date(claim.withdrawn.date)}: {claim.withdrawn.reason}" if claim.withdrawn else None,
        modality=MODALITY_WORDS[claim.modality] if claim.modality else None,
        positions=tuple((position, views[position.item]) for position in positions),
        position_line=write_positions(site, linked),
        verified=verified_words(linked.items),
    )


def _first_others(site: Site, sources: Iterable[str], speaking: frozenset[str]) -> tuple[Link, ...]:
    """Link the first sources that do not speak; no more are looked at, as claims times sources would be too many."""
    others = (name for name in sources if name not in speaking)
    return tuple(source_link(site, name) for name in islice(others, SHOWN_SILENT))


def _more_others(sources: Mapping[str, object], speaking: frozenset[str]) -> str | None:
    more = len(sources) - len(sources.keys() & speaking) - SHOWN_SILENT
    return f"{more} more" if more > 0 else None


def _count_sides(linked: LinkedClaim) -> str:
    """Count the articles that say so; articles against are said apart, sides are never added up."""
    supports, disputes = linked.sides["supports"], linked.sides["disputes"]
    side = supports if supports.items else linked.sides["qualifies"]
    said = count_articles(len(side.sources), len(side.copies))
    return f"{said}; {count_articles(len(disputes.sources), len(disputes.copies))} against" if disputes.items else said


def view_origins(site: Site, side: Side) -> tuple[OriginView, ...]:
    """Name who said first what is on a side, each with the relays between it and the articles, the commonest first."""
    relays: dict[str, Counter[str]] = defaultdict(Counter)
    for linked in side.items:
        if linked.origin.end:
            relays[linked.origin.end].update(linked.origin.chain[1:-1])
    return tuple(
        OriginView(
            name_link(site, end),
            join_names([name_of(site.library, name) for name, _ in relays[end].most_common(SHOWN_RELAYS)]),
        )
        for end in side.witnesses.ends
    )


def _view_side(site: Site, views: Mapping[str, ItemView], stance: Stance, side: Side) -> SideView:
    return SideView(
        stance,
        STANCE_WORDS[stance],
        tuple(views[linked.id] for linked in side.items),
        count_articles(len(side.sources), len(side.copies)),
        view_origins(site, side),
        name_witnesses(site, side),
        remark_on(site, side),
    )
