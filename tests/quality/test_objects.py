"""Tables and figures: what each edition may show, empty sources, and the data behind the page."""

import json

import pandas as pd
import pytest

from kinerja_lib.privacy.withholding import WITHHELD, withhold_block
from kinerja_lib.quality import (
    asks,
    drawn,
    figures,
    findings,
    focus,
    headline,
    repair_tables,
    result_tables,
    sections,
    tables,
    trend_words,
)
from kinerja_lib.quality.limits import Limits
from kinerja_lib.tables.registry import CONTRACTS

NIP, NAME = "199001012015011001", "Budi Rekaan"
FOCUS = Limits(focus=("pegawai", "disiplin", "tpp"))


def all_objects(review):
    """Everything that the notebook shows, in its order."""
    return [
        *(headline.find_headline(review), *findings.find_answers(review)),
        *(*asks.find_requests(review), tables.tabulate_glance(review)),
        *(result_tables.tabulate_files(review), *sections.find_results(review)),
        *(*focus.find_focus(review), *focus.tabulate_focus(review), *drawn.draw_rows(review)),
        *result_tables.tabulate_results(review),
        *result_tables.tabulate_missing(review),
        *(*sections.find_tables(review), *tables.tabulate_matrix(review)),
        *(*drawn.draw_ages(review), tables.tabulate_shares(review)),
        *(tables.tabulate_columns(review), *sections.find_repairs(review)),
        *(*repair_tables.tabulate_repairs(review), sections.find_references(review)),
        *(*drawn.draw_matches(review), *tables.tabulate_references(review)),
        *(tables.tabulate_people(review), *sections.find_indicators(review)),
        *result_tables.tabulate_figures(review),
        result_tables.tabulate_feasibility(review),
        *(result_tables.tabulate_sources(review), *trend_words.find_trend(review)),
        *(*drawn.draw_quarters(review), result_tables.tabulate_years(review)),
        result_tables.tabulate_limits(review),
    ]


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
        limits=FOCUS,
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
    assert not {"tempat-perbaikan", "perbaikan-utama", "berkas"} & {b["id"] for b in kept}
    assert "a.xlsx" not in json.dumps(kept)
    internal = {item.id for item in all_objects(hostile)}
    assert {"tempat-perbaikan", "perbaikan-utama", "berkas"} <= internal


def cells(table, key, column):
    """Give a column's cells in the rows that hold the key: a name, or "table: column"."""
    data = table.to_json()
    names = [c["name"] for c in data["columns"]]
    return [row[names.index(column)] for row in data["rows"] if set(key.split(": ")) <= set(row)]


def by_id(review, id):
    return next(item for item in all_objects(review) if item.id == id)


def test_how_many_were_punished_is_not_shown_through_row_counts(hostile):
    title = "Hukuman disiplin"
    assert cells(tables.tabulate_shares(hostile), title, "rows_in") == [WITHHELD]
    assert cells(tables.tabulate_shares(hostile), title, "diterima_persen") == [WITHHELD]
    assert not cells(by_id(hostile, "perbaikan-ringkas"), title, "baris")  # of a personal column
    pairs = tables.tabulate_references(hostile)[0]
    assert cells(pairs, f"{title}: nip", "unmatched") == [WITHHELD]
    assert cells(tables.tabulate_columns(hostile), f"{title}: tingkat", "rows") == [WITHHELD]
    assert cells(result_tables.tabulate_years(hostile), title, "persen") == [WITHHELD]
    assert cells(by_id(hostile, "perhatian-daerah"), title, "rows_in") == [WITHHELD]
    assert cells(figures.chart_rows(hostile).table, title, "dikarantina") == [WITHHELD]
    assert cells(figures.chart_matches(hostile).table, f"{title}: nip", "persen") == [WITHHELD]
    assert cells(by_id(hostile, "matriks-mutu"), title, "mutu") == ["D"]  # of the source


