"""Site -> pages: for each its path, title, description, template and what the template shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder import addresses
from builder.addresses import Target
from builder.dates import read_span, show_date
from builder.link import LinkedEvent, LinkedName, LinkedQuantity, LinkedQuestion, LinkedSource, name_of
from builder.model import Figure, Organisation, Person, Source
from builder.problems import BuilderError
from builder.views import (
    KINDS_OF_TEXT,
    STATUS_MEANING,
    STATUS_WORDS,
    ClaimView,
    ItemView,
    Link,
    Views,
    claim_link,
    count_of,
    event_link,
    name_link,
    published_words,
    quantity_link,
    question_link,
    source_link,
)

FRONT_STATEMENTS = 6


@dataclass(frozen=True)
class Page:
    """A page before it is rendered."""

    path: str
    """Markdown path from the site's root."""
    template: str
    title: str
    description: str
    edit: str
    """Path of the YAML file that an editor changes to change the page."""
    shows: Mapping[str, object]
    trail: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    search_words: tuple[str, ...] = ()
    """Other spellings and ways to write a number, for the search only."""


@dataclass(frozen=True)
class Answer:
    """A key and a value in a list of facts about something."""

    key: str
    values: tuple[str | Link, ...]


@dataclass(frozen=True)
class Group:
    """A heading with what stands under it."""

    anchor: str
    title: str
    claims: tuple[ClaimView, ...] = ()
    items: tuple[ItemView, ...] = ()
    notes: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    status: str = ""


@dataclass(frozen=True)
class ReadingRow:
    """A reading in the table of a quantity."""

    item: ItemView
    low: float
    """Lower end in percent of the scale."""
    span: float
    """Width of the range in percent of the scale."""


@dataclass(frozen=True)
class SourceRow:
    """A source on an overview: what sort of text it is and where it takes its information from."""

    anchor: str
    link: Link
    title: str | None
    published: str
    kind: str
    derived: tuple[Link, ...]
    items: int
    own: int
    """How many items name nobody."""
    origins: tuple[Link, ...]
    summary: str


@dataclass(frozen=True)
class FigureSummary:
    """A quantity on an overview: its readings in short and how they fit."""

    anchor: str
    link: Link
    counts: str
    readings: tuple[ItemView, ...]
    verdict: str
    conflicts: int


SECTION_TITLES = {
    "facts": "Key facts",
    "statements": "Who said what",
    "figures": "Figures",
    "next": "What happens next",
}
HOME_LINK = Link("Home", addresses.HOME)
PARENTS = {
    "claims": (HOME_LINK, Link("Facts", addresses.FACTS)),
    "people": (HOME_LINK, Link("Who said what", addresses.SAID), Link("People", addresses.PEOPLE)),
    "quantities": (HOME_LINK, Link("Figures", addresses.FIGURES)),
    "sources": (HOME_LINK, Link("Sources", addresses.SOURCES)),
}


def explainer(views: Views) -> Iterator[Page]:
    """Plan the front page."""
    site = views.site
    ranked = {rank: _ranked(views, rank) for rank in ("lead", "key")}
    disputed = [claim for claim in views.claims.values() if claim.status == "disputed"]
    items = site.items.values()
    yield Page(
        path="index.md",
        template="explainer",
        title=site.story.title,
        description=site.story.about,
        edit="content/story.yml",
        shows={
            "about": site.story.about,
            "as_of": show_date(site.story.as_of),
            "lead": ranked["lead"],
            "key": ranked["key"],
            "disputed": tuple(claim for claim in disputed if claim not in (*ranked["lead"], *ranked["key"])),
            "statements": _front_statements(views),
            "figures": tuple(summary for summary in _figure_summaries(views) if len(summary.readings) > 1),
            "questions": tuple(_question_group(views, question) for question in site.questions.values()),
            "sources": tuple(_source_row(views, source) for source in site.sources.values()),
            "counts": _story_counts(views, len(items)),
            "meanings": tuple((word, STATUS_MEANING[status]) for status, word in STATUS_WORDS.items() if status != "withdrawn"),
        },
    )


