"""The section 'Yang berubah': what a report follows, and what it says of it."""

import json
import re

import pytest

from kinerja_lib.reporting.compare.earlier import find_candidates, find_kept
from tests.csv_rows import read_records

CODE = {"version": "0.1.0", "commit": "0123456789abcdef"}
PLACE = ("jambi", "2026-TW2", "tinjauan")


@pytest.fixture
def quarter(facts):
    """Facts of a quarterly report."""
    days = {"2026-TW1": "2026-03-31", "2026-TW2": "2026-06-30", "2026-TW3": "2026-09-30"}
    return lambda period, **more: facts(period=period, reference_date=days[period], **more)


@pytest.fixture
def cells(notebook, code, table, finding, markdown):
    """A notebook with one table of units: name, n, mean."""

    def build(*rows):
        headline = finding("judul", "Rerata menurut unit", place="headline")
        return notebook(code(headline, table(rows=rows)), markdown("## Keterbatasan\n\n- Ada."))

    return build


def read_changes(folder, name="yang-berubah"):
    path = folder / "tables" / f"{name}.csv"
    if not path.is_file():
        return None
    names = ("objek", "baris", "kolom", "lama", "baru", "jenis")
    return [tuple(row[name] for name in names) for row in read_records(path)]


def text_of(folder):
    html = (folder / "index.html").read_text(encoding="utf-8")
    section = html.partition('<section id="perubahan-laporan"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", section.partition(">")[2]).split())


def test_the_first_report_says_that_there_is_none_before(office, quarter, cells):
    for folder in office.publish(cells(("A", 12, 3.5)), quarter("2026-TW1")).values():
        assert "Belum ada laporan sebelumnya" in text_of(folder)
        assert read_changes(folder) is None
        assert json.loads((folder / "run.json").read_bytes())["previous"] is None


def test_a_report_follows_the_period_before_it(office, quarter, cells):
    office.publish(cells(("A", 12, 3.5), ("B", 20, 2.0)), quarter("2026-TW1"))
    folders = office.publish(cells(("A", 12, 4.0), ("C", 15, 1.0)), quarter("2026-TW2"))
    for folder in folders.values():
        assert read_changes(folder) == [
            ("tabel", "A", "rerata", "3.5", "4.0", "berubah"),
            ("tabel", "C", "n", "", "15.0", "baru"),
            ("tabel", "C", "rerata", "", "1.0", "baru"),
            ("tabel", "B", "n", "20.0", "", "hilang"),
            ("tabel", "B", "rerata", "2.0", "", "hilang"),
        ]
        text = text_of(folder)
        assert "Sebanyak 1 angka berubah sejak laporan periode Triwulan I 2026" in text
        assert "2 angka baru, dan 2 angka tidak ada lagi" in text
        record = json.loads((folder / "run.json").read_bytes())
        assert record["previous"]["period"] == "2026-TW1"


def test_what_one_edition_protects_is_in_neither_section(office, quarter, cells):
    """Seven people: shown inside the office, withheld in public, before or after."""
    office.publish(cells(("A", 12, 3.5), ("B", 7, 2.25)), quarter("2026-TW1"))
    folders = office.publish(cells(("A", 7, 4.75), ("B", 12, 2.5)), quarter("2026-TW2"))
    assert len(read_changes(folders["internal"])) == 4
    assert read_changes(folders["public"]) is None
    text = text_of(folders["public"])
    assert "Tidak ada perubahan" in text
    everything = "".join(p.read_text("utf-8") for p in folders["public"].rglob("*.csv"))
    assert "4.75" not in everything and "2.25" not in everything


def test_running_again_changes_no_byte(office, quarter, cells):
    office.publish(cells(("A", 12, 3.5)), quarter("2026-TW1"))
    first = office.publish(cells(("A", 12, 4.0)), quarter("2026-TW2"))["public"]
    page, changes = (first / "index.html").read_bytes(), read_changes(first)
    again = office.publish(cells(("A", 12, 4.0)), quarter("2026-TW2"))["public"]
    assert (again / "index.html").read_bytes() == page
    assert changes == read_changes(again) != []


def test_a_corrected_report_follows_the_one_it_replaces(office, quarter, cells):
    office.publish(cells(("A", 12, 3.5)), quarter("2026-TW1"))
    office.publish(cells(("A", 12, 4.0)), quarter("2026-TW2"))
    folder = office.publish(cells(("A", 12, 4.5)), quarter("2026-TW2"))["internal"]
    assert read_changes(folder) == [("tabel", "A", "rerata", "4.0", "4.5", "berubah")]
    again = office.publish(cells(("A", 12, 4.5)), quarter("2026-TW2"))["internal"]
    assert read_changes(again) == [("tabel", "A", "rerata", "4.0", "4.5", "berubah")]


def test_a_later_period_another_kind_and_a_withdrawn_report_are_not_followed(
    office, quarter, cells, facts
):
    office.publish(cells(("A", 12, 3.0)), quarter("2026-TW3"))
    office.publish(cells(("A", 12, 3.1)), facts(period="2025", reference_date="2025-12-31"))
    assert find_candidates(office.root, "public", PLACE).before is None
    folder = office.publish(cells(("A", 12, 3.5)), quarter("2026-TW1"))["public"]
    assert find_candidates(office.root, "public", PLACE).before.record["period"] == "2026-TW1"
    record = json.loads((folder / "run.json").read_bytes())
    (folder / "run.json").write_text(json.dumps({**record, "release": "ditarik"}))
    assert find_candidates(office.root, "public", PLACE).before is None


def test_kept_numbers_that_were_changed_are_not_followed(office, quarter, cells):
    office.publish(cells(("A", 12, 3.5)), quarter("2026-TW1"))
    folder = office.publish(cells(("A", 12, 4.0)), quarter("2026-TW2"))["public"]
    entry = json.loads((folder / "run.json").read_bytes())["previous"]
    assert find_kept(office.root, "public", entry).record["period"] == "2026-TW1"
    path = office.root / ".runs" / entry["id"] / "published" / "public" / "tables" / "tabel.csv"
    path.write_text(path.read_text().replace("3.5", "3.6"))
    assert find_kept(office.root, "public", entry) is None
    assert find_kept(office.root, "public", {**entry, "id": "../luar"}) is None


def test_the_page_shows_twelve_rows_and_the_file_all(office, quarter, cells):
    names = [f"Unit {number:02}" for number in range(30)]
    office.publish(cells(*((name, 20, 3.0) for name in names)), quarter("2026-TW1"))
    folder = office.publish(cells(*((n, 20, 3.5) for n in names)), quarter("2026-TW2"))["public"]
    assert len(read_changes(folder)) == 30
    text = text_of(folder)
    assert "Unit 11" in text and "Unit 12" not in text
    assert "12 baris pertama dari 30; berkas CSV memuat semuanya." in text


def test_causes_are_named_in_each_edition_as_far_as_it_may(office, quarter, cells):
    office.publish(cells(("A", 12, 3.5)), quarter("2026-TW1"))
    parameters = {"period": "2026-TW2", "source": "data/rahasia.csv", "cap": 110.0}
    folders = office.publish(
        cells(("A", 12, 4.0)),
        quarter("2026-TW2", parameters=parameters, python="3.12", code={**CODE, "dirty": True}),
    )
    inside, outside = (text_of(folders[name]) for name in ("internal", "public"))
    for text in (inside, outside):
        assert "cap: 120.0 menjadi 110.0" in text and "Python: 3.11 menjadi 3.12" in text
    assert "rahasia" in inside and "rahasia" not in outside
    assert "perubahan lokal" in inside and "perubahan lokal" not in outside
    assert "perubahan program" in outside
