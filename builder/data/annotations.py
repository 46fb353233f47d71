"""Site -> W3C annotations: each item as the body, its passage as the selector, for programs that annotate the web."""

from __future__ import annotations

from typing import Any

from builder.addresses import item_target
from builder.evidence.receipt import Receipt
from builder.evidence.text import Span
from builder.link.site import LinkedItem, Site
from builder.model import Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def make_annotations(site: Site) -> dict[str, Any]:
    """Return an annotation page (W3C Web Annotation Data Model) with an annotation for each verified item.

    Ids are relative to the address of the file; positions count characters of the folded text.
    """
    verified = [(linked, linked.verified) for linked in site.items.values() if linked.verified]
    return {
        "@context": CONTEXT,
        "id": "annotations.jsonld",
        "type": "AnnotationPage",
        "items": [_annotation(site, linked, receipt) for linked, receipt in verified],
    }


def _annotation(site: Site, linked: LinkedItem, receipt: Receipt) -> dict[str, Any]:
    spans, _ = receipt.lines[f"{linked.section}/{linked.key}"]
    selectors = _selectors(linked, spans)
    address = site.library.sources[linked.source].url
    return {
        "id": f"../{item_target(linked.id).url}",
        "type": "Annotation",
        "motivation": "describing",
        "created": f"{receipt.date}T00:00:00Z",
        "body": {
            "type": "TextualBody",
            "value": linked.item.text,
            "format": "text/plain",
            "language": site.story.language,
        },
        "target": {
            "source": address or f"urn:sha256:{receipt.text_hash}",
            "selector": selectors[0] if len(selectors) == 1 else selectors,
        },
    }


def _selectors(linked: LinkedItem, spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    """Select people's words by quotation; of an outlet's own words, which are not ours to give, only the place."""
    item = linked.item
    if isinstance(item, Statement) and item.quote is not None and len(spans) == 1:
        return [_quotation(item.quote), _position(spans[0])]
    if item.passage is not None and item.passage.end is None:
        return [_quotation(item.passage.start), _position(spans[0])]
    return [_position(span) for span in spans]


def _quotation(words: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": words}


def _position(span: Span) -> dict[str, Any]:
    start, end = span
    return {"type": "TextPositionSelector", "start": start, "end": end}
