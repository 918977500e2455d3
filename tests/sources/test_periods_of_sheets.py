"""The month of a sheet: from its name, that of the file, title lines, or two columns."""

import pytest

from kinerja_lib.sources.sheet_names import combine_period

NIPS = ["197001011995031001", "197102081996032002"]
HEADERS = ["NIP", "HADIR", "CAPAIAN TPP (%)"]


def months(checked):
    return sorted(checked.frame("tpp")["periode"])


def recap(*titles):
    rows = [[nip, 20, 95] for nip in NIPS]
    return [*([title] for title in titles), HEADERS, *rows]


@pytest.mark.parametrize("name", ["TPP 2026.xlsx", "tpp_kantor_2026.xlsx", "TPP.xlsx"])
def test_each_sheet_is_its_own_month(bench, name):
    sheets = {m: recap(f"Bulan : {m} 2026") for m in ("Juli", "Agustus", "September")}
    bench.workbook(name, **sheets)
    checked = bench.check()
    assert months(checked) == ["2026-07"] * 2 + ["2026-08"] * 2 + ["2026-09"] * 2
    assert checked.loads["quarantined"].sum() == 0


def test_a_sheet_of_a_month_without_a_year_is_refused_with_the_name_to_give(bench):
    bench.workbook("TPP.xlsx", Juli=recap(), Agustus=recap())
    checked = bench.check()
    assert checked.loads["accepted"].sum() == 0
    told = checked.findings[checked.findings["fault"] == "periode_tidak_jelas"]
    assert (
        len(told) == 2 and told["what_to_do"].str.contains('nama lembar seperti "Juli 2026"').all()
    )


def test_a_year_is_no_month(bench):
    bench.workbook("TPP 2026.xlsx", Sheet1=recap())
    checked = bench.check()
    assert checked.loads["accepted"].sum() == 0
    assert "periode_tidak_jelas" in set(checked.findings["fault"])


def test_the_title_line_tells_the_month_of_a_sheet_without_one(bench):
    bench.workbook("TPP 2026.xlsx", Sheet1=recap("REKAP TPP BULAN JULI 2026", "Kota, 3 Mei 2027"))
    assert months(bench.check()) == ["2026-07"] * 2


@pytest.mark.parametrize("period", ["2026", "2026-TW3", "2026-S2"])
def test_allowances_are_told_by_month_only(bench, period):
    bench.write("tpp.csv", f"nip;periode;hadir\n{NIPS[0]};{period};20\n{NIPS[1]};2026-07;20\n")
    checked = bench.check()
    assert months(checked) == ["2026-07"]
    (finding,) = checked.findings[checked.findings["fault"] == "bukan_bulan"].itertuples()
    assert (finding.row, finding.severity) == (2, "quarantine")


@pytest.mark.parametrize(
    "headers", ["NIP;BULAN;TAHUN;HADIR;CAPAIAN TPP", "nip;Bulan;Tahun;hadir;x"]
)
@pytest.mark.parametrize("month", ["7", "07", "Juli", "JULI"])
def test_month_and_year_in_two_columns_are_one_period(bench, headers, month):
    bench.write("tpp.csv", f"{headers}\n{NIPS[0]};{month};2026;20;95\n")
    assert months(bench.check()) == ["2026-07"]


def test_month_and_year_make_the_period_of_any_table(bench):
    bench.write("capaian_unit.csv", "unit_id;bulan;tahun;capaian\nU1;3;2026;Baik\nU1;4;2026;Baik\n")
    checked = bench.check()
    assert checked.frame("capaian_unit")["periode"].tolist() == ["2026-03", "2026-04"]


def test_a_whole_period_in_the_column_of_months_needs_no_year(bench):
    bench.write("tpp.csv", f"NIP;BULAN;HADIR;CAPAIAN TPP\n{NIPS[0]};2026-07;20;95\n")
    assert months(bench.check()) == ["2026-07"]


@pytest.mark.parametrize(
    ("sheet", "file", "titles", "period"),
    [
        ("Juli", "TPP 2026", (), "2026-07"),
        ("TW III", "capaian 2026", (), "2026-TW3"),
        ("Juli", "TPP", ("Bulan : Juli 2026",), "2026-07"),
        ("Juli", "TPP Juli-September 2026", (), "2026-07"),
        ("Juli 2025", "TPP 2026", (), "2025-07"),
        ("Juli", "TPP", ("Dicetak 3 Juli 2026",), ""),
        ("Juli Agustus", "TPP 2026", (), ""),
        ("Sheet1", "TPP 2026", (), "2026"),
        ("Sheet1", "TPP 2025 2026", ("Periode Triwulan I 2026",), "2026-TW1"),
        ("", "", (), ""),
    ],
)
def test_names_and_titles_tell_a_period_together(sheet, file, titles, period):
    assert combine_period(sheet, file, titles) == period
