"""What the data allow: the first section of the indicator review, before any result."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.words import make_finding
from kinerja_lib.performance.areas.review import IndicatorReview
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.publish.phrases import ALL, CANNOT, NONE, SOME, count_quantity, name_share
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

QUALITY_HEADING = {
    ALL: _("Semua angka {year} tersedia dan dapat dinilai"),
    SOME: _("Data {year} dapat dinilai, kecuali {cannot} dari {cells} angka"),
    NONE: _("Tidak satu pun angka {year} dapat dinilai"),
    CANNOT: _("Tidak ada data untuk {year}"),
}
QUALITY_LEAD = {
    "dengan target": _(
        "{rows} baris dibaca dan semuanya diterima. Dari {figures} angka "
        "realisasi, {targets} mempunyai target {scope}; yang lain ditulis "
        "“tidak dapat dihitung”, bukan nol."
    ),
    "semua bertarget": _(
        "{rows} baris dibaca dan semuanya diterima. Semua {figures} angka realisasi mempunyai "
        "target {scope}."
    ),
    "tanpa target": _(
        "{rows} baris dibaca dan semuanya diterima. Tidak satu pun dari "
        "{figures} angka realisasi mempunyai target {scope}."
    ),
}


def find_quality(review: IndicatorReview) -> list[Finding]:
    """State what the data allow, before any result."""
    now = review.judged[review.judged["tahun"] == review.year]
    cells = review.judged["wilayah"].nunique() * review.judged["indikator"].nunique()
    cannot = cells - int((now["kesimpulan"] != CANNOT).sum())
    left = name_share(cannot, cells)
    heading = {ALL: NONE, NONE: ALL}.get(left, left)
    figures = review.judged[review.judged["realisasi"].notna()]
    targets = int((figures["target_bawah"].notna() | figures["target_atas"].notna()).sum())
    values = {
        "year": str(review.year),
        "cannot": count_quantity(cannot),
        "cells": count_quantity(cells),
    }
    share = name_share(targets, len(figures))
    kind = {ALL: "semua bertarget", SOME: "dengan target"}.get(share, "tanpa target")
    lead = {
        "rows": Quantity(review.rows_read),
        "figures": Quantity(len(figures)),
        "targets": Quantity(targets),
        "scope": review.scope,
    }
    return [
        make_finding("mutu-judul", heading, QUALITY_HEADING, values, place="heading"),
        make_finding("mutu-ringkas", kind, QUALITY_LEAD, lead, place="lead"),
    ]


FLAG = {
    "turunan": _(
        "**{series} tidak dipakai.** Angka ini dihitung dari wilayah lain, bukan diukur di "
        "wilayah itu sendiri."
    ),
    "nol": _(
        "**{count} angka nol {area} ({years}) tidak dipakai.** Beberapa indikator sekaligus "
        "bernilai nol pada tahun yang sama: tanda bahwa datanya belum ada."
    ),
    "putus seri": _(
        "**Seri {indicator} terputus sebelum {year}.** Metodenya berubah; tidak ada "
        "kecenderungan yang dihitung melintasinya."
    ),
    "catatan": _("**{indicator}.** {note}."),
}


def _span_years(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def find_flags(review: IndicatorReview) -> list[Finding]:
    """Name each figure or series that readers must not misread."""
    flags = []
    derived = review.judged[review.judged["turunan"]].drop_duplicates(["indikator", "wilayah"])
    for i, row in enumerate(derived.itertuples(), start=1):
        series = f"{row.nama} {row.wilayah}"
        flags.append(make_finding(f"tanda-turunan-{i}", "turunan", FLAG, {"series": series}))
    zeros = review.judged[review.judged["nol"]].groupby("wilayah", sort=False)
    for i, (area, rows) in enumerate(zeros, start=1):
        years = _span_years(sorted(rows["tahun"].unique()))
        values = {"area": area, "count": count_quantity(len(rows)), "years": years}
        flags.append(make_finding(f"tanda-nol-{i}", "nol", FLAG, values))
    used = review.cards["indikator"].isin(review.judged["indikator"])
    for i, row in enumerate(review.cards[used].itertuples(), start=1):
        if not pd.isna(row.putus_seri):
            values = {"indicator": row.nama_pendek, "year": str(int(row.putus_seri))}
            flags.append(make_finding(f"tanda-putus-{i}", "putus seri", FLAG, values))
        if row.catatan:
            values = {"indicator": row.nama_pendek, "note": row.catatan.rstrip(".")}
            flags.append(make_finding(f"tanda-catatan-{i}", "catatan", FLAG, values))
    return flags


def tabulate_quality(review: IndicatorReview) -> Table:
    """Show what is there and what is missing, per indicator."""
    columns = {
        "nama": Column(_("Indikator"), "key"),
        "diharapkan": Column(_("Angka diharapkan"), "count"),
        "terisi": Column(_("Dapat dipakai"), "count"),
        "turunan": Column(_("Turunan, tidak dipakai"), "count"),
        "bertarget": Column(_("Dengan target"), "count"),
        "putus_seri": Column(_("Metode baru sejak"), "year", missing=NOT_APPLICABLE),
    }
    return Table(
        review.quality,
        "mutu",
        _("Angka yang ada dan yang tidak ada, seluruh tahun"),
        columns,
        subject="umum",
        note=_(
            "Angka diharapkan = wilayah kali tahun pada berkas. Tidak ada angka yang diisi "
            "perkiraan."
        ),
    )
