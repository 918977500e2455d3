"""Where the tables of the survey report stand, and that the page stays short."""

import pandas as pd
import pytest

from kinerja_lib.change import layout
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.mime import MIME
from kinerja_lib.tables.columns import Column


def make_table(id, **more):
    frame = pd.DataFrame({"unit": ["A"], "n": [30]})
    return Table(frame, id, "Judul", {"unit": Column("Unit", "key"), "n": Column("n", "n")}, **more)


@pytest.mark.parametrize(
    ("id", "place"),
    [
        ("struktur-kecocokan", "body"),
        ("struktur-langkah-jenis-kelamin", "file"),
        ("kelompok-dialog", "body"),
        ("kelompok-dialog-semua", "file"),
        ("gambar-gelombang", "body"),
        ("gelombang-jenis", "file"),
        ("jejak-angka", "body"),
    ],
)
def test_a_table_stands_on_the_page_or_is_a_file_by_its_id(id, place):
    table = make_table(id, note="Aturan.", subject="sikap")
    placed = layout.place_table(table)
    assert placed.place == place
    moved = {"place", "fold"}
    before, after = table.to_json(), placed.to_json()
    assert {k: v for k, v in before.items() if k not in moved} == {
        k: v for k, v in after.items() if k not in moved
    }


def test_tables_of_other_places_stay_there():
    assert layout.place_table(make_table("ringkasan-survei", place="glance")).place == "glance"
    assert layout.place_table(make_table("berkas", place="lineage")).place == "lineage"


def test_show_places_tables_and_passes_sentences(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: shown.append(bundle[MIME]))
    layout.show(Finding("kalimat", "x", {"x": "Isi."}, {}), make_table("skala-alfa"))
    assert [(one["kind"], one["place"]) for one in shown] == [
        ("finding", "text"),
        ("table", "file"),
    ]