def _story_counts(views: Views, items: int) -> tuple[str, ...]:
    site = views.site
    origins = {item.origin for item in site.items.values()}
    return (
        f"{len(site.sources)} articles",
        f"{items} checked items",
        f"{len(site.claims)} claims",
        f"{len(origins)} origins",
    )


def _ranked(views: Views, rank: str) -> tuple[ClaimView, ...]:
    return tuple(views.claims[name] for name, linked in views.site.claims.items() if linked.claim.rank == rank)


def _front_statements(views: Views) -> tuple[ItemView, ...]:
    """Choose one statement a speaker: direct words before reported ones, the people with most renderings first."""
    chosen: list[tuple[int, ItemView]] = []
    for person in views.site.people.values():
        shown = views.of(person.statements)
        if shown:
            first = min(shown, key=lambda item: (item.quote is None, item.form or "", item.id))
            chosen.append((-len(shown), first))
    chosen.sort(key=lambda pair: (pair[1].quote is None, pair[0], pair[1].id))
    return tuple(item for _, item in chosen[:FRONT_STATEMENTS])


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
        title="Facts",
        description=f"Every claim of this explainer with its status and its sources: {story.title}",
        edit="content/story.yml",
        shows={"groups": groups, "meanings": meanings},
        trail=(HOME_LINK,),
    )


def claims(views: Views) -> Iterator[Page]:
    """Plan a page for each claim."""
    site = views.site
    links = {name: claim_link(site, name) for name in site.claims}
    corrections = _corrections_by(views, "claim")
    for name, before, after in _neighbours(links):
        claim = views.claims[name]
        yield Page(
            path=addresses.claim_target(name).path,
            template="claims",
            title=claim.text,
            description=f"{claim.status_word}: {claim.count}. {claim.text}",
            edit=site.library.places["claims", name].file.path,
            shows={"claim": claim, "corrections": corrections.get(name, ())},
            trail=(*PARENTS["claims"], claim.topic),
            previous=before,
            next=after,
        )


def said(views: Views) -> Iterator[Page]:
    """Plan the page of who said what: speakers, and words that several sources render."""
    site = views.site
    speakers = [name for name in (*site.people.values(), *site.organisations.values()) if name.statements]
    groups = tuple(
        Group(
            anchor=f"speaker-{speaker.id}",
            title=speaker.record.name,
            items=views.of(speaker.statements),
            answers=(Answer("Page", (name_link(site, speaker.id),)),),
            notes=_role_of(speaker),
        )
        for speaker in sorted(speakers, key=lambda speaker: (-len(speaker.statements), speaker.record.name))
    )
    utterances = tuple(
        Group(addresses.utterance_target(name).anchor, name_of(site.library, _speaker_of(items[0])), items=views.of(items))
        for name, items in site.utterances.items()
    )
    yield Page(
        path=addresses.SAID.path,
        template="said",
        title="Who said what",
        description=f"Every statement by speaker, direct words apart from paraphrase: {site.story.title}",
        edit="content/people.yml",
        shows={"groups": groups, "utterances": utterances},
        trail=(HOME_LINK,),
    )


def _speaker_of(linked: object) -> str:
    speaker: str = linked.item.speaker  # type: ignore[attr-defined]  # only statements have utterances
    return speaker


def _role_of(name: LinkedName) -> tuple[str, ...]:
    record = name.record
    return (record.role,) if isinstance(record, Person) and record.role else ()


def people(views: Views) -> Iterator[Page]:
    """Plan the list of people and a page for each person."""
    site = views.site
    links = {name: name_link(site, name) for name in sorted(site.people, key=lambda name: site.people[name].record.name)}
    groups = tuple(
        Group(f"person-{name}", link.text, answers=(Answer("Page", (link,)),), notes=_role_of(site.people[name]))
        for name, link in links.items()
    )
    yield Page(
        path=addresses.PEOPLE.path,
        template="people_list",
        title="People",
        description=f"Everybody who speaks or is spoken of: {site.story.title}",
        edit="content/people.yml",
        shows={"groups": groups},
        trail=(HOME_LINK, Link("Who said what", addresses.SAID)),
    )
    for name, before, after in _neighbours(links):
        person = site.people[name]
        yield Page(
            path=addresses.name_target(site.library, name).path,
            template="people",
            title=person.record.name,
            description=f"{person.record.name}: statements, spellings and mentions in the articles.",
            edit="content/people.yml",
            shows={"about": _about_person(views, person), **_sections_of_name(views, person)},
            trail=PARENTS["people"],
            previous=before,
            next=after,
            search_words=_other_names(person.record),
        )


