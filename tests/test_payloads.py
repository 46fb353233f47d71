"""Hostile texts in every field of a whole story, built, and opened in a real browser without the policy that guards it.

By default a sample is planted; with TEST_ALL=1 so many that each field meets dozens of them.
"""

import json
import re
from collections import Counter
from html import escape
from urllib.parse import unquote
from xml.parsers import expat

import pytest
from conftest import ALL, build_site, open_page, serve
from lxml import html
from opened import come_to_rest
from planting import HOSTILE, Plot, folded, hostile_texts, make_text, settle, shared_entries
from playwright.sync_api import expect

from builder.load import load
from builder.load.misfits import nested_model
from builder.load.yaml_file import UNREAD, read_yaml
from builder.model.library import KINDS
from builder.model.walk import walk_items
from builder.relations.graphs import derivations
from builder.relations.retellings import find_twins

ROUNDS = 10 if ALL else 1
PARTS = 1 if ALL else 2
"""Each round opens this part of the pages; all of them are taken apart."""
FIRST = 10_000
"""Number of the first place: no number of the story is so great, so a search for one finds its place alone."""
SEARCHES = 20
RESULT_TAGS = set("div ol li a article h1 h2 p mark del nav span details summary ul".split())  # noqa: SIM905 - reads better
COUNTS = re.compile(r": \d+ words? as a quotation.*")
"""How renderings of the same remark compare depends on their words."""
ROW = re.compile("</?(?:li|tr|p)>")
SAFE = re.compile("[a-z0-9-]{1,64}")
FILE_NAME = re.compile("[A-Za-z0-9_][A-Za-z0-9._-]*")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
TAKE_APART = """async paths => {
    const take = element => {
        const attributes = [...element.attributes].map(one => [one.name, one.value]).sort();
        const text = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join("\\n");
        const way = [];
        for (let at = element; at; at = at.parentElement) way.unshift(at.localName);
        return [way.join(" "), attributes, text, element.localName === "script"];
    };
    const open = async path => {
        const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
        page.querySelectorAll("bdi").forEach(one => one.replaceWith(...one.childNodes));
        for (const label of page.querySelectorAll("svg[role=group] a text")) {
            const text = label.textContent.replace(/\\s|…$/g, "");
            label.textContent = label.closest("a").ariaLabel.replace(/\\s/g, "").startsWith(text) ? "" : `? ${text}`;
        }
        for (const shape of page.querySelectorAll("svg[role=group], svg[role=group] *"))
            for (const name of
                ["viewBox", "d", "x", "y", "cx", "cy", "r", "points", "transform"])
                shape.removeAttribute(name);
        page.normalize();
        return [...page.querySelectorAll("*:not(article > nav, article > nav *)")].map(take);
    };
    return Promise.all(paths.map(open));
}"""
"""Parse pages as Chromium does, and return every element: its way down, its attributes, its own text.

In the diagram of relays, which has little room, a label must begin as its text does; the room itself is left out.
Marks that keep a script from right to left apart are left out, and links to neighbours, whose order is of names.
"""
POKE = """() => {
    addEventListener("click", event => {
        const link = event.target.closest && event.target.closest("a, form, button");
        const target = link && (link.href || link.action || link.formAction) || "";
        if (/^https?:/.test(target.baseVal || target)) event.preventDefault();
    }, true);
    addEventListener("submit", event => event.preventDefault(), true);
    document.querySelectorAll("details").forEach(one => { one.open = true; });
    for (const element of document.querySelectorAll("body *")) {
        for (const kind of ["mouseover", "pointerenter", "mouseout"])
            element.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
        element.focus?.();
        element.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
        if (element.popover && !element.matches(":popover-open")) element.showPopover();
    }
}"""
"""Hover, focus, click and open everything; links are not followed, but those that would run something."""
RESULTS = """() => ({
    tags: [...new Set([...document.querySelectorAll(".md-search-result *")].map(one => one.localName))],
    titles: [...document.querySelectorAll(".md-search-result :is(h1, h2)")].map(one => one.textContent),
    odd: document.querySelectorAll(".md-search-result :is([style], [id], [onclick], [onerror], [src])").length,
})"""


