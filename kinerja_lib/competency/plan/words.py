"""Words of the plan: what stands in the way, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.allocation import explain, mandatory
from kinerja_lib.i18n import _

# code -> (what stands in the way, what would change it)
CAUSES: Mapping[str, tuple[str, str]] = {
    explain.CLASH: (
        _("jadwalnya bertabrakan dengan pelatihan yang diberikan"),
        _("jadwal lain untuk salah satu pelatihan"),
    ),
    explain.HOURS: (
        _("JP setahun akan melewati batas"),
        _("batas JP yang lebih tinggi, atau pelatihan yang lebih singkat"),
    ),
    explain.LOAD: (
        _("jumlah pelatihan setahun sudah penuh"),
        _("batas jumlah pelatihan yang lebih tinggi"),
    ),
    explain.SEAT: (_("daya tampung semua kelas habis"), _("satu kelas tambahan")),
    explain.FEW: (
        _("calon yang masih dapat ikut kurang dari peserta paling sedikit satu kelas"),
        _("lebih banyak calon peserta, atau peserta paling sedikit yang lebih kecil"),
    ),
    explain.CLOSED: (
        _("kelas tambahan tidak dibuka karena manfaatnya di bawah biayanya"),
        _("lebih banyak calon peserta untuk kelas itu"),
    ),
    explain.MONEY: (_("anggaran tidak cukup"), _("tambahan anggaran")),
    explain.CHOICE: (
        _("tempat atau dana dipakai untuk kebutuhan lain yang menutup lebih banyak"),
        _("tambahan tempat atau anggaran"),
    ),
    "nothing": (
        _("tidak ada pelatihan yang sesuai pada katalog"),
        _("pelatihan yang sesuai pada katalog"),
    ),
}
UNMET: Mapping[str, str] = {
    mandatory.SEAT: _("daya tampung kurang"),
    mandatory.MINIMUM: _("calon peserta kurang dari peserta paling sedikit"),
    mandatory.LOAD: _("jumlah pelatihan wajib melebihi batas setahun"),
    mandatory.HOURS: _("JP pelatihan wajib melebihi batas setahun"),
    mandatory.CLASH: _("jadwal pelatihan wajib bertabrakan"),
    mandatory.MONEY: _("anggaran tidak cukup untuk semua pelatihan wajib"),
    mandatory.TOGETHER: _("pelatihan wajib tidak dapat dipenuhi bersama-sama"),
}
HOURS_REASON = _("menambah JP; tidak menutup kesenjangan")
