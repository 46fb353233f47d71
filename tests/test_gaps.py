"""One fault hides no other and is reported once: for every kind of record, faults of each kind beside a later one."""

import pytest
from cases import ARTICLE, BASE, lay_over_base, put, run_check
from vouching import vouch

from builder.load import load
from builder.model.library import KINDS

CLAIMS = "content/claims/lamps.yml"
SOURCE = "sources/lantern-2031-03-05.yml"
POST = "content/articles/post-2031-03-06.yml"
PEOPLE = "content/people.yml"
ORGANISATIONS = "content/organisations.yml"
QUANTITIES = "content/quantities.yml"
QUESTIONS = "content/questions.yml"
EVENTS = "content/events.yml"
GLOSSARY = "content/glossary.yml"
CORRECTIONS = "content/corrections.yml"
STORY = "content/story.yml"
EVENT = ("title: The lamps are changed", "title: The lamps аre changed")  # the а is Cyrillic
FIXED = "fix:\n  date: 2031-03-09\n  claim: lamps-changed\n  was: They were mended.\n  now: They were changed.\n"
TERM = "lamp:\n  term: Lamp\n  text: A light.\n"
OTHER = {
    STORY: (STORY, "about: An invented", "about: An inventеd", "E606"),  # the е is Cyrillic
    SOURCE: (SOURCE, "outlet: daily-lantern", "outlet: daily-lantern\nnote: A lаmp.", "E606"),  # the а is Cyrillic
    ARTICLE: (ARTICLE, "event: change", "event: chenge", "E203"),
    CLAIMS: (CLAIMS, "event: change", "event: chenge", "E203"),
    QUANTITIES: (QUANTITIES, "unit: lamps", "part_of: new-lmaps\n  unit: lamps", "E203"),
    PEOPLE: (PEOPLE, "role: Head", "role: Hеad", "E606"),  # the е is Cyrillic
    ORGANISATIONS: (ORGANISATIONS, "kind: government", "kind: government\n  part_of: evening-pots", "E203"),
    EVENTS: (EVENTS, *EVENT, "E606"),
    QUESTIONS: (QUESTIONS, "text: Which", "answer: lamps-chnaged\n  text: Which", "E203"),
    GLOSSARY: (GLOSSARY, "A light.", "A lіght.", "E606"),  # the і is Cyrillic
    CORRECTIONS: (CORRECTIONS, "claim: lamps-changed", "claim: lamps-chnaged", "E203"),
}
"""For a file of each kind: another fault in the same file."""
FAULTS = [
    (STORY, "as_of: 2031-03-10", "as_of: March", "E018"),
    (STORY, "language: en", "language: English", "E016"),
    (STORY, "language: en\n", "", "E010"),
    (STORY, "language: en", "language: en\nlanguages: [en]", "E011"),
    (STORY, "title: The", "title:\nsubtitle: The", "E012 E011"),
    (STORY, "as_of: 2031-03-10", "as_of: &day 2031-03-10", "E005"),
    (SOURCE, "kind: report", "kind: reprot", "E013"),
    (SOURCE, "  date: 2031-03-05", "  date: 5 March", "E018"),
    (SOURCE, "  basis: printed\n", "", "E010"),
    (SOURCE, "published:\n  date: 2031-03-05\n  basis: printed", "published: 2031-03-05", "E017"),
    (SOURCE, "title: New", "url: lantern.example.org\ntitle: New", "E020"),
    (SOURCE, "title: New", "url: lantern.example.org\narchived: yes\ntitle: New", "E017 E020"),
    (SOURCE, "title: New", f"title: {'New' * 80}", "E014"),
    (SOURCE, "title: New", "snapshot: ../text\ntitle: New", "E016"),
    (SOURCE, "title: New", "derived_from: post-2031-03-06\ntitle: New", "E017"),
    (SOURCE, "title: New", "derived_from: [{organisation: evening-post, basis: guessed}]\ntitle: New", "E013"),
    (SOURCE, "title: New", "derived_form: []\ntitle: New", "E011"),
    (SOURCE, "outlet:", "published: {}\noutlet:", "E010 E006"),
    (ARTICLE, "as_of: 2031-03-04", "as_of: early March", "E018"),
    (ARTICLE, "    supports: [lamps-changed]", "    supports: [Lamps]", "E015"),
    (ARTICLE, "    supports: [lamps-changed]", "    support: [lamps-changed]", "E011"),
    (ARTICLE, "    supports: [lamps-changed]", "    claim: lamps-changed", "E011"),
    (ARTICLE, "    supports: [lamps-changed]", "    claim: lamps-changed\n    stance: disputes", "E011 E011"),
    (ARTICLE, "    supports: [lamps-changed]", "    supports: lamps-changed", "E017"),
    (ARTICLE, "    supports: [lamps-changed]", "    supports: [*c]", "E005"),
    (ARTICLE, "    supports: [lamps-changed]", "    supports: [lamps\u200b-changed]", "E007"),
    (ARTICLE, "start: The old lamps", "begin: The old lamps", "E010 E011"),
    (ARTICLE, "start: The old lamps", "statr: The old lamps", "E011"),
    (ARTICLE, "start: The old lamps\n      end: are gone", "strat: [a]", "E011"),
    (ARTICLE, "passage:\n      start: The old lamps\n      end: are gone", "pasage: {start: a}", "E011"),
    (ARTICLE, "passage:\n      start: The old lamps\n      end: are gone", "passage: The old lamps", "E017"),
    (ARTICLE, "passage:\n      start: The old lamps\n      end: are gone", "passage: {start: The old, lamps}", "E004"),
    (ARTICLE, "passage:\n      start: 40 new lamps", "passage: {start: 40,000 new lamps}", "E004"),
    (ARTICLE, "quote: It is brighter now.", "quot: It is brighter now.", "E011"),
    (ARTICLE, "quote: It is brighter now.", f"quote: {'It is brighter now.' * 40}", "E014"),
    (ARTICLE, "quote: It is brighter now.", "quote: [It is brighter now.]", "E017"),
    (ARTICLE, "speaker: ada-berg", "speaker: Ada Berg", "E015"),
    (ARTICLE, "speaker: ada-berg", "speakr: ada-berg", "E011"),
    (ARTICLE, "form: direct", "form: quoted", "E013"),
    (ARTICLE, "quantity: new-lamps", "quantity:", "E012"),
    (ARTICLE, 'printed: "40"', "printed: [40]", "E017"),
    (ARTICLE, "value: 40", "value: forty", "E019"),
    (ARTICLE, "qualifier: exact", "qualifier: exactly", "E013"),
    (ARTICLE, "question: more-streets", "withdrawn: yes\n    question: more-streets", "E017"),
    (ARTICLE, "question: more-streets", "outcome: {what: happened}\n    question: more-streets", "E010"),
    (ARTICLE, "question: more-streets", "allow: [E101]\n    question: more-streets", "E017"),
    (ARTICLE, "  lamps:\n    text", "  Lamps:\n    text", "E015"),
    (ARTICLE, "  lamps:\n    text: Forty lamps were put up.", "  Lamps:\n    text: [Forty]", "E015 E017"),
    (ARTICLE, "summary: The", "sumary: The", "E011"),
    (ARTICLE, "figures:", "next: []\nfigures:", "E017 E006"),
    (CLAIMS, "rank: lead", "rank: first", "E013"),
    (CLAIMS, "rank: lead", "note: [a]\n  rank: lead", "E017"),
    (CLAIMS, "rank: lead", "modality: said\n  rank: lead", "E013"),
    (CLAIMS, "rank: lead", "withdrawn: {date: soon, reason: a}\n  rank: lead", "E018"),
    (QUANTITIES, "label: New lamps", "lable: New lamps", "E011"),
    (QUANTITIES, "label: New lamps", "cumulative: NO\n  label: New lamps", "E013"),
    (QUANTITIES, "label: New lamps", "share: {part: new-lamps}\n  label: New lamps", "E010"),
    (PEOPLE, "name: Ada Berg", "nmae: Ada Berg", "E011"),
    (PEOPLE, "name: Ada Berg", "policy: hidden\n  name: Ada Berg", "E013"),
    (PEOPLE, "name: Ada Berg", "policy: role\n  withhold: Ada Lind\n  name: A witness", "E017"),
    (PEOPLE, "name: Ada Berg", "variants: [Ada Borg]\n  name: Ada Berg", "E017"),
    (ORGANISATIONS, "kind: outlet", "kind: paper", "E013"),
    (ORGANISATIONS, "name: Lighting Office", "name: ''", "E012"),
    (EVENTS, "change:\n", "change:\n  date: 2031-03-04\n", "E011"),
    (QUESTIONS, "more-streets:\n", "more-streets:\n  asked: []\n", "E011"),
    (GLOSSARY, "term: Lamp", "term: [Lamp]", "E017"),
    (GLOSSARY, "term: Lamp", "trem: Lamp", "E011"),
    (CORRECTIONS, "date: 2031-03-09", "date: 9 March", "E018"),
    (CORRECTIONS, "  was: They were mended.\n", "", "E010"),
    (CORRECTIONS, "was: They were mended.", "was: They were mended. # all\n  item: [a]", "E017 W001"),
]
"""File, what is replaced by what, the codes of the faults that this makes."""


