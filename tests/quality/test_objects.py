"""Tables and figures: what each edition may show, empty sources, and the data behind the page."""

import json

import pandas as pd
import pytest

from kinerja_lib.privacy.withholding import WITHHELD, withhold_block
from kinerja_lib.quality import figures, findings, result_tables, sections, tables

NIP, NAME = "199001012015011001", "Budi Rekaan"
SHOWN_TABLES = (
    *("tabulate_glance", "tabulate_matrix", "tabulate_shares", "tabulate_columns"),
    *("tabulate_repairs", "tabulate_rules", "tabulate_places", "tabulate_references"),
    "tabulate_people",
)
RESULT_TABLES = (
    *("tabulate_results", "tabulate_missing", "tabulate_figures", "tabulate_sources"),
    *("tabulate_feasibility", "tabulate_years", "tabulate_limits", "tabulate_files"),
)
CHARTS = ("chart_rows", "chart_ages", "chart_matches", "chart_quarters")


def all_objects(review):
    shown = [getattr(tables, name)(review) for name in SHOWN_TABLES]
    shown += [getattr(result_tables, name)(review) for name in RESULT_TABLES]
    shown += [getattr(figures, name)(review) for name in CHARTS]
    shown += [findings.find_headline(review), *findings.find_answers(review)]
    shown += [*findings.find_requests(review), *sections.find_results(review)]
    shown += [*sections.find_tables(review), sections.find_repairs(review)]
    shown += [sections.find_references(review), *sections.find_indicators(review)]
    return [*shown, *sections.find_trend(review)]


@pytest.fixture
def hostile(make_review):
    """People in every cell that a finding can hold, and a small table about people."""
    columns = ["nip", "nama", "tanggal_lahir", "unit_id", "status"]
    rows = [
        ("pegawai", i, c, f"{NIP} {NAME}", "nip_panjang", "quarantine")
        for i in range(2, 30)
        for c in columns
    ]
    rows += [("disiplin", 2, "mulai", NAME, "bukan_tanggal", "quarantine")]
    rows += [("skm", 4, "tanggal", NAME, "bukan_tanggal", "quarantine")]
    rows += [("skm", 5, "u1", NIP, "di_luar_rentang", "quarantine")]
    staff = pd.DataFrame({"nip": [f"{NIP[:-2]}{i:02d}" for i in range(40)]})
    return make_review(
        loads=[
            ("pegawai", 68, 40, 0, 28),
            ("disiplin", 3, 2, 0, 1),
            ("skm", 90, 88, 0, 2),
            ("hasil_penilaian", 33, 33, 0, 0),
        ],
        findings=rows,
        freshness=[("skm", "tanggal", "2026-01-01", "2026-09-20")],
        references=[
            ("disiplin", "nip", "pegawai.nip", 3, 2, 1),
            ("skm", "unit_id", "unit.unit_id", 90, 88, 2),
        ],
        columns=[("disiplin", "tingkat", True, 2, 2, 1), ("skm", "saran", False, 88, 4, 0)],
        periods=[("disiplin", "2026-TW1", 3, 1), ("skm", "2026-TW1", 90, 2)],
        accepted={"pegawai": staff, "hasil_penilaian": staff.head(33)},
    )


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_no_name_and_no_nip_in_any_edition(hostile, edition):
    for item in all_objects(hostile):
        block = withhold_block(item.to_json(), edition)
        text = json.dumps(block, ensure_ascii=False)
        assert NIP[:14] not in text and NAME not in text, item.id


def test_the_public_edition_names_no_file_and_no_row(hostile):
    public = [withhold_block(item.to_json(), "public") for item in all_objects(hostile)]
    kept = [block for block in public if block is not None]
    assert not {"tempat-perbaikan", "cara-perbaikan", "berkas"} & {b["id"] for b in kept}
    assert "a.xlsx" not in json.dumps(kept)
    internal = {item.id for item in all_objects(hostile)}
    assert {"tempat-perbaikan", "cara-perbaikan", "berkas"} <= internal


def cells(table, key, column):
    data = table.to_json()
    names = [c["name"] for c in data["columns"]]
    return [row[names.index(column)] for row in data["rows"] if key in row]


def test_how_many_were_punished_is_not_shown_through_row_counts(hostile):
    title = "Hukuman disiplin"
    assert cells(tables.tabulate_shares(hostile), title, "rows_in") == [WITHHELD]
    assert cells(tables.tabulate_shares(hostile), title, "diterima_persen") == [WITHHELD]
    assert cells(tables.tabulate_repairs(hostile), title, "baris") == [WITHHELD]
    assert cells(tables.tabulate_references(hostile), f"{title}: nip", "unmatched") == [WITHHELD]
    assert cells(tables.tabulate_columns(hostile), f"{title}: tingkat", "rows") == [WITHHELD]
    assert cells(result_tables.tabulate_years(hostile), title, "persen") == [WITHHELD]
    assert cells(figures.chart_rows(hostile).table, title, "dikarantina") == [WITHHELD]
    assert cells(figures.chart_matches(hostile).table, f"{title}: nip", "persen") == [WITHHELD]
    assert cells(tables.tabulate_matrix(hostile), title, "mutu") == ["D"]  # of the source


def test_few_people_without_a_row_are_withheld_by_the_edition(hostile):
    table = tables.tabulate_people(hostile).to_json()
    assert table["rows"] == [["Hasil penilaian", 40, 7]]
    assert withhold_block(table, "internal")["rows"] == [["Hasil penilaian", 40, 7]]
    assert withhold_block(table, "public")["rows"] == [["Hasil penilaian", 40, WITHHELD]]


def test_an_empty_source_still_gives_every_object(make_review):
    objects = all_objects(make_review())
    for item in objects:
        for edition in ("internal", "public"):
            withhold_block(item.to_json(), edition)
        item._repr_mimebundle_()
    ids = [item.id for item in objects]
    assert len(ids) == len(set(ids))


def test_the_matrix_puts_the_weakest_table_first(make_review):
    loads = [("pegawai", 100, 100, 0, 0), ("skm", 100, 50, 0, 50), ("tpp", 0, 0, 0, 0)]
    rows = tables.tabulate_matrix(make_review(loads=loads)).to_json()["rows"]
    assert [row[1] for row in rows] == ["D", "A", "tidak dapat dihitung"]


def test_the_limits_on_the_page_are_those_of_the_review(make_review):
    from kinerja_lib.quality.limits import Limits

    review = make_review(limits=Limits(shares=(98.0, 90.0, 80.0), late_days=(5, 10, 20)))
    rows = result_tables.tabulate_limits(review).to_json()["rows"]
    assert [row[2:] for row in rows] == [[98.0, 90.0, 80.0], [5.0, 10.0, 20.0]]


def test_files_carry_what_the_record_of_a_run_needs(hostile):
    data = result_tables.tabulate_files(hostile).to_json()
    names = {column["name"] for column in data["columns"]}
    assert names >= {"file", "digest", "rows_in", "accepted", "quarantined"}
    assert data["place"] == "lineage" and data["editions"] == ["internal"]


def test_rows_in_are_rows_accepted_plus_quarantined_on_the_page(hostile):
    frame = result_tables.tabulate_files(hostile).frame
    assert (frame["rows_in"] == frame["accepted"] + frame["quarantined"]).all()
