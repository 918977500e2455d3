"""Time plans beside plain greedy and plain HiGHS, with the gap of each to one bound.

Run `python benchmarks/plan.py [PEOPLE] [INSTANCES]`. Without arguments 500, 5,000 and 50,000 people
with 40 courses, five invented instances each. The bound is that of the kit (all pairs, weak
duality; for exact plans also that of the pairs looked at). Met: share of those with hours missing
who reach the goal.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from plan_instances import draw_problem

from kinerja_lib.allocation.exact import solve_exactly
from kinerja_lib.allocation.filling import Filling, rank_ties
from kinerja_lib.allocation.mandatory import check_mandatory
from kinerja_lib.allocation.problem import Problem
from kinerja_lib.allocation.rounding import finish
from kinerja_lib.allocation.solve import Plan, make_plan
from kinerja_lib.allocation.verify import audit

SECONDS = {500: 50.0, 5_000: 20.0, 50_000: 40.0}
Found = tuple[np.ndarray, np.ndarray]


def fill_greedily(problem: Problem, seconds: float) -> Found:
    """Open the class with the most value per rupiah, one after another."""
    state = Filling(problem)
    finish(state, rank_ties(problem))
    return state.chosen, state.classes


def ask_highs(problem: Problem, seconds: float) -> Found | None:
    """Give the whole model to HiGHS with the same limit."""
    chosen, classes, _bound = solve_exactly(problem, seconds=seconds)
    return None if chosen is None else (chosen, classes)


def measure(problem: Problem, call: Callable, seconds: float) -> tuple[float, Found | Plan | None]:
    """Give the wall time of a call and what it found."""
    start = time.perf_counter()
    found = call(problem, seconds)
    return time.perf_counter() - start, found


def describe(problem: Problem, found: Found | None, bound: float) -> tuple[float, float]:
    """Give the gap to the bound and the share of people with enough hours, in per cent."""
    if found is None:
        return float("nan"), float("nan")
    result = audit(problem, *found)
    short = problem.people.missing > 0
    met = float((result.missing[short] <= 0).mean()) if short.any() else 1.0
    broken = set(result.breaches) - {"mandatory", "minimum"}
    gap = float("nan") if broken else (bound - result.objective) / abs(bound)
    return 100 * gap, 100 * met


def compare(people: int, instances: int) -> None:
    """Print one row per method, medians over the instances."""
    rows: dict[str, list[tuple[float, float, float]]] = {}
    seconds = SECONDS.get(people, 30.0)
    for seed in range(instances):
        problem = draw_problem(seed, people)
        used, plan = measure(problem, lambda p, s: make_plan(p, seconds=s), seconds)
        own = (plan.chosen, plan.classes)
        name = f"kinerja ({plan.method}), all pairs"
        rows.setdefault(name, []).append((used, *describe(problem, own, plan.bound_all)))
        if plan.bound < plan.bound_all:
            name = "kinerja (exact), pairs looked at"
            rows.setdefault(name, []).append((used, *describe(problem, own, plan.bound)))
        checked, _unmet = check_mandatory(problem)
        plain = [("greedy", fill_greedily)] + [("HiGHS", ask_highs)] * (people <= 5_000)
        for name, call in plain:
            used, found = measure(checked, call, seconds)
            rows.setdefault(name, []).append((used, *describe(checked, found, plan.bound_all)))
    for name, values in rows.items():
        cells = [statistics.median(column) for column in zip(*values, strict=True)]
        worst = max(value[1] for value in values)
        print(
            f"| {people} | {name} | {cells[0]:.1f} s | {cells[1]:.3f} % | {worst:.3f} % "
            f"| {cells[2]:.1f} % | {len(values)} |",
            flush=True,
        )


def main(arguments: list[str]) -> None:
    """Print the table."""
    sizes = [int(arguments[0])] if arguments else list(SECONDS)
    instances = int(arguments[1]) if len(arguments) > 1 else 5
    print("| People | Method | Time | Gap to bound | Largest gap | Met | Instances |")
    print("|---|---|---|---|---|---|---|")
    for people in sizes:
        compare(people, instances)


if __name__ == "__main__":
    main(sys.argv[1:])