def _about_person(views: Views, linked: LinkedName) -> tuple[Answer, ...]:
    person = linked.record
    assert isinstance(person, Person)
    affiliation = name_link(views.site, person.affiliation) if person.affiliation else None
    protected = {"named": None, "surname": "Protected: only the surname is shown", "role": "Protected: not named"}
    return _answers(
        ("Role", person.role),
        ("Speaks for", affiliation),
        ("In its own script", person.native),
        ("Name", protected[person.policy]),
        *((f"Also written {variant.form}", _printing(views, variant.sources)) for variant in person.variants),
    )


def _printing(views: Views, sources: Sequence[str]) -> tuple[Link, ...] | str:
    return tuple(source_link(views.site, source) for source in sources) or "in other texts"


def _sections_of_name(views: Views, linked: LinkedName) -> dict[str, object]:
    return {
        "statements": views.of(linked.statements),
        "attributed": views.of(linked.attributed),
        "relayed": views.of(linked.relayed),
        "mentioned": views.of(linked.mentioned),
    }


def _other_names(record: Person | Organisation) -> tuple[str, ...]:
    native = (record.native,) if record.native else ()
    return (*native, *(variant.form for variant in record.variants))


def organisations(views: Views) -> Iterator[Page]:
    """Plan the page of all organisations."""
    site = views.site
    ordered = sorted(site.organisations.values(), key=lambda linked: linked.record.name)
    groups = tuple(_organisation_group(views, linked) for linked in ordered)
    yield Page(
        path=addresses.ORGANISATIONS.path,
        template="organisations",
        title="Organisations",
        description=f"Outlets, agencies, ministries and services that publish, speak or are relayed: {site.story.title}",
        edit="content/organisations.yml",
        shows={"groups": groups},
        trail=(HOME_LINK, Link("Sources", addresses.SOURCES)),
        search_words=tuple(word for linked in ordered for word in _other_names(linked.record)),
    )


def _organisation_group(views: Views, linked: LinkedName) -> Group:
    site = views.site
    body = linked.record
    assert isinstance(body, Organisation)
    published = [source_link(site, name) for name, source in site.sources.items() if source.source.outlet == linked.id]
    members = [name_link(site, name) for name, person in site.library.people.items() if person.affiliation == linked.id]
    return Group(
        anchor=f"organisation-{linked.id}",
        title=body.name,
        notes=(body.note,) if body.note else (),
        answers=_answers(
            ("Kind", body.kind),
            ("In its own script", body.native),
            ("Part of", name_link(site, body.part_of) if body.part_of else None),
            ("Published", tuple(published)),
            ("Spoken for by", tuple(members)),
            ("Said", _item_links(views, linked.statements)),
            ("Credited for", _item_links(views, linked.attributed)),
            ("Relayed", _item_links(views, linked.relayed)),
            ("Mentioned in", _item_links(views, linked.mentioned)),
            *((f"Also written {variant.form}", _printing(views, variant.sources)) for variant in body.variants),
        ),
    )


def _item_links(views: Views, items: Iterable[object]) -> tuple[Link, ...]:
    return tuple(views.items[linked.id].here for linked in items)  # type: ignore[attr-defined]


def _answers(*pairs: tuple[str, str | Link | tuple[Link, ...] | None]) -> tuple[Answer, ...]:
    """Keep the pairs that have a value."""
    kept = []
    for key, value in pairs:
        values = value if isinstance(value, tuple) else (value,) if value is not None else ()
        if values:
            kept.append(Answer(key, values))
    return tuple(kept)


