"""Inputs that would bend a performance result: each is found by row, and nobody else's changes."""

import pandas as pd
import pytest

from tests.sources.conftest import list_faults

ANI, BUDI, CITRA = "198503302010011001", "199012312015022002", "197507152000031003"
UNITS = "unit_id;nama\nU-1;Dinas Satu\n"
STAFF = f"nip;nama;unit_id\n{ANI};Ani;U-1\n{BUDI};Budi;U-1\n{CITRA};Citra;U-1\n"
SOUND = {
    "unit": UNITS,
    "pegawai": STAFF,
    "iku": "iku_id;nama;arah;nilai_min;nilai_maks\nI-1;Cakupan;naik;0;100\nI-2;Temuan;turun;0;\n",
    "hasil_penilaian": (
        "nip;periode;unit_id;hasil_kerja;perilaku;predikat;nilai;status\n"
        f"{ANI};2026-TW1;U-1;sesuai ekspektasi;sesuai ekspektasi;Baik;95;final\n"
        f"{BUDI};2026-TW1;U-1;di atas ekspektasi;di atas ekspektasi;Sangat Baik;115;final\n"
    ),
    "penilaian": (
        "dinilai;penilai;hubungan;aspek;nilai;periode\n"
        f"{BUDI};{CITRA};atasan;Kolaboratif;88;2026-TW1\n"
        f"{BUDI};{ANI};rekan;Kolaboratif;84;2026-TW1\n"
    ),
    "skp": (
        "skp_id;nip;periode;jenis_kinerja;rencana_hasil_kerja;bobot;target;realisasi\n"
        f"S-1;{BUDI};2026;utama;Laporan tersusun;100;4;4\n"
    ),
    "target_realisasi": "iku_id;unit_id;periode;target;realisasi\nI-1;U-1;2026-TW1;80;82\n",
    "capaian_unit": "unit_id;periode;capaian\nU-1;2026-TW1;Baik\n",
}
SELVES = ((ANI, ANI, 8), (BUDI, BUDI, 9), (CITRA, CITRA, 10))
PEERS = ((ANI, BUDI), (CITRA, ANI), (CITRA, BUDI))
ASPECTS = (("Adaptif", 4), ("Harmonis", 5), ("Loyal", 3))
GOOD = "sesuai ekspektasi;sesuai ekspektasi"
# Table, rows added, and what is found: row, column, fault, severity.
CASES = {
    "two predikat": (
        "hasil_penilaian",
        f"{ANI};2026-TW1;U-1;{GOOD};Baik;99;final\n",
        [(n, "nip, periode", "kunci_bentrok", "quarantine") for n in (2, 4)],
    ),
    "two predikat, one against its ratings": (
        "hasil_penilaian",
        f"{ANI};2026-TW1;U-1;{GOOD};Sangat Baik;115;final\n",
        [
            (4, "predikat", "predikat_beda_rating", "quarantine"),
            (2, "nip, periode", "kunci_pada_karantina", "flag"),
        ],
    ),
    "the same predikat twice": (
        "hasil_penilaian",
        f"{ANI};2026-TW1;U-1;{GOOD};Baik;95;final\n",
        [(4, "nip, periode", "duplikat_sama", "quarantine")],
    ),
    "a semester over a quarter": (
        "hasil_penilaian",
        f"{ANI};2026-S1;U-1;{GOOD};Baik;95;final\n",
        [(n, "periode", "periode_tumpang_tindih", "flag") for n in (2, 4)],
    ),
    "months inside a quarter": (
        "hasil_penilaian",
        "".join(f"{ANI};2026-{m};U-1;{GOOD};Baik;95;final\n" for m in ("01", "03", "04")),
        [(n, "periode", "periode_tumpang_tindih", "flag") for n in (2, 4, 5)],
    ),
    "a year is an evaluation of its own": (
        "hasil_penilaian",
        f"{ANI};2026;U-1;{GOOD};Baik;95;final\n{ANI};2026-TW2;U-1;{GOOD};Baik;95;final\n",
        [],
    ),
    "a predikat against its ratings": (
        "hasil_penilaian",
        f"{ANI};2026-TW2;U-1;{GOOD};Sangat Baik;115;final\n",
        [(4, "predikat", "predikat_beda_rating", "quarantine")],
    ),
    "a predikat before it is final": (
        "hasil_penilaian",
        f"{ANI};2026-TW2;U-1;{GOOD};Baik;95;draf\n",
        [(4, "predikat", "predikat_belum_final", "flag")],
    ),
    "a score beyond the scale": (
        "penilaian",
        f"{ANI};{CITRA};atasan;Kolaboratif;850;2026-TW1\n",
        [(4, "nilai", "di_luar_rentang", "quarantine")],
    ),
    "a rater on a scale of five": (
        "penilaian",
        f"{ANI};{CITRA};atasan;Kolaboratif;85;2026-TW1\n{ANI};{BUDI};rekan;Adaptif;4;2026-TW1\n",
        [(5, "nilai", "skala_berbeda", "quarantine")],
    ),
    "a rater on a scale of ten": (
        "penilaian",
        f"{ANI};{CITRA};atasan;Kolaboratif;8,5;2026-TW1\n{CITRA};{ANI};rekan;Adaptif;85;2026-TW1\n"
        f"{ANI};{BUDI};rekan;Adaptif;9,5;2026-TW1\n{ANI};{BUDI};rekan;Harmonis;10;2026-TW1\n",
        [(n, "nilai", "skala_berbeda", "quarantine") for n in (4, 6, 7)],
    ),
    "most raters on a scale of ten": (
        "penilaian",
        "".join(f"{p};{q};diri;Adaptif;{n};2026-TW1\n" for p, q, n in SELVES),
        [(n, "nilai", "skala_berbeda", "quarantine") for n in (4, 5, 6)],
    ),
    "a round of which every rating is on a scale of five": (
        "penilaian",
        "".join(f"{ANI};{CITRA};atasan;{a};{n};2025\n" for a, n in ASPECTS),
        [(n, "nilai", "skala_berbeda", "quarantine") for n in (4, 5, 6)],
    ),
    "one aspect on a scale of five": (
        "penilaian",
        "".join(
            f"{p};{q};rekan;{a};2026-TW1\n"
            for p, q in PEERS
            for a in ("Adaptif;4", "Harmonis;84", "Kolaboratif;88")
        ),
        [(n, "nilai", "skala_berbeda", "quarantine") for n in (4, 7, 10)],
    ),
    "a scale of one": (
        "penilaian",
        f"{ANI};{BUDI};rekan;Kolaboratif;0,85;2026-TW1\n",
        [(4, "nilai", "skala_berbeda", "quarantine")],
    ),
    "a rater who meant nothing by 0": (
        "penilaian",
        "".join(f"{ANI};{CITRA};atasan;{a};0;2025\n" for a, _n in ASPECTS),
        [],
    ),
    "another relation on the right scale hides nobody": (
        "penilaian",
        f"{CITRA};{CITRA};diri;Adaptif;88;2026-TW1\n{ANI};{CITRA};rekan;Adaptif;4;2026-TW1\n",
        [(5, "nilai", "skala_berbeda", "quarantine")],
    ),
    "a strict rater on the right scale": (
        "penilaian",
        f"{ANI};{BUDI};rekan;Adaptif;0;2026-TW1\n{CITRA};{BUDI};rekan;Adaptif;25;2026-TW1\n",
        [],
    ),
    "a result on another scale": (
        "hasil_penilaian",
        f"{CITRA};2026-TW1;U-1;{GOOD};Baik;4.2;final\n",
        [(4, "nilai", "skala_nilai_hasil", "flag")],
    ),
    "a low result on the right scale": (
        "hasil_penilaian",
        f"{CITRA};2026-TW1;U-1;{GOOD};Baik;21;final\n",
        [],
    ),
    "rating oneself as a peer": (
        "penilaian",
        f"{ANI};{ANI};rekan;Kolaboratif;99;2026-TW1\n",
        [(4, "hubungan", "menilai_diri_sebagai_lain", "quarantine")],
    ),
    "weights that do not add up to 100": (
        "skp",
        f"S-2;{ANI};2026;utama;Surat tertata;60\nS-3;{ANI};2026;utama;Arsip tertata;30\n",
        [(n, "bobot", "bobot_tidak_seratus", "flag") for n in (3, 4)],
    ),
    "a target that anything reaches": (
        "target_realisasi",
        "I-1;U-1;2026-TW2;>= 0;82\n",
        [(3, "target_bawah", "target_tanpa_isi", "flag")],
    ),
    "none is what is wanted": (
        "target_realisasi",
        "I-1;U-1;2026-TW2;<= 0;1\nI-2;U-1;2026-TW3;0;0\nI-1;U-1;2026-TW4;>= 1;2\n",
        [],
    ),
    "a target of 0 where more is better": (
        "target_realisasi",
        "I-1;U-1;2026-TW2;0;0\nI-2;U-1;2026-TW2;0;0\n",
        [(3, "target_bawah", "target_nol_bukan_turun", "flag")],
    ),
    "a value that the card calls impossible": (
        "target_realisasi",
        "I-1;U-1;2026-TW2;80;820\nI-1;U-1;2026-TW3;80;-1\nI-2;U-1;2026-TW2;5;820\n",
        [(n, "realisasi", "di_luar_rentang_kartu", "flag") for n in (3, 4)],
    ),
    "a plan with a target of 0": (
        "skp",
        f"S-2;{ANI};2026;utama;Surat tertata;100;0;0\nS-3;{CITRA};2026;utama;Aduan;100;<= 0;0\n",
        [(3, "target_bawah", "target_nol", "flag")],
    ),
    "a result in a unit that does not exist": (
        "hasil_penilaian",
        f"{CITRA};2026-TW1;U-9;{GOOD};Baik;95;final\n",
        [(4, "unit_id", "rujukan_tidak_ada", "quarantine")],
    ),
    "a person in a unit that does not exist": (
        "pegawai",
        "198001012005011001;Dedi;U-9\n",
        [(5, "unit_id", "rujukan_tidak_ada", "quarantine")],
    ),
    "figures of a unit that does not exist": (
        "target_realisasi",
        "I-1;U-9;2026-TW1;80;82\n",
        [(3, "unit_id", "rujukan_tidak_ada", "quarantine")],
    ),
    "achievement of a unit that does not exist": (
        "capaian_unit",
        "U-9;2026-TW1;Baik\n",
        [(3, "unit_id", "rujukan_tidak_ada", "quarantine")],
    ),
}


