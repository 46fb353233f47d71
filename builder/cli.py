"""The command line: text in, exit code out. 0: no problems. 1: problems. 2: wrong use, or the machine is at fault.

Each command imports what it needs when it runs: together it would take a second before `builder --help` says a word.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.problems import FORMATS, BuilderError, ContentError, did_you_mean, printable, quoted
from builder.words.characters import find_refused
from builder.words.counts import write_count

if TYPE_CHECKING:
    from builder.evidence.answers import Dead, Page
    from builder.evidence.audit import PageText
    from builder.evidence.coverage import Coverage
    from builder.evidence.fetch import Door
    from builder.model.library import Library

NO_EXTRA = "audit needs packages that no other command does; run: pip install 'explainer-builder[audit]'"

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
TEXT = click.Path(exists=True, dir_okay=False, path_type=Path)
texts_option = click.option(
    "--texts", type=ROOT, help="Folder with the articles' texts: verify every passage and quotation again."
)
today_option = click.option("--today", help="The day to count as today; default: the newest day in the content.")
root_option = click.option("--root", type=ROOT, default=Path(), help="Folder that contains content/ and sources/.")
day_option = click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to write down; default: today.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="explainer-builder")
def cli() -> None:
    """Turn curated YAML summaries of articles into an explainer site."""


@cli.command()
@root_option
@texts_option
@today_option
@click.option("--before", type=ROOT, help="Folder with the published version: refuse unexplained changes to it.")
@click.option("--only-content", is_flag=True, help="Refuse any other difference from the version in --before.")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How to print problems.")
def check(
    root: Path, texts: Path | None, today: str | None, *, before: Path | None, only_content: bool, form: str
) -> None:
    """List all problems of all files in one run."""
    from builder.build import make_texts, refuse_withheld
    from builder.load import load
    from builder.relations.today import read_day

    if only_content and not before:
        raise click.UsageError("--only-content needs a version to compare with; name its folder with --before")
    library = load(root, texts, read_day(today, os.environ), before, only_content)
    if library.before and not library.before.claims:
        raise click.UsageError(f"no claims in {before}; name a folder that contains content/ and sources/")
    _report_texts(library, texts)
    try:
        built = make_texts(library)
        refuse_withheld(library, built)
        problems = list(built.advice)
    except ContentError as error:
        problems = error.problems
    click.echo(FORMATS[form](problems), nl=False)
    errors = sum(not problem.is_advice for problem in problems)
    click.echo(
        f"{write_count(len(library.sources), 'source')}, {write_count(len(library.claims), 'claim')}: "
        f"{write_count(errors, 'problem')}, {write_count(len(problems) - errors, 'piece')} of advice",
        err=True,
    )
    sys.exit(1 if errors else 0)


def _report_texts(library: Library, texts: Path | None) -> None:
    """Say how many of the articles' texts were found where they were asked for, and which were not."""
    if texts is None:
        return
    missing = library.missing_texts
    names = f"; not found: {', '.join(missing)}" if missing else ""
    found = f"{len(library.texts)} of {write_count(len(library.texts) + len(missing), 'text')} found in {texts}"
    click.echo(printable(f"{found}{names}"), err=True)


@cli.command()
@root_option
@click.argument("source")
@click.argument("text", type=TEXT)
@click.option("--by", default="editors", help="Who verifies.")
@day_option
def verify(root: Path, source: str, text: Path, by: str, today: datetime | None) -> None:
    """Verify every passage and quotation of SOURCE in the file TEXT, and write the receipt."""
    from builder.checks.evidence import find_all
    from builder.checks.reviews import find_void
    from builder.checks.shown import find_hidden
    from builder.evidence.receipt import make_receipt, write_receipt
    from builder.evidence.text import fold_typography
    from builder.load import load, read_article
    from builder.publish.folder import write_text

    if not by.strip() or by != printable(by) or any(find_refused(by)):
        raise click.UsageError("--by is a name on one line, in visible characters")
    library = load(root)
    _require_article(library, source)
    article = read_article(text)
    found, problems = find_all(library, source, article)
    problems += [*find_hidden(library, source, article), *find_void(library, source)]
    if problems:
        raise ContentError(sorted(problems))
    receipt = make_receipt(source, found, article, _day(today), by)
    write_text(root / "sources" / f"{source}.receipt", write_receipt(receipt))
    size = len(fold_typography(article))
    click.echo(f"sources/{source}.receipt: {write_count(len(found), 'item')} verified against {size:,} characters")


@cli.command()
@root_option
@click.argument("source")
@click.argument("text", type=TEXT)
def coverage(root: Path, source: str, text: Path) -> None:
    """List the quotations, numbers, dates and names in the file TEXT that no item of SOURCE covers yet."""
    from builder.checks.evidence import check_not_story, find_all
    from builder.checks.shown import say_shown
    from builder.evidence.coverage import measure_coverage
    from builder.evidence.shown import measure_shown
    from builder.evidence.text import fold_typography
    from builder.load import load, read_article

    library = load(root)
    _require_article(library, source)
    article = read_article(text)
    found, missing = find_all(library, source, article)
    problems = [*missing, *check_not_story(library, source, article)]
    shown = measure_shown([(placed.item, place) for placed, place in found], fold_typography(article))
    measured = measure_coverage(library, source, article)
    click.echo(FORMATS["text"](sorted(problems)), nl=False)
    for gap in measured.gaps:
        click.echo(printable(f"{text}:{gap.line}:{gap.column}: {gap.kind} {quoted(gap.words)}"))
    click.echo(f"{source}: {_sum_up(measured)}", err=True)
    click.echo(f"{source}: {say_shown(shown)}", err=True)
    sys.exit(1 if problems or measured.gaps else 0)


