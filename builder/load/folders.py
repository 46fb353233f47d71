"""The folders content/ and sources/ -> Library: every record, typed, with its place in its file.

Opens regular files only, follows no links, and reports everything that is wrong in one run.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from pydantic import TypeAdapter, ValidationError

from builder.load.checkouts import compare_programs
from builder.load.hand_pages import check_page, is_picture_name
from builder.load.misfits import explain_errors
from builder.load.yaml_file import MAX_BYTES, Document, Fault, Value, read_plain, read_yaml
from builder.model import Article, Record, Source, Story
from builder.model.fields import Slug
from builder.model.library import KINDS, Kind, Library
from builder.model.where import START, File, Where
from builder.problems import BuilderError, Problem, did_you_mean, quoted

PAGES = "content/pages"
MAX_PAGES = 200
"""MkDocs takes thirty milliseconds for each."""
LINKED = "a link leads elsewhere from here; put the thing itself in its place"


def load(
    root: Path,
    texts: Path | None = None,
    today: date | None = None,
    before: Path | None = None,
    only_content: bool = False,
) -> Library:
    """Read all content below the root, and the articles' texts and the version before where folders have them.

    With only_content, what else differs from the version before is noted as well. Raises BuilderError for a text that
    cannot be read; what is wrong with the content stands in problems.
    """
    shelf = _Shelf(root)
    for kind in KINDS:
        for path in shelf.find_files(kind):
            shelf.add_file(kind, path)
    shelf.read_pages()
    shelf.read_notes(".receipt", shelf.receipts)
    shelf.read_notes(".audit", shelf.audits)
    shelf.note_strangers()
    library = shelf.as_library()
    return replace(
        library,
        texts=_read_texts(library.sources, texts) if texts else {},
        before=load(before) if before else None,
        programs=compare_programs(root, before) if before and only_content else {},
        today=today,
    )


def _read_texts(sources: Mapping[str, Source], folder: Path) -> dict[str, str]:
    """Read the texts that the sources name as their snapshots."""
    named = {name: folder / source.snapshot for name, source in sources.items() if source.snapshot}
    return {name: read_article(path) for name, path in named.items() if path.is_file()}


def read_article(path: Path) -> str:
    """Read the text of an article. Raises BuilderError where that cannot be done."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise BuilderError(f"cannot read {path}: {error.strerror}; it must be a text in UTF-8") from error
    except UnicodeDecodeError as error:
        byte = f"0x{error.object[error.start]:02x}"
        raise BuilderError(f"cannot read {path}: it holds the byte {byte}; it must be a text in UTF-8") from error


