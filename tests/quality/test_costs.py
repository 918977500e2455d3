"""What defects cost: results, people, and the order of repairs."""

import pandas as pd
import pytest

from kinerja_lib.quality.costs import count_people, list_missing
from kinerja_lib.quality.repairs import write_rows
from kinerja_lib.quality.uses import RESULTS, find_office, tables_of, uses_of
from kinerja_lib.tables.registry import CONTRACTS


def find(table, row, column="tanggal", fault="bukan_tanggal", severity="quarantine", value="x"):
    return (table, row, column, value, fault, severity)


def test_every_table_has_an_office_and_every_capability_row_one_result():
    codes = [code for codes in RESULTS.values() for code in codes]
    assert len(codes) == len(set(codes))
    needed = {code for contract in CONTRACTS.values() for code in contract.used_by}
    # J13 and W16 are answered by this report itself, K9 by the multi-source result
    assert needed - set(codes) <= {"J13", "W16"}
    assert {code for code in codes if tables_of(code)} <= needed
    assert all(find_office(name).startswith("pengelola") for name in CONTRACTS)


def test_a_parent_table_is_used_by_what_refers_to_it():
    assert set(CONTRACTS["skm"].used_by) == uses_of("skm")
    assert set(CONTRACTS["hasil_penilaian"].used_by) < uses_of("pegawai")
    assert uses_of("tabel_lain") == frozenset()


def test_a_result_needs_all_its_tables(make_review):
    # M18 needs service times and the list of holidays, M20 service times alone
    assert set(tables_of("M18")) == {"layanan_log", "hari_libur"}
    review = make_review(loads=[("layanan_log", 10, 10, 0, 0)])
    row = review.results.set_index("hasil").loc["Waktu layanan"]
    assert (row["dapat"], row["angka"], row["kesimpulan"]) == (1, 2, "sebagian")
    assert row["kurang"] == "hari_libur"


@pytest.mark.parametrize(
    ("loads", "verdict"),
    [
        ([("layanan_log", 10, 10, 0, 0), ("hari_libur", 9, 9, 0, 0)], "tersedia"),
        ([("layanan_log", 10, 5, 0, 5), ("hari_libur", 9, 9, 0, 0)], "dengan catatan"),
        ([("layanan_log", 10, 10, 0, 0)], "sebagian"),
        ([("layanan_log", 10, 0, 0, 10), ("hari_libur", 9, 9, 0, 0)], "tidak dapat dihitung"),
        ([], "tidak dapat dihitung"),
    ],
)
def test_the_verdict_on_a_result_follows_its_tables(make_review, loads, verdict):
    results = make_review(loads=loads).results.set_index("hasil")
    assert results.loc["Waktu layanan", "kesimpulan"] == verdict


def test_a_table_can_be_missing_for_three_reasons(make_review):
    review = make_review(loads=[("skm", 10, 0, 0, 10), ("pengaduan", 0, 0, 0, 0)])
    causes = list_missing(review.tables).set_index("table")["sebab"]
    assert causes["skm"] == "semua baris dikarantina"
    assert causes["pengaduan"] == "tabel tanpa baris"
    assert causes["pegawai"] == "tabel tidak ada"
    assert len(causes) == len(CONTRACTS)


def test_people_without_a_row_are_counted_once():
    staff = pd.DataFrame({"nip": ["a", "b", "c", "d"]})
    ratings = pd.DataFrame({"nip": ["a", "a", "b", "x", None]})  # x is not among the staff
    people = count_people({"pegawai": staff, "hasil_penilaian": ratings})
    assert people[["table", "pegawai", "tanpa_baris"]].to_numpy().tolist() == [
        ["hasil_penilaian", 4, 2]
    ]
    assert count_people({"hasil_penilaian": ratings}).empty


