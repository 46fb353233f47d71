"""Linked records -> what a template shows of them: words and links, nothing left to work out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from builder.addresses import claim_target, topic_target
from builder.link.site import LinkedClaim, LinkedItem, Side, Site, name_of
from builder.model import Stance
from builder.views.items import ItemView, verified_words, view_item
from builder.views.labels import MODALITY_WORDS, STANCE_WORDS, STATUS_MEANING, STATUS_WORDS
from builder.views.links import Link, event_link, name_link, question_link, source_link
from builder.words.counts import write_count
from builder.words.dates import show_date, time_key

SHOWN_SILENT = 20
SHOWN_RELAYS = 3
SHOWN_ORIGINS = 5


@dataclass(frozen=True)
class OriginView:
    """Where information enters, and the relays that it comes through."""

    link: Link
    relays: str

    @property
    def words(self) -> str:
        """The origin and its relays in a line."""
        return f"{self.link.text}, through {self.relays}" if self.relays else self.link.text


@dataclass(frozen=True)
class SideView:
    """The items that bear on a claim in one way, with how many origins they have."""

    stance: str
    heading: str
    items: tuple[ItemView, ...]
    count: str
    origins: tuple[OriginView, ...]
    origin_words: str
    """The origins in one line: 'the ministry, through the agency'."""


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
    count: str
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
    positions: tuple[ItemView, ...]
    """For a contested fact: what is said, by the time that it is about."""
    verified: str
    """Whether, how and when the words of all its items were found in their articles."""

    @property
    def cue(self) -> str:
        """The words on the cue."""
        return self.count

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
        return f"{self.status_word}, {self.count}: show the evidence"


def count_story(site: Site) -> tuple[str, ...]:
    """Count what the story consists of."""
    origins = {item.origin for item in site.items.values()}
    return (
        write_count(len(site.sources), "article"),
        f"{write_count(len(site.items), 'point')} checked",
        write_count(len(site.claims), "claim"),
        write_count(len(origins), "origin"),
    )


def count_of(articles: int, origins: int) -> str:
    """Write '4 articles, 1 origin'."""
    return f"{write_count(articles, 'article')}, {write_count(origins, 'origin')}"


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
    sides = tuple(_view_side(site, views, stance, side) for stance, side in linked.sides.items() if side.items)
    return ClaimView(
        id=linked.id,
        text=claim.text,
        here=Link(claim.text, claim_target(linked.id), f"claims/{linked.id}"),
        topic=Link(site.story.topics[linked.topic], topic_target(linked.topic)),
        status=linked.status.replace(" ", "-"),
        status_word=STATUS_WORDS[linked.status],
        status_meaning=STATUS_MEANING[linked.status],
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
        positions=tuple(views[item.id] for item in _in_time(linked.items)) if claim.modality else (),
        verified=verified_words(linked.items),
    )


def _first_others(site: Site, sources: Iterable[str], speaking: frozenset[str]) -> tuple[Link, ...]:
    """Link the first sources that do not speak; no more are looked at, as claims times sources would be too many."""
    others = (name for name in sources if name not in speaking)
    return tuple(source_link(site, name) for name in islice(others, SHOWN_SILENT))


def _in_time(items: Sequence[LinkedItem]) -> list[LinkedItem]:
    """Order items by the time that they are about, those without one last."""
    return sorted(items, key=lambda linked: (time_key(linked.item.as_of), linked.id))


def _more_others(sources: Mapping[str, object], speaking: frozenset[str]) -> str | None:
    more = len(sources) - len(sources.keys() & speaking) - SHOWN_SILENT
    return f"{more} more" if more > 0 else None


def _count_sides(linked: LinkedClaim) -> str:
    supports, disputes = linked.sides["supports"], linked.sides["disputes"]
    if not disputes.items:
        articles = {item.source for item in linked.items}
        return count_of(len(articles), len(supports.origins) or len(linked.sides["qualifies"].origins))
    return f"{len(supports.sources)} for, {len(disputes.sources)} against"


def view_origins(site: Site, items: Sequence[LinkedItem], origins: Iterable[str]) -> tuple[OriginView, ...]:
    """Name the origins of a group of items, each with the relays between it and the articles, the commonest first."""
    relays: dict[str, Counter[str]] = defaultdict(Counter)
    for linked in items:
        relays[linked.origin].update(linked.chain[1:-1])
    return tuple(
        OriginView(
            name_link(site, origin),
            " and ".join(name_of(site.library, name) for name, _ in relays[origin].most_common(SHOWN_RELAYS)),
        )
        for origin in origins
    )


def _view_side(site: Site, views: Mapping[str, ItemView], stance: Stance, side: Side) -> SideView:
    origins = view_origins(site, side.items, side.origins)
    shown = "; ".join(origin.words for origin in origins[:SHOWN_ORIGINS])
    more = len(origins) - SHOWN_ORIGINS
    return SideView(
        stance,
        STANCE_WORDS[stance],
        tuple(views[linked.id] for linked in side.items),
        count_of(len(side.sources), len(side.origins)),
        origins,
        f"{shown}; {more} more" if more > 0 else shown,
    )
