"""What the editors of this repository's story want of it: lists beside this file, which change as the story does.

queries.yml: what readers may type into the search, and where that must lead.
leads.yml: what the front page opens with.
addresses.yml: what others already link to.
left_out.yml: what of the articles no item covers.
conclusions.yml: what the articles allow to conclude of each claim, and which numbers contradict each other.
"""

from pathlib import Path

import pytest
import yaml
from asking import find_missed, names_of
from click.testing import CliRunner
from conftest import ROOT
from lxml import html
from whole_site import read_pages

from builder.cli import cli
from builder.link import link
from builder.load import load

HERE = Path(__file__).parent
TEXTS = ROOT.parent / "shared" / "articles"
"""The articles, where they are at hand."""


def read_list(name):
    return yaml.safe_load((HERE / name).read_text("utf-8"))


QUERIES = {query["search"]: query["finds"] for query in read_list("queries.yml")}


def test_no_query_is_listed_twice():
    searches = [query["search"] for query in read_list("queries.yml")]
    assert [] == [words for words in QUERIES if searches.count(words) > 1]


@pytest.mark.parametrize("queries", [QUERIES, names_of(ROOT)], ids=["queries", "names"])
def test_what_readers_type_leads_to_its_place_within_three_results(chromium, story_url, queries):
    assert {} == find_missed(chromium, story_url, queries)


def test_the_front_page_opens_with_these_claims(story_site):
    page = read_pages(story_site)[story_site / "index.html"]
    opened = [" ".join(lead.text.split()) for lead in page.xpath("//p[contains(@class, 'x-lead')]")]
    claims = load(ROOT).claims
    assert [claims[claim].text for claim in read_list("leads.yml")] == opened


@pytest.mark.parametrize("address", read_list("addresses.yml"))
def test_an_address_that_others_link_to_is_there(story_site, address):
    path, _, anchor = address.partition("#")
    page = html.parse(str(story_site / path / "index.html")).getroot()
    assert not anchor or page.xpath("//*[@id=$id]", id=anchor)


def test_the_articles_are_taken_for_what_they_allow_to_conclude():
    expected, site = read_list("conclusions.yml"), link(load(ROOT))
    assert expected["claims"] == {name: claim.status for name, claim in site.claims.items()}
    found = {name: find_conflicts(quantity) for name, quantity in site.quantities.items()}
    assert expected["conflicts"] == {name: pairs for name, pairs in found.items() if pairs}


def find_conflicts(quantity):
    conflicts = [found for found in quantity.comparisons if found.verdict == "conflict"]
    return sorted(sorted(reading.id.replace("/figures/", "/") for reading in (found.a, found.b)) for found in conflicts)


def run(*arguments):
    result = CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)
    return result.exit_code, result.stdout


def test_the_articles_hold_every_passage_and_quotation():
    if TEXTS.is_dir():
        assert (0, "") == run("check", "--root", ROOT, "--texts", TEXTS)


def test_the_items_leave_out_only_what_is_listed():
    """Names recur, so that an item need not cover each; quotations, numbers and dates are covered, or listed."""
    sources = load(ROOT).sources if TEXTS.is_dir() else {}
    gaps = {name: gaps_of(name, TEXTS / source.snapshot) for name, source in sources.items()}
    listed = read_list("left_out.yml")
    assert {name: set(listed.get(name, ())) for name in gaps} == gaps


def gaps_of(source, text):
    """Return what of an article no item covers, names apart: 'number two'."""
    _, printed = run("coverage", "--root", ROOT, source, text)
    found = (line.partition(": ")[2] for line in printed.splitlines())
    return {gap.replace("'", "") for gap in found if not gap.startswith("name ")}
