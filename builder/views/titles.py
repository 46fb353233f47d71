"""Pages of the whole story -> their titles, their descriptions, and the links that lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder import addresses
from builder.addresses import Target
from builder.model import Story
from builder.views.links import Link


@dataclass(frozen=True)
class Title:
    """What a page is called, and a line about it for search engines and shared links."""

    text: str
    about: str
    searched: tuple[str, ...] = ()
    """What readers type for it besides its own words."""

    def name(self, story: Story) -> str:
        """Name the page and the story, for where the page is not seen."""
        return f"{self.text}: {story.title}"

    def describe(self, story: Story) -> str:
        """Say what the page shows and of which story."""
        return f"{self.about}: {story.title}"


TITLES: Mapping[Target, Title] = {
    addresses.FACTS: Title("Facts", "Every claim of this explainer with its status and its sources"),
    addresses.SAID: Title("Who said what", "Every statement by speaker, quotations apart from paraphrase", ("quotes",)),
    addresses.SAID_BY_DATE: Title(
        "Who said what, by date", "Every statement by date, quotations apart from paraphrase"
    ),
    addresses.SAID_BY_TOPIC: Title(
        "Who said what, by topic", "Every statement by topic, quotations apart from paraphrase"
    ),
    addresses.PEOPLE: Title("People", "Everybody who speaks or is spoken of"),
    addresses.ORGANISATIONS: Title(
        "Organisations", "Outlets, agencies, ministries and services that publish, speak or are passed on"
    ),
    addresses.FIGURES: Title("Figures", "Every number with who gives it, for when, and how the readings fit together"),
    addresses.COMPARE: Title(
        "Who says what, source by source",
        "Every claim and every number against every source, silence included",
        ("compare articles", "compare sources", "differences between articles"),
    ),
    addresses.TIMELINE: Title("Timeline", "What happened when, with dates as precise as the sources give them"),
    addresses.NEXT: Title("What happens next", "Open questions and what the sources expect", ("calendar",)),
    addresses.SOURCES: Title(
        "Sources", "The articles that this explainer rests on, and what each reports or passes on"
    ),
    addresses.PROVENANCE: Title("Who relays whom", "Where each article got what it reports, and who said it first"),
    addresses.CORRECTIONS: Title("Corrections", "What this explainer got wrong, and what it says now", ("errata",)),
    addresses.GLOSSARY: Title("Glossary", "Words and abbreviations in this explainer"),
}


def title_link(place: Target) -> Link:
    """Link a page of the whole story by its title."""
    return Link(TITLES[place].text, place)


# The pages above others. The front page is titled like the story.
HOME_LINK = Link("Home", addresses.HOME)
FACTS_LINK = title_link(addresses.FACTS)
SAID_LINK = title_link(addresses.SAID)
PEOPLE_LINK = title_link(addresses.PEOPLE)
FIGURES_LINK = title_link(addresses.FIGURES)
SOURCES_LINK = title_link(addresses.SOURCES)
CALENDAR_LINK = Link("Calendar file of the expected dates", addresses.CALENDAR)
