"""What follows, within a row, from a cell that the gate withholds."""

import pytest

from kinerja_lib.privacy.further import withhold_further
from kinerja_lib.privacy.primary_rules import WITHHELD
from kinerja_lib.privacy.sentences import withhold_quoting
from kinerja_lib.privacy.sheets import make_sheet
from kinerja_lib.privacy.withholding import withhold_table

ROLES = {"unit": "key", "n": "n", "baik": "count", "lain": "count", "persen": "value", "rerata":
         "value", "hasil": "verdict", "nama": "person"}  # fmt: skip


def table(*rows):
    columns = [
        {"name": name, "role": role, "unit": "%" if name == "persen" else ""}
        for name, role in ROLES.items()
    ]
    return {"kind": "table", "id": "t", "columns": columns, "rows": [list(row) for row in rows],
            "helpers": {"urut": [1.0] * len(rows)}, "subject": "kinerja"}  # fmt: skip


def further(full, *cells):
    kept = withhold_table(full, "public")
    return kept, withhold_further(full, kept, cells)


ROW = ("A", 40, 28, 12, 70.0, 3.25, "sesuai", "Budi")


def test_a_count_takes_the_share_along_that_gives_it_back():
    kept, done = further(table(ROW, ROW), (1, "baik", "komplementer"))
    assert done["rows"][0] == kept["rows"][0] == list(ROW[:-1])
    assert done["rows"][1] == ["A", 40, WITHHELD, 12, WITHHELD, 3.25, "sesuai"]
    assert done["reasons"] == [[1, "baik", "komplementer"], [1, "persen", "turunan"]]
    assert done["withheld"] == 2 and done["helpers"]["urut"] == [1.0, None]


@pytest.mark.parametrize("share", [43.0, 70.0, 233.3])
def test_a_share_of_any_number_that_is_shown_is_looked_at(share):
    # 28 of 12 is 233 %, of 40 is 70 %; 43 % of 28 is the 12 that is withheld
    row = [*ROW]
    row[4] = share
    hidden = "lain" if share == 43.0 else "baik"
    _kept, done = further(table(row), (0, hidden, "komplementer"))
    assert done["rows"][0][4] == WITHHELD


def test_a_share_of_a_count_that_is_shown_stays():
    # 28 of 40 is 70 %; that 70 % of 17 is nearly the 12 that is withheld is chance
    row = ["A", 40, 28, 12, 70.0, 3.25, "sesuai", "Budi"]
    full = table(row)
    full["columns"].insert(4, {"name": "tiga", "role": "count", "unit": ""})
    full["rows"][0].insert(4, 17)
    _kept, done = further(full, (0, "lain", "komplementer"))
    assert done["rows"][0][5] == 70.0


def test_a_head_count_takes_the_whole_row_along():
    _kept, done = further(table(ROW), (0, "n", "komplementer"))
    assert done["rows"] == [["A", *[WITHHELD] * 6]]
    assert {reason for _row, _name, reason in done["reasons"]} == {"komplementer"}


def test_what_the_primary_rules_hid_keeps_its_reason():
    full = table(("A", 40, 35, 5, 70.0, 3.25, "sesuai", ""))
    _kept, done = further(full, (0, "baik", "komplementer"), (0, "lain", "komplementer"))
    assert [0, "lain", "jumlah"] in done["reasons"] and full["rows"][0][3] == 5


def sentence(value, n=40, subject="kinerja"):
    values = {"x": {"value": value, "low": None, "high": None, "unit": ""}}
    return {"id": "k", "outcome": "x", "message": "{x}", "values": values, "n": n,
            "subject": subject, "test": "t"}  # fmt: skip


@pytest.mark.parametrize(
    ("finding", "hidden"),
    [
        (sentence(3.25), True),  # a number with decimals, of any table
        (sentence(28.0), True),  # a whole number of its own section
        (sentence(12.0), False),  # a whole number of another section
        (sentence(9.0), False),  # never a number of people in a sentence
        (sentence(3.5, n=28), True),  # the n of the sentence
        (sentence(3.25, subject="umum"), False),  # not about people
    ],
)
def test_a_sentence_that_quotes_a_withheld_number_is_withheld(finding, hidden):
    done = withhold_quoting(finding, {3.25, 28.0, 12.0, 9.0}, {28.0, 9.0}, "public")
    assert (done["outcome"] == WITHHELD) is hidden
    assert not hidden or (done["values"] == {} and done["n"] is None)


def test_a_rate_per_hundred_gives_a_count_back_whatever_its_unit_is_called():
    """By hand: 0.88 per 100 of 341 results are 3 objections."""
    columns = [{"name": name, "role": role, "unit": ""}
               for name, role in (("tahun", "key"), ("ajuan", "count"), ("per100", "value"),
                                  ("hasil", "n"))]  # fmt: skip
    rows = [["2023", 3, 300 / 341, 341], ["2025", 24, 2400 / 1550, 1550],
            ["2026", 14, 1400 / 806, 806]]  # fmt: skip
    full = {"kind": "table", "id": "t", "columns": columns, "rows": rows, "helpers": {},
            "subject": "kinerja"}  # fmt: skip
    kept, done = further(full, (2, "ajuan", "komplementer"))
    assert kept["rows"][0] == ["2023", WITHHELD, WITHHELD, 341]
    assert done["rows"][1:] == [rows[1], ["2026", WITHHELD, WITHHELD, 806]]
    sheet = make_sheet("r", full, kept)
    assert sheet.columns["per100"].role == "share"
    full["rows"][1][2] = 1.5
    assert withhold_table(full, "public")["rows"][0][2] == 300 / 341
