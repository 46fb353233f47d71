"""A linked item -> what a template shows of it: words and links, nothing left to work out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from builder.addresses import item_target, utterance_target
from builder.evidence.deciding import shown_of
from builder.evidence.text import fold_typography
from builder.link.site import LinkedItem, Site, name_of, source_label
from builder.model import Figure, Item, NextStep, Source, Stance, Statement
from builder.relations.origins import Origin
from builder.relations.retellings import Change, Retelling
from builder.views.labels import BASIS_WORDS, CHANGED_FORMS, FORMS, MODALITY_WORDS, PLACEMENTS, STANCE_WORDS
from builder.views.links import Link, claim_link, event_link, name_link, quantity_link, question_link, source_link
from builder.views.moments import NO_DATE, explain_placing
from builder.words.counts import write_count
from builder.words.dates import show_date, write_time
from builder.words.urls import link_to_words

THROUGH = "Through"
PROBABLY = "Probably from"
NO_CHAIN = "Source"
OURS = "our conclusion"
NOBODY = "nobody is named"
NOBODY_BEHIND = "nobody is named behind it"
ADDED = "added by this retelling; nobody is named"
NOT_VERIFIED = "Not yet checked against the article"
LONE_QUOTATION = "Only this retelling prints these words as a quotation; others report their sense."


@dataclass(frozen=True)
class Retold:
    """An item of another source that an item retells, and what differs in it."""

    of: Link
    source: str
    how: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Bearing:
    """A claim that an item bears on, and how."""

    stance: Stance
    words: str
    """The stance as readers get it."""
    claim: Link


@dataclass(frozen=True, kw_only=True)
class ItemView:
    """An item, ready to be shown; what only items of another section have is None."""

    id: str
    section: str
    anchor: str
    text: str
    here: Link
    source: Link
    published: str
    chain: tuple[Link, ...]
    """From whom the source got it to who said it first; empty where nobody is named."""
    small_print: tuple[str, ...]
    """What a line about the item says beside its words: form, time, whose word, where in the article."""
    through: str
    """What the chain is called: the source's own word, our conclusion, or that there is none."""
    origin: Link | None
    """Who said it first; None where nobody is named."""
    after_chain: str
    """What the chain leaves open: that it is our conclusion, that nobody is named behind its last name; or nothing."""
    origin_words: str
    """Where it comes from if there is no chain: the article's own reporting, an addition, nobody named."""
    concluded: str | None
    """Why we conclude where it comes from, if that is ours."""
    quote: str | None = None
    form: str | None = None
    doubt: str | None
    """What a reader must know of a quotation that only a retelling prints."""
    retold: Retold | None
    """What the source made of the item that it retells, if it retells one."""
    speaker: Link | None = None
    said_on: str | None = None
    placed: str | None = None
    """For a statement: by what it is placed in time, if no date is printed."""
    channel: str | None = None
    utterance: Link | None = None
    printed: str | None = None
    explanations: tuple[str, ...] = ()
    """For a figure: what probably happened, in the editors' words."""
    quantity: Link | None = None
    scope: str | None = None
    attributed_to: Link | None
    when: str | None
    bearings: tuple[Bearing, ...]
    """The claims that it bears on."""
    event: Link | None
    question: Link | None = None
    expected: str | None = None
    """For a next step: who expects it since when, until when, and what became of it."""
    outcome: Link | None = None
    """The claim that tells what became of it."""
    mentions: tuple[Link, ...]
    placement: str | None
    modality: str | None
    note: str | None
    withdrawn: str | None
    verified: str
    """Whether, how and when the words were found in the article."""
    vanished: str | None
    """Since when the original no longer shows the words, if it does not."""
    reviewed: str | None
    """Who read the sentence against the words, and when."""
    passage: str | None
    """First, deciding and last words of the passage, for the reader to see and to search for."""
    search_for: str
    """The words to search for where the original has no address."""
    original: str | None
    """Address of the original, at the passage where a browser can find it."""
    url: str | None
    """Address of the original, without the passage."""
    archive: str | None
    archived_on: str | None
    version: str | None
    """Day of the archive copy, or of our reading, as the address showed it then (ISO 8601)."""

    @property
    def reason(self) -> str | None:
        """Why the chain is what it is, where the whole of it is our conclusion."""
        return self.concluded if self.through == PROBABLY else None

    @property
    def status(self) -> str:
        """What the cue's colour tells."""
        return "item"

    @property
    def cue(self) -> str:
        """The words on the cue."""
        return "evidence"

    @property
    def cue_label(self) -> str:
        """What the cue is called where it is not seen."""
        return f"{self.source.text}: show the evidence"


