"""Site -> the data files that machines may rely on: explainer.json, version 1 (design: what machines may rely on)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from builder.addresses import (
    CALENDAR,
    Target,
    claim_target,
    event_target,
    item_target,
    name_target,
    quantity_target,
    question_target,
    source_target,
    utterance_target,
)
from builder.data.annotations import make_annotations
from builder.data.calendar import make_calendar
from builder.data.search import make_facets
from builder.link.site import (
    LinkedClaim,
    LinkedEvent,
    LinkedItem,
    LinkedName,
    LinkedQuantity,
    LinkedQuestion,
    LinkedSource,
    Site,
)
from builder.model import Figure, Record
from builder.model.library import Library
from builder.relations.arithmetic import Equation
from builder.relations.retellings import Retelling
from builder.views.figures import explain_comparison, explain_equation
from builder.views.items import fragment_url

VERSION = 1

HIDDEN = frozenset({"allow", "not_story", "withhold"})
"""Fields that editors write for the checks and for protection."""


def make_data(site: Site) -> dict[str, Any]:
    """Return the whole story as one JSON object."""
    return {
        "version": VERSION,
        "story": _fields(site.story),
        "sources": {name: _source(site, linked) for name, linked in site.sources.items()},
        "items": {name: _item(site, linked) for name, linked in site.items.items()},
        "claims": {name: _claim(site, linked) for name, linked in site.claims.items()},
        "quantities": {name: _quantity(site.library, linked) for name, linked in site.quantities.items()},
        "people": {name: _name(site, linked) for name, linked in site.people.items()},
        "organisations": {name: _name(site, linked) for name, linked in site.organisations.items()},
        "events": {name: _event(linked) for name, linked in site.events.items()},
        "questions": {name: _question(linked) for name, linked in site.questions.items()},
        "utterances": {name: _utterance(site, name) for name in site.utterances},
    }


def _source(site: Site, linked: LinkedSource) -> dict[str, Any]:
    return {
        **_fields(linked.source),
        "page": source_target(linked.id).url,
        "items": _ids(linked.items),
        "origins": list(linked.origins),
        "summary": site.library.articles[linked.id].summary,
    }


def _claim(site: Site, linked: LinkedClaim) -> dict[str, Any]:
    return {
        **_fields(linked.claim),
        "topic": linked.topic,
        "status": linked.status,
        **{stance: _ids(side.items) for stance, side in linked.sides.items()},
        "silent": [name for name in site.read if name not in linked.speaking],
        "origins": list(linked.sides["supports"].origins),
        "page": claim_target(linked.id).url,
    }


def _quantity(library: Library, linked: LinkedQuantity) -> dict[str, Any]:
    return {
        **_fields(linked.quantity),
        "readings": _ids(linked.items),
        "comparisons": [
            {
                "a": found.a.id,
                "b": found.b.id,
                "verdict": found.verdict,
                "why": explain_comparison(library, found),
            }
            for found in linked.comparisons
        ],
        "equations": [_equation(library, found) for found in linked.equations],
        "origins": list(linked.origins),
        "page": quantity_target(linked.id).url,
    }


def _equation(library: Library, found: Equation) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "terms": [term.id for term in found.terms],
        "against": found.against.id if found.against else None,
        "verdict": found.verdict,
        "why": explain_equation(library, found),
    }


def _name(site: Site, linked: LinkedName) -> dict[str, Any]:
    return {**_fields(linked.record), "page": name_target(site.library, linked.id).url}


def _event(linked: LinkedEvent) -> dict[str, Any]:
    return {
        **_fields(linked.event),
        "items": _ids(linked.items),
        "claims": list(linked.claims),
        "dates": [
            {"date": reading.edtf, "words": reading.words, "items": _ids(reading.items)} for reading in linked.dates
        ],
        "page": event_target(linked.id).url,
    }


def _question(linked: LinkedQuestion) -> dict[str, Any]:
    return {
        **_fields(linked.question),
        "status": linked.status,
        "items": _ids(linked.items),
        "claims": list(linked.claims),
        "page": question_target(linked.id).url,
    }


def _ids(items: Iterable[LinkedItem]) -> list[str]:
    return [item.id for item in items]


def make_seen(site: Site) -> dict[str, Any]:
    """Return what a browser remembers between visits: address -> what stands there, for all that may be news."""
    things = {claim_target(name).url: f"{linked.claim.text} ({linked.status})" for name, linked in site.claims.items()}
    for name, quantity in site.quantities.items():
        printed = dict.fromkeys(item.item.printed for item in quantity.items if isinstance(item.item, Figure))
        things[quantity_target(name).url] = f"{quantity.quantity.label}: {'; '.join(printed) or 'no number'}"
    for name, question in site.questions.items():
        things[question_target(name).url] = f"{question.question.text} ({question.status})"
        for item in question.items:
            things[item_target(item.id).url] = f"{item.item.text} ({item.status})"
    return {"day": site.day.isoformat(), "things": things}


def write_json(document: Mapping[str, Any]) -> str:
    """Write JSON, a line a record, keys sorted: the same value gives the same bytes.

    No text in it can leave a script element, and nothing but JSON's own numbers gets through.
    """
    parts = [[f"{_compact(key)}: ", *_write_part(value)] for key, value in sorted(document.items())]
    return "".join(("{\n", *_between(",\n", parts), "\n}\n"))


def _write_part(value: Any) -> list[str]:
    if isinstance(value, list) and value:
        return ["[\n", *_between(",\n", ([" ", _compact(inner)] for inner in value)), "\n]"]
    if not isinstance(value, dict) or not value:
        return [_compact(value)]
    rows = ([f" {_compact(key)}: ", _compact(inner)] for key, inner in sorted(value.items()))
    return ["{\n", *_between(",\n", rows), "\n}"]


def _between(separator: str, parts: Iterable[list[str]]) -> list[str]:
    """Chain the parts with a separator: pieces, as whole files would be copied again at each level."""
    pieces: list[str] = []
    for part in parts:
        pieces += (separator, *part) if pieces else part
    return pieces


def _compact(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def data_files(site: Site, schema: str, address: str | None = None) -> dict[str, str]:
    """Return the data files of the site by path; the address is that of the site, where it has one."""
    calendar = make_calendar(site, address)
    return {
        "data/explainer.json": write_json(make_data(site)),
        "data/explainer.schema.json": schema,
        "data/annotations.jsonld": write_json(make_annotations(site)),
        "data/seen.json": write_json(make_seen(site)),
        "data/facets.json": write_json(make_facets(site)),
        **({CALENDAR.path: calendar} if calendar else {}),
    }


def _fields(record: Record) -> dict[str, Any]:
    """Return the YAML's fields without the hidden ones."""
    return record.model_dump(mode="json", exclude=set(HIDDEN))