def figures(views: Views) -> Iterator[Page]:
    """Plan the overview of all quantities and a page for each."""
    site = views.site
    yield Page(
        path=addresses.FIGURES.path,
        template="figures",
        title="Figures",
        description=f"Every number with who gives it, for when, and how the readings fit together: {site.story.title}",
        edit="content/quantities.yml",
        shows={"figures": _figure_summaries(views)},
        trail=(HOME_LINK,),
    )
    links = {name: quantity_link(site, name) for name in site.quantities}
    for name, before, after in _neighbours(links):
        linked = site.quantities[name]
        yield Page(
            path=addresses.quantity_target(name).path,
            template="quantities",
            title=linked.quantity.label,
            description=f"{linked.quantity.label}: {', '.join(_printed(linked))}. {linked.quantity.counts}",
            edit="content/quantities.yml",
            shows={
                "quantity": linked.quantity,
                "count": count_of(len({item.source for item in linked.items}), len(linked.origins)),
                "readings": _reading_rows(views, linked),
                "comparisons": tuple(
                    (views.items[found.a.id], views.items[found.b.id], found.verdict, found.why) for found in linked.comparisons
                ),
                "relations": _relations(views, linked),
            },
            trail=PARENTS["quantities"],
            previous=before,
            next=after,
            search_words=_plain_numbers(linked),
        )


def _printed(linked: LinkedQuantity) -> list[str]:
    return list(dict.fromkeys(item.item.printed for item in linked.items if isinstance(item.item, Figure)))


def _plain_numbers(linked: LinkedQuantity) -> tuple[str, ...]:
    """Write the numbers without separators, as readers type them: 12000."""
    figures = [item.item for item in linked.items if isinstance(item.item, Figure)]
    numbers = [number for figure in figures for number in (figure.value, figure.low, figure.high) if number is not None]
    return tuple(dict.fromkeys(str(number) for number in numbers if number.denominator == 1 and number >= 1000))


def _reading_rows(views: Views, linked: LinkedQuantity) -> tuple[ReadingRow, ...]:
    """Put the readings on one scale that begins at zero."""
    figures = [item.item for item in linked.items if isinstance(item.item, Figure)]
    top = max((float(figure.value or figure.high or figure.low or 0) for figure in figures), default=1.0) or 1.0
    rows = []
    for item in linked.items:
        figure = item.item
        assert isinstance(figure, Figure)
        low = float(figure.value or figure.low or 0)
        high = float(figure.value or figure.high or figure.low or 0)
        rows.append(ReadingRow(views.items[item.id], round(100 * low / top, 1), round(100 * (high - low) / top, 1)))
    return tuple(rows)


def _relations(views: Views, linked: LinkedQuantity) -> tuple[Answer, ...]:
    site, quantity = views.site, linked.quantity
    including = [name for name, other in site.library.quantities.items() if linked.id in other.sum_of]
    shares = [
        name
        for name, other in site.library.quantities.items()
        if other.share and linked.id in (other.share.part, other.share.whole)
    ]
    return _answers(
        ("Unit", quantity.unit),
        ("Adds up from", tuple(quantity_link(site, name) for name in quantity.sum_of)),
        ("Part of", tuple(quantity_link(site, name) for name in [*including, *([quantity.part_of] if quantity.part_of else [])])),
        ("Share of", quantity_link(site, quantity.share.whole) if quantity.share else None),
        ("Share that is", quantity_link(site, quantity.share.part) if quantity.share else None),
        ("Shares worked out from it", tuple(quantity_link(site, name) for name in shares)),
    )


def _figure_summaries(views: Views) -> tuple[FigureSummary, ...]:
    """Sum up every quantity, those in conflict first, then those with most readings."""
    summaries = [_figure_summary(views, linked) for linked in views.site.quantities.values()]
    return tuple(sorted(summaries, key=lambda summary: (-summary.conflicts, -len(summary.readings))))


def _figure_summary(views: Views, linked: LinkedQuantity) -> FigureSummary:
    own = [found for found in linked.comparisons if found.b.figure.quantity == found.a.figure.quantity]
    verdicts = [found.verdict for found in own]
    conflicts = verdicts.count("conflict")
    if not own:
        verdict = "One reading" if linked.items else "No reading"
    elif conflicts:
        verdict = f"{conflicts} of {len(own)} pairs conflict"
    elif "not comparable" in verdicts:
        verdict = "Readings differ, but not about the same thing or time"
    else:
        verdict = "Readings agree"
    link = quantity_link(views.site, linked.id)
    return FigureSummary(f"quantity-{linked.id}", link, linked.quantity.counts, views.of(linked.items), verdict, conflicts)


