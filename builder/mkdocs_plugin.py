"""Texts -> pages of MkDocs; the only door to MkDocs. Builds beside the site and puts it in place when it is whole."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from builder import publish
from builder.build import build, shipped
from builder.checks.withheld import Secret, find_withheld
from builder.dates import show_date
from builder.escape import lighten_html
from builder.problems import BuilderError, ContentError
from builder.search_index import Tags, tidy_index
from builder.today import read_day

STYLES = "assets/explainer.css"
SCRIPTS = ("assets/explainer.js", "assets/search.js")
INDEX = "search/search_index.json"
log = get_plugin_logger("explainer")


class ExplainerConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """What a build may know of the world around it; what the site is about stands in content/story.yml."""

    texts = config_options.Type(str, default="")
    """Folder with the articles' texts, from the root; empty where they are not at hand."""
    today = config_options.Type(str, default="")
    """The day to count as today; empty for the newest day in the content."""


class ExplainerPlugin(BasePlugin[ExplainerConfig]):  # type: ignore[no-untyped-call]  # as above
    """Feeds the builder's texts to MkDocs."""

    secrets: tuple[Secret, ...] = ()
    """What the build withholds: handed on from on_files to on_post_build, for which MkDocs has no other way."""
    tags: Tags = {}
    """What the search says of each place: handed on in the same way."""
    day = ""
    """The day of this version of the site, in words: handed on likewise to the theme."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our theme files, and let MkDocs build beside the site that stands."""
        config.theme.dirs.insert(0, str(shipped("site_templates") / "theme"))
        if STYLES not in config.extra_css:
            config.extra_css.append(STYLES)
        config.extra_javascript += [script for script in SCRIPTS if script not in config.extra_javascript]
        try:
            config.site_dir = str(publish.prepare(Path(config.site_dir)))
        except BuilderError as error:
            raise PluginError(str(error)) from error
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Build the texts and hand them over as generated files."""
        root = Path(config.config_file_path).absolute().parent
        for file in files.documentation_pages():
            file.edit_uri = Path(file.abs_src_path or "").relative_to(root).as_posix()
        try:
            texts = root / self.config.texts if self.config.texts else None
            built = build(root, texts, read_day(self.config.today, os.environ), config.site_url or None)
        except (ContentError, BuilderError) as error:
            raise PluginError(f"the site stays as it is, because:\n{error}") from error
        for problem in built.warnings:
            log.warning(str(problem))
        self.secrets, self.tags = built.secrets, built.tags
        self.day = show_date(built.day.isoformat())
        for path, text in built.texts.items():
            file = File.generated(config, path, content=text.content)
            file.edit_uri = text.edit
            files.append(file)
        return files

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the theme the day of this version, for citations."""
        return {**context, "explainer_day": self.day}  # type: ignore[typeddict-unknown-key]  # themes may get more

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., object]
    ) -> LiveReloadServer:
        """Reload the pages that are looked at when YAML or templates change."""
        root = Path(config.config_file_path).parent
        for folder in (root / "content", root / "sources", shipped("site_templates")):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Write plain punctuation for the character references that Markdown needed."""
        return lighten_html(output)

    @event_priority(-100)  # last: the search writes its index in the same event
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the finished site in place, unless it tells what is withheld or --strict is about to refuse it."""
        staging = Path(config.site_dir)
        if config.strict and _warned():
            return
        _tidy_search(staging / INDEX, self.tags)
        try:
            withheld = find_withheld(self.secrets, publish.read_folder(staging, but=config.theme.dirs))
            if withheld:
                raise ContentError(withheld)
            publish.set_modes(staging)
            publish.put_in_place(staging)
        except (ContentError, BuilderError) as error:
            raise PluginError(f"the site stays as it is, because:\n{error}") from error
        config.site_dir = str(publish.target_of(staging))


def _tidy_search(path: Path, tags: Tags) -> None:
    """Tidy the index that the search has written, where a site has a search."""
    if path.is_file():
        publish.write_text(path, tidy_index(path.read_text("utf-8"), tags))


def _warned() -> bool:
    """Say whether MkDocs has counted a warning in this build, as it does for --strict."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