def _item(site: Site, linked: LinkedItem) -> dict[str, Any]:
    fields = _fields(linked.item)
    url = site.library.sources[linked.source].url
    words = linked.item.passage
    target: Target = item_target(linked.id)
    return {
        **fields,
        "source": linked.source,
        "section": linked.section,
        "page": target.url,
        "passage": {
            "start": words.start if words else None,
            "end": words.end if words else None,
            "url": fragment_url(url, linked.item) if url else None,
        },
        "verified": linked.verified is not None,
        "verification": _verification(linked),
        "chain": list(linked.chain),
        "origin": linked.origin,
        "chain_inferred": linked.is_inferred,
        "lone_quotation": linked.is_lone_quotation,
        "retells": _retells(linked.retelling),
        **({"status": linked.status} if linked.status else {}),
    }


def _retells(found: Retelling | None) -> dict[str, Any] | None:
    return {"of": found.of, "changes": [asdict(change) for change in found.changes]} if found else None


def _utterance(site: Site, name: str) -> dict[str, Any]:
    return {
        "items": _ids(site.utterances[name]),
        "renderings": [asdict(rendering) for rendering in site.renderings[name]],
        "page": utterance_target(name).url,
    }


def _verification(linked: LinkedItem) -> dict[str, str] | None:
    if linked.verified is None:
        return None
    if linked.found_on:
        return {"how": "text", "date": linked.found_on, "by": "builder"}
    return {"how": "receipt", "date": linked.verified.date, "by": linked.verified.by}
