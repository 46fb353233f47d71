"""Library -> Site: items joined to claims, speakers, quantities, events and questions; status, origins, conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from builder.evidence.audit_file import Audit, read_audits
from builder.evidence.receipt import Receipt, read_receipt, vouched_for
from builder.link.site import (
    DatedReading,
    LinkedClaim,
    LinkedEvent,
    LinkedItem,
    LinkedName,
    LinkedQuantity,
    LinkedQuestion,
    LinkedSource,
    QuestionStatus,
    Side,
    Site,
    Status,
)
from builder.model import (
    STANCES,
    Claim,
    Event,
    Figure,
    Item,
    NextStep,
    Organisation,
    Person,
    Quantity,
    Question,
    Stance,
    Statement,
)
from builder.model.library import Library
from builder.model.walk import PlacedItem, plan_fields, walk_items
from builder.relations.arithmetic import EQUATION_VERDICTS, Equation, compare_worked_out, work_out
from builder.relations.expectations import step_status
from builder.relations.graphs import derivations, parts_of, sort_after
from builder.relations.origins import Origins, Witnesses, find_origins, without_copies
from builder.relations.readings import Reading, compare, compare_part, read_figure
from builder.relations.retellings import Retelling, find_retellings, find_twins, first_told
from builder.relations.today import day_of
from builder.relations.utterances import Rendering, lone_quotations, render_utterance
from builder.words.dates import read_span, time_key
from builder.words.tables import Partial


def link(library: Library) -> Site:
    """Join the records of a library that has no problems."""
    placed = {item.id: item for item in walk_items(library)}
    twins = find_twins(placed.values(), derivations(library.sources))
    origins = find_origins(library, placed.values(), twins)
    audits = read_audits(library.audits, placed.values())
    spoken = _by_utterance(placed.values())
    lone = lone_quotations(spoken, origins.derived)
    day = day_of(library)
    evidence = _Evidence(
        origins,
        {source: read_receipt(text) for source, text in library.receipts.items()},
        audits,
        lone,
        find_retellings(placed, twins),
        library.texts.keys(),
        day,
    )
    items = {name: evidence.link(item) for name, item in placed.items()}
    order = _source_order(library)
    items = dict(sorted(items.items(), key=lambda pair: order[pair[1].source]))
    groups = _group(items.values())
    joiner = _Joiner(
        library,
        items,
        placed,
        origins,
        audits,
        order,
        groups,
        records=_group_records(library),
        parts=parts_of(library.quantities),
        equations=_group_equations(library, origins, items.values()),
    )
    return _join(joiner, day, {name: render_utterance(group, origins.derived, lone) for name, group in spoken.items()})


def _join(joiner: _Joiner, day: date, renderings: Mapping[str, tuple[Rendering, ...]]) -> Site:
    library = joiner.library
    sources = {name: joiner.source(name) for name in joiner.order}
    return Site(
        story=next(iter(library.story.values())),
        library=library,
        day=day,
        sources=sources,
        items=joiner.items,
        claims={name: joiner.claim(name, claim) for name, claim in _in_topic_order(library)},
        quantities={name: joiner.quantity(name, quantity) for name, quantity in library.quantities.items()},
        events=joiner.events(),
        questions={name: joiner.question(name, question) for name, question in library.questions.items()},
        people={name: joiner.name(name, person) for name, person in library.people.items()},
        organisations={name: joiner.name(name, body) for name, body in library.organisations.items()},
        utterances={name: tuple(group) for (kind, name), group in joiner.groups.items() if kind == "utterance"},
        renderings=renderings,
        known_ends=joiner.origins.known_ends(item for item in joiner.placed.values() if not item.item.withdrawn),
        corrections=dict(sorted(library.corrections.items(), key=lambda pair: pair[1].date, reverse=True)),
        read={name: linked for name, linked in sources.items() if linked.source.checked},
        unread={name: linked for name, linked in sources.items() if not linked.source.checked},
    )


Groups = Mapping[tuple[str, str], Sequence[LinkedItem]]


@dataclass(frozen=True)
class _Joiner:
    """The library with its items grouped by everything that they name."""

    library: Library
    items: Mapping[str, LinkedItem]
    placed: Mapping[str, PlacedItem]
    origins: Origins
    audits: Mapping[str, Audit]
    order: Mapping[str, int]
    groups: Groups
    records: Mapping[tuple[str, str], Sequence[str]]
    """(field, id) -> ids of the records that name it there."""
    parts: Mapping[str, set[str]]
    """Quantity -> the quantities that it includes."""
    equations: Mapping[tuple[str, str], Sequence[Equation]]
    """("quantity" or "source", id) -> the equations that its readings are in, or are all that is in them."""

    def group(self, kind: str, name: str) -> tuple[LinkedItem, ...]:
        return tuple(self.groups.get((kind, name), ()))

    def named(self, field: str, name: str) -> tuple[str, ...]:
        return tuple(self.records.get((field, name), ()))

    def count(self, items: Iterable[LinkedItem]) -> Witnesses:
        return self.origins.count(self.placed[item.id] for item in items)

    def source(self, name: str) -> LinkedSource:
        items = self.group("source", name)
        audit, equations = self.audits.get(name), tuple(self.equations.get(("source", name), ()))
        return LinkedSource(name, self.library.sources[name], items, self.count(items), audit, equations)

    def claim(self, name: str, claim: Claim) -> LinkedClaim:
        items = [item for item in self.group("claim", name) if item.item.withdrawn is None]
        by_stance = {stance: [item for item in items if item.item.stance_on(name) == stance] for stance in STANCES}
        sides = {stance: self.side(group) for stance, group in by_stance.items()}
        speaking = frozenset(item.source for item in items)
        return LinkedClaim(name, self.library.topic_of(name), claim, _status(claim, sides), sides, speaking)

    def side(self, items: list[LinkedItem]) -> Side:
        placed = [self.placed[item.id] for item in items]
        first_hand = dict.fromkeys(item.source for item in without_copies(placed, self.origins.twins))
        copies = dict.fromkeys(item.source for item in items if item.source not in first_hand)
        return Side(tuple(items), tuple(first_hand), tuple(copies), self.origins.count(placed))

    def quantity(self, name: str, quantity: Quantity) -> LinkedQuantity:
        items = [item for item in self.group("quantity", name) if item.item.withdrawn is None]
        readings = [_read_item(self.origins, item) for item in items]
        equations = tuple(self.equations.get(("quantity", name), ()))
        clashing = list(compare_worked_out(equations, name))
        found = [compare(a, b, quantity, self._is_retold(a, b)) for a, b in combinations(readings, 2)]
        for part in sorted(self.parts.get(name, ())):
            parts = [_read_item(self.origins, item) for item in self.group("quantity", part)]
            found += [compare_part(a, b) for a in readings for b in parts]
        told = {frozenset((one.a.id, one.b.id)) for one in clashing}
        found = clashing + [one for one in found if frozenset((one.a.id, one.b.id)) not in told]
        return LinkedQuantity(name, quantity, tuple(items), tuple(found), self.count(items), equations)

    def _is_retold(self, a: Reading, b: Reading) -> bool:
        return first_told(a.id, self.origins.twins) == first_told(b.id, self.origins.twins)

    def events(self) -> dict[str, LinkedEvent]:
        linked = {name: self.event(name, event) for name, event in self.library.events.items()}
        after = {name: event.after for name, event in self.library.events.items()}
        return {name: linked[name] for name in sort_after(linked, after, lambda name: _event_key(linked[name]))}

    def event(self, name: str, event: Event) -> LinkedEvent:
        items = self.group("event", name)
        claims = self.named("event", name)
        dates = _dates_of(items)
        spans = [read_span(reading.edtf) for reading in dates if reading.edtf]
        conflict = any(not a.meets(b) for a, b in combinations(spans, 2))
        return LinkedEvent(name, event, claims, items, dates, conflict)

    def question(self, name: str, question: Question) -> LinkedQuestion:
        claims = self.named("question", name)
        status: QuestionStatus = "answered" if question.answer else "open"
        return LinkedQuestion(name, question, status, claims, self.group("question", name))

    def name(self, name: str, record: Person | Organisation) -> LinkedName:
        statements = sorted(self.group("speaker", name), key=_said_on)
        return LinkedName(
            name,
            record,
            tuple(statements),
            self.group("attributed_to", name),
            self.group("via", name),
            self.group("mentions", name),
            published=tuple(sorted(self.named("outlet", name), key=self.order.__getitem__)),
            members=self.named("affiliation", name),
        )


@dataclass(frozen=True)
class _Evidence:
    """What vouches for items, or speaks against them."""

    origins: Origins
    receipts: Mapping[str, Receipt | int]
    audits: Mapping[str, Audit]
    lone: Collection[str]
    """Items whose quotation only a retelling prints."""
    retellings: Mapping[str, Retelling]
    at_hand: Collection[str]
    """Sources whose text is at hand; words that it does not have were refused before."""
    today: date

    def link(self, placed: PlacedItem) -> LinkedItem:
        receipt = self.receipts.get(placed.source)
        audit = self.audits.get(placed.source)
        verdict = audit.lines.get(placed.line) if audit else None
        return LinkedItem(
            placed.id,
            placed.source,
            placed.section,
            placed.key,
            placed.item,
            origin=self.origins.of(placed),
            verified=receipt if isinstance(receipt, Receipt) and vouched_for(placed, receipt) else None,
            found_on=self.today.isoformat() if placed.source in self.at_hand else None,
            vanished=verdict.since if verdict and verdict.state == "vanished" else None,
            is_lone_quotation=placed.id in self.lone,
            status=step_status(placed.item, self.today) if isinstance(placed.item, NextStep) else None,
            retelling=self.retellings.get(placed.id),
        )


def _by_utterance(items: Iterable[PlacedItem]) -> dict[str, list[PlacedItem]]:
    groups: dict[str, list[PlacedItem]] = defaultdict(list)
    for placed in items:
        if isinstance(placed.item, Statement) and placed.item.utterance:
            groups[placed.item.utterance].append(placed)
    return groups


def _group(items: Iterable[LinkedItem]) -> Groups:
    """Index the items by every id that they name: (field, id) -> items."""
    groups: dict[tuple[str, str], list[LinkedItem]] = defaultdict(list)
    for linked in items:
        item = linked.item
        groups["source", linked.source].append(linked)
        for claim in item.claims:
            groups["claim", claim].append(linked)
        for field in _ids_of(type(item)):
            names = getattr(item, field)
            for name in (names,) if isinstance(names, str) else names or ():
                groups[field, name].append(linked)
    return groups


def _group_records(library: Library) -> dict[tuple[str, str], list[str]]:
    """Index claims, sources and people by what they name: (field, id) -> their ids."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    fields: Partial[str, tuple[str, ...]] = {
        "claims": ("event", "question"),
        "sources": ("outlet",),
        "people": ("affiliation",),
    }
    for kind, names in fields.items():
        for record_id, record in library.records(kind).items():
            for field in names:
                value = getattr(record, field)
                if value:
                    groups[field, value].append(record_id)
    return groups


