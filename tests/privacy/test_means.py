"""Withheld means of groups, told from the mean of the whole and the groups that are shown."""

from dataclasses import replace

import pytest

from kinerja_lib.privacy.gate import rule_on
from kinerja_lib.privacy.means import find_mean_groups, tell_means
from kinerja_lib.privacy.quotes import make_quotes
from kinerja_lib.privacy.sheets import Sheet, SheetColumn

NAMES = ("A", "B", "C", "D")
SIZES = (20.0, 40.0, 30.0, 110.0)
MEANS = (3.0, 2.0, 4.0, 3.5)
WHOLE = sum(n * m for n, m in zip(SIZES, MEANS, strict=True)) / 200


def sheets(hidden=(), whole=WHOLE):
    """Four groups of 200 people, and the whole in a table of its own."""
    out = tuple(name in hidden for name in NAMES)
    groups = {
        "n": SheetColumn("n", SIZES, (False,) * 4),
        "rerata": SheetColumn("value", MEANS, out),
    }
    total = {"n": SheetColumn("n", (200.0,), (False,)),
             "rerata": SheetColumn("value", (whole,), (False,))}  # fmt: skip
    return [
        Sheet("r", "kelompok", ("nama",), tuple((n,) for n in NAMES), groups, 10),
        Sheet("r", "semua", ("nama",), (("semua",),), total, 10),
    ]


def told(made):
    return {one.address[1]: one for one in tell_means(made, find_mean_groups(made, None))}


def test_the_only_withheld_mean_is_told_exactly():
    found = told(sheets(hidden="B"))[1]
    assert found.low == pytest.approx(2.0)
    assert found.high == pytest.approx(2.0)
    assert found.fails


def test_two_withheld_means_leave_what_their_sum_allows():
    """By hand: 20 a + 40 b = 140, both between 2 and 4, so b lies between 2 and 2.5."""
    found = told(sheets(hidden="AB"))
    assert (found[1].low, found[1].high) == pytest.approx((2.0, 2.5))
    assert (found[0].low, found[0].high) == pytest.approx((2.0, 3.0))
    assert found[1].share == pytest.approx(0.25)
    assert not found[1].fails


def test_a_whole_that_is_weighted_otherwise_tells_nothing():
    assert told(sheets(hidden="B", whole=WHOLE + 0.01)) == {}


def test_a_whole_that_is_withheld_tells_nothing():
    made = sheets(hidden="B")
    columns = {**made[1].columns, "rerata": SheetColumn("value", (WHOLE,), (True,))}
    assert told([made[0], replace(made[1], columns=columns)]) == {}


def test_the_gate_withholds_the_mean_of_the_smallest_other_group_with_what_goes_with_it():
    made = sheets(hidden="B")
    low = SheetColumn("value", (2.9, 1.9, 3.9, 3.4), (False, True, False, False))
    made[0] = replace(made[0], columns={**made[0].columns, "rerata_low": low})
    ruling = rule_on(made, None)
    assert ruling.withheld == {(0, 0, "rerata"): "komplementer", (0, 0, "rerata_low"): "turunan"}


def test_the_same_mean_is_withheld_in_the_table_of_a_chart_too():
    made = sheets(hidden="B")
    values = (3.1, 2.0, 4.0, 3.5)
    whole = sum(n * m for n, m in zip(SIZES, values, strict=True)) / 200
    out = SheetColumn("value", values, (False, True, False, False))
    made[0] = replace(made[0], columns={**made[0].columns, "rerata": out})
    made[1] = replace(
        made[1], columns={**made[1].columns, "rerata": SheetColumn("value", (whole,), (False,))}
    )
    chart = Sheet("r", "gambar", ("nama",), (("A",), ("D",)),
                  {"titik": SheetColumn("value", (3.1, 3.5), (False, False))}, 10)  # fmt: skip
    assert rule_on([*made, chart], None).withheld[2, 0, "titik"] == "turunan"


def test_the_mean_of_the_whole_in_a_sentence_tells_the_withheld_one():
    groups = sheets(hidden="B")[0]
    quotes = make_quotes("r", [(200.0, [WHOLE, 77.0])], 10)
    found = told([groups, *quotes])[1]
    assert (found.low, found.high) == pytest.approx((2.0, 2.0))
