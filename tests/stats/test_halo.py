"""Narrow, flat and uniform raters are named; usual ones are left alone."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from kinerja_lib.stats.halo import Pattern, measure_spread
from kinerja_lib.stats.rating_pairs import pair_ratings


def _rate(seed, *, raters=40, people=12, planted=True):
    """Give raters 0, 1 and 2 a narrow, a flat and a uniform scale; raters differ in leniency."""
    random = np.random.default_rng(seed)
    shape = (raters, people, 7)
    score = 75 + random.normal(0, 2, (raters, 1, 1)) + random.normal(0, 5, (raters, people, 1))
    score = score + random.normal(0, 5, shape)
    if planted:
        score[0] = 78 + (score[0] - 78) / 5
        score[1] = score[1].mean(axis=1, keepdims=True)
        score[2] = 80
    rater, person, aspect = np.indices(shape).reshape(3, -1)
    scores = np.round(score).ravel()
    return pd.DataFrame(
        {"rater": rater, "ratee": person + 100 * rater, "aspect": aspect, "score": scores}
    )


def test_patterns_are_named_and_usual_raters_left_alone_over_seeds():
    wrong = 0
    for seed in range(30):
        found = measure_spread(pair_ratings(_rate(seed)))["pattern"]
        assert list(found[:3]) == [Pattern.NARROW, Pattern.FLAT, Pattern.UNIFORM]
        wrong += (found[3:] != Pattern.NONE).any()
    assert wrong <= 1


def test_a_flat_rater_is_found_beside_aspects_of_very_different_level():
    table = _rate(4, planted=False)
    level = np.array([0, 3, -8, 9, -4, 6, -6.0])
    random = np.random.default_rng(1)
    score = table["score"] + level[table["aspect"]]
    flat = table.groupby(["rater", "ratee"])["score"].transform("mean")
    flat = flat + random.integers(-1, 2, len(flat))  # not one straight line
    found = measure_spread(pair_ratings(table.assign(score=score.where(table["rater"] != 7, flat))))
    assert found.loc[7, "within"] < 0.2 and found.loc[7, "straight"] == 0
    assert found.loc[7, "pattern"] == Pattern.FLAT
    assert found["pattern"].drop(7).eq(Pattern.NONE).all()


def test_figures_worked_by_hand():
    rows = [
        (r, f"{r}{p}", k, 70 + 4 * p + 3 * r) for r in range(2) for p in range(3) for k in range(3)
    ]
    rows = [(r, p, k, s + (k == 1 and r == 1)) for r, p, k, s in rows]
    table = pd.DataFrame(rows, columns=["rater", "ratee", "aspect", "score"])
    found = measure_spread(pair_ratings(table), minimum=2)
    # rater 0 gives each person one value: all 3 straight, none alike; rater 1 none
    assert list(found["straight"]) == [1, 0] and found.loc[0, "commonest"] == pytest.approx(1 / 3)
    # pool for rater 0: (0 + 0.5) / (3 + 1); 3 of 3, Holm over two raters
    assert found.loc[0, "p_straight"] == pytest.approx(2 * 0.125**3)
    # both have variance 16 between people, median of chi-square with 2 df is 1.3863
    assert found["between"].to_numpy() == pytest.approx(np.full(2, (1.3863 / 2) ** 0.5), rel=1e-4)
    usual = 2 * 16 / 1.3863
    p = stats.chi2.cdf(2 * 16 / (usual * 0.25), 2)
    assert found.loc[0, "p_between"] == pytest.approx(min(1, 2 * p), rel=1e-4)


def test_lenient_raters_are_not_narrow_and_few_people_are_not_tested():
    table = _rate(1, planted=False)
    moved = table.assign(score=table["score"] + np.where(table["rater"] == 5, 12, 0))
    columns = ["between", "within", "straight"]
    one, two = (measure_spread(pair_ratings(t))[columns] for t in (table, moved))
    pd.testing.assert_frame_equal(one, two)
    few = table[(table["rater"] != 3) | (table["ratee"] < 304)]
    found = measure_spread(pair_ratings(few))
    assert pd.isna(found.loc[3, "pattern"]) and pd.isna(found.loc[3, "p_within"])


def test_one_aspect_and_empty_tables_give_no_pattern():
    table = _rate(2)
    single = measure_spread(pair_ratings(table[table["aspect"] == 0]))
    assert single["within"].isna().all() and single["straight"].isna().all()
    assert single.loc[2, "between"] == 0
    assert len(measure_spread(pair_ratings(table.iloc[:0]))) == 0
    with pytest.raises(ValueError, match="limit"):
        measure_spread(pair_ratings(table), limit=0)
