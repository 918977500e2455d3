"""How each number on results came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.results.findings import RULES, YEARLY_RULE
from kinerja_lib.performance.results.review import ResultsReview


def trace(review: ResultsReview) -> list[TraceLine]:
    """Say how the numbers on results came about."""
    rows, years, table = len(review.rows), len(review.yearly), "hasil_penilaian"
    return [
        TraceLine(
            "gambar-hasil.persen",
            _("Bagian pegawai menurut predikat tiap periode"),
            _("pegawai dengan predikat itu / pegawai dengan predikat yang sudah final × 100"),
            "",
            f"{table}.predikat; {table}.status",
            rows,
            review.size,
        ),
        TraceLine(
            "tahunan.tidak_didukung",
            _("Predikat tahunan di luar rentang periodenya"),
            _("lebih baik daripada periode terbaik atau lebih rendah daripada periode terendah"),
            YEARLY_RULE,
            f"{table}.predikat; {table}.periode",
            rows + years,
            review.compared_years,
        ),
        _trace_units(review),
    ]


def _trace_units(review: ResultsReview) -> TraceLine:
    """Say how people came to be counted in a unit."""
    return TraceLine(
        "hasil-unit.n",
        _("Pegawai per unit pada periode terakhir"),
        _("setiap pegawai dihitung pada satu unit: {rule}").format(
            rule=_(RULES[review.mover_rule])
        ),
        "",
        "riwayat_jabatan.unit_id; hasil_penilaian.unit_id; pegawai.unit_id",
        len(review.evidence.frame("riwayat_jabatan")),
        review.size,
    )
