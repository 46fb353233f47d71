"""Rules about files and the shape of records; load.py finds the breaches while it reads."""

from __future__ import annotations

from builder.checks.registry import Rule, read_rule

_DOCSTRINGS = {
    "E001": """Every file is a regular file that can be opened.
        Why: a link or a device could bring anything of the machine into the site, or make the build wait for ever.
        Fix: put a plain text file in its place.""",
    "E002": """Every file is encoded in UTF-8.
        Why: in any other encoding names and quotations come out wrong without anybody noticing.
        Fix: save the file in the encoding UTF-8.""",
    "E003": """Every file is small: 1 MB, 12 levels, 50,000 values, 1,000 mistakes; 200 pages of 100,000 characters.
        Why: a file beyond that is a mistake or an attack, and would stop the build for everybody.
        Fix: split the file, or look for the line that repeats.""",
    "E004": """Every file is YAML that can be read to its end.
        Why: after a slip in the syntax nobody can tell what the rest was meant to say.
        Fix: look at the line named and the one before it: a quotation mark, a colon, a tab.""",
    "E005": """A file holds plain keys and values, written out.
        Why: anchors, aliases, tags and merges hide what a record says and can make a small file huge.
        Fix: write the values out where they are used.""",
    "E006": """A key stands once in its file, an id once among all files of its kind.
        Why: of two equal keys one would win in silence.
        Fix: delete or rename one of the two.""",
    "E007": """Every character can be seen and is what it looks like.
        Why: invisible and direction-changing characters make a text say something else than it shows.
        Fix: delete the character named; type the word again if in doubt.""",
    "E008": """Every file has content: keys with values.
        Why: an empty file says nothing, and nobody can tell whether it is finished.
        Fix: fill the file, or delete it.""",
    "E009": """Every file in content/ and sources/ is one that the builder reads, or a picture beside the pages.
        Why: what stands in a file that nothing reads is missing from the site, or published as it is.
        Fix: rename or move the file, or delete it.""",
    "E010": """Every required field is there.
        Why: without it the page would have a hole, or say more than is known.
        Fix: add the field; null says 'unknown' where the field allows it.""",
    "E011": """Every field is one that the record has.
        Why: what stands under a mistyped key would be missing from the site.
        Fix: take the spelling that the message proposes, or see docs/fields.md.""",
    "E012": """Every field that is written has a value.
        Why: an empty field leaves open whether something is unknown or was forgotten.
        Fix: write the value, or leave the key out.""",
    "E013": """A field with a fixed choice of words has one of them.
        Why: the site shows, compares and counts by these words.
        Fix: choose one of the words that the message lists.""",
    "E014": """A text is as short as its field wants it.
        Why: longer texts are not read, and long quotations are not ours to publish.
        Fix: shorten it, or split it into two items.""",
    "E015": """An id has lower-case letters, digits and single hyphens, at most 64 characters.
        Why: ids become addresses and file names that must work everywhere and for ever.
        Fix: rename it: 'Cho Tae-yul' becomes 'cho-tae-yul'.""",
    "E016": """A code such as a language has the form that its standard gives it.
        Why: programs and screen readers rely on it.
        Fix: write it as the message shows.""",
    "E017": """A field has the shape that it needs: text, a list, or keys with values.
        Why: the builder cannot guess what the other shape was to mean.
        Fix: look at a record that has the field, or at docs/fields.md.""",
    "E018": """A date is a day, a month, a year or an interval of the calendar, in EDTF.
        Why: dates are compared; an impossible or free-form one cannot be.
        Fix: write 2025-03-17, 2025-03, 2025, 2025-03~ or 2025-03-01/2025-03-09.""",
    "E019": """A number has plain digits.
        Why: numbers are compared; 1,000 and 1.000 mean different things in different places.
        Fix: write 12000, 0.5 or 1/3; the printed form goes to 'printed'.""",
    "E020": """An address is an https address of a named host.
        Why: readers follow it from our page, so it must lead where it says and nowhere else.
        Fix: copy the public address from the address bar of the browser.""",
    "E021": """A hand-written page is plain Markdown.
        Why: HTML and attributes could cover or forge what the site says, or run a program in the reader's browser.
        Fix: write Markdown; in braces only an id and styles of ours; links by https; pictures beside the page.""",
    "E022": """The front matter of a hand-written page has a title, a description and what to hide, as plain text.
        Why: the theme prints them as they are, on this page and elsewhere; other keys change how the page is made.
        Fix: take the key out, or write the text without < > & and straight quotation marks.""",
    "W001": """A comment stands on a line of its own.
        Why: ' #' ends a value; half a sentence would be gone in silence.
        Fix: put the value in quotation marks, or the comment on the line above.""",
}

FILE_RULES: dict[str, Rule] = {
    code: read_rule(code, "\n".join(line.strip() for line in text.splitlines())) for code, text in _DOCSTRINGS.items()
}
