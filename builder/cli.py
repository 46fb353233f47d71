"""The command line: text in, exit code out. 0 is clean, 1 means problems, 2 means wrong use or a broken machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.build import build
from builder.checks import all_rules, run_checks
from builder.load import load
from builder.problems import FORMATS, BuilderError, ContentError, did_you_mean
from builder.publish import write_folder, write_text
from builder.schema import explain_rule, make_references

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
root_option = click.option("--root", type=ROOT, default=Path(), help="Folder that holds content/ and sources/.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="explainer-builder")
def cli() -> None:
    """Turn curated YAML summaries of articles into an explainer site."""


@cli.command()
@root_option
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are written.")
def check(root: Path, form: str) -> None:
    """List all problems of all files in one run."""
    library = load(root)
    problems = run_checks(library)
    if not any(not problem.is_warning for problem in problems):
        try:
            build(root)
        except ContentError as error:
            problems = error.problems
    click.echo(FORMATS[form](problems), nl=False)
    errors = sum(not problem.is_warning for problem in problems)
    click.echo(
        f"{_count(len(library.sources), 'source')}, {_count(len(library.claims), 'claim')}: "
        f"{_count(errors, 'problem')}, {_count(len(problems) - errors, 'warning')}",
        err=True,
    )
    sys.exit(1 if errors else 0)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@cli.command()
@root_option
@click.argument("out", type=click.Path(path_type=Path))
def render(root: Path, out: Path) -> None:
    """Write the Markdown pages and data files to the folder OUT."""
    built = build(root)
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
        raise click.UsageError(f"there is no check '{code}'{did_you_mean(code.upper(), rules)}")
    click.echo(explain_rule(found), nl=False)


@cli.command()
@root_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where a file is out of date.")
def docs(root: Path, only_check: bool) -> None:
    """Make schemas/ and the references in docs/ again from the model and the checks."""
    stale = [path for path, text in make_references().items() if _read(root / path) != text]
    for path in stale:
        if not only_check:
            write_text(root / path, make_references()[path])
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
        click.echo(f"builder: {error}", err=True)
        sys.exit(2)
