"""Views -> the words of the pictures shown where a page is shared: one for each claim, one for all other pages."""

from __future__ import annotations

from dataclasses import dataclass

from builder.addresses import HOME, claim_target
from builder.views.claims import ClaimView, Views
from builder.words.dates import show_date

STORY_CARD = "cards/story.png"


@dataclass(frozen=True)
class Card:
    """What a card says.

    Nothing can be looked for in a picture, so it says only what pages say too, where E404 finds what is withheld.
    """

    page: str
    """The Markdown path of the page that it is of."""
    path: str
    """Where the picture is in the site."""
    head: str
    day: str
    text: str
    """The words that are set large."""
    note: str
    status: str = ""
    """The claim's status as the styles name it; empty for the story."""
    status_word: str = ""
    count: str = ""

    @property
    def alt(self) -> str:
        """What the card says to those who do not see it: never cut, and never without its status."""
        return f"{self.text} ({self.status_word}: {self.count}. {self.note})" if self.status else self.text

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that is written on it."""
        return (self.head, self.day, self.text, self.note, self.status_word, self.count)


def plan_cards(views: Views) -> tuple[Card, ...]:
    """Say what is written on the picture of the story, which comes first, and on that of each claim."""
    story = views.site.story
    day = f"as of {show_date(story.as_of)}"
    home = Card(HOME.path, STORY_CARD, "Explainer", day, story.title, story.about)
    return (home, *(_claim_card(claim, story.title, day) for claim in views.claims.values()))


def _claim_card(claim: ClaimView, title: str, day: str) -> Card:
    return Card(
        page=claim_target(claim.id).path,
        path=f"cards/claims/{claim.id}.png",
        head=title,
        day=day,
        text=claim.text,
        note=claim.firmness or claim.status_meaning,
        status=claim.status,
        status_word=claim.status_word,
        count=claim.count,
    )
