"""How each number about structure was made."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.structure.group_tables import is_tried, name_steps
from kinerja_lib.change.structure.groups import PEOPLE_GROUPINGS
from kinerja_lib.change.structure.review import StructureReview
from kinerja_lib.change.structure.tables import name_loadings
from kinerja_lib.change.words import slug
from kinerja_lib.i18n import _

_TABLES = "survei_asn.butir_*, gelombang, resp_id; unit.jenis; params/instruments"
_LINES: Mapping[str, tuple[str, str]] = {
    "struktur-kecocokan": (
        _("Kecocokan struktur tiap instrumen"),
        _(
            "Kemungkinan maksimum normal dengan rerata, informasi penuh atas jawaban yang ada; "
            "CFI = 1 − max(χ² − db, 0) / max(χ²₀ − db₀, χ² − db, 0); RMSEA = akar(max(χ² − db, 0) "
            "/ (n db)); SRMR = akar rerata kuadrat sisa baku"
        ),
    ),
    "struktur-uji": (
        _("Uji dan selang RMSEA tiap model"),
        _("χ² = −2 (ln L model − ln L tanpa pembatasan); selang dari khi-kuadrat tak sentral"),
    ),
    "struktur-korelasi-faktor.phi": (
        _("Korelasi antara faktor subskala"),
        _("Kovarians faktor / hasil kali simpangan baku kedua faktor"),
    ),
    "struktur-kelayakan": (
        _("Kelayakan analisis faktor"),
        _(
            "KMO = jumlah r² / (jumlah r² + jumlah korelasi parsial²); Bartlett: −((n − 1) − "
            "(2p + 5) / 6) ln det R"
        ),
    ),
    "struktur-jumlah-faktor.paralel": (
        _("Jumlah faktor yang didukung jawaban"),
        _("Nilai eigen berurutan di atas persentil ke-95 nilai eigen matriks tanpa hubungan"),
    ),
}
_EXPLORED = (
    _("Muatan eksploratori"),
    _("Residu minimum sebanyak faktor analisis paralel, rotasi oblimin (gamma 0)"),
)
_INVARIANCE: Mapping[str, tuple[str, str]] = {
    "struktur-invariansi.tingkat": (
        _("Seberapa jauh kelompok dapat dibandingkan"),
        _(
            "CFA banyak kelompok atas jawaban lengkap: susunan, lalu muatan, lalu intersep "
            "disamakan; langkah bertahan bila perubahan CFI, RMSEA, dan SRMR di dalam batas"
        ),
    )
}

_CONFIRMED = (
    _("Muatan baku tiap butir pada subskalanya"),
    _("Muatan × simpangan baku faktor / simpangan baku butir menurut model"),
)
_STEPS = (
    _("Langkah uji invariansi pengukuran"),
    _("Ukuran langkah ini dikurangi langkah sebelumnya"),
)
_ORDINAL = (
    _("Kecocokan struktur bila jawaban dibaca sebagai urutan"),
    _(
        "Jumlah (n − 1)(r − ρ)² / keragaman r atas korelasi polikorik; diskalakan dan digeser "
        "sehingga rerata dan keragamannya seperti khi-kuadrat"
    ),
)


def trace(review: StructureReview) -> list[TraceLine]:
    """Give one line per published number or column."""
    rows = len(review.responses.given(review.responses.wave)) if review.responses.wave else 0
    n = len(review.responses.kept()) if rows else None
    if not rows:
        return []
    lines = dict(_LINES)
    for part in review.parts:
        if not part.confirmation.reason:
            lines[f"{name_loadings(part)}.muatan"] = _CONFIRMED
        if part.exploration.homes:
            lines[slug("struktur-muatan-eksploratori", part.instrument.code)] = _EXPLORED
    if any(part.confirmation.ordinal is not None for part in review.parts):
        lines["struktur-kecocokan-ordinal"] = _ORDINAL
    lines |= _INVARIANCE
    lines |= {name_steps(name): _STEPS for name in PEOPLE_GROUPINGS if is_tried(review, name)}
    return [TraceLine(number, *words, "", _TABLES, rows, n) for number, words in lines.items()]
