"""A seed -> a big invented story on disk: valid, without warnings, the same bytes each time.

The story has the proportions of a real one: items bear on claims of their own days, sources retell each other,
quantities have a few dozen readings however long the story grows. Nothing in it means anything.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from builder.evidence.receipt import make_receipt, write_receipt
from builder.evidence.text import Found, find_item, fold_typography
from builder.load import load
from builder.model.walk import PlacedItem, walk_items
from builder.relations.silence import find_suspicious_silences

PROJECT = Path(__file__).resolve().parent.parent
FIRST_DAY = date(2031, 1, 1)
DAYS = 900
READ_ON = FIRST_DAY + timedelta(days=DAYS + 60)
TOPICS = 8
TERMS = 12
NEAR = 5
"""How many records before and after its own day an article may speak of."""

Values = dict[str, Any]


@dataclass
class Pool:
    """Ids spread over the story: each is picked once where it is due, and again by articles near it."""

    ids: list[str]
    articles: int
    used: int = 0

    def pick(self, article: int, random: Random) -> str:
        """Return the id that is due at this article, else one near it."""
        if self.used < len(self.ids) and self.used * self.articles // len(self.ids) <= article:
            self.used += 1
            return self.ids[self.used - 1]
        return random.choice(self.near(article))

    def near(self, article: int) -> list[str]:
        """Return the ids around the article's place in the story."""
        middle = article * len(self.ids) // self.articles
        return self.ids[max(0, middle - NEAR) : middle + NEAR + 1]


@dataclass
class Story:
    """What has been made up so far."""

    articles: int
    random: Random
    claims: Pool
    quantities: Pool
    people: Pool
    outlets: Pool
    bodies: Pool
    events: Pool
    questions: Pool
    tones: dict[str, str] = field(default_factory=dict)
    """Claim -> how sources take it: agreed, disputed, qualified, contested."""
    sources: list[str] = field(default_factory=list)
    borne: list[list[tuple[str, str]]] = field(default_factory=list)
    """For each article the claims that it bears on, with the stance."""
    withdrawn: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """Source -> the text of the article, against which its items are verified; it is written nowhere."""
    items: int = 0


def write_story(root: Path, articles: int, seed: int = 1) -> None:
    """Write an invented story of so many articles below the root, with a mkdocs.yml that builds it.

    `builder check` finds neither a problem nor a warning in it.
    """
    story = _plan(articles, Random(f"story {seed}"))
    summaries: dict[str, Values] = {}
    for article in range(articles):
        source = _source(story, article)
        name = story.sources[article]
        summaries[name] = _article(story, article, source)
        _write(root / f"sources/{name}.yml", source)
        _write(root / f"content/articles/{name}.yml", summaries[name])
    _write(root / "content/story.yml", _about(story))
    for topic, claims in _claims(story).items():
        _write(root / f"content/claims/{topic}.yml", claims)
    _write(root / "content/quantities.yml", _quantities(story))
    _write(root / "content/people.yml", _people(story))
    _write(root / "content/organisations.yml", _organisations(story))
    _write(root / "content/events.yml", _events(story))
    _write(root / "content/questions.yml", _questions(story))
    _write(root / "content/glossary.yml", _glossary(story))
    _write(root / "content/corrections.yml", _corrections(story))
    _write_silences(root, summaries)
    _write_receipts(root, story)
    _write_furniture(root)


