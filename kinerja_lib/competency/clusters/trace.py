"""How each number about need groups was made."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.clusters.gates import NO_GROUPS, PROFILES
from kinerja_lib.competency.clusters.review import WITH_GAP, ClusterReview
from kinerja_lib.i18n import _

_TABLES = "kompetensi.nip, kompetensi, tingkat, tanggal; standar_kompetensi.tingkat"
_ALWAYS: Mapping[str, tuple[str, str]] = {
    "kelompok-pegawai": (
        _("Pegawai menurut keadaan"),
        _("Data kurang: terlalu banyak nilai hilang; tidak ada kesenjangan: jumlah kekurangan < 1"),
    ),
    "kelompok-uji": (
        _("Uji sebelum pengelompokan"),
        _(
            "Gap = rerata ln W permutasi − ln W data; z = (rerata − data) / simpangan baku data "
            "tanpa kelompok dengan sebaran kolom dan korelasi yang sama; Jaccard bootstrap; "
            "pangsa bentuk = 1 − Σ w p rerata(c)² / Σ w |c|²"
        ),
    ),
}
_GROUPS: Mapping[str, tuple[str, str]] = {
    "kelompok-kebutuhan": (
        _("Kelompok dan ukurannya"),
        _("KMeans atas kesenjangan dikurangi rerata orangnya; nomor menurut kekurangan rerata"),
    ),
    "profil-kelompok.kekurangan": (
        _("Kekurangan rerata per kelompok dan kompetensi"),
        _("Rerata max(0, syarat − tingkat) atas nilai yang ada"),
    ),
}
_STABLE: Mapping[str, tuple[str, str]] = {
    "kestabilan-kelompok.jaccard": (
        _("Kestabilan kelompok"),
        _("Rerata Jaccard terbesar dengan kelompok sampel bootstrap, atas baris yang terpilih"),
    ),
    "peta-kelompok": (
        _("Letak kelompok"),
        _("Dua komponen utama dari pusat kelompok, ditimbang jumlah pegawai"),
    ),
}


def trace(review: ClusterReview) -> list[TraceLine]:
    """Give one line per published number or column."""
    lines = dict(_ALWAYS)
    if review.struktur != NO_GROUPS:
        lines |= _GROUPS
    if review.struktur == PROFILES:
        lines |= _STABLE
    rows = int(review.matrix.notna().to_numpy().sum())
    people = {"kelompok-pegawai": len(review.members)}
    need = review.count(WITH_GAP)
    return [
        TraceLine(number, *words, "", _TABLES, rows, people.get(number, need))
        for number, words in lines.items()
    ]
