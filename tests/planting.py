"""Plant texts into every field of a story, as the models have them: no field is named here, so none is forgotten."""

import json
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Annotated, get_args, get_origin

import yaml
from conftest import HARBOUR, ROOT, copy_story
from pydantic import TypeAdapter, ValidationError
from vouching import vouch

from builder.build import make_texts, refuse_withheld
from builder.checks import run_checks
from builder.load import load
from builder.load.misfits import nested_model
from builder.load.yaml_file import read_yaml
from builder.model.library import KINDS
from builder.problems import ContentError

HOSTILE = yaml.safe_load((ROOT / "tests" / "hostile.yml").read_text("utf-8"))
SHARED = ROOT.parent / "shared" / "payloads.yml"
FORMS = ("ids", "addresses", "numbers")
"""Classes of texts for fields that have a form of their own."""
ITEM = "lindholm-courier-2031-05-02/facts/closed-friday"
EVERYTHING = {
    "content/organisations.yml": {"harbour-office": {"part_of": None}, "town-police": {"part_of": None}},
    "content/corrections.yml": {
        "of-claim": {"date": "2031-05-04", "claim": "diver-found-crack", "was": "A crack.", "now": "The crack."},
        "of-item": {"date": "2031-05-04", "item": ITEM, "was": "On 1 May.", "now": "On 2 May."},
    },
    "content/claims/numbers.yml": {
        "taken-back": {"text": "It was a ship.", "withdrawn": {"date": "2031-05-04", "reason": "It was none."}}
    },
    "content/articles/unnamed-2031.yml": {
        "silent": {"opens-again": "It hopes, but names no month."},
        "facts": {
            "taken-back": {
                "text": "A ship came.", "supports": ["taken-back"], "passage": {"start": "up to 5,000 people"},
                "withdrawn": {"date": "2031-05-04", "reason": "None came."}, "attributed_to": "harbour-office",
            }
        },
        "next": {
            "demand": {
                "outcome": {"what": "did-not-happen", "claim": "bridge-closed"}, "due": "2031-05-03",
                "via": ["coast-wire"], "mentions": ["harbour-office", "town-of-lindholm"],
                "disputes": ["bridge-closed"], "supports": None, "qualifies": ["ferry-runs"],
            },
            "later": {
                "text": "A feast is due.", "question": "when-open", "due": "2031-07", "passage": {"start": "Open our"}
            },
        },
    },
    "content/articles/island-post-2031-05-03.yml": {
        "figures": {
            "vehicles": {
                "text": "The Post makes that 1,800 a day.", "printed": "1,800 vehicles", "value": "1800", "allow": None
            }
        },
        "statements": {
            "quist-safety": {"via": ["coast-wire"], "mentions": ["harbour-office"], "qualifies": ["ferry-runs"]}
        },
    },
    "content/articles/harbour-blog-2031-05-04.yml": {
        "figures": {
            "boats-all": {"via": ["coast-wire"], "mentions": ["harbour-office"], "disputes": ["thousands-affected"]}
        }
    },
    "content/articles/county-herald-2031-05-03.yml": {"silent": {"thousands-affected": "It counts boats."}},
    "content/articles/ferry-gazette-2031-05-04.yml": {
        "silent": {"thousands-affected": "It counts boats.", "ferry-runs": "It names no day."}
    },
    "content/articles/lindholm-courier-2031-05-02.yml": {"silent": {"ferry-runs": "It names no ferry."}},
    "sources/county-herald-2031-05-03.yml": {"url": "https://herald.example.org/bridge", "allow": {"W301": "No copy."}},
    "sources/unnamed-2031.yml": {
        "derived_from": [{"organisation": "coast-wire", "basis": "inferred", "note": "Its words."}],
        "not_story": [{"start": "Sign", "end": "here", "reason": "An appeal."}],
        "checked": {"by": "editors", "date": "2031-05-04"},
    },
}  # fmt: skip
"""What the second story lacks or has amiss: in the copy each kind of record and of field stands somewhere.

No office is part of a body there: a badge names bodies where the names of offices are too long for it.
"""


