"""A page of each unit tells what the report tells about it, and nothing else."""

import csv
import json
import re

import pandas as pd
import pytest

from kinerja_lib.errors import DisclosureError, RunError
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.unit_list import list_units
from kinerja_lib.reporting import page_size
from kinerja_lib.reporting.pages import publish_pages
from kinerja_lib.reporting.unit_files import count_pages, list_failed, list_pages
from kinerja_lib.reporting.units import pages as unit_pages
from kinerja_lib.tables.columns import Column
from tests.reporting.conftest import make_code, make_markdown
from tests.safe_page import Page, check_safe

UNITS = [(f"Dinas {number:02d}", 8 if number % 10 == 0 else 12) for number in range(1, 39)]


LINKS = re.compile(
    r"#[a-z0-9_-]+|(\.\./)*(index|unit|unit/[a-z0-9-]+)\.html(#[a-z0-9-]+)?|tables/[a-z0-9_-]+\.csv"
)


def show_units(units):
    rows = [(name, "dinas", people) for name, people in units]
    return list_units(pd.DataFrame(rows, columns=["unit", "jenis", "pegawai"]))


def check_pages(folder):
    for path in list_pages(folder):
        check_safe(Page(path.read_text(encoding="utf-8")), LINKS)


def show_results(units):
    rows = [(name, people, 60.0 + i, i % 3 + 10) for i, (name, people) in enumerate(units)]
    columns = {
        "unit": Column("Unit", "key"),
        "n": Column("Pegawai", "n"),
        "persen": Column("Selesai", unit="%", decimals=1),
        "jumlah": Column("Pelatihan"),
    }
    return Table(pd.DataFrame(rows, columns=list(columns)), "hasil-kerja", "Hasil", columns)


def show_people(units):
    rows = [(f"Orang {i}", name, "belum dinilai") for i, (name, _people) in enumerate(units)]
    columns = {
        "nama": Column("Nama", "person"),
        "unit": Column("Unit", "key"),
        "keadaan": Column("Keadaan", "text"),
    }
    frame = pd.DataFrame(rows, columns=list(columns)).assign(n=1)
    columns["n"] = Column("n", "n")
    return Table(frame, "orang", "Belum dinilai", columns, subject="umum", editions=("internal",))


def make_report(units=UNITS):
    message, named = "Perlu dialog: {unit}.", [name for name, _people in units[:2]]
    told = Finding("sebut", "x", {"x": message}, {"unit": named}, place="ask", n=30)
    cells = [
        make_markdown("# Tinjauan\n\nBerapa?"),
        make_markdown("## Hasil"),
        make_code(told, show_results(units), show_people(units), show_units(units)),
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def publish(tmp_path, facts):
    def run(units=UNITS, **more):
        more.setdefault("unit_pages", True)
        publish_pages(make_report(units), facts(**more), tmp_path)
        return tmp_path

    return run


def read_rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells_of(page):
    return [re.sub(r"<[^>]*>", "", c) for c in re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)]


def test_each_of_38_units_has_a_page_and_stands_in_the_list(publish):
    folder = publish() / "internal"
    pages = sorted((folder / "unit").glob("*.html"))
    assert len(pages) == 38 and count_pages(folder) == {"tersedia": 38}
    listing = (folder / "unit.html").read_text(encoding="utf-8")
    for row in read_rows(folder / "unit" / "daftar.csv"):
        assert f'<a href="{row["halaman"]}">{row["unit"]}</a>' in listing
        assert (folder / row["halaman"]).is_file() and 0 < int(row["ukuran"]) < 2_000_000
    assert 'href="unit.html"' in (folder / "index.html").read_text(encoding="utf-8")
    check_pages(folder)


def test_a_page_holds_the_rows_of_its_unit_and_no_others(publish):
    folder = publish() / "internal"
    page = (folder / "unit" / "dinas-03.html").read_text(encoding="utf-8")
    # row 3 of the table: n 12, 60 + 2 per cent, 2 % 3 + 10 courses; medians of 60..97 and 10..12
    assert cells_of(page)[:6] == ["12", "", "62,0", "78,5", "12", "11"]
    assert "Orang 2" in page and "Orang 3" not in page
    medians = read_rows(folder / "unit" / "pembanding.csv")
    assert [(m["kolom"], float(m["median"])) for m in medians] == [("persen", 78.5), ("jumlah", 11)]
    assert "Perlu dialog" not in page
    assert "Perlu dialog" in (folder / "unit" / "dinas-02.html").read_text(encoding="utf-8")


def test_a_small_unit_has_no_public_page_and_the_list_gives_no_number(publish):
    folder = publish() / "public"
    assert count_pages(folder) == {"tersedia": 35, "kelompok_kecil": 3}
    assert not (folder / "unit" / "dinas-10.html").exists()
    row = next(r for r in read_rows(folder / "unit" / "daftar.csv") if r["unit"] == "Dinas 10")
    assert (row["halaman"], row["keadaan"], row["ukuran"]) == ("", "kelompok_kecil", "")
    line = re.search(r"<tr[^>]*><th[^>]*>Dinas 10.*?</tr>", (folder / "unit.html").read_text())[0]
    assert cells_of(line) == ["dinas", "tidak ditampilkan: kelompok kecil", ""]
    assert not (folder / "tables" / "daftar-unit.csv").exists()


