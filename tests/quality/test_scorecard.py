"""The five checks of a table, each with its arithmetic."""

import pytest

from kinerja_lib.quality.figures import chart_rows

NONE = "tidak dapat dihitung"


def find(row, column="tanggal", fault="bukan_tanggal", severity="quarantine", table="skm"):
    return (table, row, column, "x", fault, severity)


def only(review):
    assert len(review.tables) == 1
    return review.tables.iloc[0]


def test_a_clean_table_is_a_on_every_check(make_review):
    table = only(make_review(loads=[("skm", 100, 100, 0, 0)]))
    checks = ["kelengkapan", "keabsahan", "konsistensi", "keunikan"]
    assert list(table[checks]) == ["A"] * 4 and table["mutu"] == "A"


def test_validity_counts_rows_and_not_cells(make_review):
    # rows 2 and 3 hold three wrong values: 98 of 100 rows are valid, that is B
    findings = [find(2), find(2, "u1", "di_luar_rentang"), find(3)]
    table = only(make_review(loads=[("skm", 100, 98, 0, 2)], findings=findings))
    assert table["keabsahan_persen"] == pytest.approx(98) and table["keabsahan"] == "B"
    assert table["diterima_persen"] == pytest.approx(98) and table["mutu"] == "B"
    assert table["keunikan"] == table["kelengkapan"] == "A"


def test_flags_count_as_doubt_and_notes_do_not(make_review):
    findings = [find(2, severity="flag", fault="tanggal_rancu"), find(3, severity="note")]
    table = only(make_review(loads=[("skm", 50, 50, 1, 0)], findings=findings))
    assert table["keabsahan_persen"] == pytest.approx(98)
    assert table["diterima_persen"] == 100


def test_completeness_is_the_share_of_required_cells(make_review):
    # two required columns, 50 rows in: 100 cells; 3 rows were set aside for an empty one: 97 %
    findings = [find(i, fault="kosong_wajib") for i in (2, 3, 4)]
    columns = [("skm", "unit_id", True, 47, 47, 0), ("skm", "tanggal", True, 47, 47, 3)]
    columns += [("skm", "saran", False, 47, 5, 0)]  # an optional column lowers nothing
    loads = [("skm", 50, 47, 0, 3)]
    table = only(make_review(loads=loads, findings=findings, columns=columns))
    assert table["kelengkapan_persen"] == pytest.approx(97) and table["kelengkapan"] == "B"


def test_an_absent_required_column_empties_the_whole_sheet(make_review):
    # 40 rows, two required columns, one absent: 40 of 80 cells
    findings = [find(None, "tanggal", "kolom_wajib_tidak_ada")]
    columns = [("skm", "unit_id", True, 0, 0, 0), ("skm", "tanggal", True, 0, 0, 0)]
    review = make_review(loads=[("skm", 40, 0, 0, 40)], findings=findings, columns=columns)
    table = only(review)
    assert table["kelengkapan_persen"] == pytest.approx(50)
    assert table["keabsahan_persen"] == 100  # nothing was wrong with the values
    assert review.repairs["baris"].tolist() == [40]


def test_consistency_is_the_lower_of_rules_and_keys(make_review):
    # 1 of 100 rows contradicts itself: 99 %; 90 of 95 filled keys match: 94.7 %
    findings = [find(2, "nilai", "diri_oleh_orang_lain", table="penilaian")]
    references = [("penilaian", "dinilai", "pegawai.nip", 95, 90, 5)]
    loads = [("penilaian", 100, 99, 0, 1)]
    table = only(make_review(loads=loads, findings=findings, references=references))
    assert table["konsistensi_persen"] == pytest.approx(100 * 90 / 95)
    assert table["konsistensi"] == "C"


