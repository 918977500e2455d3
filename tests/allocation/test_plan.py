"""Plans against complete enumeration, hand cases and every limit."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_lib.allocation import mandatory
from kinerja_lib.allocation.bound import bound_by_rows, relax
from kinerja_lib.allocation.explain import explain_pairs
from kinerja_lib.allocation.filling import Filling, rank_ties
from kinerja_lib.allocation.heuristic import worth
from kinerja_lib.allocation.model import build_model
from kinerja_lib.allocation.moves import search_moves
from kinerja_lib.allocation.price_bound import bound_by_prices
from kinerja_lib.allocation.pricing import Prices
from kinerja_lib.allocation.problem import Courses, Limits, Pairs, People, Problem
from kinerja_lib.allocation.solve import _is_better, make_plan, measure_gap
from kinerja_lib.allocation.ties import draw_lots
from kinerja_lib.allocation.verify import audit
from kinerja_lib.allocation.what_if import (
    add_class,
    add_money,
    find_full_courses,
    find_short_funds,
    plan_again,
    try_class,
    try_money,
)


def make(value, *, need=None, cap=None, mandatory=(), clash=(), budget=np.inf, **more):
    """Make a problem of a value matrix (people x courses, NaN: no pair); defaults are generous."""
    value = np.asarray(value, dtype=float)
    n, t = value.shape
    person, course = np.nonzero(~np.isnan(value))
    need_of = np.full((n, t), -1) if need is None else np.asarray(need)
    caps = np.full((n, t), np.inf) if cap is None else np.asarray(cap, dtype=float)
    forced = np.zeros((n, t), dtype=bool)
    for pair in mandatory:
        forced[pair] = True
    overlap = np.zeros((t, t), dtype=bool)
    for a, b in clash:
        overlap[a, b] = overlap[b, a] = True

    def each(name, default, size, kind=float):
        return np.broadcast_to(np.asarray(more.get(name, default), dtype=kind), (size,)).copy()

    courses = Courses(
        each("hours", 8, t), each("head", 0, t), each("fixed", 0, t), np.zeros(t, dtype=int),
        each("least", 1, t, int), each("most", 10, t, int), each("classes", 1, t, int),
        each("always", False, t, bool), overlap,
    )  # fmt: skip
    people = People(
        each("done", 0, n), each("floor", 0, n), each("ceiling", np.inf, n),
        each("unit", 0, n, int), each("wait", 100, n), each("lot", np.arange(n), n),
    )  # fmt: skip
    pairs = Pairs(person, course, value[person, course], need_of[person, course],
                  caps[person, course], forced[person, course])  # fmt: skip
    limits = Limits(np.array([float(budget)]), more.get("load_courses", 3),
                    more.get("load_hours", 80.0), more.get("penalty", 0.1))  # fmt: skip
    return Problem(courses, people, pairs, limits)


def enumerate_best(problem):
    """Try every plan; the classes of a course are as few as hold its people."""
    best = -np.inf
    for bits in product((False, True), repeat=problem.n_pairs):
        chosen = np.array(bits, dtype=bool)
        taken = np.bincount(problem.pairs.course[chosen], minlength=problem.n_courses)
        classes = -(-taken // np.maximum(problem.courses.most, 1))
        found = audit(problem, chosen, classes)
        if not found.breaches:
            best = max(best, found.objective)
    return best


@st.composite
def problems(draw):
    n, t = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    value = [[draw(st.sampled_from([np.nan, 0.0, 1.0, 1.5, 2.0])) for _ in range(t)]
             for _ in range(n)]  # fmt: skip
    need = [[person if draw(st.booleans()) else -1 for _ in range(t)] for person in range(n)]
    least = draw(st.integers(1, 2))
    return make(
        value, need=need, cap=np.full((n, t), 2.0), least=least, most=draw(st.integers(least, 3)),
        classes=draw(st.integers(0, 2)), head=draw(st.sampled_from([0.0, 1.0])),
        fixed=draw(st.sampled_from([0.0, 2.0])),
        budget=draw(st.sampled_from([0.0, 3.0, 6.0, np.inf])),
        floor=draw(st.sampled_from([0.0, 8.0, 20.0])),
        hours=draw(st.sampled_from([4.0, 8.0, 12.0])),
        ceiling=draw(st.sampled_from([8.0, 24.0, np.inf])),
        load_courses=draw(st.integers(1, 3)),
        clash=[(0, 1)] if t > 1 and draw(st.booleans()) else [],
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_exact_plan_is_the_best_of_all_and_the_bounds_are_above_it(problem):
    best = enumerate_best(problem)
    plan = make_plan(problem, seconds=10)
    assert plan.audit.objective == pytest.approx(best, rel=1e-3, abs=1e-6)
    assert plan.bound >= best - 1e-6 and plan.bound_all >= best - 1e-6
    quick = make_plan(problem, seconds=2, exact_pairs=-1)
    assert quick.audit.objective <= best + 1e-6 <= quick.bound + 2e-6


@settings(max_examples=40, deadline=None)
@given(problems(), st.lists(st.floats(-1, 5), min_size=4, max_size=4))
def test_a_bound_holds_for_any_prices(problem, numbers):
    best = enumerate_best(problem)
    prices = Prices(np.array(numbers[: problem.n_courses]), np.array(numbers[3:]))
    assert bound_by_prices(problem, prices) >= best - 1e-6
    model = build_model(problem)
    rows = np.resize(np.array(numbers), len(model.limit))
    assert bound_by_rows(model, rows) >= best - 1e-6
    x, prices = relax(model)
    if x is not None:
        assert bound_by_rows(model, prices) == pytest.approx(model.gain @ x, abs=1e-6)


def test_one_need_counts_once():
    # Two courses of value 1 on one need of at most 1.5: 1.5 and not 2.
    problem = make([[1.0, 1.0]], need=[[0, 0]], cap=[[1.5, 1.5]])
    plan = make_plan(problem)
    assert plan.audit.closed == pytest.approx(1.5)
    assert plan.audit.counted_twice == pytest.approx(2.0)


def test_more_mandatory_people_than_seats_gives_an_honest_partial_plan():
    problem = make([[1.0], [1.0], [1.0]], most=2, mandatory=[(0, 0), (1, 0), (2, 0)],
                   wait=[10, 300, 20])  # fmt: skip
    plan = make_plan(problem)
    assert list(plan.unmet.cause) == [mandatory.SEAT]
    assert list(problem.pairs.person[plan.unmet.pair]) == [0]  # the shortest wait
    assert not plan.audit.breaches


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ({"least": 3}, mandatory.MINIMUM),
        ({"budget": 0, "head": 1}, mandatory.MONEY),
        ({"ceiling": 4}, mandatory.HOURS),
        ({"load_courses": 0}, mandatory.LOAD),
    ],
)
def test_what_stands_in_the_way_of_a_mandatory_course_is_named(more, cause):
    plan = make_plan(make([[1.0]], mandatory=[(0, 0)], **more))
    assert list(plan.unmet.cause) == [cause] and not plan.chosen.any()


def test_mandatory_courses_that_clash_are_not_both_met():
    plan = make_plan(make([[1.0, 2.0]], mandatory=[(0, 0), (0, 1)], clash=[(0, 1)]))
    assert list(plan.chosen) == [False, True] and list(plan.unmet.cause) == [mandatory.CLASH]


def test_a_class_opens_for_one_who_must_with_others_called_in():
    # Class of 3 for one mandatory person; two more come at value 0.
    plan = make_plan(make([[0.0], [0.0], [0.0]], least=3, mandatory=[(0, 0)]))
    assert plan.chosen.all() and not plan.audit.breaches


@pytest.mark.parametrize("exact_pairs", [10_000, -1])
def test_the_plan_does_not_depend_on_the_order_of_rows(exact_pairs):
    rng = np.random.default_rng(4)
    n, t = 30, 5
    value = rng.choice([np.nan, 1.0, 2.0], (n, t), p=[0.3, 0.5, 0.2])
    lot, wait = rng.permutation(n).astype(float), rng.integers(1, 5, n) * 100.0
    more = {"most": 6, "least": 2, "head": 1.0, "fixed": 2.0, "budget": 40.0, "floor": 8.0}
    first = make(value, lot=lot, wait=wait, **more)
    order = rng.permutation(n)
    second = make(value[order], lot=lot[order], wait=wait[order], **more)
    found = []
    for problem, back in ((first, np.arange(n)), (second, order)):
        plan = make_plan(problem, exact_pairs=exact_pairs)
        pairs = problem.pairs
        found.append({(int(back[p]), int(c)) for p, c in
                      zip(pairs.person[plan.chosen], pairs.course[plan.chosen],
                          strict=True)})  # fmt: skip
        missing = audit(problem, plan.chosen, plan.classes).missing
        assert plan.audit.missing.tolist() == missing.tolist()
    assert found[0] == found[1]


def test_hours_below_the_goal_belong_to_the_person_they_are_named_for():
    # Lots turn the order round; persons 0 and 2 have a goal, and 2 has the only seat.
    problem = make(
        [[np.nan], [np.nan], [1.0]], floor=[20, 0, 8], done=[5, 0, 0], lot=[2, 0, 1], hours=8
    )
    assert make_plan(problem).audit.missing.tolist() == [15, 0, 0]


def test_among_equals_the_longer_wait_goes_first_then_the_lot():
    problem = make(np.ones((4, 1)), most=2, wait=[10, 500, 10, 10], lot=[3, 2, 0, 1])
    plan = make_plan(problem)
    assert set(problem.pairs.person[plan.chosen]) == {1, 2}


def test_lots_follow_from_names_and_seed():
    lots = draw_lots(["a", "b", "c"], 7)
    assert sorted(lots) == [0, 1, 2]
    assert list(draw_lots(["c", "a", "b"], 7)) == [lots[2], lots[0], lots[1]]
    with pytest.raises(ValueError, match="twice"):
        draw_lots(["a", "a"], 7)


@pytest.mark.parametrize(
    "problem",
    [
        make(np.full((2, 2), np.nan)),
        make(np.zeros((0, 2))),
        make(np.zeros((2, 0))),
        make([[1.0]], budget=0.0, fixed=1.0),
        make([[1.0]], load_courses=0),
        make([[1.0]], classes=0),
    ],
    ids=["no pairs", "no people", "no courses", "no money", "no load", "no classes"],
)
def test_nothing_to_give_is_an_empty_plan(problem):
    plan = make_plan(problem)
    assert not plan.chosen.any() and not plan.audit.breaches
    assert plan.audit.objective == 0 and plan.gap in (0.0, None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"least": 5, "most": 4}, "minimum"),
        ({"head": -1}, "head"),
        ({"hours": np.nan}, "hours"),
        ({"lot": [1, 1]}, "lot"),
    ],
)
def test_what_makes_no_sense_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        make(np.ones((2, 2)), **change)


def test_gap_of_a_bound():
    assert measure_gap(9.0, 10.0) == pytest.approx(0.1)
    assert measure_gap(10.0, 10.0) == 0.0
    assert measure_gap(-1.0, 0.0) is None


def test_one_more_class_or_more_money():
    problem = make([[1.0], [2.0], [3.0]], most=1, head=10.0, budget=10.0)
    plan = make_plan(problem)
    assert plan.audit.objective == 3
    assert try_class(problem, plan, 0, seconds=5).least == 0  # no money for it
    assert try_money(problem, plan, 0, 10.0, seconds=5).least == 0  # no class for it
    chosen, objective, bound = plan_again(
        add_money(add_class(problem, 0), 0, 10.0), plan, np.array([0])
    )
    assert chosen.tolist() == [False, True, True]
    assert objective == pytest.approx(5) and bound == pytest.approx(5)
    rich = replace(problem, limits=replace(problem.limits, budget=np.array([np.inf])))
    found = try_class(rich, make_plan(rich), 0, seconds=5)
    assert (found.least, found.most) == (pytest.approx(2), pytest.approx(2))


@settings(max_examples=25, deadline=None)
@given(problems())
def test_what_one_more_class_adds_lies_between_its_limits(problem):
    plan = make_plan(problem, seconds=5)
    for course in range(problem.n_courses):
        best = enumerate_best(add_class(problem, course))
        found = try_class(problem, plan, course, seconds=5)
        assert 0 <= found.least <= best - plan.audit.objective + 1e-6 <= found.most + 2e-6
    best = enumerate_best(add_money(problem, 0, 2.0))
    found = try_money(problem, plan, 0, 2.0, seconds=5)
    assert 0 <= found.least <= best - plan.audit.objective + 1e-6 <= found.most + 2e-6


def test_an_exchange_of_classes_is_found():
    # 10 pays for one class. The class that is open closes 2; the other closes 6 for the same money.
    problem = make([[1.0, 3.0], [1.0, 3.0]], fixed=10.0, budget=10.0, most=2, least=2)
    state, ties = Filling(problem, np.array([1, 0])), rank_ties(problem)
    state.take(np.flatnonzero(problem.pairs.course == 0))
    prices = Prices(np.zeros(2), np.zeros(1))
    assert search_moves(state, ties, prices, most=0) is state and worth(state) == 2
    found = search_moves(state, ties, prices, most=9)
    assert found.classes.tolist() == [0, 1] and worth(found) == 6 and worth(state) == 2


def test_of_plans_of_equal_worth_the_cheaper_is_better():
    problem = make([[1.0, 1.0]], head=[2.0, 1.0], load_courses=1)
    dear, cheap = np.array([True, False]), np.array([False, True])
    plans = [(rows, rows.astype(int)) for rows in (dear, cheap)]
    assert _is_better(problem, plans[1], plans[0]) and not _is_better(problem, *plans)


def test_only_limits_that_bind_are_tried():
    value = [[3.0, 1.0, np.nan], [2.0, np.nan, 1.0], [1.0, np.nan, np.nan]]
    problem = make(value, most=[1, 1, 5], classes=[1, 2, 1], load_courses=1)
    plan = make_plan(problem)
    causes = explain_pairs(problem, plan)
    assert find_full_courses(problem, plan, causes).tolist() == [0]
    assert find_short_funds(problem, plan, causes).tolist() == []
    poor = make(value, head=1.0, budget=1.0)
    plan = make_plan(poor)
    assert find_short_funds(poor, plan, explain_pairs(poor, plan)).tolist() == [0]


@pytest.mark.parametrize("load_courses", [1, 6])
def test_many_courses_a_person_stay_within_reach(load_courses):
    # 26 courses: with six a person there are too many sets to list, so fewer pairs are looked at.
    value = np.random.default_rng(2).choice([1.0, 2.0], (12, 26))
    problem = make(value, most=4, load_courses=load_courses, load_hours=400.0)
    plan = make_plan(problem, seconds=4, exact_pairs=-1)
    assert not plan.audit.breaches and plan.audit.objective <= plan.bound_all + 1e-9
