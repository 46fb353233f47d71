"""Site -> the files for machines: one module a file, and the list of them."""

from __future__ import annotations

from builder.addresses import CALENDAR
from builder.data.annotations import make_annotations
from builder.data.calendar import make_calendar
from builder.data.explainer import make_data
from builder.data.search import make_facets
from builder.data.seen import make_seen
from builder.data.write import write_json
from builder.link.site import Site

__all__ = ["data_files"]


def data_files(site: Site, schema: str, address: str | None = None) -> dict[str, str]:
    """Return the data files of the site by path; the address is that of the site, where it has one."""
    files = {
        "data/explainer.json": write_json(vars(make_data(site))),
        "data/explainer.schema.json": schema,
        "data/annotations.jsonld": write_json(make_annotations(site)),
        "data/seen.json": write_json(make_seen(site)),
        "data/facets.json": write_json(make_facets(site)),
    }
    calendar = make_calendar(site, address)
    return files | {CALENDAR.path: calendar} if calendar else files