def public_text(review):
    """All that the public edition says, as one text per object."""
    blocks = [withhold_block(item.to_json(), "public") for item in all_objects(review)]
    return {b["id"]: json.dumps(b, ensure_ascii=False) for b in blocks if b is not None}


@pytest.fixture
def punished(make_review):
    """Eight punishments: the filled cells of one column, the rows of another table."""
    loads = [("ip_asn", 2251, 2251, 0, 0), ("pegawai", 2103, 2100, 0, 3), ("disiplin", 8, 7, 0, 1)]
    loads += [("penghargaan", 43, 41, 0, 2), ("skm", 900, 895, 0, 5)]
    found = [("pegawai", 2, "tanggal_lahir", "x", "bukan_tanggal", "quarantine")]
    found += [("pegawai", i, "nip", "x", "nip_panjang", "quarantine") for i in (3, 4)]
    found += [("pegawai", i, "status", "x", "bukan_pilihan", "flag") for i in (5, 6)]
    found += [("skm", i, "tanggal", "x", "bukan_tanggal", "quarantine") for i in range(2, 7)]
    references = [("ip_asn", "nip", "pegawai.nip", 2251, 2248, 3)]
    references += [("pegawai", "unit_id", "unit.unit_id", 2100, 2098, 2)]
    references += [("skm", "unit_id", "unit.unit_id", 900, 895, 5)]
    columns = [("ip_asn", "hukuman", False, 2251, 8, 0), ("ip_asn", "nip", True, 2251, 2251, 0)]
    return make_review(loads=loads, findings=found, references=references, columns=columns)


def test_filled_cells_of_a_sensitive_column_are_in_no_public_object(punished):
    said = public_text(punished)
    assert "kolom" not in said  # the table of columns is internal
    for id, text in said.items():
        assert "hukuman" not in text and "0.3553" not in text, id
    internal = tables.tabulate_columns(punished)
    assert cells(internal, "Indeks profesionalitas: hukuman", "rows") == [2251]


def test_the_rows_of_a_small_table_cannot_be_worked_out_from_the_total(punished):
    assert punished.small == {"disiplin", "penghargaan"}  # the second one is its companion
    shown = tables.tabulate_shares(punished).frame.set_index("table")["rows_in"]
    assert list(shown[["disiplin", "penghargaan"]]) == [WITHHELD] * 2
    hidden = punished.total("rows_in") - sum(n for n in shown if n != WITHHELD)
    assert hidden == 8 + 43
    lost = punished.results.loc[punished.results["tertutup"], "hasil"]
    shown = result_tables.tabulate_results(punished)[-1]
    assert len(lost) and all(cells(shown, name, "hilang") == [WITHHELD] for name in lost)


def test_public_repairs_name_no_personal_column_and_no_few_persons(punished):
    shown = [t for t in repair_tables.tabulate_repairs(punished) if t.editions == ("public",)]
    (table,) = shown
    rows = {(r["table"], r["column"]): r["baris"] for _i, r in table.frame.iterrows()}
    assert rows == {("pegawai", "status"): WITHHELD, ("skm", "tanggal"): 5}
    everything = " ".join(public_text(punished).values())
    assert "tanggal_lahir" not in everything and "(nip)" not in everything
    inside = [t for t in repair_tables.tabulate_repairs(punished) if t.id == "tempat-perbaikan"]
    assert {"nip", "tanggal_lahir"} <= set(inside[0].frame["column"])


def test_public_references_leave_personal_columns_out(punished):
    internal, public = tables.tabulate_references(punished)
    assert set(internal.frame["column"]) == {"nip", "unit_id"}
    assert cells(public, "Pegawai: unit_id", "unmatched") == [WITHHELD]
    assert cells(public, "Survei kepuasan masyarakat: unit_id", "unmatched") == [5]
    assert not cells(public, "Indeks profesionalitas: nip", "unmatched")
    inside, outside = drawn.draw_matches(punished)
    assert (inside.editions, outside.editions) == (("internal",), ("public",))
    assert cells(outside.table, "Pegawai: unit_id", "persen") == [WITHHELD]