@pytest.fixture(scope="module")
def plot(tmp_path_factory):
    """A story in which anything can be planted."""
    return Plot(tmp_path_factory.mktemp("plot") / "story")


@pytest.fixture(scope="module")
def harmless(plot):
    """A harmless word of its own for each slot, and the text that has it: alone, or after what stands there."""
    told_twice = sentences_told_twice(plot)
    slots = [slot for slot in plot.slots if (slot.path, slot.loc) not in told_twice]
    words = {slot: f"zq{spell(number)}zq" for number, slot in enumerate(slots)}
    texts, _ = settle(plot, {slot: [form(None, word), form(slot.before, word)] for slot, word in words.items()})
    return words, {slot: text for slot, text in texts.items() if text and words[slot] in text}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder for the built sites."""
    return tmp_path_factory.mktemp("planted")


@pytest.fixture(scope="module")
def address(place):
    """The address of the built sites, served."""
    with serve(place) as address:
        yield address


@pytest.fixture(scope="module")
def harmless_pages(plot, harmless, place, address, chromium):
    """The elements of the pages of the harmless site."""
    plot.plant(harmless[1])
    plot.check()
    build(plot, place / "harmless")
    return take_apart(chromium, address, place / "harmless")


@pytest.fixture
def page(chromium):
    """A fresh page that notes what it should not do: run a planted program, ask others, fail."""
    with open_page(chromium) as page:
        page.seen = []
        page.on("dialog", lambda dialog: (page.seen.append(f"runs {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: page.seen.append(f"fails: {error}"))
        page.on("console", lambda told: page.seen.append(f"tells: {told.text}") if told.type == "error" else None)
        page.route(
            lambda url: not url.startswith(("http://127.0.0.1", "data:", "blob:")),
            lambda route: (page.seen.append(f"asks {route.request.url}"), route.abort()),
        )
        yield page


def sentences_told_twice(plot):
    """Return (path, way) of sentences that are compared: those of retellings, and those that they tell again.

    Whether one tells the other depends on their words; with others the pages would rightly conclude another thing.
    """
    plot.plant({})
    library = load(plot.root)
    items, derived = walk_items(library), derivations(library.sources)
    compared = {*find_twins(items, derived).values(), *(item.id for item in items if derived.get(item.source))}
    parts = [name.split("/") for name in compared]
    return {(f"content/articles/{source}.yml", (section, name, "text")) for source, section, name in parts}


def spell(number):
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")


def form(before, text):
    return f"{before} {text}" if before else text


def build(plot, out):
    """Build the planted story without a word of warning, and switch the policy off."""
    run = build_site(plot.root, out)
    assert run.returncode == 0, run.stderr
    for path in out.rglob("*.html"):
        path.write_text(POLICY.sub("", path.read_text("utf-8")), "utf-8")
    return out


def take_apart(chromium, address, site):
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    with open_page(chromium) as page:
        page.goto(f"{address}{site.name}/sitemap.xml")
        found = page.evaluate(TAKE_APART, [f"/{site.name}/{path}" for path in paths])
    return dict(zip(paths, found, strict=True))


def test_every_field_of_every_model_has_a_place(plot):
    """A new field is tried as soon as a record of its kind stands in the story; this tells where none does."""
    models, fields = [kind.model for kind in KINDS], set()
    for model in models:
        for name, info in model.model_fields.items():
            nested = nested_model(info.annotation)
            models += [nested] if nested and nested not in models else []
            fields |= set() if nested else {f"{model.__name__}.{name}"}
    tried = {slot.field for slot in plot.slots + plot.formed}
    assert set() == {field for field in fields - tried if not field.endswith(".allow")}


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_hostile_texts_in_every_field_are_shown_and_never_run(
    turn, plot, harmless, harmless_pages, place, address, chromium, page
):
    words, texts = harmless
    hostile = hostile_texts()
    chosen = {
        slot: hostile[(number * 7 + turn * 31) % len(hostile)][1].replace("@@", str(FIRST + turn * 1000 + number))
        for number, slot in enumerate(texts)
    }
    forms = {slot: [texts[slot].replace(words[slot], payload), texts[slot]] for slot, payload in chosen.items()}
    planted, refusals = settle(plot, forms)
    for problems in refusals.values():
        for problem in problems:
            assert re.fullmatch(
                r"(content|sources)/[a-z0-9/.-]+:[1-9]\d*:[1-9]\d*: [EW]\d{3} [^\x00-\x1f\x7f-\x9f]+", str(problem)
            )
    shown = {words[slot]: folded(chosen[slot]) for slot in texts if planted[slot] == forms[slot][0]}
    print(f"{len(chosen)} tried, {len(shown)} shown, {len(refusals)} refused")
    site = build(plot, place / f"hostile-{turn}")
    assert_same_pages(harmless_pages, take_apart(chromium, address, site), shown)
    assert_same_data(place / "harmless", site, shown)
    assert_nothing_runs(page, address, site, turn % PARTS)
    assert_search_shows_texts(page, address, site, list(shown.values()))


@pytest.mark.parametrize("turn", range(len(hostile_texts()) if ALL else 3))
def test_a_field_with_a_form_of_its_own_refuses_hostile_texts_at_their_place(turn, plot):
    """Ids, dates, addresses, numbers, words of a list: nothing gets in that the form does not hold."""
    hostile = hostile_texts()
    chosen = {
        slot: hostile[(number + turn * 23) % len(hostile)][1].replace("@@", str(number))
        for number, slot in enumerate(plot.formed)
    }
    plot.plant(chosen)
    lines = plot.lines_of(chosen)
    refused = {lines[place] for place in plot.check() if place in lines}
    harmless = {
        slot for slot in chosen if (FILE_NAME if slot.field == "Source.snapshot" else SAFE).fullmatch(chosen[slot])
    }
    assert {} == {slot: chosen[slot] for slot in chosen.keys() - refused - harmless}


def test_a_key_refuses_hostile_texts_at_its_place(plot):
    hostile = [text for _, text in hostile_texts() if not SAFE.fullmatch(text)]
    step = 1 if ALL else 17
    for number, text in enumerate(hostile[::step]):
        slot = plot.keys[number % len(plot.keys)]
        plot.plant_key(slot, text)
        assert any(path == slot.path for path, _ in plot.check()), (slot, text)


def forms(group, *contexts):
    """Return what is tried in a field with a form: our own, and the shared collection's where it is there."""
    shared = [make_text(entry).replace("@@", "1") for entry in shared_entries(*contexts)]
    return [*HOSTILE[group], *shared]


