"""Hidden groups do not follow from totals: by hand, and by solving what a reader knows."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_lib.change.comparison.withheld import hide_groups, list_sums


def test_a_single_small_group_takes_the_next_smallest_along():
    sizes = {"status": {"PNS": 80, "PPPK": 12, "CPNS": 4}}
    assert hide_groups(sizes, {}, 10) == {("status", "CPNS"), ("status", "PPPK")}


def test_small_groups_that_are_few_together_take_one_more():
    sizes = {"status": {"a": 80, "b": 30, "c": 4, "d": 3}}
    assert {name for _g, name in hide_groups(sizes, {}, 10)} == {"b", "c", "d"}


def test_nothing_is_hidden_without_a_small_group():
    assert hide_groups({"status": {"a": 80, "b": 30}}, {}, 10) == set()


def test_a_kind_of_one_small_unit_is_hidden_with_it():
    sizes = {"unit": {"u1": 5, "u2": 40, "u3": 41}, "jenis": {"k1": 5, "k2": 81}}
    hidden = hide_groups(sizes, {"u1": "k1", "u2": "k2", "u3": "k2"}, 10)
    assert ("jenis", "k1") in hidden and ("unit", "u1") in hidden
    assert ("jenis", "k2") in hidden  # with k1 the only other kind, it would give k1 away
    assert ("unit", "u2") in hidden  # and its units would give k2 away


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=5), min_size=1, max_size=5))
def test_no_small_group_follows_from_all_that_is_shown(kinds):
    kind_of = {f"u{i}-{j}": f"k{i}" for i, units in enumerate(kinds) for j in range(len(units))}
    units = {f"u{i}-{j}": n for i, own in enumerate(kinds) for j, n in enumerate(own)}
    sizes = {"unit": units, "jenis": {f"k{i}": sum(own) for i, own in enumerate(kinds)}}
    hidden = hide_groups(sizes, kind_of, 10)
    assert {("unit", u) for u, n in units.items() if n < 10} <= hidden
    if sum(units.values()) < 20:
        return  # so few people in all that no total may be shown anyway
    cells = sorted(hidden)
    rows = []
    for one in list_sums(sizes, kind_of):
        row = [float(cell in one.parts) for cell in cells]
        if one.whole in hidden:
            row[cells.index(one.whole)] = -1.0
        rows.append(row)
    known = np.array(rows).reshape(len(rows), len(cells))
    rank = np.linalg.matrix_rank(known)
    for place, (grouping, name) in enumerate(cells):
        unit = np.zeros((1, len(cells)))
        unit[0, place] = 1.0
        told = np.linalg.matrix_rank(np.vstack([known, unit])) == rank
        assert not (told and sizes[grouping][name] < 10), (cells, name)
