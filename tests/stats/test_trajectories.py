"""Slopes against scipy and by hand; lasting change is found, chance is not called change."""

import numpy as np
import pytest
from scipy import stats

from kinerja_lib.stats.trajectories import count_panel, measure_slopes


def test_slopes_match_scipy_with_missing_values():
    random = np.random.default_rng(1)
    time = np.arange(8.0)
    values = random.normal(90, 5, (6, 8))
    values[2, [1, 5]] = np.nan
    found = measure_slopes(values, time).table
    for person in range(6):
        known = np.isfinite(values[person])
        expected = stats.linregress(time[known], values[person, known]).slope
        assert found.loc[person, "slope"] == pytest.approx(expected)
    assert found["n"].tolist() == [8, 8, 6, 8, 8, 8]


def test_error_and_shrinkage_worked_by_hand():
    # times -1, 0, 1; lines 1 and 3 with residuals (1, -2, 1) and (-1, 2, -1): pooled 12 / 2 = 6
    time = np.array([-1.0, 0, 1])
    values = np.array([[0.0, -2, 2], [-4, 2, 2]])
    found = measure_slopes(values, time, minimum=3)
    assert found.table["slope"].tolist() == [1, 3] and found.error == pytest.approx(6**0.5)
    assert found.table["se"].to_numpy() == pytest.approx(np.full(2, 3**0.5))
    # variance of slopes 2 is less than 3: no more than chance, both are drawn to the mean 2
    assert found.spread == 0 and found.table["shrunken"].tolist() == [2, 2]


def test_without_true_trends_almost_nobody_is_flagged():
    flagged = 0
    for seed in range(40):
        random = np.random.default_rng(seed)
        values = random.normal(90, 6, (500, 1)) + random.normal(0, 6, (500, 12))
        flagged += (measure_slopes(values, np.arange(12.0)).table["flag"] != 0).any()
    assert flagged / 40 <= 0.125  # 0.05 expected


def test_lasting_decline_and_rise_are_found_and_shrunken_slopes_are_nearer():
    random = np.random.default_rng(5)
    true = np.zeros(400)
    true[:20], true[20:40] = -3, 3
    time = np.arange(12.0)
    values = 90 + true[:, None] * time + random.normal(0, 6, (400, 12))
    values[random.random(values.shape) < 0.1] = np.nan
    found = measure_slopes(values, time, margin=0.5)
    flag = found.table["flag"]
    assert (flag[:20] == -1).sum() >= 18 and (flag[20:40] == 1).sum() >= 18
    assert (flag[40:] != 0).sum() <= 3
    errors = [((found.table[c] - true) ** 2).mean() for c in ("slope", "shrunken")]
    assert errors[1] < errors[0]
    assert found.spread == pytest.approx(true.std(), rel=0.25)


def test_too_few_values_say_so():
    values = np.array([[1, 2, np.nan, np.nan, np.nan, np.nan], [1, 2, 3, 4, 5, 6.0]])
    found = measure_slopes(values, np.arange(6.0))
    assert found.reason == "people < 2" and found.table["flag"].isna().all()
    assert np.isnan(found.table.loc[0, "slope"]) and found.table.loc[1, "slope"] == 1
    three = measure_slopes(np.vstack([values, values[1] * 2]), np.arange(6.0))
    assert three.people == 2 and three.table["flag"].isna().tolist() == [True, False, False]
    with pytest.raises(ValueError, match="minimum"):
        measure_slopes(values, np.arange(6.0), minimum=2)


def test_the_panel_is_counted():
    values = np.array([[1, 1, np.nan], [np.nan, 1, 1], [1, np.nan, np.nan]])
    found = count_panel(values)
    assert found["present"].tolist() == [2, 2, 1]
    assert found["new"].tolist()[1:] == [1, 0] and found["lost"].tolist()[1:] == [1, 1]