def timeline(views: Views) -> Iterator[Page]:
    """Plan the page of all events in the order of time."""
    site = views.site
    yield Page(
        path=addresses.TIMELINE.path,
        template="timeline",
        title="Timeline",
        description=f"What happened when, with the dates as precise as the sources are: {site.story.title}",
        edit="content/events.yml",
        shows={"groups": tuple(_event_group(views, event) for event in site.events.values())},
        trail=(HOME_LINK,),
    )


def _event_group(views: Views, linked: LinkedEvent) -> Group:
    dates = tuple(
        Answer(_date_words(reading.edtf, reading.words), tuple(views.items[item.id].source for item in reading.items))
        for reading in linked.dates
    )
    return Group(
        anchor=addresses.event_target(linked.id).anchor,
        title=linked.event.title,
        claims=tuple(views.claims[name] for name in linked.claims),
        items=views.of(linked.items),
        notes=(linked.event.note,) if linked.event.note else (),
        answers=dates,
        status="conflict" if linked.conflict else "",
    )


def _date_words(edtf: str | None, words: str | None) -> str:
    shown = show_date(edtf) if edtf else "no date"
    return f"“{words}” ({shown})" if words else shown


def next_steps(views: Views) -> Iterator[Page]:
    """Plan the page of what happens next: open questions and what sources expect."""
    site = views.site
    yield Page(
        path=addresses.NEXT.path,
        template="next_steps",
        title="What happens next",
        description=f"Open questions and what the sources expect: {site.story.title}",
        edit="content/questions.yml",
        shows={"groups": tuple(_question_group(views, question) for question in site.questions.values())},
        trail=(HOME_LINK,),
    )


def _question_group(views: Views, linked: LinkedQuestion) -> Group:
    return Group(
        anchor=addresses.question_target(linked.id).anchor,
        title=linked.question.text,
        claims=tuple(views.claims[name] for name in linked.claims),
        items=views.of(linked.items),
        notes=(linked.question.note,) if linked.question.note else (),
        answers=_answers(("Answer", claim_link(views.site, linked.question.answer) if linked.question.answer else None)),
        status=linked.status,
    )


def sources(views: Views) -> Iterator[Page]:
    """Plan the list of sources and a page for each: the summary of the article in its four parts."""
    site = views.site
    yield Page(
        path=addresses.SOURCES.path,
        template="source_list",
        title="Sources",
        description=f"The articles that this explainer rests on, and what each reports or relays: {site.story.title}",
        edit="content/story.yml",
        shows={"sources": tuple(_source_row(views, source) for source in site.sources.values())},
        trail=(HOME_LINK,),
    )
    links = {name: source_link(site, name) for name in site.sources}
    for name, before, after in _neighbours(links):
        linked = site.sources[name]
        article = site.library.articles[name]
        items = views.of(linked.items)
        yield Page(
            path=addresses.source_target(name).path,
            template="sources",
            title=linked.source.title or links[name].text,
            description=article.summary,
            edit=f"content/articles/{name}.yml",
            shows={
                "label": links[name].text,
                "summary": article.summary,
                "about": _about_source(views, linked),
                "note": linked.source.note,
                "sections": tuple((section, SECTION_TITLES[section], tuple(item for item in items if item.section == section)) for section in article.SECTIONS),
                "silent": tuple(claim.here for claim in views.claims.values() if links[name] in claim.silent),
            },
            trail=PARENTS["sources"],
            previous=before,
            next=after,
        )


def _source_row(views: Views, linked: LinkedSource) -> SourceRow:
    site, source = views.site, linked.source
    return SourceRow(
        anchor=f"source-{linked.id}",
        link=source_link(site, linked.id),
        title=source.title,
        published=published_words(source),
        kind=KINDS_OF_TEXT[source.kind],
        derived=tuple(_derivation_link(views, source, index) for index in range(len(source.derived_from))),
        items=len(linked.items),
        own=sum(item.origin == linked.id for item in linked.items),
        origins=tuple(name_link(site, name) for name in linked.origins if name != linked.id),
        summary=site.library.articles[linked.id].summary,
    )


