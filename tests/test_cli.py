"""The command line: what it prints, what it writes, its exit code; never a traceback."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date

import click
import pytest
from cases import BASE, CHECKS_FOLDER, lay_over_base
from click.testing import CliRunner
from conftest import HARBOUR, ROOT, build_site

from builder.build import build
from builder.checks import all_rules
from builder.cli import cli, main
from builder.load import load
from builder.problems import BuilderError
from builder.relations.today import day_of, read_day

DAYS = [
    ("2031-02-28", {"SOURCE_DATE_EPOCH": "0"}, date(2031, 2, 28)),
    (None, {"SOURCE_DATE_EPOCH": "86400"}, date(1970, 1, 2)),
    ("", {}, None),
    (None, {}, None),
]
FAULTY = "E203_unknown_event"


def run(*arguments):
    """Run the command in this process."""
    result = CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


@dataclass(frozen=True)
class Ran:
    """What a run of the program left: its exit code and what it printed."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run_program(capsys, monkeypatch):
    """Run the command in this process as the program does: faults of the content are lines there, not exceptions."""

    def run_main(*arguments, folder=ROOT):
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["builder", *map(str, arguments)])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as left:
            code = left.code or 0
        return Ran(code, *capsys.readouterr())

    return run_main


def files_below(folder):
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def faulty(tmp_path):
    """A story with one problem."""
    return lay_over_base(CHECKS_FOLDER / FAULTY, tmp_path / "story")


