import pytest

from kinerja_lib.privacy.cells import (
    Cell,
    Relation,
    System,
    add_up,
    ends_of_rounding,
    mean_cell,
    protect_count,
    protect_sum,
    split_system,
)


def test_what_the_rules_ask():
    count, mean = protect_count(5), protect_sum(4, (1, 5))
    assert (count.width, count.reach) == (4, 4)  # 0 .. 4, 1 .. 5, ..., 4 .. 8
    assert (mean.width, mean.reach) == (pytest.approx(3.2), None)  # 0.8 of 4 points, four people
    with pytest.raises(ValueError, match="at least 2"):
        protect_count(1)


@pytest.mark.parametrize(
    ("value", "decimals", "ends"),
    [
        (10.81, 1, (10.75, 10.85)),
        (0.444, 0, (-0.5, 0.5)),
        (2.5, 0, (2.5, 3.5)),
        (70, 1, (69.95, 70.05)),
    ],
)
def test_numbers_that_are_printed_alike(value, decimals, ends):
    assert ends_of_rounding(value, decimals) == pytest.approx(ends)


def test_a_mean_is_held_as_its_sum():
    cell = mean_cell("m", (4, 2.5), (1, 5), decimals=1)
    assert (cell.value, cell.low, cell.high, cell.whole) == (10, 4, 20, False)
    assert cell.shown == pytest.approx((9.8, 10.2))


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"value": 5, "high": 4}, "outside its own bounds"),
        ({"value": 5, "high": float("inf")}, "must be finite"),
        ({"value": 2.5, "high": 4}, "whole"),
        ({"value": 2, "high": 4, "state": "secret"}, "unknown state"),
        ({"value": 2, "high": 4, "weight": -1}, "weight"),
        ({"value": 2, "high": 4, "shown": (3, 4)}, "outside what is printed"),
        ({"value": 2, "high": 4, "state": "shown", "protection": protect_count(5)}, "but shown"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(details, message):
    with pytest.raises(ValueError, match=message):
        Cell("a", **details)


def test_a_system_must_have_its_true_values():
    cells = (Cell("a", 3, 9), Cell("b", 4, 9), Cell("all", 7, 9))
    assert System(cells, (add_up("all", "ab"),)).hidden() == frozenset()
    with pytest.raises(ValueError, match="do not satisfy"):
        System(cells, (add_up("a", ["b", "all"]),))
    assert System(cells, (Relation({"a": 1, "b": 1}, 6.5, 7.5),)).relations
    with pytest.raises(ValueError, match="unknown cells"):
        System(cells, (add_up("sum", "ab"),))
    with pytest.raises(ValueError, match="same id"):
        System((*cells, cells[0]))


def test_what_follows_is_withheld_too_unless_it_is_out_already():
    cells = (
        Cell("n", 3, 9, protection=protect_count(5)),
        mean_cell("mean", (3, 2), (1, 5), head="n"),
        Cell("share", 30, 100, whole=False),
        Cell("old", 3, 9, state="shown"),
    )
    system = System(cells, follows=(("mean", "share"), ("n", "old")))
    assert system.hidden() == {"n", "mean", "share"}


def test_parts_are_cut_at_what_no_relation_joins():
    cells = tuple(Cell(name, 2, 9) for name in "abcdef")
    relations = (Relation({"a": 1, "c": -1}), Relation({"d": 1, "e": -1}))
    system = System(cells, relations, follows=(("c", "f"),))
    parts = split_system(system)
    assert [[cell.id for cell in part.cells] for part in parts] == [
        ["a", "c", "f"],
        ["b"],
        ["d", "e"],
    ]
    assert [len(part.relations) for part in parts] == [1, 0, 1]
    assert parts[0].follows == (("c", "f"),)
