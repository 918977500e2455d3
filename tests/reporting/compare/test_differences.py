"""Differences of one to nine people are not told in public; inside the office they are."""

import csv
import dataclasses

import pandas as pd
import pytest

import kinerja_lib
from kinerja_lib.privacy.withholding import MINIMUM
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.publish.display import FEW
from kinerja_lib.reporting.compare.diff import as_json, compare_reports, describe_difference
from kinerja_lib.reporting.compare.differences import tell_difference
from kinerja_lib.reporting.compare.numbers import CHANGED, NumberChange
from kinerja_lib.tables.columns import Column

COUNT = NumberChange(CHANGED, "t", "T", "A", "n", "Pegawai", "", "34.0", "33.0", 0, 4)
COLUMNS = {
    "unit": Column("Unit", "key"),
    "n": Column("Pegawai", "n"),
    "baik": Column("Baik", "count"),
    "hari": Column("Median", unit="hari"),
    "rerata": Column("Rerata", decimals=1),
}
DAYS = {"2026-TW1": "2026-03-31", "2026-TW2": "2026-06-30"}
# unit A loses one person; of unit B 8 are good at first, which public may not show
FIRST = (("A", 34, 20, 12, 3.0), ("B", 40, 8, 9, 2.5), ("C", 61, 31, 7, 4.0))
SECOND = (("A", 33, 10, 15, 4.0), ("B", 39, 11, 9, 2.5), ("C", 52, 40, 7, 4.0))


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({}, FEW),
        ({"new": "43.0"}, FEW),  # nine more
        ({"new": "44.0"}, 10.0),
        ({"new": "24.0"}, -10.0),
        ({"new": "34"}, 0.0),
        ({"new": "33.5"}, -0.5),  # no count of people
        ({"new": ""}, None),
        ({"unit": "orang"}, FEW),
        ({"unit": "hari"}, -1.0),
        ({"decimals": 1}, -1.0),  # a mean that happens to be whole
        ({"decimals": None, "sentence": True}, FEW),
    ],
)
def test_a_public_difference_of_one_to_nine_people_has_no_number_and_no_sign(what, told):
    change = dataclasses.replace(COUNT, **what)
    assert tell_difference(change, public=True) == told
    assert tell_difference(change, public=False) == change.difference


def test_the_word_names_the_smallest_group():
    assert FEW == f"kurang dari {MINIMUM['public']['kinerja']}"


@pytest.fixture
def runs(office, notebook, code, finding, markdown, facts):
    """Folders of two planted runs, by edition."""

    def publish(period, rows):
        table = Table(pd.DataFrame(rows, columns=list(COLUMNS)), "unit", "Unit", COLUMNS)
        people = Quantity(sum(row[1] for row in rows))
        said = Finding("jumlah", "ada", {"ada": "Ada {n} orang."}, {"n": people}, n=people.value)
        headline = finding("judul", "Rerata menurut unit", place="headline")
        cells = notebook(code(headline, said, table), markdown("## Keterbatasan\n\n- Ada."))
        return office.publish(cells, facts(period=period, reference_date=DAYS[period]))

    pairs = [publish(*pair) for pair in zip(DAYS, (FIRST, SECOND), strict=True)]
    return {edition: [folders[edition] for folders in pairs] for edition in pairs[0]}


def read_changes(folder):
    with (folder / "tables" / "yang-berubah.csv").open(encoding="utf-8", newline="") as file:
        return {(r["baris"], r["kolom"]): r["selisih"] for r in csv.DictReader(file)}


def test_planted_runs_tell_small_differences_inside_only(runs):
    (_old, inside), (_old, public) = runs["internal"], runs["public"]
    assert read_changes(inside) == {
        ("A", "n"): "-1.0", ("A", "baik"): "-10.0", ("A", "hari"): "3.0", ("A", "rerata"): "1.0",
        ("B", "n"): "-1.0", ("B", "baik"): "3.0",
        ("C", "n"): "-9.0", ("C", "baik"): "9.0", ("kalimat jumlah", "n"): "-11.0",
    }  # fmt: skip
    assert read_changes(public) == {
        ("A", "n"): FEW, ("A", "baik"): "-10.0", ("A", "hari"): "3.0", ("A", "rerata"): "1.0",
        ("B", "n"): FEW,  # 8 of unit B were withheld, so nothing is said of them
        ("C", "n"): FEW, ("C", "baik"): FEW, ("kalimat jumlah", "n"): "-11.0",
    }  # fmt: skip
    page = (public / "index.html").read_text(encoding="utf-8")
    section = page.partition('<section id="perubahan-laporan"')[2].partition("</section>")[0]
    assert section.count(f">{FEW}<") == 4 and "ditulis “kurang dari 10”" in section
    assert "−1<" not in section and "−9<" not in section


def test_the_file_of_changes_is_read_back_by_its_dictionary(runs):
    read = kinerja_lib.read_published(runs["public"][1] / "tables" / "yang-berubah.csv")
    line = read.dictionary.loc["selisih"]
    assert line["jenis"] == "bilangan" and f"“{FEW}” berarti selisih satu sampai" in line["arti"]
    assert read.withheld["selisih"].sum() == read.frame["selisih"].isna().sum() == 4
    inside = kinerja_lib.read_published(runs["internal"][1] / "tables" / "yang-berubah.csv")
    assert inside.frame["selisih"].min() == -11.0 and not inside.withheld["selisih"].any()


def test_diff_of_public_folders_follows_the_same_rule(runs):
    found = {edition: compare_reports(*pair) for edition, pair in runs.items()}
    lines = {edition: list(describe_difference(one)) for edition, one in found.items()}
    assert "  unit, A, Pegawai: 34 → 33 (-1)" in [
        line.replace("\N{MINUS SIGN}", "-") for line in lines["internal"]
    ]
    assert f"  unit, A, Pegawai: 34 → 33 ({FEW})" in lines["public"]
    told = as_json(found["public"])["numbers"]
    assert [c["difference"] for c in told if c["column"] == "n" and not c["sentence"]] == [FEW] * 3
    assert not any(c["row"] == "B" and c["column"] == "baik" for c in told)
