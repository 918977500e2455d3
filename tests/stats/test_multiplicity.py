"""Adjusted p-values against statsmodels and their own promise."""

import numpy as np
import pytest

from kinerja_lib.stats.multiplicity import adjust_false_discovery, adjust_holm

P = np.array([0.01, 0.04, 0.03, 0.005, 0.2])


def test_both_match_statsmodels():
    # statsmodels 0.15 multipletests(P, method="holm") and "fdr_bh"
    assert adjust_holm(P) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.2])
    assert adjust_false_discovery(P) == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.2])


@pytest.mark.parametrize("adjust", [adjust_holm, adjust_false_discovery])
def test_missing_comparisons_do_not_count(adjust):
    found = adjust(np.array([0.01, np.nan, 0.04]))
    assert np.isnan(found[1])
    assert found[[0, 2]] == pytest.approx(adjust(np.array([0.01, 0.04])))
    assert len(adjust(np.array([]))) == 0 and np.isnan(adjust(np.array([np.nan]))).all()
    with pytest.raises(ValueError, match="0 to 1"):
        adjust(np.array([1.2]))


def test_holm_keeps_any_false_finding_below_the_level():
    p = np.random.default_rng(2).random((2000, 20))
    assert np.mean([(adjust_holm(row) < 0.05).any() for row in p]) < 0.065
