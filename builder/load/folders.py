"""The folders content/ and sources/ -> Library: every record, typed, with its place in its file.

Opens regular files only, follows no links, and reports everything that is wrong in one run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.load.checkouts import compare_programs
from builder.load.disk import Disk
from builder.load.hand_pages import check_page, is_picture_name
from builder.load.records import Shelf, find_fault_of_id
from builder.model import Source
from builder.model.library import KINDS, Library
from builder.problems import BuilderError, did_you_mean, quoted

PAGES = "content/pages"
MAX_PAGES = 200
"""MkDocs takes thirty milliseconds for each."""


def load(
    root: Path,
    texts: Path | None = None,
    today: date | None = None,
    before: Path | None = None,
    only_content: bool = False,
) -> Library:
    """Read all content below the root, and from the folders named the articles' texts and the version before.

    With only_content, differences from the version before outside the content are noted as well. What is wrong with the
    content is among the library's problems. Raises BuilderError if no text can be found or one cannot be read.
    """
    disk = Disk(root)
    shelf = Shelf(disk)
    shelf.read_all()
    pages = _read_pages(disk)
    receipts, other_receipts = _read_notes(disk, ".receipt")
    audits, other_audits = _read_notes(disk, ".audit")
    if _report_strangers(disk):
        shelf.is_whole = False
    library = replace(
        shelf.make_library(shelf.records),
        pages=pages,
        receipts=receipts,
        audits=audits,
        before=load(before) if before else None,
        programs=compare_programs(root, before) if before and only_content else {},
        today=today,
        problems=tuple(sorted(set(disk.problems))),
    )
    has_gaps = shelf.has_gaps or (other_receipts, other_audits) != (receipts, audits)
    first, second = (shelf.make_library(records) for records in shelf.readings)
    library = _with_texts(library, first.sources, texts) if texts else library
    shared = {name: getattr(library, name) for name in ("pages", "before", "programs", "today", "texts")}
    readings = (
        replace(first, receipts=receipts, audits=audits, **shared),
        replace(second, receipts=other_receipts, audits=other_audits, **shared),
    )
    return replace(library, readings=readings if has_gaps else ())


def _with_texts(library: Library, sources: Mapping[str, Source], folder: Path) -> Library:
    """Return the library with the texts that the sources name as their snapshots, as far as the folder has them."""
    named = {name: source.snapshot for name, source in sources.items() if source.snapshot}
    found = {name: folder / snapshot for name, snapshot in named.items() if (folder / snapshot).is_file()}
    missing = tuple(sorted({snapshot for name, snapshot in named.items() if name not in found}))
    if sources and not named:
        raise BuilderError(f"no source names its text, so none can be read from {folder}; add snapshot: <file name>")
    if named and not found:
        raise BuilderError(
            f"no article's text is in {folder}; name the folder that contains {', '.join(missing)}, or ask for no texts"
        )
    return replace(library, texts={name: read_article(path) for name, path in found.items()}, missing_texts=missing)


def read_article(path: Path) -> str:
    """Read the text of an article. Raises BuilderError if it cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise BuilderError(f"cannot read {path}: {error.strerror}; it must be a text file in UTF-8") from error
    except UnicodeDecodeError as error:
        byte = f"0x{error.object[error.start]:02x}"
        raise BuilderError(f"cannot read {path}: it contains the byte {byte}; save it as UTF-8") from error


def _read_pages(disk: Disk) -> dict[str, str]:
    """Read the hand-written pages; MkDocs publishes everything beside them, so only pictures may be there."""
    paths = disk.list_folder(PAGES)
    pages = {}
    if len(paths) > MAX_PAGES:
        message = f"{len(paths):,} files; at most {MAX_PAGES} are allowed here, remove some"
        disk.report(PAGES, "E003", message)
    for path in paths[:MAX_PAGES]:
        name = path.rpartition("/")[2]
        if is_picture_name(name):
            disk.read_bytes(path)
        elif not name.endswith(".md"):
            message = f"{quoted(name)} is neither a page (a-page.md) nor a picture (.png, .jpg, .webp); move it away"
            disk.report(path, "E009", message)
        elif fault := find_fault_of_id(name.removesuffix(".md")):
            disk.report(path, "E015", f"{fault}; rename the file")
        else:
            pages[name] = _read_page(disk, path)
    return pages


def _read_page(disk: Disk, path: str) -> str:
    """Return the text of a page; one that cannot be opened is there all the same."""
    text = disk.read_text(path)
    if text is not None:
        disk.report_faults(path, check_page(text))
    return text or ""


def _read_notes(disk: Disk, ending: str) -> tuple[dict[str, str], dict[str, str]]:
    """Read what the machine noted about sources, receipts or audits, in two ways.

    They differ where a note has been refused: it is what could be read of it, and missing; or missing, and empty.
    """
    first, second = {}, {}
    for path in disk.list_folder("sources", ending):
        source = path.removeprefix("sources/").removesuffix(ending)
        known = len(disk.problems)
        text = disk.read_text(path)
        if text is None:
            second[source] = ""
            continue
        first[source] = text
        if len(disk.problems) == known:
            second[source] = text
    return first, second


def _report_strangers(disk: Disk) -> bool:
    """Refuse files that nothing reads: what an editor meant them for would be missing from the site."""
    known = {kind.path for kind in KINDS}
    strangers = [
        path
        for folder in ("content", "sources", "content/articles", "content/claims")
        for path in disk.list_folder(folder)
        if path not in known | {PAGES}
        and not (folder in known and path.endswith(".yml"))
        and not (folder == "sources" and path.endswith((".receipt", ".audit")))
    ]
    for path in strangers:
        disk.report(path, "E009", f"nothing reads this file{_better_name(path)}")
    return bool(strangers)


def _better_name(path: str) -> str:
    """Return what an editor may have meant by a file that nothing reads."""
    name, _, ending = path.rpartition(".")
    if ending in ("yaml", "YAML", "YML"):
        return f"; rename it to '{name}.yml'"
    files = [kind.path for kind in KINDS if not kind.is_folder]
    return did_you_mean(path, files) or "; move it away, or see docs/fields.md for the names of files"