def slot_of(plot, field):
    return next(slot for slot in plot.formed if slot.field == field and slot.before)


@pytest.mark.parametrize("text", forms("addresses", "source.url"))
def test_an_address_is_refused_or_leads_to_a_named_host(text, plot):
    slot = slot_of(plot, "Source.url")
    plot.plant({slot: text})
    ((place, _),) = plot.lines_of([slot]).items()
    is_safe = re.fullmatch(r"https://[a-z0-9.-]+(/[\w.~:/?#@!$&*+,;=%()-]*)?", text, re.ASCII)
    assert is_safe or place in plot.check()


@pytest.mark.parametrize("text", forms("numbers", "figure.value"))
def test_a_number_is_refused_or_is_that_number(text, plot):
    """Also as a plain scalar: the reader of YAML guesses no type."""
    slot = slot_of(plot, "Figure.value")
    for written in (text, read_yaml(f"a: {text}\n".encode()).value):
        value = written["a"] if isinstance(written, dict) else written
        if value is UNREAD:  # the file is refused
            continue
        plot.plant({slot: value})
        ((place, _),) = plot.lines_of([slot]).items()
        assert place in plot.check() or re.fullmatch(r"[0-9.]+|[0-9]+/[1-9][0-9]*", value or "")


@pytest.mark.parametrize("text", forms("ids", "claim.id", "article.id / file name"))
def test_an_id_is_refused_at_its_place_or_safe(text, plot):
    slot = next(slot for slot in plot.keys if slot.field == "claims id")
    plot.plant_key(slot, text)
    codes = {problem.code for (path, _), problems in plot.check().items() if path == slot.path for problem in problems}
    assert codes & {"E004", "E005", "E007", "E012", "E015"} or SAFE.fullmatch(text)


