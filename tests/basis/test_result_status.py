import pandas as pd

from kinerja_lib.basis.result_status import find_open


def test_a_blank_status_among_filled_ones_is_not_final():
    status = pd.Series(["final", "disetujui", "draf", "diajukan", None])
    assert find_open(status).tolist() == [False, False, True, True, True]


def test_a_table_that_carries_no_status_has_no_open_result():
    assert find_open(pd.Series([None, None], dtype=object)).tolist() == [False, False]
