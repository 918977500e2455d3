"""How the numbers of alignment were made."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.alignment import AlignmentReview
from kinerja_lib.performance.trace import TraceLine


def trace(review: AlignmentReview) -> list[TraceLine]:
    """Give one line per published number or column of the section."""
    items, log, cards = len(review.main), len(review.log), len(review.cards)
    plans = "skp.iku_id; skp.skp_induk_id; skp.periode"
    work = "laporan_kinerja.skp_id; laporan_kinerja.jam; " + plans
    lines = (
        (
            "keselarasan-tingkat.ke_bawah",
            _("Tujuan dan misi yang mempunyai IKU"),
            _("ada IKU pada butir itu atau pada butir mana pun di bawahnya"),
            "tujuan.induk_id; iku.tujuan_id",
            len(review.goals),
            len(review.goals),
        ),
        (
            "keselarasan-tingkat.ke_atas",
            _("Yang terkait tingkat di atasnya"),
            _("induk ada sampai puncak; IKU: tujuan berlaku; lainnya: menyebut IKU yang ada"),
            "tujuan.induk_id; iku.tujuan_id; kegiatan.iku_id; " + work,
            len(review.goals) + cards + items + log,
            None,
        ),
        (
            "keselarasan-tingkat.lewat_pimpinan",
            _("Butir yang terkait hanya lewat butir pimpinan"),
            _("tidak menyebut IKU, tetapi butir di atasnya, sampai puncak, menyebut IKU"),
            plans,
            len(review.items),
            items,
        ),
        (
            "ujung-terputus",
            _("Tujuan dan IKU yang belum terkait"),
            _("tujuan tanpa IKU di bawahnya; IKU tanpa tujuan; IKU tanpa butir SKP; induk putus"),
            "tujuan; iku; skp.iku_id",
            len(review.goals) + cards,
            len(review.goals) + cards,
        ),
        (
            "kaskade.butir",
            _("Butir SKP utama menurut tujuan"),
            _("banyaknya butir utama yang menyebut IKU tujuan itu"),
            plans + "; iku.tujuan_id",
            items,
            items,
        ),
        (
            "beban-iku.beban",
            _("IKU yang kelebihan beban"),
            _("butir, atau jenis kegiatan per unit, lebih dari faktor × rata-rata IKU lain"),
            "skp.iku_id; kegiatan.unit_id; kegiatan.jenis; kegiatan.iku_id",
            items + len(review.activities),
            cards,
        ),
        (
            "keselarasan-unit",
            _("Bagian butir, pekerjaan, dan jam yang terkait, per unit"),
            _("yang terkait dibagi semua pada unit itu × 100"),
            work + "; pegawai.unit_id",
            items + log,
            int(review.units["pegawai"].sum()),
        ),
    )
    return [
        TraceLine(number, what, formula, "", tables, rows, n)
        for number, what, formula, tables, rows, n in lines
    ]
