"""The invented stories of the benchmark are stories that editors could have written."""

import subprocess
import sys
from pathlib import Path

import pytest
from generator import write_story

from builder.build import build
from builder.checks import run_checks
from builder.link import link
from builder.load import load

ARTICLES = 60


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    root = tmp_path_factory.mktemp("story")
    write_story(root, ARTICLES)
    return root


@pytest.fixture(scope="module")
def site(story):
    return link(load(story))


def _bytes(root):
    return {path.relative_to(root): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("articles", [1, 2, 3, 7, ARTICLES])
def test_a_story_of_any_size_has_neither_problems_nor_warnings(tmp_path, articles):
    write_story(tmp_path, articles)
    problems = run_checks(load(tmp_path))
    assert [] == [problem for problem in problems if problem.code != "W303"]  # what kind an article is, is drawn by lot


def test_the_same_seed_gives_the_same_bytes_in_another_process(tmp_path, story):
    script = "import sys, pathlib, generator; generator.write_story(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
    command = [sys.executable, "-c", script, str(tmp_path), str(ARTICLES)]
    subprocess.run(command, cwd=Path(__file__).parent, check=True)
    assert _bytes(story) == _bytes(tmp_path)


def test_another_seed_gives_another_story(tmp_path, story):
    write_story(tmp_path, ARTICLES, seed=2)
    assert _bytes(story) != _bytes(tmp_path)


def test_an_article_has_about_4100_bytes_with_its_source(story):
    files = [path for folder in ("sources", "content/articles") for path in (story / folder).glob("*.yml")]
    assert 2 * ARTICLES == len(files)
    assert 3800 < sum(path.stat().st_size for path in files) / ARTICLES < 4500


def test_the_records_have_the_proportions_of_a_story(site):
    assert (ARTICLES, ARTICLES // 4, ARTICLES // 20 + 5) == (len(site.sources), len(site.claims), len(site.quantities))
    assert min(len(site.people), len(site.organisations), len(site.events), len(site.questions)) > 2
    assert len(site.story.topics) > 2


def test_claims_are_borne_by_several_items_and_some_are_disputed(site):
    assert min(len(claim.items) for claim in site.claims.values()) > 2
    assert {"agreed", "disputed"} <= {claim.status for claim in site.claims.values()}
    assert all(len(items) > 1 for items in site.utterances.values())


def test_the_story_becomes_texts(story):
    assert {"index.md", "data/explainer.json"} < build(story).texts.keys()
