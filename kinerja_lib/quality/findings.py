"""Sentences of the first screen: how good the sources are, what to do, who, by when."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.scorecard import title_of
from kinerja_lib.quality.uses import find_office
from kinerja_lib.quality.words import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    date_values,
    make_finding,
    name_share,
)

REPAIR_SECTION = "yang-perlu-diperbaiki-lebih-dahulu"
TABLE_SECTION = "per-tabel"
FIX, FLAGS, CLEAN = "ada karantina", "hanya tanda", "bersih"
ONE, SEVERAL, NOBODY = "satu", "beberapa", "tidak ada"
LATE, FRESH, UNDATED, NOTHING = "terlambat", "mutakhir", "tanpa tanggal", "tidak perlu"

FULL = " lengkap"
HEADLINE = {
    ALL + FULL: _("Semua {graded} tabel bermutu A atau B; semua {figures} hasil dapat dihitung"),
    ALL: _(
        "Semua {graded} tabel bermutu A atau B; {lost} dari {figures} hasil tidak dapat dihitung"
    ),
    SOME + FULL: _(
        "{good} dari {graded} tabel bermutu A atau B; semua {figures} hasil dapat dihitung"
    ),
    SOME: _(
        "{good} dari {graded} tabel bermutu A atau B; {lost} dari {figures} hasil tidak dapat "
        "dihitung"
    ),
    NONE + FULL: _(
        "Tidak satu pun dari {graded} tabel bermutu A atau B; semua {figures} hasil dapat dihitung"
    ),
    NONE: _(
        "Tidak satu pun dari {graded} tabel bermutu A atau B; {lost} dari {figures} hasil tidak "
        "dapat dihitung"
    ),
    CANNOT: _("Mutu data tidak dapat dihitung karena tidak ada baris yang dibaca"),
}
WHAT = {
    FIX: _(
        "**{aside} dari {rows} baris masuk dikarantina.** Perbaiki lebih dahulu tabel {table}, "
        "kolom {column}: {count} baris."
    ),
    FLAGS: _(
        "**Semua {rows} baris masuk diterima, {flagged} di antaranya bertanda.** Periksa lebih "
        "dahulu tabel {table}, kolom {column}: {count} baris."
    ),
    CLEAN: _("**Semua {rows} baris masuk diterima tanpa tanda.** Tidak ada baris yang diperbaiki."),
    CANNOT: _(
        "**Tidak ada baris yang dibaca.** Kirim tabel sumber, lalu jalankan laporan ini lagi."
    ),
}
WHO = {
    ONE: _("**{office} memegang semua perbaikan:** {count} jenis."),
    SEVERAL: _(
        "**{office} memegang perbaikan terbanyak:** {count} dari {all} jenis; sisanya ada pada "
        "{others} pengelola lain."
    ),
    NOBODY: _("**Tidak ada pengelola yang perlu memperbaiki baris.**"),
    CANNOT: _("**Pengelola perbaikan belum dapat ditentukan** karena tidak ada baris yang dibaca."),
}
WHEN = {
    LATE: _(
        "**Kirim ulang paling lambat {tanggal} {bulan} {tahun}.** Yang terlambat {late} dari "
        "{dated} tabel berjadwal; paling lama {table}, {days}."
    ),
    FRESH: _(
        "**Perbaikan ditunggu paling lambat {tanggal} {bulan} {tahun}.** Semua {dated} tabel "
        "berjadwal masih mutakhir."
    ),
    UNDATED: _(
        "**Perbaikan ditunggu paling lambat {tanggal} {bulan} {tahun}.** Ketepatan waktu tidak "
        "dapat dihitung karena tidak ada tabel berjadwal yang bertanggal."
    ),
    NOTHING: _("**Tidak ada tenggat perbaikan.** Semua {dated} tabel berjadwal masih mutakhir."),
    CANNOT: _("**Tabel sumber ditunggu paling lambat {tanggal} {bulan} {tahun}.**"),
}


def find_headline(review: QualityReview) -> Finding:
    """State how many tables can be trusted and how many results cannot be computed."""
    graded, good = count_good(review)
    results = review.results
    values = {
        "good": count_quantity(good),
        "graded": count_quantity(graded),
        "lost": count_quantity(int((results["angka"] - results["dapat"]).sum())),
        "figures": count_quantity(int(results["angka"].sum())),
    }
    outcome = name_share(good, graded)
    if outcome != CANNOT and values["lost"].value == 0:
        outcome += FULL
    return make_finding("judul", outcome, HEADLINE, values, place="headline")


def count_good(review: QualityReview) -> tuple[int, int]:
    """Count the graded tables, and those of grade A or B."""
    grades = review.tables["mutu"]
    return int(grades.isin(["A", "B", "C", "D"]).sum()), int(grades.isin(["A", "B"]).sum())


def find_answers(review: QualityReview) -> list[Finding]:
    """Answer in three sentences: what to do, who, by when."""
    return [_say_what(review), _say_who(review), _say_when(review)]


def _say_what(review: QualityReview) -> Finding:
    rows, aside = review.total("rows_in"), review.total("quarantined")
    repairs = review.named_repairs
    flagged = review.total("flagged")
    outcome = CANNOT if rows == 0 else FIX if aside else FLAGS if flagged else CLEAN
    values: dict[str, object] = {
        "rows": Quantity(rows),
        "aside": Quantity(aside),
        "flagged": Quantity(flagged),
    }
    if outcome in UNLISTED and repairs.empty:  # only tables that may not be named have findings
        return make_finding("jawaban-apa", outcome, UNLISTED, values, **_REPAIRS)
    if len(repairs):
        first = repairs.iloc[0]
        values |= {
            "table": first["judul"],
            "column": first["column"] or _("(seluruh baris)"),
            "count": Quantity(int(first["baris"])),
        }
    return make_finding("jawaban-apa", outcome, WHAT, values, **_REPAIRS)


UNLISTED = {
    FIX: _("**{aside} dari {rows} baris masuk dikarantina.**"),
    FLAGS: _("**Semua {rows} baris masuk diterima, {flagged} di antaranya bertanda.**"),
}
_REPAIRS = {"place": "answer", "section": REPAIR_SECTION}


def _say_who(review: QualityReview) -> Finding:
    offices = review.repairs["penanggung_jawab"].value_counts(sort=True)
    outcome = NOBODY if offices.empty else ONE if len(offices) == 1 else SEVERAL
    if review.total("rows_in") == 0:
        outcome = CANNOT
    values: dict[str, object] = {}
    if len(offices):
        values = {
            "office": str(offices.index[0]),
            "count": count_quantity(int(offices.iloc[0])),
            "all": count_quantity(int(offices.sum())),
            "others": count_quantity(len(offices) - 1),
        }
    return make_finding("jawaban-siapa", outcome, WHO, values, **_REPAIRS)


def _say_when(review: QualityReview) -> Finding:
    dated = review.ages.dropna(subset="terlambat")
    late = dated[dated["terlambat"] > 0]
    if review.total("rows_in") == 0:
        outcome = CANNOT
    elif len(late):
        outcome = LATE
    elif dated.empty:
        outcome = UNDATED
    else:
        outcome = FRESH if len(review.repairs) else NOTHING
    values = {
        **date_values(review.repair_day),
        "dated": count_quantity(len(dated)),
        "late": count_quantity(len(late)),
    }
    if len(late):
        days = Quantity(float(late["terlambat"].iloc[0]), _("hari"))
        values |= {"table": late["judul"].iloc[0], "days": days}
    return make_finding(
        "jawaban-kapan", outcome, WHEN, values, place="answer", section=TABLE_SECTION
    )


ASK = {
    "berkas": _(
        "Minta pengirim {files} berkas atau lembar yang tidak terbaca mengirimkannya lagi dengan "
        "nama tabelnya."
    ),
    "karantina": _("Minta {office} memperbaiki {rows} baris tabel {table} pada kolom {column}."),
    "tanda": _("Minta {office} memastikan {rows} baris bertanda {table} pada kolom {column}."),
    "terlambat": _(
        "Minta {office} mengirim tabel {table} yang baru: data terakhir terlambat {days}."
    ),
    "kosong": _("Minta {office} mengirim tabel {table}: {results} bergantung padanya."),
}


def find_requests(review: QualityReview) -> list[Finding]:
    """Ask for at most three things: the costliest repairs, a late table, a missing one."""
    named = review.named_repairs
    losing = named[(named["pengaruh"] > 0) | (named["severity"] == "flag")]
    asks = [_ask_repair(row) for _i, row in losing.head(3).iterrows()]
    late = review.ages[review.ages["terlambat"] > 0]
    others = []
    if len(late):
        row = late.iloc[0]
        values = {"table": row["judul"], "office": find_office(row["table"])}
        values["days"] = Quantity(float(row["terlambat"]), _("hari"))
        others.append(make_finding("minta-terlambat", "terlambat", ASK, values, place="ask"))
    if len(review.missing):
        others.append(_ask_missing(review.missing.iloc[0]))
    if review.unread:
        values = {"files": count_quantity(review.unread)}
        others.append(make_finding("minta-berkas", "berkas", ASK, values, place="ask"))
    return [*asks[: max(3 - len(others), 1)], *others][:3]


def _ask_repair(row: pd.Series) -> Finding:
    outcome = "karantina" if row["severity"] == "quarantine" else "tanda"
    values = {
        "office": row["penanggung_jawab"],
        "rows": count_quantity(int(row["baris"])),
        "table": row["judul"],
        "column": row["column"] or _("(seluruh baris)"),
    }
    return make_finding(f"minta-{row['urutan']}", outcome, ASK, values, place="ask")


def _ask_missing(row: pd.Series) -> Finding:
    values = {
        "office": row["penanggung_jawab"],
        "table": title_of(row["table"]),
        "results": count_quantity(int(row["hasil"]), _("hasil")),
    }
    return make_finding("minta-kosong", "kosong", ASK, values, place="ask")
