"""Where an article is silent on a claim though an item of it looks as if it bore on it: what is asked, and what not."""

import pytest
from cases import CHECKS_FOLDER, lay_over_base, run_check

POST, SOURCE = "content/articles/post-2031-03-06.yml", "sources/post-2031-03-06.yml"
LANTERN, CLAIMS = "content/articles/lantern-2031-03-05.yml", "content/claims/lamps.yml"
PERSON, EVENT = "W204_silent_on_the_same_person", "W204_silent_on_the_same_event"


@pytest.mark.parametrize(
    ("case", "path", "old", "new"),
    [
        (EVENT, SOURCE, "checked: {by: Bo Lund, date: 2031-03-08}\n", ""),
        (EVENT, POST, "facts:", "silent:\n  lamps-changed: It tells of the new ones only.\nfacts:"),
        (EVENT, POST, "[lamps-new]", "[lamps-new, lamps-changed]"),
        (PERSON, SOURCE, "checked: {by: Bo Lund, date: 2031-03-08}\n", ""),
        (PERSON, POST, "facts:", "silent:\n  brighter: It does not say how bright it is.\nfacts:"),
        (PERSON, POST, "[ada-berg]", "[lighting-office]"),
    ],
)
def test_what_is_settled_or_shares_too_little_is_not_asked(case, path, old, new, tmp_path):
    root = lay_over_base(CHECKS_FOLDER / case, tmp_path)
    assert " W204 " in run_check(root)
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")
    assert "" == run_check(root)
