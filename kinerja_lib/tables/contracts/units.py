"""Contracts of units and posts."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables import choices
from kinerja_lib.tables.contract import Field, RowRule, SetRule, TableContract
from kinerja_lib.tables.contracts.shared import FORMER_UNITS, LAST_DATE_RULE, ORDER

UNIT = TableContract(
    name="unit",
    title=_("Unit kerja"),
    row="satu unit kerja menurut struktur organisasi pada tanggal acuan",
    fields=(
        Field("unit_id", "code", "Kode unit, tetap antarperiode", required=True, example="U-0101"),
        Field("nama", "text", "Nama resmi unit", required=True, example="Dinas Kesehatan"),
        Field(
            "induk_id",
            "code",
            "Kode unit atasan; kosong untuk unit teratas",
            references="unit.unit_id",
        ),
        Field(
            "jenis",
            "choice",
            "Jenis unit",
            choices=(
                "dinas",
                "badan",
                "sekretariat",
                "inspektorat",
                "bagian",
                "bidang",
                "kecamatan",
                "kelurahan",
                "puskesmas",
                "rumah sakit",
                "sekolah",
                "uptd",
                "lainnya",
            ),
            example="dinas",
        ),
        Field("bidang", "choice", "Bidang tugas", choices=choices.FIELDS_OF_WORK),
        Field("kecamatan", "text", "Kecamatan tempat unit melayani"),
        Field(
            "kepala_nip",
            "nip",
            "NIP kepala unit; kosong bila belum terisi",
            references="pegawai.nip",
            personal=True,
        ),
    ),
    key=("unit_id",),
    rules=(
        RowRule(
            "unit_induk_diri",
            ("induk_id",),
            "induk_id = unit_id",
            _("unit tidak boleh menjadi atasan dirinya sendiri"),
            _("Isi kode unit atasan yang benar; kosongkan untuk unit teratas."),
        ),
    ),
    used_by=("A1", "J9", "W1", "W9", "W16"),
    aliases=("unit_kerja", "unor", "unor_siasn"),
)

UNIT_HISTORY = TableContract(
    name="unit_riwayat",
    title=_("Riwayat unit"),
    row="satu bagian unit lama yang menjadi bagian unit baru pada satu tanggal",
    fields=(
        Field("unit_lama", "code", "Kode unit sebelum perubahan", required=True, example="U-0900"),
        Field(
            "unit_baru",
            "code",
            "Kode unit sesudah perubahan",
            required=True,
            references="unit.unit_id",
        ),
        Field("tanggal", "date", "Tanggal perubahan berlaku", required=True, example="2025-01-01"),
        Field(
            "bagian",
            "number",
            "Bagian pegawai unit lama yang pindah",
            required=True,
            low=0,
            high=1,
            example="0.6",
        ),
        Field(
            "jenis",
            "choice",
            "Jenis perubahan",
            choices=("pemekaran", "penggabungan", "ganti nama"),
        ),
    ),
    key=("unit_lama", "unit_baru", "tanggal"),
    rules=(
        RowRule(
            "riwayat_unit_sama",
            ("unit_baru",),
            "unit_lama = unit_baru AND jenis <> 'ganti nama'",
            _("unit lama dan unit baru berbeda, kecuali pada ganti nama"),
            _("Isi kode unit sesudah perubahan."),
        ),
    ),
    set_rules=(
        SetRule(
            "bagian_tidak_satu",
            ("bagian",),
            "SELECT _id FROM (SELECT _id, sum(bagian) OVER (PARTITION BY unit_lama, tanggal) AS s "
            "FROM {t}) WHERE abs(s - 1) > 0.005",
            _("bagian satu unit lama pada satu tanggal berjumlah 1"),
            _("Lengkapi atau perbaiki bagian tiap unit baru sampai berjumlah 1."),
        ),
    ),
    as_of="tanggal",
    used_by=("M7", "K18"),
)

POST = TableContract(
    name="jabatan",
    title=_("Jabatan"),
    row="satu jabatan pada peta jabatan satu unit",
    fields=(
        Field("jabatan_id", "code", "Kode jabatan", required=True, example="J-0123"),
        Field(
            "nama", "text", "Nama jabatan", required=True, example="Analis Kepegawaian Ahli Muda"
        ),
        Field("jenis", "choice", "Jenis jabatan", choices=choices.POSTS),
        Field("jenjang", "choice", "Jenjang jabatan fungsional", choices=choices.LEVELS),
        Field("unit_id", "code", "Kode unit pemilik jabatan", references="unit.unit_id"),
        Field("bidang", "choice", "Bidang tugas", choices=choices.FIELDS_OF_WORK),
        Field("rumpun", "text", "Rumpun jabatan, untuk membandingkan yang setara"),
        Field("garis_depan", "flag", "Melayani masyarakat secara langsung"),
        Field("kelas", "whole", "Kelas jabatan", low=1, high=17),
    ),
    key=("jabatan_id",),
    rules=(
        RowRule(
            "jenjang_beda_jenis",
            ("jenjang", "jenis"),
            "jenjang IS NOT NULL AND jenis <> 'fungsional'",
            _("jenjang hanya untuk jabatan fungsional"),
            _("Kosongkan jenjang, atau ubah jenis jabatan menjadi fungsional."),
            quarantine=False,
        ),
    ),
    used_by=("A1", "A14", "W4", "K13"),
)

POST_HISTORY = TableContract(
    name="riwayat_jabatan",
    title=_("Riwayat jabatan"),
    row="satu masa seorang pegawai memangku satu jabatan",
    fields=(
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("jabatan_id", "code", "Kode jabatan", required=True, references="jabatan.jabatan_id"),
        Field(
            "unit_id",
            "code",
            "Kode unit pada masa itu",
            required=True,
            references="unit.unit_id",
            or_in=FORMER_UNITS,
        ),
        Field("mulai", "date", "Terhitung mulai tanggal", required=True),
        Field("selesai", "date", "Tanggal berakhir; kosong bila masih dipangku"),
        Field(
            "status",
            "choice",
            "Cara memangku",
            choices=("definitif", "pelaksana tugas", "pelaksana harian"),
            variants={
                "Plt": "pelaksana tugas",
                "Plt.": "pelaksana tugas",
                "Plh": "pelaksana harian",
            },
        ),
    ),
    key=("nip", "jabatan_id", "mulai"),
    rules=(
        RowRule(
            "selesai_sebelum_mulai", ("selesai", "mulai"), "selesai < mulai", LAST_DATE_RULE, ORDER
        ),
    ),
    set_rules=(
        SetRule(
            "jabatan_ganda",
            ("mulai",),
            "SELECT _id FROM (SELECT _id, mulai, "
            "max(coalesce(selesai, DATE '9999-12-31')) OVER w AS d "
            "FROM {t} WHERE status = 'definitif' WINDOW w AS (PARTITION BY nip ORDER BY mulai, _id "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) WHERE mulai < d",
            _("seorang pegawai memangku satu jabatan definitif pada satu waktu"),
            _("Isi tanggal berakhir jabatan yang lama, atau ubah statusnya."),
        ),
    ),
    as_of="mulai",
    used_by=("A1", "W10"),
)

WORKLOAD = TableContract(
    name="abk",
    title=_("Analisis beban kerja dan formasi"),
    row="kebutuhan satu unit akan satu jabatan pada satu tahun",
    fields=(
        Field("unit_id", "code", "Kode unit", required=True, references="unit.unit_id"),
        Field("jabatan_id", "code", "Kode jabatan", required=True, references="jabatan.jabatan_id"),
        Field("tahun", "year", "Tahun formasi", required=True),
        Field("kebutuhan", "whole", "Pegawai yang dibutuhkan", required=True, unit="orang", low=0),
        Field("tersedia", "whole", "Pegawai yang ada", unit="orang", low=0),
        Field("beban_kerja", "number", "Beban kerja setahun", unit="jam", low=0),
    ),
    key=("unit_id", "jabatan_id", "tahun"),
    as_of="tahun",
    used_by=("K13", "W9"),
    aliases=("formasi",),
)

UNIT_NEEDS = TableContract(
    name="kebutuhan_unit",
    title=_("Kebutuhan unit"),
    row="satu kebutuhan yang dicatat satu unit",
    fields=(
        Field("kebutuhan_id", "code", "Kode kebutuhan", required=True),
        Field("unit_id", "code", "Kode unit", required=True, references="unit.unit_id"),
        Field("uraian", "text", "Kebutuhan, dalam satu kalimat", required=True),
        Field("prioritas", "whole", "Prioritas; 1 tertinggi", low=1, high=5),
        Field("sumber", "text", "Asal kebutuhan, misalnya hasil SKM"),
        Field(
            "pemilik_nip", "nip", "NIP penanggung jawab", references="pegawai.nip", personal=True
        ),
        Field("rencana", "text", "Rencana pemenuhan"),
        Field("tanggal", "date", "Tanggal dicatat"),
    ),
    key=("kebutuhan_id",),
    as_of="tanggal",
    used_by=("W1", "W9"),
)

UNITS = (UNIT, UNIT_HISTORY, POST, POST_HISTORY, WORKLOAD, UNIT_NEEDS)
