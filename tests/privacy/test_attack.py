from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_lib.privacy.attack import attack
from kinerja_lib.privacy.cells import (
    Cell,
    Protection,
    Relation,
    System,
    add_up,
    ends_of_rounding,
    mean_cell,
    protect_count,
    protect_sum,
    tie_share,
)
from tests.disclosure_tables import count_table, intervals, joint_lows, with_margins

counts = st.integers(0, 7)


def seen(system, withheld=()):
    return {e.id: (e.low, e.high) for e in attack(system, withheld)}


def outcomes(system, withheld=()):
    return {e.id: e.outcome for e in attack(system, withheld)}


def test_the_published_example_of_fischetti_and_salazar():
    # Investment of enterprises by activity (rows) and region (columns), Figure 1 of Fischetti and
    # Salazar-Gonzalez (1999), Mathematical Programming 84, 283-312: with (II, A), (II, C),
    # (III, A) and (III, C) missing, the value 22 of (II, C) lies between 5 and 30.
    table = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]
    system = count_table(table, 2, inside=0)
    assert seen(system, ["1,0", "1,2", "2,0", "2,2"])["1,2"] == (5, 30)


def test_a_cell_follows_from_two_rows_and_two_columns_together():
    # After a test of the R package sdcTable (test-simpleheuristic.R): every row and column with a
    # withheld cell has two or more, yet rows 1 and 2 less columns 1 and 3 leave 236 - 189 = 47.
    table = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]]
    system = count_table(table, 2)
    withheld = ["0,0", "0,1", "0,2", "1,0", "1,2", "2,1", "2,3", "3,1", "3,3"]
    found = seen(system, withheld)
    assert found["0,1"] == (47, 47)
    assert found["0,0"][1] > found["0,0"][0]


def test_a_lone_withheld_cell_is_recovered_and_a_square_protects_it():
    # 3 + 20 + 30 = 53: alone, the 3 is 53 - 50. In a square with 20, 40 and 12 it can be anything
    # from 2 (the reader and a colleague) to 21, since 12 + (20 - 2) is the most of its column.
    system = count_table([[3, 20, 30], [40, 12, 9], [11, 8, 17]], 5)
    assert outcomes(system) == {"0,0": "recovered"}
    square = ["0,1", "1,0", "1,1"]
    assert seen(system, square)["0,0"] == (2, 21)
    assert outcomes(system, square)["0,0"] == "protected"


def test_two_small_cells_do_not_protect_each_other():
    # 3 + 1 = 4 whatever is shown: the 3 is 2 or 3, the 1 is 1 or 2.
    system = System(
        (
            Cell("a", 3, 30, protection=protect_count(5)),
            Cell("b", 1, 30, protection=protect_count(5)),
            Cell("c", 20, 30),
            Cell("all", 24, 30),
        ),
        (add_up("all", "abc"),),
    )
    assert outcomes(system) == {"a": "narrow", "b": "narrow"}
    assert seen(system) == {"a": (2, 3), "b": (1, 2)}
    assert outcomes(system, ["c"])["a"] == "protected"


def test_an_interval_between_large_numbers_is_not_enough():
    # 4 or more of 20 .. 26 people: seven whole values, none of them below 5.
    small = Cell("a", 22, 40, protection=Protection(4, 4))
    rest = Cell("b", 6, 10, low=2)
    system = System((small, rest, Cell("all", 28, 50)), (add_up("all", "ab"),))
    (first, _) = attack(system, ["b"])
    assert (first.low, first.high, first.outcome) == (18, 26, "narrow")
    # Where the reader knew the 28 before, no report can add to that.
    shown = System((small, rest, Cell("all", 28, 50, state="shown")), (add_up("all", "ab"),))
    assert attack(shown, ["b"])[0].outcome == "known"


def test_what_the_reader_knew_before_is_not_called_given_away():
    # A unit of 4: whatever is withheld, the 1 lies between 1 and 4 - 2; no report can add to that.
    cells = (
        Cell("a", 1, 4, protection=protect_count(5)),
        Cell("b", 3, 4, protection=protect_count(5)),
        Cell("all", 4, 4, state="shown"),
    )
    assert outcomes(System(cells, (add_up("all", "ab"),))) == {"a": "known", "b": "known"}


def test_an_insider_makes_a_count_narrower():
    # 2 .. 6 for two insiders is five values; nobody inside: 0 .. 8.
    def pair(inside):
        cells = (
            Cell("a", 3, 8, protection=protect_count(5), inside=inside),
            Cell("b", 5, 8, inside=inside),
            Cell("all", 8, 8, state="shown"),
        )
        return System(cells, (add_up("all", "ab"),))

    assert seen(pair(2), ["b"])["a"] == (2, 6)
    assert seen(pair(1), ["b"])["a"] == (1, 7)
    assert seen(pair(0), ["b"])["a"] == (0, 8)