def _derivation_link(views: Views, source: Source, index: int) -> Link:
    derived = source.derived_from[index]
    return name_link(views.site, derived.source or derived.organisation or "")


def _about_source(views: Views, linked: LinkedSource) -> tuple[Answer, ...]:
    site, source = views.site, linked.source
    published = published_words(source)
    note = f"{published}. {source.published.note}" if source.published.note else published
    derived = [
        (f"Derived from ({entry.basis})", (_derivation_link(views, source, index), entry.note or ""))
        for index, entry in enumerate(source.derived_from)
    ]
    return (
        *_answers(
            ("Outlet", name_link(site, source.outlet) if source.outlet else "not known"),
            ("Headline", source.title or "none printed"),
            ("Author", ", ".join(source.authors) or "not named"),
            ("Published", note),
            ("Kind of text", KINDS_OF_TEXT[source.kind]),
        ),
        *(Answer(key, tuple(value for value in values if value)) for key, values in derived),
        *_answers(
            ("Read whole", f"by {source.checked.by}, {show_date(source.checked.date)}" if source.checked else "not yet"),
            ("Origins", tuple(name_link(site, name) for name in linked.origins)),
        ),
    )


def corrections(views: Views) -> Iterator[Page]:
    """Plan the page of corrections, newest first."""
    site = views.site
    groups = tuple(
        Group(
            anchor=addresses.correction_target(name).anchor,
            title=show_date(correction.date),
            notes=(correction.was, correction.now),
            answers=_answers(("About", _corrected(views, correction.claim, correction.item))),
        )
        for name, correction in site.corrections.items()
    )
    yield Page(
        path=addresses.CORRECTIONS.path,
        template="corrections",
        title="Corrections",
        description=f"What this explainer said wrongly, and what it says now: {site.story.title}",
        edit="content/corrections.yml",
        shows={"groups": groups},
        trail=(HOME_LINK,),
    )


def _corrected(views: Views, claim: str | None, item: str | None) -> Link:
    return claim_link(views.site, claim) if claim else views.items[item or ""].here


def _corrections_by(views: Views, name: str) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for key, correction in views.site.corrections.items():
        about = getattr(correction, name)
        if about:
            found.setdefault(about, []).append(Link(show_date(correction.date), addresses.correction_target(key)))
    return {about: tuple(links) for about, links in found.items()}


def glossary(views: Views) -> Iterator[Page]:
    """Plan the page of words that readers may not know."""
    site = views.site
    terms = sorted(site.library.glossary.items(), key=lambda pair: pair[1].term.casefold())
    groups = tuple(Group(addresses.term_target(name).anchor, term.term, notes=(term.text,)) for name, term in terms)
    yield Page(
        path=addresses.GLOSSARY.path,
        template="glossary",
        title="Glossary",
        description=f"Words and abbreviations of this explainer: {site.story.title}",
        edit="content/glossary.yml",
        shows={"groups": groups},
        trail=(HOME_LINK,),
    )


PAGE_TYPES: tuple[Callable[[Views], Iterator[Page]], ...] = (
    explainer,
    facts,
    claims,
    said,
    people,
    organisations,
    figures,
    timeline,
    next_steps,
    sources,
    corrections,
    glossary,
)


def plan_pages(views: Views) -> list[Page]:
    """Plan all pages of the site; two pages of one path are our fault and refused."""
    pages = [page for page_type in PAGE_TYPES for page in page_type(views)]
    paths = set()
    for page in pages:
        if page.path.casefold() in paths:
            raise BuilderError(f"two pages have the path {page.path}; rename one of the records")
        paths.add(page.path.casefold())
    return pages


def _neighbours(links: Mapping[str, Link]) -> Iterator[tuple[str, Link | None, Link | None]]:
    """Yield each id with the links to the one before and the one after it."""
    names = list(links)
    for place, name in enumerate(names):
        before = links[names[place - 1]] if place else None
        after = links[names[place + 1]] if place + 1 < len(names) else None
        yield name, before, after