def test_uniqueness_counts_copies_and_keys_with_two_contents(make_review):
    findings = [find(2, fault="duplikat_sama"), find(3, fault="kunci_bentrok")]
    table = only(make_review(loads=[("skm", 40, 38, 0, 2)], findings=findings))
    assert table["keunikan_persen"] == pytest.approx(95) and table["keunikan"] == "B"
    assert table["diterima_persen"] == pytest.approx(100 * 38 / 40) and table["dimaafkan"] == 1


def test_copies_are_forgiven_in_the_grade_and_not_in_the_share(make_review):
    findings = [find(i, fault="duplikat_sama", table="pegawai") for i in (5, 6, 7)]
    loads = [("pegawai", 2103, 2100, 0, 3)]
    review = make_review(loads=loads, findings=findings)
    table = only(review)
    assert table["diterima_persen"] == pytest.approx(100 * 2100 / 2103)
    assert table["dimaafkan"] == 3 and table["mutu"] == "A"
    few = only(make_review(loads=[("skm", 10, 9, 0, 1)], findings=[find(2, "", "baris_kaki")]))
    assert few["mutu"] == "A" and few["diterima_persen"] == 90
    drawn = chart_rows(review).frame.iloc[0]  # the share of figure 1 is the same
    assert 100 - drawn["dikarantina"] == pytest.approx(table["diterima_persen"])


def test_foot_lines_lower_no_check(make_review):
    findings = [find(i, "", "baris_kaki") for i in (12, 13, 14, 15)]
    table = only(make_review(loads=[("skm", 14, 10, 0, 4)], findings=findings))
    assert table["keabsahan_persen"] == 100 and table["mutu"] == "A"
    assert table["diterima_persen"] == pytest.approx(100 * 10 / 14) and table["dimaafkan"] == 4


def test_rows_that_no_finding_explains_count_as_wrong(make_review):
    table = only(make_review(loads=[("skm", 100, 50, 0, 50)], findings=[find(2)]))
    assert table["keabsahan_persen"] == pytest.approx(50) and table["keabsahan"] == "D"


def test_lateness_is_the_fifth_check(make_review):
    loads, dates = [("skm", 100, 100, 0, 0)], [("skm", "tanggal", "2024-01-01", "2025-01-01")]
    table = only(make_review(loads=loads, freshness=dates))
    assert table["ketepatan_waktu"] == "D" and table["mutu"] == "D"


def test_a_table_without_rows_has_no_grade(make_review):
    dates = [("skm", "tanggal", None, None)]
    table = only(make_review(loads=[("skm", 0, 0, 0, 0)], freshness=dates))
    assert table["mutu"] == table["ketepatan_waktu"] == table["keabsahan"] == NONE


def test_a_table_of_quarantined_rows_only_is_d(make_review):
    findings = [find(i) for i in range(2, 22)]
    table = only(make_review(loads=[("skm", 20, 0, 0, 20)], findings=findings))
    assert table["mutu"] == "D" and table["diterima_persen"] == 0


def test_files_of_one_table_are_added_up(make_review):
    loads = [("skm", 60, 60, 0, 0), ("skm", 40, 30, 2, 10)]
    table = only(make_review(loads=loads))
    assert (table["rows_in"], table["accepted"], table["quarantined"]) == (100, 90, 10)


def test_a_file_of_no_known_table_is_counted_but_not_graded(make_review):
    findings = [find(None, "", "tabel_tidak_dikenal", table="")]
    loads = [("skm", 100, 100, 0, 0), ("", 7, 0, 0, 7)]
    review = make_review(loads=loads, findings=findings)
    assert only(review)["table"] == "skm"
    assert review.total("rows_in") == 107 and review.unread == 1


def test_the_frames_of_the_check_stay_as_they_were(checked):
    from kinerja_lib.quality.inspect import inspect_quality

    source = checked(loads=[("skm", 100, 98, 0, 2)], findings=[find(2), find(3)])
    before = {name: frame.copy() for name, frame in vars(source).items() if name != "frame"}
    inspect_quality(source, reference_date="2026-09-30", period="2026-TW3").places  # noqa: B018
    for name, frame in before.items():
        assert getattr(source, name).equals(frame)
