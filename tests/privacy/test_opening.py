import numpy as np

from kinerja_lib.privacy.judging import Judge
from kinerja_lib.privacy.matrix import build_matrix
from kinerja_lib.privacy.opening import show_again, withhold_enough
from tests.disclosure_tables import count_table

TABLE = [[3, 20, 8], [40, 12, 19], [11, 28, 17]]


def test_a_set_is_made_safe_and_then_no_larger_than_needed():
    matrix = build_matrix(count_table(TABLE, 5))
    judge = Judge(matrix)
    enough = withhold_enough(judge, matrix.hidden)
    assert judge.find_lacks(matrix.hidden) and not judge.find_lacks(enough)
    everything = np.ones(len(matrix.value), dtype=bool)
    few = show_again(judge, everything)
    assert not judge.find_lacks(few)
    for column in np.flatnonzero(few & ~matrix.hidden):
        less = few.copy()
        less[column] = False
        assert judge.find_lacks(less)


def test_witnesses_fit_and_prove_the_same_for_larger_sets():
    matrix = build_matrix(count_table(TABLE, 5))
    judge = Judge(matrix)
    square = matrix.mask(["0,1", "1,0", "1,1"])
    assert not judge.find_lacks(square)
    fitting = judge._fitting(square, {})
    assert len(fitting) >= 1
    assert np.abs(matrix.a @ fitting.T).max() == 0  # whole tables add up exactly
    larger = matrix.mask(["0,1", "1,0", "1,1", "2,2", "2,1"])
    assert len(judge._fitting(larger, {})) >= len(fitting)
    assert len(judge._fitting(matrix.hidden, {})) == 0  # none moves the 3 alone
