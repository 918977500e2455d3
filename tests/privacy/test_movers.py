"""Pairs of publications between which people moved; small sheets, worked by hand."""

import pytest

from kinerja_lib.privacy.movers import find_differences
from kinerja_lib.privacy.people import People
from kinerja_lib.privacy.published import Published
from kinerja_lib.privacy.sheets import Sheet, SheetColumn


def sheet(rows, *, hidden=(), roles=("n", "count"), names=("n", "baik"), minimum=10):
    """A table with a row per unit; `hidden` are (row, column)."""
    columns = {
        name: SheetColumn(
            role,
            tuple(float(values[place]) for values in rows.values()),
            tuple((row, name) in hidden for row in range(len(rows))),
        )
        for place, (name, role) in enumerate(zip(names, roles, strict=True))
    }
    return Sheet("r", "t", ("unit",), tuple((key,) for key in rows), columns, minimum)


def staff(**units):
    """People of units: a number of own people, and further names."""
    return People(
        {
            unit: frozenset([*(f"{unit}{i}" for i in range(own)), *more])
            for unit, (own, more) in units.items()
        }
    )


def compare(then, now, people_then=None, people_now=None):
    found = find_differences([now], people_now, [Published("1", "2026-01", (then,), people_then)])
    return [(now.rows[row][0], name) for _place, row, name in found]


STILL = staff(A=(20, []), B=(30, ["x"]))
MOVED = staff(A=(20, ["x"]), B=(30, []))


def test_one_mover_gives_his_class_away_in_both_units():
    then, now = sheet({"A": (20, 12), "B": (31, 20)}), sheet({"A": (21, 13), "B": (30, 19)})
    # 13 - 12 = 1 of one who joined, and nobody else changed
    assert compare(then, now, STILL, MOVED) == [("A", "baik"), ("B", "baik")]
    # a count that stays as it was tells that he is in another class
    assert compare(then, sheet({"A": (21, 12), "B": (30, 20)}), STILL, MOVED)


def test_a_cell_hidden_then_or_now_gives_nothing_away():
    numbers = {"A": (20, 12), "B": (31, 20)}, {"A": (21, 13), "B": (30, 19)}
    then = sheet(numbers[0], hidden={(0, "baik")})
    now = sheet(numbers[1], hidden={(1, "baik")})
    assert compare(then, now, STILL, MOVED) == []


def test_two_who_change_places_are_told_by_the_lists_of_people_only():
    then = now = sheet({"A": (21, 13), "B": (31, 20)})
    before = staff(A=(20, ["y"]), B=(30, ["x"]))
    after = staff(A=(20, ["x"]), B=(30, ["y"]))
    # both counts stay: the two are in the same class
    assert compare(then, now, before, after) == [("A", "baik"), ("B", "baik")]
    assert compare(then, now) == []


def test_a_corrected_number_of_the_same_people_is_shown():
    then, now = sheet({"A": (20, 12), "B": (31, 20)}), sheet({"A": (20, 14), "B": (31, 20)})
    assert compare(then, now, STILL, STILL) == []


def test_groups_of_ten_and_more_are_free_to_come():
    many = [f"x{i}" for i in range(12)]
    before, after = staff(A=(20, []), B=(30, many)), staff(A=(20, many), B=(30, []))
    then, now = sheet({"A": (20, 12), "B": (42, 25)}), sheet({"A": (32, 19), "B": (30, 18)})
    assert compare(then, now, before, after) == []


def test_one_who_comes_beside_twelve_who_leave():
    many = [f"x{i}" for i in range(12)]
    before = staff(A=(20, many))
    after = staff(A=(20, ["y"]))
    # 25 less 12 who leave and one who comes: at most all 12 were Baik, so y may be either
    assert compare(sheet({"A": (32, 25)}), sheet({"A": (21, 18)}), before, after) == []
    # all 12 were another class, or 11 and y: one more than before cannot come from those who left
    assert compare(sheet({"A": (32, 18)}), sheet({"A": (21, 19)}), before, after) == [("A", "baik")]