def _read_item(origins: Origins, item: LinkedItem) -> Reading:
    assert isinstance(item.item, Figure)
    estimator = item.item.attributed_to
    return read_figure(item.id, item.item, origins.body_of(estimator) if estimator else None)


def _group_equations(
    library: Library, origins: Origins, items: Iterable[LinkedItem]
) -> dict[tuple[str, str], list[Equation]]:
    """Index the equations by the quantities in them and by the source that all their numbers are of."""
    figures = [item for item in items if isinstance(item.item, Figure) and item.item.withdrawn is None]
    found = work_out((_read_item(origins, item) for item in figures), library.quantities)
    groups: dict[tuple[str, str], list[Equation]] = defaultdict(list)
    for equation in sorted(found, key=lambda equation: EQUATION_VERDICTS.index(equation.verdict)):
        for quantity in dict.fromkeys(reading.figure.quantity for reading in equation.readings):
            groups["quantity", quantity].append(equation)
        if equation.source:
            groups["source", equation.source].append(equation)
    return groups


@cache
def _ids_of(model: type[Item]) -> tuple[str, ...]:
    """Return the fields of an item that name something by its id, one or many."""
    references = tuple(plan.name for plan in plan_fields(model) if plan.ref)
    return (*references, "utterance") if "utterance" in model.model_fields else references


