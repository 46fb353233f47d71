"""Each folder of tests/checks breaks one rule: laid over base, it makes `builder check` print its expected.txt."""

import pytest
from cases import BASE, CASES, CHECKS_FOLDER, lay_over_base, run_check
from click.testing import CliRunner
from vouching import vouch

from builder.checks import all_rules
from builder.checks.registry import CHECKS, RETIRED, check
from builder.cli import cli
from builder.references import make_references


def expected_lines(case):
    return (case / "expected.txt").read_text("utf-8")


def test_base_is_clean():
    assert "" == run_check(BASE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_reported_as_expected(case, tmp_path):
    assert expected_lines(case) == run_check(lay_over_base(case, tmp_path))


def test_each_case_breaks_the_rule_of_its_name_and_no_other():
    codes = {
        case.name: {line.split(": ", 1)[1].split()[0] for line in expected_lines(case).splitlines()} for case in CASES
    }
    assert {case.name: {case.name.partition("_")[0]} for case in CASES} == codes


def test_every_rule_has_a_case():
    assert set(all_rules()) == {case.name.partition("_")[0] for case in CASES}


def test_no_check_reuses_a_retired_code():
    assert RETIRED.keys().isdisjoint(all_rules())
    for code in RETIRED:
        with pytest.raises(ValueError, match=f"{code} was retired on "):
            check(code)(lambda library: iter(()))
        assert code not in CHECKS


def test_a_retired_code_is_explained_with_its_day():
    rules = make_references()["docs/rules.md"]
    for code, retired in RETIRED.items():
        result = CliRunner().invoke(cli, ["rule", code.lower()])
        assert f"{code}: retired on {retired.since}\n\nWhy: {retired.reason}\n" == result.output
        assert f"\n- {code}, since {retired.since}: {retired.reason}\n" in rules.partition("## Retired codes")[2]


def test_an_exception_to_a_retired_check_is_not_needed(tmp_path):
    root = lay_over_base(BASE, tmp_path)
    with open(root / "sources/post-2031-03-06.yml", "a", encoding="utf-8") as content:
        content.write("allow: {E204: There is no claim.}\n")
    words = "the check 'E204' was retired on 2026-11-26; delete the line"
    assert f"sources/post-2031-03-06.yml:8:9: E403 {words}\n" == run_check(root)


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_every_rule_has_wish_why_and_fix(rule):
    assert rule.wish.endswith(".")
    assert rule.why.endswith(".")
    assert rule.fix


def test_cases_hold_only_what_differs_from_base():
    files = [(path, BASE / path.relative_to(case)) for case in CASES for path in case.rglob("*") if path.is_file()]
    assert [] == [path for path, twin in files if twin.is_file() and twin.read_bytes() == path.read_bytes()]


@pytest.mark.parametrize(
    ("case", "file", "allow"),
    [
        ("W301_address_without_archive", "sources/post-2031-03-06.yml", "allow: {W301: The page is gone.}\n"),
        (
            "E101_item_without_passage",
            "content/articles/post-2031-03-06.yml",
            "    allow: {E101: It is the whole text.}\n",
        ),
        (
            "E104_passage_too_long",
            "content/articles/post-2031-03-06.yml",
            "    allow: {E104: Fewer words occur twice.}\n",
        ),
    ],
)
def test_an_exception_with_its_reason_silences_the_check(case, file, allow, tmp_path):
    root = lay_over_base(CHECKS_FOLDER / case, tmp_path)
    with open(root / file, "a", encoding="utf-8") as content:
        content.write(allow)
    assert "" == run_check(root)


def test_an_exception_that_nothing_needs_is_a_problem_at_its_code(tmp_path):
    root = lay_over_base(BASE, tmp_path)
    with open(root / "sources/post-2031-03-06.yml", "a", encoding="utf-8") as content:
        content.write("allow: {W301: There is no archive copy.}\n")
    assert "sources/post-2031-03-06.yml:8:9: E403 the exception 'W301' is not needed; delete the line\n" == run_check(
        root
    )


@pytest.mark.parametrize("code", ["E502", "E407", "E404", "E011"])
def test_no_exception_is_allowed_to_what_the_site_promises(code, tmp_path):
    root = lay_over_base(BASE, tmp_path)
    with open(root / "sources/post-2031-03-06.yml", "a", encoding="utf-8") as content:
        content.write(f"allow: {{{code}: It is all right.}}\n")
    words = f"no exceptions to '{code}' are allowed; delete the line, and fix what breaks the rule"
    assert f"sources/post-2031-03-06.yml:8:9: E403 {words}\n" == run_check(root)


def test_an_exception_does_not_silence_what_the_site_promises(tmp_path):
    root = lay_over_base(CHECKS_FOLDER / "E502_quoted_words_changed", tmp_path)
    before = run_check(root)
    with open(root / "content/articles/post-2031-03-06.yml", "a", encoding="utf-8") as content:
        content.write("    allow: {E502: It is all right.}\n")
    words = "no exceptions to 'E502' are allowed; delete the line, and fix what breaks the rule"
    assert f"{before}content/articles/post-2031-03-06.yml:9:13: E403 {words}\n" == run_check(root)


def test_an_exception_of_one_item_does_not_cover_its_neighbour(tmp_path):
    root = lay_over_base(CHECKS_FOLDER / "E104_passage_too_long", tmp_path)
    with open(root / "content/articles/post-2031-03-06.yml", "a", encoding="utf-8") as content:
        content.write(
            "    allow: {E104: Fewer words occur twice.}\n"
            "  lit:\n"
            "    text: The lamps are lit.\n"
            "    passage: {start: one two three four five six seven eight nine}\n"
        )
    vouch(root)
    assert (
        "content/articles/post-2031-03-06.yml:12:22: E104 'start' has 9 words; keep the first 8 or fewer\n"
        == run_check(root)
    )


@pytest.mark.parametrize(("language", "is_read"), [("en", True), ("en-GB", True), ("enm", False), ("ko", False)])
def test_only_english_qualifiers_are_compared(language, is_read, tmp_path):
    root = lay_over_base(CHECKS_FOLDER / "E122_qualifier_not_as_printed", tmp_path)
    source = root / "sources/lantern-2031-03-05.yml"
    source.write_text(source.read_text("utf-8").replace("language: en\n", f"language: {language}\n"), "utf-8")
    assert is_read == (" E122 " in run_check(root))


LAMPS = "lamps-changed:\n  text: {}\n  rank: lead\n  event: change\n"
MENDED = "fix:\n  date: 2031-03-09\n  claim: lamps-changed\n  was: {}\n  now: The lamps were changed, not mended.\n"
POLICY = "  withhold: [Ada Maria Lind]\n"


@pytest.mark.parametrize(
    ("before", "correction", "policy"),
    [
        ("The lamps of Market Street were mended.", MENDED.format("The lamps of Market Street were mended."), ""),
        ("The lamps of Market Street were mended.", MENDED.format("The lamps of Market  Street\n    were mended."), ""),
        ("The lamps of  Market Street were changed in March 2031.", "", ""),
        ("Ada Maria Lind changed the lamps.", "", POLICY),
    ],
    ids=["told", "told in other lines", "only spaces", "withheld by now"],
)
def test_a_change_of_what_is_published_may_pass(before, correction, policy, tmp_path):
    root = lay_over_base(BASE, tmp_path)
    files = {"before/content/claims/lamps.yml": LAMPS.format(before), "content/corrections.yml": correction}
    for name, text in files.items():
        if text:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
    with open(root / "content/people.yml", "a", encoding="utf-8") as people:
        people.write(policy)
    assert "" == run_check(root)


def test_a_folder_without_content_is_not_a_version_before(tmp_path):
    result = CliRunner().invoke(cli, ["check", "--root", str(BASE), "--before", str(tmp_path)])
    assert 2 == result.exit_code
    assert "name a folder that contains content/ and sources/" in " ".join(result.output.split())
