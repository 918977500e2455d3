"""Contract of the survey of staff."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables import choices
from kinerja_lib.tables.contract import Field, RowRule, TableContract

STAFF_SURVEY = TableContract(
    name="survei_asn",
    title=_("Survei pegawai"),
    row="jawaban satu responden pada satu gelombang",
    fields=(
        Field("resp_id", "code", "Kode responden, bukan NIP", required=True),
        Field("gelombang", "code", "Gelombang survei", required=True, example="2026-1"),
        Field("unit_id", "code", "Kode unit responden", references="unit.unit_id"),
        Field("tanggal", "date", "Tanggal mengisi"),
        Field("detik", "number", "Lama mengisi", unit="detik", low=0),
        Field(
            "jenis_kelamin",
            "choice",
            "Jenis kelamin",
            choices=choices.SEX,
            variants=choices.SEX_VARIANTS,
        ),
        Field("kelompok_usia", "text", "Kelompok usia"),
        Field(
            "status",
            "choice",
            "Status kepegawaian",
            choices=choices.STATUS,
            variants=choices.STATUS_VARIANTS,
        ),
        Field("komentar", "text", "Jawaban terbuka", personal=True),
        Field(
            "butir_*",
            "whole",
            "Jawaban satu butir; rentangnya pada berkas instrumen",
            low=0,
            high=10,
            example="4",
        ),
    ),
    key=("resp_id", "gelombang"),
    rules=(
        RowRule(
            "responden_memakai_nip",
            ("resp_id",),
            "regexp_full_match(resp_id, '[0-9]{18}')",
            _("kode responden bukan NIP, supaya jawaban tetap rahasia"),
            _("Ganti NIP dengan kode acak sebelum berkas dibagikan."),
        ),
    ),
    as_of="tanggal",
    used_by=("A16", "M14", "J14", "J15", "K15", "K16", "W19"),
    aliases=("survei_pegawai",),
)

COMMENT_CODING = TableContract(
    name="koding_komentar",
    title=_("Koding komentar survei"),
    row="tema utama satu komentar menurut satu pengode",
    fields=(
        Field("resp_id", "code", "Kode responden, seperti pada survei_asn", required=True),
        Field("gelombang", "code", "Gelombang survei", required=True, example="2026-1"),
        Field("pengode", "code", "Kode pengode, bukan nama", required=True, example="P1"),
        Field(
            "tema",
            "text",
            "Tema utama menurut buku kode",
            required=True,
            example="Panduan pengisian",
        ),
        Field("kutip", "flag", "Layak dikutip menurut pengode"),
    ),
    key=("resp_id", "gelombang", "pengode"),
    used_by=("A16", "M14", "K15", "W19"),
    aliases=("kode_komentar",),
)

SURVEY = (STAFF_SURVEY, COMMENT_CODING)
