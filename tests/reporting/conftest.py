"""A small executed notebook, made by hand from publish objects."""

import pandas as pd
import pytest

from kinerja_lib.performance.charts import plot_targets
from kinerja_lib.publish import Figure, Finding, Prose, Quantity, Table
from kinerja_lib.tables.columns import Column

STATUS = {"tercapai": "ok", "tidak tercapai": "bad", "tidak dapat dihitung": "na"}


def make_markdown(text):
    return {"cell_type": "markdown", "source": text, "metadata": {}}


def make_code(*outputs, source="show()", tags=()):
    metadata = {"tags": list(tags)}
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [as_output(output) for output in outputs],
    }


def as_output(shown):
    """The output of show(shown); a mapping is an output already."""
    if isinstance(shown, dict):
        return shown
    bundle = shown._repr_mimebundle_()
    return {"output_type": "display_data", "data": bundle, "metadata": {}}


@pytest.fixture
def markdown():
    return make_markdown


@pytest.fixture
def code():
    return make_code


@pytest.fixture
def notebook():
    """A notebook with a title and the given cells."""

    def build(*cells, title="# Tinjauan\n\nTarget mana yang tercapai?"):
        return {"cells": [make_markdown(title), *cells], "nbformat": 4}

    return build


def make_table(id="tabel", rows=(("A", 12, 3.5),), **more):
    frame = pd.DataFrame(rows, columns=["unit", "n", "rerata"])
    columns = {
        "unit": Column("Unit", "key"),
        "n": Column("Pegawai", "n"),
        "rerata": Column("Rerata", decimals=1),
    }
    return Table(frame, id, "Rerata menurut unit", columns, **more)


@pytest.fixture
def table():
    return make_table


def make_finding(id="kalimat", text="Rerata {x}.", n=30, **more):
    values = {"x": Quantity(3.5, decimals=1)} if "{x}" in text else {}
    return Finding(id, "x", {"x": text}, values, n=n, **more)


@pytest.fixture
def finding():
    return make_finding


@pytest.fixture
def figure():
    """A comparison of three areas; Papua has no value."""

    def build(names=("Jambi", "Lampung", "Papua"), *, id="gambar", **more):
        frame = pd.DataFrame(
            {
                "wilayah": list(names),
                "kesimpulan": ["tercapai", "tidak tercapai", "tidak dapat dihitung"],
                "realisasi": [9.5, 12.0, None],
                "target_bawah": 9.2,
                "target_atas": 9.7,
                "alasan": ["", "", "realisasi tidak ada"],
            }
        )
        columns = {
            "wilayah": Column("Wilayah", "key"),
            "kesimpulan": Column("Kesimpulan", "verdict", kinds=STATUS),
            "realisasi": Column("Realisasi", unit="%", decimals=1, reason_from="alasan"),
            "target_bawah": Column("Bawah", decimals=1),
            "target_atas": Column("Atas", decimals=1),
        }
        title = make_finding(f"judul-{id}", "Satu dari dua tercapai", subject="umum", place="title")
        options = {"decimals": 1, "polarity": "turun"}
        fields = {"kind": "Grafik target", "value": "realisasi", "caption": "Capaian"}
        fields |= {"options": options, "subject": "umum", "keys": [("zone", "zona target")]}
        return Figure(plot_targets, frame, id, title, columns, **fields | more)

    return build


@pytest.fixture
def facts():
    """The part of run.json that pages read."""

    def build(**more):
        return {
            "schema": 1,
            "release": "terbit",
            "approval": {"automatic": True, "reason": "contoh"},
            "region": "Jambi",
            "region_slug": "jambi",
            "period": "2021",
            "report": "tinjauan",
            "title": "Tinjauan",
            "unit": None,
            "editions": ["internal", "public"],
            "language": "id",
            "reference_date": "2023-03-31",
            "next_release": None,
            "owner": "Bagian Organisasi",
            "organisation": "Pemerintah Kota",
            "timezone": "WIB",
            "parameters": {"period": "2021", "source": "data/jambi.csv", "cap": 120.0},
            "code": {"version": "0.1.0", "commit": "0123456789abcdef", "dirty": False},
            "lock": "sha256:" + "0a" * 32,
            "python": "3.11",
        } | more

    return build


def make_files():
    columns = {
        "file": Column("Berkas", "key"),
        "digest": Column("Sidik digital", "digest"),
        "rows_in": Column("Masuk", "count"),
        "accepted": Column("Diterima", "count"),
        "quarantined": Column("Dikarantina", "count"),
    }
    rows = [("rahasia.csv", "sha256:abc", 10, 9, 1)]
    options = {"subject": "umum", "place": "lineage", "editions": ("internal",)}
    return Table(pd.DataFrame(rows, columns=list(columns)), "berkas", "Berkas", columns, **options)


@pytest.fixture
def report(notebook, table, finding, figure):
    """A whole report: headline, answers, first table, a section with everything, files."""

    def build():
        headline = finding("judul", "Satu dari dua target tercapai", place="headline")
        answer = finding("jawaban", "**Rerata {x}** pada 2021.", place="answer", section="capaian")
        ask = finding("minta", "Bahas penyebabnya.", place="ask")
        section = "## Capaian: apa yang tercapai\n\n> **Arti** catatan\n\nLihat tabel."
        heading = finding("kepala", "Rerata {x}", place="heading")
        return notebook(
            make_code(source="source = 'data/jambi.csv'", tags=["parameters"]),
            make_code(source="source = 'data/lain.csv'", tags=["injected-parameters"]),
            make_code(headline, answer, ask, table("ringkas", place="glance"), make_files()),
            make_markdown(section),
            make_code(heading, finding(), table(), figure(), Prose("> Catatan lain")),
            make_markdown("## Keterbatasan\n\n- Tidak ada."),
        )

    return build


@pytest.fixture
def office(tmp_path, monkeypatch):
    from tests.reporting.release_office import Office

    return Office(tmp_path, monkeypatch)
