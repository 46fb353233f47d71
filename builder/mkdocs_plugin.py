"""Texts -> pages of MkDocs; the only door to MkDocs. Builds beside the site and swaps the two when all went well."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_relative_url, is_error_template
from mkdocs.utils.templates import TemplateContext

from builder.addresses import HOME
from builder.build import Built, build, collector_at_rest, shipped
from builder.checks.withheld import watch
from builder.data.search import Tags, tidy_index
from builder.load.disk import LINKED
from builder.load.hand_pages import find_foreign
from builder.problems import BuilderError, ContentError, Problem, printable, quoted
from builder.publish import folder as publish
from builder.publish import policy
from builder.publish.dead_links import find_broken
from builder.publish.paint import HEIGHT, WIDTH, Painter
from builder.relations.today import read_day
from builder.views.pictures import Card
from builder.words.dates import show_date
from builder.words.escape import lighten_html

STYLES = "assets/explainer.css"
SCRIPT = "assets/explainer.js"
INDEX = "search/search_index.json"
EARLIEST = date(1980, 1, 1)
"""The sitemap is compressed, and its file format knows no earlier day."""
log = get_plugin_logger("explainer")


class ExplainerConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """What a build may know of the world around it; what the site is about is in content/story.yml."""

    texts = config_options.Type(str, default="")
    """Folder with the articles' texts, relative to the root; empty: TEXTS in the environment, or else no texts."""
    today = config_options.Type(str, default="")
    """The day to count as today; empty: TODAY in the environment, or else the newest day in the content."""


