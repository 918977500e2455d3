"""The verdict sheet, and signed exceptions from the file to the page."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from kinerja_lib.config.exceptions import find_exceptions, read_exceptions
from kinerja_lib.errors import DisclosureError, ParameterError
from kinerja_lib.privacy.primary_rules import REASONS
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.reporting import prepare
from kinerja_lib.reporting.pages import publish_pages
from kinerja_lib.tables.columns import Column
from tests.conftest import PROJECT
from tests.csv_rows import read_records

TODAY = dt.date(2026, 11, 22)
SIGNED = {
    "report": "tinjauan",
    "period": "2021",
    "table": "unit",
    "row": ["A"],
    "column": "rerata",
    "editions": ["public"],
    "reason": "Unit ini sudah mengumumkan angkanya sendiri.",
    "signed_by": "Rina, Kepala BKPSDM",
    "date": "2026-11-01",
    "valid_until": "2026-12-31",
}


def units(**more):
    frame = pd.DataFrame({"unit": ["A", "B"], "n": [7, 30], "rerata": [3.5, 4.0], "nama": "Budi"})
    columns = {
        "unit": Column("Unit", "key"),
        "n": Column("Pegawai", "n"),
        "rerata": Column("Rerata", decimals=1),
        "nama": Column("Nama", "person"),
    }
    return Table(frame, "unit", "Rerata menurut unit", columns, **more)


@pytest.fixture
def publish(notebook, code, facts, tmp_path):
    def run(*shown, **more):
        publish_pages(notebook(code(*shown)), facts(**more), tmp_path)
        return tmp_path

    return run


def test_every_output_of_every_edition_has_a_line(publish):
    values = {"x": Quantity(3.5)}
    sentences = [
        Finding(name, "x", {"x": "Rerata {x}."}, values, n=n)
        for name, n in (("kecil", 7), ("besar", 30))
    ]
    folder = publish(units(), *sentences)
    rows = {
        (r["edisi"], r["jenis"], r["keluaran"]): r
        for r in read_records(folder / "internal/putusan.csv")
    }
    assert {key[0] for key in rows} == {"internal", "public"} and len(rows) == 12
    changed = rows["public", "kalimat", "yang-berubah-judul"]
    assert changed["aturan"] == "dari angka yang sudah diperiksa"
    table = rows["public", "tabel", "unit"]
    assert (table["putusan"], table["jumlah"], table["sel"]) == (
        "lulus, sebagian ditahan",
        "2",
        "4",
    )
    assert table["aturan"] == "paling sedikit 10 orang"
    assert rows["public", "berkas", "tables/unit.csv"]["putusan"] == "lulus, sebagian ditahan"
    assert rows["internal", "tabel", "unit"]["putusan"] == "lulus"
    assert rows["public", "kalimat", "kecil"]["putusan"] == "ditahan"
    assert rows["public", "kalimat", "besar"]["putusan"] == "lulus"
    cells = read_records(folder / "internal" / "putusan-sel.csv")
    assert [(c["edisi"], c["tabel"], c["baris"], c["kolom"], c["aturan"]) for c in cells] == [
        ("public", "unit", "A", "n", "jumlah"),
        ("public", "unit", "A", "rerata", "jumlah"),
    ]


def test_only_insiders_read_the_sheet(publish):
    folder = publish(units())
    assert not list((folder / "public").rglob("putusan*"))
    inside = (folder / "internal" / "index.html").read_text(encoding="utf-8")
    public = (folder / "public" / "index.html").read_text(encoding="utf-8")
    assert "Lembar putusan kerahasiaan" in inside and "kelompok kecil 2" in inside
    assert "putusan" not in public.lower() and "2 sel tidak ditampilkan" in public


def test_an_output_for_insiders_is_named_as_such(publish):
    folder = publish(units(editions=("internal",)))
    rows = {
        (r["edisi"], r["keluaran"]): r["putusan"]
        for r in read_records(folder / "internal/putusan.csv")
    }
    assert rows["public", "unit"] == "tidak untuk edisi ini"


def test_cells_hidden_to_protect_others_are_told_apart(publish, monkeypatch):
    """Complementary withholding writes the same word into further cells."""
    from kinerja_lib.reporting import edition as module

    real = module.withhold_block

    def withhold(block, name, allowed=()):
        kept = real(block, name, allowed)
        if kept and kept["kind"] == "table":
            kept["rows"] = [kept["rows"][0], [*kept["rows"][1][:2], "tidak ditampilkan"]]
        return kept

    monkeypatch.setattr(module, "withhold_block", withhold)
    cells = read_records(publish(units(), editions=["public"]) / "putusan-sel.csv")
    assert [c["aturan"] for c in cells] == ["jumlah", "jumlah", "komplementer"]


def test_a_refusal_leaves_a_sheet_that_names_it(publish, tmp_path):
    bad = Table(*_nip_table())
    with pytest.raises(DisclosureError, match="NIP"):
        publish(bad)
    last = read_records(tmp_path / "putusan.csv")[-1]
    assert last["edisi"] == "public" and last["putusan"] == "ditolak" and "NIP" in last["aturan"]
    assert not (tmp_path / "public").exists()


def _nip_table():
    frame = pd.DataFrame({"unit": ["A"], "n": [30], "catatan": ["198001012005011001"]})
    columns = {"unit": Column("U", "key"), "n": Column("n", "n"), "catatan": Column("C", "text")}
    return frame, "t", "Judul", columns


def test_a_signed_exception_shows_one_cell_and_is_only_counted_in_public(publish):
    folder = publish(units(), exceptions=[SIGNED])
    (first, second) = read_records(folder / "public" / "tables" / "unit.csv")
    assert (first["n"], first["rerata"], second["rerata"]) == ("tidak ditampilkan", "3.5", "4.0")
    public = (folder / "public" / "index.html").read_text(encoding="utf-8")
    assert "satu sel tampil atas keputusan tertulis" in public
    everything = "".join(
        p.read_text(encoding="utf-8") for p in (folder / "public").rglob("*") if p.is_file()
    )
    assert "Rina" not in everything and "mengumumkan" not in everything
    rows = read_records(folder / "internal" / "putusan.csv")
    (line,) = [r for r in rows if (r["edisi"], r["jenis"]) == ("public", "tabel")]
    assert (line["jumlah"], line["dikecualikan"]) == ("1", "1")


def test_an_exception_for_insiders_is_printed_with_its_reason(publish):
    one = SIGNED | {"editions": ["internal"], "row": ["B"]}
    few = units()
    few.frame.loc[1, "n"] = 4
    folder = publish(few, exceptions=[one])
    page = (folder / "internal" / "index.html").read_text(encoding="utf-8")
    assert "tabel unit, baris B, kolom rerata: Unit ini sudah mengumumkan" in page
    assert "Ditandatangani Rina, Kepala BKPSDM pada 1 November 2026" in page


@pytest.mark.parametrize(
    "change",
    [
        {"table": "lain"},
        {"row": ["C"]},
        {"column": "lain"},
        {"row": ["B"]},  # shown anyway
        {"column": "nama"},  # a person is never shown
        {"column": "unit"},
    ],
)
def test_an_exception_that_matches_no_withheld_number_is_refused(publish, change):
    with pytest.raises(DisclosureError, match="tidak cocok dengan angka yang ditahan"):
        publish(units(), exceptions=[SIGNED | change])


def test_an_exception_shows_no_comment(publish):
    with pytest.raises(DisclosureError, match="tidak cocok"):
        publish(units(subject="komentar"), exceptions=[SIGNED])


FILE = """exceptions:
  - report: tinjauan
    period: "2021"
    table: unit
    row: [A]
    column: rerata
    editions: [public]
    reason: Unit ini sudah mengumumkan angkanya sendiri.
    signed_by: Rina, Kepala BKPSDM
    date: "2026-11-01"
    valid_until: "2026-12-31"
