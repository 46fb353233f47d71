"""The page of who said what: statements by speaker, and words that several sources render."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, overview
from builder.views.claims import Views
from builder.views.said import speaker_groups, utterance_groups


def said(views: Views) -> Iterator[Page]:
    """Plan the page of who said what: speakers, and words that several sources render."""
    yield overview(
        views.site.story,
        addresses.SAID,
        template="said",
        edit="content/people.yml",
        shows={"groups": speaker_groups(views), "utterances": utterance_groups(views)},
    )