def _sum_up(measured: Coverage) -> str:
    kinds = Counter(gap.kind for gap in measured.gaps)
    which = ", ".join(write_count(number, kind) for kind, number in sorted(kinds.items()))
    detail = f" ({which})" if which else ""
    things = write_count(measured.things, "thing")
    return f"{len(measured.gaps)} of {things} uncovered{detail}, {measured.marked} marked as not_story"


def _require_article(library: Library, source: str) -> None:
    """Refuse a source without a summary, and one whose summary has faults: part of it would be left out unnoticed."""
    path = f"content/articles/{source}.yml"
    if source not in library.declared["articles"]:
        hint = did_you_mean(source, library.declared["articles"])
        raise click.UsageError(printable(f"there is no file {path}{hint or '; write it first'}"))
    faults = [problem for problem in library.problems if problem.path == path and not problem.is_advice]
    if faults:
        raise ContentError(faults)


@cli.command()
@root_option
@click.argument("sources", nargs=-1)
@day_option
@click.pass_obj
def audit(door: Door | None, root: Path, sources: tuple[str, ...], today: datetime | None) -> None:
    """Check at the addresses of the SOURCES (default: all) whether the words of their items are still there.

    This uses the network. It is for a scheduled run, never part of a build.
    """
    from builder.load import load

    library = load(root)
    for source in sources:
        if source not in library.sources:
            hint = did_you_mean(source, library.sources) or "; run builder check to see why"
            raise click.UsageError(printable(f"there is no readable sources/{source}.yml{hint}"))
    door = door or _open_door()
    is_clean = [_audit_source(library, root, source, _day(today), door) for source in sources or library.sources]
    sys.exit(0 if all(is_clean) else 1)


def _audit_source(library: Library, root: Path, source: str, day: str, door: Door) -> bool:
    """Audit a source, write and print what was found, and say whether all is as it was."""
    from builder.evidence.answers import Dead, Unasked
    from builder.evidence.audit import describe_audit, find_subject, make_audit, make_dead_audit
    from builder.evidence.audit_file import write_audit
    from builder.publish.folder import write_text

    url = library.sources[source].url
    if url is None:
        click.echo(f"{source}: no address to look at")
        return True
    click.echo(f"{source}: asking {url}", err=True)
    page = door.fetch(url)
    if isinstance(page, Unasked):
        click.echo(f"{source}: not asked; {page.reason}")
        return True
    text = page if isinstance(page, Dead) else _extract_text(page)
    subject = find_subject(library, source, day)
    found = make_dead_audit(subject, text.reason) if isinstance(text, Dead) else make_audit(subject, text)
    write_text(root / "sources" / f"{source}.audit", write_audit(found))
    click.echo("".join(f"{source}: {line}\n" for line in describe_audit(found, subject.before)), nl=False)
    return found.is_clean


def _open_door() -> Door:
    """Make what asks the network; its packages are an extra that no build needs."""
    try:
        from builder.evidence.fetch import Door
    except ImportError as error:
        raise BuilderError(NO_EXTRA) from error
    return Door()


def _extract_text(page: Page) -> PageText | Dead:
    try:
        from builder.evidence.extract import extract_text
    except ImportError as error:
        raise BuilderError(NO_EXTRA) from error
    return extract_text(page)


@cli.command()
@root_option
@texts_option
@today_option
@click.argument("out", type=click.Path(path_type=Path))
def render(root: Path, texts: Path | None, today: str | None, out: Path) -> None:
    """Write the Markdown pages and data files to the folder OUT."""
    from builder.build import make_texts, refuse_withheld
    from builder.load import load
    from builder.publish.folder import write_folder
    from builder.relations.today import read_day

    library = load(root, texts, read_day(today, os.environ))
    _report_texts(library, texts)
    built = make_texts(library)
    refuse_withheld(library, built)
    click.echo(FORMATS["text"](built.advice), nl=False, err=True)
    write_folder(out, {path: text.content for path, text in built.texts.items()})
    click.echo(f"{len(built.texts)} files in {out}")


@cli.command()
@click.argument("code")
def rule(code: str) -> None:
    """Explain the check with this CODE."""
    from builder.checks import all_rules
    from builder.checks.registry import RETIRED

    retired = RETIRED.get(code.upper())
    if retired:
        click.echo(f"{code.upper()}: retired on {retired.since}\n\nWhy: {retired.reason}")
        return
    rules = all_rules()
    found = rules.get(code.upper())
    if found is None:
        hint = did_you_mean(code.upper(), rules) or "; docs/rules.md lists them all"
        raise click.UsageError(printable(f"there is no check '{code}'{hint}"))
    click.echo(f"{found.code}: {found.wish}\n\nWhy: {found.why}\nFix: {found.fix}")


@cli.command()
@root_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if a file is out of date.")
def docs(root: Path, only_check: bool) -> None:
    """Generate schemas/ and the references in docs/ from the model and the checks."""
    from builder.publish.folder import write_text
    from builder.references import make_references

    stale = {path: text for path, text in make_references().items() if _read(root / path) != text}
    for path, text in stale.items():
        if not only_check:
            write_text(root / path, text)
        click.echo(f"{path}: {'out of date; run make docs' if only_check else 'written'}")
    sys.exit(1 if only_check and stale else 0)


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _day(given: datetime | None) -> str:
    return (given or datetime.now()).date().isoformat()


def main() -> None:
    """Run the command line; an editor's mistake is printed as problems, never as a traceback."""
    try:
        cli()
    except ContentError as error:
        click.echo(FORMATS["text"](error.problems), nl=False)
        sys.exit(1)
    except BuilderError as error:
        click.echo("\n".join(printable(line) for line in f"builder: {error}".split("\n")), err=True)
        sys.exit(2)