def test_what_the_machine_noted_is_shown_as_text(plot, place):
    """Receipts and audits are files that anybody may send: the name of who verified, the reason of a dead address."""
    plot.plant({})
    plot.check()
    for path in (plot.root / "sources").glob("*.receipt"):
        path.write_text(path.read_text().replace("by the tests", "by <script>alert(1)</script> {{ 7*7 }} **b**"))
    name = "lindholm-courier-2031-05-02"
    reason = "<img src=x onerror=alert(2)> [x](javascript:alert(3))"
    header = f"audit 1 source {name} on 2031-05-04 dead since 2031-05-04: {reason}"
    audit = plot.root / "sources" / f"{name}.audit"
    audit.write_text(f"{header}\n")
    run = build_site(plot.root, place / "noted")
    audit.unlink()
    assert run.returncode == 0, run.stderr
    shown = ""
    for path in (place / "noted").rglob("*.html"):
        (article,) = html.parse(path).xpath("//article")
        assert [] == article.xpath(".//script | .//img | .//@onerror | .//a[starts-with(@href, 'java')]")
        shown += article.text_content()
    data = read_strictly((place / "noted" / "data" / "explainer.json").read_text("utf-8"))
    verified = {item["verification"]["by"] for item in data["items"].values() if item["verification"]}
    assert "<script>alert(1)</script> {{ 7*7 }} **b**" in verified
    assert "<img src=x onerror=alert(2)> [x](javascript:alert(3))" in shown


# Not tried, as there is nothing to try them on: feeds and CSV files are not written, and no command writes lines for
# a forge's log; the words of pull requests reach nothing here, for the build reads files only. What a pull request may
# do to mkdocs.yml, hooks or the lock file is for the review to see: those are programs, and SECURITY.md says so.
# Links, FIFOs, names of files and hostile files are in test_load.py; editorial slips are cases in tests/checks.


def test_there_are_no_feeds_or_tables_that_would_need_payloads_of_their_own(harmless_pages, place):
    endings = {path.suffix for path in (place / "harmless").rglob("*")}
    assert not endings & {".csv", ".tsv", ".rss", ".atom"}


def assert_same_pages(harmless, hostile, shown):
    """Every element of every page is the one of the harmless page, with the hostile text as it was written."""
    assert list(harmless) == list(hostile)
    for path, elements in harmless.items():
        expected = Counter(spelled(element, lambda text: put_texts(text, shown)) for element in elements)
        found = Counter(spelled(element, lambda text: text) for element in hostile[path])
        ids = [value for _, attributes, *_ in hostile[path] for name, value in attributes if name == "id"]
        assert len(set(ids)) == len(ids), path
        missing, odd = list((expected - found).elements()), list((found - expected).elements())
        for element in list(odd):
            whole = next((one for one in missing if is_told_otherwise(element, one)), None)
            if whole:
                odd.remove(element)
                missing.remove(whole)
        assert (path, [], []) == (path, missing, odd)


def is_told_otherwise(element, whole):
    """Say whether the length of a text may have made one element out of another."""
    return element[:2] == whole[:2] and any(is_such(element, whole) for is_such in (is_cut, is_full))


def is_cut(element, whole):
    """Say whether an element is one that labels of a diagram are cut to: it shows how its text begins."""
    return element[2].endswith("…") and whole[2].startswith(element[2][:-1])


def is_full(element, whole):
    """Say whether two elements differ only in the full stop that follows a title without one."""
    return element[2] == re.sub(r"([.?!…])\.(?= )", r"\1", whole[2], count=1)


def put_texts(text, shown):
    def put(found):
        text = shown.get(found[0].lower(), found[0])
        return text[:1].upper() + text[1:] if found[0].startswith("Z") else text

    return re.sub("[zZ]q[a-j]{4}zq", put, text)


def spelled(element, change):
    way, attributes, text, _ = element
    text = COUNTS.sub("", folded(change(text)))
    return way, tuple((name, folded(change(plain(name, value)))) for name, value in attributes), text


