"""Checks of plans on rows worked by hand."""

import pandas as pd
import pytest

from kinerja_lib.performance.plans.findings import find_answers, find_plans, find_requests
from kinerja_lib.performance.plans.method import trace
from kinerja_lib.performance.plans.review import CHECKS, review_plans
from kinerja_lib.performance.plans.tables import (
    tabulate_checks,
    tabulate_missing,
    tabulate_returns,
    tabulate_units,
)
from tests.performance.cycle_evidence import make_evidence, people, unit

GOOD = {
    **{"periode": "2026", "jenis_kinerja": "utama", "rencana_hasil_kerja": "Hasil"},
    **{"indikator": "Jumlah", "target_bawah": 5.0, "target_atas": 5.0, "satuan": "dokumen"},
    **{"mulai": "2026-01-02", "selesai": "2026-12-31"},
}


def plan(nip, *weights, **more):
    rows = [GOOD | {"skp_id": f"{nip}{i}", "nip": nip, "bobot": w} for i, w in enumerate(weights)]
    rows[0] |= more
    return rows


def review(*plans, staff=(), **more):
    rows = [row for part in plans for row in part]
    nips = dict.fromkeys([*(row["nip"] for row in rows), *staff])
    tables = {"skp": rows, "pegawai": people(*nips), "unit": [unit()]}
    return review_plans(make_evidence(**tables | more))


@pytest.mark.parametrize(
    ("weights", "verdict", "total"),
    [((40, 30, 30), "ya", 100), ((40, 30, 29.6), "ya", 99.6), ((60, 50), "tidak", 110),
     ((50, None), "tidak", None), ((None, None), None, None), ((100.6,), "tidak", 100.6)],
)  # fmt: skip
def test_weights_of_a_plan(weights, verdict, total):
    row = review(plan("a", *weights)).plans.iloc[0]
    assert (row["bobot"] if isinstance(row["bobot"], str) else None) == verdict
    assert row["jumlah_bobot"] == total if total else pd.isna(row["jumlah_bobot"])


@pytest.mark.parametrize(
    ("change", "check", "verdict"),
    [({"mulai": "2025-12-31"}, "tanggal", "tidak"), ({"selesai": "2027-01-01"}, "tanggal", "tidak"),
     ({"mulai": None}, "tanggal", None),
     ({"mulai": None, "selesai": "2027-01-01"}, "tanggal", "tidak"),
     ({"indikator": " "}, "indikator", "tidak"), ({"indikator": None}, "target", "ya"),
     ({"target_bawah": None, "target_atas": None}, "target", "ya"),
     ({"indikator": None, "satuan": None}, "target", "tidak"),
     ({"indikator": None, "target_bawah": None}, "target", "ya")],
)  # fmt: skip
def test_dates_targets_and_indicators(change, check, verdict):
    row = review(plan("a", 50, 50, **change)).plans.iloc[0]
    assert (row[check] if isinstance(row[check], str) else None) == verdict
    others = [name for name in CHECKS if name != check and not (change.get("indikator", 1) != 1)]
    assert all(row[name] == "ya" for name in others)


def test_additional_items_and_plans_of_other_years_do_not_count():
    extra = plan("a", 90, skp_id="x", jenis_kinerja="tambahan")
    later = plan("a", 90, skp_id="y", periode="2027")
    found = review(plan("a", 60, 40), extra, later)
    assert len(found.plans) == 1 and found.plans.loc[0, "bobot"] == "ya"


def test_one_bad_plan_changes_nothing_for_another_person():
    alone, beside = review(plan("a", 60, 40)), review(plan("a", 60, 40), plan("b", 60, 60))
    pd.testing.assert_frame_equal(alone.plans, beside.plans.iloc[:1])
    assert list(beside.failing["nip"]) == ["b"]


def test_shares_by_check_and_by_unit():
    found = review(
        plan("a", 100), plan("b", 90), plan("c", None), plan("d", 100, mulai="2025-01-01")
    )
    rows = found.summary.set_index("periksa")
    assert list(rows.loc["bobot", ["rencana", "memenuhi"]]) == [3, 2]  # c has no weights to add
    assert list(rows.loc["tanggal", ["rencana", "memenuhi"]]) == [4, 3]
    unit_row = found.units.loc["U1"]
    assert unit_row["baik"] == 50.0 and unit_row["bobot"] == pytest.approx(200 / 3)


def test_people_without_a_plan_are_active_people_only():
    staff = [*people("a", "b"), *people("new", tmt_pegawai="2026-09-01")]
    found = review(plan("a", 100), pegawai=staff)
    assert list(found.without_plan.index) == ["b"]
    assert review(pegawai=staff).without_plan.empty  # no table of plans, so nobody lacks one


def many(count, bad):
    return [plan(f"n{i:02d}", 90 if i < bad else 100) for i in range(count)]


@pytest.mark.parametrize(
    ("bad", "outcome"),
    [(0, "semua"), (3, "hampir semua"), (12, "sebagian"), (24, "tidak satu pun")],
)
def test_sentences_by_how_many_plans_pass(bad, outcome):
    found = review(*many(24, bad))
    assert find_answers(found)[0].outcome == outcome
    assert bool(find_requests(found)) == bool(bad)
    assert "jumlah bobot bukan 100" in find_answers(found)[0].sentence() or not bad


def test_nothing_can_be_said_without_plans():
    found = review(staff=["a"])
    assert [f.outcome for f in find_plans(found)] == ["tidak dapat dihitung"] * 2
    assert find_requests(found) == tabulate_returns(found) == tabulate_missing(found) == []
    assert tabulate_units(found) == [] and trace(found)
    assert [row[1:] for row in tabulate_checks(found).to_json()["rows"]] == [[None, None]] * 4


def test_plans_to_return_are_listed_for_internal_readers_in_alphabetical_order():
    table = tabulate_returns(review(*many(12, 9)))[0]
    assert table.editions == ("internal",) and len(table.frame) == 9
    assert list(table.frame["nama"]) == sorted(table.frame["nama"])
    assert set(table.frame["periksa"]) == {"bobot"}
