import pytest

from kinerja_lib.privacy.attack import attack
from kinerja_lib.privacy.cells import Cell, System, add_up, mean_cell
from kinerja_lib.privacy.complement import plan_withholding
from kinerja_lib.privacy.difference import (
    UNCHANGED,
    Drift,
    Movers,
    anew,
    changed_classes,
    fewest_movers,
    growing,
    link_runs,
)

SCALE = (0.0, 100.0)


def verdicts(cells, relations, withheld=()):
    return {e.id: e for e in attack(System(cells, relations), withheld)}


def one_leaves(drift, *, decimals=1, change=0.0):
    """15 people at 70; one with 90 leaves; the 14 who stay change by `change` altogether."""
    earlier = mean_cell("earlier", (15, 70.0), SCALE, state="shown", decimals=decimals)
    now = mean_cell("now", (14, (1050 - 90 + change) / 14), SCALE, decimals=decimals)
    cells, relations = link_runs(earlier, now, Movers(1, 0, 14, 90, 0), drift, 5)
    return (earlier, now, *cells), relations


def test_one_who_leaves_is_given_away_where_nobody_else_changes():
    # 15 * 70 - 14 * 68.571 = 90; printed to one decimal: 1050 -+ 0.75 less 960.4 -+ 0.7.
    cells, relations = one_leaves(UNCHANGED)
    left = verdicts(cells, relations)["now:left"]
    assert left.outcome == "narrow"
    assert (left.low, left.high) == (pytest.approx(88.15), pytest.approx(91.05))
    exact = one_leaves(UNCHANGED, decimals=None)
    assert verdicts(*exact)["now:left"].outcome == "recovered"
    plan = plan_withholding(System(cells, relations))
    assert plan.added == ("now",)
    assert verdicts(cells, relations, plan.withheld)["now:left"].outcome == "protected"


@pytest.mark.parametrize(
    ("spread", "outcome"),
    [(5.0, "protected"), (1.0, "narrow")],  # 2 * 5 * sqrt(14) = 37 of 100 points; 2 * 3.7 = 7
)
def test_new_values_hide_one_who_leaves_if_they_differ_enough(spread, outcome):
    cells, relations = one_leaves(anew(14, spread))
    assert verdicts(cells, relations)["now:left"].outcome == outcome


def test_one_swap_is_hidden_as_far_as_the_two_can_be_anybody():
    # Same head count. 90 leaves, 40 joins: joined - left = -50, so left is 50 .. 100: wide enough.
    # Where 100 leaves and 5 joins only 95 .. 100 is left.
    def swap(gone, came):
        earlier = mean_cell("earlier", (15, 70.0), SCALE, state="shown")
        now = mean_cell("now", (15, (1050 - gone + came) / 15), SCALE)
        cells, relations = link_runs(earlier, now, Movers(1, 1, 14, gone, came), UNCHANGED, 5)
        return verdicts((earlier, now, *cells), relations)["now:left"]

    wide, narrow = swap(90, 40), swap(100, 5)
    assert (wide.low, wide.high) == (pytest.approx(50, abs=1e-5), pytest.approx(100, abs=1e-5))
    assert (wide.outcome, narrow.outcome) == ("protected", "narrow")


def classes(now_values, moved, drift):
    """A unit of 12 in three classes of 5, 4 and 3; one person leaves."""
    cells, relations = [], []
    values = {"a": 5, "b": 4, "c": 3}
    for name, value in values.items():
        earlier = Cell(f"old {name}", value, 12, state="shown")
        now = Cell(f"new {name}", now_values[name], 11)
        more, sums = link_runs(earlier, now, Movers(1, 0, 11, float(name == moved), 0), drift, 5)
        cells += [earlier, now, *more]
        relations += sums
    cells += [Cell("old", 12, 12, state="shown"), Cell("new", 11, 11, state="shown")]
    cells.append(Cell("left", 1, 1, state="shown"))
    relations += [
        add_up("old", [f"old {name}" for name in values]),
        add_up("new", [f"new {name}" for name in values]),
        add_up("left", [f"new {name}:left" for name in values]),
    ]
    return tuple(cells), tuple(relations)


def test_the_class_of_one_who_leaves_is_given_away_and_then_withheld():
    system = classes({"a": 5, "b": 3, "c": 3}, "b", UNCHANGED)
    found = verdicts(*system)
    assert found["new b:left"].outcome == "recovered"
    assert (found["new b:left"].low, found["new b:left"].high) == (1, 1)
    assert found["new a:left"].outcome == "recovered"  # and that he was not in a
    plan = plan_withholding(System(*system))
    after = verdicts(*system, plan.withheld)
    assert plan.added and not any(exposure.fails for exposure in after.values())
    assert (after["new b:left"].low, after["new b:left"].high) == (0, 1)


def test_one_change_of_class_hides_the_class_of_one_who_leaves():
    # One of those who stay may have gone from any class to any other.
    found = verdicts(*classes({"a": 5, "b": 3, "c": 3}, "b", Drift(-1, 1)))
    assert (found["new b:left"].low, found["new b:left"].high) == (0, 1)
    assert not any(exposure.fails for exposure in found.values())


def test_drift_worked_by_hand():
    assert growing(10, 40.0) == Drift(0, 400)
    assert anew(16, 5.0) == Drift(-20, 20)  # 5 * sqrt(16)
    assert anew(16, 5.0, mean_change=1.0) == Drift(-4, 36)
    # Nobody of 14 changes with 0.97 ** 14 = 65 %: at least so few as 0 in one case of ten. Of 100
    # nobody with 5 %, one or nobody with 19 %.
    assert changed_classes(14, 0.03) == Drift(0, 0)
    assert changed_classes(100, 0.03) == Drift(-1, 1)
    assert changed_classes(0, 0.5) == UNCHANGED


def test_cumulative_hours_of_one_who_joins():
    # 12 people with 240 hours; a 13th brings 30 from another unit, nobody else trained: between
    # 0 and 30 are his, as each of the others may have added up to 40.
    scale = (0.0, 60.0)
    earlier = mean_cell("earlier", (12, 20.0), scale, state="shown")
    now = mean_cell("now", (13, 270 / 13), scale)
    for drift, low in ((growing(12, 40.0), 0.0), (growing(12, 0.5), 24.0)):
        cells, relations = link_runs(earlier, now, Movers(0, 1, 12, 0, 30), drift, 5)
        joined = verdicts((earlier, now, *cells), relations)["now:joined"]
        assert (joined.low, joined.high) == (pytest.approx(low, abs=1e-5), pytest.approx(30))
        assert joined.outcome == ("protected" if low == 0 else "narrow")


def test_head_counts_alone_are_read_as_few_movers():
    assert fewest_movers(15, 14) == (1, 0)
    assert fewest_movers(14, 17) == (0, 3)
    assert fewest_movers(15, 15) == (0, 0)


def test_numbers_on_different_scales_are_not_compared():
    with pytest.raises(ValueError, match="same scale"):
        link_runs(
            mean_cell("a", (9, 3.0), (1, 5)),
            mean_cell("b", (9, 60.0), SCALE),
            Movers(0, 0, 9, 0, 0),
            UNCHANGED,
            5,
        )
