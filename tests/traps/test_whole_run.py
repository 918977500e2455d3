"""The traps in one run of the report: what the published tables and sentences say of each."""

from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import run_kinerja
from tests.traps.small_export import nip, write_export

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def editions(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("jebakan")
    done = run_kinerja("run", write_export(folder), "--out", folder / "reports")
    assert done.returncode == 0, done.stderr
    place = Path("contoh-jebakan", "2026-TW3", "performance_review")
    return {name: folder / "reports" / name / place for name in ("internal", "public")}


@pytest.fixture(scope="module")
def read(editions):
    folder = editions["internal"] / "tables"

    def table(name, key=None):
        frame = pd.read_csv(folder / f"{name}.csv", dtype=str)
        return frame if key is None else frame.set_index(key)

    table.folder = folder
    return table


@pytest.fixture(scope="module")
def said(editions):
    found = pd.read_csv(editions["internal"] / "findings.csv")
    return found.drop_duplicates("id").set_index("id")["sentence"]


def figure_of(read, indicator, unit="Dinas U-1"):
    rows = read("capaian-unit").set_index(["judul", "unit"])
    return rows.loc[(indicator, unit)]


@pytest.mark.parametrize(
    ("indicator", "verdict", "difference"),
    [
        ("Penduduk miskin (persen)", "tidak tercapai", "0.01"),
        ("Pengangguran terbuka (persen)", "lebih baik dari rentang", "-1.21"),
        ("Rasio gini (indeks)", "tidak tercapai", "0.002"),
        ("Pertumbuhan ekonomi (persen)", "tidak tercapai", "-5.64"),
    ],
)
def test_verdicts_of_2021_are_published_as_they_are(read, indicator, verdict, difference):
    row = figure_of(read, indicator)
    assert (row["kesimpulan"], row["selisih"]) == (verdict, difference)


def test_a_negative_value_is_published_without_a_ratio(read):
    row = figure_of(read, "Pertumbuhan ekonomi (persen)")
    assert pd.isna(row["capaian"]) and row["alasan_capaian"].startswith("nilai negatif")


def test_a_rate_over_1_is_published_as_it_is_with_its_mark(read, said):
    row = figure_of(read, "Tingkat respons survei (persen)")
    assert (row["realisasi"], row["tanda"][:9]) == ("1.02", "di atas 1")
    assert "Angkanya dipertahankan" in said["tanda-pecahan"]


def test_mean_and_sum_of_the_units_are_published_and_not_judged(read, said):
    for unit, value in (("Dinas U-8", "80.83"), ("Dinas U-9", "242.5")):
        row = figure_of(read, "Arsip yang tertata (persen)", unit)
        assert (row["realisasi"], row["alasan_capaian"]) == (value, "angka turunan")
    assert said["tanda-turunan"].startswith("Dua deret dihitung dari unit lain")
    whole = read("capaian-iku", "judul").loc["Arsip yang tertata (persen)"]
    assert (whole["tercapai"], whole["dinilai"]) == ("3", "3")
    assert pd.isna(whole["realisasi"])  # rates are not averaged


def test_the_new_method_breaks_the_series(read, said):
    assert "Pembangunan manusia" in said["tanda-putus"]
    reason = read("tanpa-proyeksi", "nama").loc["Pembangunan manusia", "alasan_jalur"]
    assert "putus seri" in reason


def test_reversed_labels_and_unknown_states_are_set_aside_and_counted(read, said):
    basis = read("tabel-dasar", "tabel")["quarantined"]
    assert basis["Nilai per penilai"] == "11" and basis["Hasil penilaian"] == "1"
    assert "sebelas baris" in said["multisumber-karantina"]


def test_an_unsettled_predikat_is_asked_for_and_not_counted(read, said):
    assert read("hasil-periode", "nama").loc["TW III 2026", "n"] == "22"  # of 24 rows
    people = read("belum-dinilai", "nip")["keadaan"]
    assert people[nip(24)] == "menunggu persetujuan"
    assert people[nip(23)] == "tanpa predikat"
    assert "masih draf, diajukan, atau tanpa status" in said["minta-final"]


def test_a_unit_without_data_is_not_in_the_tables_of_results(read):
    for name, column in (("hasil-unit", "unit"), ("predikat-unit", "nama")):
        assert set(read(name)[column]) == {"Dinas U-1", "Dinas U-2"}


def test_who_moved_is_counted_in_the_unit_of_the_last_day(read, said):
    # 12 people of the first unit less the one who moved; 12 of the second, two of them unsettled.
    assert read("hasil-unit", "unit")["n"].to_dict() == {"Dinas U-1": "11", "Dinas U-2": "11"}
    assert "hari terakhir" in said["hasil-pindah"]


def test_a_table_that_is_not_there_gives_no_zero(read, said):
    assert read("keberatan-tahun").empty
    assert said["keberatan-judul"].startswith("Keberatan tidak dapat dihitung")


def test_the_public_edition_has_no_name_no_number_of_a_person_and_no_small_count(editions):
    for path in editions["public"].rglob("*"):
        if path.suffix in (".csv", ".html", ".json"):
            text = path.read_text(encoding="utf-8")
            assert "Orang 2" not in text and "19800101" not in text, path.name
    units = pd.read_csv(editions["public"] / "tables" / "hasil-unit.csv", dtype=str)
    assert set(units["b"]) == {"tidak ditampilkan"}  # eleven of eleven in one class
