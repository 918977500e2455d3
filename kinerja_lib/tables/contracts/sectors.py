"""Contracts of health, education and administration."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables.contract import Field, RowRule, TableContract

_COUNT = _("Periksa pembilang dan penyebutnya pada laporan sumber.")

SECTOR = TableContract(
    name="layanan_sektor",
    title=_("Cakupan layanan kesehatan"),
    row="satu layanan satu puskesmas pada satu bulan",
    fields=(
        Field("unit_id", "code", "Kode puskesmas", required=True, references="unit.unit_id"),
        Field("layanan", "text", "Nama layanan, misalnya imunisasi dasar lengkap", required=True),
        Field("periode", "period", "Bulan", required=True, example="2026-09"),
        Field("sasaran", "whole", "Sasaran setahun", required=True, unit="orang", low=0),
        Field(
            "dilayani",
            "whole",
            "Orang yang dilayani pada bulan itu",
            required=True,
            unit="orang",
            low=0,
        ),
        Field("penduduk", "whole", "Penduduk wilayah kerja", unit="orang", low=0),
    ),
    key=("unit_id", "layanan", "periode"),
    rules=(
        RowRule(
            "dilayani_lebih_sasaran",
            ("dilayani", "sasaran"),
            "dilayani > sasaran",
            _("yang dilayani dalam sebulan tidak lebih banyak daripada sasaran setahun"),
            _COUNT,
            quarantine=False,
        ),
    ),
    as_of="periode",
    used_by=("A6", "A7", "K11"),
)

GRADUATION = TableContract(
    name="kelulusan",
    title=_("Kelulusan siswa"),
    row="satu sekolah pada satu tahun",
    fields=(
        Field("unit_id", "code", "Kode sekolah", required=True, references="unit.unit_id"),
        Field("tahun", "year", "Tahun kelulusan", required=True),
        Field("peserta", "whole", "Peserta ujian", required=True, unit="siswa", low=0),
        Field("lulus", "whole", "Siswa yang lulus", required=True, unit="siswa", low=0),
    ),
    key=("unit_id", "tahun"),
    rules=(
        RowRule(
            "lulus_lebih_peserta",
            ("lulus", "peserta"),
            "lulus > peserta",
            _("yang lulus tidak lebih banyak daripada peserta"),
            _COUNT,
        ),
    ),
    as_of="tahun",
    used_by=("J5",),
)

PARTICIPATION = TableContract(
    name="partisipasi",
    title=_("Partisipasi masyarakat"),
    row="satu program satu unit pada satu periode",
    fields=(
        Field("unit_id", "code", "Kode unit", required=True, references="unit.unit_id"),
        Field("program", "text", "Nama program", required=True),
        Field("periode", "period", "Periode", required=True),
        Field(
            "sasaran",
            "whole",
            "Orang yang diundang atau disasar",
            required=True,
            unit="orang",
            low=0,
        ),
        Field("hadir", "whole", "Orang yang ikut", required=True, unit="orang", low=0),
    ),
    key=("unit_id", "program", "periode"),
    rules=(
        RowRule(
            "hadir_lebih_sasaran",
            ("hadir", "sasaran"),
            "hadir > sasaran",
            _("yang hadir tidak lebih banyak daripada sasaran"),
            _COUNT,
            quarantine=False,
        ),
    ),
    as_of="periode",
    used_by=("J6",),
)

EVENT = TableContract(
    name="kejadian",
    title=_("Kematian ibu dan bayi"),
    row="satu kecamatan pada satu tahun",
    fields=(
        Field("kecamatan", "text", "Nama kecamatan", required=True),
        Field("tahun", "year", "Tahun", required=True),
        Field("kelahiran_hidup", "whole", "Kelahiran hidup", required=True, low=0),
        Field("kematian_ibu", "whole", "Kematian ibu", required=True, low=0),
        Field("kematian_bayi", "whole", "Kematian bayi", required=True, low=0),
    ),
    key=("kecamatan", "tahun"),
    rules=(
        RowRule(
            "kematian_tanpa_kelahiran",
            ("kelahiran_hidup", "kematian_ibu", "kematian_bayi"),
            "kelahiran_hidup = 0 AND kematian_ibu + kematian_bayi > 0",
            _("kematian ibu atau bayi disertai kelahiran hidup"),
            _COUNT,
        ),
        RowRule(
            "kematian_lebih_kelahiran",
            ("kematian_bayi", "kelahiran_hidup"),
            "kematian_bayi > kelahiran_hidup AND kelahiran_hidup > 0",
            _("kematian bayi tidak lebih banyak daripada kelahiran hidup"),
            _COUNT,
        ),
    ),
    as_of="tahun",
    used_by=("J10",),
)

ADMIN_PROCESS = TableContract(
    name="proses_admin",
    title=_("Proses administrasi"),
    row="satu proses satu unit pada satu bulan",
    fields=(
        Field("unit_id", "code", "Kode unit", required=True, references="unit.unit_id"),
        Field("proses", "text", "Nama proses", required=True),
        Field("periode", "period", "Bulan", required=True),
        Field("waktu", "number", "Rerata waktu pengerjaan", unit="menit", low=0),
        Field("dokumen", "whole", "Dokumen yang dikerjakan", unit="dokumen", low=0),
        Field("galat", "whole", "Dokumen yang salah", unit="dokumen", low=0),
    ),
    key=("unit_id", "proses", "periode"),
    rules=(
        RowRule(
            "galat_lebih_dokumen",
            ("galat", "dokumen"),
            "galat > dokumen",
            _("dokumen yang salah tidak lebih banyak daripada yang dikerjakan"),
            _COUNT,
        ),
    ),
    as_of="periode",
    used_by=("M12",),
)

SECTORS = (SECTOR, GRADUATION, PARTICIPATION, EVENT, ADMIN_PROCESS)
