"""The page of all claims by topic."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.pages.page import Page, overview
from builder.views.answers import Group
from builder.views.claims import ClaimView, Views
from builder.views.labels import STATUS_MEANING, STATUS_WORDS


def facts(views: Views) -> Iterator[Page]:
    """Plan the page of all claims by topic."""
    story = views.site.story
    by_topic: dict[str, list[ClaimView]] = {topic: [] for topic in story.topics}
    for name, linked in views.site.claims.items():
        by_topic[linked.topic].append(views.claims[name])
    groups = tuple(
        Group(addresses.topic_target(topic).anchor, story.topics[topic], claims=tuple(claims))
        for topic, claims in by_topic.items()
    )
    meanings = tuple((word, STATUS_MEANING[status]) for status, word in STATUS_WORDS.items())
    yield overview(
        story,
        addresses.FACTS,
        template="facts",
        edit="content/story.yml",
        shows={"groups": groups, "meanings": meanings},
    )