class _Shelf:
    """Collects records and problems while the files are read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.real_root = os.path.realpath(root)
        self.records: dict[str, dict[str, Record]] = {kind.name: {} for kind in KINDS}
        self.declared: dict[str, set[str]] = {kind.name: set() for kind in KINDS}
        self.linked: dict[str, bool] = {}
        self.unread: set[str] = set()
        self.places: dict[tuple[str, str], Where] = {}
        self.pages: dict[str, str] = {}
        self.receipts: dict[str, str] = {}
        self.audits: dict[str, str] = {}
        self.problems: list[Problem] = []

    def as_library(self) -> Library:
        declared = {kind: frozenset(ids) for kind, ids in self.declared.items()}
        shelves = cast(dict[str, Mapping[str, Story]], self.records)
        return Library(
            **shelves,  # type: ignore[arg-type]  # one mapping a kind, as KINDS says
            places=self.places,
            declared=declared,
            pages=self.pages,
            receipts=self.receipts,
            audits=self.audits,
            unread=frozenset(self.unread),
            problems=tuple(sorted(set(self.problems))),
        )

    def find_files(self, kind: Kind) -> Iterator[str]:
        if kind.is_folder:
            yield from self.list_folder(kind.path, ".yml")
        elif os.path.lexists(self.root / kind.path):
            yield kind.path
        elif kind.name == "story":
            self.report(kind.path, "E009", "the file is missing; it names the story, its language and its topics")

    def list_folder(self, folder: str, ending: str) -> list[str]:
        if self.refuse_link(folder):
            return []
        try:
            names = sorted(os.listdir(self.root / folder))
        except OSError:
            return []
        return [f"{folder}/{name}" for name in names if name.endswith(ending)]

    def refuse_link(self, path: str) -> bool:
        if path not in self.linked:
            self.linked[path] = os.path.realpath(self.root / path) != os.path.join(self.real_root, path)
        if self.linked[path]:
            self.report(path, "E001", LINKED)
        return self.linked[path]

    def report(self, path: str, code: str, message: str, line: int = 1, column: int = 1) -> None:
        self.problems.append(Problem(path, line, column, code, message))

    def add_file(self, kind: Kind, path: str) -> None:
        content = self.read_bytes(path)
        if content is None:
            self.note_unread(kind, File(path, START))
            return
        document = read_yaml(content)
        file = File(path, document.mark)
        self.report_faults(path, document.faults)
        self.add_document(kind, file, document)

    def read_bytes(self, path: str) -> bytes | None:
        """Return the content of a regular file, at most one byte more than a file may have."""
        if self.refuse_link(path.rpartition("/")[0]):
            return None
        try:
            descriptor = os.open(f"{self.real_root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            is_link = error.errno == errno.ELOOP
            self.report(path, "E001", LINKED if is_link else f"the file cannot be opened: {error.strerror}")
            return None
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            with open(descriptor, "rb") as stream:
                return stream.read(MAX_BYTES + 1)
        os.close(descriptor)
        self.report(path, "E001", "this is no regular file; put a plain text file in its place")
        return None

    def add_document(self, kind: Kind, file: File, document: Document) -> None:
        if kind.is_folder and not self.is_good_name(file):
            return
        if not isinstance(document.value, dict):
            self.note_unread(kind, file)
            if not any(fault.code < "E009" for fault in document.faults):
                self.report(file.path, "E008", "the file holds no keys with values; see docs/fields.md for its fields")
        elif kind.holds == "one record":
            self.add_record(kind, file.stem, document.value, Where(file))
        else:
            for name, value in document.value.items():
                self.add_named(kind, name, value, Where(file, (name,)))

    def note_unread(self, kind: Kind, file: File) -> None:
        """Remember what a file would have declared, so that one slip in it is not reported once a reference."""
        if kind.holds == "one record":
            self.declared[kind.name].add(file.stem)
        else:
            self.unread.add(kind.name)

    def is_good_name(self, file: File) -> bool:
        fault = _slug_fault(file.stem)
        if fault:
            self.report(file.path, "E015", f"{fault}; rename the file")
        return not fault

    def add_named(self, kind: Kind, name: str, value: Value, where: Where) -> None:
        fault = _slug_fault(name)
        if fault:
            self.problems.append(where.problem("E015", fault, at_key=True))
        elif (kind.name, name) in self.places:
            first = self.places[kind.name, name]
            place = f"{first.file.path}:{first.file.mark.find(first.loc).key[0]}"
            self.problems.append(
                where.problem("E006", f"{quoted(name)} stands in {place} already; ids are used once", at_key=True)
            )
        else:
            self.add_record(kind, name, value, where)

    def add_record(self, kind: Kind, name: str, value: Value, where: Where) -> None:
        self.declared[kind.name].add(name)
        self.places[kind.name, name] = where
        try:
            self.records[kind.name][name] = kind.model.model_validate(value)
        except ValidationError as error:
            for loc, at_key, code, message in explain_errors(error, kind.model):
                self.problems.append(where.at(*loc).problem(code, message, at_key))
            sound = _without_broken_items(value, error) if kind.model is Article else None
            if sound is not None:
                self.records[kind.name][name] = kind.model.model_validate(sound)

    def read_pages(self) -> None:
        """Read the hand-written pages; MkDocs publishes whatever stands beside them, so only pictures may."""
        paths = self.list_folder(PAGES, "")
        if len(paths) > MAX_PAGES:
            self.report(
                PAGES, "E003", f"{len(paths):,} files are more than the {MAX_PAGES} that may stand here; take some away"
            )
        for path in paths[:MAX_PAGES]:
            name = path.rpartition("/")[2]
            if is_picture_name(name):
                self.read_bytes(path)
            elif not name.endswith(".md"):
                self.report(path, "E009", f"{quoted(name)} is no page (a-page.md) and no picture (.png, .jpg, .webp)")
            elif fault := _slug_fault(name.removesuffix(".md")):
                self.report(path, "E015", f"{fault}; rename the file")
            else:
                self.read_page(path, name)

    def read_page(self, path: str, name: str) -> None:
        text = self.read_plain(path)
        if text is not None:
            self.pages[name] = text
            self.report_faults(path, check_page(text))

    def read_plain(self, path: str) -> str | None:
        """Return a text that is no YAML, with plain line ends, and report its faults."""
        content = self.read_bytes(path)
        if content is None:
            return None
        text, faults = read_plain(content)
        self.report_faults(path, faults)
        return text

    def report_faults(self, path: str, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.report(path, fault.code, fault.message, fault.line, fault.column)

    def read_notes(self, ending: str, notes: dict[str, str]) -> None:
        """Read what the machine noted about sources: receipts and audits."""
        for path in self.list_folder("sources", ending):
            text = self.read_plain(path)
            if text is not None:
                notes[path.removeprefix("sources/").removesuffix(ending)] = text

    def note_strangers(self) -> None:
        """Refuse files that nothing reads: what an editor meant by them would be missing from the site."""
        known = {kind.path for kind in KINDS}
        for folder in ("content", "sources", "content/articles", "content/claims"):
            for name in self.list_folder(folder, ""):
                if name in known or name == PAGES or (folder in known and name.endswith(".yml")):
                    continue
                if folder == "sources" and name.endswith((".receipt", ".audit")):
                    continue
                self.report(name, "E009", f"nothing reads this file{_better_name(name)}")


def _without_broken_items(article: Value, error: ValidationError) -> Value:
    """Return the article without the items that have faults, for the checks of its others; None if more is broken."""
    broken = {fault["loc"][:2] for fault in error.errors()}
    if not isinstance(article, dict) or not all(len(loc) == 2 and loc[0] in Article.SECTIONS for loc in broken):
        return None
    return {
        section: {key: item for key, item in items.items() if (section, key) not in broken}
        if isinstance(items, dict)
        else items
        for section, items in article.items()
    }


def _better_name(path: str) -> str:
    """Return what an editor may have meant by a file that nothing reads."""
    name, _, ending = path.rpartition(".")
    if ending in ("yaml", "YAML", "YML"):
        return f"; rename it to '{name}.yml'"
    files = [kind.path for kind in KINDS if not kind.is_folder]
    return did_you_mean(path, files) or "; see docs/fields.md for the files there are"


_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


def _slug_fault(name: str) -> str | None:
    try:
        _SLUG.validate_python(name)
    except ValidationError as error:
        fault = error.errors()[0]
        if fault["type"] == "reserved":
            return f"{quoted(name)} {fault['msg']}"
        if fault["type"] == "string_too_long":
            return f"{quoted(name)} is longer than an id may be: 64 characters"
        return f"{quoted(name)} cannot be an id; ids have lower-case letters a-z, digits and single hyphens"
    return None
