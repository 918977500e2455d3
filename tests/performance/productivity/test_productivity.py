"""Cost, output per FTE and achievement, worked by hand on a few units."""

import numpy as np
import pytest

from kinerja_lib.basis.comparisons import ABOVE, BELOW
from kinerja_lib.performance.productivity.review import ProductivityLimits, review_productivity
from kinerja_lib.publish.phrases import CANNOT
from tests.performance.results_evidence import make_evidence

UNITS = [{"unit_id": f"U-{n}", "nama": f"Dinas {n}"} for n in range(1, 5)]


def activity(unit, cost, output, day="2026-05-04", kind="layanan", measure="dokumen"):
    return {
        "unit_id": unit,
        "realisasi_anggaran": cost,
        "keluaran": output,
        "tanggal": day,
        "jenis": kind,
        "satuan": measure,
    }


# Rupiah for one document: U-1 about 100, U-2 and U-3 about 40.
COSTS = [
    *(activity("U-1", price * 10, 10) for price in (98, 100, 103)),
    *(activity("U-2", price * 10, 10) for price in (39, 40, 41)),
    *(activity("U-3", price * 5, 5) for price in (38, 40, 42)),
]


def review(**tables):
    limits = tables.pop("limits", None)
    return review_productivity(make_evidence(unit=UNITS, **tables), limits)


def test_a_costly_unit_is_found_against_units_that_do_the_same():
    found = review(kegiatan=COSTS).costs.set_index("unit_id")
    logs = {u: np.log([c["realisasi_anggaran"] / c["keluaran"] for c in COSTS
                       if c["unit_id"] == u]).mean() for u in ("U-1", "U-2", "U-3")}  # fmt: skip
    ratio = np.exp(logs["U-1"] - (logs["U-2"] + logs["U-3"]) / 2) * 100
    assert found.loc["U-1", "rasio"] == pytest.approx(ratio)
    assert found.loc["U-1", "outcome"] == ABOVE
    assert found.loc["U-1", "biaya"] == pytest.approx((980 + 1000 + 1030) / 30)
    assert found.loc["U-1", "rasio_low"] < ratio < found.loc["U-1", "rasio_high"]
    assert found.loc["U-2", "outcome"] == BELOW  # against a mean that the costly unit raises


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (activity("U-1", None, 5), "tanpa biaya"),
        (activity("U-1", 0, 5), "tanpa biaya"),
        (activity("U-1", 500, None), "tanpa keluaran"),
        (activity("U-1", 500, 0), "tanpa keluaran"),
        (activity("U-1", 500, 5, measure=None), "tanpa satuan"),
    ],
)
def test_missing_cost_or_output_is_counted_and_never_zero(row, reason):
    found = review(kegiatan=[*COSTS, row])
    assert found.activities["alasan"].tolist()[-1] == reason
    assert found.costs["n"].sum() == len(COSTS)


def test_only_the_months_up_to_the_period_count():
    old = [activity("U-1", 9e9, 1, day) for day in ("2025-09-30", "2026-10-01")]
    edge = [activity("U-4", 400, 10, day) for day in ("2025-10-01", "2026-09-30")]
    found = review(kegiatan=[*COSTS, *old, *edge])
    assert len(found.activities) == len(COSTS) + 2
    assert found.costs.set_index("unit_id").loc["U-4", "outcome"] == CANNOT  # two are too few
    longer = review(kegiatan=[*COSTS, *old], limits=ProductivityLimits(months=24))
    assert len(longer.activities) == len(COSTS) + 1


def test_kinds_and_units_of_output_are_never_mixed():
    other = [activity("U-4", 9e6, 1, kind="pemeliharaan", measure="paket") for _ in range(4)]
    mixed = review(kegiatan=[*COSTS, *other]).costs.set_index("unit_id")
    alone = review(kegiatan=COSTS).costs.set_index("unit_id")
    assert mixed.loc["U-1", "rasio"] == alone.loc["U-1", "rasio"]
    assert mixed.loc["U-4", "outcome"] == CANNOT  # nobody else does it


