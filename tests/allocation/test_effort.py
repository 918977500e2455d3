"""The work of the solver is counted: the same plan on a slow machine, else an error."""

import time
from dataclasses import fields
from functools import partial

import numpy as np
import pytest

from kinerja_lib.allocation import effort
from kinerja_lib.allocation.bound import relax
from kinerja_lib.allocation.effort import UnfinishedPlanError, count_nodes
from kinerja_lib.allocation.model import build_model
from kinerja_lib.allocation.solve import make_plan
from kinerja_lib.allocation.what_if import try_class
from tests.allocation.test_plan import make


@pytest.fixture(scope="module")
def problem():
    """People, courses and money in an invented case that takes HiGHS some branches."""
    draw = np.random.default_rng(11)
    value = np.where(draw.random((60, 10)) < 0.6, draw.choice([0.5, 1, 1.5, 2], (60, 10)), np.nan)
    return make(
        value, need=np.arange(60)[:, None] * 7 + np.arange(10)[None, :] % 7,
        cap=np.full((60, 10), 2.0), least=6, most=12, classes=2, head=draw.uniform(0.5, 3, 10),
        fixed=draw.uniform(2, 9, 10), hours=draw.integers(4, 30, 10), floor=20.0, budget=95.0,
        load_courses=3,
    )  # fmt: skip


def run_clock(monkeypatch, factor):
    """Let the clock of Python, and that of HiGHS, run so many times faster than the work."""
    real = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: factor * real())

    def ask(solve, *given, options, **more):
        options = options | {"time_limit": options["time_limit"] / factor}
        return solve(*given, options=options, **more)

    for name in ("milp", "linprog"):
        monkeypatch.setattr(effort, name, partial(ask, getattr(effort, name)))


def list_values(plan):
    """Give all of a plan as bytes and numbers that can be compared."""
    values = [getattr(plan, item.name) for item in fields(plan)]
    return [v.tobytes() if isinstance(v, np.ndarray) else repr(v) for v in values]


def test_a_clock_that_runs_fifty_times_faster_changes_nothing(problem, monkeypatch):
    before = make_plan(problem, seconds=3)
    change = try_class(problem, before, 3, seconds=1)
    run_clock(monkeypatch, 50)
    after = make_plan(problem, seconds=3)
    assert list_values(after) == list_values(before)
    assert list_values(try_class(problem, after, 3, seconds=1)) == list_values(change)


def test_the_clock_of_last_resort_is_an_error_and_no_other_plan(problem, monkeypatch):
    run_clock(monkeypatch, 1e9)
    with pytest.raises(UnfinishedPlanError, match="1800 seconds"):
        make_plan(problem)


@pytest.mark.parametrize(
    ("seconds", "whole", "nodes"),
    [
        (1.1, False, 500),  # (1.1 - 0.1) / (0.001 + 0.001)
        (2.0, True, 1307),  # (2 - 0.3) / (0.001 + 0.0003)
        (0.2, True, 10),  # 0.3 before the first branch is more than given, but not by far
        (0.1, True, None),  # three times what is given
    ],
)
def test_seconds_are_counted_as_nodes(seconds, whole, nodes):
    assert count_nodes(seconds, np.full(8, int(whole)), 1000) == nodes


def test_a_relaxation_that_needs_too_many_steps_has_no_answer(problem, monkeypatch):
    monkeypatch.setattr(effort, "STEPS", 1)
    x, prices = relax(build_model(problem))
    assert x is None and not prices.any()
