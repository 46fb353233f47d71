"""Small directed graphs: what leads where, and what leads back to itself."""

from hypothesis import given
from hypothesis import strategies as st

from builder.relations.graphs import find_rings, reach

names = st.integers(0, 7)
LONG = 20_000


@given(st.dictionaries(names, st.lists(names, max_size=4)))
def test_on_a_ring_is_what_reaches_itself(graph):
    assert {name for name in graph if name in reach(name, graph)} == find_rings(graph)


def test_a_long_ring_is_walked_once_and_without_recursion():
    ring = {n: [(n + 1) % LONG] for n in range(LONG)}
    assert set(ring) == find_rings(ring | {"tail": [0]})
