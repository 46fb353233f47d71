"""Rules about files and the shape of records; load finds what breaks them while it reads."""

from __future__ import annotations

import inspect

from builder.checks.registry import Rule, read_rule

_DOCSTRINGS = {
    "E001": """Every file is a regular file that can be opened.
        Why: a link or a device could bring any file of the machine into the site, or make the build wait for ever.
        Fix: put a plain text file in its place.""",
    "E002": """Every file is encoded in UTF-8.
        Why: in any other encoding names and quotations come out wrong, and nobody notices.
        Fix: save the file as UTF-8.""",
    "E003": """Every file is small: 1 MB, 12 levels, 50,000 values, 1,000 mistakes; 200 pages of 100,000 characters.
        Why: a larger file is a mistake or an attack, and would stop the build for everybody.
        Fix: split the file, or look for the line that repeats.""",
    "E004": """Every file is YAML that can be read to the end.
        Why: after a slip in the syntax nobody can tell what the rest was meant to say.
        Fix: look for a quotation mark, a colon or a tab, on the line named and the one before it.""",
    "E005": """A file holds plain keys and values, written out.
        Why: anchors, aliases, tags and merges hide what a record says and can make a small file huge.
        Fix: write the values out where they are used.""",
    "E006": """A key occurs once in its record, and an id once in all files of its kind.
        Why: of two equal keys, one would silently win.
        Fix: delete or rename one of the two.""",
    "E007": """Every character can be seen and is what it looks like.
        Why: invisible and direction-changing characters make a text say something other than what it shows.
        Fix: delete the character named; if in doubt, type the word again.""",
    "E008": """Every file has content: keys with values.
        Why: an empty file says nothing, and nobody can tell whether it is finished.
        Fix: fill the file, or delete it.""",
    "E009": """Every file in content/ and sources/ is one that the builder reads, or a picture beside the pages.
        Why: what is in a file that nothing reads would be missing from the site, or published as it is.
        Fix: rename or move the file, or delete it.""",
    "E010": """Every required field is there.
        Why: without it the page would have a gap, or say more than is known.
        Fix: add the field; null means 'unknown' if the field allows it.""",
    "E011": """Every field is one that the record can have.
        Why: whatever is written under a mistyped key would be missing from the site.
        Fix: use the spelling that the message suggests, or see docs/fields.md.""",
    "E012": """Every field that is written has a value.
        Why: if a field is empty, nobody can tell whether its value is unknown or was forgotten.
        Fix: write the value, or leave the key out.""",
    "E013": """A field with a fixed choice of words has one of these words.
        Why: the site compares, counts and labels things by these words.
        Fix: choose one of the words that the message lists.""",
    "E014": """A text is no longer than its field allows.
        Why: nobody reads longer texts, and long quotations are not ours to publish.
        Fix: shorten it, or split it into two items.""",
    "E015": """An id has lower-case letters, digits and single hyphens, at most 64 characters.
        Why: ids become addresses and file names, which must work everywhere and for ever.
        Fix: rename it: 'Cho Tae-yul' becomes 'cho-tae-yul'.""",
    "E016": """A code, such as that of a language, has the form that its standard prescribes.
        Why: programs and screen readers rely on it.
        Fix: write it as the message shows.""",
    "E017": """A field has the shape that it needs: text, a list, or keys with values.
        Why: the builder cannot guess what another shape was supposed to mean.
        Fix: look at a record that has the field, or at docs/fields.md.""",
    "E018": """A date is a day, a month, a year or an interval of the calendar, in EDTF.
        Why: dates are compared, and an impossible or free-form date cannot be.
        Fix: write 2025-03-17, 2025-03, 2025, 2025-03~ or 2025-03-01/2025-03-09.""",
    "E019": """A number is written in plain digits.
        Why: numbers are compared, and 1,000 and 1.000 mean different things in different countries.
        Fix: write 12000, 0.5 or 1/3; put the printed form in 'printed'.""",
    "E020": """An address is an https address of a named host.
        Why: readers follow it from our page, so it must lead where it says, and nowhere else.
        Fix: copy the public address from the address bar of the browser.""",
    "E021": """A hand-written page is plain Markdown.
        Why: HTML and attributes could cover or forge what the site says, or run a program in the reader's browser.
        Fix: write Markdown; in braces only an id and our own styles; https links; pictures beside the page.""",
    "E022": """The front matter of a hand-written page has a title, a description and what to hide, as plain text.
        Why: the theme prints them as they are, on this page and elsewhere; other keys change how the page is made.
        Fix: remove the key, or write the text without < > & and straight quotation marks.""",
    "W001": """A comment has a line of its own.
        Why: ' #' ends a value, so half a sentence could silently disappear.
        Fix: put the value in quotation marks, or move the comment to the line above.""",
}

FILE_RULES: dict[str, Rule] = {code: read_rule(code, inspect.cleandoc(text)) for code, text in _DOCSTRINGS.items()}
