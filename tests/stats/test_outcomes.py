import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.stats.outcomes import Change, Outcome


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (Change(80, 83, low=1, high=5), Outcome.UP),
        (Change(83, 80, low=-5, high=-1), Outcome.DOWN),
        (Change(80, 81, low=-1, high=3), Outcome.NO_EVIDENCE),
        (Change(80, 81, low=0, high=2), Outcome.NO_EVIDENCE),
        (Change(80, 79, low=-2, high=0), Outcome.NO_EVIDENCE),
        (Change(80, 80.1, low=-0.4, high=0.6, margin=1), Outcome.UNCHANGED),
        # excludes zero, yet no change that matters
        (Change(80, 80.5, low=0.1, high=0.9, margin=1), Outcome.UNCHANGED),
        (Change(80, 81, low=0.5, high=1.5, margin=1), Outcome.UP),
        (Change(80, 80, low=-2, high=2, margin=1), Outcome.NO_EVIDENCE),
        (Change(80, 83), Outcome.RECORDED_UP),
        (Change(83, 80), Outcome.RECORDED_DOWN),
        (Change(80, 80), Outcome.RECORDED_SAME),
        (Change(80, 83, low=1), Outcome.RECORDED_UP),
        (Change(80, 83, low=math.nan, high=5), Outcome.RECORDED_UP),
        (Change(None, 83, low=1, high=5), Outcome.NOT_COMPUTABLE),
        (Change(80, math.nan), Outcome.NOT_COMPUTABLE),
    ],
)
def test_the_interval_chooses_the_outcome(change, outcome):
    assert change.outcome is outcome


def test_a_missing_side_has_no_difference():
    assert Change(None, 5).difference is None
    assert Change(5, math.inf).difference is None
    assert Change(5, 7).difference == 2


NUMBER = st.floats(-100, 100)


@given(NUMBER, NUMBER, st.lists(NUMBER, min_size=2, max_size=2).map(sorted))
def test_an_interval_that_holds_zero_never_claims_a_change(before, after, interval):
    low, high = interval
    outcome = Change(before, after, low=low, high=high).outcome
    open_question = low <= 0 <= high and low != high
    assert (outcome is Outcome.NO_EVIDENCE) == open_question
    assert (outcome is Outcome.SAME) == (low == high == 0)


def test_a_complete_count_has_no_interval_and_says_so():
    assert Change(5, 7, low=2, high=2).complete
    assert not Change(5, 7, low=1, high=3).complete
    assert not Change(5, 7).complete
    assert Change(5, 5, low=0, high=0).outcome is Outcome.SAME


@given(NUMBER, NUMBER)
def test_without_an_interval_only_what_was_recorded_is_said(before, after):
    assert Change(before, after).outcome.value.startswith("tercatat")
