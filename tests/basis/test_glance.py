"""The table of the first screen."""

import pytest

from kinerja_lib.basis.glance import Checked, tabulate_counts


def test_what_is_uncertain_is_not_within_limits():
    table = tabulate_counts([Checked("deret", 29, 6, 16), Checked("unit", 9, 1)], "x", "")
    assert table.frame.set_index("hal").to_dict("index") == {
        "deret": {"baik": 7, "perhatian": 6, "belum": 16, "jumlah": 29},
        "unit": {"baik": 8, "perhatian": 1, "belum": 0, "jumlah": 9},
    }
    assert list(table.columns) == ["hal", "baik", "perhatian", "belum", "jumlah"]


def test_nobody_uncertain_needs_no_column():
    table = tabulate_counts([Checked("unit", 9, 1)], "x", "")
    assert list(table.columns) == ["hal", "baik", "perhatian", "jumlah"]


@pytest.mark.parametrize("column", ["baik", "perhatian"])
def test_nothing_checked_is_not_in_order(column):
    table = tabulate_counts([Checked("unit", 0, 0), Checked("deret", 3, 1, 1)], "x", "")
    assert table.frame[column].isna().tolist() == [True, False]
