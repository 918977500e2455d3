"""A period is named in the language of the page, wherever its name stands."""

import pandas as pd
import pytest

from kinerja_lib.basis.period_words import RESULTS, say_choice
from kinerja_lib.basis.periods import choose_period, name_period
from kinerja_lib.i18n import translate_value, use_language
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.publish.display import cell_text, table_html
from kinerja_lib.publish.phrases import limit_quantity
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


@pytest.mark.parametrize(
    ("cell", "english"),
    [
        ("Dinas Sosial, TW I 2026", "Dinas Sosial, Q1 2026"),
        ("TW II 2026: 2026-04-05 < 2026-04-09", "Q2 2026: 2026-04-05 < 2026-04-09"),
        ("Posyandu TW I 2026", "Posyandu TW I 2026"),  # part of a name
    ],
)
def test_a_period_beside_other_words_of_a_cell(cell, english):
    assert translate_value(cell) == cell
    with use_language("en"):
        assert translate_value(cell) == english


def test_numbers_of_a_note_follow_the_language_too():
    frame, columns = pd.DataFrame({"a": ["x"], "n": [12]}), {"a": Column("A", "key")}
    columns |= {"n": Column("n", "n")}
    values = {"n": Quantity(1753), "limit": limit_quantity(0.5)}
    table = Table(frame, "t", "Dari {n}, batas {limit}", columns, values=values).to_json()
    assert "Dari 1.753, batas 0,5" in table_html(table)
    with use_language("en"):
        assert "1,753" in table_html(table) and "0.5" in table_html(table)