def _source_order(library: Library) -> dict[str, int]:
    """Order the sources by date of publication, the undated ones last."""
    ordered = sorted(library.sources, key=lambda name: (time_key(library.sources[name].published.date), name))
    return {name: place for place, name in enumerate(ordered)}


def _in_topic_order(library: Library) -> list[tuple[str, Claim]]:
    story = next(iter(library.story.values()))
    order = {topic: place for place, topic in enumerate(story.topics)}
    return sorted(library.claims.items(), key=lambda pair: order[library.topic_of(pair[0])])


def _status(claim: Claim, sides: Mapping[Stance, Side]) -> Status:
    if claim.withdrawn:
        return "withdrawn"
    if sides["disputes"].items:
        return "disputed"
    witnesses = sides["supports"].witnesses
    if witnesses.are_independent:
        return "agreed"
    if sides["qualifies"].items:
        return "qualified"
    return "one origin" if witnesses.ends else "unknown origin"


def _dates_of(items: Iterable[LinkedItem]) -> tuple[DatedReading, ...]:
    groups: dict[tuple[str | None, str | None], list[LinkedItem]] = defaultdict(list)
    for linked in items:
        if linked.item.as_of or linked.item.as_of_words:
            groups[linked.item.as_of, linked.item.as_of_words].append(linked)
    readings = [DatedReading(edtf, words, tuple(group)) for (edtf, words), group in groups.items()]
    return tuple(sorted(readings, key=lambda reading: (_length(reading.edtf), reading.edtf or "", reading.words or "")))


def _length(edtf: str | None) -> int:
    return read_span(edtf).days if edtf else 10**6


def _event_key(event: LinkedEvent) -> tuple[object, str]:
    return time_key(event.dates[0].edtf if event.dates else None), event.id


def _said_on(linked: LinkedItem) -> tuple[object, str]:
    said = linked.item.date if isinstance(linked.item, Statement) else None
    return time_key(said or linked.item.as_of), linked.id
