"""Site -> the whole story for programs, in the rows of shape.py."""

from __future__ import annotations

from collections.abc import Iterable

from builder.addresses import (
    claim_target,
    event_target,
    item_target,
    name_target,
    quantity_target,
    question_target,
    source_target,
    utterance_target,
)
from builder.data.shape import (
    ClaimRow,
    ComparisonPart,
    DatePart,
    EquationPart,
    EventRow,
    Explainer,
    ItemIds,
    ItemRow,
    OrganisationRow,
    PassagePart,
    PersonRow,
    QuantityRow,
    QuestionRow,
    SourceRow,
    StepRow,
    StoryRow,
    UtteranceRow,
    VerificationPart,
)
from builder.link.site import (
    LinkedClaim,
    LinkedEvent,
    LinkedItem,
    LinkedQuantity,
    LinkedQuestion,
    LinkedSource,
    Site,
)
from builder.model.library import Library
from builder.relations.arithmetic import Equation
from builder.relations.readings import Comparison
from builder.views.figures import explain_comparison, explain_equation
from builder.views.items import fragment_url


def make_data(site: Site) -> Explainer:
    """Return the whole story for programs."""
    library = site.library
    return Explainer(
        story=StoryRow(record=site.story),
        sources={name: _source(site, linked) for name, linked in site.sources.items()},
        items={name: _item(site, linked) for name, linked in site.items.items()},
        claims={name: _claim(site, linked) for name, linked in site.claims.items()},
        quantities={name: _quantity(library, linked) for name, linked in site.quantities.items()},
        people={
            name: PersonRow(record=person, page=name_target(library, name).url)
            for name, person in library.people.items()
        },
        organisations={
            name: OrganisationRow(record=body, page=name_target(library, name).url)
            for name, body in library.organisations.items()
        },
        events={name: _event(linked) for name, linked in site.events.items()},
        questions={name: _question(linked) for name, linked in site.questions.items()},
        utterances={name: _utterance(site, name) for name in site.utterances},
    )


def _source(site: Site, linked: LinkedSource) -> SourceRow:
    return SourceRow(
        record=linked.source,
        page=source_target(linked.id).url,
        items=_ids(linked.items),
        origins=linked.origins,
        summary=site.library.articles[linked.id].summary,
    )


def _item(site: Site, linked: LinkedItem) -> ItemRow:
    row = ItemRow(
        record=linked.item,
        source=linked.source,
        section=linked.section,
        page=item_target(linked.id).url,
        passage=_passage(site, linked),
        verified=linked.verified is not None,
        verification=_verification(linked),
        chain=linked.chain,
        origin=linked.origin,
        chain_inferred=linked.is_inferred,
        lone_quotation=linked.is_lone_quotation,
        retells=linked.retelling,
    )
    return StepRow(**vars(row), status=linked.status) if linked.status else row


def _passage(site: Site, linked: LinkedItem) -> PassagePart:
    url = site.library.sources[linked.source].url
    words = linked.item.passage
    return PassagePart(
        start=words.start if words else None,
        end=words.end if words else None,
        url=fragment_url(url, linked.item) if url else None,
    )


def _verification(linked: LinkedItem) -> VerificationPart | None:
    if linked.verified is None:
        return None
    if linked.found_on:
        return VerificationPart(how="text", date=linked.found_on, by="builder")
    return VerificationPart(how="receipt", date=linked.verified.date, by=linked.verified.by)


def _claim(site: Site, linked: LinkedClaim) -> ClaimRow:
    return ClaimRow(
        record=linked.claim,
        topic=linked.topic,
        status=linked.status,
        supports=_ids(linked.sides["supports"].items),
        disputes=_ids(linked.sides["disputes"].items),
        qualifies=_ids(linked.sides["qualifies"].items),
        silent=tuple(name for name in site.read if name not in linked.speaking),
        origins=linked.sides["supports"].origins,
        page=claim_target(linked.id).url,
    )


def _quantity(library: Library, linked: LinkedQuantity) -> QuantityRow:
    return QuantityRow(
        record=linked.quantity,
        readings=_ids(linked.items),
        comparisons=tuple(_comparison(library, found) for found in linked.comparisons),
        equations=tuple(_equation(library, found) for found in linked.equations),
        origins=linked.origins,
        page=quantity_target(linked.id).url,
    )


def _comparison(library: Library, found: Comparison) -> ComparisonPart:
    return ComparisonPart(a=found.a.id, b=found.b.id, verdict=found.verdict, why=explain_comparison(library, found))


def _equation(library: Library, found: Equation) -> EquationPart:
    return EquationPart(
        kind=found.kind,
        terms=tuple(term.id for term in found.terms),
        against=found.against.id if found.against else None,
        verdict=found.verdict,
        why=explain_equation(library, found),
    )


def _event(linked: LinkedEvent) -> EventRow:
    return EventRow(
        record=linked.event,
        items=_ids(linked.items),
        claims=linked.claims,
        dates=tuple(DatePart(date=found.edtf, words=found.words, items=_ids(found.items)) for found in linked.dates),
        page=event_target(linked.id).url,
    )


def _question(linked: LinkedQuestion) -> QuestionRow:
    return QuestionRow(
        record=linked.question,
        status=linked.status,
        items=_ids(linked.items),
        claims=linked.claims,
        page=question_target(linked.id).url,
    )


def _utterance(site: Site, name: str) -> UtteranceRow:
    return UtteranceRow(
        items=_ids(site.utterances[name]),
        renderings=site.renderings[name],
        page=utterance_target(name).url,
    )


def _ids(items: Iterable[LinkedItem]) -> ItemIds:
    return tuple(item.id for item in items)