def _plan(articles: int, random: Random) -> Story:
    def pool(kind: str, size: int) -> Pool:
        return Pool([f"{kind}-{number:04}" for number in range(1, max(1, min(size, articles)) + 1)], articles)

    story = Story(
        articles,
        random,
        claims=pool("claim", articles // 4),
        quantities=pool("quantity", articles // 20 + 5),
        people=pool("speaker", articles // 20 + 3),
        outlets=pool("paper", articles // 40 + 3),
        bodies=pool("office", articles // 40 + 3),
        events=pool("event", articles // 20 + 2),
        questions=pool("question", articles // 40 + 2),
    )
    for claim in story.claims.ids:
        tones = ["agreed"] * 13 + ["disputed"] * 3 + ["qualified"] * 2 + ["contested"] * 2
        story.tones[claim] = random.choice(tones)
    return story


def _day(story: Story, article: int) -> date:
    return FIRST_DAY + timedelta(days=30 + article * DAYS // story.articles)


def _source(story: Story, article: int) -> Values:
    random = story.random
    day = _day(story, article)
    outlet = story.outlets.pick(article, random)
    name = f"{outlet}-{day}-{article:05}"
    story.sources.append(name)
    language = "ko" if article % 8 == 3 else "en"
    basis = random.choice(["printed"] * 6 + ["address", "inferred", "unknown"])
    derived = _derived_from(story, article)
    source: Values = {
        "outlet": outlet,
        "title": f"기사 {article}" if language == "ko" else f"{_clause(random)}, {_place(random)} says",
        "authors": [f"Writer {random.randint(1, 400)}"] if random.random() < 0.7 else [],
        "language": language,
        "kind": "rewrite" if derived else random.choice(_KINDS_OF_TEXT),
        "published": _published(day, basis),
        "url": None,
    }
    if random.random() < 0.85:
        source["url"] = f"https://{outlet}.example.org/{day:%Y/%m/%d}/article-{article:05}"
        if random.random() < 0.95:
            source["archived"] = {"url": f"https://archive.example.org/{article:05}", "date": f"{day}"}
        else:
            source["allow"] = {"W301": "The archive had no copy."}
    if derived:
        source["derived_from"] = derived
    if random.random() < 0.8:
        read_on = day + timedelta(days=random.randint(3, 40))
        source["checked"] = {"by": f"Editor {random.randint(1, 9)}", "date": f"{read_on}"}
    if random.random() < 0.2:
        source["note"] = f"The text was read as a copy; {_lower(_clause(random))}."
    return _without_none(source, keep=("title", "url"))


def _published(day: date, basis: str) -> Values:
    if basis == "unknown":
        return {"date": None, "basis": basis}
    if basis == "inferred":
        return {"date": f"{day:%Y-%m}", "basis": basis, "note": "It speaks of this month."}
    return {"date": f"{day}", "basis": basis}


def _derived_from(story: Story, article: int) -> list[Values]:
    """Let some articles retell an earlier one, which keeps the derivations free of rings."""
    random = story.random
    chance = random.random()
    if article and chance < 0.15:
        parent = story.sources[article - random.randint(1, min(article, 12))]
        return [{"source": parent, "basis": "inferred", "note": "The same sentences in the same order."}]
    if chance < 0.2:
        return [{"organisation": random.choice(story.bodies.near(article)), "basis": "stated"}]
    return []


def _article(story: Story, article: int, source: Values) -> Values:
    story.borne.append([])
    sections: Values = {
        "summary": " ".join(f"{_sentence(story.random)}." for _ in range(3)),
        "facts": {f"fact-{place}": _fact(story, article, place) for place in range(1, 5)},
        "statements": _statements(story, article),
        "figures": _figures(story, article, source["language"]),
        "next": {f"step-{place}": _step(story, article, place) for place in range(1, 2 + article % 2)},
    }
    if article % 150 == 149:
        sections["facts"]["fact-4"]["withdrawn"] = {"date": f"{READ_ON}", "reason": "The article does not say so."}
        story.withdrawn.append(f"{story.sources[article]}/facts/fact-4")
    story.texts[story.sources[article]] = _text(sections)
    return sections


def _text(sections: Values) -> str:
    """Write the article that the items are taken from: each has its own passage, each quotation stands once."""
    items = [item for section in ("facts", "statements", "figures", "next") for item in sections[section].values()]
    parts = []
    for item in items:
        passage = item.get("passage", {})
        words = (passage.get("start"), item.get("printed"), passage.get("end"))
        quote = f" “{item['quote']}”" if "quote" in item else ""
        parts.append(f"{' '.join(word for word in words if word)}{quote}.")
    return "\n".join(parts)


def _fact(story: Story, article: int, place: int) -> Values:
    random = story.random
    chance = {1: 1.0, 2: 0.6, 3: 0.3, 4: 0.0}[place]
    attributed = random.choice(story.people.near(article)) if random.random() < 0.25 else None
    return _item(
        story,
        article,
        text=f"{_sentence(random)}, while {_lower(_clause(random))}.",
        **_bearing(story, article, chance, due=place == 1),
        event=story.events.pick(article, random) if place == 1 or random.random() < 0.2 else None,
        as_of=_date_before(story, article) if random.random() < 0.7 else None,
        attributed_to=attributed,
        via=_via(story, article) if place == 1 or random.random() < 0.3 else None,
        mentions=_some(random, story.people.near(article), 0.25),
    )


def _statements(story: Story, article: int) -> Values:
    """Make two statements, and one whose words up to three neighbouring articles share."""
    random = story.random
    said = {
        "words-1": _statement(story, article, story.people.pick(article, random), 0.4),
        "words-2": _statement(story, article, random.choice(story.people.near(article)), 0.1),
    }
    group = article // 3
    if min(story.articles, 3 * group + 3) - 3 * group > 1:
        speaker = story.people.ids[3 * group * len(story.people.ids) // story.articles]
        said["words-3"] = _statement(story, article, speaker, 0.1) | {"utterance": f"words-{group:05}"}
    return said


def _statement(story: Story, article: int, speaker: str, chance: float) -> Values:
    random = story.random
    form = random.choice(["direct", "direct", "indirect", "paraphrase"])
    return _item(
        story,
        article,
        text=f"{_name(speaker)} says that {_lower(_sentence(random))}.",
        **_bearing(story, article, chance),
        speaker=speaker,
        form=form,
        quote=f"{_sentence(random)}: “big word” number {story.items}." if form == "direct" else None,
        channel=random.choice(["press conference", "post on a network", "telephone call", None]),
        date=_date_before(story, article) if random.random() < 0.6 else None,
        via=_via(story, article) if random.random() < 0.2 else None,
    )


def _figures(story: Story, article: int, language: str) -> Values:
    random = story.random
    picked = [story.quantities.pick(article, random), random.choice(story.quantities.near(article))]
    found: Values = {}
    if article % 20 == 10:
        found |= _sum(story, article, language)
    for place, quantity in enumerate(picked, start=1):
        if not any(_are_tied(quantity, figure["quantity"]) for figure in found.values()):
            amount = _amount(random, quantity, language)
            found[f"figure-{place}"] = _figure(story, article, quantity, 0.5 if place == 1 else 0.0, amount)
    return found


def _sum(story: Story, article: int, language: str) -> Values:
    """Make a total and its two parts, which add up."""
    ids = story.quantities.ids
    totals = [ids.index(near) for near in story.quantities.near(article) if _number(near) % 10 == 1]
    if not totals or totals[0] + 2 >= len(ids):
        return {}
    start = totals[0]
    first, second = story.random.randint(200, 900), story.random.randint(200, 900)
    numbers = zip(ids[start : start + 3], (first + second, first, second), strict=True)
    day = f"{_day(story, article) - timedelta(days=1)}"
    made = {}
    for place, (quantity, number) in enumerate(numbers, start=1):
        amount = {"printed": f"{number:,}", "value": f"{number}", "qualifier": "exact"}
        figure = _figure(story, article, quantity, 0.0, amount)
        made[f"sum-{place}"] = {key: value for key, value in figure.items() if key != "scope"} | {"as_of": day}
    return made


def _figure(story: Story, article: int, quantity: str, chance: float, amount: Values) -> Values:
    random = story.random
    as_of = _date_before(story, article) if random.random() < 0.8 else None
    return _item(
        story,
        article,
        text=f"{_sentence(random)}: {amount['printed']}.",
        **_bearing(story, article, chance),
        quantity=quantity,
        **amount,
        scope=f"in {_place(random)}" if random.random() < 0.15 else None,
        as_of=as_of,
        as_of_words="early that month" if as_of and random.random() < 0.15 else None,
        attributed_to=random.choice(story.bodies.near(article)) if random.random() < 0.5 else None,
    )


def _amount(random: Random, quantity: str, language: str) -> Values:
    """Write a number as a source would print it, and what it says."""
    if _is_share(quantity):
        printed, value = random.choice(_SHARES)
        return {"printed": printed, "value": value, "qualifier": "exact"}
    base = 60 * (1 + _number(quantity) % 9) * (1 if _number(quantity) % 3 else 40)
    number = base + random.randint(0, base // 8)
    rounded = max(10, number // 100 * 100) if number > 1000 else number // 10 * 10
    if random.random() < 0.15:
        high = rounded + max(10, rounded // 10)
        return {"printed": f"{rounded:,} to {high:,}", "low": f"{rounded}", "high": f"{high}", "qualifier": "exact"}
    if language == "ko":
        return {"printed": f"약 {rounded:,}명", "value": f"{rounded}", "qualifier": "about"}
    words, qualifier = random.choice(_QUALIFIERS)
    shown = number if qualifier == "exact" else rounded
    return {"printed": f"{words} {shown:,}".strip(), "value": f"{shown}", "qualifier": qualifier}


def _step(story: Story, article: int, place: int) -> Values:
    random = story.random
    due = READ_ON + timedelta(days=random.randint(40, 200))
    return _item(
        story,
        article,
        text=f"{_sentence(random)}, as is hoped.",
        **_bearing(story, article, 0.2 if place == 1 else 0.0),
        question=story.questions.pick(article, random) if place == 1 else random.choice(story.questions.near(article)),
        attributed_to=random.choice(story.people.near(article)) if random.random() < 0.5 else None,
        due=f"{due:%Y-%m}" if random.random() < 0.5 else f"{due}",
    )


def _item(story: Story, article: int, **values: Any) -> Values:
    """Complete an item: its passage, and now and then a note or a place other than the story."""
    random = story.random
    story.items += 1
    if values.get("quote") is None or random.random() < 0.5:
        values["passage"] = {"start": f"{_words(random, 4)} {story.items}", "end": _words(random, 4)}
    if random.random() < 0.06:
        values["placement"] = random.choice(["headline", "caption"])
    if random.random() < 0.08:
        values["note"] = f"Other sources put it differently; {_lower(_clause(random))}."
    ends = {values.get("speaker"), values.get("attributed_to")}
    values["via"] = [relay for relay in values.get("via") or [] if relay not in ends]
    return _without_none(values)


def _bearing(story: Story, article: int, chance: float, due: bool = False) -> Values:
    """Choose the claim that an item bears on, and how: one of the article's days, or one that a neighbour bears on."""
    random = story.random
    if random.random() >= chance:
        return {}
    claim = story.claims.pick(article, random) if due else random.choice(story.claims.near(article))
    tone = story.tones[claim]
    stance = "supports"
    if tone in ("disputed", "contested") and random.random() < 0.35:
        stance = "disputes"
    if tone == "qualified" and random.random() < 0.35:
        stance = "qualifies"
    if not due and article > 1 and random.random() < 0.2:
        claim, stance = random.choice(story.borne[article - random.randint(1, min(article, 6))])
        tone = story.tones[claim]
    story.borne[article].append((claim, stance))
    return {
        stance: [claim],
        "modality": random.choice(_MODALITIES) if tone == "contested" else None,
    }


def _via(story: Story, article: int) -> list[str]:
    first = story.bodies.pick(article, story.random)
    second = story.random.choice(story.bodies.near(article))
    return [first, second] if story.random.random() < 0.4 and second != first else [first]


def _date_before(story: Story, article: int) -> str:
    random = story.random
    day = _day(story, article) - timedelta(days=random.randint(0, 25))
    kind = random.random()
    if kind < 0.7:
        return f"{day}"
    if kind < 0.9:
        return f"{day:%Y-%m}"
    if kind < 0.95:
        return f"{day:%Y-%m}~"
    return f"{day - timedelta(days=day.day % 5 + 1)}/{day}"


def _about(story: Story) -> Values:
    topics = sorted({_topic(claim) for claim in story.claims.ids})
    return {
        "title": "An invented story of many articles",
        "language": "en",
        "about": f"An invented story for measurements. {story.articles} made-up articles tell of made-up places.",
        "as_of": f"{READ_ON}",
        "topics": {topic: f"Part {topic[-1]} of the story" for topic in topics},
    }


def _topic(claim: str) -> str:
    return f"part-{_number(claim) % TOPICS + 1}"


def _claims(story: Story) -> dict[str, Values]:
    random = story.random
    files: dict[str, Values] = {}
    spread = max(1, len(story.claims.ids) // 10)
    for place, claim in enumerate(story.claims.ids):
        article = place * story.articles // len(story.claims.ids)
        rank = ("lead" if place < 2 * spread else "key") if place % spread == 0 else None
        files.setdefault(_topic(claim), {})[claim] = _without_none(
            {
                "text": f"{_sentence(random)}, which is point {place + 1} of the story.",
                "rank": rank,
                "event": random.choice(story.events.near(article)) if random.random() < 0.2 else None,
                "question": random.choice(story.questions.near(article)) if random.random() < 0.08 else None,
                "modality": _MODALITIES[-1] if story.tones[claim] == "contested" else None,
                "note": f"Sources differ; {_lower(_clause(random))}." if random.random() < 0.15 else None,
            }
        )
    return files


def _is_share(quantity: str) -> bool:
    return _number(quantity) % 10 == 7


def _are_tied(one: str, other: str) -> bool:
    """Say whether a sum, a part or a share ties the two, for which drawn numbers would rarely go together."""
    ten, places = (_number(one) - 1) // 10, {(_number(one) - 1) % 10, (_number(other) - 1) % 10}
    return one == other or (ten == (_number(other) - 1) // 10 and (places <= {0, 1, 2} or places <= {4, 5, 6}))


def _quantities(story: Story) -> Values:
    ids = story.quantities.ids
    made = {}
    for place, quantity in enumerate(ids):
        extra: Values = {}
        if place % 10 == 0 and place + 2 < len(ids):
            extra["sum_of"] = ids[place + 1 : place + 3]
        if place % 10 == 5:
            extra["part_of"] = ids[place - 1]
        if _is_share(quantity):
            extra["share"] = {"part": ids[place - 1], "whole": ids[place - 2]}
        if place % 10 == 8:
            extra["cumulative"] = "yes"
        made[quantity] = {
            "label": f"Things of sort {place + 1}",
            "unit": "share" if _is_share(quantity) else "things",
            "counts": f"{_sentence(story.random)}; nothing else is counted.",
            **extra,
        }
    return made


def _people(story: Story) -> Values:
    made = {}
    for place, person in enumerate(story.people.ids):
        number = place + 1
        source = story.sources[place * story.articles // len(story.people.ids)]
        is_protected = place % 25 == 24
        made[person] = _without_none(
            {
                "name": _name(person),
                "native": f"화자 {number}" if place % 3 == 0 and not is_protected else None,
                "variants": [{"form": f"Spieker {number}", "sources": [source]}]
                if place % 4 == 0 and not is_protected
                else None,
                "role": f"Keeper of {_place(story.random)}",
                "affiliation": story.bodies.ids[place % len(story.bodies.ids)] if place % 2 == 0 else None,
                "policy": "role" if is_protected else None,
                "withhold": [f"Verborgen Nr{number}"] if is_protected else None,
            }
        )
    return made


def _organisations(story: Story) -> Values:
    kinds = ["agency", "broadcaster", "government", "ministry", "military", "alliance", "other"]
    bodies = {
        body: _without_none(
            {
                "name": _name(body),
                "kind": kinds[place % len(kinds)],
                "part_of": story.bodies.ids[place - place % 5] if place % 5 in (1, 2) else None,
                "variants": [{"form": f"Bureau {place + 1}"}] if place % 6 == 0 else None,
            }
        )
        for place, body in enumerate(story.bodies.ids)
    }
    papers = {paper: {"name": _name(paper), "kind": "outlet", "note": "Invented."} for paper in story.outlets.ids}
    return papers | bodies


def _events(story: Story) -> Values:
    return {event: {"title": f"{_clause(story.random)} in {_place(story.random)}"} for event in story.events.ids}


def _questions(story: Story) -> Values:
    made: Values = {}
    for place, question in enumerate(story.questions.ids):
        article = place * story.articles // len(story.questions.ids)
        made[question] = {"text": f"Will it be so in {_place(story.random)}, in round {place + 1}?"}
        if place % 4 == 3:
            made[question]["answer"] = story.random.choice(story.claims.near(article))
    return made


def _glossary(story: Story) -> Values:
    numbers = range(1, TERMS + 1)
    return {f"term-{number}": {"term": f"Term {number}", "text": _sentence(story.random)} for number in numbers}


def _corrections(story: Story) -> Values:
    first = story.claims.ids[0]
    made: Values = {"first": {"date": f"{READ_ON}", "claim": first, "was": "It said one.", "now": "It says two."}}
    for number, item in enumerate(story.withdrawn, start=1):
        made[f"item-{number}"] = {"date": f"{READ_ON}", "item": item, "was": "It said so.", "now": "It is withdrawn."}
    return made


_KINDS_OF_TEXT = ("report", "report", "report", "report", "aggregation", "interview", "wire", "official")
_MODALITIES = ("said-by-himself", "said-by-an-official", "reported-with-attribution", "reported-without-attribution")
_SHARES = (("one third", "1/3"), ("a quarter", "1/4"), ("12%", "0.12"), ("35 percent", "0.35"))
_QUALIFIERS = (
    ("", "exact"), ("", "exact"), ("about", "about"), ("around", "about"), ("more than", "more_than"),
    ("at least", "at_least"), ("up to", "up_to"), ("nearly", "less_than"),
)  # fmt: skip
_SYLLABLES = (("lor", "mes", "tal", "vin", "dor", "kel"), "aio", ("vik", "sund", "mar", "ten", "holm"))
_PLACES = tuple("".join(parts).capitalize() for parts in product(*_SYLLABLES))
_WHO = (
    "the council", "the harbour board", "a clerk", "the night watch", "the river guild", "a second group",
    "the ferry crew", "the upper house",
)  # fmt: skip
_DID = ("counted", "moved", "closed", "measured", "opened", "repaired", "inspected", "described", "reached", "left")
_WHAT = (
    "the northern gate", "two of the bridges", "the old archive", "a store of timber", "the eastern road",
    "the water tower", "several boats", "the lower market",
)  # fmt: skip
_HOW = (
    "before noon", "without delay", "for the second time", "after a short pause", "in heavy rain", "as agreed",
    "with some help", "against advice",
)  # fmt: skip
_LOOSE = (
    "they", "said", "then", "that", "stones", "were", "carried", "slowly", "over", "wet", "sand", "while", "nobody",
    "looked", "back", "from", "there",
)  # fmt: skip


def _name(name: str) -> str:
    return f"{name.partition('-')[0].capitalize()} {_number(name)}"


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _place(random: Random) -> str:
    return random.choice(_PLACES)


def _clause(random: Random) -> str:
    return f"{random.choice(_WHO).capitalize()} {random.choice(_DID)} {random.choice(_WHAT)}"


def _sentence(random: Random) -> str:
    return f"{_clause(random)} near {_place(random)} {random.choice(_HOW)}"


def _words(random: Random, count: int) -> str:
    return " ".join(random.choice(_LOOSE) for _ in range(count))


def _some(random: Random, names: Sequence[str], chance: float) -> list[str]:
    return sorted(random.sample(names, min(2, len(names)))) if random.random() < chance else []


def _without_none(values: Mapping[str, Any], keep: Sequence[str] = ()) -> Values:
    return {key: value for key, value in values.items() if key in keep or value not in (None, [])}


_IN_ONE_LINE = {"passage", "published", "archived", "checked", "withdrawn", "share", "allow"}
_PLAIN = re.compile(r"^[A-Za-z0-9][A-Za-z0-9 ./~-]*$")
_PLAIN_LINE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9 .,;()/~-]*$")


def _write(path: Path, values: Values) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in _lines(values, "")), encoding="utf-8", newline="\n")


def _lines(values: Values, indent: str) -> list[str]:
    """Write YAML as editors do: what is small in one line, everything else a line a field."""
    found = []
    for key, value in values.items():
        if isinstance(value, dict) and key not in _IN_ONE_LINE:
            found += [f"{indent}{key}:", *_lines(value, f"{indent}  ")]
        else:
            found.append(f"{indent}{key}: {_flow(value, _PLAIN_LINE)}")
    return found


def _flow(value: Any, plain: re.Pattern[str] = _PLAIN) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return str(value) if plain.match(value) else json.dumps(value, ensure_ascii=False)


def _write_silences(root: Path, summaries: Mapping[str, Values]) -> None:
    """Settle every silence that looks like a slip, as editors do who have looked at it."""
    settled: dict[str, dict[str, str]] = {}
    for silence in find_suspicious_silences(load(root)):
        settled.setdefault(silence.source, {})[silence.claim] = "It does not say so."
    for source, silent in settled.items():
        summary, *sections = summaries[source].items()
        _write(root / f"content/articles/{source}.yml", dict([summary, ("silent", silent), *sections]))


def _write_receipts(root: Path, story: Story) -> None:
    """Verify every item against its article, as `builder verify` does."""
    items: dict[str, list[tuple[PlacedItem, Found]]] = {source: [] for source in story.texts}
    texts = {source: fold_typography(text) for source, text in story.texts.items()}
    for placed in walk_items(load(root)):
        found = find_item(placed.item, texts[placed.source])
        assert isinstance(found, Found), (placed.id, found)
        items[placed.source].append((placed, found))
    for source, text in texts.items():
        receipt = write_receipt(make_receipt(source, items[source], text, f"{READ_ON}", "editors"))
        (root / f"sources/{source}.receipt").write_text(receipt, encoding="utf-8", newline="\n")


def _write_furniture(root: Path) -> None:
    """Let the story build like the project, with its mkdocs.yml and pages."""
    shutil.copytree(PROJECT / "content/pages", root / "content/pages", dirs_exist_ok=True)
    text = (PROJECT / "mkdocs.yml").read_text("utf-8")
    text = re.sub(r"(?m)^site_name:.*$", "site_name: An invented story", text)
    (root / "mkdocs.yml").write_text(text, encoding="utf-8", newline="\n")
