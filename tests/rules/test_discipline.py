"""Steps by days absent without reason."""

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.discipline import STEPS, find_step


@pytest.mark.parametrize(
    ("days", "level", "cut", "months"),
    [
        *((3, "ringan", 0, 0), (4, "ringan", 0, 0), (6, "ringan", 0, 0), (7, "ringan", 0, 0)),
        *((10, "ringan", 0, 0), (11, "sedang", 25, 6), (13, "sedang", 25, 6)),
        *((14, "sedang", 25, 9), (16, "sedang", 25, 9), (17, "sedang", 25, 12)),
        *((20, "sedang", 25, 12), (21, "berat", 0, 12), (24, "berat", 0, 12)),
        *((25, "berat", 0, 12), (27, "berat", 0, 12), (28, "berat", 0, 0), (200, "berat", 0, 0)),
    ],
)
def test_steps_at_their_edges(days, level, cut, months):
    step = find_step(days)
    assert (step.level, step.cut_percent, step.months) == (level, cut, months)
    assert step.needs_checking == (level == "ringan")


def test_steps_rise_with_the_days():
    found = [find_step(days) for days in range(3, 60)]
    places = [STEPS.index(step) for step in found]
    assert places == sorted(places) and set(places) == set(range(len(STEPS)))


def test_ten_days_in_a_row_are_the_last_step():
    assert find_step(10, longest_run=10) == STEPS[-1]
    assert find_step(10, longest_run=9).level == "ringan"
    assert find_step(2) is None and find_step(None) is None


@pytest.mark.parametrize(("days", "run"), [(-1, None), (367, None), (2.5, None), (5, 6), (5, -1)])
def test_impossible_counts_are_refused(days, run):
    with pytest.raises(DataError, match="Periksa rekap"):
        find_step(days, longest_run=run)
