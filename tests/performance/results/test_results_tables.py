"""Every table and figure on results, efficiency and objections, in both editions and widths."""

import json

import numpy as np
import pytest

from kinerja_lib.performance.objections import tables as objections_tables
from kinerja_lib.performance.objections.review import review_objections
from kinerja_lib.performance.productivity import figures as productivity_figures
from kinerja_lib.performance.productivity import tables as productivity_tables
from kinerja_lib.performance.productivity.review import review_productivity
from kinerja_lib.performance.results import figures as results_figures
from kinerja_lib.performance.results import tables as results_tables
from kinerja_lib.performance.results.review import review_results
from kinerja_lib.performance.trajectories import tables as trajectories_tables
from kinerja_lib.performance.trajectories.review import review_trajectories
from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.publish.figure import draw
from tests.performance.objections.test_objections import case
from tests.performance.productivity.test_productivity import CARD, COSTS, UNITS, figure, log, person
from tests.performance.results_evidence import make_evidence, rate, result

QUARTERS = [f"{year}-TW{n}" for year in (2024, 2025) for n in range(1, 5)] + ["2026-TW3"]
NAMES = ["Zahra", "Bima", "Ayu"]


def nip(number):
    return person(number)["nip"]


def whole():
    """Thirty people over nine quarters; the last three decline, and one year is not supported."""
    rng = np.random.default_rng(4)
    rows = [rate(nip(n), p, rng.choice(list("SSSSB"))) for n in range(27) for p in QUARTERS]
    for n in range(27, 30):
        rows += [rate(nip(n), p, w, "U-2") for p, w in zip(QUARTERS, "TTTTTBBBB", strict=True)]
    rows += [result(nip(n), "2025", "Baik", "U-1") for n in range(29)]
    rows += [result(nip(29), "2025", "Sangat Baik", "U-2"), result(nip(1), "2026-08", "Baik")]
    staff = [person(n, nama=f"{NAMES[n % 3]} {n}") for n in range(30)]
    history = [("L-1", "U-1", 1.0), ("L-2", "U-1", 0.5), ("L-2", "U-2", 0.5)]
    names = ("unit_lama", "unit_baru", "bagian")
    changes = [dict(zip(names, row, strict=True)) | {"tanggal": "2025-01-01"} for row in history]
    return make_evidence(
        hasil_penilaian=rows,
        pegawai=staff,
        unit=UNITS,
        unit_riwayat=changes,
        jabatan=[{"jabatan_id": "J-1", "rumpun": "guru"}],
        laporan_kinerja=[log(n, 5, 3) for n in range(30)],
        kegiatan=COSTS,
        iku=[CARD],
        target_realisasi=[figure("U-1", 50, anggaran=10, realisasi_anggaran=9), figure("U-2", 9)],
        keberatan=[case(n, nip(29 - n), "diterima", decided="2026-05-01", period="2025")
                   for n in range(3)],
    )  # fmt: skip


def build(evidence):
    """Give the objects of the three sections by id."""
    found = review_results(evidence)
    objections = review_objections(found)
    paths, cost = review_trajectories(found), review_productivity(evidence)
    objects = [
        *results_figures.chart_classes(found),
        results_tables.tabulate_periods(found),
        results_tables.tabulate_years(found),
        *results_tables.tabulate_unsupported(found, objections),
        results_tables.tabulate_units(found),
        results_tables.tabulate_moved(found),
        *results_tables.tabulate_reorganised(found),
        *results_tables.tabulate_overlaps(found),
        trajectories_tables.tabulate_outcomes(paths),
        trajectories_tables.tabulate_returns(paths),
        trajectories_tables.tabulate_members(paths),
        *trajectories_tables.tabulate_decline(paths, objections),
        *productivity_figures.chart_axes(cost),
        *productivity_tables.tabulate_costs(cost),
        productivity_tables.tabulate_families(cost),
        *productivity_tables.tabulate_budgets(cost),
        objections_tables.tabulate_years(objections),
        *objections_tables.tabulate_cases(objections),
    ]
    return {item.id: item for item in objects}


@pytest.fixture(scope="module")
def objects():
    return build(whole())


LISTS = {"tahunan-daftar", "penurunan-daftar", "tumpang-tindih", "keberatan-daftar"}


def test_everything_is_there_and_lists_of_people_are_internal_only(objects):
    assert {"gambar-hasil", "gambar-efisiensi", "biaya", "anggaran", "unit-berubah"} <= set(objects)
    assert set(objects) >= LISTS
    for name in LISTS:
        assert objects[name].editions == ("internal",)
        assert withhold_block(objects[name].to_json(), "public") is None


def test_no_name_and_no_number_of_a_person_is_public(objects):
    for item in objects.values():
        shown = json.dumps(withhold_block(item.to_json(), "public"))
        assert "19900101" not in shown and not any(name in shown for name in NAMES)


def test_lists_are_in_the_order_of_names_and_carry_the_objection(objects):
    decline = objects["penurunan-daftar"].frame
    assert list(decline["nama"]) == sorted(decline["nama"]) and len(decline) == 3
    (row,) = objects["tahunan-daftar"].frame.to_dict("records")
    assert row["nip"] == nip(29) and row["keberatan"] == "KB-0"
    assert "Sangat Baik" not in row["periodik"]


@pytest.mark.parametrize("edition", ["internal", "public"])
@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("name", ["gambar-hasil", "gambar-efisiensi"])
def test_figures_draw_in_both_widths_from_withheld_data(objects, name, wide, edition):
    axes = draw(withhold_block(objects[name].to_json(), edition), wide=wide)
    width, height = axes.figure.get_size_inches() * 72
    for text in axes.texts:
        x, y = text.get_position()
        assert 0 <= x <= width and 0 <= y <= height
    words = {text.get_text() for text in axes.texts}
    assert {"Sangat Baik", "TW I 2024"} <= words or any("Dinas 1" in word for word in words)


def test_shares_of_the_chart_add_up_and_a_year_stands_at_its_last_period(objects):
    rows = objects["gambar-hasil"].frame
    assert rows.groupby(["nama", "evaluasi"])["persen"].sum().to_numpy() == pytest.approx(100)
    places = rows[rows["nama"].isin(["2025", "TW IV 2025"])].groupby("nama")["urutan"].first()
    assert places["2025"] == places["TW IV 2025"]


def test_units_that_were_divided_break_visibly(objects):
    seri = objects["unit-berubah"].frame.set_index(["unit_lama", "unit_baru"])["seri"]
    assert seri.to_dict() == {
        ("L-1", "U-1"): "diteruskan",
        ("L-2", "U-1"): "putus seri",
        ("L-2", "U-2"): "putus seri",
    }


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_without_any_table_the_objects_still_stand_in_both_editions(edition):
    empty = build(make_evidence())
    assert "gambar-hasil" not in empty and not LISTS & set(empty)
    for item in [*empty.values(), *build(whole()).values()]:
        withhold_block(item.to_json(), edition)
