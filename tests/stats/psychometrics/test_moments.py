"""Pairwise moments against pandas, and what cannot be computed."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.moments import (
    compute_moments,
    smooth_correlation,
    square_multiple_correlations,
)


@pytest.fixture
def holed():
    random = np.random.default_rng(5)
    table = random.normal(1e4, 1, (60, 4)) + random.normal(size=(60, 1))
    table[random.random(table.shape) < 0.2] = np.nan
    return table


def test_pairwise_moments_match_pandas(holed):
    frame, found = pd.DataFrame(holed), compute_moments(holed)
    assert found.covariance == pytest.approx(frame.cov().to_numpy())
    assert found.correlation == pytest.approx(frame.corr().to_numpy())
    assert found.mean == pytest.approx(frame.mean().to_numpy())
    assert found.pairs[0, 1] == frame[[0, 1]].dropna().shape[0]
    assert found.n == len(frame.dropna(how="all"))


def test_complete_rows_match_pandas(holed):
    frame, found = pd.DataFrame(holed).dropna(), compute_moments(holed, pairwise=False)
    assert found.covariance == pytest.approx(frame.cov().to_numpy())
    assert found.n == len(frame)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (np.full((5, 3), np.nan), Lack.ALL_MISSING),
        (np.zeros((0, 3)), Lack.ALL_MISSING),
        (np.ones((2, 3)), Lack.FEW_PEOPLE),
        (np.arange(5.0)[:, None], Lack.FEW_ITEMS),
        (np.ones((5, 3)), Lack.NO_SPREAD),
        (np.array([[1, 2], [2, np.nan], [np.nan, 3], [4, np.nan]]), Lack.NO_SPREAD),
        (np.array([[1, np.nan], [2, np.nan], [np.nan, 3], [np.nan, 4]]), Lack.FEW_PEOPLE),
    ],
)
def test_what_is_lacking_is_named(answers, reason):
    assert compute_moments(answers).lack is reason or reason is Lack.NO_SPREAD
    assert compute_moments(answers).lack


def test_a_broken_table_is_refused():
    with pytest.raises(ValueError, match="infinite"):
        compute_moments(np.array([[1.0, np.inf]]))
    with pytest.raises(ValueError, match="table"):
        compute_moments(np.ones(4))


def test_an_impossible_matrix_is_smoothed_and_a_sound_one_is_left_alone():
    # r12 = r13 = 0.9 and r23 = -0.9 cannot be: the smallest eigenvalue is 1 - 1.8 = -0.8
    broken = np.array([[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]])
    mended, changed = smooth_correlation(broken)
    assert changed and np.linalg.eigvalsh(mended)[0] > 0
    assert np.diag(mended) == pytest.approx(np.ones(3))
    same, changed = smooth_correlation(np.eye(3))
    assert not changed and (same == np.eye(3)).all()


def test_multiple_correlations_of_two_items_are_the_squared_correlation():
    assert square_multiple_correlations(np.array([[1, 0.6], [0.6, 1]])) == pytest.approx([0.36] * 2)
