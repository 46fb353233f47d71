"""The command line: text in, exit code out. 0 is clean, 1 means problems, 2 means wrong use or a broken machine."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.build import make_texts, refuse_withheld
from builder.checks import all_rules
from builder.checks.evidence import check_not_story, find_all
from builder.evidence.answers import Dead, Page, Unasked
from builder.evidence.audit import PageText, describe_audit, find_subject, make_audit, make_dead_audit
from builder.evidence.audit_file import write_audit
from builder.evidence.coverage import Coverage, measure_coverage
from builder.evidence.receipt import make_receipt, write_receipt
from builder.evidence.text import normalise
from builder.load import load, read_article
from builder.model.library import Library
from builder.problems import FORMATS, BuilderError, ContentError, Problem, did_you_mean, printable, quoted
from builder.publish.folder import write_folder, write_text
from builder.references import explain_rule, make_references
from builder.relations.today import read_day
from builder.words.characters import find_refused
from builder.words.counts import write_count

if TYPE_CHECKING:
    from builder.evidence.fetch import Door

NO_EXTRA = "audit needs packages that no other command does; run: pip install 'explainer-builder[audit]'"
ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
texts_option = click.option(
    "--texts", type=ROOT, help="Folder with the articles' texts: verify every passage and quotation again."
)
today_option = click.option("--today", help="The day to count as today; default: the newest day in the content.")
root_option = click.option("--root", type=ROOT, default=Path(), help="Folder that holds content/ and sources/.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="explainer-builder")
def cli() -> None:
    """Turn curated YAML summaries of articles into an explainer site."""


@cli.command()
@root_option
@texts_option
@today_option
@click.option("--before", type=ROOT, help="Folder with the published version: nothing of it may change in silence.")
@click.option("--only-content", is_flag=True, help="Besides content and sources nothing differs from --before.")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are written.")
def check(
    root: Path, texts: Path | None, today: str | None, *, before: Path | None, only_content: bool, form: str
) -> None:
    """List all problems of all files in one run."""
    if only_content and not before:
        raise click.UsageError("--only-content holds the files against another version; name its folder with --before")
    library = load(root, texts, read_day(today, os.environ), before, only_content)
    if library.before and not library.before.claims:
        raise click.UsageError(f"no claims below {before}; name a folder that holds content/ and sources/")
    _tell_texts(library, texts)
    try:
        built = make_texts(library)
        refuse_withheld(library, built)
        problems: Sequence[Problem] = built.warnings
    except ContentError as error:
        problems = error.problems
    click.echo(FORMATS[form](problems), nl=False)
    errors = sum(not problem.is_warning for problem in problems)
    click.echo(
        f"{write_count(len(library.sources), 'source')}, {write_count(len(library.claims), 'claim')}: "
        f"{write_count(errors, 'problem')}, {write_count(len(problems) - errors, 'warning')}",
        err=True,
    )
    sys.exit(1 if errors else 0)


def _tell_texts(library: Library, texts: Path | None) -> None:
    if texts is not None:
        click.echo(f"{len(library.texts)} of {write_count(len(library.sources), 'text')} at hand in {texts}", err=True)


@cli.command()
@root_option
@click.argument("source")
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", default="editors", help="Who verifies.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Day of the verification; default: today.")
def verify(root: Path, source: str, text: Path, by: str, today: datetime | None) -> None:
    """Verify every passage and quotation of SOURCE in the file TEXT, and write the receipt."""
    if not by.strip() or by != printable(by) or any(find_refused(by)):
        raise click.UsageError("--by is a name on one line, in characters that can be seen")
    library = load(root)
    _know_article(library, source)
    article = read_article(text)
    found, problems = find_all(library, source, article)
    if problems:
        raise ContentError(problems)
    day = (today or datetime.now()).date().isoformat()
    receipt = make_receipt(source, found, article, day, by)
    write_text(root / "sources" / f"{source}.receipt", write_receipt(receipt))
    size = len(normalise(article))
    click.echo(f"sources/{source}.receipt: {write_count(len(found), 'item')} verified against {size:,} characters")


@cli.command()
@root_option
@click.argument("source")
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def coverage(root: Path, source: str, text: Path) -> None:
    """List the quotations, numbers, dates and names in the file TEXT that no item of SOURCE covers yet."""
    library = load(root)
    _know_article(library, source)
    article = read_article(text)
    problems = [*find_all(library, source, article)[1], *check_not_story(library, source, article)]
    measured = measure_coverage(library, source, article)
    click.echo(FORMATS["text"](sorted(problems)), nl=False)
    for gap in measured.gaps:
        click.echo(printable(f"{text}:{gap.line}:{gap.column}: {gap.kind} {quoted(gap.words)}"))
    click.echo(f"{source}: {_sum_up(measured)}", err=True)
    sys.exit(1 if problems or measured.gaps else 0)


def _sum_up(measured: Coverage) -> str:
    kinds = Counter(gap.kind for gap in measured.gaps)
    which = ", ".join(write_count(number, kind) for kind, number in sorted(kinds.items()))
    detail = f" ({which})" if which else ""
    things = write_count(measured.things, "thing")
    return f"{len(measured.gaps)} of {things} uncovered{detail}, {measured.marked} marked as no story"


def _know_article(library: Library, source: str) -> None:
    """Refuse a source that has no readable article."""
    if source not in library.articles:
        known = did_you_mean(source, library.articles)
        raise click.UsageError(printable(f"there is no readable content/articles/{source}.yml{known}"))


@cli.command()
@root_option
@click.argument("sources", nargs=-1)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Day of the audit; default: today.")
@click.pass_obj
def audit(door: Door | None, root: Path, sources: tuple[str, ...], today: datetime | None) -> None:
    """Look at the addresses of the SOURCES (default: all) whether the words of their items still stand there.

    This asks the network. It is for a scheduled run, never part of a build.
    """
    library = load(root)
    for source in sources:
        if source not in library.sources:
            known = did_you_mean(source, library.sources)
            raise click.UsageError(printable(f"there is no readable sources/{source}.yml{known}"))
    day = (today or datetime.now()).date().isoformat()
    door = door or _open_door()
    is_clean = [_audit_source(library, root, source, day, door) for source in sources or library.sources]
    sys.exit(0 if all(is_clean) else 1)


def _audit_source(library: Library, root: Path, source: str, day: str, door: Door) -> bool:
    """Audit a source, write and print what was found, and say whether all is as it was."""
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
    """Import what asks the network only here: its packages are an extra that no build needs, and take time."""
    try:
        from builder.evidence.fetch import Door  # noqa: PLC0415
    except ImportError as error:
        raise BuilderError(NO_EXTRA) from error
    return Door()


def _extract_text(page: Page) -> PageText | Dead:
    try:
        from builder.evidence.extract import extract_text  # noqa: PLC0415
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
    library = load(root, texts, read_day(today, os.environ))
    _tell_texts(library, texts)
    built = make_texts(library)
    refuse_withheld(library, built)
    click.echo(FORMATS["text"](built.warnings), nl=False, err=True)
    write_folder(out, {path: text.content for path, text in built.texts.items()})
    click.echo(f"{len(built.texts)} files in {out}")


@cli.command()
@click.argument("code")
def rule(code: str) -> None:
    """Explain the check with this CODE."""
    rules = all_rules()
    found = rules.get(code.upper())
    if found is None:
        raise click.UsageError(printable(f"there is no check '{code}'{did_you_mean(code.upper(), rules)}"))
    click.echo(explain_rule(found), nl=False)


@cli.command()
@root_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where a file is out of date.")
def docs(root: Path, only_check: bool) -> None:
    """Make schemas/ and the references in docs/ again from the model and the checks."""
    stale = {path: text for path, text in make_references().items() if _read(root / path) != text}
    for path, text in stale.items():
        if not only_check:
            write_text(root / path, text)
        click.echo(f"{path}: {'out of date; run make docs' if only_check else 'written'}")
    sys.exit(1 if only_check and stale else 0)


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def main() -> None:
    """Run the command line; what editors wrote wrongly is printed, never a traceback."""
    try:
        cli()
    except ContentError as error:
        click.echo(FORMATS["text"](error.problems), nl=False)
        sys.exit(1)
    except BuilderError as error:
        click.echo("\n".join(printable(line) for line in f"builder: {error}".split("\n")), err=True)
        sys.exit(2)
