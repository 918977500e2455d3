"""Results over periods, worked by hand on a few people."""

import pytest

from kinerja_lib.performance.results.review import review_results
from tests.performance.results_evidence import make_evidence, result

A, B, C, D = (f"19900101201001100{n}" for n in range(1, 5))
ROWS = [
    result(A, "2026-TW1", "Baik"),
    result(A, "2026-TW2", "Sangat Baik"),
    result(A, "2026-TW3", "Kurang"),
    result(B, "2026-TW1", "Butuh Perbaikan"),
    result(B, "2026-TW3", "Baik", "U-2"),
    result(C, "2026-TW3", None, status="diajukan"),
    result(D, "2026-TW3", "Baik", status="draf"),
    result(C, "2026-TW2", None),
    result(A, "2026-TW4", "Baik"),
]


def review(rows=ROWS, period="2026-TW3", **tables):
    return review_results(make_evidence(period, hasil_penilaian=rows, **tables))


def test_periods_count_settled_predikat_and_leave_open_and_later_ones_out():
    table = review().by_period.set_index("periode")
    assert list(table.index) == ["2026-TW1", "2026-TW2", "2026-TW3"]
    assert table.loc["2026-TW3", ["n", "sb", "b", "k", "belum"]].tolist() == [2, 0, 1, 1, 2]
    assert table.loc["2026-TW2", ["n", "sb", "tanpa_predikat"]].tolist() == [1, 1, 1]
    assert review().share("2026-TW3") == 50
    assert review().share("2024-TW1") is None


YEARS = [
    *(result(A, f"2025-TW{n}", p) for n, p in enumerate(("Baik", "Butuh Perbaikan", "Baik"), 1)),
    result(A, "2025", "Sangat Baik"),
    result(B, "2025-TW1", "Baik"),
    result(B, "2025", "Baik"),
    result(C, "2025", "Kurang"),
    result(D, "2025-TW2", "Baik"),
    result(D, "2025", "Kurang", status="diajukan"),
]


def test_a_year_is_compared_with_its_best_and_worst_period_and_never_averaged():
    found = review(YEARS).yearly.set_index("nip")
    assert bool(found.loc[A, "di_luar"])
    assert found.loc[A, "periodik"] == "Baik, Butuh Perbaikan, Baik"
    assert not found.loc[B, "di_luar"]
    assert found.loc[C, "di_luar"] is None  # nothing to compare with
    assert D not in found.index  # not final
    assert review(YEARS).unsupported["nip"].tolist() == [A]
    assert review(YEARS).compared_years == 2
    assert review(YEARS).by_year["n"].tolist() == [3]


def test_periods_of_another_kind_are_found_and_not_added():
    rows = [*ROWS, result(A, "2026-S1", "Baik"), result(B, "2026-08", "Baik")]
    found = review(rows)
    assert found.kind == "triwulan"
    assert found.set_apart == 2
    assert sorted(found.overlapping["periode"]) == [
        "2026-08, 2026-TW3",
        "2026-TW1, 2026-S1",
        "2026-TW2, 2026-S1",
    ]
    assert found.by_period["n"].tolist() == review().by_period["n"].tolist()
    monthly = review([result(A, "2026-08", "Baik")], period="2026-TW3")
    assert (monthly.kind, monthly.latest) == ("bulan", "2026-08")
    older = review([result(A, "2026-01", "Baik")], period="2026-TW3")
    assert (older.periods, older.latest, older.share(older.latest)) == (["2026-01"], "", None)


def test_units_add_up_to_everyone_and_an_unknown_unit_stays_visible():
    found = review(unit=[{"unit_id": "U-1", "nama": "Dinas"}]).by_unit.set_index("unit_id")
    assert found["n"].sum() == 2
    assert not found.loc["U-2", "dikenal"]
    assert found.loc["U-1", ["sb", "b", "bawah"]].tolist() == [0, 0, 1]


def test_units_that_changed_are_listed_with_their_last_people():
    history = [
        {"unit_lama": "U-1", "unit_baru": "U-8", "tanggal": "2026-08-01", "bagian": 0.5},
        {"unit_lama": "U-1", "unit_baru": "U-9", "tanggal": "2026-08-01", "bagian": 0.5},
        {"unit_lama": "U-2", "unit_baru": "U-9", "tanggal": "2026-08-01", "bagian": 1},
        {"unit_lama": "U-3", "unit_baru": "U-9", "tanggal": "2027-08-01", "bagian": 1},
    ]
    found = review(unit_riwayat=history).reorganised
    assert found["putus"].tolist() == [True, True, False]
    assert found["n_lama"].tolist() == [1, 1, 1]


@pytest.mark.parametrize("rows", [[], [result(A, "2026-TW3", "Baik", status="draf")]])
def test_without_a_settled_result_nothing_is_claimed(rows):
    found = review(rows)
    assert found.periods == [] and found.latest == "" and found.share("2026-TW3") is None
    assert found.by_unit.empty and found.unsupported.empty and found.compared_years == 0


def test_another_persons_contradictions_change_nobody_elses_numbers():
    before = review(YEARS).yearly.set_index("nip").loc[B].tolist()
    after = review([*YEARS, result(C, "2025-TW4", "Sangat Baik")]).yearly.set_index("nip")
    assert after.loc[B].tolist() == before
