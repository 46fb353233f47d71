"""The pages of claims: all of them by topic, and one page each."""

from __future__ import annotations

from collections.abc import Iterator

from builder import addresses
from builder.dates import show_date
from builder.links import Link, claim_link
from builder.pages.page import FACTS_LINK, HOME_LINK, Group, Page, neighbours
from builder.views import STATUS_MEANING, STATUS_WORDS, ClaimView, Views


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
    yield Page(
        path=addresses.FACTS.path,
        template="facts",
        title=FACTS_LINK.text,
        description=f"Every claim of this explainer with its status and its sources: {story.title}",
        edit="content/story.yml",
        shows={"groups": groups, "meanings": meanings},
        trail=(HOME_LINK,),
    )


def claims(views: Views) -> Iterator[Page]:
    """Plan a page for each claim."""
    site = views.site
    links = {name: claim_link(site, name) for name in site.claims}
    corrections = _corrections_of_claims(views)
    for name, before, after in neighbours(links):
        claim = views.claims[name]
        yield Page(
            path=addresses.claim_target(name).path,
            template="claims",
            title=claim.text,
            description=f"{claim.status_word}: {claim.count}. {claim.text}",
            edit=site.library.places["claims", name].file.path,
            shows={"claim": claim, "corrections": corrections.get(name, ())},
            trail=(HOME_LINK, FACTS_LINK, claim.topic),
            previous=before,
            next=after,
        )


def _corrections_of_claims(views: Views) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for key, correction in views.site.corrections.items():
        if correction.claim:
            link = Link(show_date(correction.date), addresses.correction_target(key))
            found.setdefault(correction.claim, []).append(link)
    return {claim: tuple(links) for claim, links in found.items()}
