"""Signs of careless answers, worked by hand or person by person."""

import numpy as np
import pytest

from kinerja_lib.stats.psychometrics.careless import correlate_rows, measure_careless
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits, flag_careless
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
    signs = measure_careless(answers, answers, SCALE, ends_of(16))
    _, apart = flag_careless(signs)
    assert apart[:20].mean() > 0.5  # random answers
    assert apart[40:].mean() < 0.05
    flags, _ = flag_careless(signs)
    assert flags["longstring"][20:40].all() and apart[20:40].all()  # one answer throughout


def test_time_is_a_sign_of_its_own_and_missing_signs_are_no_flags():
    answers = plant(50, 0)
    signs = measure_careless(answers, answers, SCALE)
    seconds = np.where(np.arange(50) == 3, 10.0, np.nan)
    flags, _ = flag_careless(signs, CarelessLimits(needed=1), seconds=seconds)
    assert flags["seconds"].nonzero()[0].tolist() == [3]
    empty = measure_careless(np.full((4, 16), np.nan), np.full((4, 16), np.nan), SCALE)
    assert not flag_careless(empty)[1].any()


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


def ends_of(items, low=1.0, high=5.0):
    return np.full(items, low), np.full(items, high)


def test_scatter_is_the_variance_inside_the_scales_beside_that_of_a_lot():
    # inside the scales: (1, 5) has the variance 8, (2, 3) 0.5; a lot over 1..5 has 2
    table = np.array([[1.0, 5, 2, 3], [4, 4, 4, np.nan]])
    found = measure_careless(table, table, np.array([0, 0, 1, 1]), ends_of(4))
    assert found.scatter == pytest.approx([(8 + 0.5) / 2 / 2, 0])
    assert found.flatness[0] == pytest.approx(np.std(table[0] / 4, ddof=1))


def test_the_chance_of_scatter_is_that_of_answers_drawn_by_lot():
    random = np.random.default_rng(4)
    lots = random.integers(1, 7, (4000, 20)).astype(float)
    found = measure_careless(lots, lots, np.repeat([0, 1, 2, 3], 5), ends_of(20, 1, 6))
    assert found.scatter.mean() == pytest.approx(1, abs=0.01)
    assert (found.scatter_p < 0.10).mean() == pytest.approx(0.10, abs=0.02)
    assert (found.scatter_p < 0.50).mean() == pytest.approx(0.50, abs=0.03)


def test_one_answer_throughout_is_two_signs_where_it_cannot_be_honest():
    random = np.random.default_rng(2)
    for items, turned, apart in ((16, 0, True), (10, 0, False), (10, 2, True)):
        answers = np.clip(np.round(random.normal(3, 1, (300, items))), 1, 5)
        answers[:5], answers[5] = 4, 3
        scale = np.repeat([0, 1], items // 2)
        keyed = answers.copy()
        keyed[:, :turned] = 6 - keyed[:, :turned]
        signs = measure_careless(answers, keyed, scale, ends_of(items))
        flags, found = flag_careless(signs)
        assert flags["longstring"][:6].all() and found[:5].all() == apart
        assert found[5] == (items >= 15)  # the midpoint contradicts no reversed item


def test_an_item_without_spread_leaves_the_distance_over_the_others():
    table = plant()
    flat = np.column_stack([table, np.full(len(table), 3.0)])
    found, without = (measure_careless(t, t, np.zeros(t.shape[1])) for t in (flat, table))
    assert found.distance == pytest.approx(without.distance)
