import json
from itertools import combinations
from pathlib import Path

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
    mean_cell,
    protect_count,
    protect_sum,
    split_system,
)
from kinerja_lib.privacy.complement import Effort, Plan, plan_withholding
from tests.disclosure_tables import count_table, intervals, joint_lows, with_margins

TAU_ARGUS = Path(__file__).parents[1] / "data" / "withholding_tauargus.json"
weights = st.lists(st.integers(1, 4), min_size=3, max_size=3)


def fails(system, withheld):
    return [exposure.id for exposure in attack(system, withheld) if exposure.fails]


def cheapest(system):
    """Try every set of open cells; give the least weight of a safe one."""
    hidden = system.hidden()
    open_ = [cell.id for cell in system.cells if cell.id not in hidden and cell.state == "open"]
    best, before = None, prior(system)
    for size in range(len(open_) + 1):
        for extra in combinations(open_, size):
            loss = sum(system[name].weight for name in extra)
            if best is not None and loss >= best:
                continue
            if system.close(extra) == set(extra) and is_safe(system, hidden | set(extra), before):
                best = loss
    return best


def prior(system):
    """Give what is left of every cell when all are withheld."""
    every = {cell.id for cell in system.cells if cell.state != "shown"}
    return intervals(system, every, joint_lows(system, every))


def is_safe(system, withheld, before):
    found = intervals(system, withheld, joint_lows(system, withheld))
    for name in withheld:
        protection = system[name].protection
        if protection is not None:
            low, high = found[name]
            width = min(protection.width, before[name][1] - before[name][0])
            if high - low < width or low > max(protection.reach, before[name][0]):
                return False
    return True


def test_a_square_is_the_cheapest_way_to_protect_one_cell():
    # 3 needs a partner in its row and one in its column, and these a common one.
    values = [[3, 20, 8], [40, 12, 19], [11, 28, 17]]
    weight = [[v * 1.0 for v in row] + [sum(row)] for row in values]
    weight.append([sum(column) for column in zip(*weight, strict=True)])
    plan = plan_withholding(count_table(values, 5, weights=weight))
    # Squares with the 3: 20+40+12 = 72, 8+40+19 = 67, 20+11+28 = 59, 8+11+17 = 36; totals are more.
    assert plan.added == ("0,2", "2,0", "2,2")
    assert (plan.loss, plan.bound) == (36, 36)
    assert plan.proven


def test_nothing_is_added_where_the_primary_cells_protect_each_other():
    system = count_table([[4, 4, 4, 30], [4, 4, 4, 30], [4, 4, 4, 30], [9, 9, 9, 9]], 5)
    assert plan_withholding(system) == Plan(system.hidden(), (), 0.0, 0.0)


@pytest.mark.parametrize("inside", [0, 2])
@settings(max_examples=10, deadline=None)
@given(
    table=st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=2),
    weight=st.lists(weights, min_size=3, max_size=3),
)
def test_no_safe_set_is_cheaper(inside, table, weight):
    system = count_table(table, 3, weights=weight, inside=inside)
    plan = plan_withholding(system)
    assert plan.proven
    assert is_safe(system, plan.withheld, prior(system))
    assert plan.loss == cheapest(system)


@settings(max_examples=6, deadline=None)
@given(table=st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=3, max_size=4))
def test_every_plan_is_safe_also_when_the_search_is_cut_short(table):
    system = count_table(table, 5)
    full, short = plan_withholding(system), plan_withholding(system, Effort(1, 1, 1, 1))
    for plan in (full, short):
        assert not fails(system, plan.withheld)
        assert plan.bound <= plan.loss + 1e-6
    if full.proven:  # then each added cell is needed, and the attack sees it when it is shown
        assert all(fails(system, full.withheld - {name}) for name in full.added)
    assert full.loss <= short.loss + 1e-6
    assert short.bound <= full.loss + 1e-6
    assert plan_withholding(system, Effort(0, 0, 0, 0)).withheld >= system.hidden()


def test_the_same_input_gives_the_same_plan():
    table = [[3, 20, 8, 1], [40, 12, 19, 7], [11, 2, 17, 30], [4, 28, 6, 14]]
    first = plan_withholding(count_table(table, 5))
    assert first.proven
    assert first == plan_withholding(count_table(table, 5))


def test_a_total_that_two_tables_share_links_them():
    # Units by class and units by sex share the unit totals. In the first, 3 + 17 = 20; withholding
    # the 17 is enough. In the second, the total 20 = 12 + 8 may not be withheld alone.
    cells = (
        Cell("class a", 3, 60, protection=protect_count(5)),
        Cell("class b", 17, 60, weight=5),
        Cell("men", 12, 60),
        Cell("women", 8, 60),
        Cell("all", 20, 60),
    )
    relations = (add_up("all", ["class a", "class b"]), add_up("all", ["men", "women"]))
    apart = System(cells[:2] + cells[4:], relations[:1])
    assert plan_withholding(apart).added == ("all",)
    linked = plan_withholding(System(cells, relations))
    assert (linked.added, linked.loss) in ((("men", "all"), 2.0), (("women", "all"), 2.0))
    assert linked.proven


