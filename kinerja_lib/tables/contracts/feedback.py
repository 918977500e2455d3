"""Contracts of feedback, coaching, dialogue, observation and objections."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables import choices
from kinerja_lib.tables.contract import Field, RowRule, TableContract
from kinerja_lib.tables.contracts.shared import LAST_DATE_RULE, ORDER

FEEDBACK = TableContract(
    name="umpan_balik",
    title=_("Umpan balik"),
    row="satu umpan balik kepada seorang pegawai",
    fields=(
        Field("umpan_balik_id", "code", "Kode umpan balik", required=True),
        Field("nip", "nip", "NIP penerima", required=True, references="pegawai.nip", personal=True),
        Field("pemberi", "code", "NIP pemberi, atau kode lain", personal=True),
        Field(
            "hubungan",
            "choice",
            "Siapa pemberi bagi penerima",
            choices=choices.RELATIONS,
            variants=choices.RELATION_VARIANTS,
        ),
        Field("tanggal_kejadian", "date", "Tanggal kejadian yang dibahas"),
        Field("tanggal", "date", "Tanggal umpan balik diberikan", required=True),
        Field("isi", "text", "Isi umpan balik", personal=True),
        Field("nada", "choice", "Nada", choices=("positif", "konstruktif", "netral")),
        Field("tindak_lanjut", "text", "Tindak lanjut yang disepakati", personal=True),
        Field("tanggal_selesai", "date", "Tanggal tindak lanjut selesai"),
    ),
    key=("umpan_balik_id",),
    rules=(
        RowRule(
            "umpan_balik_sebelum_kejadian",
            ("tanggal", "tanggal_kejadian"),
            "tanggal < tanggal_kejadian",
            LAST_DATE_RULE,
            ORDER,
        ),
        RowRule(
            "tindak_lanjut_sebelum_umpan_balik",
            ("tanggal_selesai", "tanggal"),
            "tanggal_selesai < tanggal",
            LAST_DATE_RULE,
            ORDER,
        ),
        RowRule(
            "umpan_balik_diri_sebagai_lain",
            ("hubungan", "nip", "pemberi"),
            "pemberi = nip AND hubungan <> 'diri'",
            _("pemberi yang sama dengan penerima berhubungan 'diri'"),
            _("Perbaiki hubungan atau NIP pemberi pada aplikasinya."),
            quarantine=False,
        ),
    ),
    as_of="tanggal",
    used_by=("M10", "K1", "K6", "W12"),
)

COACHING = TableContract(
    name="pembinaan",
    title=_("Bimbingan dan konseling kinerja"),
    row="satu pertemuan bimbingan atau konseling seorang pegawai",
    fields=(
        Field("pembinaan_id", "code", "Kode pertemuan", required=True),
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("pembina_nip", "nip", "NIP pembimbing", references="pegawai.nip", personal=True),
        Field(
            "jenis",
            "choice",
            "Jenis",
            choices=("bimbingan kinerja", "konseling kinerja"),
            variants={
                "coaching": "bimbingan kinerja",
                "konseling": "konseling kinerja",
                "bimbingan": "bimbingan kinerja",
            },
        ),
        Field("tanggal", "date", "Tanggal pertemuan", required=True),
        Field("topik", "text", "Topik", personal=True),
    ),
    key=("pembinaan_id",),
    as_of="tanggal",
    used_by=("M22",),
)

DIALOGUE = TableContract(
    name="dialog_kinerja",
    title=_("Dialog kinerja"),
    row="satu dialog kinerja seorang pegawai dengan pimpinannya",
    fields=(
        Field("dialog_id", "code", "Kode dialog", required=True),
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("periode", "period", "Periode SKP yang dibahas", required=True),
        Field("tanggal", "date", "Tanggal dialog", required=True),
        Field("usul_diterima", "whole", "Usul pegawai yang diterima", low=0),
    ),
    key=("dialog_id",),
    as_of="tanggal",
    used_by=("W20",),
    aliases=("dialog",),
)

OBSERVATION = TableContract(
    name="observasi",
    title=_("Observasi guru"),
    row="satu skor satu butir dari satu pengamatan guru",
    fields=(
        Field(
            "guru_nip", "nip", "NIP guru", required=True, references="pegawai.nip", personal=True
        ),
        Field(
            "pengamat_nip",
            "nip",
            "NIP pengamat",
            required=True,
            references="pegawai.nip",
            personal=True,
        ),
        Field("butir", "text", "Butir rubrik", required=True),
        Field("skor", "whole", "Skor", required=True, low=1, high=4),
        Field("tanggal", "date", "Tanggal pengamatan", required=True),
    ),
    key=("guru_nip", "pengamat_nip", "butir", "tanggal"),
    rules=(
        RowRule(
            "mengamati_diri",
            ("pengamat_nip", "guru_nip"),
            "pengamat_nip = guru_nip",
            _("guru tidak mengamati dirinya sendiri"),
            _("Perbaiki NIP pengamat."),
        ),
    ),
    as_of="tanggal",
    used_by=("M9",),
)

OBJECTION = TableContract(
    name="keberatan",
    title=_("Keberatan atas hasil penilaian"),
    row="satu keberatan seorang pegawai",
    fields=(
        Field("keberatan_id", "code", "Nomor keberatan", required=True),
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("periode", "period", "Periode hasil yang digugat", required=True),
        Field("tanggal", "date", "Tanggal diajukan", required=True),
        Field("alasan", "text", "Alasan", personal=True),
        Field(
            "status",
            "choice",
            "Keadaan",
            choices=("diajukan", "diproses", "diterima", "diterima sebagian", "ditolak"),
        ),
        Field("tanggal_putusan", "date", "Tanggal diputus"),
    ),
    key=("keberatan_id",),
    rules=(
        RowRule(
            "putusan_sebelum_keberatan",
            ("tanggal_putusan", "tanggal"),
            "tanggal_putusan < tanggal",
            LAST_DATE_RULE,
            ORDER,
        ),
        RowRule(
            "putusan_tanpa_tanggal",
            ("tanggal_putusan", "status"),
            "tanggal_putusan IS NULL AND status IN ('diterima', 'diterima sebagian', 'ditolak')",
            _("keberatan yang sudah diputus mempunyai tanggal putusan"),
            _("Isi tanggal putusan dari berita acara."),
            quarantine=False,
        ),
    ),
    as_of="tanggal",
    used_by=("K2", "K15"),
)

FEEDBACK = (FEEDBACK, COACHING, DIALOGUE, OBSERVATION, OBJECTION)