@pytest.fixture
def story(tmp_path):
    """The base story, with something of each kind, and its receipts."""
    root = lay_over_base(BASE, tmp_path)
    put(root, GLOSSARY, TERM)
    put(root, CORRECTIONS, FIXED)
    vouch(root)
    return root


def replace(root, path, old, new):
    text = (root / path).read_text("utf-8")
    assert old in text
    put(root, path, text.replace(old, new, 1))


def codes(root):
    return sorted(line.split(": ")[1].split(" ")[0] for line in run_check(root).splitlines())


def test_the_story_is_clean(story):
    assert "" == run_check(story)


def test_there_are_faults_for_every_kind():
    paths = {path for path, *_ in FAULTS}
    assert len(KINDS) == len(paths)
    assert all(any(path.startswith(kind.path) for path in paths) for kind in KINDS)


@pytest.mark.parametrize(("path", "old", "new", "expected"), FAULTS)
def test_a_fault_is_reported_without_what_follows_from_it(path, old, new, expected, story):
    replace(story, path, old, new)
    assert sorted(expected.split()) == codes(story)


@pytest.mark.parametrize(("path", "old", "new", "expected"), FAULTS)
def test_a_fault_hides_no_other_in_its_file(path, old, new, expected, story):
    other, before, after, code = OTHER[path]
    replace(story, path, old, new)
    replace(story, other, before, after)
    assert sorted([*expected.split(), code]) == codes(story)


