"""Who relays whom: chains -> steps, depth and roles; the diagram's places; the page in a real browser."""

from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import urldefrag, urljoin

import pytest
from conftest import HARBOUR
from lxml import html
from opened import come_to_rest

from builder.link import link
from builder.link.relays import Edge, Node, count_origins, trace
from builder.load import load
from builder.model import Source
from builder.relations.origins import Origin
from builder.views.lanes import TEXT, WIDTH, draw, width_of, wrap

SOURCE = {"language": "en", "kind": "report", "published": {"basis": "unknown"}, "label": "x"}


def make_source(**derived):
    return Source.model_validate(SOURCE | ({"derived_from": [derived]} if derived else {}))


def make_item(chain, inferred=False, withdrawn=False):
    chain = tuple(chain.split())
    item = SimpleNamespace(withdrawn="taken back" if withdrawn else None)
    is_named = len(chain) > 1
    origin = Origin(chain, "named" if is_named else "unknown", chain[-1] if is_named else None, is_inferred=inferred)
    return SimpleNamespace(source=chain[0], origin=origin, item=item)


def steps(graph):
    return {(edge.teller, edge.giver): (edge.stated, edge.inferred) for edge in graph.edges}


SOURCES = {name: make_source() for name in "abc"}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], {}),
        ([make_item("a")], {}),
        ([make_item("a agency ministry")], {("a", "agency"): (1, 0), ("agency", "ministry"): (1, 0)}),
        ([make_item("a agency")] * 2 + [make_item("b agency")], {("a", "agency"): (2, 0), ("b", "agency"): (1, 0)}),
        ([make_item("a agency"), make_item("a army", withdrawn=True)], {("a", "agency"): (1, 0)}),
        ([make_item("a b army", inferred=True), make_item("b army")], {("a", "b"): (0, 1), ("b", "army"): (1, 0)}),
        ([make_item("a x y"), make_item("b y x")], dict.fromkeys(["ax", "xy", "by", "yx"], (1, 0))),
    ],
)  # fmt: skip
def test_chains_become_steps_counted_once(items, expected):
    assert {tuple(step): counts for step, counts in expected.items()} == steps(trace(items, SOURCES))


def test_everybody_has_a_role_and_the_farthest_place_in_a_chain():
    items = [make_item("a agency ministry person"), make_item("b ministry"), make_item("b c", inferred=True)]
    nodes = trace(items, SOURCES).nodes
    expected = {"a": ("article", 0), "b": ("article", 0), "c": ("article", 1)}
    expected |= {"agency": ("relay", 1), "ministry": ("relay", 2), "person": ("end", 3)}
    assert expected == {name: (node.role, node.depth) for name, node in nodes.items()}
    assert {"a": 1, "b": 2, "c": 1, "agency": 1, "ministry": 2, "person": 1} == {
        n: node.items for n, node in nodes.items()
    }


def test_what_a_text_derives_from_as_a_whole_is_a_step_without_items():
    derived = {
        "a": make_source(source="b", basis="inferred", note="n"),
        "b": make_source(organisation="wire", basis="stated"),
    }
    graph = trace([], derived)
    assert {("a", "b"): (0, 0), ("b", "wire"): (0, 0)} == steps(graph)
    assert {("a", "b"): False, ("b", "wire"): True} == {(e.teller, e.giver): e.is_stated for e in graph.edges}
    assert {"a": 0, "b": 1, "wire": 2} == {name: node.depth for name, node in graph.nodes.items()}


def test_without_its_item_a_relay_is_gone():
    site = link(load(HARBOUR))
    origins = [item.origin for item in site.items.values()]
    chain = next(origin.chain for origin in origins if len(origin.chain) > 1 and not origin.is_inferred)
    left = [item for item in site.items.values() if item.origin.chain[:2] != chain[:2]]
    assert chain[:2] in steps(trace(site.items.values(), site.library.sources))
    assert chain[:2] not in steps(trace(left, site.library.sources))


def test_origins_are_counted_by_articles_first_and_nobody_is_none():
    items = [make_item(chain) for chain in ("a agency", "b agency", "c army", "c army", "c army", "d")]
    site = replace(link(load(HARBOUR)), items=dict(enumerate(items)))
    assert [("agency", 2, 2), ("army", 1, 3)] == [
        (count.id, count.articles, count.items) for count in count_origins(site)
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Yonhap", ("Yonhap",)),
        ("Ministry of Foreign Affairs", ("Ministry of Foreign", "Affairs")),
        ("Office of the Deputy Assistant Secretary for All", ("Office of the Deputy", "Assistant Secretary for…")),
        ("x" * 60, ("x" * 27, "x" * 26 + "…")),
        ("외교부" * 10, ("외교부외교부외교부외교부외교", "부외교부외교부외교부외교부…")),
    ],
)  # fmt: skip
def test_long_names_are_broken_into_two_lines_and_cut(name, expected):
    assert expected == wrap(name)
    assert all(width_of(line) <= WIDTH - TEXT for line in wrap(name))


def test_no_two_lanes_lie_on_each_other():
    nodes = [Node(f"a{n}", "article", 0, 1) for n in range(20)] + [Node(f"r{n}", "relay", 1, 1) for n in range(20)]
    nodes += [Node("end", "end", 2, 1)]
    edges = [Edge(f"a{n}", f"r{n}", 900, 0, None) for n in range(20)]
    edges += [Edge(f"r{n}", "end", 1, 0, None) for n in range(20)] + [Edge("r1", "hidden", 1, 0, None)]
    drawn = draw(nodes, edges, str)
    spans = [
        (row.lane.x, min(heights), max(heights))
        for row in drawn.rows
        if row.lane
        for heights in [[row.lines[0][0], *(branch.y for branch in row.lane.branches)]]
    ]
    assert 40 == len(spans)
    assert all(0 < x < TEXT for x, _, _ in spans)
    for x, top, end in spans:
        assert 1 == sum(x == other and top <= last and first <= end for other, first, last in spans)
    assert all(branch.edge.giver != "hidden" for row in drawn.rows if row.lane for branch in row.lane.branches)


def test_every_name_in_the_diagram_leads_somewhere(harbour_site):
    page = html.parse(str(harbour_site / "provenance" / "index.html")).getroot()
    links = page.xpath("//figure//a/@href")
    assert len(links) >= 3
    for target in links:
        address, anchor = urldefrag(urljoin("provenance/", target).removeprefix("/"))
        there = html.parse(str(harbour_site / address / "index.html")).getroot()
        assert not anchor or there.xpath("//*[@id=$id]", id=anchor), target


def test_the_diagram_is_good_to_read_on_a_small_phone(page, harbour_url):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(harbour_url + "provenance/")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.x-relays text')].map(text =>
            parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""
    )
    assert len(sizes) >= 5
    assert min(sizes) >= 12
    names = page.locator(".x-relays tspan")
    right = page.locator(".x-relays svg").evaluate("svg => svg.getBoundingClientRect().right")
    assert all(box["x"] + box["width"] <= right for box in (name.bounding_box() for name in names.all()))


def test_pointing_at_a_name_sets_off_what_leads_from_it(page, harbour_url):
    page.goto(harbour_url + "provenance/")
    page.locator(".x-relays a").first.hover()
    come_to_rest(page)
    opacity = "name => getComputedStyle(name.querySelector('path')).opacity"
    groups = page.locator(".x-relays__name:has(path)").all()
    assert len(groups) > 1
    assert ["1"] + ["0.2"] * (len(groups) - 1) == [group.evaluate(opacity) for group in groups]
