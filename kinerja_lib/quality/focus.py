"""The tables that a region's work rests on: how good they are, before all others."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.phrases import ALL, NONE, SOME, count_quantity, name_share
from kinerja_lib.quality.grades import SHAPES
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.scorecard import title_of
from kinerja_lib.quality.words import make_finding
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

FOCUS = {
    ALL: _("Semua {all} tabel perhatian daerah bermutu A atau B: {names}."),
    SOME: _("{weak} dari {all} tabel perhatian daerah belum mencapai mutu B: {names}."),
    NONE: _("Tidak satu pun dari {all} tabel perhatian daerah bermutu A atau B: {names}."),
}


def find_focus(review: QualityReview) -> list[Finding]:
    """Say how good the tables of the region's focus are; nothing without a focus."""
    rows = focus_rows(review)
    if rows.empty:
        return []
    good = rows["mutu"].isin(["A", "B"])
    named = rows if good.all() else rows[~good]
    values = {
        "all": count_quantity(len(rows)),
        "weak": count_quantity(int((~good).sum())),
        "names": list(named["judul"]),
    }
    outcome = name_share(int(good.sum()), len(rows))
    return [make_finding("perhatian", outcome, FOCUS, values, place="lead")]


def focus_rows(review: QualityReview) -> pd.DataFrame:
    """Give one row per table of the focus, those that were not sent included."""
    counts = ["rows_in", "flagged", "quarantined"]
    have = review.tables.set_index("table")
    names = list(review.limits.focus)
    rows = have.reindex(names)[["mutu", *counts]]
    late = review.ages.drop_duplicates("table").set_index("table")["terlambat"]
    return rows.assign(
        table=names,
        judul=[title_of(name) for name in names],
        mutu=rows["mutu"].fillna(NOT_COMPUTABLE),
        terlambat=pd.to_numeric(late.reindex(names)),
        jenis=[int((review.repairs["table"] == name).sum()) for name in names],
    )


def tabulate_focus(review: QualityReview) -> list[Table]:
    """Show grade, rows and repairs of each table of the focus; nothing without a focus."""
    rows = focus_rows(review)
    if rows.empty:
        return []
    counts = {
        "rows_in": Column(_("Baris masuk"), "n"),
        "quarantined": Column(_("Dikarantina"), "count"),
        "flagged": Column(_("Dengan tanda"), "count"),
        "jenis": Column(_("Jenis perbaikan"), "count"),
    }
    columns = {
        "judul": Column(_("Tabel"), "key"),
        "mutu": Column(_("Mutu"), "verdict", kinds=SHAPES),
        **counts,
        "terlambat": Column(_("Terlambat"), unit=_("hari"), missing=NOT_APPLICABLE),
    }
    return [
        Table(
            review.protect(rows, counts),
            "perhatian-daerah",
            _("Tabel perhatian daerah"),
            columns,
            subject="umum",
            note=_(
                "Daftar ini pilihan daerah pada berkas params; perbaikannya didahulukan. Tidak "
                "berlaku: tabel tidak dikirim, tanpa tanggal, atau tanpa jadwal."
            ),
        )
    ]