def test_months_that_change_much_hide_the_mover():
    units = {f"U{i}": (40, 20) for i in range(10)}
    later = {f"U{i}": (40, 20 + (8 if i % 2 else -8)) for i in range(10)}
    then, now = sheet({**units, "A": (40, 20)}), sheet({**later, "A": (41, 21)})
    # a fifth of all changed class: the lower tenth of binomial(40, 1/5) is 5
    assert compare(then, now) == []
    calm = sheet({**units, "A": (41, 21)})
    assert compare(then, calm) == [("A", "baik")]


def test_head_counts_tell_the_movers_where_people_are_not_known():
    then, now = sheet({"A": (20, 12)}), sheet({"A": (22, 14)})
    assert compare(then, now) == compare(then, now, STILL, None) == [("A", "baik")]
    assert compare(then, sheet({"A": (35, 20)})) == []


def test_people_and_head_counts_that_disagree_count_as_movers():
    # one joined by the list, but two more are counted: one more who came is not on the list
    then, now = sheet({"A": (20, 12), "B": (31, 20)}), sheet({"A": (20, 12), "B": (32, 21)})
    assert compare(then, now, STILL, STILL) == [("B", "baik")]


def test_a_row_of_an_earlier_year_knows_no_movers():
    then = sheet({"2025": (500, 400), "A": (20, 12)})
    assert compare(then, sheet({"2025": (500, 400), "A": (20, 12)}), STILL, MOVED) == [
        ("A", "baik")
    ]


@pytest.mark.parametrize(("now", "found"), [(60.0, [("A", "p")]), (57.0, [("A", "p")])])
def test_a_share_that_gives_a_count_is_judged_as_one(now, found):
    shape = {"roles": ("n", "share"), "names": ("n", "p")}
    then = sheet({"A": (20, 60.0), "B": (20, 50.0)}, **shape)
    later = sheet({"A": (20, now), "B": (20, 50.0)}, **shape)
    before, after = staff(A=(19, ["x"]), B=(20, [])), staff(A=(19, ["y"]), B=(20, []))
    assert compare(then, later, before, after) == found


def test_means_are_safe_where_those_who_stayed_moved_enough():
    shape = {"roles": ("n", "value"), "names": ("n", "rerata")}
    units = {f"U{i}": (25, 70.0 + i) for i in range(9)}
    then = sheet({**units, "A": (25, 74.0)}, **shape)
    calm = sheet({**units, "A": (26, 74.5)}, **shape)
    assert compare(then, calm) == [("A", "rerata")]
    # Rows differ by sd 2.6 (n 25): one person's range 6 * 2.6 * 5 = 77, asked are 0.2 * 77 = 15.
    # Means that move by 1 and by -1 are a spread of root 25 = 5 a person: 2 * 5 * 5 = 50.
    moving = {key: (n, mean + (1 if i % 2 else -1)) for i, (key, (n, mean)) in
              enumerate(units.items())}  # fmt: skip
    assert compare(then, sheet({**moving, "A": (26, 74.5)}, **shape)) == []


def test_every_earlier_publication_counts_and_tables_of_places_do_not():
    numbers = {"A": (20, 12), "B": (31, 20)}, {"A": (21, 13), "B": (30, 19)}
    first, second = sheet(numbers[0]), sheet(numbers[1], hidden={(0, "baik"), (1, "baik")})
    past = [Published("1", "2026-01", (first,), STILL), Published("2", "2026-02", (second,), MOVED)]
    assert len(find_differences([sheet(numbers[1])], MOVED, past)) == 2
    open_to_all = sheet(numbers[0], minimum=0), sheet(numbers[1], minimum=0)
    assert compare(*open_to_all, STILL, MOVED) == []


def test_a_table_with_other_keys_is_another_table():
    then = sheet({"A": (20, 12)})
    other = Sheet("r", "t", ("kelas",), then.rows, then.columns, 10)
    assert compare(then, other, STILL, MOVED) == []
