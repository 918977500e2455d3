"""The chart of predikat over periods, also where periods are withheld."""

import pandas as pd
import pytest

from kinerja_lib.performance.charts import plot_classes


@pytest.mark.parametrize("wide", [True, False])
def test_shares_that_are_withheld_leave_a_gap_and_an_empty_panel_says_so(wide):
    hidden = "tidak ditampilkan"
    names = ["kelompok", "nama", "evaluasi", "persen", "urutan"]
    rows = pd.DataFrame(
        [
            ("Baik", "TW I 2026", "periodik", 60.0, 0),
            ("Baik", "TW II 2026", hidden, None, hidden),
            ("Baik", "TW III 2026", "periodik", 70.0, 2),
            ("Sangat Baik", "TW I 2026", hidden, None, hidden),
        ],
        columns=names,
    )
    axes = plot_classes(rows, wide=wide)
    said = [text.get_text() for text in axes.texts]
    assert said.count(hidden) == 1 and "70,0%" in said
    assert "TW I 2026" in said and "TW III 2026" in said and "TW II 2026" not in said