def published_words(source: Source) -> str:
    """Write when a source was published and how that is known."""
    published = source.published
    if published.date is None:
        return "date unknown"
    return show_date(published.date) + BASIS_WORDS[published.basis]


def view_item(site: Site, linked: LinkedItem) -> ItemView:
    """Make an item ready to be shown."""
    view = _view_any_item(site, linked)
    match linked.item:
        case Statement() as statement:
            return _add_statement(site, view, linked, statement)
        case Figure() as figure:
            return _add_figure(site, view, linked, figure)
        case NextStep() as step:
            return _add_step(site, view, linked, step)
    return view


def _view_any_item(site: Site, linked: LinkedItem) -> ItemView:
    """View what an item of any section has."""
    item = linked.item
    source = site.library.sources[linked.source]
    target = item_target(linked.id)
    attributed = getattr(item, "attributed_to", None)
    return ItemView(
        id=linked.id,
        section=linked.section,
        anchor=target.anchor,
        text=item.text,
        here=Link(item.text, target, f"items/{linked.id}"),
        source=source_link(site, linked.source),
        published=published_words(source),
        chain=tuple(name_link(site, name) for name in linked.origin.chain[1:]),
        small_print=_small_print(item),
        through=_name_chain(linked.origin),
        origin=name_link(site, linked.origin.end) if linked.origin.end else None,
        after_chain=_after_chain(linked.origin),
        origin_words=origin_words(site, linked),
        concluded=_concluded_words(site, linked),
        doubt=LONE_QUOTATION if linked.is_lone_quotation else None,
        retold=_view_retelling(site, linked, linked.retelling) if linked.retelling else None,
        attributed_to=name_link(site, attributed) if attributed else None,
        when=_when(item),
        bearings=tuple(
            Bearing(stance, STANCE_WORDS[stance], claim_link(site, claim)) for stance, claim in item.bearings
        ),
        event=event_link(site, item.event) if item.event else None,
        mentions=tuple(name_link(site, name) for name in item.mentions),
        placement=PLACEMENTS[item.placement],
        modality=MODALITY_WORDS[item.modality] if item.modality else None,
        note=item.note,
        withdrawn=f"{show_date(item.withdrawn.date)}: {item.withdrawn.reason}" if item.withdrawn else None,
        verified=verified_words((linked,)),
        vanished=f"Vanished from the original on {show_date(linked.vanished)}" if linked.vanished else None,
        reviewed=_reviewed_words(item),
        passage=_passage_words(linked),
        search_for=_search_words(item),
        original=_original(source, item),
        url=source.url,
        archive=source.archived.url if source.archived else None,
        archived_on=show_date(source.archived.date) if source.archived else None,
        version=source.archived.date if source.archived else source.checked.date if source.checked else None,
    )


def _add_statement(site: Site, view: ItemView, linked: LinkedItem, statement: Statement) -> ItemView:
    return replace(
        view,
        quote=statement.quote,
        form=FORMS[statement.form],
        speaker=name_link(site, statement.speaker),
        said_on=write_time(statement.date, statement.date_words),
        placed=explain_placing(site, linked),
        channel=statement.channel,
        utterance=_utterance(site, statement.utterance),
    )