def test_a_chain_of_three_tables_gives_a_cell_back():
    # Unit by sex, sex by age, age by unit; only one cell of each is withheld, and they are tied:
    # unit total 30 = 26 + 4, and the 4 stands again in the table by age as 4 = 44 - 40.
    cells = (
        Cell("u", 30, 50, state="shown"),
        Cell("u men", 26, 50),
        Cell("u women", 4, 50, protection=protect_count(5)),
        Cell("women", 44, 50),
        Cell("other women", 40, 50),
        Cell("old women", 14, 50),
        Cell("young women", 30, 50),
    )
    relations = (
        add_up("u", ["u men", "u women"]),
        add_up("women", ["u women", "other women"]),
        add_up("women", ["old women", "young women"]),
    )
    system = System(cells, relations)
    assert outcomes(system, ["u men"])["u women"] == "recovered"
    assert outcomes(system, ["u men", "women"])["u women"] == "recovered"  # 14 + 30 is 44
    assert outcomes(system, ["u men", "women", "old women"])["u women"] == "protected"


def test_a_hierarchy_gives_a_cell_back_through_its_parent():
    # region = north + south, north = unit 1 + unit 2; only unit 1 and north are withheld.
    cells = (
        Cell("unit 1", 3, 99, protection=protect_count(5)),
        Cell("unit 2", 17, 99),
        Cell("north", 20, 99),
        Cell("south", 40, 99),
        Cell("region", 60, 99),
    )
    relations = (add_up("north", ["unit 1", "unit 2"]), add_up("region", ["north", "south"]))
    system = System(cells, relations)
    assert outcomes(system, ["north"])["unit 1"] == "recovered"
    assert outcomes(system, ["unit 2"])["unit 1"] == "protected"


def test_a_shown_share_gives_its_count_back():
    # 4 of 37 is 10.8 %; to one decimal only 4 fits. To the nearest whole percent (11): still 4.
    # Of 900 people, 0 % (rounded) leaves 0 .. 4, and somebody is in the cell: 2 .. 4.
    def share(count, n, decimals):
        printed = ends_of_rounding(100 * count / n, decimals)
        cells = (
            Cell("n", n, 999, state="shown"),
            Cell("c", count, n, protection=protect_count(5)),
            Cell("%", 100 * count / n, 100, whole=False, shown=printed),
            Cell("rest", n - count, n),
        )
        return System(cells, (add_up("n", ["c", "rest"]), tie_share("c", "%", n)))

    assert seen(share(4, 37, 1), ["rest"])["c"] == (4, 4)
    assert seen(share(4, 37, 0), ["rest"])["c"] == (4, 4)
    assert seen(share(4, 900, 0), ["rest"])["c"] == (2, 4)


def test_a_mean_follows_from_the_mean_of_all():
    # 4 of 20 people; scale 0 .. 100. All: 70, the rest: 72.5, so the four have
    # 1400 - 16 * 72.5 = 240, a mean of 60. Shown to one decimal, all is 1399 .. 1401.
    def three(decimals, inside=0):
        cells = (
            mean_cell("few", (4, 60), (0, 100), inside=inside, protection=protect_sum(4, (0, 100))),
            mean_cell("rest", (16, 72.5), (0, 100), decimals=decimals),
            mean_cell("all", (20, 70), (0, 100), decimals=decimals),
        )
        return System(cells, (add_up("all", ["few", "rest"]),))

    (exact,) = attack(three(None))
    assert (exact.low, exact.high, exact.outcome) == (*approx(240, 240), "recovered")
    (rounded,) = attack(three(1))
    assert (rounded.low, rounded.high, rounded.outcome) == (*approx(238.2, 241.8), "narrow")
    # A reader who is one of the four, and he and his colleague have as little as they can (240 is
    # 200 and 40): the other two have at most 200.
    assert attack(three(1, 2))[0].high == pytest.approx(240)
    both = attack(three(1), ["rest"])[0]
    assert (both.low, both.high, both.outcome) == (*approx(0, 400), "protected")


def approx(*values):
    return tuple(pytest.approx(value, abs=1e-5) for value in values)


def test_an_insider_narrows_the_partner_of_a_mean():
    # Two groups of 3, scale 1 .. 5, known total 18: the reader and a colleague are in the other
    # group with 2 + 2 (lowest possible is 1 + 1): its third member then leaves 18 - 4 - (1 .. 5).
    cells = (
        mean_cell("a", (3, 3), (1, 5), protection=Protection(6)),
        mean_cell("b", (3, 3), (1, 5)),
        mean_cell("all", (6, 3), (1, 5), state="shown"),
    )
    system = System(cells, (add_up("all", "ab"),))
    a = attack(system, ["b"])[0]
    # Insiders at the bottom have at least 9 - 5 = 4, at the top at most 9 - 1 = 8: b is then
    # 5 .. 9 or 9 .. 13, and a is 9 .. 13 or 5 .. 9: 4 wide, and known as wide when in a itself.
    assert (a.outcome, a.high - a.low) == ("known", 12.0)


