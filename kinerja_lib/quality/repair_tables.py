"""Tables of what to repair: the first ones with their place, then all."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.persons import FEWEST, is_few, open_columns, withhold
from kinerja_lib.quality.repairs import WHOLE_ROW, name_places
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

FIRST = 10
ASIDE, FLAGGED = _("dikarantina"), _("dengan tanda")
SEVERITY = {"quarantine": ASIDE, "flag": FLAGGED}
SEVERITY_SHAPES = {ASIDE: "bad", FLAGGED: "warn"}
_ORDER = Column(_("Urutan"), "key", short=_("No."))
_VERDICT = Column(_("Barisnya"), "verdict", kinds=SEVERITY_SHAPES)


_NOTE = _(
    "Urutan menurut pengaruh: bagian baris tabel yang terkena × jumlah hasil yang memakai "
    "tabel itu atau tabel yang merujuknya. Baris yang dikarantina didahulukan."
)
_PUBLIC_NOTE = _(
    "Urutan menurut pengaruh: bagian baris tabel yang terkena × jumlah hasil yang memakai "
    "tabel itu atau tabel yang merujuknya. Kolom perorangan hanya dimuat pada edisi internal, "
    "sehingga nomornya dilewati; jumlah yang kurang dari {fewest} pada tabel tentang pegawai tidak "
    "ditampilkan."
)


def tabulate_repairs(review: QualityReview) -> list[Table]:
    """List the first repairs as each edition may show them, and folded all of them.

    The internal edition names file and rows; the public one table, column and count, without
    personal columns and without the small counts of tables about persons.
    """
    if review.repairs.empty:
        return []
    every, shown = _words(review.repairs), _show_public(review)
    tables = [_first_places(review), *_list_public(review, shown)]
    if len(every) > FIRST:
        title = _("Semua perbaikan dan jumlah barisnya")
        rows = review.protect(every, ["baris"])
        tables.append(_list_repairs(rows, "perbaikan", title, edition="internal"))
    return [*tables, tabulate_places(review)]


def _words(repairs: pd.DataFrame) -> pd.DataFrame:
    return repairs.assign(akibat=repairs["severity"].map(SEVERITY))


def _show_public(review: QualityReview) -> pd.DataFrame:
    """Give the repairs that the public edition lists, small counts of persons withheld."""
    rows = open_columns(_words(review.repairs))
    few = is_few(rows["table"], rows["baris"]) | rows["table"].isin(review.small)
    return withhold(rows, few, ["baris"])


def _list_public(review: QualityReview, rows: pd.DataFrame) -> list[Table]:
    """List the first repairs for the public edition, and folded all; nothing without any."""
    if rows.empty:
        return []
    first = _("Perbaikan yang didahulukan")
    tables = [_list_repairs(rows.head(FIRST), "perbaikan-ringkas", first, edition="public")]
    if len(rows) > FIRST:
        title = _("Semua perbaikan dan jumlah barisnya")
        tables.append(_list_repairs(rows, "perbaikan-publik", title, edition="public"))
    return tables


def _first_places(review: QualityReview) -> Table:
    rows = _words(review.repairs).head(FIRST)
    places = name_places(review.findings, review.repairs)
    columns = {
        "urutan": _ORDER,
        "akibat": _VERDICT,
        "tempat": Column(_("Berkas: nomor baris"), "code"),
        "column": Column(_("Kolom"), "code", forms=(WHOLE_ROW,)),
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


def _list_repairs(rows: pd.DataFrame, id: str, caption: str, *, edition: str) -> Table:
    """List repairs without file, row or value, for one edition."""
    public = edition == "public"
    columns = {
        "urutan": _ORDER,
        "akibat": _VERDICT,
        "judul": Column(_("Tabel"), "text"),
        "column": Column(_("Kolom"), "code", forms=(WHOLE_ROW,)),
        "baris": Column(_("Jumlah baris"), "count"),
        "hasil": Column(_("Hasil yang memakai"), "count"),
        "penanggung_jawab": Column(_("Penanggung jawab"), "text"),
    }
    return Table(
        rows,
        id,
        caption,
        columns,
        subject="umum",
        editions=(edition,),
        fold=id != "perbaikan-ringkas",
        values={"fewest": str(FEWEST)} if public else {},
        note=_PUBLIC_NOTE if public else _NOTE,
    )


def tabulate_places(review: QualityReview) -> Table:
    """Say of every repair where it is, what is expected and what to do; internal edition only."""
    files = [f"{p.file}, {p.sheet}" if p.sheet else p.file for p in review.places.itertuples()]
    places = review.places.assign(file=files)
    advice = review.repairs[["urutan", "rule", "what_to_do"]]
    columns = {
        "urutan": _ORDER,
        "file": Column(_("Berkas dan lembar"), "code"),
        "column": Column(_("Kolom"), "code", forms=(WHOLE_ROW,)),
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
