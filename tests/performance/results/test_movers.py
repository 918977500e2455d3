import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.basis.places import list_stays, place_people
from kinerja_lib.performance.results.movers import carry_units
from tests.performance.results_evidence import make_evidence, result

A, B, C, D = (f"19900101201001100{n}" for n in range(1, 5))


def stay(nip, unit, start, end=None, status="definitif"):
    row = {"nip": nip, "unit_id": unit, "mulai": start, "selesai": end, "status": status}
    return row | {"jabatan_id": "J"}


# A moves on 11 September (72 days, then 20); B on 1 August (31, then 61); C only acts elsewhere.
HISTORY = [
    stay(A, "U-1", "2020-01-01", "2026-09-10"),
    stay(A, "U-2", "2026-09-11"),
    stay(B, "U-1", "2020-01-01", "2026-07-31"),
    stay(B, "U-2", "2026-08-01"),
    stay(C, "U-1", "2020-01-01"),
    stay(C, "U-2", "2026-09-01", status="pelaksana tugas"),
]


def place(rule, results=None, **tables):
    evidence = make_evidence(riwayat_jabatan=HISTORY, **tables)
    own = results or [result(nip, "2026-TW3", "Baik") for nip in (A, B, C, D)]
    return place_people(evidence, pd.DataFrame(own), "2026-TW3", rule)


def test_days_in_each_unit_are_counted_inside_the_period():
    stays = list_stays(make_evidence(riwayat_jabatan=HISTORY), "2026-TW3")
    assert stays[["unit_id", "hari", "akhir"]].to_numpy().tolist() == [
        ["U-1", 72, False],
        ["U-2", 20, True],
        ["U-1", 31, False],
        ["U-2", 61, True],
        ["U-1", 92, True],
    ]


@pytest.mark.parametrize(("rule", "units"), [("akhir", "2211"), ("hari", "1211")])
def test_the_rule_chooses_one_unit_and_units_add_up_to_everyone(rule, units):
    placed = place(rule)
    assert placed.people["unit_id"].tolist() == [f"U-{n}" for n in units]
    assert placed.per_unit().sum() == 4
    assert placed.movers == 2
    assert placed.differing == units.count("2")


def test_without_history_the_result_and_then_the_staff_list_tell_the_unit():
    own = [result(D, "2026-TW3", "Baik", "U-7"), result(A, "2026-TW3", "Baik", None)]
    evidence = make_evidence(pegawai=[{"nip": A, "unit_id": "U-8"}])
    people = place_people(evidence, pd.DataFrame(own), "2026-TW3", "akhir").people
    assert people["unit_id"].tolist() == ["U-7", "U-8"]
    assert people["dasar"].tolist() == ["hasil penilaian", "data pegawai"]
    nobody = place_people(make_evidence(), pd.DataFrame(own[1:]), "2026-TW3", "akhir")
    assert nobody.people["dasar"].tolist() == ["tanpa unit"]
    assert nobody.per_unit().to_dict() == {"": 1}


def test_an_unknown_rule_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="unknown rule"):
        place("rata-rata")


@given(st.lists(st.integers(1, 91), max_size=3, unique=True), st.sampled_from(["akhir", "hari"]))
def test_everyone_has_exactly_one_unit_whatever_the_moves(days, rule):
    first = dt.date(2026, 7, 1)
    cuts = [dt.date(2020, 1, 1), *(first + dt.timedelta(days=d) for d in sorted(days))]
    ends = [day - dt.timedelta(days=1) for day in cuts[1:]] + [None]
    rows = [stay(A, f"U-{n}", s, e) for n, (s, e) in enumerate(zip(cuts, ends, strict=True))]
    evidence = make_evidence(riwayat_jabatan=rows)
    stays = list_stays(evidence, "2026-TW3")
    assert stays["hari"].sum() == 92 and stays["akhir"].sum() == 1
    placed = place_people(evidence, pd.DataFrame([result(A, "x", "Baik")]), "2026-TW3", rule)
    assert len(placed.people) == 1 and placed.people["unit_id"].notna().all()


HISTORY_OF_UNITS = pd.DataFrame(
    [
        ("L-1", "N-1", "2025-01-01", 0.6),
        ("L-1", "N-2", "2025-01-01", 0.4),
        ("L-2", "N-3", "2025-07-01", 1.0),
        ("L-3", "N-3", "2025-07-01", 1.0),
        ("N-3", "N-4", "2026-01-01", 1.0),
        ("N-4", "N-5", "2027-01-01", 1.0),
    ],
    columns=["unit_lama", "unit_baru", "tanggal", "bagian"],
)


def test_joined_and_renamed_units_carry_on_and_divided_ones_break():
    units = pd.Series(["L-1", "L-2", "L-3", "N-3", "U-1", None])
    found = carry_units(HISTORY_OF_UNITS, units, dt.date(2026, 9, 30))
    assert found["unit_kini"].tolist()[:5] == ["L-1", "N-4", "N-4", "N-4", "U-1"]
    assert found["putus"].tolist() == [True, False, False, False, False, False]


def test_units_renamed_in_a_circle_end_where_they_began():
    circle = pd.DataFrame(
        [("A", "B", "2025-01-01", 1.0), ("B", "A", "2025-06-01", 1.0)],
        columns=HISTORY_OF_UNITS.columns,
    )
    found = carry_units(circle, pd.Series(["A"]), dt.date(2026, 1, 1))
    assert found["unit_kini"].iloc[0] in ("A", "B")
