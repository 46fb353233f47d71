"""The straight line: a folder of YAML -> the texts of the site, or every problem in the way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

from builder.checks import run_checks
from builder.checks.withheld import Secret, find_withheld, read_secrets
from builder.data import data_files
from builder.data.search import Tags, tag_places
from builder.link import link
from builder.load import load
from builder.model.library import Library
from builder.pages import plan_pages
from builder.problems import BuilderError, ContentError, Problem
from builder.render import make_renderer
from builder.views.claims import view_site
from builder.views.pictures import Card, plan_cards


@dataclass(frozen=True)
class Text:
    """A finished file of the site: its text, and the YAML file behind it if there is one."""

    content: str
    edit: str | None = None


@dataclass(frozen=True)
class Built:
    """The texts of the site by path, and the advice that did not stop the build."""

    texts: dict[str, Text]
    advice: tuple[Problem, ...]
    day: date
    """The day of this version of the site."""
    missing_texts: tuple[str, ...] = ()
    """Names of the files with articles' texts that were asked for and not found."""
    secrets: tuple[Secret, ...] = ()
    """What must occur neither in the texts nor in what others make of them; whoever lets them out looks for it."""
    tags: Tags = field(default_factory=dict)
    """What the search says of each place."""
    cards: tuple[Card, ...] = ()
    """The words of the pictures for shared pages; whoever knows the site's address paints them."""


def build(root: Path, texts: Path | None = None, today: date | None = None, address: str | None = None) -> Built:
    """Turn the content below the root into Markdown pages and data files; the address is that of the site, if any.

    Raises ContentError with all problems if the content breaks a rule, BuilderError for a text that cannot be read.
    """
    with collector_at_rest():
        return make_texts(load(root, texts, today), address)


def make_texts(library: Library, address: str | None = None) -> Built:
    """Turn what was loaded into Markdown pages and data files; raises ContentError as build does."""
    problems = run_checks(library)
    if any(not problem.is_advice for problem in problems):
        raise ContentError(problems)
    site = link(library)
    views = view_site(site)
    render_page = make_renderer(shipped("site_templates"), views)
    texts = {page.path: Text(render_page(page), page.edit) for page in plan_pages(views)}
    schema = (shipped("schemas") / "explainer.schema.json").read_text("utf-8")
    texts |= {path: Text(content) for path, content in data_files(site, schema, address).items()}
    return Built(
        texts,
        advice=tuple(problems),
        day=site.day,
        missing_texts=library.missing_texts,
        secrets=read_secrets(library),
        tags=tag_places(site),
        cards=plan_cards(views),
    )


def refuse_withheld(library: Library, built: Built) -> None:
    """Raise ContentError where a text, or a hand-written page, has what a policy withholds."""
    by_hand = ((f"content/pages/{name}", text) for name, text in library.pages.items())
    withheld = find_withheld(
        built.secrets, chain(((path, text.content) for path, text in built.texts.items()), by_hand)
    )
    if withheld:
        raise ContentError(withheld)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Hold the cycle collector: a build makes much and drops little, and its rounds took a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()  # what was made lives on; without this the next round would look through all of it
            gc.unfreeze()
            gc.enable()


def shipped(folder: str) -> Path:
    """Return a folder that belongs to the builder: beside the package in the repository, inside it in a wheel."""
    package = Path(__file__).parent
    for place in (package / folder, package.parent / folder):
        if place.is_dir():
            return place
    raise BuilderError(f"the folder {folder} is missing; install the builder again")
