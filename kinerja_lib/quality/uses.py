"""What the tables are for, and which office can repair them."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.i18n import _
from kinerja_lib.tables.registry import CONTRACTS

# Name of a result for readers -> rows of the capability list that it answers.
RESULTS: Mapping[str, tuple[str, ...]] = {
    _("Daftar dan kejelasan indikator"): ("A3", "A4", "J1", "J9"),
    _("Capaian target dan peringatan dini"): ("A5", "M4", "M8", "J2", "J3", "K11"),
    _("Keselarasan tujuan dan sasaran"): ("A2", "J16", "W3"),
    _("Kepatuhan siklus penilaian"): ("A8", "A9", "K7", "K8", "K10", "W11", "W20"),
    _("Hasil penilaian antarperiode"): ("M7", "K18"),
    _("Penilaian multisumber"): ("A10", "M6", "K9"),
    _("Kalibrasi penilaian"): ("K4", "W6"),
    _("Kepuasan masyarakat"): ("A11", "M5", "M19", "W13"),
    _("Waktu layanan"): ("M18", "M20"),
    _("Pengaduan dan profesionalitas"): ("M21", "A19"),
    _("Layanan kesehatan dan pendidikan"): ("A6", "A7", "M3", "M9", "J5", "J6", "J10"),
    _("Kebutuhan pelatihan"): ("A14", "J8", "K14", "W4", "W8", "W14"),
    _("Dampak pelatihan"): ("A13", "A15", "M11", "M12", "W15"),
    _("Umpan balik dan pembinaan"): ("M10", "M22", "K1", "K6", "K12", "W12"),
    _("Iklim kerja"): ("M14", "J15", "K16", "W7"),
    _("Kesiapan berubah dan sosialisasi"): (
        *("A16", "A17", "A18", "J7", "J14", "K15", "K17", "W19", "W21"),
    ),
    _("Penghargaan dan tambahan penghasilan"): ("M15", "M16", "M17"),
    _("Jabatan, talenta, dan perencanaan SDM"): ("A1", "M13", "K13", "W1", "W2", "W9", "W10"),
    _("Inovasi"): ("J4",),
    _("Efisiensi dan produktivitas"): ("M2", "K3"),
    _("Bukti dan keberatan"): ("J11", "K2"),
}

STAFF_OFFICE = _("pengelola data SIASN")
PLAN_OFFICE = _("pengelola indikator kinerja")
CYCLE_OFFICE = _("pengelola e-Kinerja")
SURVEY_OFFICE = _("pengelola survei kepuasan dan layanan")
COMPLAINT_OFFICE = _("pengelola SP4N-LAPOR!")
SECTOR_OFFICE = _("pengelola data kesehatan dan pendidikan")
TRAINING_OFFICE = _("pengelola pengembangan kompetensi")
CLIMATE_OFFICE = _("pengelola survei pegawai")
SENDER = _("pengirim berkas")  # of a file that no table was read from
REWARD_OFFICE = _("pengelola tambahan penghasilan dan penghargaan")

_OFFICES = {
    STAFF_OFFICE: (
        *("unit", "unit_riwayat", "jabatan", "riwayat_jabatan", "abk", "kebutuhan_unit"),
        *("pegawai", "kompetensi", "standar_kompetensi", "potensi", "ip_asn", "disiplin"),
    ),
    PLAN_OFFICE: (
        *("tujuan", "iku", "target_realisasi", "kebijakan", "hari_libur", "bukti", "kegiatan"),
        *("capaian_unit", "proses_admin", "proyek", "anggota_proyek", "inovasi"),
    ),
    CYCLE_OFFICE: (
        *("skp", "laporan_kinerja", "kalender", "tahap", "penilaian", "hasil_penilaian"),
        *("umpan_balik", "pembinaan", "dialog_kinerja", "keberatan"),
    ),
    SURVEY_OFFICE: ("skm", "layanan_log"),
    COMPLAINT_OFFICE: ("pengaduan",),
    SECTOR_OFFICE: ("observasi", "layanan_sektor", "kelulusan", "partisipasi", "kejadian"),
    TRAINING_OFFICE: ("pelatihan", "peserta_pelatihan"),
    CLIMATE_OFFICE: ("survei_asn", "koding_komentar", "sosialisasi", "peserta_sosialisasi"),
    REWARD_OFFICE: ("penghargaan", "tpp"),
}
OFFICE_OF = {table: office for office, tables in _OFFICES.items() for table in tables}


def find_office(table: str) -> str:
    """Name the office that can repair a table; the keeper of staff data for unknown ones."""
    return OFFICE_OF.get(table, STAFF_OFFICE)


def tables_of(code: str) -> tuple[str, ...]:
    """Name the tables that one row of the capability list needs."""
    return tuple(name for name, contract in CONTRACTS.items() if code in contract.used_by)


def uses_of(table: str) -> frozenset[str]:
    """Give the capability rows that lose when rows of the table are missing.

    These are its own and those of the tables that refer to it, because their rows then lose what
    they belong to.
    """
    own = frozenset(CONTRACTS[table].used_by) if table in CONTRACTS else frozenset()
    for contract in CONTRACTS.values():
        parents = {f.references.split(".")[0] for f in contract.fields if f.references}
        if table in parents:
            own |= frozenset(contract.used_by)
    return own