def _add_figure(site: Site, view: ItemView, linked: LinkedItem, figure: Figure) -> ItemView:
    return replace(
        view,
        printed=figure.printed,
        quantity=quantity_link(site, figure.quantity),
        scope=figure.scope,
        explanations=explain_figure(site, linked, figure),
    )


def explain_figure(site: Site, linked: LinkedItem, figure: Figure) -> tuple[str, ...]:
    """Return what editors say on a reading and others of its quantity; if nothing, on those that it is worked with."""
    own = site.quantities[figure.quantity]
    tied = {reading.figure.quantity for found in own.equations for reading in found.readings}
    found = _explanations(site, linked.id, [own.id])
    return found or _explanations(site, linked.id, sorted(tied - {own.id}))


def _explanations(site: Site, reading: str, quantities: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        explanation.text
        for name in quantities
        for explanation in site.library.quantities[name].explanations
        if reading in explanation.readings
    )


def _add_step(site: Site, view: ItemView, linked: LinkedItem, step: NextStep) -> ItemView:
    return replace(
        view,
        question=question_link(site, step.question),
        expected=_expectation_words(site, linked, step),
        outcome=claim_link(site, step.outcome.claim) if step.outcome else None,
    )


def _expectation_words(site: Site, linked: LinkedItem, step: NextStep) -> str:
    since = step.as_of or site.library.sources[linked.source].published.date
    who = name_of(site.library, step.attributed_to) if step.attributed_to else source_label(site.library, linked.source)
    until = f"due {show_date(step.due)}" if step.due else NO_DATE
    return f"{who}, since {show_date(since) if since else 'an unknown day'}; {until}; {linked.status}"


def describe_expectation(site: Site, linked: LinkedItem, due: str) -> str:
    """Say who expects something, by when, and in which source, for calendars."""
    label = source_label(site.library, linked.source)
    who = name_of(site.library, linked.item.voice) if linked.item.voice else label
    return f"Expected by {who}, due {show_date(due)}. Source: {label}."


def _view_retelling(site: Site, linked: LinkedItem, found: Retelling) -> Retold:
    twin = site.items[found.of]
    derived = site.library.sources[linked.source].derived_from
    is_stated = any(other.source == twin.source and other.basis == "stated" for other in derived)
    return Retold(
        Link(twin.item.text, item_target(found.of), f"items/{found.of}"),
        source_label(site.library, twin.source),
        "Retold from" if is_stated else "Likely retold from",
        tuple(_change_words(site, change) for change in found.changes),
    )


def _change_words(site: Site, change: Change) -> str:
    before, after = (_changed(site, change.what, value) for value in (change.before, change.after))
    if change.before is None:
        return f"{change.what}: {after}, not in the text retold"
    return f"{change.what}: {before} became {after}" if change.after is not None else f"{change.what}: {before} is lost"


def _changed(site: Site, what: str, value: str | None) -> str:
    if value is None:
        return ""
    if what in ("attribution", "relays"):
        return ", ".join(name_of(site.library, name) for name in value.split(", "))
    if what in ("date", "day said"):
        return show_date(value)
    if what in ("number", "qualifier", "scope", "channel"):
        return f"“{value}”"
    return next((words for form, words in CHANGED_FORMS.items() if form == value), value)


def _when(item: Item) -> str | None:
    when = write_time(item.as_of, item.as_of_words)
    return when or (NO_DATE if isinstance(item, Figure) else None)


def _small_print(item: Item) -> tuple[str, ...]:
    parts = (
        FORMS[item.form] if isinstance(item, Statement) else None,
        _when(item),
        MODALITY_WORDS[item.modality] if item.modality else None,
        PLACEMENTS[item.placement],
    )
    return tuple(part for part in parts if part)


def _utterance(site: Site, name: str | None) -> Link | None:
    if name is None:
        return None
    count = len({linked.source for linked in site.utterances[name]})
    return Link(f"All versions of these words ({write_count(count, 'article')})", utterance_target(name))