def test_public_pages_show_what_public_tables_show(publish):
    folder = publish() / "public"
    table = {row["unit"]: row for row in read_rows(folder / "tables" / "hasil-kerja.csv")}
    for path in (folder / "unit").glob("*.html"):
        page = path.read_text(encoding="utf-8")
        own = table[re.search(r"</span> (Dinas \d+)</h1>", page)[1]]
        assert cells_of(page)[0] == own["n"] == "12" and "Orang" not in page


@pytest.mark.parametrize(("counted", "active"), [(9, 12), (12, 9)])
def test_a_public_page_needs_enough_people_and_a_count_that_is_shown(
    tmp_path, facts, counted, active
):
    report = make_report()
    results = show_results([(name, counted) for name, _people in UNITS])
    listed = show_units([(name, active) for name, _people in UNITS])
    report["cells"][2] = make_code(results, listed)
    publish_pages(report, facts(unit_pages=True), tmp_path)
    assert count_pages(tmp_path / "public") == {"kelompok_kecil": 38}
    assert count_pages(tmp_path / "internal") == {"tersedia": 38}


def test_a_nip_in_the_name_of_a_unit_is_refused_in_public(tmp_path, facts):
    # the unit is too small for a public page and stands in no public table, only in the list
    report = make_report()
    listed = show_units([("Unit 19800101 200501 1 001", 3), *UNITS])
    report["cells"][2] = make_code(show_results(UNITS), listed)
    with pytest.raises(DisclosureError, match="NIP ditemukan pada daftar unit"):
        publish_pages(report, facts(unit_pages=True), tmp_path)


def test_one_page_that_fails_leaves_the_others(publish, monkeypatch):
    def broken(cut, name):
        if name == "Dinas 07":
            raise ValueError("rahasia 123")
        return view(cut, name)

    view = unit_pages.view_sections
    monkeypatch.setattr(unit_pages, "view_sections", broken)
    folder = publish() / "internal"
    assert count_pages(folder) == {"tersedia": 37, "gagal": 1}
    assert list_failed(folder) == [("Dinas 07", "Halaman tidak dapat dibuat: ValueError.")]
    listing = (folder / "unit.html").read_text(encoding="utf-8")
    assert "Halaman satu unit gagal dibuat" in listing and "rahasia" not in listing


def test_a_page_of_a_unit_over_the_limit_fails_alone(publish, monkeypatch):
    render = unit_pages._Maker._render
    large = {"Dinas 07": b"x" * 2_000_001, "Dinas 08": b"x" * 2_000_000}
    monkeypatch.setattr(
        unit_pages._Maker, "_render", lambda one, u: large.get(u.name) or render(one, u)
    )
    folder = publish() / "internal"
    [(name, why)] = list_failed(folder)
    assert name == "Dinas 07" and "unit/dinas-07.html berukuran 2,0 MB; paling banyak 2 MB" in why
    assert not (folder / "unit" / "dinas-07.html").exists()
    assert (folder / "unit" / "dinas-08.html").stat().st_size == 2_000_000


def test_a_report_over_the_limit_is_not_published_and_says_what_to_do(publish, monkeypatch):
    monkeypatch.setattr(page_size, "LARGEST_PAGE", 10_000)
    with pytest.raises(RunError, match=r"index\.html berukuran .* MB; .* berkas CSV saja") as error:
        publish(unit_pages=False)
    assert error.value.exit_code == 3


def test_names_are_hostile_and_may_share_a_file_name(publish):
    names = ["<script>alert(1)</script>", "Dinas A", "Dinas-A", "=1+1", "部門", "../../x"]
    folder = publish([(name, 12) for name in names]) / "internal"
    files = {row["unit"]: row["halaman"] for row in read_rows(folder / "unit" / "daftar.csv")}
    assert files == {
        "../../x": "unit/x.html",
        "<script>alert(1)</script>": "unit/script-alert-1-script.html",
        "'=1+1": "unit/1-1.html",
        "Dinas A": "unit/dinas-a.html",
        "Dinas-A": "unit/dinas-a-2.html",
        "部門": "unit/unit.html",
    }
    check_pages(folder)


def test_pages_follow_the_language_of_the_report(publish):
    folder = publish(language="en") / "internal"
    assert '<html lang="en">' in (folder / "unit.html").read_text(encoding="utf-8")
    assert "Median" in (folder / "unit" / "dinas-01.html").read_text(encoding="utf-8")


def test_without_being_asked_there_are_no_pages_of_units(publish):
    folder = publish(unit_pages=False) / "internal"
    assert count_pages(folder) is None and list_pages(folder) == [folder / "index.html"]
    contents = json.loads((folder / "contents.json").read_text(encoding="utf-8"))
    assert "daftar-unit" in [table["id"] for table in contents["tables"]]
