"""Contracts of employees and what they can do."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables import choices
from kinerja_lib.tables.contract import Field, RowRule, SetRule, TableContract

EMPLOYEE = TableContract(
    name="pegawai",
    title=_("Pegawai"),
    row="satu pegawai menurut data utama pada tanggal acuan",
    fields=(
        Field(
            "nip",
            "nip",
            "NIP 18 angka, sebagai teks",
            required=True,
            personal=True,
            example="198503302010011001",
        ),
        Field("nama", "text", "Nama lengkap tanpa gelar", personal=True, example="Pegawai Rekaan"),
        Field(
            "jenis_kelamin",
            "choice",
            "Jenis kelamin",
            choices=choices.SEX,
            variants=choices.SEX_VARIANTS,
            personal=True,
        ),
        Field("tanggal_lahir", "date", "Tanggal lahir", personal=True, example="1985-03-30"),
        Field(
            "status",
            "choice",
            "Status kepegawaian",
            choices=choices.STATUS,
            variants=choices.STATUS_VARIANTS,
        ),
        Field(
            "golongan",
            "choice",
            "Golongan ruang PNS atau golongan PPPK",
            choices=choices.GOLONGAN,
            variants=choices.GOLONGAN_VARIANTS,
            example="III/c",
        ),
        Field("unit_id", "code", "Kode unit kerja", required=True, references="unit.unit_id"),
        Field("jabatan_id", "code", "Kode jabatan yang dipangku", references="jabatan.jabatan_id"),
        Field(
            "pendidikan",
            "choice",
            "Pendidikan tertinggi yang diakui",
            choices=choices.EDUCATION,
            variants=choices.EDUCATION_VARIANTS,
        ),
        Field("tmt_pegawai", "date", "Terhitung mulai tanggal diangkat", example="2010-01-01"),
        Field(
            "status_kerja",
            "choice",
            "Keadaan pada tanggal acuan",
            choices=(
                "aktif",
                "cuti",
                "tugas belajar",
                "diperbantukan",
                "pensiun",
                "mutasi keluar",
                "berhenti",
                "meninggal",
            ),
        ),
        Field("sejak", "date", "Tanggal mulai keadaan itu"),
    ),
    key=("nip",),
    rules=(
        RowRule(
            "lahir_beda_nip",
            ("tanggal_lahir", "nip"),
            "strftime(tanggal_lahir, '%Y%m%d') <> substr(nip, 1, 8)",
            _("tanggal lahir sesuai dengan delapan angka pertama NIP"),
            _("Cocokkan dengan SK pengangkatan; salah satunya keliru."),
            quarantine=False,
        ),
        RowRule(
            "kelamin_beda_nip",
            ("jenis_kelamin", "nip"),
            "jenis_kelamin <> CASE substr(nip, 15, 1) WHEN '1' THEN 'L' WHEN '2' THEN 'P' END",
            _("jenis kelamin sesuai dengan angka ke-15 NIP"),
            _("Cocokkan dengan SK pengangkatan; salah satunya keliru."),
            quarantine=False,
        ),
        RowRule(
            "golongan_beda_status",
            ("golongan", "status"),
            "contains(golongan, '/') <> (status IN ('PNS', 'CPNS'))",
            _("golongan ruang (I/a sampai IV/e) milik PNS, golongan I sampai XVII milik PPPK"),
            _("Perbaiki status atau golongan pada data utama."),
            quarantine=False,
        ),
    ),
    used_by=("A9", "K13", "M13", "W16"),
    aliases=("data_utama", "data_pegawai", "siasn"),
)

COMPETENCY = TableContract(
    name="kompetensi",
    title=_("Tingkat kompetensi"),
    row="satu tingkat satu kompetensi seorang pegawai menurut satu penilaian",
    fields=(
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field(
            "kompetensi",
            "text",
            "Nama kompetensi",
            required=True,
            variants={"Kerjasama": "Kerja sama", **{c: c for c in choices.COMPETENCIES}},
            example="Kerja sama",
        ),
        Field(
            "tingkat",
            "whole",
            "Tingkat yang dicapai",
            required=True,
            low=1,
            high=5,
            example="3",
            personal=True,
        ),
        Field("tanggal", "date", "Tanggal penilaian"),
        Field(
            "sumber",
            "choice",
            "Sumber penilaian",
            choices=("asesmen", "atasan", "penilaian multisumber", "uji kompetensi", "lainnya"),
        ),
        Field(
            "penilai", "code", "Kode atau NIP penilai, untuk mengenali efek penilai", personal=True
        ),
    ),
    # Two levels on one day are no copy: both stay, flagged, and none of them counts as the level.
    key=("nip", "kompetensi", "tanggal", "sumber", "penilai", "tingkat"),
    set_rules=(
        SetRule(
            "dua_tingkat_setanggal",
            ("tingkat", "tanggal"),
            "SELECT _id FROM {t} JOIN (SELECT nip, kompetensi, tanggal FROM {t} GROUP BY ALL "
            "HAVING min(tingkat) < max(tingkat)) USING (nip, kompetensi, tanggal)",
            _("seorang pegawai mempunyai satu tingkat untuk satu kompetensi pada satu tanggal"),
            _(
                "Tetapkan tingkat yang berlaku; sampai saat itu tingkat kompetensi itu dianggap "
                "belum ada."
            ),
        ),
    ),
    as_of="tanggal",
    used_by=("M13", "W2", "W4", "W9", "W10"),
    aliases=("rekap_asesmen",),
)

STANDARD = TableContract(
    name="standar_kompetensi",
    title=_("Standar kompetensi jabatan"),
    row="satu tingkat yang disyaratkan satu jabatan untuk satu kompetensi",
    fields=(
        Field("jabatan_id", "code", "Kode jabatan", required=True, references="jabatan.jabatan_id"),
        Field(
            "kompetensi",
            "text",
            "Nama kompetensi",
            required=True,
            variants={"Kerjasama": "Kerja sama", **{c: c for c in choices.COMPETENCIES}},
        ),
        Field("tingkat", "whole", "Tingkat yang disyaratkan", required=True, low=1, high=5),
        Field("berlaku_sejak", "date", "Tanggal mulai berlaku"),
    ),
    key=("jabatan_id", "kompetensi", "berlaku_sejak"),
    as_of="berlaku_sejak",
    used_by=("M13", "W10"),
)

POTENTIAL = TableContract(
    name="potensi",
    title=_("Potensi pegawai"),
    row="satu nilai potensi seorang pegawai menurut satu asesmen",
    fields=(
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("nilai", "number", "Nilai potensi", required=True, low=0, high=100, personal=True),
        Field("tanggal", "date", "Tanggal asesmen", required=True),
        Field("sumber", "text", "Lembaga atau alat ukur"),
    ),
    key=("nip", "tanggal"),
    as_of="tanggal",
    used_by=("W2",),
)

STAFF = (EMPLOYEE, COMPETENCY, STANDARD, POTENTIAL)