def _passage_words(linked: LinkedItem) -> str | None:
    """Join what is shown of a passage, with dots for what is left out; a figure's number is shown in any case."""
    pieces = _without_repeats(shown_of(linked.item))
    return (" " if _is_whole(linked, pieces) else " … ").join(pieces) or None


def _without_repeats(pieces: Sequence[str]) -> list[str]:
    """Leave out the first or the last words where the deciding words begin or end with them."""
    whole = list(pieces)
    return [piece for piece in whole if not any(piece != other and _is_at_edge(piece, other) for other in whole)]


def _is_at_edge(piece: str, other: str) -> bool:
    return other.startswith(piece) or other.endswith(piece)


def _is_whole(linked: LinkedItem, pieces: Sequence[str]) -> bool:
    """Say whether the pieces are the whole passage, by the length that the receipt gives for it."""
    line = linked.verified.lines.get(f"{linked.section}/{linked.key}") if linked.verified else None
    if line is None:
        return False
    first, last = line.spans[0]
    return len(fold_typography(" ".join(pieces))) == last - first


def origin_words(site: Site, linked: LinkedItem) -> str:
    """Say where an item without a chain comes from: own reporting, an addition to what was retold, nobody named."""
    if linked.origin.kind == "own":
        return f"{source_label(site.library, linked.source)}’s own reporting"
    return ADDED if linked.origin.is_addition else NOBODY


def _name_chain(origin: Origin) -> str:
    if len(origin.chain) == 1:
        return NO_CHAIN
    return PROBABLY if origin.is_inferred else THROUGH


def _after_chain(origin: Origin) -> str:
    """Say what the names of a chain leave open: that we conclude it, that nobody is named behind the last of them."""
    if len(origin.chain) == 1:
        return ""
    remarks = (OURS if origin.is_inferred else None, NOBODY_BEHIND if origin.kind == "unknown" else None)
    return "; ".join(remark for remark in remarks if remark)


def _concluded_words(site: Site, linked: LinkedItem) -> str | None:
    """Say why we conclude where an item comes from, or through whom the source got what it credits itself."""
    likely = linked.item.likely_via
    if likely is None:
        return None
    if linked.origin.is_inferred:
        return likely.reason
    names = " and ".join(name_of(site.library, name) for name in likely.chain[:-1])
    return f"Probably passed on by {names} (our conclusion). {likely.reason}" if names else likely.reason


def _reviewed_words(item: Item) -> str | None:
    if item.reviewed is None:
        return None
    return f"Sentence read against these words by {item.reviewed.by}, {show_date(item.reviewed.date)}"


def _search_words(item: Item) -> str:
    if item.passage:
        return item.passage.start
    quote = item.quote if isinstance(item, Statement) else None
    return " ".join((quote or "").split()[:8])


def _original(source: Source, item: Item) -> str | None:
    if source.url is None:
        return None
    return fragment_url(source.url, item)


def fragment_url(url: str, item: Item) -> str:
    """Return the address of the original with a text fragment for the item's passage or quote."""
    if item.passage is not None:
        return link_to_words(url, item.passage.start, item.passage.end)
    quote = item.quote if isinstance(item, Statement) else None
    words = (quote or "").split()
    if len(words) > 12:
        return link_to_words(url, " ".join(words[:5]), " ".join(words[-5:]))
    return link_to_words(url, " ".join(words), None) if words else url


def verified_words(items: Sequence[LinkedItem]) -> str:
    """Write whether the words of all items were found, how, and on which day the last of them."""
    if all(item.found_on for item in items) and items:
        return f"Found in the text when this page was made, {show_date(max(_days(items)))}"
    if not items or not all(item.verified for item in items):
        return NOT_VERIFIED
    return f"Verified by receipt, {show_date(max(_days(items)))}"


def _days(items: Iterable[LinkedItem]) -> list[str]:
    return [item.found_on or (item.verified.date if item.verified else "") for item in items]
