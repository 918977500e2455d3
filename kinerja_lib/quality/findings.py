"""The three answers of the first screen: what to repair, what the defects cost, by when."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import ALL, CANNOT, NONE, count_quantity, date_values, name_few
from kinerja_lib.quality.feasibility import FIT
from kinerja_lib.quality.headline import count_lost
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.words import make_finding

REPAIR_SECTION = "yang-perlu-diperbaiki-lebih-dahulu"
TABLE_SECTION = "mutu-per-tabel"
RESULT_SECTION, INDICATOR_SECTION = "mutu-data-ringkas", "mutu-per-indikator"
CLOSED = ", tanpa jumlah"  # the count or the column is not for every edition
FIX, FLAGS, CLEAN = "ada karantina", "hanya tanda", "bersih"
SOME_UNDATED = ", sebagian tanpa tanggal"
LATE, FRESH, UNDATED, NOTHING = "terlambat", "mutakhir", "tanpa tanggal", "tidak perlu"

WHAT = {
    FIX: _(
        "**{aside} dari {rows} baris masuk dikarantina.** Perbaiki lebih dahulu tabel {table} "
        "(kolom {column}): {count} baris."
    ),
    FLAGS: _(
        "**Semua {rows} baris masuk diterima, {flagged} di antaranya dengan tanda.** Pastikan "
        "lebih dahulu tabel {table} (kolom {column}): {count} baris."
    ),
    FIX + CLOSED: _(
        "**{aside} dari {rows} baris masuk dikarantina.** Perbaiki lebih dahulu tabel {table}."
    ),
    FLAGS + CLOSED: _(
        "**Semua {rows} baris masuk diterima, {flagged} di antaranya dengan tanda.** Pastikan "
        "lebih dahulu tabel {table}."
    ),
    CLEAN: _("**Semua {rows} baris masuk diterima tanpa tanda.** Tidak ada baris yang diperbaiki."),
    CANNOT: _(
        "**Tidak ada baris yang dibaca.** Kirim tabel sumber, lalu jalankan laporan ini lagi."
    ),
}
BLANK, UNKNOWN = " dan angka", " tanpa angka"
COST = {
    NONE + BLANK: _(
        "**{lost} dari {figures} hasil dan {blank} dari {numbers} angka indikator tidak dapat "
        "dihitung.** Layak dinilai terhadap target: {fit} dari {cards} indikator."
    ),
    NONE: _(
        "**{lost} dari {figures} hasil tidak dapat dihitung.** Semua {numbers} angka indikator "
        "dapat dihitung; layak dinilai terhadap target: {fit} dari {cards} indikator."
    ),
    NONE + UNKNOWN: _(
        "**{lost} dari {figures} hasil tidak dapat dihitung**, dan tidak satu pun angka indikator."
    ),
    ALL + BLANK: _(
        "**{blank} dari {numbers} angka indikator tidak dapat dihitung.** Layak dinilai terhadap "
        "target: {fit} dari {cards} indikator. Tabel untuk semua {figures} hasil tersedia."
    ),
    ALL: _(
        "**Tabel untuk semua {figures} hasil tersedia, dan semua {numbers} angka indikator dapat "
        "dihitung.** Layak dinilai terhadap target: {fit} dari {cards} indikator."
    ),
    ALL + UNKNOWN: _(
        "**Tidak ada angka indikator sampai periode laporan.** Tabel untuk semua {figures} hasil "
        "tersedia."
    ),
    CANNOT: _("**Akibat bagi hasil belum dapat ditentukan** karena tidak ada baris yang dibaca."),
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
    LATE + SOME_UNDATED: _(
        "**Kirim ulang paling lambat {tanggal} {bulan} {tahun}.** Yang terlambat {late} dari "
        "{dated} tabel berjadwal yang bertanggal; paling lama {table}, {days}. Tanpa tanggal yang "
        "dapat dipakai: {undated} tabel ({names})."
    ),
    FRESH + SOME_UNDATED: _(
        "**Perbaikan ditunggu paling lambat {tanggal} {bulan} {tahun}.** Yang masih mutakhir "
        "{dated} tabel berjadwal; tanpa tanggal yang dapat dipakai {undated} tabel ({names})."
    ),
    NOTHING: _("**Tidak ada tenggat perbaikan.** Semua {dated} tabel berjadwal masih mutakhir."),
    CANNOT: _("**Tabel sumber ditunggu paling lambat {tanggal} {bulan} {tahun}.**"),
}


def find_answers(review: QualityReview) -> list[Finding]:
    """Answer in three sentences: what to repair, what the defects cost, by when."""
    return [_say_what(review), _say_cost(review), _say_when(review)]


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
            "column": first["column"],
            "count": Quantity(int(first["baris"])),
        }
        outcome += CLOSED if outcome in UNLISTED and first["tertutup"] else ""
    return make_finding("jawaban-apa", outcome, WHAT, values, **_REPAIRS)


UNLISTED = {
    FIX: _("**{aside} dari {rows} baris masuk dikarantina.**"),
    FLAGS: _("**Semua {rows} baris masuk diterima, {flagged} di antaranya dengan tanda.**"),
}
_REPAIRS = {"place": "answer", "section": REPAIR_SECTION}


def _say_cost(review: QualityReview) -> Finding:
    rows, (lost, figures) = review.indicators, count_lost(review)
    numbers = int(rows["angka"].sum())
    blank = numbers - int(rows["dapat"].sum())
    fit = int((rows["kelayakan"] == FIT).sum())
    outcome = NONE if lost else ALL
    outcome += UNKNOWN if numbers == 0 else BLANK if blank else ""
    values = {
        "lost": count_quantity(lost),
        "figures": count_quantity(figures),
        "blank": count_quantity(blank),
        "numbers": count_quantity(numbers),
        "fit": count_quantity(fit) if fit else _("tidak satu pun"),
        "cards": count_quantity(len(rows)),
    }
    outcome = outcome if review.total("rows_in") else CANNOT
    section = RESULT_SECTION if lost else INDICATOR_SECTION
    return make_finding("jawaban-akibat", outcome, COST, values, place="answer", section=section)


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
        outcome = FRESH if len(review.repairs) or len(review.undated) else NOTHING
    outcome += SOME_UNDATED if outcome in (LATE, FRESH) and len(review.undated) else ""
    values = {
        **date_values(review.repair_day),
        "dated": count_quantity(len(dated)),
        "late": count_quantity(len(late)),
        "undated": count_quantity(len(review.undated)),
        "names": name_few(review.undated["judul"]),
    }
    if len(late):
        days = Quantity(float(late["terlambat"].iloc[0]), _("hari"))
        values |= {"table": late["judul"].iloc[0], "days": days}
    return make_finding(
        "jawaban-kapan", outcome, WHEN, values, place="answer", section=TABLE_SECTION
    )
