"""Tables of the effect of courses on scores."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.impact.grades import (
    BELOW,
    CLEAR,
    FEW,
    HARM,
    MISSING,
    NO_COMPARISON,
    NOT_SUPPORTED,
    OPEN,
    SCALE,
    SMALL,
    SPREAD,
    START,
    SUPPORTED,
    TREND,
    UNITS,
    WIDE,
)
from kinerja_lib.competency.impact.review import ImpactReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

KINDS = {SUPPORTED: "ok", OPEN: "na", NOT_SUPPORTED: "bad"}
REASONS = {
    CLEAR: _("selang di atas 0 dan selisih cukup besar"),
    HARM: _("nilai lebih rendah daripada pembanding"),
    SMALL: _("selang tidak memuat perubahan yang berarti"),
    BELOW: _("selisih kecil, selang masih lebar"),
    WIDE: _("selang atau koreksi masih memuat kebetulan"),
    NO_COMPARISON: _("tidak ada kelompok pembanding"),
    FEW: _("terlalu sedikit yang dapat dibandingkan"),
    SCALE: _("skala nilai bercampur"),
    START: _("nilai sebelum kedua kelompok tidak setara"),
    MISSING: _("terlalu banyak tanpa nilai sesudah"),
    UNITS: _("unit terlalu sedikit untuk diuji"),
    SPREAD: _("nilai atau perubahan tidak beragam"),
    TREND: _("arah sebelum pelatihan sudah berbeda"),
}
SOURCE = _("Sumber: pelatihan, peserta_pelatihan.")
_CELL = {"decimals": 1, "missing": NOT_COMPUTABLE, "reason_from": "sebab"}
_EFFECT_COLUMNS = {
    "nama": Column(_("Pelatihan"), "key"),
    "hasil": Column(_("Kesimpulan"), "verdict", kinds=KINDS),
    "selisih": Column(_("Selisih dari pembanding"), unit=_("poin"), short=_("Selisih"), **_CELL),
    "selisih_low": Column(_("Batas bawah 95%"), short=_("Bawah"), **_CELL),
    "selisih_high": Column(_("Batas atas 95%"), short=_("Atas"), **_CELL),
    "dibandingkan": Column(_("Orang dengan kedua nilai"), "n", short="n"),
    "sebab": Column(_("Sebab kesimpulan"), "text", short=_("Sebab")),
}
_CHANGE_COLUMNS = {
    "nama": Column(_("Pelatihan"), "key"),
    "pasangan": Column(_("Peserta"), "n"),
    "sebelum": Column(_("Nilai sebelum"), short=_("Sebelum"), **_CELL),
    "sesudah": Column(_("Nilai sesudah"), short=_("Sesudah"), **_CELL),
    "ubah": Column(_("Perubahan"), unit=_("poin"), **_CELL),
    "ubah_low": Column(_("Batas bawah 95%"), short=_("Bawah"), **_CELL),
    "ubah_high": Column(_("Batas atas 95%"), short=_("Atas"), **_CELL),
    "kembali": Column(_("Diperkirakan tanpa pelatihan"), unit=_("poin"), short=_("Tanpa"), **_CELL),
    "g": Column(_("Ukuran efek g_av"), **{**_CELL, "decimals": 2}),
    "evaluasi": Column(_("Penilaian peserta, 1–5"), short=_("Penilaian"), decimals=1),
}
_PEOPLE_COLUMNS = {
    "nama": Column(_("Pelatihan"), "key"),
    "peserta": Column(_("Dilatih"), "n"),
    "pasangan": Column(_("Kedua nilai ada"), "n", short=_("Lengkap")),
    "tanpa_sebelum": Column(_("Tanpa nilai sebelum"), "count", short=_("Tanpa sebelum")),
    "tanpa_sesudah": Column(_("Tanpa nilai sesudah"), "count", short=_("Tanpa sesudah")),
    "dikeluarkan": Column(_("Ganda atau tanggal terbalik"), "count", short=_("Dikeluarkan")),
    "batal": Column(_("Batal ikut"), "count", short=_("Batal")),
    "menunggu": Column(_("Dites dan menunggu"), "count", short=_("Menunggu")),
}


def _prepare(review: ImpactReview) -> pd.DataFrame:
    sebab = [REASONS[reason] for reason in review.courses["alasan"]]
    both = review.courses["pasangan"] + review.courses["pasangan_tunggu"]
    return review.courses.assign(sebab=sebab, dibandingkan=both).reset_index()


def tabulate_courses(review: ImpactReview) -> list[Table]:
    """Grade each course beside the people who wait; no table without a tested course."""
    if review.courses.empty:
        return []
    limits = review.limits
    return [
        Table(
            _prepare(review),
            "dampak-pelatihan",
            _("Dampak tiap pelatihan terhadap nilai tes, dari yang paling lama"),
            _EFFECT_COLUMNS,
            helpers=("pelatihan_id", "p", "p_keluarga", "rancangan", "awal", "selisih_hilang"),
            values={
                "batas": Quantity(limits.smallest, decimals=1),
                "n": Quantity(review.compared),
                "koreksi": limits.correction.capitalize(),
            },
            note=_(
                "Selisih: nilai sesudah peserta dikurangi nilai sesudah mereka yang dites tetapi "
                "masih menunggu, pada nilai sebelum yang sama. Didukung: seluruh selang di atas 0, "
                "selisih paling sedikit {batas} poin, dan lolos koreksi {koreksi} atas {n} "
                "perbandingan. Tidak didukung: seluruh selang di bawah {batas} poin."
            ),
            source=SOURCE,
        )
    ]


def tabulate_changes(review: ImpactReview) -> list[Table]:
    """Show scores before and after, effect size and the change expected without the course."""
    if review.courses.empty:
        return []
    helpers = ("pelatihan_id", "g_low", "g_high", "atap", "evaluasi_n", "sebab")
    return [
        Table(
            _prepare(review),
            "dampak-perubahan",
            _("Nilai sebelum dan sesudah pada orang yang sama"),
            _CHANGE_COLUMNS,
            helpers=helpers,
            fold=True,
            note=_(
                "Perubahan ini belum dibandingkan dengan siapa pun. g_av: perubahan dibagi rerata "
                "kedua simpangan baku, dengan koreksi Hedges; peserta dipilih karena nilainya "
                "rendah, sehingga g_av tampak lebih besar. Selang g_av ada pada berkas CSV."
            ),
            source=SOURCE,
        )
    ]


def tabulate_people(review: ImpactReview) -> list[Table]:
    """Count who took part, who lacks a score, and who waits."""
    if review.courses.empty:
        return []
    return [
        Table(
            review.courses.reset_index(),
            "dampak-peserta",
            _("Peserta, mereka yang tanpa nilai, dan mereka yang menunggu"),
            _PEOPLE_COLUMNS,
            helpers=("pelatihan_id", "tanpa_keadaan"),
            fold=True,
            note=_(
                "Peserta tanpa salah satu nilai tidak dapat dibandingkan, tetapi tetap dihitung. "
                "Menunggu: berstatus terdaftar dan sudah dites."
            ),
            source=SOURCE,
        )
    ]