def plain(name, value):
    """Return an attribute's value without what depends on the order of names, with the words of a link readable."""
    if name in ("id", "popovertarget") and value.isdigit():
        return "a number"
    return unquote(value) if ":~:text=" in value else value


def assert_same_data(harmless, hostile, shown):
    """All files for machines parse strictly, and hold the hostile texts as they were written."""
    for path in sorted([*(harmless / "data").glob("*.json*"), harmless / "search" / "search_index.json"]):
        name = path.relative_to(harmless)
        is_index = path.name == "search_index.json"
        known = {word: escape(text, quote=False) for word, text in shown.items()} if is_index else shown
        expected = in_order(read_strictly(path.read_text("utf-8")), lambda text, known=known: put_texts(text, known))
        found = in_order(read_strictly((hostile / name).read_text("utf-8")), tags_as_texts if is_index else str)
        assert_alike(str(name), expected, found)
    known = {word: re.sub(r"([\\;,])", r"\\\1", text) for word, text in shown.items()}
    calendars = [
        (site / "data" / "next.ics").read_bytes().decode().replace("\r\n ", "") for site in (harmless, hostile)
    ]
    assert put_texts(calendars[0], known).split("\r\n") == calendars[1].split("\r\n")
    for path in [*hostile.rglob("*.xml"), *hostile.rglob("*.svg")]:
        expat.ParserCreate().Parse(path.read_bytes(), True)


def tags_as_texts(text):
    """Tags begin with character references where other texts have the characters."""
    return re.sub(r"&#(\d+);", lambda found: escape(chr(int(found[1])), quote=False), text)


def read_strictly(text):
    def refuse(word):
        raise ValueError(word)

    return json.loads(text, parse_constant=refuse)


def in_order(value, change):
    """Return a value with its texts changed, without order, weights and comparisons, which depend on the texts."""
    if isinstance(value, dict):
        return {key: in_order(inner, change) for key, inner in value.items() if key not in ("boost", "renderings")}
    if isinstance(value, list):
        return sorted((in_order(inner, change) for inner in value), key=json.dumps)
    if not isinstance(value, str):
        return value
    text = folded(change(plain("", value)))
    return sorted(ROW.split(text)) if ROW.search(text) else text


def assert_alike(way, expected, found):
    """Name the first value that differs."""
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        for key in expected:
            assert_alike(f"{way}/{key}", expected[key], found[key])
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, (one, other) in enumerate(zip(expected, found, strict=True)):
            assert_alike(f"{way}/{number}", one, other)
    else:
        assert (way, expected) == (way, found)


def assert_search_shows_texts(page, address, site, texts):
    """Look for some of the texts, by their number and as they are: the results have no markup but the theme's own."""
    titles = {
        folded(heading.text_content())
        for path in site.rglob("*.html")
        for heading in html.parse(path).xpath("//h1|//h2|//h3")
    }
    page.goto(f"{address}{site.name}/index.html?q=zq")
    seen = 0
    for text in texts[:: len(texts) // SEARCHES]:
        for words in (text, *re.findall(r"1\d{4}", text)[:1]):
            ask(page, words)
            results = page.evaluate(RESULTS)
            assert RESULT_TAGS >= set(results["tags"])
            assert 0 == results["odd"]
            assert set() == {folded(title) for title in results["titles"]} - titles
            seen += len(results["titles"])
    assert seen > SEARCHES
    assert [] == page.seen


def ask(page, words):
    """Type words into the emptied search box, and wait for the answer; without a letter or digit there is none."""
    box, told = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    box.fill("")
    box.press("End")
    expect(told).to_have_text("Type to start searching")
    box.fill(words)
    box.press("End")
    if any(map(str.isalnum, words)):
        expect(told).not_to_have_text("Type to start searching")
    come_to_rest(page)


def assert_nothing_runs(page, address, site, part):
    for path in sorted(site.rglob("*.html"))[part::PARTS]:
        page.goto(f"{address}{site.name}/{path.relative_to(site).as_posix()}", wait_until="load")
        page.evaluate(POKE)
        come_to_rest(page)
    # The page of lost addresses asks for its files from the top of the host, where only the folders of sites are.
    page.seen[:] = [seen for seen in page.seen if "404 (" not in seen]
    assert [] == page.seen
