"""Tables of what to repair: the first ones with their place, then all."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.repairs import name_places
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

FIRST = 10
SEVERITY = {"quarantine": "dikarantina", "flag": "dengan tanda"}
SEVERITY_SHAPES = {"dikarantina": "bad", "dengan tanda": "warn"}
_ORDER = Column(_("Urutan"), "key", short=_("No."))
_VERDICT = Column(_("Barisnya"), "verdict", kinds=SEVERITY_SHAPES)


def tabulate_repairs(review: QualityReview) -> list[Table]:
    """List the first repairs as each edition may show them, and folded all of them.

    The internal edition names file and rows; the public one table, column and count.
    """
    if review.repairs.empty:
        return []
    tables = [_first_places(review), _list_repairs(review, first=True)]
    if len(review.repairs) > FIRST:
        tables.append(_list_repairs(review, first=False))
    return [*tables, tabulate_places(review)]


def _words(review: QualityReview) -> pd.DataFrame:
    return review.repairs.assign(akibat=review.repairs["severity"].map(SEVERITY))


def _first_places(review: QualityReview) -> Table:
    rows = _words(review).head(FIRST)
    places = name_places(review.findings, review.repairs)
    columns = {
        "urutan": _ORDER,
        "akibat": _VERDICT,
        "tempat": Column(_("Berkas: nomor baris"), "text"),
        "column": Column(_("Kolom"), "text"),
        "rule": Column(_("Yang seharusnya"), "text"),
        "what_to_do": Column(_("Yang harus dilakukan"), "text"),
        "penanggung_jawab": Column(_("Penanggung jawab"), "text"),
    }
    note = _("Nomor baris seperti pada lembar kerja, baris judul ikut dihitung.")
    if (rows["severity"] == "quarantine").all():  # a column that says one thing only is left out
        del columns["akibat"]
        note = _(
            "Semua baris ini dikarantina. Nomor baris seperti pada lembar kerja, baris judul ikut "
            "dihitung. Daftar lengkap ditulis 'kinerja check' dengan --json ke karantina.csv."
        )
    return Table(
        rows.assign(tempat=rows["urutan"].map(places)),
        "perbaikan-utama",
        _("Perbaikan yang didahulukan, dengan tempatnya"),
        columns,
        subject="umum",
        editions=("internal",),
        note=note,
    )


def _list_repairs(review: QualityReview, *, first: bool) -> Table:
    """List repairs without file, row or value; the first ones only where no place may be named."""
    rows = _words(review)
    columns = {
        "urutan": _ORDER,
        "akibat": _VERDICT,
        "judul": Column(_("Tabel"), "text"),
        "column": Column(_("Kolom"), "text"),
        "baris": Column(_("Jumlah baris"), "count"),
        "hasil": Column(_("Hasil yang memakai"), "count"),
        "penanggung_jawab": Column(_("Penanggung jawab"), "text"),
    }
    return Table(
        review.protect(rows.head(FIRST) if first else rows, ["baris"]),
        "perbaikan-ringkas" if first else "perbaikan",
        _("Perbaikan yang didahulukan") if first else _("Semua perbaikan dan jumlah barisnya"),
        columns,
        subject="umum",
        editions=("public",) if first else (),
        fold=not first,
        note=_(
            "Urutan menurut pengaruh: bagian baris tabel yang terkena × jumlah hasil yang memakai "
            "tabel itu atau tabel yang merujuknya. Baris yang dikarantina didahulukan."
        ),
    )


def tabulate_places(review: QualityReview) -> Table:
    """Say of every repair where it is, what is expected and what to do; internal edition only."""
    files = [f"{p.file}, {p.sheet}" if p.sheet else p.file for p in review.places.itertuples()]
    places = review.places.assign(file=files)
    advice = review.repairs[["urutan", "rule", "what_to_do"]]
    columns = {
        "urutan": _ORDER,
        "file": Column(_("Berkas dan lembar"), "text"),
        "column": Column(_("Kolom"), "text"),
        "nomor_baris": Column(_("Nomor baris"), "text"),
        "contoh": Column(_("Contoh isi"), "text", missing=NOT_APPLICABLE),
        "rule": Column(_("Yang seharusnya"), "text"),
        "what_to_do": Column(_("Yang harus dilakukan"), "text"),
    }
    return Table(
        places.merge(advice, on="urutan", how="left"),
        "tempat-perbaikan",
        _("Tempat dan cara semua perbaikan"),
        columns,
        subject="umum",
        editions=("internal",),
        fold=True,
        note=_("Isi kolom perorangan tidak pernah ditampilkan."),
    )