@settings(max_examples=6, deadline=None)
@given(
    units=st.lists(st.integers(1, 3), min_size=4, max_size=4),
    men=st.integers(1, 3),
    weight=st.lists(st.integers(1, 5), min_size=9, max_size=9),
)
def test_no_safe_set_is_cheaper_in_a_hierarchy_with_a_linked_table(units, men, weight):
    # region = north + south, each of two units; region = men + women.
    total = sum(units)
    values = {f"unit {i}": value for i, value in enumerate(units)}
    values |= {"north": sum(units[:2]), "south": sum(units[2:]), "region": total}
    values |= {"men": men, "women": total - men}
    cells = tuple(
        Cell(name, value, 12, weight=w, protection=protect_count(3) if value < 3 else None)
        for (name, value), w in zip(values.items(), weight, strict=True)
    )
    relations = (
        add_up("north", ["unit 0", "unit 1"]),
        add_up("south", ["unit 2", "unit 3"]),
        add_up("region", ["north", "south"]),
        add_up("region", ["men", "women"]),
    )
    system = System(cells, relations)
    plan = plan_withholding(system)
    assert plan.proven
    assert is_safe(system, plan.withheld, prior(system))
    assert plan.loss == cheapest(system)


def test_a_share_goes_with_its_count_and_a_mean_with_its_n():
    cells = (
        Cell("n", 20, 60, state="shown"),
        Cell("few", 3, 60, protection=protect_count(5)),
        Cell("rest", 17, 60),
        mean_cell("mean few", (3, 60), (0, 100), head="few"),
        mean_cell("mean rest", (17, 70), (0, 100), head="rest"),
    )
    system = System(cells, (add_up("n", ["few", "rest"]),), follows=(("few", "rest"),))
    assert system.hidden() == {"few", "rest", "mean few", "mean rest"}
    assert plan_withholding(system).withheld == system.hidden()


def test_a_mean_is_protected_by_another_mean():
    scale = (0.0, 100.0)
    cells = (
        mean_cell("a", (4, 60), scale, protection=protect_sum(4, scale), decimals=1),
        mean_cell("b", (9, 72.5), scale, decimals=1, weight=9),
        mean_cell("c", (6, 80), scale, decimals=1, weight=6),
        mean_cell("all", (19, (240 + 652.5 + 480) / 19), scale, decimals=1, weight=19),
    )
    system = System(cells, (add_up("all", "abc"),))
    assert fails(system, ()) == ["a"]
    plan = plan_withholding(system)
    assert (plan.added, plan.proven) == (("c",), True)
    assert not fails(system, plan.withheld)


def test_whole_numbers_are_asked_for_where_fractions_would_do():
    # 3 a + 5 b + 15 c = 60 with a = 5, b = 3, c = 2: with b withheld fractions leave a from 0 to
    # 10, whole numbers 0, 5, 10, which is wide; with 7 b instead of 5 only a = 5 is left.
    def plan(second):
        total = 3 * 4 + second * 3 + 15 * 2
        cells = (
            Cell("a", 4, 8, inside=0, protection=protect_count(5)),
            Cell("b", 3, 6, inside=0, weight=1),
            Cell("c", 2, 9, inside=0, weight=9),
            Cell("s", total, total, state="shown"),
        )
        return plan_withholding(System(cells, (Relation({"a": 3, "b": second, "c": 15, "s": -1}),)))

    assert plan(3).added == ("b",)
    assert plan(11).added == ("b", "c")  # 3 a + 11 b = 45: only a = 4, b = 3, within 0 .. 8
    assert plan(11).proven


def test_parts_without_a_common_relation_are_planned_apart():
    one, two = (count_table([[3, 20], [30, 12]], 5, name=name) for name in ("x", "y"))
    both = System(one.cells + two.cells, one.relations + two.relations)
    assert [len(part.cells) for part in split_system(both)] == [9, 9]
    plans = [plan_withholding(system) for system in (one, two, both)]
    assert plans[2].withheld == plans[0].withheld | plans[1].withheld
    assert plans[2].loss == plans[0].loss + plans[1].loss


def test_a_number_that_is_out_already_stays_out():
    # Everything else of the row was published before: nothing can protect the 3 any more, and the
    # verdict says that this report adds nothing.
    cells = (
        Cell("a", 3, 60, protection=protect_count(5)),
        Cell("b", 17, 60, state="shown"),
        Cell("all", 20, 60, state="shown"),
    )
    system = System(cells, (add_up("all", "ab"),))
    assert plan_withholding(system).added == ()
    assert [e.outcome for e in attack(system)] == ["known"]


def as_tau_argus_has_it(table):
    """Cells weigh their value; 2 .. 4 are primary, from 0 to value + 5; the others at least 2."""
    full = with_margins(table)
    bare = count_table(table, 2, inside=0, weights=full)
    least = int(full.min())
    cells = tuple(
        Cell(
            cell.id,
            cell.value,
            cell.high,
            low=0 if cell.value < 5 else least,
            weight=cell.weight,
            protection=Protection(cell.value + 5, 0) if cell.value < 5 else None,
            inside=0,
        )
        for cell in bare.cells
    )
    return System(cells, bare.relations)


@pytest.mark.parametrize("case", json.loads(TAU_ARGUS.read_text(encoding="utf-8")))
def test_tau_argus_finds_nothing_cheaper_and_its_sets_are_safe_here_too(case):
    system = as_tau_argus_has_it(case["table"])
    plan = plan_withholding(system)
    assert (plan.loss, plan.proven) == (case["loss"], True)
    assert not fails(system, [f"{i},{j}" for i, j in case["secondary"]])