def test_repairs_are_ordered_by_what_they_cost(make_review):
    # pegawai: 1 of 10 rows, used by many; skm: 5 of 10 rows, used by 7; disiplin: a flag only
    loads = [("pegawai", 10, 9, 0, 1), ("skm", 10, 5, 0, 5), ("disiplin", 10, 10, 9, 0)]
    findings = [find("pegawai", 2, "nip", "nip_panjang")]
    findings += [find("skm", i) for i in range(2, 7)]
    findings += [find("disiplin", i, fault="tanggal_rancu", severity="flag") for i in range(2, 11)]
    repairs = make_review(loads=loads, findings=findings).repairs
    assert repairs["table"].tolist() == ["pegawai", "skm", "disiplin"]
    assert repairs["baris"].tolist() == [1, 5, 9]
    assert repairs["pengaruh"].tolist()[:2] == [0.1 * len(uses_of("pegawai")), 0.5 * 7]
    assert repairs["urutan"].tolist() == [1, 2, 3]


def test_foot_lines_and_identical_copies_are_no_repairs(make_review):
    findings = [find("skm", i, fault="duplikat_sama") for i in range(2, 8)] + [find("skm", 9)]
    findings += [find("skm", 30, "", fault="baris_kaki")]
    review = make_review(loads=[("skm", 20, 12, 0, 8)], findings=findings)
    assert review.repairs["fault"].tolist() == ["bukan_tanggal"]
    assert review.repairs["pengaruh"].tolist() == pytest.approx([7 / 20])
    assert review.places["nomor_baris"].tolist() == ["9"]


def test_a_file_that_was_not_read_belongs_to_its_sender(make_review):
    findings = [find("", None, "", fault) for fault in ("berkas_rusak", "format_lama")]
    repairs = make_review(loads=[("skm", 20, 20, 0, 0)], findings=findings).repairs
    assert repairs["penanggung_jawab"].tolist() == ["pengirim berkas"] * 2
    assert repairs["baris"].tolist() == [0, 0] and repairs["pengaruh"].tolist() == [0, 0]


def test_one_fault_in_many_columns_is_one_repair(make_review):
    findings = [find("skm", 2, f"u{i}", "di_luar_rentang") for i in range(1, 6)]
    review = make_review(loads=[("skm", 20, 19, 0, 1)], findings=findings)
    assert review.repairs["column"].tolist() == ["u1, u2, u3, …"]
    assert review.repairs["baris"].tolist() == [1]
    assert len(review.places) == 5  # each column has its own line in the internal edition


def test_notes_and_the_rest_of_a_cut_list_ask_for_nothing(make_review):
    findings = [find("skm", None, "", "kolom_tidak_dikenal", "note")]
    findings += [find("skm", None, "", "baris_lain")]
    review = make_review(loads=[("skm", 20, 15, 0, 5)], findings=findings)
    assert review.repairs.empty and review.places.empty


def test_row_numbers_are_joined_and_cut_after_twelve():
    assert write_rows([5, 3, 4, 9]) == ("3–5, 9", 0)
    text, others = write_rows(range(2, 60, 2))  # 29 rows, none next to another
    assert text.count(",") == 11 and others == 17
    assert write_rows([]) == ("", 0)


@pytest.mark.parametrize(
    ("table", "column", "value", "shown"),
    [
        ("skm", "u1", "9", "9"),
        ("skm", "tanggal", "31-02-2026", "31-02-2026"),
        ("skm", "tanggal", "Budi Rekaan", None),  # a name in a column of dates
        ("skm", "tanggal", "199001012015011001", None),  # a NIP in a column of dates
        ("skm", "saran", "5", None),
        ("skm", "unit_id", "12", None),
        ("pegawai", "tanggal_lahir", "31-02-1990", None),
        ("disiplin", "mulai", "2025-13-01", None),
        ("skm", "resp_id, tanggal", "7", None),
        ("tabel_lain", "x", "7", None),
    ],
)
def test_a_value_is_shown_only_where_it_cannot_tell_of_a_person(
    make_review, table, column, value, shown
):
    findings = [find(table, 2, column, value=value)]
    review = make_review(loads=[(table, 20, 19, 0, 1)], findings=findings)
    example = review.places["contoh"].iloc[0]
    assert example == shown if shown else pd.isna(example)
