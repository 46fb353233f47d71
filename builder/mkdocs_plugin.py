"""Texts -> pages of MkDocs; the only door to MkDocs. Builds beside the site and puts it in place when it is whole."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from builder import publish
from builder.build import build, shipped
from builder.checks.withheld import Secret, find_withheld
from builder.escape import lighten_html
from builder.problems import BuilderError, ContentError
from builder.today import read_day

STYLES = "assets/explainer.css"
SCRIPT = "assets/explainer.js"
EARLIEST = date(1980, 1, 1)
"""The sitemap is packed, and packing knows no earlier day."""
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
    staging: publish.Staging | None = None
    """Where this build writes, until it is done."""

    day: date = EARLIEST
    """The day that counts as today: the sitemap tells it, in place of the day on the machine's clock."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our theme files, and let MkDocs build beside the site that stands."""
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
        root = Path(config.config_file_path).parent
        for file in files.documentation_pages():
            file.edit_uri = Path(file.abs_src_path or "").relative_to(root).as_posix()
        try:
            texts = root / self.config.texts if self.config.texts else None
            built = build(root, texts, read_day(self.config.today, os.environ))
        except (ContentError, BuilderError) as error:
            raise PluginError(f"the site stays as it is, because:\n{error}") from error
        for problem in built.warnings:
            log.warning(str(problem))
        self.secrets = built.secrets
        self.day = max(built.day, EARLIEST)
        for path, text in built.texts.items():
            file = File.generated(config, path, content=text.content)
            file.edit_uri = text.edit
            files.append(file)
        return files

    def on_env(self, env: object, config: MkDocsConfig, files: Files) -> None:
        """Date the pages by the content: the same content gives the same sitemap on any day."""
        for file in files.documentation_pages():
            if file.page:
                file.page.update_date = self.day.isoformat()

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
        staging = self.staging
        if staging is None or (config.strict and _warned()):
            return
        try:
            withheld = find_withheld(self.secrets, publish.read_folder(staging.folder, but=config.theme.dirs))
            if withheld:
                raise ContentError(withheld)
            publish.put_in_place(staging)
            self.staging = None
        except (ContentError, BuilderError) as error:
            raise PluginError(f"the site stays as it is, because:\n{error}") from error
        config.site_dir = str(staging.target)

    def on_build_error(self, error: Exception) -> None:
        """Drop what was begun, and say in one line what the machine refused."""
        if self.staging is not None:
            publish.abandon(self.staging)
            self.staging = None
        if isinstance(error, OSError):
            where = f" {error.filename}" if error.filename else ""
            raise PluginError(f"the site stays as it is, because: cannot write{where}: {error.strerror}") from error


def _warned() -> bool:
    """Say whether MkDocs has counted a warning in this build, as it does for --strict."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
