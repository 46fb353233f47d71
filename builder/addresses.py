"""Where everything is on the site: ids -> pages and anchors. An address, once published, never changes."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.library import Library


@dataclass(frozen=True)
class Target:
    """A place on the site: the page's Markdown path, and an anchor on it."""

    path: str
    anchor: str = ""

    @property
    def url(self) -> str:
        """The address below the site's root: 'claims/x/', 'sources/y/#facts-z'."""
        folder = self.path.removesuffix("index.md").removesuffix(".md")
        folder = f"{folder}/" if folder and not folder.endswith("/") else folder
        return f"{folder}#{self.anchor}" if self.anchor else folder

    def url_from(self, page: str) -> str:
        """Return the address relative to the page with the given Markdown path."""
        return "../" * Target(page).url.count("/") + self.url or "./"

    def path_from(self, page: str) -> str:
        """Return the Markdown path relative to the page with the given Markdown path, as Markdown links want it."""
        path = "../" * page.count("/") + self.path
        return f"{path}#{self.anchor}" if self.anchor else path


HOME = Target("index.md")
FACTS = Target("facts.md")
SAID = Target("said.md")
SAID_BY_DATE = Target("said-by-date.md")
SAID_BY_TOPIC = Target("said-by-topic.md")
PEOPLE = Target("people/index.md")
ORGANISATIONS = Target("organisations.md")
FIGURES = Target("figures/index.md")
COMPARE = Target("compare.md")
TIMELINE = Target("timeline.md")
NEXT = Target("next.md")
SOURCES = Target("sources/index.md")
PROVENANCE = Target("provenance.md")
CORRECTIONS = Target("corrections.md")
GLOSSARY = Target("glossary.md")
METHOD = Target("method.md")
CALENDAR = Target("data/next.ics")


def claim_target(name: str) -> Target:
    """Return the page of a claim."""
    return Target(f"claims/{name}.md")


def source_target(name: str) -> Target:
    """Return the page of a source."""
    return Target(f"sources/{name}.md")


def quantity_target(name: str) -> Target:
    """Return the page of a quantity."""
    return Target(f"figures/{name}.md")


def item_target(item_id: str) -> Target:
    """Return the place of an item on its source's page."""
    source, section, key = item_id.split("/")
    return Target(f"sources/{source}.md", f"{section}-{key}")


def topic_target(name: str) -> Target:
    """Return the place of a topic on the facts page."""
    return Target(FACTS.path, f"topic-{name}")


def event_target(name: str) -> Target:
    """Return the place of an event on the timeline."""
    return Target(TIMELINE.path, f"event-{name}")


def question_target(name: str) -> Target:
    """Return the place of a question on the page of what happens next."""
    return Target(NEXT.path, f"question-{name}")


def utterance_target(name: str) -> Target:
    """Return the place of an utterance on the page of who said what."""
    return Target(SAID.path, f"utterance-{name}")


def correction_target(name: str) -> Target:
    """Return the place of a correction."""
    return Target(CORRECTIONS.path, f"correction-{name}")


def term_target(name: str) -> Target:
    """Return the place of a word in the glossary."""
    return Target(GLOSSARY.path, f"term-{name}")


def name_target(library: Library, name: str) -> Target:
    """Return the place of a person, an organisation or a source."""
    if name in library.people:
        return Target(f"people/{name}.md")
    if name in library.organisations:
        return Target(ORGANISATIONS.path, f"organisation-{name}")
    return source_target(name)