@dataclass(frozen=True)
class Slot:
    """A place for a text: the file, the way down, the field's name in its model, and what stands there."""

    path: str
    loc: tuple
    field: str
    before: str | None


def hostile_texts():
    """Return (name, text) of every hostile text: our own, and those of the shared collection where it is there."""
    own = [
        (f"{group} {n}", text) for group, texts in HOSTILE.items() if group not in FORMS for n, text in enumerate(texts)
    ]
    return own + [(entry["id"], make_text(entry)) for entry in shared_entries("any-text", "figure.label")]


def shared_entries(*contexts):
    """Return the shared collection's entries of some contexts; none where it is absent."""
    if not SHARED.is_file():
        return []
    return [entry for entry in yaml.safe_load(SHARED.read_text("utf-8"))["payloads"] if entry["context"] in contexts]


def make_text(entry):
    """Return the text of an entry of the shared collection."""
    if "payload" in entry:
        return entry["payload"]
    if "yaml_escape" in entry:
        return yaml.safe_load(f'"{entry["yaml_escape"]}"')
    make = entry["make"]
    if "nested_list" in make:
        return "".join("  " * level + "- x\n" for level in range(make["nested_list"]))
    return make.get("before", "") + make["repeat"] * make["times"] + make.get("then", "") * make.get("then_repeat", 1)


class Plot:
    """A copy of the second story that takes any text at any of its slots."""

    def __init__(self, place):
        self.root = copy_story(HARBOUR, place)
        self.files = {}
        self.slots, self.formed, self.keys = [], [], []
        for kind in KINDS:
            for path in self.paths_of(kind):
                self.read(kind, path)

    def paths_of(self, kind):
        """Return the files of a kind, with those that EVERYTHING adds."""
        if not kind.is_folder:
            return [kind.path]
        return sorted(str(path.relative_to(self.root)) for path in (self.root / kind.path).glob("*.yml"))

    def read(self, kind, path):
        """Read a file, and find its slots."""
        place = self.root / path
        value = read_yaml(place.read_bytes()).value if place.is_file() else {}
        value = self.files[path] = merge(value, EVERYTHING.get(path, {}))
        records = {(): value} if kind.holds == "one record" else {(name,): value[name] for name in value}
        self.keys += [Slot(path, loc, f"{kind.name} id", loc[0]) for loc in records if loc]
        for loc, record in records.items():
            self.find_slots(path, kind.model, record, loc)

    def find_slots(self, path, model, value, loc):
        """Note the slots of a record and of the records in it; a text that is missing has its slot as well."""
        for name, info in model.model_fields.items():
            here, field, inner = (*loc, name), f"{model.__name__}.{name}", value.get(name)
            parts = dict(enumerate(inner)) if isinstance(inner, list) else inner if isinstance(inner, dict) else {}
            nested = nested_model(info.annotation)
            container, is_free = shape_of(model, name)
            if container is dict:
                self.keys += [Slot(path, (*here, key), f"{field} key", key) for key in parts]
            if nested and container:
                for step, part in parts.items():
                    self.find_slots(path, nested, part, (*here, step))
            elif nested:
                if inner is not None:
                    self.find_slots(path, nested, inner, here)
            elif container:
                slots = [Slot(path, (*here, *way), field, text) for way, text in texts_in(parts)]
                (self.slots if is_free else self.formed).extend(slots)
            else:
                (self.slots if is_free else self.formed).append(Slot(path, here, field, inner))

    def plant(self, texts):
        """Write the story with these texts by slot."""
        files = json.loads(json.dumps(self.files))
        for slot, text in texts.items():
            holder_of(slot, files)[slot.loc[-1]] = text
        self.write(files)

    def plant_key(self, slot, text):
        """Write the story with this text for a key."""
        files = json.loads(json.dumps(self.files))
        holder = holder_of(slot, files)
        holder[text] = holder.pop(slot.loc[-1])
        self.write(files)

    def write(self, files):
        """Write files, each scalar in quotation marks on a line of its own."""
        for path, value in files.items():
            text = yaml.safe_dump(without_nothing(value), default_style='"', allow_unicode=True, width=10**9)
            (self.root / path).write_text(text, "utf-8")

    def check(self):
        """Vouch for what the story says now, and return its problems by file and line."""
        vouch(self.root)
        found = defaultdict(list)
        library = load(self.root)
        problems = run_checks(library)
        try:
            if not problems:
                refuse_withheld(library, make_texts(library))
        except ContentError as error:
            problems = error.problems
        for problem in problems:
            found[problem.path, problem.line].append(problem)
        return found

    def lines_of(self, slots):
        """Return (file, line) -> slot, as the story is written now."""
        marks = {path: read_yaml((self.root / path).read_bytes()).mark for path in self.files}
        return {(slot.path, marks[slot.path].find(slot.loc).value[0]): slot for slot in slots}


