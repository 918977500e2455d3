"""Contracts of the appraisal cycle: calendar, stages, results."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.tables import choices
from kinerja_lib.tables.contract import Field, RowRule, SetRule, TableContract
from kinerja_lib.tables.contracts.ratings import RATING
from kinerja_lib.tables.contracts.shared import FORMER_UNITS, LAST_DATE_RULE, ORDER

_NOT_FINAL = ("pending", "menunggu", "menunggu persetujuan", "belum final", "belum disetujui")
_STATUS_VARIANTS = {
    **dict.fromkeys((*_NOT_FINAL, "submitted"), "diajukan"),
    "draft": "draf",
    "selesai": "final",
    "approved": "disetujui",
}

CALENDAR = TableContract(
    name="kalender",
    title=_("Kalender penilaian"),
    row="satu tahap penilaian pada satu periode",
    fields=(
        Field("periode", "period", "Periode penilaian", required=True),
        Field("tahap", "choice", "Tahap", choices=choices.STAGES, required=True),
        Field("mulai", "date", "Tanggal mulai menurut jadwal", required=True),
        Field("selesai", "date", "Tenggat menurut jadwal", required=True),
    ),
    key=("periode", "tahap"),
    rules=(
        RowRule("jadwal_terbalik", ("selesai", "mulai"), "selesai < mulai", LAST_DATE_RULE, ORDER),
    ),
    as_of="selesai",
    used_by=("A8",),
    aliases=("kalender_penilaian",),
)

STAGE = TableContract(
    name="tahap",
    title=_("Tahap penilaian pegawai"),
    row="satu tahap penilaian seorang pegawai pada satu periode",
    fields=(
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("periode", "period", "Periode penilaian", required=True),
        Field("tahap", "choice", "Tahap", choices=choices.STAGES, required=True),
        Field("tanggal", "date", "Tanggal tahap diselesaikan; kosong bila belum"),
    ),
    key=("nip", "periode", "tahap"),
    as_of="tanggal",
    used_by=("A8", "K10", "W11"),
)

# The matrix of hasil kerja and perilaku as exports print it (PermenPANRB 6/2022).
_PREDIKAT_OF_RATINGS = (
    "CASE WHEN perilaku = 'di bawah ekspektasi' "
    "THEN CASE WHEN hasil_kerja = 'di bawah ekspektasi' THEN 'Sangat Kurang' ELSE 'Kurang' END "
    "WHEN hasil_kerja = 'di bawah ekspektasi' THEN 'Butuh Perbaikan' "
    "WHEN hasil_kerja = 'di atas ekspektasi' AND perilaku = 'di atas ekspektasi' "
    "THEN 'Sangat Baik' ELSE 'Baik' END"
)

# First and last month of each period shorter than a year; a year is an evaluation of its own.
# Periods of one year can cover each other only where the year has more than one kind of them; in
# most sources none has, and then no row is sorted.
_KINDS = (
    "SELECT p, p[1:4] AS y, CASE WHEN p[6] IN ('T', 'S') THEN p[6] ELSE 'B' END AS k "
    "FROM (SELECT DISTINCT periode AS p FROM {t}) WHERE length(p) > 4"
)
_MIXED = (
    f"SELECT p FROM ({_KINDS}) WHERE y IN "
    f"(SELECT y FROM ({_KINDS}) GROUP BY y HAVING count(DISTINCT k) > 1)"
)
_MONTHS = (
    "SELECT _id, nip, y, CASE k WHEN 'T' THEN 3 * n - 2 WHEN 'S' THEN 6 * n - 5 ELSE n END AS a, "
    "CASE k WHEN 'T' THEN 3 * n WHEN 'S' THEN 6 * n ELSE n END AS b "
    "FROM (SELECT _id, nip, periode[1:4] AS y, periode[6] AS k, "
    "CAST(regexp_extract(periode[6:], '[0-9]+') AS INTEGER) AS n "
    f"FROM {{t}} WHERE periode IN ({_MIXED}))"
)
_BY_MONTH = "(PARTITION BY nip, y ORDER BY a, b DESC ROWS BETWEEN"

RESULT = TableContract(
    name="hasil_penilaian",
    title=_("Hasil penilaian"),
    row="hasil penilaian seorang pegawai pada satu periode",
    fields=(
        Field("nip", "nip", "NIP pegawai", required=True, references="pegawai.nip", personal=True),
        Field("periode", "period", "Periode penilaian", required=True, example="2026-TW1"),
        Field(
            "unit_id",
            "code",
            "Kode unit pada periode itu",
            references="unit.unit_id",
            or_in=FORMER_UNITS,
        ),
        Field(
            "hasil_kerja",
            "choice",
            "Rating hasil kerja",
            choices=choices.EXPECTATION,
            variants=choices.EXPECTATION_VARIANTS,
            example="sesuai ekspektasi",
            personal=True,
        ),
        Field(
            "perilaku",
            "choice",
            "Rating perilaku kerja",
            choices=choices.EXPECTATION,
            variants=choices.EXPECTATION_VARIANTS,
            example="di atas ekspektasi",
            personal=True,
        ),
        Field(
            "predikat",
            "choice",
            "Predikat kinerja; kosong bila belum ditetapkan",
            choices=choices.PREDIKAT,
            variants=choices.PREDIKAT_VARIANTS,
            example="Baik",
            personal=True,
        ),
        Field(
            "nilai",
            "number",
            "Nilai angka, bila aplikasi memberikannya",
            low=0,
            high=120,
            personal=True,
        ),
        # A superior need not be in the list of employees, nor a civil servant at all.
        Field("penilai_nip", "code", "NIP atau kode pejabat penilai", personal=True),
        Field(
            "status",
            "choice",
            "Keadaan penilaian",
            choices=("draf", "diajukan", "disetujui", "final"),
            variants=_STATUS_VARIANTS,
        ),
        Field("tanggal", "date", "Tanggal ditetapkan"),
    ),
    key=("nip", "periode"),
    rules=(
        RowRule(
            "predikat_beda_rating",
            ("predikat", "hasil_kerja", "perilaku"),
            f"predikat <> {_PREDIKAT_OF_RATINGS} "
            "AND hasil_kerja IS NOT NULL AND perilaku IS NOT NULL",
            _("predikat sesuai dengan kedua rating menurut matriks PermenPANRB 6/2022"),
            _("Cocokkan dengan dokumen evaluasi; perbaiki rating atau predikatnya."),
        ),
        RowRule(
            "predikat_belum_final",
            ("predikat", "status"),
            "predikat IS NOT NULL AND status IN ('draf', 'diajukan')",
            _("predikat hanya ada pada penilaian yang sudah disetujui"),
            _("Selesaikan persetujuan di aplikasi; hasil ini dihitung belum lengkap."),
            quarantine=False,
        ),
        RowRule(
            "skala_nilai_hasil",
            ("nilai",),
            "nilai > 0 AND nilai <= 10",
            _("nilai angka memakai skala 0 sampai 120"),
            _(
                "Nilainya tidak lebih dari 10. Pastikan skalanya (misalnya 1–5 atau 1–10), lalu "
                "ubah di aplikasinya."
            ),
            quarantine=False,
        ),
        RowRule(
            "menilai_diri",
            ("penilai_nip", "nip"),
            "penilai_nip = nip",
            _("pejabat penilai bukan pegawai itu sendiri"),
            _("Perbaiki NIP pejabat penilai."),
            quarantine=False,
        ),
    ),
    set_rules=(
        SetRule(
            "periode_tumpang_tindih",
            ("periode", "nip"),
            f"SELECT _id FROM (SELECT _id, a, b, max(b) OVER {_BY_MONTH} UNBOUNDED PRECEDING "
            f"AND 1 PRECEDING) AS earlier, min(a) OVER {_BY_MONTH} 1 FOLLOWING "
            f"AND UNBOUNDED FOLLOWING) AS later FROM ({_MONTHS})) WHERE a <= earlier OR b >= later",
            _("hasil seorang pegawai memakai periode yang tidak saling menutupi"),
            _("Tentukan satu jenis periode; yang lain tidak dijumlahkan dengannya."),
        ),
    ),
    as_of="tanggal",
    used_by=("A1", "A9", "M4", "M7", "M15", "K13", "K14", "K18", "W2", "W6"),
    aliases=("hasil_kinerja", "kinerja_periodik", "skp_tahunan"),
)

UNIT_RESULT = TableContract(
    name="capaian_unit",
    title=_("Capaian kinerja unit"),
    row="capaian satu unit pada satu periode, ditetapkan pimpinan di atasnya",
    fields=(
        Field("unit_id", "code", "Kode unit", required=True, references="unit.unit_id"),
        Field("periode", "period", "Periode", required=True),
        Field(
            "capaian",
            "choice",
            "Capaian kinerja organisasi",
            choices=choices.CAPAIAN,
            variants={"Cukup": "Butuh Perbaikan"},
            required=True,
        ),
        Field("tanggal", "date", "Tanggal ditetapkan"),
    ),
    key=("unit_id", "periode"),
    as_of="tanggal",
    used_by=("K4", "W6"),
)

APPRAISAL = (CALENDAR, STAGE, RATING, RESULT, UNIT_RESULT)
