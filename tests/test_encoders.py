"""One encoder for each place that a text goes to besides pages and calendars: it is read back whole there."""

import html
import json
import re
import unicodedata
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from builder.data.search import tidy_index
from builder.problems import Problem, format_github, format_json, format_text, printable
from builder.words.escape import escape_text
from builder.words.urls import link_to_words

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "::error::a",
        "a%0A::warning::b",
        "\x1b[2J",
        "a\r\nb",
        "\u2028",
        "\x85",
        "a,b:c",
        "%25",
        "</script>",
        "<!--",
        "&amp;lt;",
    ]
)
"""Whatever a program could be handed, what the loader refuses included: a message may quote what it refuses."""
SHOWN = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40) | st.sampled_from(
    ["<b>a</b>", "&amp;", "&#60;", "-->", "a<b>c", "“”", "—x", "<"]
)
problems = st.builds(Problem, ANY, st.integers(1), st.integers(1), st.sampled_from(["E001", "W301"]), ANY)
COMMAND = re.compile(r"::(error|warning) file=([^,:]*),line=(\d+),col=(\d+),title=([EW]\d+)::(.*)")


def read_command(text):
    """Read a value of a workflow command as the runner does."""
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def is_safe(text):
    return not any(unicodedata.category(character)[0] == "C" or character in "\u2028\u2029" for character in text)


@given(st.lists(problems, max_size=12))
def test_each_problem_is_one_line_that_steers_no_terminal(found):
    lines = format_text(found).split("\n")
    assert "" == lines.pop()
    assert [
        f"{p.line}:{p.column}: {p.code}" in line and is_safe(line) for p, line in zip(found, lines, strict=True)
    ] == [True] * len(found)


@given(st.lists(problems, max_size=12))
def test_each_problem_is_one_workflow_command_and_nothing_of_it_is_another(found):
    lines = format_github(found).split("\n")[:-1]
    assert len(lines) == len(found) + (len(found) > 10)
    for problem, line in zip(found, lines, strict=False):
        level, path, row, column, title, message = COMMAND.fullmatch(line).groups()
        assert is_safe(line)
        assert (problem.is_advice, problem.code) == (level == "warning", title)
        assert (problem.line, problem.column) == (int(row), int(column))
        assert (printable(problem.path), printable(problem.message)) == (read_command(path), read_command(message))


@given(st.lists(problems, max_size=12))
def test_problems_come_back_from_json_and_what_holds_them_is_ascii(found):
    written = format_json(found)
    assert written.isascii()
    assert found == [
        Problem(**{name: value for name, value in problem.items() if name != "level"})
        for problem in json.loads(written)
    ]
    assert [problem.level for problem in found] == [problem["level"] for problem in json.loads(written)]


@given(SHOWN, st.none() | SHOWN)
def test_the_words_of_a_link_come_back_and_hold_nothing_of_its_grammar(start, end):
    link = link_to_words("https://example.org/a?b=c#d", start, end)
    terms = link.removeprefix("https://example.org/a?b=c#d:~:text=").split(",")
    assert [start] + ([end] if end else []) == [unquote(term) for term in terms]
    assert all(re.fullmatch(r"(?:[A-Za-z0-9_.~]|%[0-9A-F]{2})+", term) for term in terms)


@given(SHOWN, SHOWN, st.tuples(SHOWN, SHOWN))
def test_the_search_shows_a_text_as_it_is_and_never_as_markup(title, text, tags):
    page = {"location": "claims/a/", "title": str(escape_text(title)), "text": f"<p>{escape_text(text)}</p>"}
    (entry,) = json.loads(tidy_index(json.dumps({"docs": [page]}), {"claims/a/": tags}))["docs"]
    written = [entry["title"], entry["text"].removeprefix("<p>").removesuffix("</p>"), *entry["tags"]]
    assert [title, text, *tags] == [html.unescape(part) for part in written]
    assert not any("<" in part for part in written)