def test_the_program_starts_and_leaves_with_the_exit_code_of_the_command(faulty):
    """The only process; all others ask the same function in this one."""
    command = [sys.executable, "-m", "builder", "check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=faulty)
    expected = (CHECKS_FOLDER / FAULTY / "expected.txt").read_text("utf-8")
    assert (1, expected) == (result.returncode, result.stdout)
    assert "2 sources, 1 claim: 1 problem, 0 pieces of advice\n" == result.stderr


def test_check_of_a_clean_story_prints_nothing_and_exits_with_0(run_program):
    result = run_program("check", "--root", BASE)
    assert (0, "") == (result.returncode, result.stdout)
    assert "2 sources, 1 claim: 0 problems, 0 pieces of advice\n" == result.stderr


def test_check_of_a_faulty_story_prints_its_problems_and_exits_with_1(faulty, run_program):
    result = run_program("check", folder=faulty)
    assert 1 == result.returncode
    assert (CHECKS_FOLDER / FAULTY / "expected.txt").read_text("utf-8") == result.stdout
    assert "2 sources, 1 claim: 1 problem, 0 pieces of advice\n" == result.stderr


def test_check_exits_with_0_where_there_is_only_advice(tmp_path):
    result = run("check", "--root", lay_over_base(CHECKS_FOLDER / "W202_unused_event", tmp_path))
    assert 0 == result.exit_code
    assert "2 sources, 1 claim: 0 problems, 1 piece of advice\n" == result.stderr


def test_check_finds_what_only_the_finished_pages_show(tmp_path):
    result = run("check", "--root", lay_over_base(CHECKS_FOLDER / "E404_withheld_name_in_the_output", tmp_path))
    assert (1, True) == (result.exit_code, " E404 " in result.stdout)


def test_check_of_an_empty_folder_says_what_is_missing(tmp_path):
    result = run("check", "--root", tmp_path)
    lines = [line.split(": ")[:2] for line in result.stdout.splitlines()]
    assert 1 == result.exit_code
    assert ["content/story.yml:1:1", "E009"] == [lines[-1][0], lines[-1][1][:4]]
    assert [["E405"], ["E405"]] == [line[1].split()[:1] for line in lines[:-1]]


def test_check_of_a_folder_that_is_not_there_is_wrong_use(tmp_path):
    assert 2 == run("check", "--root", tmp_path / "nowhere").exit_code


def test_problems_as_json_are_a_list_of_objects(faulty):
    result = run("check", "--root", faulty, "--format", "json")
    assert 1 == result.exit_code
    assert [
        {
            "path": "content/articles/post-2031-03-06.yml",
            "line": 6,
            "column": 12,
            "code": "E203",
            "message": "no event 'changed'; did you mean 'change'?",
            "level": "error",
        }
    ] == json.loads(result.stdout)


def test_no_problems_as_json_are_an_empty_list():
    assert [] == json.loads(run("check", "--root", BASE, "--format", "json").stdout)


def test_problems_for_github_are_workflow_commands(faulty):
    expected = (
        "::error file=content/articles/post-2031-03-06.yml,line=6,col=12,title=E203"
        "::no event 'changed'; did you mean 'change'?\n"
    )
    assert expected == run("check", "--root", faulty, "--format", "github").stdout


def test_advice_for_github_is_a_warning(tmp_path):
    story = lay_over_base(CHECKS_FOLDER / "W202_unused_event", tmp_path)
    assert run("check", "--root", story, "--format", "github").stdout.startswith("::warning file=content/events.yml,")


def test_more_problems_than_github_shows_are_counted(tmp_path):
    lay_over_base(BASE, tmp_path)
    (tmp_path / "content/glossary.yml").write_text("".join(f"t{n}: {{term: a, text: b, c: d}}\n" for n in range(11)))
    lines = run("check", "--root", tmp_path, "--format", "github").stdout.splitlines()
    assert (12, "11 problems in all; GitHub shows the first ten of each level") == (len(lines), lines[-1])


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_nothing_in_the_content_can_forge_a_line_of_the_report(form, tmp_path):
    lay_over_base(BASE, tmp_path)
    forged = '"x\\n::error file=a::b\\r\\e[31m": {term: a}\n"a,b%0A::c": {term: a, text: b}\n'
    (tmp_path / "content/glossary.yml").write_text(forged)
    (tmp_path / "content/a,b:c%\n::error::d.txt").write_text("")
    (tmp_path / "content/\udcff.txt").write_text("")
    result = run("check", "--root", tmp_path, "--format", form)
    assert 1 == result.exit_code
    assert not set(result.stdout) & set("\r\x1b")
    lines = result.stdout.splitlines()
    match form:
        case "json":
            assert 5 == len(json.loads(result.stdout))
        case "text":
            assert ["content/"] * 5 == [line[:8] for line in lines]
        case "github":
            pattern = r"::error file=content/[^:,]*,line=\d+,col=\d+,title=E\d{3}::.*"
            assert [True] * 5 == [bool(re.fullmatch(pattern, line)) for line in lines]


def test_advice_has_its_level_in_json(tmp_path):
    story = lay_over_base(CHECKS_FOLDER / "W202_unused_event", tmp_path)
    problems = json.loads(run("check", "--root", story, "--format", "json").stdout)
    assert [("W202", "advice")] == [(problem["code"], problem["level"]) for problem in problems]


@pytest.fixture(scope="module")
def overdue(tmp_path_factory):
    """A story with an expectation that nobody looked at again, to be built."""
    story = lay_over_base(CHECKS_FOLDER / "W401_overdue", tmp_path_factory.mktemp("overdue") / "story")
    shutil.copy(ROOT / "mkdocs.yml", story / "mkdocs.yml")
    return story


def test_advice_is_printed_by_a_strict_build_and_does_not_stop_it(overdue, tmp_path):
    result = build_site(overdue, tmp_path / "site", TODAY="2031-05-04")
    assert (0, True) == (result.returncode, (tmp_path / "site/index.html").is_file()), result.stderr
    advice = (CHECKS_FOLDER / "W401_overdue/expected.txt").read_text("utf-8").strip()
    assert re.search(rf"^INFO .*{re.escape(advice)}$", result.stderr, re.MULTILINE)


def name_texts(story, **names):
    """Let sources name the files of their texts."""
    for source, name in names.items():
        with open(next(story.glob(f"sources/{source}*.yml")), "a", encoding="utf-8") as file:
            file.write(f"snapshot: {name}\n")
    return story


@pytest.fixture
def with_texts(tmp_path):
    """A story whose sources name their texts; the folder for these is empty."""
    (tmp_path / "texts").mkdir()
    return name_texts(lay_over_base(BASE, tmp_path / "story"), lantern="lantern.txt", post="post.txt")


@pytest.mark.parametrize("command", [["check"], ["render", "out"]], ids=" ".join)
def test_texts_that_are_asked_for_and_not_there_are_wrong_use(command, with_texts, tmp_path, run_program):
    result = run_program(*command, "--root", with_texts, "--texts", tmp_path / "texts", folder=tmp_path)
    words = f"no article's text is in {tmp_path / 'texts'}; name the folder that contains lantern.txt, post.txt"
    assert (2, "", f"builder: {words}, or ask for no texts\n") == (result.returncode, result.stdout, result.stderr)
    assert not (tmp_path / "out").exists()


def test_texts_that_no_source_names_cannot_be_asked_for(tmp_path, run_program):
    result = run_program("check", "--root", BASE, "--texts", tmp_path)
    words = f"builder: no source names its text, so none can be read from {tmp_path}; add snapshot: <file name>\n"
    assert (2, words) == (result.returncode, result.stderr)


@pytest.mark.parametrize("command", [["check"], ["render", "out"]], ids=" ".join)
def test_texts_that_are_missing_beside_others_are_named(command, with_texts, tmp_path, run_program):
    (tmp_path / "texts/post.txt").write_text("Market Street has new lamps")
    result = run_program(*command, "--root", with_texts, "--texts", tmp_path / "texts", folder=tmp_path)
    assert f"1 of 2 texts found in {tmp_path / 'texts'}; not found: lantern.txt\n" in result.stderr


def test_a_build_that_finds_none_of_its_texts_stops_and_says_what_it_looked_for(with_texts, tmp_path):
    shutil.copy(ROOT / "mkdocs.yml", with_texts / "mkdocs.yml")
    result = build_site(with_texts, tmp_path / "site", TEXTS=str(tmp_path / "texts"))
    assert (1, False) == (result.returncode, (tmp_path / "site").exists())
    assert "name the folder that contains lantern.txt, post.txt" in result.stderr


def test_render_writes_what_build_returns(tmp_path):
    result = run("render", "--root", BASE, tmp_path / "out")
    built = {path: text.content for path, text in build(BASE).texts.items()}
    assert (0, built) == (result.exit_code, files_below(tmp_path / "out"))
    assert f"{len(built)} files in {tmp_path / 'out'}\n" == result.stdout


def test_render_with_texts_at_hand_says_that_it_verified_them(tmp_path):
    result = run("render", "--root", HARBOUR, "--texts", HARBOUR / "texts", "--today", "2031-07-01", tmp_path / "out")
    assert "6 of 6 texts found in" in result.output
    items = json.loads((tmp_path / "out/data/explainer.json").read_text("utf-8"))["items"].values()
    expected = {"how": "text", "date": "2031-07-01", "by": "builder"}
    assert [expected] * len(items) == [item["verification"] for item in items]
    assert "Found in the text when this page was made&#44; 1 July 2031" in (tmp_path / "out/facts.md").read_text(
        "utf-8"
    )


def test_texts_that_say_something_else_are_refused(tmp_path, run_program):
    for text in (HARBOUR / "texts").iterdir():
        (tmp_path / text.name).write_text(text.read_text("utf-8").replace("crack", "crank"), encoding="utf-8")
    result = run_program("render", "--root", HARBOUR, "--texts", tmp_path, tmp_path / "out")
    assert result.returncode == 1
    assert "E506 '12 cracks' is not in the text; the nearest words are '12 cranks'" in result.stdout
    assert not (tmp_path / "out").exists()


def test_a_text_that_is_none_is_one_line(tmp_path, run_program):
    for text in (HARBOUR / "texts").iterdir():
        (tmp_path / text.name).write_bytes(b"\xff\xfe\x00")
    result = run_program("check", "--root", HARBOUR, "--texts", tmp_path)
    assert result.returncode == 2
    assert re.fullmatch(r"builder: cannot read .*save it as UTF-8\n", result.stderr)


@pytest.mark.parametrize("given, environment, expected", DAYS)
def test_today_is_what_was_asked_for(given, environment, expected):
    assert expected == read_day(given, environment)


@pytest.mark.parametrize("given, environment", [("2031-02-30", {}), ("soon", {}), (None, {"SOURCE_DATE_EPOCH": "1e3"})])
def test_a_day_that_is_none_is_refused(given, environment):
    with pytest.raises(BuilderError, match="which is not a "):
        read_day(given, environment)


def test_without_a_day_the_newest_one_in_the_content_counts():
    assert date(2031, 5, 4) == day_of(load(HARBOUR))


def test_render_replaces_what_it_wrote_before(tmp_path):
    run("render", "--root", BASE, tmp_path / "out")
    first = files_below(tmp_path / "out")
    (tmp_path / "out/left-over.md").write_text("old")
    run("render", "--root", BASE, tmp_path / "out")
    assert first == files_below(tmp_path / "out")
    assert ["out"] == [path.name for path in tmp_path.iterdir()]


def test_render_of_a_faulty_story_prints_its_problems_and_leaves_the_folder_alone(faulty, tmp_path, run_program):
    run("render", "--root", BASE, tmp_path / "out")
    before = files_below(tmp_path / "out")
    result = run_program("render", "--root", faulty, tmp_path / "out")
    assert (1, (CHECKS_FOLDER / FAULTY / "expected.txt").read_text("utf-8")) == (result.returncode, result.stdout)
    assert before == files_below(tmp_path / "out")


def test_render_refuses_a_file_as_its_folder(tmp_path, run_program):
    (tmp_path / "out").write_text("mine")
    result = run_program("render", "--root", BASE, tmp_path / "out")
    assert (2, "") == (result.returncode, result.stdout)
    assert f"builder: {tmp_path / 'out'} is a file; name a folder\n" == result.stderr
    assert "mine" == (tmp_path / "out").read_text()


@pytest.mark.parametrize("out", ["content", "content/..", "sources/../content"])
def test_render_never_replaces_a_folder_of_other_things(out, tmp_path):
    story = lay_over_base(BASE, tmp_path / "story")
    before = files_below(story)
    with pytest.raises(BuilderError, match="holds other things, which would be lost; name a new folder"):
        run("render", "--root", story, story / out)
    assert before == files_below(story)


def test_render_into_the_current_folder_is_one_line(tmp_path, run_program):
    story = lay_over_base(BASE, tmp_path / "story")
    result = run_program("render", ".", folder=story)
    assert (2, "") == (result.returncode, result.stdout)
    assert "builder: . holds other things, which would be lost; name a new folder\n" == result.stderr


def test_render_fills_an_empty_folder(tmp_path):
    (tmp_path / "out").mkdir()
    assert 0 == run("render", "--root", BASE, tmp_path / "out").exit_code
    assert (tmp_path / "out/index.md").is_file()


def test_render_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BuilderError, match="cannot write beside"):
        run("render", "--root", BASE, tmp_path / "file" / "out")


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_rule_explains_every_check(rule):
    assert f"{rule.code}: {rule.wish}\n\nWhy: {rule.why}\nFix: {rule.fix}\n" == run("rule", rule.code).stdout