class ExplainerPlugin(BasePlugin[ExplainerConfig]):  # type: ignore[no-untyped-call]  # as above
    """Feeds the builder's texts to MkDocs."""

    staging: publish.Staging | None = None
    """Where this build writes, until it is done."""
    built: Built
    """What was built, without the texts, which MkDocs has; later events need it, and MkDocs cannot hand it on."""
    cards: dict[str, Card]
    """What is to be painted, by page."""
    painter: Painter
    is_preview = False
    """Whether the pages are for mkdocs serve."""
    scripts: Callable[[str], frozenset[str]]
    """The theme's own scripts, by the relative path from a page to the root."""
    used: set[str]
    """The scripts that the pages of this build contain."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our theme files, and let MkDocs build beside the existing site."""
        _refuse_links(Path(config.docs_dir))
        config.theme.dirs.insert(0, str(shipped("site_templates") / "theme"))
        if STYLES not in config.extra_css:
            config.extra_css.append(STYLES)
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        try:
            self.staging = publish.prepare(Path(config.site_dir))
        except BuilderError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(self.staging.folder)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Build the texts and hand them over as generated files."""
        root = Path(config.config_file_path).absolute().parent
        for file in files.documentation_pages():
            file.edit_uri = Path(file.abs_src_path or "").relative_to(root).as_posix()
        built = self._build(root, config)
        for problem in built.advice:
            log.info(str(problem))  # a warning would stop a strict build, and advice stops nothing
        if built.missing_texts:
            log.info(printable(f"texts that were not found: {', '.join(built.missing_texts)}"))
        self.built = replace(built, texts={})
        self._choose_cards(config)
        for path, text in built.texts.items():
            file = File.generated(config, path, content=text.content)
            file.edit_uri = text.edit
            files.append(file)
        return files

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Refuse whatever is not Markdown in a hand-written page: the theme would print it unescaped."""
        foreign = [] if page.file.generated_by else find_foreign(html)
        if foreign:
            where = Path(page.file.abs_src_path or page.file.src_uri).name
            raise PluginError(
                f"{printable(where)}: E021 {printable(quoted(foreign[0]))} is not allowed; write Markdown"
            )
        return html

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the theme the day of this version, for citations, and the page's picture, or else the story's."""
        card = self.cards.get(page.file.src_uri) or self.cards.get(HOME.path)
        shown = (
            {"url": urljoin(config.site_url or "", card.path), "alt": card.alt, "size": (WIDTH, HEIGHT)} if card else {}
        )
        more = {"explainer_day": show_date(self._day), "explainer_card": shown}
        return {**context, **more}  # type: ignore[typeddict-item]  # themes may get more

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what the build is for: the preview puts a script of its own into every page."""
        self.is_preview = command == "serve"

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Date the pages by the content, so that the sitemap never changes by itself; look up the theme's scripts."""
        self.scripts = partial(_find_theme_scripts, env, config, {})
        self.used = set()
        for file in files.documentation_pages():
            if file.page:
                file.page.update_date = self._day

    @property
    def _day(self) -> str:
        """The day that counts as today; the sitemap gives it instead of the day on the machine's clock."""
        return max(self.built.day, EARLIEST).isoformat()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., object]
    ) -> LiveReloadServer:
        """Reload the pages in the browser when YAML or templates change."""
        root = Path(config.config_file_path).parent
        for folder in (root / "content", root / "sources", shipped("site_templates")):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Replace the character references that Markdown needed with plain punctuation, and add the policy."""
        return self._guard(lighten_html(output), get_relative_url(".", page.url))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Add the policy to pages that do not come from Markdown."""
        if not template_name.endswith(".html"):
            return output_content
        is_error = is_error_template(template_name)
        base = urlsplit(config.site_url or "/").path if is_error else get_relative_url(".", template_name)
        return self._guard(output_content, base)

    def _guard(self, html: str, base: str) -> str:
        """Allow the theme's own scripts: those that the theme has, whatever the page contains."""
        if self.is_preview:
            return html
        scripts = policy.choose_scripts(html, self.scripts(base))
        self.used |= scripts
        return policy.add_policy(html, policy.make_policy(scripts))

    @event_priority(-100)  # last: the search plugin writes its index in the same event
    @collector_at_rest()
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the finished site in place, unless it reveals what is withheld or --strict is about to refuse it."""
        staging = self.staging
        if staging is None or (config.strict and _warned()):
            return
        try:
            _tidy_search(staging.folder / INDEX, self.built.tags)
            publish.write_text(staging.folder / "_headers", policy.write_headers(self.used))
            self._look_over(staging.folder, config)
            for card in self.cards.values():
                publish.write_bytes(staging.folder / card.path, self.painter.paint(card))
            publish.put_in_place(staging)
            self.staging = None
        except (ContentError, BuilderError) as error:
            raise PluginError(f"the site stays as it is, because:\n{error}") from error
        config.site_dir = str(staging.target)

    def on_build_error(self, error: Exception) -> None:
        """Drop the unfinished site, and say in one line what the machine refused."""
        if self.staging is not None:
            publish.abandon(self.staging)
            self.staging = None
        if isinstance(error, OSError):
            where = f" {error.filename}" if error.filename else ""
            reason = f"cannot write{where}: {error.strerror}"
            raise PluginError(f"the site stays as it is, because: {reason}") from error

    def _build(self, root: Path, config: MkDocsConfig) -> Built:
        try:
            # Not with !ENV in mkdocs.yml: MkDocs reads such a value as YAML, in which a day is not text.
            folder = self.config.texts or os.environ.get("TEXTS")
            day = read_day(self.config.today or os.environ.get("TODAY"), os.environ)
            return build(root, root / folder if folder else None, day, config.site_url or None)
        except (ContentError, BuilderError) as error:
            raise PluginError(f"the site stays as it is, because:\n{error}") from error

    def _choose_cards(self, config: MkDocsConfig) -> None:
        """Keep the cards that can be painted and that somebody will see.

        Social networks follow only absolute addresses to a picture: a site without a known address needs none.
        """
        self.painter = Painter(shipped("site_templates") / "fonts")
        cards = self.built.cards if config.site_url and not self.is_preview else ()
        self.cards = {card.page: card for card in cards if self.painter.can_paint(card)}

    def _look_over(self, folder: Path, config: MkDocsConfig) -> None:
        """Read the finished site once: refuse what is withheld, and links that lead nowhere.

        A preview may be unfinished, and shows pages with such links too.
        """
        withheld: list[Problem] = []
        texts = watch(self.built.secrets, publish.read_folder(folder, but=config.theme.dirs), withheld)
        paths = publish.list_folder(folder).union(card.path for card in self.cards.values())
        broken = [printable(fault) for fault in find_broken(texts, paths, config.site_url or "")]
        if withheld:
            raise ContentError(withheld)
        if broken and not self.is_preview:
            raise BuilderError("\n".join(broken))
        for fault in broken:
            log.warning(fault)


def _refuse_links(folder: Path) -> None:
    """Refuse links in the folder of pages before MkDocs looks for pages: it would follow them, even in circles."""
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            if os.path.islink(os.path.join(place, name)):
                raise PluginError(f"{printable(os.path.join(place, name))}: E001 {LINKED}")


def _find_theme_scripts(env: Any, config: MkDocsConfig, known: dict[str, frozenset[str]], base: str) -> frozenset[str]:
    """Return the scripts that the theme puts into pages from which the site's root is at this address."""
    if base not in known:
        names = env.list_templates(filter_func=lambda name: name.startswith("partials/javascripts/"))
        context = {"config": config, "base_url": base, "features": config.theme["features"]}
        pages = (env.get_template(name).render(context) for name in names)
        known[base] = frozenset(script for page in pages for script in policy.find_scripts(page))
    return known[base]


def _tidy_search(path: Path, tags: Tags) -> None:
    """Tidy the index that the search plugin has written, if the site has a search."""
    if path.is_file():
        publish.write_text(path, tidy_index(path.read_text("utf-8"), tags))


def _warned() -> bool:
    """Say whether MkDocs has counted a warning in this build, as it does for --strict."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