def test_a_shown_mean_whose_n_is_withheld_ties_sum_and_n():
    # 3 people at 5.0 and 17 at 66 / 17, all 20 together at 81 / 20: 5 n + 66 / 17 (20 - n) = 81 has
    # one solution, n = 3.
    cells = (
        Cell("n", 3, 20, protection=protect_count(5)),
        Cell("n rest", 17, 20),
        Cell("n all", 20, 20, state="shown"),
        mean_cell("few", (3, 5.0), (1, 5), head="n"),
        mean_cell("rest", (17, 66 / 17), (1, 5), head="n rest"),
        mean_cell("all", (20, 81 / 20), (1, 5), state="shown"),
    )
    relations = (add_up("n all", ["n", "n rest"]), add_up("all", ["few", "rest"]))
    system = System(cells, relations)
    shown_means = {e.id: e for e in attack(system, ["n rest"])}
    assert shown_means["n"].outcome == "recovered"
    hidden_means = {e.id: e for e in attack(system, ["n rest", "few", "rest"])}
    assert hidden_means["n"].outcome == "protected"


def test_whole_numbers_leave_less_than_fractions():
    # 6 a + 10 b = 38 (a = 3, b = 2): fractions leave a from 0 to 6.33, whole numbers only 3.
    cells = (Cell("a", 3, 9, protection=protect_count(5), inside=0), Cell("b", 2, 9, inside=0))
    system = System((*cells, Cell("s", 38, 200)), (Relation({"a": 6, "b": 10, "s": -1}),))
    a = attack(system, ["b"])[0]
    assert (a.low, a.high, a.outcome) == (3, 3, "recovered")


@settings(max_examples=60, deadline=None)
@given(
    table=st.lists(st.lists(counts, min_size=3, max_size=3), min_size=2, max_size=3),
    picks=st.sets(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=5),
    inside=st.integers(0, 2),
)
def test_intervals_are_those_of_trying_every_table(table, picks, inside):
    system = count_table(table, 4, inside=inside)
    picks = {f"{i},{j}" for i, j in picks if i < len(table)}
    withheld = picks | system.hidden()
    if not withheld or len(withheld) > 7:
        return
    assert seen(system, picks) == intervals(system, withheld, joint_lows(system, withheld))


@settings(max_examples=40, deadline=None)
@given(table=st.lists(st.lists(counts, min_size=2, max_size=2), min_size=2, max_size=3))
def test_no_pair_of_insiders_can_tell_more(table):
    # Every pair of people, in whichever cells they are: what they know of a count is what they add
    # to it. Their interval contains the one that is judged.
    system = count_table(table, 4)
    inner = [f"{i},{j}" for i in range(len(table)) for j in range(2)]
    withheld = sorted(set(inner) | system.hidden())
    judged = seen(system, withheld)
    people = [name for name in inner for _ in range(min(2, int(system[name].value)))]
    for pair in set(combinations(people, 2)):
        lows = {n: min(system[n].value, max(1, _among(pair, n, len(table)))) for n in withheld}
        for name, (low, high) in intervals(system, withheld, lows).items():
            assert low <= judged[name][0] and judged[name][1] <= high


def _among(pair, name, rows):
    row, column = (int(part) for part in name.split(","))
    return sum(
        (row == rows or int(p.split(",")[0]) == row)
        and (column == 2 or int(p.split(",")[1]) == column)
        for p in pair
    )


def test_three_dimensions_need_whole_numbers_too():
    # 2 x 2 x 2 with all two-way margins: one degree of freedom, so all cells move together.
    rng = np.random.default_rng(3)
    cube = rng.integers(1, 7, (2, 2, 2))
    cells = [
        Cell(f"{i}{j}{k}", int(cube[i, j, k]), 99, inside=0) for i, j, k in np.ndindex(2, 2, 2)
    ]
    relations = []
    for axis in range(3):
        for where in np.ndindex(2, 2):
            name = f"m{axis}{where}"
            parts = [tuple(np.insert(where, axis, v)) for v in (0, 1)]
            cells.append(Cell(name, int(sum(cube[p] for p in parts)), 99, state="shown"))
            relations.append(add_up(name, ["".join(map(str, p)) for p in parts]))
    system = System(tuple(cells), tuple(relations))
    withheld = ["".join(map(str, p)) for p in np.ndindex(2, 2, 2)]
    even = [cube[p] for p in np.ndindex(2, 2, 2) if sum(p) % 2 == 0]
    odd = [cube[p] for p in np.ndindex(2, 2, 2) if sum(p) % 2 == 1]
    assert seen(system, withheld)["000"] == (cube[0, 0, 0] - min(even), cube[0, 0, 0] + min(odd))


def test_margins_are_built_as_worked_by_hand():
    assert with_margins([[1, 2], [3, 4]]).tolist() == [[1, 2, 3], [3, 4, 7], [4, 6, 10]]
