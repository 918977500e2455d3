"""How the numbers on training effects came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.impact.offices import OfficeReview
from kinerja_lib.competency.impact.review import ImpactReview
from kinerja_lib.i18n import _

SCORES = "peserta_pelatihan.nilai_sebelum; peserta_pelatihan.nilai_sesudah"


def trace(review: ImpactReview) -> list[TraceLine]:
    """Say how the numbers on courses came about."""
    rows, n, scores = len(review.scores), len(review.courses), SCORES
    return [
        TraceLine(
            "dampak-pelatihan.selisih",
            _("Selisih nilai peserta dari kelompok pembanding"),
            _(
                "kovarians: nilai sesudah menurut nilai sebelum dan kelompok, kuadrat terkecil, "
                "galat baku HC3, selang t; bila unit dilatih seluruhnya, rerata unit setelah "
                "dikurangi kemiringan di dalam unit, selang t antarunit"
            ),
            "",
            f"{scores}; peserta_pelatihan.status; pegawai.unit_id",
            rows,
            n,
        ),
        TraceLine(
            "dampak-pelatihan.hasil",
            _("Kesimpulan tiap pelatihan"),
            _(
                "didukung: selang di atas 0, p keluarga di bawah batas, selisih paling sedikit "
                "perubahan terkecil; tidak didukung: seluruh selang di bawah perubahan terkecil; "
                "selain itu, atau tanpa pembanding yang setara: belum cukup"
            ),
            "",
            scores,
            rows,
            n,
        ),
        *_trace_changes(scores, rows, n),
    ]


def _trace_changes(scores: str, rows: int, n: int) -> list[TraceLine]:
    return [
        TraceLine(
            "dampak-perubahan.g",
            _("Ukuran efek g_av"),
            _(
                "rerata perubahan dibagi akar rerata kedua varians, kali 1 − 3/(4(n − 1) − 1); "
                "selang menurut Bonett (2008)"
            ),
            "",
            scores,
            rows,
            n,
        ),
        TraceLine(
            "dampak-perubahan.kembali",
            _("Perubahan yang diperkirakan tanpa pelatihan"),
            _(
                "garis nilai sesudah menurut nilai sebelum pada mereka yang menunggu, diterapkan "
                "pada nilai sebelum peserta, dikurangi nilai sebelum itu"
            ),
            "",
            scores,
            rows,
            n,
        ),
    ]


def trace_offices(review: OfficeReview) -> list[TraceLine]:
    """Say how the numbers on trained offices came about."""
    return [
        TraceLine(
            "dampak-unit.selisih",
            _("Selisih perubahan unit yang dilatih dari unit pembanding"),
            _(
                "rerata perubahan (sesudah dikurangi sebelum) unit yang dilatih dikurangi rerata "
                "perubahan unit pembanding; waktu pada logaritma, ditulis sebagai persen; nilai p "
                "dari semua cara memilih unit yang dilatih"
            ),
            "",
            "proses_admin.waktu; proses_admin.galat; layanan_log.selesai; skm.u1–u9",
            len(review.work),
            len(review.effects),
        )
    ]
