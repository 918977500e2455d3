"""How the numbers on groups and units came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.comparison.review import ComparisonReview
from kinerja_lib.i18n import _

ITEMS = "survei_asn.butir_01 dst.; survei_asn.unit_id"
GROUPS = f"{ITEMS}; unit.jenis; survei_asn.jenis_kelamin, kelompok_usia, status"
_LINES = (
    (
        "kelompok-uji.p_holm",
        _("Perbedaan antarkelompok"),
        _(
            "uji Welch (jenis unit: atas rerata unit) atau Kruskal-Wallis menurut kemiringan "
            "dan tumpukan di ujung skala; Holm di dalam pengelompokan"
        ),
        GROUPS,
    ),
    (
        "kelompok-uji.efek",
        _("Ukuran efek"),
        _(
            "omega kuadrat dengan selang dari F nonsentral; atau (H − k + 1) / (n − k) dengan "
            "selang bootstrap"
        ),
        GROUPS,
    ),
    (
        "kelompok-unit-ragam.icc1",
        _("Kemiripan pegawai satu unit"),
        _(
            "ICC(1) = (MSB − MSW) / (MSB + (k − 1) MSW); ICC(2) = (MSB − MSW) / MSB; rwg(j) "
            "terhadap sebaran merata"
        ),
        ITEMS,
    ),
    (
        "kelompok-unit-rerata-1.rerata",
        _("Rerata unit yang disusutkan"),
        _(
            "rerata semua + w × (rerata unit − rerata semua), w = n b / (n b + d), b ragam "
            "antarunit dan d ragam di dalam unit dari model campuran (REML)"
        ),
        ITEMS,
    ),
    (
        "kelompok-dialog.selisih",
        _("Kelompok untuk dialog"),
        _(
            "unit: rerata unit − rerata pegawai unit lain, uji Welch, ragam unit paling "
            "sedikit ragam gabungan semua unit; jenis unit: model campuran dengan jenis "
            "sebagai ciri, t dengan unit − 2; Holm di dalam keluarga"
        ),
        GROUPS,
    ),
    (
        "kelompok-bobot.tertimbang",
        _("Rerata tertimbang"),
        _(
            "raking sampai bagian tiap kategori sama dengan pegawai aktif; bobot dipotong; "
            "efek rancangan Kish = n Σw² / (Σw)²"
        ),
        f"{GROUPS}; pegawai.unit_id, jenis_kelamin, status, tanggal_lahir, status_kerja, "
        "sejak, tmt_pegawai",
    ),
)


def trace(review: ComparisonReview) -> list[TraceLine]:
    """Say how the numbers came about."""
    rows = len(review.responses.rows)
    n = None if review.answers is None else len(review.answers)
    return [
        TraceLine(number, what, formula, "", tables, rows, n)
        for number, what, formula, tables in _LINES
    ]
