"""Contracts of plans and daily work."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables.contract import Field, RowRule, SetRule, TableContract
from kinerja_lib.tables.contracts.shared import (
    BAND,
    EMPTY_FLOOR,
    LAST_DATE_RULE,
    ORDER,
    ZERO_TARGET,
)

PLAN = TableContract(
    name="skp",
    title=_("Sasaran kinerja pegawai"),
    row="satu indikator dari satu rencana hasil kerja seorang pegawai",
    fields=(
        Field("skp_id", "code", "Kode butir SKP", required=True, example="SKP-00001"),
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("periode", "period", "Periode SKP", required=True, example="2026"),
        Field(
            "jenis_kinerja", "choice", "Kinerja utama atau tambahan", choices=("utama", "tambahan")
        ),
        Field("rencana_hasil_kerja", "text", "Rencana hasil kerja", required=True),
        Field(
            "aspek", "choice", "Aspek ukuran", choices=("kuantitas", "kualitas", "waktu", "biaya")
        ),
        Field("indikator", "text", "Indikator kinerja individu"),
        Field("target_bawah", "number", "Batas bawah target", limit="bawah"),
        Field("target_atas", "number", "Batas atas target", limit="atas"),
        Field("satuan", "text", "Satuan target"),
        Field("realisasi", "number", "Realisasi berdasarkan bukti dukung"),
        Field("bobot", "number", "Bobot", unit="%", low=0, high=100),
        Field(
            "skp_induk_id",
            "code",
            "Kode butir SKP pimpinan yang diintervensi",
            references="skp.skp_id",
        ),
        Field("iku_id", "code", "Kode indikator yang didukung", references="iku.iku_id"),
        Field("mulai", "date", "Tanggal mulai"),
        Field("selesai", "date", "Tanggal selesai"),
        Field("usul_pegawai", "flag", "Diusulkan oleh pegawai"),
    ),
    key=("skp_id",),
    rules=(
        BAND,
        EMPTY_FLOOR,
        ZERO_TARGET,
        RowRule(
            "skp_selesai_sebelum_mulai",
            ("selesai", "mulai"),
            "selesai < mulai",
            LAST_DATE_RULE,
            ORDER,
        ),
    ),
    set_rules=(
        SetRule(
            "bobot_tidak_seratus",
            ("bobot",),
            "SELECT _id FROM {t} JOIN (SELECT nip, periode FROM {t} "
            "WHERE coalesce(jenis_kinerja, 'utama') = 'utama' GROUP BY ALL "
            "HAVING count(bobot) > 0 AND abs(sum(bobot) - 100) > 0.5) USING (nip, periode) "
            "WHERE coalesce(jenis_kinerja, 'utama') = 'utama'",
            _("bobot kinerja utama seorang pegawai pada satu periode berjumlah 100%"),
            _("Kembalikan rencana kepada pegawai untuk membagi bobot sampai 100%."),
        ),
    ),
    splits={"target": ("target_bawah", "target_atas")},
    used_by=("A2", "K7", "W3", "W20"),
    aliases=("skp_ekinerja",),
)

ACTIVITY = TableContract(
    name="kegiatan",
    title=_("Kegiatan unit"),
    row="satu kegiatan satu unit",
    fields=(
        Field("kegiatan_id", "code", "Kode kegiatan", required=True),
        Field("unit_id", "code", "Kode unit", required=True, references="unit.unit_id"),
        Field("jenis", "text", "Jenis kegiatan, misalnya penyuluhan"),
        Field("nama", "text", "Nama kegiatan"),
        Field("tanggal", "date", "Tanggal kegiatan", required=True),
        Field("peserta", "whole", "Orang yang hadir", unit="orang", low=0),
        Field("keluaran", "number", "Banyaknya keluaran", low=0),
        Field("satuan", "text", "Satuan keluaran"),
        Field("anggaran", "number", "Anggaran", unit="Rp", low=0),
        Field("realisasi_anggaran", "number", "Anggaran yang terpakai", unit="Rp", low=0),
        Field("iku_id", "code", "Kode indikator yang didukung", references="iku.iku_id"),
    ),
    key=("kegiatan_id",),
    as_of="tanggal",
    used_by=("A7", "M2"),
)

WORK_LOG = TableContract(
    name="laporan_kinerja",
    title=_("Laporan kinerja harian"),
    row="satu pekerjaan yang dilaporkan seorang pegawai pada satu hari",
    fields=(
        Field("laporan_id", "code", "Kode laporan", required=True),
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("tanggal", "date", "Tanggal pekerjaan", required=True),
        Field("kegiatan", "text", "Uraian pekerjaan", required=True),
        Field("skp_id", "code", "Kode butir SKP", references="skp.skp_id"),
        Field("keluaran", "number", "Banyaknya keluaran", low=0),
        Field("jam", "number", "Lama pekerjaan", unit="jam", low=0, high=24),
        Field("tanggal_lapor", "date", "Tanggal dilaporkan"),
        Field("bukti_id", "code", "Kode bukti", references="bukti.bukti_id"),
    ),
    key=("laporan_id",),
    rules=(
        RowRule(
            "lapor_sebelum_kerja",
            ("tanggal_lapor", "tanggal"),
            "tanggal_lapor < tanggal",
            _("pekerjaan dilaporkan pada atau sesudah tanggalnya"),
            ORDER,
            quarantine=False,
        ),
    ),
    as_of="tanggal_lapor",
    used_by=("J16", "K3", "W11"),
)

WORK = (PLAN, ACTIVITY, WORK_LOG)
