"""Columns that mix percents with fractions, and rows that mix units: flagged, never converted."""

import io

import pandas as pd
import pytest

from tests.sources.conftest import list_faults

NIPS = ("197001011995031001", "197102081996032002", "197203151997031003", "197304161998032004")
FLAG = ("persen_campur", "flag")


def rows_of(header: str, *columns: tuple[str, ...]) -> str:
    cells = zip(NIPS, *columns, strict=False)
    return "\n".join((header, *(";".join(row) for row in cells)))


def test_a_fraction_among_percents_is_flagged(bench):
    table = rows_of(
        "NIP;HADIR;CAPAIAN TPP (%);POTONGAN (%)",
        ("20",) * 4,
        ("95%", "0,95", "95", "95 persen"),
        ("5%", "0,05", "5,0", "5 %"),
    )
    bench.write("tpp_2026-09.csv", table)
    checked = bench.check()
    assert sorted(list_faults(checked)) == [(3, "capaian", *FLAG), (3, "potongan", *FLAG)]
    assert checked.frame("tpp")["capaian"].tolist() == [95, 0.95, 95, 95]


def test_a_fraction_among_plain_percents_is_flagged(bench):
    table = rows_of("nip;periode;capaian", ("2026-09",) * 4, ("95", "0.95", "98", "100"))
    bench.write("tpp.csv", table)
    assert bench.faults() == [(3, "capaian", *FLAG)]


def test_a_fraction_in_a_workbook_or_a_typed_file_is_flagged(bench):
    frame = pd.DataFrame({"nip": NIPS, "periode": "2026-09", "capaian": [95.0, 0.95, 98.0, 100.0]})
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    bench.write("tpp.parquet", buffer.getvalue())
    assert bench.faults() == [(2, "capaian", *FLAG)]


def test_weights_that_mix_are_flagged(bench):
    head = "skp_id;nip;periode;rencana_hasil_kerja;bobot"
    rows = [f"S{n};{NIPS[n]};2026;a;{text}" for n, text in enumerate(("50%", "0,5"))]
    bench.write("skp.csv", "\n".join((head, *rows)))
    found = [fault for fault in bench.faults() if fault[2] == "persen_campur"]
    assert found == [(3, "bobot", *FLAG)]


def test_a_low_score_is_no_fraction(bench):
    rows = [f"D1;{NIPS[n]};{text}" for n, text in enumerate(("60,5", "0,1"))]
    bench.write("peserta_pelatihan.csv", "\n".join(("pelatihan_id;nip;nilai_sebelum", *rows)))
    assert [fault for fault in bench.faults() if fault[2] == "persen_campur"] == []


@pytest.mark.parametrize(
    "cuts", [("0,5", "1", "1,5", "5"), ("0,5%", "5%", "3%", "0,05%"), ("0.5", "1", "2.5", "3")]
)
def test_small_cuts_are_no_fractions(bench, cuts):
    table = rows_of("nip;periode;potongan", ("2026-09",) * 4, cuts)
    bench.write("tpp.csv", table)
    assert bench.faults() == []


def test_a_time_with_zone_and_whole_floats_of_typed_files(bench):
    bench.write("unit.csv", "unit_id;nama\n7;A\n8;B\n")
    staff = pd.DataFrame({"nip": NIPS[:3], "nama": list("ABC"), "unit_id": [7.0, 8.0, 7.0]})
    day = pd.to_datetime(["2026-07-13 08:00"]).tz_localize("Asia/Jakarta")
    case = pd.DataFrame({"pengaduan_id": ["P1"], "masuk": day, "unit_id": ["7"]})
    for name, frame in (("pegawai", staff), ("pengaduan", case)):
        buffer = io.BytesIO()
        frame.to_parquet(buffer)
        bench.write(f"{name}.parquet", buffer.getvalue())
    checked = bench.check()
    assert list_faults(checked) == [(1, "masuk", "waktu_berzona", "quarantine")]
    assert checked.frame("pegawai")["unit_id"].tolist() == ["7", "8", "7"]


def test_codes_of_a_typed_file_that_lost_digits_are_set_aside(bench):
    buffer = io.BytesIO()
    pd.DataFrame({"unit_id": [1.23e18, 7.0, 7.5], "nama": list("ABC")}).to_parquet(buffer)
    bench.write("unit.parquet", buffer.getvalue())
    checked = bench.check()
    assert list_faults(checked) == [(1, "unit_id", "kode_notasi_ilmiah", "quarantine")]
    assert checked.frame("unit")["unit_id"].tolist() == ["7", "7.5"]


TARGETS = "iku_id;unit_id;periode;target;realisasi"
PLANS = "skp_id;nip;periode;rencana_hasil_kerja;target;satuan;realisasi"


@pytest.mark.parametrize(
    ("target", "realised", "flagged"),
    [
        ("<= 5 hari", "30 jam", True),
        ("12 dokumen", "3 kegiatan", True),
        ("95%", "0,95", True),
        ("95%", "0.95", True),
        ("3 - 5 hari", "40 jam", True),
        ("<= 5 hari", "4 hr", False),
        ("12 dokumen", "11 dok", False),
        ("3 - 5 hari kerja", "4 hari", False),
        ("95%", "96 persen", False),
        ("95%", "96", False),
        ("100 zorp", "98 zorp", False),
        ("85 (A)", "84 (B)", False),
    ],
)
def test_units_of_target_and_achievement_that_differ_are_flagged(bench, target, realised, flagged):
    bench.write("target_realisasi.csv", f"{TARGETS}\nI;U;2026;{target};{realised}\n")
    expected = [(2, "realisasi", "satuan_beda", "flag")] if flagged else []
    assert bench.faults() == expected


@pytest.mark.parametrize(
    ("target", "unit", "realised", "column"),
    [
        ("5", "hari", "1.200,5 jam", "satuan"),
        ("5 hari", "", "30 jam", "realisasi"),
        ("5", "Dokumen", "3 laporan", "satuan"),
        ("5 dokumen", "", "4", ""),
        ("5", "hari kerja", "4 hari", ""),
        ("95", "%", "96 persen", ""),
    ],
)
def test_units_that_differ_from_the_unit_column_are_flagged(bench, target, unit, realised, column):
    row = f"S1;{NIPS[0]};2026;a;{target};{unit};{realised}"
    bench.write("skp.csv", f"{PLANS}\n{row}\n")
    expected = [(2, column, "satuan_beda", "flag")] if column else []
    assert bench.faults() == expected