def test_a_plan_that_anything_reaches_is_flagged(bench):
    bench.write("pegawai.csv", STAFF)
    bench.write("unit.csv", UNITS)
    head = "skp_id;nip;periode;jenis_kinerja;rencana_hasil_kerja;target_bawah;target_atas\n"
    bounds = ("0;", ";0", "1;", "0;5")
    rows = [f"S-{n};{ANI};2026;utama;Laporan tersusun;{b}" for n, b in enumerate(bounds)]
    bench.write("skp.csv", head + "\n".join(rows))
    assert bench.faults() == [(2, "target_bawah", "target_tanpa_isi", "flag")]


def write_all(bench, table="", added=""):
    for name, content in SOUND.items():
        bench.write(f"{name}.csv", content + (added if name == table else ""))


def rows_of(checked, table, column, person):
    rows = checked.frame(table)
    own = rows[rows[column] == person].astype(object)
    return [[v for v in row if not pd.isna(v)] for row in own.to_numpy().tolist()]


BUDI_OWN = {
    ("hasil_penilaian", "nip"): [
        [BUDI, "2026-TW1", "U-1", *["di atas ekspektasi"] * 2, "Sangat Baik", 115.0, "final"]
    ],
    ("penilaian", "dinilai"): [
        [BUDI, CITRA, "atasan", "Kolaboratif", 88.0, "2026-TW1"],
        [BUDI, ANI, "rekan", "Kolaboratif", 84.0, "2026-TW1"],
    ],
    ("skp", "nip"): [["S-1", BUDI, "2026", "utama", "Laporan tersusun", 4.0, 4.0, 4.0, 100.0]],
}


@pytest.mark.parametrize("name", [*CASES, "sound"])
def test_each_is_found_by_row_and_no_other_result_changes(bench, name):
    table, added, expected = CASES.get(name, ("", "", []))
    write_all(bench, table, added)
    checked = bench.check()
    assert list_faults(checked) == expected
    assert set(checked.findings["table"]) <= {table}
    for (other, column), own in BUDI_OWN.items():
        assert rows_of(checked, other, column, BUDI) == own
