"""A period is named in the language of the page, wherever its name stands."""

import pandas as pd
import pytest

from kinerja_lib.basis.period_words import RESULTS, say_choice
from kinerja_lib.basis.periods import choose_period, name_period
from kinerja_lib.i18n import use_language
from kinerja_lib.publish import Table
from kinerja_lib.publish.display import cell_text, table_html
from kinerja_lib.tables.columns import Column


@pytest.fixture
def table():
    frame = pd.DataFrame({"nama": [name_period("2026-TW3", short=True)], "n": [12]})
    columns = {"nama": Column("Periode", "key"), "n": Column("n", "n")}
    values = {"periode": name_period("2026-S1")}
    return Table(frame, "t", "Pegawai, {periode}", columns, values=values).to_json()


def test_in_a_sentence_a_cell_and_a_caption(table):
    finding = say_choice(choose_period("2026-08", ["2026-TW2"]), "x", RESULTS)[0]
    with use_language("en"):
        assert "in August 2026" in finding.sentence() and "of Q2 2026" in finding.sentence()
        assert cell_text(table, 0, 0) == "Q3 2026"
        assert "H1 2026" in table_html(table)
    assert cell_text(table, 0, 0) == "TW III 2026"
