"""How the numbers of alignment were made."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.alignment.review import AlignmentReview

_PLANS = "skp.iku_id; skp.skp_induk_id; skp.periode"
_WORK = f"laporan_kinerja.skp_id; laporan_kinerja.jam; {_PLANS}"
# Number, what it says, formula, source columns.
_METHODS = (
    (
        "keselarasan-tingkat.ke_bawah",
        _("Tujuan dan misi yang mempunyai IKU"),
        _("ada IKU pada butir itu atau pada butir mana pun di bawahnya"),
        "tujuan.induk_id; iku.tujuan_id",
    ),
    (
        "keselarasan-tingkat.ke_atas",
        _("Yang terkait tingkat di atasnya"),
        _("induk ada sampai puncak; IKU: tujuan berlaku; lainnya: menyebut IKU yang ada"),
        f"tujuan.induk_id; iku.tujuan_id; kegiatan.iku_id; {_WORK}",
    ),
    (
        "keselarasan-tingkat.lewat_pimpinan",
        _("Butir yang terkait hanya lewat butir pimpinan"),
        _("tidak menyebut IKU, tetapi butir di atasnya, sampai puncak, menyebut IKU"),
        _PLANS,
    ),
    (
        "ujung-terputus",
        _("Tujuan dan IKU yang belum terkait"),
        _("tujuan tanpa IKU di bawahnya; IKU tanpa tujuan; IKU tanpa butir SKP; induk putus"),
        "tujuan; iku; skp.iku_id",
    ),
    (
        "kaskade.butir",
        _("Butir SKP utama menurut tujuan"),
        _("banyaknya butir utama yang menyebut IKU tujuan itu"),
        f"{_PLANS}; iku.tujuan_id",
    ),
    (
        "beban-iku.beban",
        _("IKU yang kelebihan beban"),
        _("butir, atau jenis kegiatan per unit, lebih dari faktor × rata-rata IKU lain"),
        "skp.iku_id; kegiatan.unit_id; kegiatan.jenis; kegiatan.iku_id",
    ),
    (
        "keselarasan-unit",
        _("Bagian butir, pekerjaan, dan jam yang terkait, per unit"),
        _("yang terkait dibagi semua pada unit itu × 100"),
        f"{_WORK}; pegawai.unit_id",
    ),
)


def trace(review: AlignmentReview) -> list[TraceLine]:
    """Give one line per published number or column of the section."""
    goals, cards, items, log = (
        len(rows) for rows in (review.goals, review.cards, review.main, review.log)
    )
    people = int(review.units["pegawai"].sum())
    sizes = {  # rows, and what the number speaks of
        "keselarasan-tingkat.ke_bawah": (goals + cards, goals),
        "keselarasan-tingkat.ke_atas": (goals + cards + items + log, None),
        "keselarasan-tingkat.lewat_pimpinan": (len(review.items), items),
        "ujung-terputus": (goals + cards + items, goals + cards),
        "kaskade.butir": (items, items),
        "beban-iku.beban": (items + len(review.activities), cards),
        "keselarasan-unit": (items + log, people),
    }
    return [
        TraceLine(number, what, formula, "", tables, *sizes[number])
        for number, what, formula, tables in _METHODS
    ]
