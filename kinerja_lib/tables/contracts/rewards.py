"""Contracts of awards, discipline, pay, projects and innovation."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables.contract import Field, RowRule, SetRule, TableContract
from kinerja_lib.tables.contracts.shared import LAST_DATE_RULE, ORDER

AWARD = TableContract(
    name="penghargaan",
    title=_("Penghargaan"),
    row="satu penghargaan kepada seorang pegawai",
    fields=(
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("jenis", "text", "Jenis penghargaan", required=True),
        Field("tanggal", "date", "Tanggal", required=True),
        Field("dasar", "text", "Dasar pemberian"),
    ),
    key=("nip", "jenis", "tanggal"),
    as_of="tanggal",
    used_by=("M15",),
)

DISCIPLINE = TableContract(
    name="disiplin",
    title=_("Hukuman disiplin"),
    row="satu hukuman disiplin seorang pegawai",
    fields=(
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field(
            "tingkat",
            "choice",
            "Tingkat hukuman",
            choices=("ringan", "sedang", "berat"),
            variants={"R": "ringan", "S": "sedang", "B": "berat"},
            required=True,
            personal=True,
        ),
        Field("mulai", "date", "Tanggal mulai", required=True, personal=True),
        Field("selesai", "date", "Tanggal selesai", personal=True),
    ),
    key=("nip", "tingkat", "mulai"),
    rules=(
        RowRule("hukuman_terbalik", ("selesai", "mulai"), "selesai < mulai", LAST_DATE_RULE, ORDER),
    ),
    as_of="mulai",
    used_by=("M15", "A19"),
)

PROFESSIONALISM = TableContract(
    name="ip_asn",
    title=_("Indeks profesionalitas"),
    row="isian indeks profesionalitas seorang pegawai pada satu tahun",
    fields=(
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("tahun", "year", "Tahun", required=True),
        Field(
            "kualifikasi",
            "whole",
            "Kode pendidikan BKN, 5 untuk S3 sampai 0 untuk SD dan SLTP",
            low=0,
            high=5,
        ),
        Field("diklat_pim", "flag", "Sudah diklat kepemimpinan"),
        Field("diklat_fungsional", "flag", "Sudah diklat fungsional"),
        Field("diklat_20jp", "flag", "Sudah diklat teknis 20 JP"),
        Field("seminar", "flag", "Sudah seminar"),
        Field("nilai_kinerja", "number", "Nilai kinerja", low=0, high=120),
        Field(
            "hukuman",
            "choice",
            "Hukuman disiplin; kosong berarti tidak pernah",
            choices=("tidak pernah", "ringan", "sedang", "berat"),
            variants={
                "R": "ringan",
                "S": "sedang",
                "B": "berat",
                "Tidak Ada": "tidak pernah",
                "Nihil": "tidak pernah",
                "0": "tidak pernah",
            },
            personal=True,
        ),
    ),
    key=("nip", "tahun"),
    as_of="tahun",
    used_by=("A19", "J15"),
)

ALLOWANCE = TableContract(
    name="tpp",
    title=_("Tambahan penghasilan pegawai"),
    row="TPP seorang pegawai pada satu bulan",
    fields=(
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("periode", "period", "Bulan", required=True, monthly=True, example="2026-09"),
        Field("hadir", "whole", "Hari hadir", unit="hari", low=0, high=31),
        Field("terlambat", "whole", "Kali terlambat", unit="kali", low=0, high=62),
        Field("alpa", "whole", "Hari tanpa keterangan", unit="hari", low=0, high=31),
        Field("potongan", "number", "Potongan", unit="%", low=0, high=100),
        Field("capaian", "number", "Capaian TPP", unit="%", low=0, high=1000),
        Field("pagu", "number", "TPP sebelum potongan", unit="Rp", low=0, personal=True),
        Field("dibayar", "number", "TPP yang dibayar", unit="Rp", low=0, personal=True),
    ),
    key=("nip", "periode"),
    rules=(
        RowRule(
            "bukan_bulan",
            ("periode",),
            "NOT regexp_full_match(periode, '[0-9]{4}-[0-9]{2}')",
            _("TPP dihitung per bulan, misalnya 2026-09"),
            _("Tulis bulannya pada kolom periode, atau beri nama lembar seperti 'Juli 2026'."),
        ),
        RowRule(
            "capaian_lebih_seratus",
            ("capaian",),
            "capaian > 100",
            _("capaian TPP paling banyak 100%"),
            _("Periksa rumus capaian pada rekap bulan itu."),
            quarantine=False,
        ),
        RowRule(
            "dibayar_lebih_pagu",
            ("dibayar", "pagu"),
            "dibayar > pagu + 0.5",
            _("TPP yang dibayar tidak lebih besar daripada pagunya"),
            _("Periksa daftar pembayaran bulan itu."),
            quarantine=False,
        ),
    ),
    as_of="periode",
    used_by=("M16",),
)

PROJECT = TableContract(
    name="proyek",
    title=_("Proyek"),
    row="satu proyek",
    fields=(
        Field("proyek_id", "code", "Kode proyek", required=True),
        Field("nama", "text", "Nama proyek", required=True),
        Field("unit_id", "code", "Kode unit pelaksana", required=True, references="unit.unit_id"),
        Field("mulai", "date", "Tanggal mulai"),
        Field("rencana_selesai", "date", "Tanggal selesai menurut rencana"),
        Field("selesai", "date", "Tanggal selesai; kosong bila belum"),
        Field("anggaran", "number", "Anggaran", unit="Rp", low=0),
        Field("biaya", "number", "Biaya", unit="Rp", low=0),
        Field("mutu", "number", "Nilai mutu hasil", low=0, high=100),
    ),
    key=("proyek_id",),
    rules=(
        RowRule(
            "proyek_selesai_sebelum_mulai",
            ("selesai", "mulai"),
            "selesai < mulai",
            LAST_DATE_RULE,
            ORDER,
        ),
    ),
    as_of="mulai",
    used_by=("M17",),
)

PROJECT_MEMBER = TableContract(
    name="anggota_proyek",
    title=_("Anggota proyek"),
    row="peran seorang pegawai pada satu proyek",
    fields=(
        Field("proyek_id", "code", "Kode proyek", required=True, references="proyek.proyek_id"),
        Field("nip", "nip", "NIP anggota", required=True, references="pegawai.nip", personal=True),
        Field("peran", "text", "Peran"),
        Field("bagian", "number", "Bagian pekerjaan", unit="%", low=0, high=100),
    ),
    key=("proyek_id", "nip"),
    set_rules=(
        SetRule(
            "bagian_proyek_lebih",
            ("bagian",),
            "SELECT _id FROM (SELECT _id, sum(bagian) OVER (PARTITION BY proyek_id) AS s FROM {t}) "
            "WHERE s > 100.5",
            _("bagian pekerjaan satu proyek berjumlah paling banyak 100%"),
            _("Bagi ulang pekerjaan anggota proyek itu."),
        ),
    ),
    used_by=("M17", "W10"),
)

INNOVATION = TableContract(
    name="inovasi",
    title=_("Inovasi"),
    row="satu inovasi",
    fields=(
        Field("inovasi_id", "code", "Kode inovasi", required=True),
        Field("judul", "text", "Judul", required=True),
        Field("unit_id", "code", "Kode unit", required=True, references="unit.unit_id"),
        Field(
            "tahap",
            "choice",
            "Tahap",
            choices=("usulan", "uji coba", "terapan"),
            variants={
                "inisiatif": "usulan",
                "uji": "uji coba",
                "terap": "terapan",
                "penerapan": "terapan",
            },
            required=True,
        ),
        Field("tanggal", "date", "Tanggal mencapai tahap itu"),
        Field("pemilik_nip", "nip", "NIP pengusul", references="pegawai.nip", personal=True),
        Field("bukti_id", "code", "Kode bukti", references="bukti.bukti_id"),
        Field("jangkauan", "whole", "Orang yang terlayani", unit="orang", low=0),
    ),
    key=("inovasi_id",),
    as_of="tanggal",
    used_by=("J4", "K6"),
)

REWARDS = (AWARD, DISCIPLINE, PROFESSIONALISM, ALLOWANCE, PROJECT, PROJECT_MEMBER, INNOVATION)
