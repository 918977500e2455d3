"""Slopes against scipy and by hand; lasting change is found, chance is not called change."""

from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from kinerja_lib.stats.multiplicity import adjust_false_discovery
from kinerja_lib.stats.trajectories import compare_with_chance, count_panel


def test_slopes_and_errors_match_scipy_with_missing_values():
    random = np.random.default_rng(1)
    time = np.arange(8.0)
    values = random.normal(90, 5, (6, 8))
    values[2, [1, 5]] = np.nan
    found = compare_with_chance(values, time, seed=1).table
    lines = [stats.linregress(time[k], v[k]) for v in values for k in [np.isfinite(v)]]
    assert found["slope"].to_numpy() == pytest.approx([line.slope for line in lines])
    assert found["n"].tolist() == [8, 8, 6, 8, 8, 8]
    squares = [((time[k] - time[k].mean()) ** 2).sum() for k in np.isfinite(values)]
    rest = [
        line.stderr**2 * s * (n - 2) for line, s, n in zip(lines, squares, found["n"], strict=True)
    ]
    pooled = np.sqrt(sum(rest) / (found["n"] - 2).sum() / np.array(squares))
    own = [line.stderr for line in lines]
    assert found["error"].to_numpy() == pytest.approx(np.maximum(pooled, own))


def test_the_share_by_chance_is_that_of_all_orders_of_the_periods():
    # times -1, 0, 1; rows (0, 1, 3) and (2, 2, 0). Their residuals have sums of squares 1/6 and
    # 2/3, so the pooled variance is 5/12 and the own ones are 1/6 and 2/3. All 36 pairs of orders
    # are as likely; the ratio of each row depends on the other row's order through the pooled part.
    rows, time = np.array([[0.0, 1, 3], [2, 2, 0]]), np.array([-1.0, 0, 1])
    ratios = []
    for first in permutations(rows[0]):
        for second in permutations(rows[1]):
            both = np.array([first, second])
            slope = both @ time / 2
            rest = ((both - both.mean(axis=1, keepdims=True) - np.outer(slope, time)) ** 2).sum(1)
            ratios += list(np.abs(slope) / np.sqrt(np.maximum(rest, rest.sum() / 2) / 2))
    found = compare_with_chance(rows, time, minimum=3, seed=4)
    error = np.sqrt(np.maximum([1 / 6, 2 / 3], 5 / 12) / 2)
    assert found.table["error"].to_numpy() == pytest.approx(error)
    observed = np.array([1.5, 1.0]) / error
    expected = [np.mean(np.array(ratios) >= value - 1e-9) for value in observed]
    assert found.table["p"].to_numpy() == pytest.approx(expected, abs=0.05)
    adjusted = adjust_false_discovery(found.table["p"].to_numpy())
    assert found.table["p_adjusted"].tolist() == adjusted.tolist()


def test_the_same_seed_gives_the_same_shares_and_the_input_stays():
    values = np.random.default_rng(2).integers(1, 4, (30, 9)).astype(float)
    before = values.copy()
    first, again = (compare_with_chance(values, np.arange(9.0), seed=6).table for _ in range(2))
    assert first.equals(again) and (values == before).all()


def test_ratings_of_three_levels_without_trends_name_almost_nobody():
    runs = 0
    for seed in range(20):
        random = np.random.default_rng(seed)
        score = random.normal(0, 1, (300, 1)) + random.normal(0, 0.6, (300, 12))
        ratings = np.digitize(score, [-1.4, 0.5]).astype(float)
        table = compare_with_chance(ratings, np.arange(12.0), seed=seed).table
        runs += (table["p_adjusted"] < 0.05).any()
    assert runs <= 3  # one of twenty expected


def test_lasting_decline_and_rise_are_found_as_often_as_said():
    random = np.random.default_rng(5)
    time = np.arange(12.0)
    still = 90 + random.normal(0, 6, (400, 12))
    size = compare_with_chance(still, time, seed=3).find_detectable()
    true = np.zeros(400)
    true[:40], true[40:80] = -size, size
    values = still + true[:, None] * time
    values[random.random(values.shape) < 0.02] = np.nan
    found = compare_with_chance(values, time, seed=3).table
    named = found["p_adjusted"] < 0.05
    right = named & (np.sign(found["slope"]) == np.sign(true)) & (true != 0)
    # said for one person among nobody else: with 80 others who change it is found more often
    assert 0.8 <= right[:80].mean() <= 1
    assert (named & (true == 0)).sum() <= 10  # 5% of some 80, by chance


def test_what_can_be_found_worked_by_hand():
    found = compare_with_chance(
        np.random.default_rng(1).normal(0, 1, (50, 8)), np.arange(8.0), seed=1
    )
    assert not (found.table["p_adjusted"] < 0.05).any()
    # nobody is found, so the first of 50 has to pass 0.05 / 50; z(0.8) = 0.8416
    threshold = np.quantile(found.chance, 1 - 0.05 / 50)
    expected = (threshold + 0.8416) * np.median(found.table["error"])
    assert found.find_detectable() == pytest.approx(expected, rel=1e-4)


def test_too_few_values_are_not_tested():
    values = np.array([[1, 2, np.nan, np.nan, np.nan, np.nan], [1, 2, 3, 4, 5, 6.0]])
    found = compare_with_chance(values, np.arange(6.0), seed=1)
    assert found.table["p"].isna().all() and found.find_detectable() is None
    three = compare_with_chance(np.vstack([values, values[1] * 2]), np.arange(6.0), seed=1).table
    assert three["p"].isna().tolist() == [True, False, False]
    assert three["slope"].tolist()[1:] == [1, 2]


def test_the_panel_is_counted():
    values = np.array([[1, 1, np.nan], [np.nan, 1, 1], [1, np.nan, np.nan]])
    found = count_panel(values)
    assert found["present"].tolist() == [2, 2, 1]
    assert found["new"].tolist()[1:] == [1, 0] and found["lost"].tolist()[1:] == [1, 1]