def test_rule_takes_small_letters():
    assert run("rule", "E203").stdout == run("rule", "e203").stdout


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("EE203", "there is no check 'EE203'; did you mean 'E203'?"),
        ("quotes", "there is no check 'quotes'; docs/rules.md lists them all"),
        ("", "there is no check ''; docs/rules.md lists them all"),
    ],
)
def test_rule_of_an_unknown_code_is_wrong_use(code, words):
    result = run("rule", code)
    assert (2, f"Error: {words}") == (result.exit_code, result.stderr.splitlines()[-1])


def test_an_article_with_a_fault_is_not_verified_in_part(tmp_path, run_program):
    story = lay_over_base(CHECKS_FOLDER / "E018_date_vague", tmp_path / "story")
    before = files_below(story)
    result = run_program("verify", "--root", story, "lantern-2031-03-05", ROOT / "README.md")
    expected = (CHECKS_FOLDER / "E018_date_vague/expected.txt").read_text("utf-8")
    assert (1, expected, before) == (result.returncode, result.stdout, files_below(story))


def test_generated_references_are_up_to_date():
    result = run("docs", "--check", "--root", ROOT)
    assert (0, "") == (result.exit_code, result.output)


def test_docs_writes_the_references_and_then_finds_nothing_to_do(tmp_path):
    assert 1 == run("docs", "--check", "--root", tmp_path).exit_code
    assert {} == files_below(tmp_path)
    assert 0 == run("docs", "--root", tmp_path).exit_code
    assert {"docs/fields.md", "docs/rules.md", "schemas/explainer.schema.json"} <= set(files_below(tmp_path))
    assert (0, "") == ((result := run("docs", "--check", "--root", tmp_path)).exit_code, result.output)