"""


def write(project, text):
    path = find_exceptions(project, "jambi")
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_is_read_for_its_report_and_period(tmp_path):
    path = write(tmp_path, FILE)
    (one,) = read_exceptions(path, "tinjauan", "2021", TODAY)
    assert one.as_json() == SIGNED
    assert read_exceptions(path, "lain", "2021", TODAY) == ()
    assert read_exceptions(path, "tinjauan", "2022", TODAY) == ()
    assert read_exceptions(tmp_path / "tidak-ada.yaml", "tinjauan", "2021", TODAY) == ()
    (still,) = read_exceptions(path, "tinjauan", "2021", dt.date(2026, 12, 31))
    assert still == one


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        (FILE, dt.date(2027, 1, 1), "jambi.yaml, 1: pengecualian untuk tabel unit"),
        (FILE, dt.date(2026, 10, 31), "belum tiba"),
        (FILE.replace("    signed_by: Rina, Kepala BKPSDM\n", ""), TODAY, "signed_by"),
        (FILE.replace("reason: Unit ini sudah mengumumkan angkanya sendiri.", "reason: ya"),
         TODAY, "alasan"),
        (FILE.replace("column", "colum"), TODAY, "colum"),
        (FILE.replace("public", "umum"), TODAY, "public"),
        (FILE.replace("2026-12-31", "2026-12-32"), TODAY, "kalender"),
        ("pengecualian: []\n", TODAY, "exceptions:"),
        ("exceptions: {a: 1}\n", TODAY, "satu daftar"),
        ("exceptions: [a]\n", TODAY, "nama: nilai"),
        (FILE.replace("[A]", "!!python/object:os.system [A]"), TODAY, "Tag"),
    ],
)  # fmt: skip
def test_files_that_do_not_decide_are_refused(tmp_path, text, today, expected):
    with pytest.raises(ParameterError) as caught:
        read_exceptions(write(tmp_path, text), "tinjauan", "2021", today)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "taken"),
    [
        ("Rina", "Rina", True),  # two dates beside each other are no number of 16 digits
        ("row: [A]", 'row: [A, "2025", "2026"]', True),
        ("Rina", "Rina 19800101 200501 1 001", False),
        ("row: [A]", 'row: ["3173010101800001"]', False),
        ("angkanya sendiri.", "angka 31.73.01.010180.0001 sendiri.", False),
    ],
)
def test_an_exception_is_taken_unless_it_names_a_person(tmp_path, monkeypatch, old, new, taken):
    write(tmp_path, FILE.replace(old, new))
    monkeypatch.setattr(prepare, "utc_now", lambda: dt.datetime(2026, 11, 2, tzinfo=dt.UTC))
    params = SimpleNamespace(region="Jambi", period="2021", timezone="WIB")
    if taken:
        assert len(prepare._exceptions(params, tmp_path, "tinjauan")) == 1
    else:
        with pytest.raises(ParameterError, match="tanpa NIP atau NIK"):
            prepare._exceptions(params, tmp_path, "tinjauan")


def test_the_guide_explains_every_word_of_the_sheet_of_cells():
    guide = (PROJECT / "docs/panduan-petugas.md").read_text(encoding="utf-8")
    assert [reason for reason in REASONS if f"| `{reason}` |" not in guide] == []