@pytest.mark.parametrize(("path", "old", "new", "expected"), FAULTS)
def test_a_fault_hides_no_other_in_other_files(path, old, new, expected, story):
    replace(story, POST, "[lamps-changed]", "[lamps-changed]\n    as_of: 2032\n    mentions: [nobody]")
    replace(story, path, old, new)
    assert sorted([*expected.split(), "E105", "E203"]) == codes(story)


def test_what_rests_on_the_whole_is_still_found_beside_a_wrong_date(story):
    put(story, "content/claims/more.yml", "unheard:\n  text: Nobody says so.\n")
    replace(story, ARTICLE, "as_of: 2031-03-04", "as_of: early March")
    assert ["E018", "E201", "E202"] == codes(story)


@pytest.mark.parametrize(
    ("path", "rest"),
    [("sources/post-2031-03-06.receipt", ["E001"]), ("content/pages/method.md", ["E001"])],
)
def test_a_file_that_cannot_be_read_is_not_missed_as_well(path, rest, story):
    (story / path).unlink()
    (story / path).symlink_to(BASE / path)
    assert rest == codes(story)


def test_only_sound_records_are_in_the_library_itself(story):
    replace(story, ARTICLE, "as_of: 2031-03-04", "as_of: early March")
    replace(story, PEOPLE, "role: Head", "rule: Head")
    library = load(story)
    first, second = library.readings
    assert ({}, {}) == (library.people, library.articles["lantern-2031-03-05"].facts)
    assert ["changed"] == list(first.articles["lantern-2031-03-05"].facts)
    assert first.people["ada-berg"].role is None
    assert second.people["ada-berg"].role
    assert first.articles["lantern-2031-03-05"].facts["changed"].as_of is None
