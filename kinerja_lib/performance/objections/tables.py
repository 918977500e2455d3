"""Tables of objections."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.objections.review import STEPS, ObjectionReview
from kinerja_lib.performance.results.tables import name_people
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

SOURCE = _("Sumber: keberatan, hasil_penilaian.")


def tabulate_years(review: ObjectionReview) -> Table:
    """Count objections per year of the result."""
    columns = {
        "tahun": Column(_("Tahun hasil"), "key"),
        "keberatan": Column(_("Keberatan"), "count"),
        "persen": Column(
            _("Per 100 hasil"), decimals=1, missing=NOT_COMPUTABLE, short=_("Per 100")
        ),
        "terbuka": Column(_("Belum diputus"), "count", short=_("Terbuka")),
        "diterima": Column(_("Diterima, seluruh atau sebagian"), "count", short=_("Diterima")),
        "direvisi": Column(_("Hasil sudah direvisi"), "count", short=_("Direvisi")),
        "ditolak": Column(_("Ditolak"), "count"),
        "hasil": Column(_("Hasil"), "n"),
    }
    frame = review.by_year.assign(tahun=review.by_year["tahun"].astype(str))
    return Table(
        frame,
        "keberatan-tahun",
        _("Keberatan menurut tahun hasil"),
        columns,
        helpers=("median_hari",),
        note=_("Sudah direvisi: tanggal hasil sama dengan atau sesudah tanggal putusan."),
        source=SOURCE,
    )


_CASE_COLUMNS = {
    "keberatan_id": Column(_("Nomor"), "key"),
    "nama": Column(_("Nama"), "person"),
    "nip": Column(_("NIP"), "person"),
    "unit": Column(_("Unit kerja"), "text"),
    "nama_periode": Column(_("Periode"), "text"),
    "status": Column(_("Keadaan"), "text"),
    "hari": Column(_("Hari sampai putusan atau tanggal acuan"), short=_("Hari")),
    "langkah": Column(_("Langkah berikutnya"), "text"),
}


def tabulate_cases(review: ObjectionReview) -> list[Table]:
    """List objections that still need a step, internal only, by reference number."""
    rows = review.cases[review.cases["langkah"].isin([STEPS[0], STEPS[1], STEPS[4]])]
    if rows.empty:
        return []
    rows = rows.assign(**name_people(review.results, rows))
    return [
        Table(
            rows,
            "keberatan-daftar",
            _("Keberatan yang masih memerlukan langkah, menurut nomor"),
            _CASE_COLUMNS,
            subject="umum",
            editions=("internal",),
            fold=True,
            helpers=("tanggal_putusan",),
            note=_(
                "Jalurnya: diajukan, diputus, hasil direvisi di aplikasi, diekspor ulang, lalu "
                "dihitung pada laporan berikutnya. Sampai saat itu hasilnya ditandai belum tetap."
            ),
            source=SOURCE,
        )
    ]
