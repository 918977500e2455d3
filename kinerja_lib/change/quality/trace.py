"""How the numbers on the quality of the response came about."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.quality.review import QualityReview
from kinerja_lib.i18n import _

ITEMS = "survei_asn.butir_*"

LINES = (
    (
        "mutu-unit.hasil",
        _("Tingkat respons"),
        _(
            "responden yang menjawab cukup butir dibagi pegawai aktif pada hari pertama "
            "gelombang (RR2, Standard Definitions AAPOR)"
        ),
        "survei_asn.unit_id; pegawai.status_kerja; pegawai.sejak; pegawai.tmt_pegawai",
    ),
    (
        "mutu-susunan.hasil",
        _("Susunan responden"),
        _(
            "khi-kuadrat Pearson tanpa koreksi kontinuitas, yang menjawab dan yang tidak "
            "menurut kelas; Holm antarpeubah; batas selisih dari parameter"
        ),
        "survei_asn.jenis_kelamin, kelompok_usia, status; pegawai.tanggal_lahir; unit.jenis",
    ),
    (
        "mutu-aturan-skala.rerata",
        _("Rerata subskala"),
        _(
            "rerata butir yang dijawab tiap orang, butir berbalik arah dihitung terendah + "
            "tertinggi − jawaban, bila bagian butir yang dijawab mencapai batas; lalu rerata "
            "antarorang"
        ),
        ITEMS,
    ),
    (
        "mutu-tanda.kena",
        _("Tanda jawaban kurang cermat"),
        _(
            "deret jawaban sama terpanjang; simpangan baku jawaban asli; varians di dalam "
            "subskala dibandingkan jawaban undian; jarak Mahalanobis kuadrat dengan "
            "khi-kuadrat; detik per butir; korelasi ganjil-genap; korelasi pasangan butir "
            "serupa"
        ),
        f"{ITEMS}; survei_asn.detik",
    ),
    (
        "mutu-cermat-skala.alfa",
        _("Alfa dengan dan tanpa yang disisihkan"),
        _("k/(k − 1) × (1 − jumlah varians butir / varians jumlah), kovarians berpasangan"),
        ITEMS,
    ),
)


def trace(review: QualityReview) -> list[TraceLine]:
    """Say how the numbers on the quality of the response came about."""
    rows, n = review.flow["menjawab"], review.flow[review.base]
    return [TraceLine(id, what, how, "", source, rows, n) for id, what, how, source in LINES]
