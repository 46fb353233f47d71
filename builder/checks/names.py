"""Checks of names: one form of each in our own words, and no more of a protected person than the policy allows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.checks.registry import Finding, check
from builder.checks.withheld import pattern_of
from builder.model import Organisation, Person
from builder.model.library import Library
from builder.model.walk import walk_texts
from builder.model.where import Where
from builder.problems import quoted
from builder.relations.graphs import find_rings
from builder.words.folding import UNSPACED, bounded, fold_letters, is_unspaced, words_of

_TOKEN = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
"""How a form is looked up: by a word, or by one character of a script that writes without spaces."""
_QUOTATION = re.compile(r'“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|"[^"]*"')
_ONE_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class Form:
    """A way to write a name: a pattern, where its first word begins, and the name to write instead, if any."""

    pattern: re.Pattern[str]
    offset: int
    name: str | None


@check("E109")
def name_not_canonical(library: Library) -> Iterator[Finding]:
    """Outside quotations a name is written in its canonical form.

    Why: a reader who meets two spellings takes them for two people.
    Fix: write the canonical form, or whole words of it; other spellings belong in quote, passage and printed,
        or between quotation marks in our own text.
    """
    forms, heads = _forms_by_head(library)
    if not heads:
        return
    for where, text in walk_texts(library):
        if not heads.isdisjoint(_TOKEN.findall(text)):
            for found, name in dict.fromkeys(_other_forms(_without_quotations(text), forms)):
                yield where, f"{quoted(found)} is another form of {quoted(name)}; write {quoted(name)}"


def _forms_by_head(library: Library) -> tuple[dict[str, list[Form]], set[str]]:
    """Return all forms by their first word, the longest first, and the first words of the forms that are not canonical.

    Canonical names are among the forms, so that a variant inside another record's name is passed over.
    """
    records: list[Person | Organisation] = [*library.people.values(), *library.organisations.values()]
    names: dict[str, str | None] = {record.name: None for record in records}
    for record in records:
        native = [record.native] if record.native else []
        for form in (*native, *(variant.form for variant in record.variants)):
            if not re.search(bounded(re.escape(form), form[0], form[-1]), record.name):
                names.setdefault(form, record.name)
    forms, heads = defaultdict(list), set()
    for form in sorted(names, key=lambda form: (-len(form), form)):
        if first := _TOKEN.search(form):
            spaced = r"\s+".join(map(re.escape, form.split()))
            forms[first[0]].append(Form(re.compile(bounded(spaced, form[0], form[-1])), first.start(), names[form]))
            if names[form]:
                heads.add(first[0])
    return forms, heads


def _other_forms(text: str, forms: Mapping[str, list[Form]]) -> Iterator[tuple[str, str]]:
    reached = 0
    for token in _TOKEN.finditer(text):
        if token.start() < reached:
            continue
        for form in forms.get(token[0], ()):
            if found := form.pattern.match(text, max(token.start() - form.offset, 0)):
                reached = found.end()
                if form.name:
                    yield found[0], form.name
                break


def _without_quotations(text: str) -> str:
    return _QUOTATION.sub(" … ", text)


@check("E601")
def nothing_withheld(library: Library) -> Iterator[Finding]:
    """If a policy protects a person, withhold lists the strings that must not occur.

    Why: the policy shows less than the whole name, but only withhold is searched for in every byte of the site.
    Fix: list the whole name in each spelling and script that a source prints. If no source prints more than the site
        shows, allow E601 and say so.
    """
    for name, person, where in _protected(library):
        if not person.withhold:
            message = f"{quoted(name)} is protected but withholds nothing; list under withhold what must not occur"
            yield where.at("policy"), message


@check("E602")
def name_tells_too_much(library: Library) -> Iterator[Finding]:
    """The name of a protected person says no more than the policy: one word for surname, a description for role.

    Why: the name is the heading of a page, and appears wherever the person is mentioned.
    Fix: for surname write only the surname; for role describe the person without any word of the name. A surname of
        several words, or of two characters in a script that writes without spaces, needs an exception.
    """
    for name, person in library.people.items():
        where = library.places["people", name].at("name")
        if _has_withheld(person.name, person):
            yield where, "the name contains a withheld string; write less of it, or withhold a longer string"
        elif person.policy == "surname" and not _is_one_name(person.name):
            yield where, "the policy is 'surname' but this may say more; write only the surname, in one word"
        elif person.policy == "role" and not _secret_words(person).isdisjoint(words_of(person.name)):
            yield where, "the policy is 'role' but this contains a withheld word; describe the person instead"


@check("E603")
def other_form_tells_too_much(library: Library) -> Iterator[Finding]:
    """A protected person has no native form, and variants only if the policy is surname, each of one word.

    Why: both are shown on the person's page and found by the search. A name in its own script is usually the whole
        name, and in some scripts one word, which cannot be checked without reading that script.
    Fix: delete it, or list it under withhold.
    """
    for _, person, where in _protected(library):
        if person.native:
            yield where.at("native"), "the policy protects this person; delete the native form, or move it to withhold"
        for index, variant in enumerate(person.variants):
            if person.policy == "role" or not _is_one_name(variant.form):
                message = f"the policy is {quoted(person.policy)} but this form may say more"
                yield where.at("variants", index, "form"), f"{message}; delete it, or move it to withhold"


@check("E604")
def id_or_role_tells(library: Library) -> Iterator[Finding]:
    """The id and the role of a person contain no withheld string; for a protected person, not even one word of it.

    Why: the id is the address of the person's page, in lower case with hyphens; the role is shown beside the name.
    Fix: use an id that says what the person does; describe the role in other words.
    """
    for name, person in library.people.items():
        where = library.places["people", name]
        if _tells(name, person):
            yield where, "the id contains withheld words; use an id without them"
        if person.role and _tells(person.role, person):
            yield where.at("role"), "the role contains withheld words; describe it in other words"


@check("E605")
def withheld_string_too_short(library: Library) -> Iterator[Finding]:
    """A withheld string has at least two letters or digits.

    Why: anything shorter would match other words, and punctuation alone cannot be searched for.
    Fix: withhold the name with its surname, or the whole number.
    """
    for name, person in library.people.items():
        for index, string in enumerate(person.withhold):
            if not _can_be_found(string):
                yield (
                    library.places["people", name].at("withhold", index),
                    "this is too short to search for; withhold at least two letters or digits",
                )


@check("E607", whole=True)
def circular_organisation(library: Library) -> Iterator[Finding]:
    """No organisation is part of itself, directly or through others.

    Why: nobody could tell whom it speaks for in the end, or who is only repeating whom.
    Fix: follow part_of, and drop the entry that leads back.
    """
    bodies = library.organisations
    rings = find_rings({name: [body.part_of] if body.part_of else [] for name, body in bodies.items()})
    for name in bodies:
        if name in rings:
            message = f"{quoted(name)} is part of itself; follow part_of, and drop the entry that leads back"
            yield library.places["organisations", name].at("part_of"), message


def _protected(library: Library) -> Iterator[tuple[str, Person, Where]]:
    for name, person in library.people.items():
        if person.policy != "named":
            yield name, person, library.places["people", name]


def _is_one_name(text: str) -> bool:
    """Say whether a text looks like a surname: one word."""
    return bool(_ONE_WORD.fullmatch(text)) and (len(text) == 1 or not is_unspaced(text))


def _secret_words(person: Person) -> set[str]:
    """Return the words that a protected person's name, id and role must not contain; initials are too common."""
    if person.policy == "named":
        return set()
    shown: set[str] = set()
    if person.policy == "surname":
        shown = {person.name, *(variant.form for variant in person.variants)}
    shown_words = {word for form in shown if _is_one_name(form) for word in words_of(form)}
    return {word for string in person.withhold for word in words_of(string) if len(word) > 1} - shown_words


def _tells(text: str, person: Person) -> bool:
    return _has_withheld(text, person) or not _secret_words(person).isdisjoint(words_of(text))


def _has_withheld(text: str, person: Person) -> bool:
    folded = fold_letters(text)
    return any(pattern_of(string).search(folded) for string in person.withhold if _can_be_found(string))


def _can_be_found(string: str) -> bool:
    return len("".join(words_of(string))) > 1