def holder_of(slot, files):
    """Return what holds a slot's text: the record or the list that it stands in."""
    holder = files[slot.path]
    for step in slot.loc[:-1]:
        holder = holder[step]
    return holder


def settle(plot, forms):
    """Plant (slot -> forms of its text, the best first) until nothing is refused; return the texts and the refusals.

    Of a slot whose form is refused the next is tried; after the last stands there what stood there before.
    """
    rungs = dict.fromkeys(forms, 0)
    refusals = {}
    while True:
        texts = {slot: [*forms[slot], slot.before][rung] for slot, rung in rungs.items()}
        plot.plant(texts)
        found = plot.check()
        if not found:
            return texts, refusals
        blamed = defaultdict(list)
        lines = plot.lines_of(rungs)
        for place, problems in found.items():
            for problem in problems:
                blamed[blame(lines, place, texts, problem)].append(problem)
        blamed = {slot: problems for slot, problems in blamed.items() if slot and rungs[slot] < len(forms[slot])}
        assert blamed, "\n".join(str(problem) for problems in found.values() for problem in problems)
        for slot, problems in blamed.items():
            refusals.setdefault(slot, problems)
            rungs[slot] += 1


def blame(lines, place, texts, problem):
    """Return the slot that a problem is about: the one on its line, or one whose text the message quotes."""
    if place in lines:
        return lines[place]
    here = (slot for slot in texts if slot.path == problem.path and texts[slot])
    return next((slot for slot in here if f"'{texts[slot].strip()[:56]}" in problem.message), None)


def texts_in(parts):
    """Yield the texts of a list or a mapping by the way to them, also of lists in a list."""
    for step, part in parts.items():
        if isinstance(part, list):
            yield from (((step, *way), text) for way, text in texts_in(dict(enumerate(part))))
        else:
            yield (step,), part


@cache
def shape_of(model, name):
    """Return a field's container, if any, and whether it takes any text at all."""
    info = model.model_fields[name]
    container = get_origin(info.annotation) if get_origin(info.annotation) in (list, dict) else None
    if nested_model(info.annotation):
        return container, False
    text = "<Any> text, at all."
    is_nested = container is list and get_origin(get_args(info.annotation)[0]) is list
    value = [[text]] if is_nested else {list: [text], dict: {"a": text}}.get(container, text)
    whole = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    try:
        TypeAdapter(whole, config={"arbitrary_types_allowed": True}).validate_python(value)
    except ValidationError:
        return container, False
    return container, True


def merge(value, more):
    """Return a value with more in it."""
    if isinstance(value, dict) and isinstance(more, dict):
        return {key: merge(value.get(key), more[key]) if key in more else value[key] for key in [*value, *more]}
    return value if more == {} else more


def without_nothing(value):
    """Return a value without what is null: in quotation marks it would be the word."""
    if isinstance(value, dict):
        return {key: without_nothing(inner) for key, inner in value.items() if inner is not None}
    return [without_nothing(inner) for inner in value] if isinstance(value, list) else value


def folded(text):
    """Return a text as pages show it: joined accents, white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())