POSTS = [{"jabatan_id": "J-1", "rumpun": "guru"}, {"jabatan_id": "J-2", "rumpun": "bidan"}]


def person(number, unit="U-1", post="J-1", **more):
    nip = f"19900101202001{number:04d}"
    return {"nip": nip, "unit_id": unit, "jabatan_id": post, "status_kerja": "aktif"} | more


def log(number, output, hours, day="2026-08-03"):
    nip = person(number)["nip"]
    return {"nip": nip, "keluaran": output, "jam": hours, "tanggal": day}


def test_output_per_fte_is_output_by_hours_within_a_job_family():
    staff = [person(1), person(2, "U-2"), person(3, post="J-2"), person(4, status_kerja="pensiun")]
    logs = [log(1, 10, 5), log(1, 6, 3), log(2, 3, 0), log(3, 4, 8), log(4, None, 2)]
    load = [
        {"unit_id": "U-1", "jabatan_id": "J-1", "tahun": 2026, "kebutuhan": 3, "tersedia": 2,
         "beban_kerja": 3000},
        {"unit_id": "U-1", "jabatan_id": "J-1", "tahun": 2025, "kebutuhan": 9, "tersedia": 9,
         "beban_kerja": 9},
    ]  # fmt: skip
    found = review(pegawai=staff, jabatan=POSTS, laporan_kinerja=logs, abk=load)
    table = found.families.set_index("rumpun")
    assert table.loc["guru", ["pegawai", "melapor", "kebutuhan", "beban"]].tolist() == [
        2,
        1,  # hours of 0 give no output per hour
        3,
        1500,
    ]
    assert table.loc["guru", "fte"] == pytest.approx(16 / 8 * 1250)
    assert table.loc["bidan", "fte"] == pytest.approx(4 / 8 * 1250)
    assert table.loc["bidan", "beban"] != table.loc["bidan", "beban"]  # no workload analysis


def test_a_unit_with_half_the_output_is_found():
    staff = [person(n, f"U-{1 + n % 3}") for n in range(30)]
    logs = [
        log(n, (8 if n % 3 else 4) + n % 2, 5 + 0.1 * (n % 4)) for n in range(30)
    ]  # U-1 has half
    found = review(pegawai=staff, jabatan=POSTS, laporan_kinerja=logs)
    assert found.outputs.set_index("group")["outcome"].to_dict()["U-1"] == BELOW
    assert found.families.set_index("rumpun").loc["guru", "rendah"] == 1
    assert found.output_comparisons == 3


CARD = {"iku_id": "I-1", "nama": "Dokumen", "arah": "naik", "satuan": "dokumen", "desimal": 0,
        "frekuensi": "triwulanan"}  # fmt: skip


def figure(unit, value, plan=100, **more):
    row = {"iku_id": "I-1", "unit_id": unit, "periode": "2026-TW3", "realisasi": value}
    return row | {"rencana": plan, "target_bawah": 200, "target_atas": 200} | more


def test_the_two_axes_stay_apart_and_missing_achievement_is_no_point():
    targets = [figure("U-1", 50, anggaran=1000, realisasi_anggaran=900), figure("U-2", 120),
               figure("U-3", None)]  # fmt: skip
    found = review(kegiatan=COSTS, iku=[CARD], target_realisasi=targets)
    axes = found.axes.set_index("unit_id")
    assert axes["capaian"].to_dict() == {"U-1": 50, "U-2": 120}
    assert axes["mahal"].to_dict() == {"U-1": True, "U-2": False}
    assert axes.loc["U-1", "biaya"] == pytest.approx(found.costs["rasio"].iloc[0])
    assert "nilai" not in axes and "skor" not in axes
    assert found.budgets[["capaian", "terserap"]].to_numpy().tolist() == [[50, 90]]
    assert found.achieved.set_index("unit_id").loc["U-3", "tanpa"] == 1


def test_without_any_table_nothing_is_claimed():
    found = review_productivity(make_evidence())
    assert found.costs.empty and found.axes.empty and found.families.empty
    assert found.cost_comparisons == found.output_comparisons == 0
