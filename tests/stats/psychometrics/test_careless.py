"""Signs of careless answers, worked by hand or person by person."""

import numpy as np
import pytest

from kinerja_lib.stats.psychometrics.careless import (
    CarelessLimits,
    correlate_rows,
    flag_careless,
    measure_careless,
)
from kinerja_lib.stats.psychometrics.scoring import score_people

SCALE = np.repeat([0, 1, 2, 3], 4)


def plant(n=400, careless=40, seed=1):
    random = np.random.default_rng(seed)
    truth = np.repeat(random.normal(size=(n, 4)), 4, axis=1)
    answers = np.clip(np.round(3 + truth + 0.4 * random.normal(size=(n, 16))), 1, 5)
    answers[: careless // 2] = random.integers(1, 6, (careless // 2, 16))
    answers[careless // 2 : careless] = random.integers(1, 6, (careless // 2, 1))
    return answers


def test_the_longest_run_passes_over_missing_answers():
    nan = np.nan
    table = np.array([[1, 1, 1, 2], [1, nan, 1, 1], [1, 2, 3, 4], [nan, nan, nan, nan]])
    found = measure_careless(table, table, np.zeros(4))
    assert found.longstring.tolist() == [3, 3, 1, 0]
    assert found.answered.tolist() == [4, 3, 4, 0]
    assert found.spread[:3] == pytest.approx([0.5, 0, np.std([1, 2, 3, 4], ddof=1)])
    assert np.isnan(found.spread[3])


def test_the_distance_of_each_person_matches_the_formula_over_the_answered_items():
    table = plant()
    table[5, 3], table[7, :] = np.nan, np.nan
    found = measure_careless(table, table, SCALE)
    known = np.delete(np.arange(16), 3)
    import pandas as pd

    frame = pd.DataFrame(table)
    covariance = frame.corr().to_numpy() * np.outer(frame.std(), frame.std())
    for person, items in ((0, np.arange(16)), (5, known)):
        away = (table[person] - frame.mean().to_numpy())[items]
        by_hand = away @ np.linalg.inv(covariance[np.ix_(items, items)]) @ away
        assert found.distance[person] == pytest.approx(by_hand)
    assert np.isnan(found.distance[7]) and np.isnan(found.distance_p[7])


def test_even_and_odd_halves_worked_by_hand():
    # odd means 1, 2, 4 and even means 2, 3, 4 of three scales: r, then 2 r / (1 + r)
    answers = np.array([[1, 2, 2, 3, 4, 4]], float)
    r = np.corrcoef([1, 2, 4], [2, 3, 4])[0, 1]
    found = measure_careless(answers, answers, np.array([0, 0, 1, 1, 2, 2]))
    assert found.even_odd[0] == pytest.approx(2 * r / (1 + r))


def test_rows_are_correlated_one_by_one():
    random = np.random.default_rng(1)
    x, y = random.normal(size=(2, 6, 9))
    x[0, 3] = np.nan
    known = np.isfinite(x[0])
    found = correlate_rows(x, y)
    assert found[0] == pytest.approx(np.corrcoef(x[0, known], y[0, known])[0, 1])
    assert found[4] == pytest.approx(np.corrcoef(x[4], y[4])[0, 1])
    assert np.isnan(correlate_rows(np.ones((1, 5)), y[:1, :5]))


def test_planted_careless_people_are_set_apart_and_few_others():
    answers = plant()
    signs = measure_careless(answers, answers, SCALE)
    _, apart = flag_careless(signs, 16)
    assert apart[:20].mean() > 0.5  # random answers
    assert apart[40:].mean() < 0.05
    flags, _ = flag_careless(signs, 16)
    assert flags["longstring"][20:40].all()  # one answer throughout


def test_time_is_a_sign_of_its_own_and_missing_signs_are_no_flags():
    answers = plant(50, 0)
    signs = measure_careless(answers, answers, SCALE)
    seconds = np.where(np.arange(50) == 3, 10.0, np.nan)
    flags, _ = flag_careless(signs, 16, CarelessLimits(needed=1), seconds=seconds)
    assert flags["seconds"].nonzero()[0].tolist() == [3]
    empty = measure_careless(np.full((4, 16), np.nan), np.full((4, 16), np.nan), SCALE)
    assert not flag_careless(empty, 16)[1].any()


@pytest.mark.parametrize("shape", [(0, 4), (3, 4), (5, 1)])
def test_small_tables_have_signs_that_are_missing(shape):
    table = np.ones(shape)
    found = measure_careless(table, table, np.zeros(shape[1]))
    assert np.isnan(found.distance).all() and np.isnan(found.synonyms).all()


def test_scores_need_the_stated_share_of_answers():
    nan = np.nan
    table = np.array([[1, 2, 3, 4], [1, nan, 3, 5], [nan, nan, 3, 5], [nan] * 4])
    found = score_people(table, least_share=0.75)
    assert found.score[:2] == pytest.approx([2.5, 3]) and np.isnan(found.score[2:]).all()
    assert (found.n, found.n_complete, found.refused) == (2, 1, 1)
    assert found.complete[0] == 2.5 and np.isnan(found.complete[1])
    assert score_people(table, least_share=0.5).n == 3
    with pytest.raises(ValueError, match="least_share"):
        score_people(table, least_share=0)