def test_no_two_objects_or_sentences_share_an_id(punished):
    """Both figures of the references are drawn here; a shared id would refuse the whole report."""
    blocks = [item.to_json() for item in all_objects(punished)]
    names = [block["id"] for block in blocks]
    names += [block["title"]["id"] for block in blocks if block["kind"] == "figure"]
    assert {"cocok", "cocok-publik"} <= set(names)
    assert sorted(names) == sorted(set(names))


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


def test_absent_tables_are_counted_and_no_indicator_is_no_zero(make_review):
    rows = tables.tabulate_glance(make_review(loads=[("skm", 9, 9, 0, 0)])).to_json()["rows"]
    absent = len(CONTRACTS) - 1
    assert rows == [["Tabel", 1, 0, 0, 0, 0, absent], ["Indikator", *[None] * 6]]


def test_a_source_without_periods_shows_no_empty_figure(make_review):
    review = make_review(loads=[("skm", 9, 9, 0, 0)])
    assert drawn.draw_quarters(review) == []
    assert drawn.drop_empty(result_tables.tabulate_years(review)) == []
    said = trend_words.find_trend(review)
    assert {finding.place for finding in said} == {"heading", "lead"}


def test_the_matrix_shows_what_is_not_a_and_folds_the_rest(make_review):
    loads = [("pegawai", 100, 100, 0, 0), ("skm", 100, 50, 0, 50), ("tpp", 0, 0, 0, 0)]
    weak, whole = tables.tabulate_matrix(make_review(loads=loads))
    assert [row[1] for row in weak.to_json()["rows"]] == ["D", "tidak dapat dihitung"]
    assert [row[1] for row in whole.to_json()["rows"]] == ["D", "A", "tidak dapat dihitung"]
    assert whole.fold and not weak.fold


def test_a_clean_source_shows_no_long_table(make_review):
    review = make_review(
        loads=[("skm", 100, 100, 0, 0)],
        freshness=[("skm", "tanggal", "2026-01-01", "2026-09-20")],
        references=[("skm", "unit_id", "unit.unit_id", 100, 100, 0)],
    )
    assert drawn.draw_rows(review) == [] and drawn.draw_matches(review) == []
    said, table = drawn.draw_ages(review)
    assert "masih mutakhir" in said.sentence() and table.fold
    assert repair_tables.tabulate_repairs(review) == []
    assert [table.fold for table in tables.tabulate_matrix(review)] == [True]


def test_the_first_repairs_name_place_and_office_and_the_rest_folds(make_review):
    rows = [("skm", i, f"u{i}", "9", "di_luar_rentang", "quarantine") for i in range(1, 10)]
    rows += [("skm", 20 + i, "tanggal", "x", f"salah_{i}", "quarantine") for i in range(9)]
    rows += [("skm", 40, "", "", "baris_rusak", "quarantine")]
    review = make_review(loads=[("skm", 100, 80, 0, 20)], findings=rows)
    shown = {item.id: item for item in repair_tables.tabulate_repairs(review)}
    assert list(shown) == [
        *("perbaikan-utama", "perbaikan-ringkas", "perbaikan-publik", "perbaikan"),
        "tempat-perbaikan",
    ]
    first = shown["perbaikan-utama"].frame
    assert len(first) == repair_tables.FIRST and len(shown["perbaikan-utama"].columns) <= 7
    assert first["tempat"].str.startswith("a.xlsx, Data: ").all()
    assert "a.xlsx, Data: 1–9" in set(first["tempat"])  # rows of every column of one fault
    assert (shown["perbaikan"].frame["column"] != "").all()
    assert "seluruh baris" in set(shown["perbaikan"].frame["column"])


def test_no_table_on_the_page_is_wide(hostile):
    for item in all_objects(hostile):
        data = item.to_json()
        if data["kind"] == "table" and not data["across"]:
            assert len(data["columns"]) <= 7 + data["fold"], item.id


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