def test_docs_check_names_the_file_that_is_out_of_date(tmp_path):
    run("docs", "--root", tmp_path)
    (tmp_path / "docs/rules.md").write_text("mine")
    result = run("docs", "--check", "--root", tmp_path)
    assert (1, "docs/rules.md: out of date; run make docs\n") == (result.exit_code, result.stdout)


def commands(group, *before):
    """Yield the words of every command, of groups in groups too."""
    yield before
    for name, command in group.commands.items():
        inner = (*before, name)
        yield from commands(command, *inner) if isinstance(command, click.Group) else [inner]


@pytest.mark.parametrize("words", list(commands(cli)), ids=" ".join)
def test_every_command_has_help(words):
    result = run(*words, "-h")
    assert (0, True) == (result.exit_code, result.stdout.startswith("Usage: "))
    help_of_it = result.stdout.split("\n\n")[1].strip()
    assert help_of_it
    assert not help_of_it.startswith("Options:")


HEAVY = ("builder.build", "builder.load", "builder.references", "jinja2", "pydantic", "trafilatura", "yaml")


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        (["--help"], HEAVY),
        (["rule", "E203"], ("builder.build", "builder.load", "builder.references", "jinja2", "trafilatura", "yaml")),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments, spared):
    program = "import sys; from builder.cli import cli; cli(standalone_mode=False); print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert set() == set(spared) & set(result.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [["chekc"], ["check", "--fromat", "json"], ["check", "--format", "xml"], ["rule"]]
)
def test_wrong_use_exits_with_2(arguments):
    assert 2 == run(*arguments).exit_code


@pytest.mark.parametrize("by", ["", " ", "a\nb", "a\x1b[2J", "a\u202eb", "a\u200bb"])
def test_a_receipt_is_not_made_by_a_name_that_cannot_be_read(by, tmp_path):
    root = lay_over_base(BASE, tmp_path / "story")
    (tmp_path / "text.txt").write_text("The old lamps are gone.")
    result = run("verify", "--root", root, "post-2031-03-06", tmp_path / "text.txt", "--by", by)
    assert (2, True) == (result.exit_code, "--by is a name on one line" in result.output)


@pytest.mark.parametrize("name", ["x\n::error::y", "\x1b[2Jx", "\u202ex"])
@pytest.mark.parametrize("arguments", [["rule"], ["check", "--root", BASE, "--today"], ["audit", "--root", BASE]])
def test_no_argument_steers_the_terminal_or_forges_a_line(arguments, name, run_program):
    result = run_program(*arguments, name)
    told = result.stdout + result.stderr
    assert result.returncode == 2
    assert not re.search("^::|[\x00-\x09\x0b-\x1f\u202e]", told, re.MULTILINE)
