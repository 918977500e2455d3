"""Contracts of public service: satisfaction, service time, complaints."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables.contract import Field, RowRule, TableContract
from kinerja_lib.tables.contracts.shared import LAST_DATE_RULE, ORDER

# Names of the nine elements in the order of PermenPANRB 14/2017.
UNSUR = (
    "Persyaratan",
    "Sistem, mekanisme, dan prosedur",
    "Waktu penyelesaian",
    "Biaya atau tarif",
    "Produk spesifikasi jenis pelayanan",
    "Kompetensi pelaksana",
    "Perilaku pelaksana",
    "Penanganan pengaduan, saran, dan masukan",
    "Sarana dan prasarana",
)

SATISFACTION = TableContract(
    name="skm",
    title=_("Survei kepuasan masyarakat"),
    row="satu kuesioner satu responden",
    fields=(
        Field("resp_id", "code", "Nomor responden", required=True),
        Field(
            "unit_id",
            "code",
            "Kode unit layanan",
            required=True,
            may_be_absent=True,
            references="unit.unit_id",
        ),
        Field("layanan", "text", "Jenis layanan"),
        Field("loket", "text", "Loket atau tempat mengisi"),
        Field("tanggal", "date", "Tanggal mengisi"),
        *(
            Field(
                f"u{i}", "whole", f"{name}; kosong bila tidak dijawab", low=1, high=4, example="3"
            )
            for i, name in enumerate(UNSUR, start=1)
        ),
        Field(
            "jenis_kelamin",
            "choice",
            "Jenis kelamin responden",
            choices=("L", "P"),
            variants={"Laki-laki": "L", "Perempuan": "P", "Pria": "L", "Wanita": "P"},
        ),
        Field("usia", "whole", "Usia responden", unit="tahun", low=10, high=110),
        Field("pendidikan", "text", "Pendidikan responden"),
        Field("pekerjaan", "text", "Pekerjaan responden"),
        Field("saran", "text", "Saran tertulis", personal=True),
    ),
    key=("resp_id",),
    any_of=tuple(f"u{i}" for i in range(1, 10)),
    rules=(
        RowRule(
            "unsur_kosong_semua",
            ("u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9"),
            "coalesce(u1, u2, u3, u4, u5, u6, u7, u8, u9) IS NULL",
            _("paling sedikit satu unsur dijawab"),
            _("Hapus kuesioner kosong dari ekspor, atau isi dari kuesioner asli."),
        ),
    ),
    as_of="tanggal",
    used_by=("A11", "M5", "M19", "J3", "W13", "W14", "W15"),
    aliases=("skm_responden", "ikm"),
)

SERVICE_LOG = TableContract(
    name="layanan_log",
    title=_("Catatan waktu layanan"),
    row="satu permohonan satu layanan",
    fields=(
        Field("permohonan_id", "code", "Nomor permohonan", required=True),
        Field(
            "unit_id",
            "code",
            "Kode unit layanan",
            required=True,
            may_be_absent=True,
            references="unit.unit_id",
        ),
        Field("layanan", "text", "Jenis layanan", required=True),
        Field(
            "kanal",
            "choice",
            "Cara mengajukan",
            choices=("loket", "daring", "telepon", "surat", "keliling"),
        ),
        Field(
            "mulai", "time", "Saat permohonan diterima", required=True, example="2026-09-01 08:30"
        ),
        Field("selesai", "time", "Saat hasil diserahkan; kosong bila belum selesai"),
        Field("standar", "number", "Standar pelayanan", unit="hari kerja", low=0, limit="atas"),
    ),
    key=("permohonan_id",),
    rules=(
        RowRule(
            "layanan_selesai_sebelum_mulai",
            ("selesai", "mulai"),
            "selesai < mulai",
            LAST_DATE_RULE,
            ORDER,
        ),
    ),
    as_of="mulai",
    used_by=("M3", "M18", "M20", "J2"),
)

COMPLAINT = TableContract(
    name="pengaduan",
    title=_("Pengaduan"),
    row="satu laporan masyarakat",
    fields=(
        Field("pengaduan_id", "code", "Nomor pelacakan", required=True),
        Field("unit_id", "code", "Kode unit tujuan", references="unit.unit_id"),
        Field(
            "jenis",
            "choice",
            "Jenis laporan",
            choices=("pengaduan", "aspirasi", "permintaan informasi"),
        ),
        Field("kategori", "text", "Kategori"),
        Field("kanal", "text", "Kanal masuk"),
        Field("masuk", "time", "Saat laporan masuk", required=True),
        Field("diteruskan", "time", "Saat diteruskan kepada unit"),
        Field("respons", "time", "Saat tanggapan pertama"),
        Field("selesai", "time", "Saat ditutup; kosong bila masih terbuka"),
        Field(
            "status",
            "choice",
            "Keadaan",
            choices=(
                "belum terverifikasi",
                "belum ditindaklanjuti",
                "proses",
                "selesai",
                "ditunda",
                "arsip",
            ),
            variants={
                "diproses": "proses",
                "dalam proses": "proses",
                "closed": "selesai",
                "ditunda/arsip": "arsip",
            },
        ),
        Field("dibuka_kembali", "flag", "Pernah dibuka kembali"),
        Field("rahasia", "flag", "Pelapor meminta dirahasiakan"),
        Field("isi", "text", "Isi laporan", personal=True),
    ),
    key=("pengaduan_id",),
    rules=(
        RowRule(
            "respons_sebelum_masuk",
            ("respons", "masuk"),
            "respons < masuk",
            _("tanggapan pertama tidak boleh sebelum laporan masuk"),
            ORDER,
        ),
        RowRule(
            "diteruskan_sebelum_masuk",
            ("diteruskan", "masuk"),
            "diteruskan < masuk",
            _("laporan diteruskan pada atau sesudah saat masuknya"),
            ORDER,
        ),
        RowRule(
            "urutan_pengaduan",
            ("selesai", "respons", "diteruskan"),
            "selesai < respons OR selesai < diteruskan OR respons < diteruskan",
            _("laporan diteruskan, ditanggapi, lalu ditutup"),
            ORDER,
            quarantine=False,
        ),
        RowRule(
            "tertutup_belum_selesai",
            ("status", "selesai"),
            "selesai IS NOT NULL AND NOT coalesce(dibuka_kembali, false) AND status IN "
            "('belum terverifikasi', 'belum ditindaklanjuti', 'proses')",
            _("laporan yang masih berjalan belum mempunyai saat selesai"),
            _("Cocokkan keadaan dan saat selesai pada riwayat di SP4N-LAPOR!."),
            quarantine=False,
        ),
        RowRule(
            "pengaduan_selesai_sebelum_masuk",
            ("selesai", "masuk"),
            "selesai < masuk",
            _("laporan ditutup pada atau sesudah saat masuknya"),
            ORDER,
        ),
        RowRule(
            "selesai_tanpa_tanggal",
            ("selesai", "status"),
            "status = 'selesai' AND selesai IS NULL",
            _("laporan yang selesai mempunyai saat selesai"),
            _("Isi saat selesai dari riwayat tindak lanjut di SP4N-LAPOR!."),
            quarantine=False,
        ),
    ),
    as_of="masuk",
    used_by=("A19", "M5", "M21"),
    aliases=("sp4n_lapor", "lapor"),
)

SERVICE = (SATISFACTION, SERVICE_LOG, COMPLAINT)
