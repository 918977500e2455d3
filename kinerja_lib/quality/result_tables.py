"""Tables of the quality report on results, indicators, quarters, limits and files."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.publish.phrases import limit_quantity
from kinerja_lib.publish.source_files import tabulate_source_files
from kinerja_lib.quality.costs import COST_SHAPES, FULL
from kinerja_lib.quality.feasibility import FEASIBLE_SHAPES
from kinerja_lib.quality.figures import GRADE_KEYS
from kinerja_lib.quality.grades import GRADE_NAMES, SHAPES
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.limits import Limits
from kinerja_lib.quality.persons import withhold
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

NONE_MISSING = _("tidak ada")


def tabulate_results(review: QualityReview) -> list[Table]:
    """Show the results that are not fully there, and folded all of them."""
    rows = review.results
    weak = rows[rows["kesimpulan"] != FULL]
    whole = _result_table(rows, "akibat", _("Semua hasil menurut tabel yang diperlukan"), fold=True)
    if weak.empty:
        return [whole]
    caption = _("Hasil yang tabelnya tidak atau hanya sebagian tersedia, atau dengan catatan")
    return [_result_table(weak, "akibat-lemah", caption), whole]


def _result_table(rows: pd.DataFrame, id: str, caption: str, *, fold: bool = False) -> Table:
    columns = {
        "hasil": Column(_("Hasil"), "key"),
        "kesimpulan": Column(_("Tabelnya"), "verdict", kinds=COST_SHAPES),
        "dapat": Column(_("Bagian yang tabelnya tersedia"), "count", total_from="angka"),
        "mutu": Column(_("Mutu terlemah"), "verdict", kinds=SHAPES, missing=NOT_APPLICABLE),
        "terlemah": Column(_("Tabel terlemah"), "text", missing=NONE_MISSING),
        "kurang": Column(_("Tabel yang tidak ada"), "code", missing=NONE_MISSING),
        "hilang": Column(_("Baris dikarantina"), "count"),
    }
    # A column in which no row says anything is left out.
    empty = [name for name in ("terlemah", "kurang") if rows[name].isna().all()]
    return Table(
        withhold(rows, rows["tertutup"], ["hilang"]),
        id,
        caption,
        {name: column for name, column in columns.items() if name not in empty},
        subject="umum",
        fold=fold,
        note=_(
            "Tersedia: semua tabel yang diperlukan mempunyai baris yang diterima; apakah isinya "
            "cukup, disebut pada laporan hasil itu. Sebagian: hanya bagian hasil yang tabelnya "
            "lengkap. Dengan catatan: ada tabel bermutu C atau D. Tidak berlaku: tidak satu pun "
            "tabelnya ada."
        ),
    )


def tabulate_missing(review: QualityReview) -> list[Table]:
    """List the tables that gave no accepted row; nothing when every table has rows."""
    if review.missing.empty:
        return []
    columns = {
        "judul": Column(_("Tabel"), "key"),
        "sebab": Column(_("Sebab"), "text"),
        "hasil": Column(_("Hasil yang memerlukan"), "count"),
        "penanggung_jawab": Column(_("Penanggung jawab"), "text"),
    }
    return [
        Table(
            review.missing,
            "tabel-kosong",
            _("Tabel tanpa baris yang diterima"),
            columns,
            subject="umum",
            fold=True,
            note=_("Tabel yang tidak ada bukan kesalahan bila daerah memang tidak memakainya."),
        )
    ]


def tabulate_figures(review: QualityReview) -> list[Table]:
    """Show the indicators that are not of grade A or B, and folded all of them."""
    rows = review.indicators
    whole = _figure_table(rows, "mutu-indikator", _("Mutu semua indikator"), fold=True)
    weak = rows[~rows["mutu"].isin(["A", "B"]) | (rows["kelayakan"] == NOT_COMPUTABLE)]
    if weak.empty:
        return [whole]
    share = pd.to_numeric(weak["dapat"] / weak["angka"].where(weak["angka"] > 0)).fillna(-1.0)
    weak = weak.assign(bagian=share).sort_values("bagian", kind="stable")
    caption = _("Indikator yang belum mencapai mutu B, atau yang kartunya tidak lengkap")
    return [_figure_table(weak, "indikator-lemah", caption), whole]


def _figure_table(rows: pd.DataFrame, id: str, caption: str, *, fold: bool = False) -> Table:
    last = {"terakhir": Column(_("Periode terakhir"), "text")}
    fit = {"kelayakan": Column(_("Kelayakan"), "verdict", kinds=FEASIBLE_SHAPES)}
    columns = {
        "nama": Column(_("Indikator"), "key"),
        "mutu": Column(_("Mutu"), "verdict", kinds=SHAPES),
        **({} if fold else fit),  # what decides stands first, where a phone shows it
        "dapat": Column(_("Angka dapat dihitung"), "count", total_from="angka"),
        "tanpa_baris": Column(_("Tanpa baris"), "count"),
        "tanpa_realisasi": Column(_("Tanpa realisasi"), "count"),
        "tanpa_target": Column(_("Tanpa target"), "count"),
        **(last if fold else {}),
    }
    return Table(
        rows,
        id,
        caption,
        columns,
        subject="umum",
        keys=GRADE_KEYS,
        fold=fold,
        note=_(
            "Angka diharapkan = unit yang melaporkan indikator × periode yang pernah dilaporkan, "
            "sampai periode laporan. Tidak ada angka yang diisi perkiraan."
        ),
    )


def tabulate_sources(review: QualityReview) -> Table:
    """Show what each indicator rests on: the table its card names, and the delay of its value."""
    columns = {
        "nama": Column(_("Indikator"), "key"),
        "sumber_tabel": Column(_("Tabel sumber menurut kartu"), "text", missing=NOT_APPLICABLE),
        "mutu_sumber": Column(_("Mutu sumber"), "verdict", kinds=SHAPES, missing=NOT_APPLICABLE),
        "terlambat": Column(_("Terlambat"), unit=_("hari"), missing=NOT_APPLICABLE),
        "kosong": Column(_("Isian kartu yang kosong"), "code", missing=NONE_MISSING),
    }
    return Table(
        review.indicators,
        "sumber-indikator",
        _("Sumber tiap indikator"),
        columns,
        subject="umum",
        fold=True,
        note=_("Tidak berlaku: kartu tidak menyebut tabel yang dikenal, atau tanpa frekuensi."),
    )


def tabulate_feasibility(review: QualityReview) -> Table:
    """Show whether each indicator can carry a verdict."""
    number = {"decimals": 2, "missing": NOT_COMPUTABLE}
    columns = {
        "nama": Column(_("Indikator"), "key"),
        "kelayakan": Column(_("Kelayakan"), "verdict", kinds=FEASIBLE_SHAPES),
        "tahun_dasar": Column(_("Tahun sebelumnya"), decimals=1),
        "langkah": Column(_("Langkah target"), **number),
        "naik_turun": Column(_("Naik-turun biasa"), **number),
        "nisbah": Column(_("Langkah dibagi naik-turun"), **number),
        "alasan": Column(_("Sebab tidak dapat dihitung"), "text", missing=NOT_APPLICABLE),
    }
    reasons = review.indicators["alasan"].replace("", None)
    return Table(
        review.indicators.assign(alasan=reasons),
        "kelayakan",
        _("Kelayakan indikator untuk dinilai terhadap target"),
        columns,
        subject="umum",
        fold=True,
        values={
            "tahun": str(review.limits.baseline_years),
            "kali": limit_quantity(review.limits.step_factor),
        },
        note=_(
            "Layak: kartu lengkap, ada target, paling sedikit {tahun} tahun sebelumnya, dan "
            "langkah target paling sedikit {kali} kali naik-turun biasa. Satuan tiap baris "
            "adalah satuan indikatornya."
        ),
    )


def tabulate_years(review: QualityReview) -> Table:
    """Show the quarantined share per year, of all tables and of those that had any."""
    counts = {
        "rows_in": Column(_("Baris masuk"), "n"),
        "quarantined": Column(_("Dikarantina"), "count"),
        "persen": Column(_("Dikarantina"), unit="%", decimals=1),
    }
    faulty = review.years.loc[review.years["quarantined"] > 0, "table"]
    rows = review.years[review.years["table"].isin({"", *faulty})]
    return Table(
        review.protect(rows, counts),
        "tahun-karantina",
        _("Bagian baris yang dikarantina per tabel dan tahun, %"),
        {"judul": Column(_("Tabel"), "key"), "tahun": Column(_("Tahun"), "year"), **counts},
        subject="umum",
        fold=True,
        across="tahun",
        cell="persen",
        note=_(
            "Baris dikarantina dibagi baris masuk, menurut tahun periodenya; tahun terakhir dapat "
            "baru berjalan sebagian. Baris tanpa periode yang terbaca dan tabel tanpa baris yang "
            "dikarantina tidak dimuat."
        ),
    )


def tabulate_limits(review: QualityReview) -> Table:
    """Print the limits that the grades rest on."""
    limits = review.limits
    frame = _limit_rows(limits)
    columns = {
        "ukuran": Column(_("Ukuran"), "key"),
        "satuan": Column(_("Satuan"), "text"),
        **{grade: Column(GRADE_NAMES[grade], decimals_from="desimal") for grade in "ABC"},
    }
    return Table(
        frame,
        "batas-mutu",
        _("Batas mutu yang dipakai; di luar batas C bermutu D"),
        columns,
        subject="umum",
        values={"kelonggaran": str(limits.grace_days)},
        note=_(
            "Batas ini pilihan yang dapat diubah pada berkas params, bukan ketentuan. Tenggat = "
            "satu irama tabel (bulanan 31, triwulanan 92, semesteran 184, tahunan 366 hari) "
            "ditambah kelonggaran {kelonggaran} hari."
        ),
    )


def _limit_rows(limits: Limits) -> pd.DataFrame:
    kinds = (
        (_("Bagian yang baik, paling sedikit"), "%", 1, limits.shares),
        (_("Hari sesudah tenggat, paling banyak"), _("hari"), 0, limits.late_days),
    )
    return pd.DataFrame(
        [
            {"ukuran": name, "satuan": unit, "desimal": decimals}
            | dict(zip("ABC", map(float, bounds), strict=True))
            for name, unit, decimals, bounds in kinds
        ]
    )


def tabulate_files(review: QualityReview) -> Table:
    """List the files with digests and counts for the page's lineage; internal edition only."""
    return tabulate_source_files(review.loads)
